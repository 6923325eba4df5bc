"""The view of an answer: every number given once, every part where all renderers find it, one wording of each claim."""

from __future__ import annotations

import re

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report import render, wording
from refgraph.report.view_builder import ViewBuilder, alone, view
from refgraph.search import questions
from refgraph.web.explorer import Explorer
from refgraph.web.network.page import network_page


@pytest.fixture(scope="module")
def answer(toy: KnowledgeGraph) -> Answer:
    return questions.origins(toy, Finding("neck-pain"))


def test_sources_are_numbered_in_the_order_in_which_they_are_cited(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = view(toy, answer)
    assert [source.number for source in shown.sources] == list(range(1, len(shown.sources) + 1))
    cited = [number for path in shown.paths for step in path.steps for number in step.cites]
    assert set(cited) <= {source.number for source in shown.sources}
    assert all(source.reference.startswith(source.text) for source in shown.sources)


def test_a_step_that_paths_share_points_back_and_still_holds_its_claims(toy: KnowledgeGraph) -> None:
    shown = view(toy, questions.origins(toy, Finding("headache")))
    steps = [step for path in shown.paths for step in path.steps]
    again = [step for step in steps if step.see]
    assert again
    for step in again:
        assert any(step.see == other.anchor and other.edge == step.edge for other in steps)
        assert (step.passages, step.against) == ((), ())
        assert [told.claim for told in step.claims] == list(step.edge.claims)


def test_parts_are_told_by_every_renderer_of_text(toy: KnowledgeGraph) -> None:
    nothing = questions.paths(toy, Finding("hamstrings", "tight"), Finding("pelvis-dragged-forward"))
    shown = view(toy, nothing)
    assert [part.key for part in shown.parts] == ["near-miss"]
    assert shown.part("rivals").lines == ()
    for form in ("text", "markdown", "csv", "mermaid", "dot", "html"):
        made = render(toy, nothing, form)
        assert shown.parts[0].texts[0].partition(":")[0] in str(made).replace("#45;", "-"), form


def test_a_path_alone_keeps_its_doubts_and_numbers_anew(toy: KnowledgeGraph, answer: Answer) -> None:
    only = alone(toy, answer, answer.paths[-1])
    assert len(only.paths) == 1
    assert all(section.open for section in only.paths[0].sections)
    assert sorted(source.number for source in only.sources) == list(range(1, len(only.sources) + 1))


def test_one_claim_has_one_wording_on_every_page(toy: KnowledgeGraph) -> None:
    """A5: the page of a path, that of an entity, that of an article, the network and the lists say it alike."""
    claim = next(c for c in toy.claims() if c.relies_on and c.predicate == "refers-to")
    explorer, told = Explorer(toy), ViewBuilder(toy).claim(claim)
    pages = [
        explorer.file(f"entity/{claim.subject.entity}").body.decode(),
        explorer.file(f"source/{claim.source}").body.decode(),
        network_page(toy),
        render(toy, questions.origins(toy, claim.object), "html"),
    ]
    for page in pages:
        assert told.statement in str(page)
        assert told.remarks in str(page)
        assert f"leans on: {told.leans_on}" in str(page)


def test_a_verb_that_says_the_state_it_leaves_does_not_say_it_twice_anywhere(toy: KnowledgeGraph) -> None:
    results = {key: predicate.result for key, predicate in toy.schema.predicates.items() if predicate.result}
    edge = next(edge for edge in toy.edges() if results.get(edge.predicate, "") == edge.object.state)
    _, verb, obj = wording.in_words(toy, edge.subject, edge.predicate, edge.object)
    assert edge.object.state not in obj.split()
    for form in ("text", "markdown", "html"):
        made = str(render(toy, questions.effects(toy, edge.subject), form))
        assert f"{verb} {edge.object.state} " not in re.sub(r"[*→—\s]+", " ", made)
