"""Records of claims are JSON, whatever the texts hold."""

from __future__ import annotations

import json

import pytest

pl = pytest.importorskip("polars")


def test_anchor_and_details_stand_together() -> None:
    from refgraph.io.kgx.records import records_of

    texts = ['say "x" \\', "", "y", ""]
    details = ['"condition":"c"', '"condition":"d"', "", ""]
    found = records_of(*(pl.Series(column) for column in (list("1234"), texts, details)))
    told = [record.partition("\n") for record in found]
    assert [(number, json.loads(rest) if rest else None) for number, _, rest in told] == [
        ("1", {"anchor": 'say "x" \\', "condition": "c"}),
        ("2", {"condition": "d"}),
        ("3", {"anchor": "y"}),
        ("4", None),
    ]
