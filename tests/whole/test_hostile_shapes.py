"""Graphs made to hurt: every question ends, says whether it is complete, and has spent no more steps than it may.

They are built by the import that users have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from refgraph.curation.load import read_schema
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import bundled, open_graph
from refgraph.io.kgx import build_index
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.search import questions, shared_origins
from refgraph.search.walks.best_first import USUAL, BestFirst, Limits

COMPLETE, CHAIN, HUB = 200, 100_000, 1_000_000
FEW = Limits(steps=5_000)
Shape = Callable[[str], KnowledgeGraph]


@pytest.fixture(scope="module")
def shape(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    folder = tmp_path_factory.mktemp("shapes")
    made: dict[str, KnowledgeGraph] = {}

    def make(name: str) -> KnowledgeGraph:
        if name not in made:
            made[name] = open_graph(_index(folder / f"{name}.index", *_SHAPES[name]()))
        return made[name]

    return make


def _complete() -> tuple[int, Iterable[tuple[int, int]]]:
    return COMPLETE, ((a, b) for a in range(COMPLETE) for b in range(COMPLETE) if a != b)


def _chain() -> tuple[int, Iterable[tuple[int, int]]]:
    return CHAIN, ((i, i + 1) for i in range(CHAIN - 1))


def _hub() -> tuple[int, Iterable[tuple[int, int]]]:
    return HUB + 1, ((i, 0) for i in range(1, HUB + 1))


_SHAPES = {"complete": _complete, "chain": _chain, "hub": _hub}


def _index(out: Path, nodes: int, edges: Iterable[tuple[int, int]]) -> Path:
    """Nobody states a state or a side, and all steps cost the same: every joint meets, and every order is a tie."""
    places = out.with_suffix(".nodes.tsv"), out.with_suffix(".edges.tsv")
    with places[0].open("w") as file:
        file.write("id\tcategory\n")
        file.writelines(f"X:{i}\tbiolink:PhenotypicFeature\n" for i in range(nodes))
    with places[1].open("w") as file:
        file.write("subject\tpredicate\tobject\tprimary_knowledge_source\n")
        file.writelines(f"X:{a}\tbiolink:causes\tX:{b}\tinfores:x\n" for a, b in edges)
    build_index(*places, out, read_schema(bundled()))
    for place in places:
        place.unlink()
    return out


def end(kg: KnowledgeGraph, number: int) -> Finding:
    return Finding(kg.index.text("ent.key", kg.number(f"X:{number}")).decode())


def ranked(answer: Answer) -> list[tuple[int, int]]:
    return [(path.cost, len(path.steps)) for path in answer.paths]


@pytest.mark.slow
def test_a_complete_graph(shape: Shape) -> None:
    kg = shape("complete")
    one, other = end(kg, 0), end(kg, 7)
    for found in (questions.origins(kg, one), questions.effects(kg, one), questions.paths(kg, one, other)):
        assert found.complete
        assert found.more
        assert ranked(found) == sorted(ranked(found))
        assert len({path.steps for path in found.paths}) == 20


def test_what_must_be_passed_guides_the_search(shape: Shape) -> None:
    kg = shape("complete")
    must = tuple(end(kg, n).entity for n in (11, 22, 33))
    found = questions.paths(kg, end(kg, 0), end(kg, 7), via=must, max_hops=4)
    assert [len(path.steps) for path in found.paths] == [4] * 6
    assert found.complete


@pytest.mark.parametrize("options", [{"categories": ("muscle",)}, {"top": 1_000}, {"max_hops": 30, "top": 10_000}])
def test_a_complete_graph_ends_early_and_says_so(shape: Shape, options: dict[str, object]) -> None:
    kg = shape("complete")
    query = Query("origins", end=end(kg, 0), **options)  # type: ignore[arg-type]
    search = BestFirst(kg, query, FEW)
    found = list(islice(search.paths(), query.top))
    assert not search.outcome.complete
    assert search.outcome.pops <= FEW.steps + 1
    assert [path.cost for path in found] == sorted(path.cost for path in found)


def test_so_many_seconds_and_megabytes(shape: Shape) -> None:
    kg = shape("complete")
    query = Query("origins", end=end(kg, 0), categories=("muscle",))
    for limits in (Limits(seconds=0), Limits(megabytes=1)):
        search = BestFirst(kg, query, limits)
        assert not list(search.paths())
        assert not search.outcome.complete
        assert search.outcome.pops < USUAL.steps
    assert not questions.ask(kg, query, Limits(steps=100)).complete


def test_a_long_chain(shape: Shape) -> None:
    kg = shape("chain")
    found = questions.paths(kg, end(kg, 10), end(kg, 40), max_hops=30)
    assert [len(path.steps) for path in found.paths] == [30]
    assert found.complete
    assert len(questions.origins(kg, end(kg, 99_000), max_hops=30, top=100).paths) == 30
    nothing = BestFirst(kg, Query("paths", start=end(kg, 10), end=end(kg, 99_000), max_hops=30))
    assert not list(nothing.paths())
    assert nothing.outcome.complete


@pytest.mark.slow
def test_a_hub(shape: Shape) -> None:
    kg = shape("hub")
    hub, leaf = end(kg, 0), end(kg, 77)
    found = questions.origins(kg, hub)
    assert (len(found.paths), found.complete, found.more) == (20, True, True)
    assert [path.origin for path in questions.paths(kg, leaf, hub).paths] == [leaf]
    assert [path.target for path in questions.effects(kg, leaf).paths] == [hub]
    assert not shared_origins.origins(kg, [hub, end(kg, 5)], FEW).paths
    for query in (Query("origins", end=hub, categories=("muscle",)), Query("paths", start=hub, end=leaf)):
        search = BestFirst(kg, query, replace(FEW, seconds=60))
        assert not list(search.paths())
        assert search.outcome.pops <= FEW.steps + 1
