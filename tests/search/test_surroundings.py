"""Broader and narrower names, and the places around a thing."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search.surroundings import names, surroundings


def test_names_go_both_ways_and_over_other_names_and_no_thing_is_its_own(toy: KnowledgeGraph) -> None:
    assert names(toy, "headache") == {"cervicogenic-headache"}
    assert names(toy, "nod-headache") == {"cervicogenic-headache", "headache"}
    assert names(toy, "moon-fever") == set()


def test_places_go_up_and_down(mini: Dataset) -> None:
    told = [("hamstrings", "part-of", "gluteals"), ("gluteals", "part-of", "shoulder-blade")]
    told += [("headache", "felt-at", "gluteals")]
    claims = [
        replace(mini.claims[0], id=f"toy-hip#{90 + n}", subject=Finding(s), predicate=p, object=Finding(o))
        for n, (s, p, o) in enumerate(told)
    ]
    kg = build(replace(mini, claims=(*mini.claims, *claims)))
    assert {"gluteals", "shoulder-blade", "hamstrings", "gluteus-medius"} == surroundings(kg, "headache")
    assert surroundings(kg, "moon-fever") == {"moon-fever"}
