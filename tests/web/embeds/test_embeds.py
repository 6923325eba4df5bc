"""The table of kinds: every kind says what it is and what it is made of, and is made of that."""

from __future__ import annotations

import pytest

import refgraph
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds import EMBEDS, Frame
from refgraph.web.embeds.subject import ANSWER, ENTITY, PATH, Subject


@pytest.mark.parametrize("kind", EMBEDS)
def test_a_kind_is_made_of_what_it_says(toy: KnowledgeGraph, answer: Answer, kind: str) -> None:
    form = EMBEDS[kind]
    if form.extra:
        pytest.importorskip(form.extra)
    assert form.about
    subjects: dict[str, tuple[Subject, bool]] = {
        PATH: (answer, False),
        ANSWER: (answer, True),
        ENTITY: (toy.entity("upper-trapezius"), False),
    }
    for one in form.takes:
        subject, whole = subjects[one]
        address = {"address": "https://a.example/x.html"} if kind == "oembed" else {}
        made = form.make(toy, subject, whole=whole, title="My title", **address)
        text = made.page if isinstance(made, Frame) else made
        assert isinstance(text, bytes) or "My title" in str(text)


def test_embeds_are_public() -> None:
    assert refgraph.embed.EMBEDS is EMBEDS
    assert set(refgraph.embed.__all__) <= set(dir(refgraph.embed))
