"""Where symptoms come from, as the field's textbooks put it first: an expectation of answers, never a source of claims.

`judged_symptoms.tsv` says of each symptom what must be among the first origins (alternatives joined by `|`, further
demands by `;`) and what must not be the first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.search import questions

TABLE = Path(__file__).parents[1] / "data" / "judged_symptoms.tsv"
FIRST, LEAST_MET = 5, 0.92


@dataclass(frozen=True)
class Judged:
    symptom: str
    demands: tuple[tuple[str, ...], ...]
    never_first: tuple[str, ...]


def rows() -> Iterator[Judged]:
    with TABLE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            demands = tuple(tuple(name.strip() for name in one.split("|")) for one in row["among_first"].split(";"))
            yield Judged(row["symptom"], demands, tuple(filter(None, map(str.strip, row["not_first"].split(";")))))


def key(kg: KnowledgeGraph, name: str) -> str:
    return names.read(kg, name).entity


@pytest.fixture(scope="module")
def answered(real: KnowledgeGraph) -> dict[str, list[str]]:
    """The first origins of each symptom."""
    found = {}
    for row in rows():
        answer = questions.origins(real, names.read(real, row.symptom))
        found[row.symptom] = [group.entity for group in answer.groups.shown[:FIRST]]
    return found


def test_symptoms_of_all_regions_are_judged_each_once() -> None:
    symptoms = [row.symptom for row in rows()]
    assert len(symptoms) == len(set(symptoms)) >= 40


def test_the_best_known_origins_come_first(real: KnowledgeGraph, answered: dict[str, list[str]]) -> None:
    missed = [
        (row.symptom, demand)
        for row in rows()
        for demand in row.demands
        if not {key(real, name) for name in demand} & set(answered[row.symptom])
    ]
    every = sum(len(row.demands) for row in rows())
    assert 1 - len(missed) / every >= LEAST_MET, missed


def test_what_says_little_never_comes_first(real: KnowledgeGraph, answered: dict[str, list[str]]) -> None:
    for row in rows():
        assert answered[row.symptom], row.symptom
        assert answered[row.symptom][0] not in {key(real, name) for name in row.never_first}, row.symptom
        assert answered[row.symptom][0] not in real.schema.ranking.generic, row.symptom
