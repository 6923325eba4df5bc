"""Where the best walk is no path, the best path is searched for, and given up in good order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from origins import at_once, claim, one_by_one
from small_graphs import ENTITIES, brute_force, dataset_of

from refgraph.graph.graph import build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.all_origins import all_origins


@st.composite
def winding(draw: st.DrawFn) -> tuple[Claim, ...]:
    """Few entities in many states, so that the cheapest walk often comes back to a thing in another state."""
    dice = draw(st.randoms(use_true_random=False))
    found = []
    for i in range(dice.randint(8, 24)):
        subject, obj = dice.sample(ENTITIES[:5], 2)
        source = dice.choice(["s1", "s1", "s2"])
        predicate = "member-of" if dice.random() < 0.15 else "causes"
        states = [dice.choice([None, "tight", "short", "weak"]) if predicate == "causes" else None for _ in "ab"]
        ends = Finding(subject, states[0]), predicate, Finding(obj, states[1])
        evidence = dice.choice(["study", "author-assertion"])
        found.append(Claim(f"{source}#{i + 1}", source, *ends, 1, "three words here", "A claim.", evidence=evidence))
    return tuple(found)


@given(winding(), st.sampled_from(ENTITIES[:5]), st.integers(3, 6))
def test_walks_that_come_back_are_no_paths(told: tuple[Claim, ...], end: str, hops: int) -> None:
    kg = build(dataset_of(told))
    found = all_origins(kg, Finding(end), hops)
    assert at_once(found) == one_by_one(kg, Query("origins", end=Finding(end), max_hops=hops, per_origin=1))
    every = {edges: cost for cost, edges in brute_force(kg, Query("origins", end=Finding(end), max_hops=hops))}
    assert all(every[found.path(i).edges] == found.costs[i] for i in range(len(found)))


def test_what_could_not_be_settled_is_left_out_and_counted() -> None:
    told = (
        claim(1, ("b", "tight"), ("a", None)),
        claim(2, ("c", "weak"), ("b", "tight")),
        claim(3, ("b", "weak"), ("c", "weak")),
        claim(4, ("d", None), ("b", "weak")),
    )
    kg = build(dataset_of(told))
    settled, given_up = all_origins(kg, Finding("a")), all_origins(kg, Finding("a"), limit=0)
    assert [kg.entity_at(node).key for node in settled.entities.tolist()] == ["b", "c"]
    assert (settled.complete, settled.unsettled) == (True, 0)
    assert at_once(given_up) == at_once(settled)
    assert (given_up.complete, given_up.unsettled) == (False, 2), "b as weak, and d"


def test_the_best_path_is_found_where_the_best_walk_comes_back() -> None:
    told = (
        claim(1, ("b", "tight"), ("a", None)),
        claim(2, ("c", "weak"), ("b", "tight")),
        claim(3, ("b", "weak"), ("c", "weak")),
        claim(4, ("d", None), ("b", "weak")),
        claim(5, ("e", None), ("a", None)),
        claim(6, ("d", None), ("e", None)),
    )
    kg = build(dataset_of(told))
    found = all_origins(kg, Finding("a"))
    row = [kg.entity_at(node).key for node in found.entities.tolist()].index("d")
    assert [kg.edge(edge).subject.entity for edge in found.path(row).edges] == ["d", "e"]
    assert at_once(found) == one_by_one(kg, Query("origins", end=Finding("a"), per_origin=1))
