"""What a question reads of a graph: the members of a group, what holds a path up, what an answer names."""

from __future__ import annotations

from dataclasses import replace

from refgraph.engines.gathering.partial_graph import FetchedClaims
from refgraph.engines.gathering.probes import SourceProbe, is_found, mentioned, only, searches, source_probes
from refgraph.engines.local import Mapped
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.search import questions


def known_whole(kg: KnowledgeGraph) -> FetchedClaims:
    """All that a store tells, with no name of an entity or a source yet."""
    store = Mapped(kg)
    everything = store.everything(100_000)
    assert everything is not None
    known = FetchedClaims(store.schema, store.data_version)
    known.add_all(everything.claims)
    return known


def test_what_stands_for_an_end_is_asked_for_after_the_end_itself(toy: KnowledgeGraph) -> None:
    query = Query("effects", start=Finding("gluteals", "weak"))
    asked = [search.query.start for search in searches(toy, query)]
    groups = {key for key, predicate in toy.schema.predicates.items() if predicate.groups}
    members = [e.subject.entity for e in toy.edges(object="gluteals") if e.predicate in groups]
    assert members
    assert asked[0] == query.start
    assert {Finding(member, "weak") for member in members} <= set(asked)


def test_what_is_not_settled_is_left_out_of_a_verdict(answer: Answer) -> None:
    path = next(path for path in answer.paths if len(path.verdict.single_point_of_failure) > 1)
    found = source_probes(answer, path)
    assert [probe.without for probe in found] == list(path.verdict.single_point_of_failure)
    told = only(path, {probe: n == 0 for n, probe in enumerate(found)}, loops=False)
    assert told.verdict.single_point_of_failure == path.verdict.single_point_of_failure[:1]
    assert told.loops is None
    assert replace(told, verdict=path.verdict, looping=path.looping) == path


def test_all_that_an_answer_names_is_missing_until_it_is_fetched(toy: KnowledgeGraph, answer: Answer) -> None:
    local = known_whole(toy).graph()
    missing = mentioned(answer.paths, local)
    ends = {end.entity for path in answer.paths for step in path.steps for end in (step.subject, step.object)}
    told = {claim.source for path in answer.paths for step in path.steps for claim in step.edge.claims}
    assert ends <= set(missing.entities)
    assert told <= set(missing.sources)
    assert not missing.in_
    assert not missing.out


def test_paths_of_members_count_as_found(toy: KnowledgeGraph, answer: Answer) -> None:
    assert is_found(answer)
    assert is_found(replace(answer, paths=(), members=answer.paths))
    assert not is_found(questions.paths(toy, Finding("hamstrings", "tight"), Finding("pelvis-dragged-forward")))


def test_a_fall_tells_ends_with_the_states_that_were_asked_for(toy: KnowledgeGraph) -> None:
    answer = questions.origins(toy, Finding("headache"), max_hops=3)
    for path in answer.paths:
        for probe in source_probes(answer, path):
            assert probe == SourceProbe(
                (path.origin.entity, path.origin.state), ("headache", path.target.state), probe.without, 3
            )
