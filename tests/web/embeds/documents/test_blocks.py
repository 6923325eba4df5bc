"""Blocks for Quarto and MyST: figure, alternative, citations and stamp; what the graph says begins no markup."""

from __future__ import annotations

from typing import Any

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.report import stamp
from refgraph.web.embeds.documents import blocks
from refgraph.web.embeds.documents.blocks import material, myst, quarto


@pytest.fixture(params=["path", "answer", "entity"])
def of(request: pytest.FixtureRequest, toy: KnowledgeGraph, answer: Answer) -> tuple[Any, dict[str, Any]]:
    known = {"path": (answer, {}), "answer": (answer, {"whole": True}), "entity": (toy.entity("upper-trapezius"), {})}
    return known[request.param]  # type: ignore[no-any-return]


@pytest.mark.parametrize("make", [quarto, myst])
def test_a_block_refers_to_its_picture_or_carries_it(
    toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]], make: Any
) -> None:
    subject, how = of
    beside, inside = make(toy, subject, address="figures/one.svg", **how), make(toy, subject, **how)
    assert "figures/one.svg" in beside.text
    assert b"<svg" in beside.files[".svg"]
    assert "data:image/svg+xml;base64," in inside.text
    assert inside.files == {}
    assert make(toy, subject, **how) == inside


@pytest.mark.parametrize("make", [quarto, myst])
def test_it_says_who_says_so_and_what_it_was_made_from(
    toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]], make: Any
) -> None:
    subject, how = of
    text = make(toy, subject, address="one.svg", **how).text
    assert blocks.LISTED in text
    assert "**Sources**" in text
    assert "Information, not a diagnosis" in text
    assert "CC BY 4.0" in text
    assert stamp.found_in(text) is not None


def test_quarto_has_pixels_for_latex_and_a_note_that_folds(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("resvg_py")
    text = quarto(toy, answer, address="one.svg").text
    assert "one.png" in text
    assert text.count(":::\n") == text.count("::: {")
    assert 'fig-alt="' in text
    assert 'collapse="true"' in text


def test_words_begin_no_markup(toy: KnowledgeGraph, answer: Answer) -> None:
    text = myst(toy, answer, title="$x$ @who {role} [a](b) ```", address="one.svg").text
    assert r"\$x\$ \@who \{role\} \[a\](b) \`\`\`" in text


def test_labels_are_left_out_of_a_block_too(toy: KnowledgeGraph, answer: Answer) -> None:
    text = myst(toy, answer, labels="numbers", address="one.svg").text
    assert "trapezius" not in text
    assert "What is numbered here?" in text


def test_what_an_author_types_is_read_as_at_the_shell(toy: KnowledgeGraph) -> None:
    assert material(toy, "upper trapezius").told.title == "Upper trapezius"
    assert "→" in material(toy, "tight upper trapezius", "headache").told.title
    assert set(material(toy, "headache").files) >= {".svg"}
