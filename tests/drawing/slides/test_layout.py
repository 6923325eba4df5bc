"""Nothing on a slide is small, beyond its rim, or left out; what does not fit goes on to a further slide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.drawing.metrics import width
from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.slides.deck import Deck, Picture, Slide, Text
from refgraph.drawing.slides.layout import HEIGHT, LEAST, WIDTH, pages
from refgraph.drawing.svg import Paint, Svg
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.search import questions

WORDS = st.lists(st.text("abcdefgh ", min_size=1, max_size=90), min_size=1, max_size=14)
SIZES = st.tuples(st.floats(50, 900), st.floats(100, 900))


@given(WORDS, st.none() | SIZES)
def test_whatever_is_told_is_large_and_inside(
    toy: KnowledgeGraph, words: list[str], size: tuple[float, float] | None
) -> None:
    picture = Picture(Svg(), Svg(), *size, "a picture") if size else None
    slide = Slide("step", "Step 1 of 2", tuple(Text(f"x {word}") for word in words), picture)
    made = pages(Deck("", "", "", Paint(toy.schema), (slide,)))
    assert [text.text.text for page in made for text in page.paragraphs] == [f"x {word}" for word in words]
    assert [page.number for page in made] == list(range(1, len(made) + 1))
    for page in made:
        assert page.paragraphs[-1].y + page.paragraphs[-1].height <= HEIGHT - 40
        assert all(one.size >= LEAST for one in page.paragraphs)
        if page.picture:
            assert page.picture.x + page.picture.width < page.column.x < WIDTH
            assert page.picture.y + page.picture.height <= HEIGHT


def test_what_goes_on_is_shared_evenly(toy: KnowledgeGraph) -> None:
    texts = tuple(
        Text("a source with a title that takes two lines of a slide, as most of them do " * 2) for _ in range(6)
    )
    made = pages(Deck("", "", "", Paint(toy.schema), (Slide("sources", "Sources", texts),)))
    counts = [len(page.paragraphs) for page in made]
    assert max(counts) - min(counts) <= 1
    assert [page.further for page in made] == [False, *[True] * (len(made) - 1)]


def test_a_real_deck_leaves_no_slide_empty(toy: KnowledgeGraph, answer: Answer) -> None:
    for page in pages(answer_slides.deck(toy, answer, Paint(toy.schema, baked=True))):
        assert page.paragraphs


def test_a_role_has_one_size_throughout_a_deck(real: KnowledgeGraph) -> None:
    answer = questions.origins(real, Finding("headache"))
    for deck in (answer_slides.deck(real, answer, Paint(real.schema, baked=True)),):
        sizes: dict[tuple[str, bool], set[float]] = {}
        for page in pages(deck):
            for one in page.paragraphs:
                sizes.setdefault((one.text.look, page.slide.kind == "sources"), set()).add(one.size)
        assert len(sizes) > 3
        assert all(len(found) == 1 for found in sizes.values()), sizes


@pytest.mark.parametrize("words", [("left", "right"), ("izquierda", "derecha"), ("a very long name", "another one")])
@pytest.mark.parametrize("wide", [200.0, 700.0])
def test_the_names_of_sides_are_as_large_as_any_text_and_keep_apart(
    toy: KnowledgeGraph, words: tuple[str, str], wide: float
) -> None:
    picture = Picture(Svg(), Svg(), wide, 500.0, "a picture", tuple(zip(words, (wide / 4, wide * 3 / 4), strict=True)))
    slide = Slide("step", "Step 1 of 2", (Text("A tight muscle may hurt."),), picture)
    (page,) = pages(Deck("", "", "", Paint(toy.schema, baked=True), (slide,)))
    assert page.picture
    assert page.slide.picture
    scale = page.picture.width / page.slide.picture.width
    drawn = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*>([^<]+)', page.slide.picture.body)
    assert [name for *_, name in drawn] in (list(words), [word[0].upper() for word in words])
    assert all(abs(float(size) * scale - LEAST) < 0.5 for _, _, size, _ in drawn)
    assert all(float(y) <= page.slide.picture.height for _, y, _, _ in drawn)
    (x, _, size, first), (z, _, _, then) = drawn
    assert float(x) + (width(first, float(size)) + width(then, float(size))) / 2 < float(z)


def test_a_picture_gives_way_to_text_that_would_not_fit_beside_it(toy: KnowledgeGraph) -> None:
    wide = Picture(Svg(), Svg(), 900.0, 700.0, "a picture")
    few, many = (Slide("step", "Step 1", (Text("a tight muscle may hurt somewhere"),) * n, wide) for n in (2, 6))
    paint = Paint(toy.schema)
    (small,), (large,) = (pages(Deck("", "", "", paint, (slide,))) for slide in (many, few))
    assert small.picture
    assert large.picture
    assert small.picture.width < large.picture.width
