"""The nearest walk: what it breaks, what it may not take, and that it is found whatever it costs to look."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from small_graphs import UNSPECIFIC, asked, claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.walks.liberties import MAX_LIBERTY, MAX_STEPS
from refgraph.search.walks.nearest import END, LOOK_ALIKE, OTHER, Nearest


def test_a_look_alike_is_a_liberty(toy: KnowledgeGraph) -> None:
    moves = Nearest(toy, Finding("pelvis-dragged-forward"), Finding("neck-pain")).walk(())
    assert moves is not None
    assert [move.breaks for move in moves] == [OTHER, 0, 0]
    assert moves[0].key[0] == LOOK_ALIKE
    assert all(one.end[0] == other.start[0] for one, other in pairwise(moves))


def test_what_is_barred_is_not_taken(toy: KnowledgeGraph) -> None:
    walks = Nearest(toy, Finding("pelvis-dragged-forward"), Finding("neck-pain"))
    first = walks.walk(())
    assert first is not None
    again = walks.walk({first[0].key})
    assert again is None or first[0].key not in [move.key for move in again]


@given(claims(), asked, asked)
def test_a_coherent_path_is_walked_without_a_breach(told: tuple[Claim, ...], start: Finding, end: Finding) -> None:
    kg = build(dataset_of(told))
    if start.entity == end.entity:
        return
    query = Query("paths", start=start, end=end, max_hops=MAX_STEPS)
    found = list(BestFirst(kg, query).paths())
    plain = [path for path in found if not _general(kg, path.edges)]
    moves = Nearest(kg, start, end).walk(())
    if plain:
        assert moves is not None
        assert not any(move.breaks for move in moves)
    if moves is not None:
        assert found or any(move.breaks for move in moves)
        assert moves[0].start[0] == kg.number(start.entity)
        assert moves[-1].end[0] == kg.number(end.entity)
        assert len([move for move in moves if move.key[0] != END]) <= MAX_STEPS
        assert sum(1 for move in moves if move.breaks) <= MAX_LIBERTY


def _general(kg: KnowledgeGraph, edges: tuple[int, ...]) -> bool:
    """Say whether a path passes what is too general to join claims."""
    return any(kg.edge(number).subject.entity in UNSPECIFIC for number in edges[1:])
