"""Loops found around the paths of an answer are those of the whole graph that touch them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from small_graphs import ENTITIES, claims, dataset_of, dense_claims
from work import calls

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.search.feedback_loops import loops
from refgraph.search.loops_on_paths import touching, with_loops
from refgraph.search.questions import origins, paths


@given(claims() | dense_claims())
def test_what_is_found_around_paths_is_what_the_whole_graph_has(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    known = loops(kg).loops
    for key in ENTITIES:
        for path in origins(kg, Finding(key), top=3).paths:
            alone = with_loops(kg, [replace(path, looping=lambda: None)])[0]
            assert alone.loops == tuple(loop.findings for loop, _ in touching(kg, path, known))


def claim(number: int, subject: Finding, obj: Finding) -> Claim:
    return Claim(f"s1#{number}", "s1", subject, "causes", obj, number, "three words here", "A claim.")


def test_a_path_names_the_loops_it_touches_in_its_own_state(founding: KnowledgeGraph) -> None:
    kg = founding
    weak = origins(kg, Finding("headache"), via=("gluteals",)).paths[0]
    assert weak.loops == tuple(loop.findings for loop, _ in touching(kg, weak, loops(kg).loops))
    assert weak.loops
    tight, weak_one = Finding("a", "tight"), Finding("a", "weak")
    one, other = Finding("b"), Finding("c")
    kg = build(dataset_of((claim(1, tight, one), claim(2, weak_one, other), claim(3, other, weak_one))))
    assert paths(kg, Finding("a"), one).paths[0].loops == ()


def test_loops_around_one_place_are_found_once(mini: Dataset) -> None:
    kg = build(mini)
    bare = [replace(path, looping=lambda: None) for path in origins(kg, Finding("headache")).paths]
    first, again = (with_loops(kg, bare) for _ in range(2))
    assert calls(lambda: first[0].loops) > 2 * calls(lambda: again[0].loops)
    assert [path.loops for path in first] == [path.loops for path in again]


def test_a_large_graph_is_not_searched_for_loops_unasked(founding: KnowledgeGraph) -> None:
    kg = founding
    bare = [replace(path, looping=lambda: None) for path in origins(kg, Finding("headache")).paths]
    assert {path.loops for path in with_loops(kg, bare, most=0)} == {None}
    assert None not in {path.loops for path in with_loops(kg, bare)}
