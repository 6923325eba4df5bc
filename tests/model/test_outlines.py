"""What an outline of an edge tells of those who say it."""

from __future__ import annotations

from refgraph.model.outlines import ClaimOutline, EdgeOutline
from refgraph.model.statements import Finding

ONE, OTHER = Finding("hamstrings", "tight"), Finding("slump")


def outline(number: int, polarity: str) -> ClaimOutline:
    return ClaimOutline(number, "toy-hip", ONE, "causes", OTHER, polarity, "states", "author-assertion", ())


def test_who_denies_an_edge_does_not_assert_it() -> None:
    told = outline(0, "asserts"), outline(1, "denies"), outline(2, "asserts")
    edge = EdgeOutline(0, ONE, "causes", OTHER, "contested", told, disputed=False)
    assert [claim.number for claim in edge.asserting] == [0, 2]
