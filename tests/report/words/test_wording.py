"""One thing is said in one way everywhere."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report import render
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.search import questions
from refgraph.web.explorer import Explorer
from refgraph.web.network.page import network_page


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


@given(st.text())
def test_what_is_printed_is_one_line_that_no_terminal_obeys(text: str) -> None:
    made = wording.clean(text)
    assert made.isprintable()
    assert len(made) == len(text)


def test_a_claim_without_a_sentence_is_said_with_its_hedge_and_its_denial(toy: KnowledgeGraph) -> None:
    claim = replace(next(c for c in toy.claims() if c.polarity == "asserts"), statement="")
    leads = {
        wording.statement(toy, replace(claim, polarity=polarity, modality=modality)).split(" that ")[0]
        for polarity in ("asserts", "denies")
        for modality in ("is", "may")
    }
    assert leads == {"It is said", "It may be", "It is denied", "It may not be"}


def test_the_mildest_hedge_is_told_and_none_where_one_says_it_outright(toy: KnowledgeGraph) -> None:
    outright, *hedges = toy.schema.ranking.modality
    (claim, *_) = toy.claims()
    hedged = [replace(claim, modality=hedge) for hedge in hedges]
    assert wording.hedge(toy, hedged) == hedges[0]
    assert wording.hedge(toy, [*hedged, replace(claim, modality=outright)]) is None
