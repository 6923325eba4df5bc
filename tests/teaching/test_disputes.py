"""Disputed or not: counted again over all claims."""

from __future__ import annotations

import pytest
from quizzes import answer_about, every_edge

from refgraph.graph.graph import KnowledgeGraph
from refgraph.teaching.disputes import DENIED, DISPUTED, SAID, questions, standing
from refgraph.teaching.material import Material
from refgraph.teaching.support import near


@pytest.mark.parametrize("graph", ["toy", "founding"])
def test_how_sources_stand_is_counted_over_all_claims(graph: str, request: pytest.FixtureRequest) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    walked = {key for key, p in kg.schema.predicates.items() if p.family in kg.schema.of_role("walked")}
    for edge in (edge for edge in every_edge(kg) if edge.predicate in walked):
        found = standing(kg, edge)
        says = {claim.polarity for claim in edge.claims}
        if found == SAID:
            assert says == {"asserts"}
            one, other = near(kg, edge.subject.entity), near(kg, edge.object.entity)
            for rival in every_edge(kg):
                ends = rival.subject.entity, rival.object.entity
                if (ends[0] in one and ends[1] in other) or (ends[0] in other and ends[1] in one):
                    assert rival.status == "supported"
                    assert not rival.disputed_by
        elif found == DISPUTED:
            assert "asserts" in says
            assert "denies" in says or edge.disputed_by
        elif found == DENIED:
            assert says == {"denies"}


def test_what_is_disputed_takes_turns_with_what_is_not(toy: KnowledgeGraph) -> None:
    asked = list(questions(Material(toy, answer_about(toy, "headache"), 1, {})))
    assert [one.answer[0] == SAID for one in asked] == [False, True, False, True]
    assert all(any(told.against for told in one.evidence) == (one.answer[0] != SAID) for one in asked)


def test_where_nothing_is_disputed_nothing_is_asked(founding: KnowledgeGraph) -> None:
    assert list(questions(Material(founding, answer_about(founding, "headache"), 1, {}))) == []
