"""What is made from one graph is held against another: same, or what has changed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.io import stamped
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.model.dataset import Dataset
from refgraph.report import stamp
from refgraph.report.stamp import Stamp
from refgraph.web.embeds import EMBEDS, Frame, subject
from refgraph.web.embeds.kind import Block
from refgraph.web.embeds.presentation import Presentation
from refgraph.web.embeds.subject import ANSWER, ENTITY, PATH
from refgraph.web.embeds.verify import verify


def made(kg: KnowledgeGraph, answer: Answer, form: str, **how: object) -> Stamp:
    thing = kg.entity("upper-trapezius") if form == ENTITY else answer
    return subject.stamp_of(kg, thing, Presentation(whole=form == ANSWER, **how))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", EMBEDS)
def test_every_kind_can_be_held_against_the_data(toy: KnowledgeGraph, answer: Answer, kind: str) -> None:
    row = EMBEDS[kind]
    if row.extra:
        pytest.importorskip(row.extra)
    for form in row.takes:
        thing = toy.entity("upper-trapezius") if form == ENTITY else answer
        address = {"address": "https://a.example/x.html"} if kind == "oembed" else {}
        file = row.make(toy, thing, whole=form == ANSWER, **address)
        texts = (
            [file.page, file.snippet] if isinstance(file, Frame) else [str(file) if isinstance(file, Block) else file]
        )
        for text in texts:
            read = stamped.read(text.encode() if isinstance(text, str) else text)
            assert read == made(toy, answer, form)
            assert verify(toy, read).same


def test_a_package_can_be_held_against_the_data(toy: KnowledgeGraph, answer: Answer) -> None:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr(stamp.FILE, made(toy, answer, PATH).text)
    assert verify(toy, stamped.read(held.getvalue())).same


@pytest.mark.parametrize("form", [PATH, ANSWER, ENTITY])
def test_what_has_changed_is_told(mini: Dataset, toy: KnowledgeGraph, answer: Answer, form: str) -> None:
    old = made(toy, answer, form)
    step = answer.paths[0].steps[0].edge
    gone = step.claims[0].id
    less = tuple(claim for claim in mini.claims if claim.id != gone)
    without = verify(build(replace(mini, claims=less)), old)
    assert not without.same
    if form == ENTITY or len(step.claims) > 1:
        assert any(line.startswith("gone: ") for line in without.changes)
    said = tuple(replace(one, statement="Other words.") if one.id == gone else one for one in mini.claims)
    other = verify(build(replace(mini, claims=said)), old)
    assert any(f"changed: what claim {gone} says" in line for line in other.changes)


def test_a_path_is_found_again_wherever_it_stands(
    mini: Dataset, toy: KnowledgeGraph, answer: Answer, longest: FoundPath
) -> None:
    old = made(toy, answer, PATH, rank=longest.rank)
    assert verify(toy, replace(old, rank=1)).same
    part = made(toy, answer, PATH, rank=longest.rank, steps="1-2")
    assert verify(toy, part).same
    key = longest.steps[0].edge.claims[0].source
    none = build(replace(mini, claims=tuple(claim for claim in mini.claims if claim.source != key)))
    assert verify(none, old).changes == ("gone: the path, or some of its steps",)


def test_what_it_is_about_may_be_gone(toy: KnowledgeGraph, answer: Answer) -> None:
    old = replace(made(toy, answer, ENTITY), entity="nobody")
    assert verify(toy, old).changes[0].startswith("gone: what it is about")
