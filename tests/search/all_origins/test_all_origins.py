"""All origins at once are those that the search finds one by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from origins import at_once, claim, one_by_one
from small_graphs import ENTITIES, brute_force, claims, dataset_of, dense_claims

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import bundled, open_graph
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.search.all_origins import all_origins

asked = st.builds(
    Finding,
    st.sampled_from(ENTITIES),
    st.sampled_from([None, None, "tight", "weak", "reduced"]),
    st.sampled_from([None, None, "left", "right", "bilateral"]),
)


@given(st.one_of(claims(), dense_claims()), asked, st.integers(1, 6), st.booleans())
def test_origins_and_their_costs_are_those_of_the_search(
    told: tuple[Claim, ...], end: Finding, hops: int, strict: bool
) -> None:
    kg = build(dataset_of(told))
    found = all_origins(kg, end, hops, strict=strict)
    assert found.complete
    assert at_once(found) == one_by_one(kg, Query("origins", end=end, max_hops=hops, strict=strict, per_origin=1))


@given(st.one_of(claims(), dense_claims()), asked, st.integers(1, 6))
def test_paths_are_paths_of_that_cost(told: tuple[Claim, ...], end: Finding, hops: int) -> None:
    kg = build(dataset_of(told))
    found = all_origins(kg, end, hops)
    every = {edges: cost for cost, edges in brute_force(kg, Query("origins", end=end, max_hops=hops))}
    for i in range(len(found)):
        path = found.path(i)
        assert (path.node, path.cost, len(path.edges)) == (found.node(i), found.costs[i], found.hops[i])
        assert every[path.edges] == path.cost
        assert kg.number(kg.edge(path.edges[0]).subject.entity) == found.entities[i]


def test_a_source_that_denies_a_step_does_not_tell_it() -> None:
    ends = Finding("b"), "causes", Finding("a")
    denial = Claim("s2#1", "s2", *ends, 1, "some words", "A claim.", polarity="denies")
    further = Claim("s2#2", "s2", Finding("c"), "causes", Finding("b"), 1, "some words", "A claim.")
    kg = build(dataset_of((claim(1, ("b", None), ("a", None)), denial, further)))
    wanted = one_by_one(kg, Query("origins", end=Finding("a"), per_origin=1))
    assert at_once(all_origins(kg, Finding("a"))) == wanted
    assert wanted[kg.number("c"), 0, 0] == (5 + 8 + 5 + 4, 2), "two steps, the first contested, joined"


def test_the_order_is_that_of_costs_and_then_of_origins() -> None:
    found = all_origins(open_graph(bundled()), Finding("headache"))
    columns = (found.costs, found.entities, found.states, found.sides)
    keys = list(zip(*(column.tolist() for column in columns), strict=True))
    assert keys == sorted(keys)
    assert len({cost for cost, *_ in keys}) < len(keys)
    with pytest.raises(ValueError, match="read-only"):
        found.costs[0] = 1


def test_every_symptom_of_the_founding_articles(founding: KnowledgeGraph) -> None:
    kg = founding
    for symptom in kg.entities("symptom"):
        query = Query("origins", end=Finding(symptom.key), per_origin=1, max_hops=6)
        assert at_once(all_origins(kg, Finding(symptom.key))) == one_by_one(kg, query), symptom.key


def test_a_graph_of_ten_thousand_edges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend("benchmarks")
    generate = __import__("generate")
    generate.write_index(generate.draw(10_000, seed=2), tmp_path / "graph.index")
    kg = open_graph(tmp_path / "graph.index")
    settled = 0
    for number in (17, 511, 753):
        end = Finding(kg.entity_at(number).key)
        found = all_origins(kg, end, 4)
        settled += found.repaired
        assert at_once(found) == one_by_one(kg, Query("origins", end=end, max_hops=4, per_origin=1))
    assert settled, "otherwise nothing here tells walks from paths"


def test_a_search_never_imports_what_it_does_not_need() -> None:
    code = (
        "import sys; from refgraph import cli; from refgraph.search import questions; sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
