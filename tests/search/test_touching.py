"""What is never walked and shown beside a path or an end."""

from __future__ import annotations

import pickle
from dataclasses import replace

from work import calls

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Path as FoundPath
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search.touching import altered_by, beside, indefinite, of_end


def test_what_stands_beside_a_path_touches_one_of_its_findings(toy: KnowledgeGraph, longest: FoundPath) -> None:
    found = beside(toy, longest.steps)
    ends = {end.entity for step in longest.steps for end in (step.subject, step.object)}
    held = {state.entity for step in longest.steps if (state := toy.schema.states.get(step.subject.state or ""))}
    assert found
    for family, edges in found.items():
        assert toy.schema.families[family].role in ("beside", "aggravating", "doubt")
        assert len({edge.id for edge in edges}) == len(edges) > 0
        for edge in edges:
            assert {edge.subject.entity, edge.object.entity} & (ends | held)


def test_nothing_is_looked_up_before_what_stands_beside_a_path_is_read(toy: KnowledgeGraph, longest: FoundPath) -> None:
    assert calls(lambda: beside(toy, longest.steps)) < 10
    found = beside(toy, longest.steps)
    assert found == dict(found)
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found) == repr(dict(found))
    assert len(found) == len(list(found)) > 0


def test_a_treatment_is_shown_only_with_the_state_that_it_is_for(toy: KnowledgeGraph) -> None:
    def treated(state: str | None) -> set[str]:
        found = of_end(toy, Query("effects", start=Finding("hamstrings", state)))
        return {edge.subject.entity for edge in found.get("treatment", ())}

    assert treated("tight") == {"ribbon-stretch"}
    assert treated("weak") == set()


def test_what_alters_a_symptom_is_told_unless_it_is_denied(mini: Dataset) -> None:
    worse = replace(
        mini.claims[0],
        id="toy-hip#90",
        subject=Finding("sitting-on-clouds"),
        predicate="worsens",
        object=Finding("headache"),
    )
    query = Query("origins", end=Finding("headache"))
    kg = build(replace(mini, claims=(*mini.claims, worse)))
    assert [edge.subject.entity for edge in altered_by(kg, query)] == ["sitting-on-clouds"]
    assert altered_by(kg, Query("origins", end=Finding("neck-pain"))) == ()
    denied = build(replace(mini, claims=(*mini.claims, replace(worse, polarity="denies"))))
    assert altered_by(denied, query) == ()


def test_an_end_that_a_source_does_not_name_is_no_origin_and_is_told(mini: Dataset) -> None:
    query = Query("origins", end=Finding("neck-pain"))
    plain = build(mini)
    assert indefinite(plain, query) == ()
    named = next(claim for claim in mini.claims if claim.id == "toy-hip#12")
    vague = replace(named, id="toy-hip#91", subject=Finding("slump"), unspecified=("subject",))
    kg = build(replace(mini, claims=(*mini.claims, vague)))
    assert [edge.subject.entity for edge in indefinite(kg, query)] == ["slump"]


def test_a_question_without_an_end_touches_nothing(toy: KnowledgeGraph) -> None:
    assert (of_end(toy, Query("origins")), altered_by(toy, Query("origins"))) == ({}, ())
