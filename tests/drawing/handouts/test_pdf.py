"""Handouts as PDF: one sheet or two, never one that is half empty; the key when it is asked for; the same bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from refgraph.drawing.caption import Cited
from refgraph.drawing.handouts.pdf import pdf
from refgraph.drawing.handouts.values import A4, LETTER, PAPERS, Asked, Entry, Handout
from refgraph.drawing.sheet import Picture
from refgraph.drawing.svg import Svg, element

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")

TICKED = Asked("Which of these?", ("this one", "that one"), "The right answer.")
OPEN = Asked("Why is that?", (), "Because of this.")
TALL = Picture(Svg(), element("rect", width=300, height=800, fill="#eeeeee"), 300.0, 800.0, "h")
WIDE = Picture(Svg(), element("rect", width=900, height=500, fill="#eeeeee"), 900.0, 500.0, "h")
NONE = Picture(Svg(), Svg(), 0.0, 0.0, "h")


def _made(entries: int, picture: Picture, *, keyed: bool = False, paper: str = A4) -> Handout:
    told = tuple(
        Entry(str(n), f"Claim {n} of them.", "Somebody et al. 2001 [1]: a sentence that tells what was found.")
        for n in range(1, entries + 1)
    )
    around = ("A title", "See a doctor first.", True, "In short.", picture, "alt", "Step by step", told, ())
    return Handout(*around, (TICKED, OPEN, OPEN), (), "Drawn by us", "CC BY 4.0", keyed=keyed, paper=paper)


def _heights(page: Any) -> list[float]:
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: found.append(tm[5]) if text.strip() else None)
    return found


@pytest.mark.parametrize("picture", [TALL, WIDE, NONE])
@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("entries", [1, 8, 20])
def test_it_is_one_sheet_or_two_and_each_is_filled(entries: int, picture: Picture, keyed: bool) -> None:
    pages = pypdf.PdfReader(BytesIO(pdf(_made(entries, picture, keyed=keyed)))).pages
    assert 1 <= len(pages) <= 2
    for page in pages:
        # The last line stands low on each sheet; without a figure a key need not fill what it has.
        assert min(_heights(page)) < float(page.mediabox.height) * (0.2 if picture.width else 0.6)


def test_answers_are_printed_only_if_asked_for() -> None:
    for keyed in (False, True):
        reader = pypdf.PdfReader(BytesIO(pdf(_made(2, TALL, keyed=keyed))))
        text = " ".join(page.extract_text() for page in reader.pages)
        assert ("The right answer." in text, "Because of this." in text) == (keyed, keyed)


def test_paper_is_as_asked_and_bytes_are_the_same() -> None:
    for paper in (A4, LETTER):
        made = pdf(_made(3, WIDE, paper=paper))
        box = pypdf.PdfReader(BytesIO(made)).pages[0].mediabox
        width, height = PAPERS[paper]
        assert abs(float(box.width) - width / 25.4 * 72) < 1
        assert abs(float(box.height) - height / 25.4 * 72) < 1
        assert made == pdf(_made(3, WIDE, paper=paper))


def _sizes(page: Any) -> set[float]:
    """The sizes of all letters of a page, in points."""
    found: set[float] = set()
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: (
            found.add(round(size * abs(tm[3] * cm[3]), 2)) if text.strip() else None
        )
    )
    return found


@pytest.mark.parametrize(("sources", "entries", "sheets"), [(3, 4, 2), (30, 4, 3), (60, 8, 4), (30, 60, 5)])
@pytest.mark.parametrize("keyed", [False, True])
def test_no_letter_is_smaller_than_eight_points_however_much_is_told(
    sources: int, entries: int, sheets: int, keyed: bool
) -> None:
    cited = tuple(
        Cited(
            n,
            f"Somebody et al. ({n}). A title that goes on for a while and then for a while more. Journal.",
            f"https://a.example/articles/{n}",
            "paragraph 1",
        )
        for n in range(1, sources + 1)
    )
    asked = (TICKED, OPEN, OPEN, replace(TICKED, answer="Because of what they found. " * 40))
    made = replace(_made(entries, TALL, keyed=keyed), sources=cited, questions=asked)
    pages = pypdf.PdfReader(BytesIO(pdf(made))).pages
    assert len(pages) <= sheets
    assert min(size for page in pages for size in _sizes(page)) >= 8
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert f"articles/{sources}" in text.replace(" ", "")
    assert f"Claim {entries} of them" in text
