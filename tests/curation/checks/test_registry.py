"""The table that checks enter themselves in, and how an unknown word is worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.curation.checks.registry import CHECKS, Found, check, kinds, unknown
from refgraph.model.dataset import Dataset, Mark


def test_a_code_has_one_check() -> None:
    before = dict(CHECKS)
    code = next(iter(CHECKS))

    def other(data: Dataset) -> Found:
        yield from ()

    with pytest.raises(AssertionError, match=f"two checks have the code {code}"):
        check(code)(other)
    assert before == CHECKS


def test_what_has_faults_is_declared_all_the_same(mini: Dataset) -> None:
    marked = replace(
        mini, marks={**mini.marks, ("entity", "faulty"): Mark("a.yaml"), ("entity", "x", "label"): Mark("b")}
    )
    assert kinds(marked, "entity") == {*mini.entities, "faulty"}
    assert kinds(marked, "state") == set(mini.schema.states)


def test_only_what_is_unknown_is_worded_with_the_nearest() -> None:
    assert list(unknown(["tight", "tigth"], ["weak", "tight"])) == ["'tigth'. Did you mean: tight?"]
    assert list(unknown([], ["weak"])) == []
