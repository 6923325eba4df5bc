"""Nothing on a slide is small, beyond its rim, or left out; what does not fit goes on to a further slide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refgraph.drawing.slides import answer as answer_slides
from refgraph.drawing.slides.deck import Deck, Picture, Slide, Text
from refgraph.drawing.slides.layout import HEIGHT, LEAST, WIDTH, pages
from refgraph.drawing.svg import Paint, Svg
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer

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
