"""Slides as PPTX: real text in the outline, pictures with a text alternative, notes with citations, links.

python-pptx is imported here and nowhere else. The same deck gives the same bytes: no clock, and a zip with a fixed
order and date.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from refgraph.drawing.png import png
from refgraph.drawing.slides.deck import Deck, Picture, Text
from refgraph.drawing.slides.layout import HEIGHT, WIDTH, Box, Page, Paragraph, pages
from refgraph.drawing.svg import FONT, Svg, clean, element
from refgraph.errors import UsageError
from refgraph.language.voice import pieces, tr, voice
from refgraph.storage.archive import packed, unpacked

_NEEDED = 'PPTX needs python-pptx: pip install "refgraph[teach]"'
_FACE = "Arial"
_LOOKS = {"strong": "ink", "text": "ink", "muted": "muted", "alert": "alert"}
# A file of these slides is dated like this, whenever it is made.
_DATE = datetime(2000, 1, 1)
_TITLE_ONLY, _SCALE = 5, 3.0
# How a program is told of a language, for its spelling and for a reader aloud.
_LANGUAGES = {"en": "en-GB", "es": "es-MX"}


def pptx(deck: Deck) -> bytes:
    """Write a deck as PPTX.

    Args:
        deck: what is told, painted with colours in attributes.

    Raises:
        UsageError: python-pptx or resvg_py is not installed.
    """
    try:
        from pptx import Presentation
    except ImportError:
        raise UsageError(_NEEDED) from None
    from pptx.util import Pt

    made = Presentation()
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _describe(made, deck)
    _stamp(made, deck.stamp)
    whole = pages(deck)
    for page in whole:
        _slide(made, deck, page, len(whole))
    held = BytesIO()
    made.save(held)
    return packed(unpacked(held.getvalue()))


def _describe(made: Any, deck: Deck) -> None:
    about = made.core_properties
    about.title, about.subject, about.author = clean(deck.title), tr("Referred pain"), "refgraph"
    about.comments, about.keywords, about.language = f"{deck.credit}. {deck.licence}", tr("referred pain"), voice().lang
    about.last_modified_by, about.revision = "refgraph", 1
    about.created = about.modified = about.last_printed = _DATE


def _stamp(made: Any, stamp: str) -> None:
    """Carry what the deck was made from as custom XML, which programs keep and do not show."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    if stamp:
        said = element("stamp", Svg(stamp), xmlns="https://w3id.org/refgraph/stamp")
        held = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, made.part.package, said.encode())
        made.part.relate_to(held, RELATIONSHIP_TYPE.CUSTOM_XML)


def _slide(made: Any, deck: Deck, page: Page, count: int) -> None:
    shown = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    _grounded(shown, deck)
    _heading(shown, deck, page)
    if page.picture and page.slide.picture:
        _picture(shown, page.slide.picture, page.picture, page.number)
    if page.paragraphs:
        _paragraphs(shown, deck, page)
    _number(shown, f"{page.number} / {count}", deck.paint.palette["muted"])
    shown.notes_slide.notes_text_frame.text = "\n".join(map(clean, page.slide.notes))


def _grounded(shown: Any, deck: Deck) -> None:
    """A dark deck has a dark ground; a light one that of the program."""
    if deck.paint.dark:
        shown.background.fill.solid()
        shown.background.fill.fore_color.rgb = _colour(deck.paint.palette["paper"])


def _heading(shown: Any, deck: Deck, page: Page) -> None:
    """The title is the placeholder for it, so that an outline and a reader find it."""
    from pptx.util import Pt

    title = shown.shapes.title
    _at(title, Box(40, page.top, WIDTH - 80, len(page.heading) * page.size * 1.28))
    frame = title.text_frame
    _plain(frame)
    _left(frame.paragraphs[0])
    for words, apart in pieces(clean(page.slide.heading)):
        run = frame.paragraphs[0].add_run()
        run.text = words
        _lettered(run, Pt(page.size), deck.paint.palette["ink"], bold=True, apart=apart)


def _picture(shown: Any, drawn: Picture, box: Box, number: int) -> None:
    svg = element(
        "svg",
        element("defs", drawn.defs) if drawn.defs else Svg(),
        drawn.body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawn.width:.0f} {drawn.height:.0f}",
        width=f"{box.width:.1f}",
        height=f"{box.height:.1f}",
        font_family=FONT,
    )
    from pptx.util import Pt

    placed = shown.shapes.add_picture(BytesIO(png(svg, _SCALE)), Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height))
    named = placed._element._nvXxPr.cNvPr
    named.set("descr", clean(drawn.alt))
    named.set("name", tr("Picture {n}", n=number))


def _paragraphs(shown: Any, deck: Deck, page: Page) -> None:
    from pptx.util import Pt

    first, last = page.paragraphs[0], page.paragraphs[-1]
    height = last.y + last.height - first.y
    box = shown.shapes.add_textbox(*(Pt(n) for n in (page.column.x, first.y, page.column.width, height)))
    box.name = tr("Text")
    _plain(box.text_frame)
    end = first.y
    for n, one in enumerate(page.paragraphs):
        paragraph = box.text_frame.paragraphs[0] if n == 0 else box.text_frame.add_paragraph()
        paragraph.space_before, paragraph.line_spacing = Pt(max(one.y - end, 0)), 1.0
        _runs(paragraph, deck, one)
        end = one.y + one.height


def _runs(paragraph: Any, deck: Deck, one: Paragraph) -> None:
    from pptx.util import Pt

    text: Text = one.text
    if text.number:
        # Further lines stand below the first word and not below the number.
        about = paragraph._p.get_or_add_pPr()
        about.set("marL", str(int(Pt(one.indent))))
        about.set("indent", str(-int(Pt(one.indent))))
        colour, _ = deck.paint.colours(text.category, deck.paint.palette["paper"])
        run = paragraph.add_run()
        run.text = f"{text.number}\t"
        _lettered(run, Pt(one.size), colour, bold=True)
    # Of a linked text its first word is the link: some programs break a link of many words anywhere.
    first, space, rest = clean(text.text).partition(" ") if text.link else ("", "", clean(text.text))
    for part, link in ((first, text.link), (f"{space}{rest}", None)):
        for words, apart in pieces(part):
            run = paragraph.add_run()
            run.text = words
            _lettered(run, Pt(one.size), deck.paint.palette[_LOOKS[text.look]], bold=one.bold, apart=apart)
            run.hyperlink.address = link


def _number(shown: Any, text: str, colour: str) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    box = shown.shapes.add_textbox(Pt(WIDTH - 200), Pt(HEIGHT - 46), Pt(160), Pt(34))
    box.name = tr("Slide number")
    _plain(box.text_frame)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = text
    _lettered(run, Pt(24), colour)


# ---------------------------------------------------------------- how text looks


def _at(shape: Any, box: Box) -> None:
    from pptx.util import Pt

    shape.left, shape.top, shape.width, shape.height = (Pt(n) for n in (box.x, box.y, box.width, box.height))


def _plain(frame: Any) -> None:
    """No inner margins, no shrinking: the layout has measured everything."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP


def _left(paragraph: Any) -> None:
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT


def _lettered(run: Any, size: Any, colour: str, *, bold: bool = False, apart: bool = False) -> None:
    run.font.size, run.font.bold, run.font.name = size, bold, _FACE
    run.font.color.rgb = _colour(colour)
    run._r.get_or_add_rPr().set("lang", _lang(apart))


def _lang(apart: bool) -> str:
    """The language of a run: English where it stands apart in another one."""
    lang = "en" if apart else voice().lang
    return _LANGUAGES.get(lang, lang)


def _colour(said: str) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor
    return make(*(int(said[n : n + 2], 16) for n in (1, 3, 5)))
