"""Paths told in sentences: whole, agreeing, hedged; and how far they can be trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Path
from refgraph.model.statements import Finding
from refgraph.report.words import telling, wording
from refgraph.search import questions


@pytest.fixture(scope="module")
def paths(toy: KnowledgeGraph) -> tuple[Path, ...]:
    return questions.origins(toy, Finding("headache")).paths


def test_a_sentence_names_every_finding_once_at_least(toy: KnowledgeGraph, paths: tuple[Path, ...]) -> None:
    for path in paths:
        said = telling.sentence(toy, path)
        assert said.endswith(".")
        assert said[0].isupper()
        for step in path.steps:
            assert toy.entity(step.object.entity).label in said


def test_a_joint_that_is_not_exact_names_both_findings(toy: KnowledgeGraph, paths: tuple[Path, ...]) -> None:
    path = next(path for path in paths if len(path.steps) > 1)
    first, second, *rest = path.steps
    if second.subject == first.object:
        assert ", which " in telling.sentence(toy, path)
    other = replace(second, subject=replace(second.subject, side="left" if second.subject.side != "left" else "right"))
    assert ", and " in telling.sentence(toy, replace(path, steps=(first, other, *rest)))


def test_what_weakens_a_path_is_told_in_sentences(toy: KnowledgeGraph, paths: tuple[Path, ...]) -> None:
    for path in paths:
        told = telling.judged(toy, path)
        assert all(one.endswith(".") for one in told)
        assert len(telling.joints(toy, path)) == sum(len(wording.flags(toy, step)) for step in path.steps)
        disputed = any(step.edge.counter_evidence for step in path.steps)
        assert any("is disputed by" in one for one in told) == disputed


def test_nothing_speaks_against_it_only_where_a_study_could(toy: KnowledgeGraph, paths: tuple[Path, ...]) -> None:
    for path in paths:
        if "Nothing in this graph speaks against it." in telling.judged(toy, path):
            kinds = toy.schema.ranking.evidence
            best = [min(kinds[claim.evidence].rank for claim in step.edge.claims) for step in path.steps]
            assert max(best) <= 4


def test_facts_have_the_same_names_for_every_path(toy: KnowledgeGraph, paths: tuple[Path, ...]) -> None:
    names = {tuple(name for name, _ in telling.facts(toy, path)) for path in paths}
    assert len(names) == 1
    assert all(value for path in paths for _, value in telling.facts(toy, path))


def test_flags_are_told_in_everyday_words(founding: KnowledgeGraph) -> None:
    paths = questions.origins(founding, Finding("headache")).paths
    (flag, *_), told = next(
        (step.flags, wording.flags(founding, step)) for path in paths for step in path.steps if step.flags
    )
    known = founding.schema.ranking.flags[flag]
    assert told[0] == (known.plain, known.plain_meaning)


def test_what_is_held_in_a_thing_is_named_as_that(toy: KnowledgeGraph) -> None:
    assert telling.named(toy, Finding("piriformis", "trigger-point")) == "knots in the piriformis"
    assert telling.named(toy, Finding("piriformis", "tight")) == "tight piriformis"


def test_sources_are_named_where_a_verdict_has_their_keys(toy: KnowledgeGraph) -> None:
    path = questions.origins(toy, Finding("headache")).paths[0]
    key = path.steps[0].edge.claims[0].source
    assert (
        telling.by_name(toy, path, f"From {key}; {key}-b is another.") == f"From Ada Author et al.; {key}-b is another."
    )
