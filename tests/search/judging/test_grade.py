"""The grade of an edge: voices that are independent, on evidence, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.search.judging.grade import counter_of, grade, place, worst

WHERE = {"subject": "calf-muscles", "predicate": "tightens", "object": "piriformis"}
KINDS = ("experiment", "case-report", "quoted-expert", "author-assertion", "reader-comment", "advertisement")


def told(mini: Dataset, *voices: tuple[str, str]) -> KnowledgeGraph:
    """The toy graph with an edge that each voice says, or denies where its kind begins with a minus."""
    sources, claims = dict(mini.sources), list(mini.claims)
    model = mini.claims[0]
    for number, (author, kind) in enumerate(voices):
        key = f"voice-{number}"
        sources[key] = Source(key, authors=(author,))
        ends = {"subject": Finding(WHERE["subject"], "tight"), "object": Finding(WHERE["object"], "tight")}
        polarity = "denies" if kind.startswith("-") else "asserts"
        claims.append(
            replace(
                model,
                id=f"{key}#1",
                source=key,
                predicate=WHERE["predicate"],
                polarity=polarity,
                evidence=kind.lstrip("-"),
                cites=f"Study of {author}",
                **ends,
            )
        )
    return build(replace(mini, sources=sources, claims=tuple(claims)))


def graded(mini: Dataset, *voices: tuple[str, str]) -> str:
    kg = told(mini, *voices)
    return grade(kg, kg.edges(**WHERE)[0])


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        ([("Ada", "experiment"), ("Ben", "experiment")], "strong"),
        ([("Ada", "experiment"), ("Ada", "experiment")], "moderate"),
        ([("Ada", "author-assertion"), ("Ben", "quoted-expert")], "limited"),
        ([("Ada", "author-assertion"), ("Ada", "author-assertion")], "single-voice"),
        ([("Ada", "author-assertion"), ("Ben", "case-report")], "single-voice"),
        ([("Ada", "author-assertion"), ("Ben", "-author-assertion")], "mixed"),
        ([("Ada", "experiment"), ("Ben", "-author-assertion")], "disputed"),
        ([("Ada", "author-assertion"), ("Ben", "-experiment")], "refuted"),
        ([("Ben", "-author-assertion")], "refuted"),
    ],
)
def test_each_grade(mini: Dataset, voices: list[tuple[str, str]], expected: str) -> None:
    found = graded(mini, *voices)
    ranking = mini.schema.ranking
    assert found in (expected, *(("mixed", "disputed") if expected == "refuted" and len(voices) > 1 else ()))
    assert found in ranking.grades


voices = st.lists(st.tuples(st.sampled_from(["Ada", "Ben", "Cy"]), st.sampled_from(KINDS)), min_size=1, max_size=4)


@given(voices, st.sampled_from(KINDS))
def test_a_further_voice_never_makes_it_worse_and_a_denial_never_better(
    mini: Dataset, said: list[tuple[str, str]], kind: str
) -> None:
    ranking = mini.schema.ranking
    alone = place(ranking, graded(mini, *said))
    assert place(ranking, graded(mini, *said, ("Di", kind))) <= alone
    assert place(ranking, graded(mini, *said, ("Di", f"-{kind}"))) >= alone


def test_a_dispute_of_a_theory_is_no_denial(mini: Dataset, toy: KnowledgeGraph) -> None:
    edge = next(edge for edge in toy.edges(object="headache") if edge.counter_evidence)
    asserting = [claim for claim in edge.claims if claim.polarity == "asserts"]
    assert counter_of(mini.schema.ranking, asserting, edge.counter_evidence) == "theory"
    assert counter_of(mini.schema.ranking, asserting, ()) == "none"
    assert counter_of(mini.schema.ranking, (), edge.counter_evidence) == "only"
    assert grade(toy, edge) == "disputed"


def test_only_the_claims_that_count_are_graded(mini: Dataset) -> None:
    kg = told(mini, ("Ada", "experiment"), ("Ben", "experiment"))
    edge = kg.edges(**WHERE)[0]
    counted: tuple[Claim, ...] = edge.claims[:1]
    assert grade(kg, edge, counted) == "moderate"


def test_the_worst_of_some_grades(mini: Dataset) -> None:
    ranking = mini.schema.ranking
    assert worst(ranking, []) == worst(ranking, ["no grade"]) == ""
    assert worst(ranking, ["strong", "mixed", "limited"]) == "mixed"
    assert [place(ranking, key) for key in ("strong", "no grade")] == [0, len(ranking.grades)]
