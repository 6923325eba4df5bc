"""Origins that several findings share, compared with all pairs of all paths."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import asked, claims, dataset_of

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.sides import NONE, sides_meet, told
from refgraph.model.statements import Claim, Finding
from refgraph.search import shared_origins
from refgraph.search.walks.best_first import BestFirst, Limits


def cheapest(kg: KnowledgeGraph, end: Finding, strict: bool) -> dict[tuple[int, int, int], int]:
    """Least cost of a path to an end from each origin: entity, state, side."""
    least: dict[tuple[int, int, int], int] = {}
    for path in BestFirst(kg, Query("origins", end=end, strict=strict, per_origin=10_000)).paths():
        if kg.schema.predicates[kg.edge(path.edges[-1]).predicate].groups:
            continue
        assert path.node is not None
        least.setdefault((kg.index.column("e.subj")[path.edges[0]], path.node[1], path.node[2]), path.cost)
    return least


def all_pairs(kg: KnowledgeGraph, ends: tuple[Finding, Finding], strict: bool) -> list[int]:
    """Costs of all shared origins, the least of each that is said alike."""
    found: dict[object, int] = {}
    one, other = (cheapest(kg, end, strict) for end in ends)
    for (a, cost_a), (b, cost_b) in product(one.items(), other.items()):
        met = kg.codes.meet(a[1], b[1])
        sides = {told(a[2]), told(b[2])}
        alike = met == 1 and len(sides) == 1
        if a[0] != b[0] or not met or sides_meet(a[2], b[2]) is None or (strict and not alike):
            continue
        key = a[0], frozenset((a[1], b[1])) - {NONE}, frozenset(sides - {NONE})
        cost = cost_a + cost_b + kg.codes.joints[met] + (kg.codes.side if len(sides) > 1 else 0)
        found[key] = min(cost, found.get(key, cost))
    return sorted(found.values())


@given(claims(), asked, asked, st.booleans(), st.integers(1, 4))
def test_shared_origins_equal_all_pairs(
    told: tuple[Claim, ...], one: Finding, other: Finding, strict: bool, top: int
) -> None:
    kg = build(dataset_of(told))
    if one == other:
        return
    found = shared_origins.origins(kg, [one, other], strict=strict, top=top)
    costs = [sum(found.paths[rank - 1].cost for rank in ranks) for ranks in found.common]
    wanted = all_pairs(kg, (one, other), strict)
    assert found.complete
    assert len(costs) == min(top, len(wanted))
    assert found.more == (len(wanted) > top)
    # What it costs that two origins are not stated alike is not told with the paths.
    assert all(cost <= due for cost, due in zip(costs, wanted, strict=False))
    if strict:
        assert costs == wanted[:top]


def test_a_shared_origin_leads_to_each_end(real: KnowledgeGraph) -> None:
    ends = [Finding("headache"), Finding("neck-pain"), Finding("lower-back-pain")]
    found = shared_origins.origins(real, ends)
    assert found.common
    for ranks in found.common:
        paths = [found.paths[rank - 1] for rank in ranks]
        assert [path.target.entity for path in paths] == [end.entity for end in ends]
        assert len({path.origin.entity for path in paths}) == 1
    assert [path.rank for path in found.paths] == list(range(1, len(found.paths) + 1))
    assert found.red_flags


def test_states_that_do_not_meet_are_no_shared_origin() -> None:
    told = (claim(1, Finding("b", "tight"), "a"), claim(2, Finding("b", "weak"), "c"))
    found = shared_origins.origins(build(dataset_of(told)), [Finding("a"), Finding("c")])
    assert not found.paths
    assert [miss.why for miss in found.near_misses] == [
        "thing b is said of all of them, but in states or on sides that do not meet"
    ]
    assert found.near_misses[0].steps == ("thing a: tight", "thing c: weak")


def test_nothing_in_common_is_said() -> None:
    told = (claim(1, Finding("b"), "a"), claim(2, Finding("d"), "c"))
    found = shared_origins.origins(build(dataset_of(told)), [Finding("a"), Finding("c")])
    assert found.near_misses[0].why == "no origin is said of all of them"
    assert found.near_misses[0].steps == ("thing a: 1 origin", "thing c: 1 origin")


def test_giving_up_is_said(real: KnowledgeGraph) -> None:
    ends = [Finding("headache"), Finding("neck-pain")]
    assert not shared_origins.origins(real, ends, Limits(steps=5)).complete


@pytest.mark.parametrize("ends", [["headache"], ["headache", "headache"], [f"x{n}" for n in range(9)]])
def test_what_cannot_be_asked(real: KnowledgeGraph, ends: list[str]) -> None:
    with pytest.raises(UsageError, match="2 to 8 different findings"):
        shared_origins.origins(real, [Finding(end) for end in ends])


def test_an_unknown_end(real: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        shared_origins.origins(real, [Finding("headache"), Finding("nothing")])


def claim(number: int, subject: Finding, end: str) -> Claim:
    return Claim(
        id=f"s1#{number}",
        source="s1",
        subject=subject,
        predicate="causes",
        object=Finding(end),
        paragraph=1,
        anchor="three words here",
        statement="A claim.",
        polarity="asserts",
        modality="states",
        evidence="study",
    )
