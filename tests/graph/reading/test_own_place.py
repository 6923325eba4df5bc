"""A side is told by the place where a thing lies anyway; another place tells something else."""

from __future__ import annotations

import pytest

from refgraph.errors import UnknownNameError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trochanteric bursitis left hip", Finding("greater-trochanteric-pain-syndrome", None, "left")),
        ("left hip trochanteric bursitis", Finding("greater-trochanteric-pain-syndrome", None, "left")),
        ("rotator cuff tear right shoulder", Finding("rotator-cuff", "torn", "right")),
        ("tight calf both legs", Finding("calf", "tight", "bilateral")),
        ("tight piriformis left buttock", Finding("piriformis", "tight", "left")),
    ],
)
def test_the_own_place_of_a_thing_gives_the_side(real: KnowledgeGraph, typed: str, meant: Finding) -> None:
    assert names.read(real, typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["trochanteric bursitis left wrist", "tight piriformis left neck", "headache left hip", "shoulder pain left arm"],
)
def test_another_place_with_a_side_is_no_reading(real: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UnknownNameError):
        names.read(real, typed)
