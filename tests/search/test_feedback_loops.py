"""Loops hold all the way round, none is missed, and nothing that merely renames itself is one."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from small_graphs import ENTITIES, OPPOSITE, SCHEMA, UNSPECIFIC, claims, complete, dataset_of, dense_claims, graph
from toys import ends_at_all

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.search.feedback_loops import Loop, _components, _Plane, _Rings, loops, say

Ring = tuple[Edge, ...]


# ---------------------------------------------------------------- the rules, said slowly


def carries(edge: Edge) -> bool:
    return SCHEMA.predicates[edge.predicate].walk == "carry"


def rings(kg: KnowledgeGraph) -> Iterator[Ring]:
    """Every way round of two entities or more, each once, coherent or not."""
    walkable = [e for e in kg.edges() if SCHEMA.predicates[e.predicate].walk != "no" and e.status != "denied"]

    def extend(ring: Ring, passed: tuple[str, ...]) -> Iterator[Ring]:
        for edge in walkable:
            if edge.subject.entity != passed[-1]:
                continue
            if edge.object.entity == passed[0] and len(passed) > 1:
                yield (*ring, edge)
            elif edge.object.entity not in passed and edge.object.entity > passed[0]:
                yield from extend((*ring, edge), (*passed, edge.object.entity))

    for key in ENTITIES:
        yield from (ring for ring in extend((), (key,)) if not {edge.subject.entity for edge in ring} & set(UNSPECIFIC))


def states_hold(ring: Ring) -> bool:
    real = [edge for edge in ring if not carries(edge)]
    for before, after in zip(real, real[1:] + real[:1], strict=True):
        a, b = before.object.state, after.subject.state
        if a != b and ("reduced" in (a, b) or (None not in (a, b) and {a, b} != {"tight", "short"})):
            return False
    return bool(real)


def arrivals(ring: Ring, start: str | None) -> set[str | None]:
    """The sides with which one may come back after setting out with one."""
    sides: set[str | None] = {start}
    for edge in ring:
        if carries(edge):
            continue
        after: set[str | None] = set()
        for side in sides:
            need, obj = edge.subject.side, edge.object.side
            if need and side and need != side:
                continue
            # What is felt on one side says nothing of a cause on the other.
            if not need and {side, obj} == {"left", "right"}:
                continue
            subject = need or side
            if obj not in ("ipsilateral", "contralateral"):
                after.add(obj)
            elif subject is None:
                after |= {"left", "right"}
            else:
                after.add(subject if obj == "ipsilateral" else OPPOSITE[subject])
        sides = after
    return sides


def coherent(ring: Ring, starts: tuple[str | None, ...]) -> bool:
    return states_hold(ring) and any(start in arrivals(ring, start) for start in starts)


def ring_of(loop: Loop) -> Ring:
    return tuple(step.edge for step in loop.steps)


# ---------------------------------------------------------------- laws


@given(claims() | dense_claims())
def test_loops_are_coherent_and_none_is_missed(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    found = loops(kg)
    assert found.complete
    for loop in found.loops:
        ring = ring_of(loop)
        assert len(set(loop.entities)) == len(ring) > 1
        assert all(a.object.entity == b.subject.entity for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
        assert coherent(ring, (None, *OPPOSITE))
    # What is midline or on both sides may have to be stated elsewhere first; the other sides may be supposed.
    least: dict[int, int] = {}
    for ring in rings(kg):
        if coherent(ring, (None, "left", "right")):
            for edge in ring:
                least[edge.id] = min(least.get(edge.id, 99), len(ring))
    plane = _Plane(kg, 10_000)
    shortest = {ring[0][0]: len(ring) for ring in _Rings(plane, _components(plane), 10**7).rings()}
    assert all(shortest[edge] <= length for edge, length in least.items())
    on_loops = {entity for loop in found.loops for entity in loop.entities}
    assert on_loops >= {kg.edge(edge).subject.entity for edge in least}


@given(claims() | dense_claims())
def test_networkx_only_spares_work(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    assert loops(kg, uncut=0) == loops(kg)


def claim(number: int, subject: Finding, obj: Finding, predicate: str = "causes") -> Claim:
    return Claim(f"s1#{number}", "s1", subject, predicate, obj, number, "three words here", "A claim.")


def found(*told: tuple[Finding, Finding]) -> list[tuple[str, ...]]:
    kg = build(dataset_of(tuple(claim(i, *ends) for i, ends in enumerate(told, 1))))
    return [loop.entities for loop in loops(kg).loops]


def f(entity: str, state: str | None = None, side: str | None = None) -> Finding:
    return Finding(entity, state, side)


def test_a_loop_that_does_not_close_is_none() -> None:
    assert found((f("a", "tight"), f("b")), (f("b"), f("a", "short"))) == [("a", "b")]
    assert found((f("a", "tight"), f("b")), (f("b"), f("a", "weak"))) == []
    assert found((f("a", "tight", "left"), f("b")), (f("b"), f("a", "tight", "right"))) == []


def test_the_other_side_of_the_other_side_is_the_same_side() -> None:
    other = "contralateral"
    assert found((f("a"), f("b", None, other)), (f("b"), f("a", None, other))) == [("a", "b")]
    assert found((f("a"), f("b", None, other)), (f("b"), f("a", None, "ipsilateral"))) == []


def test_changes_of_level_alone_are_no_loop() -> None:
    up, down = claim(1, f("a"), f("b"), "member-of"), claim(2, f("b"), f("a"), "member-of")
    assert loops(build(dataset_of((up, down)))).loops == ()
    real = claim(3, f("b"), f("a"))
    assert [loop.entities for loop in loops(build(dataset_of((up, real)))).loops] == [("a", "b")]


def test_one_thing_alone_is_no_loop() -> None:
    assert found((f("a", "tight"), f("a", "short"))) == []


def test_a_graph_too_large_says_so() -> None:
    kg = build(dataset_of((claim(1, f("a"), f("b")), claim(2, f("b"), f("a")))))
    assert not loops(kg, most_arcs=0).complete
    assert not loops(kg, most_work=0).complete


# ---------------------------------------------------------------- shapes that are hard


def test_every_edge_of_a_complete_graph_lies_on_a_loop() -> None:
    with ends_at_all():
        found = loops(graph(complete(60)))
    assert found.complete
    assert len(found.loops) == 60 * 59 // 2


def test_a_hub_with_ten_thousand_ways_back_ends_at_all() -> None:
    pairs = [pair for i in range(10_000) for pair in (("hub", f"x{i}"), (f"x{i}", "hub"))]
    with ends_at_all():
        found = loops(graph(pairs))
    assert found.complete
    assert len(found.loops) == 10_000


def test_a_search_that_is_cut_short_has_seen_the_rings_through_the_hub() -> None:
    pairs = [pair for i in range(400) for pair in (("hub", f"a{i}"), (f"a{i}", f"b{i}"), (f"b{i}", "hub"))]
    with ends_at_all():
        found = loops(graph(pairs), most_work=50_000)
    assert not found.complete
    assert len(found.loops) == 400


# ---------------------------------------------------------------- real data


def test_sathers_reversal_is_found(founding: KnowledgeGraph) -> None:
    kg = founding
    reversal = next(loop for loop in loops(kg).loops if set(loop.entities) == {"gluteals", "scapular-muscles"})
    assert say(kg, reversal) == (
        "weak gluteal muscles (left) → early-firing scapular muscles (right) → weak gluteal muscles (left)"
    )
    assert [step.flags for step in reversal.steps] == [(), ("state-unstated",)]
    assert reversal.sources == ("sather-hip-headache",)
    assert not reversal.contested
