"""A path as PDF: one page of text with tags, whatever the texts hold."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hostile import PAYLOADS, poisoned

from refgraph import embed
from refgraph.drawing import caption
from refgraph.drawing.sheet import PRINTED
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.view_builder import alone
from refgraph.search import questions


@pytest.mark.parametrize("shape", PRINTED)
def test_the_pdf_is_one_page_of_text_with_tags(toy: KnowledgeGraph, disputed: Answer, shape: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(BytesIO(embed.pdf(toy, disputed, shape=shape, credit="Course 101")))
    told = caption.caption(alone(toy, disputed, disputed.paths[0]), credit="Course 101")
    assert len(read.pages) == 1
    found = re.sub(r"[\s-]+", "", read.pages[0].extract_text())
    for text in (*told.alerts, told.title, *told.disputes, told.credit):
        assert re.sub(r"[\s-]+", "", text) in found
    width, height = (float(side) * 25.4 / 72 for side in read.pages[0].mediabox[2:])
    assert (round(width), round(height)) == ((210, 297) if shape == "page" else (339, 190))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read.metadata.title == told.title
    assert not {"/CreationDate", "/ModDate"} & set(read.metadata)
    assert "pdfuaid:part" in read.xmp_metadata.stream.get_data().decode()


def test_many_words_still_make_one_page(toy: KnowledgeGraph, disputed: Answer) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    with pytest.raises(UsageError, match="no picture for a phone"):
        embed.pdf(toy, disputed, shape="phone")
    for shape in PRINTED:
        made = embed.pdf(toy, disputed, shape=shape, note="A long caption of somebody's own. " * 40)
        assert len(pypdf.PdfReader(BytesIO(made)).pages) == 1


@pytest.mark.parametrize(
    "payload", [PAYLOADS[0], PAYLOADS[26], PAYLOADS[32], '#panic("x")', "$x^2$ *b* _i_ @ref <l> `r`", "\\"]
)
def test_hostile_texts_stay_texts_in_a_pdf(mini: Dataset, payload: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    kg = build(poisoned(mini, payload))
    read = pypdf.PdfReader(BytesIO(embed.pdf(kg, questions.origins(kg, Finding("headache")), note=payload)))
    links = [
        note.get_object().get("/A", {}).get("/URI", "") for page in read.pages for note in page.get("/Annots") or ()
    ]
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert not {"/JavaScript", "/JS", "/OpenAction", "/AA"} & set(read.trailer["/Root"])


def test_a_light_sheet_has_no_ground_and_links_that_can_be_read(toy: KnowledgeGraph, disputed: Answer) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    light, dark = (
        pypdf.PdfReader(BytesIO(embed.pdf(toy, disputed, theme=theme))).pages[0].get_contents().get_data()
        for theme in ("light", "dark")
    )
    # The colours of links, as shares of red, green and blue: #1b5e8a and #8ec7f0.
    assert b"0.105" in light
    assert b"0.5568" not in light
    assert b"0.5568" in dark
