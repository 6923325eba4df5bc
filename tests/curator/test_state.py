"""How far the curation has come: regions and grades."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.curator.state import PARTS, grades, regions
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity


@pytest.fixture(scope="module")
def placed(mini: Dataset) -> KnowledgeGraph:
    """The toy graph with a region that holds places, in each of which something is felt."""
    entities = {"whole": Entity("whole", "region", "whole", "All of it.")}
    claims: list[Claim] = []
    for spot in (f"spot-{number}" for number in range(PARTS)):
        ache = f"{spot}-ache"
        entities |= {spot: Entity(spot, "region", spot, "A spot."), ache: Entity(ache, "symptom", ache)}
        for subject, predicate, object_ in (
            (spot, "part-of", "whole"),
            (ache, "felt-at", spot),
            ("slump", "causes", ache),
        ):
            id_ = f"toy-neck#{90 + len(claims)}"
            claims.append(Claim(id_, "toy-neck", Finding(subject), predicate, Finding(object_), 2, "x", "X."))
    claims.append(replace(claims[-1], id="toy-hip#90", source="toy-hip", polarity="denies"))
    return build(replace(mini, entities={**mini.entities, **entities}, claims=(*mini.claims, *claims)))


def test_a_region_counts_what_is_felt_in_its_places(placed: KnowledgeGraph) -> None:
    first = regions(placed)[0]
    assert (first.key, first.symptoms, first.sources) == ("whole", PARTS, 2)
    assert (first.claims, first.denials) == (2 * PARTS + 1, 1)


def test_what_lies_in_no_region_comes_last(toy: KnowledgeGraph, placed: KnowledgeGraph) -> None:
    assert [region.key for region in regions(toy)] == [""]
    assert regions(placed)[-1].key == ""
    assert regions(placed)[-1].claims == regions(toy)[0].claims


def test_grades_come_in_their_order(toy: KnowledgeGraph) -> None:
    found = grades(toy)
    order = list(toy.schema.ranking.grades)
    assert list(found) == sorted(found, key=order.index)
    walked = toy.schema.of_role("walked")
    assert sum(found.values()) == sum(toy.schema.predicates[edge.predicate].family in walked for edge in toy.edges())
