"""The picture of a link preview, 1200 × 630: title, a sentence, the figure; a chat or a course shows it as a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from refgraph.drawing import entity as entities
from refgraph.drawing.body.figure import Figure, Plates, bare
from refgraph.drawing.body.plates import load
from refgraph.drawing.metrics import wrap
from refgraph.drawing.origins import body as origins_body
from refgraph.drawing.origins import picture as origins_picture
from refgraph.drawing.svg import FONT, Paint, Svg, element
from refgraph.io import stamped
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.report.words import telling
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer
    from refgraph.model.vocabulary import Entity

WIDTH, HEIGHT = 1200.0, 630.0
_MARGIN, _TEXT, _FIGURE = 64.0, 640.0, 420.0
_TITLE, _SAID, _SMALL = 46.0, 27.0, 22.0
_MOST_TITLE, _MOST_SAID = 3, 6
_FOOT = msgid("refgraph · every step is cited · information, not a diagnosis")
_PREFIX = "card"


@in_its_words
def preview(kg: KnowledgeGraph, subject: Subject, **presentation: Any) -> bytes:
    """Draw the picture of a link preview as PNG.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        presentation: fields of `Presentation`; shape and labels are not used.

    Raises:
        UsageError: the extra `pictures` is not installed, or the call does not make sense.
    """
    from refgraph.drawing.png import png

    how = Presentation(**presentation)
    made = subjects.stamp_of(kg, subject, how)
    return stamped.png(png(preview_svg(kg, subject, how), 1.0), made.text)


def preview_svg(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> str:
    """Draw the picture of a link preview as SVG.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.
    """
    paint = Paint(kg.schema, baked=True, dark=how.dark)
    title, said, figure = _SHOWN[subjects.form_of(subject, how)](kg, subject, how, paint)
    return _sheet(paint, how.title or title, said, figure)


def overview(kg: KnowledgeGraph, title: str, said: str) -> bytes:
    """Draw the picture of a whole site as PNG: the body from behind and from the front, with nothing pointed out.

    Args:
        kg: the graph.
        title: of the site.
        said: what it tells, in a sentence.

    Raises:
        UsageError: the extra `pictures` is not installed.
    """
    from refgraph.drawing.png import png

    paint = Paint(kg.schema, baked=True)
    return png(_sheet(paint, title, said, bare(load(), paint, _PREFIX)), 1.0)


def _sheet(paint: Paint, title: str, said: str, figure: Figure) -> str:
    """Title and sentence at the left, the figure at the right."""
    room = _TEXT if figure.width else WIDTH - 2 * _MARGIN
    palette = paint.palette
    drawn, y = list[Svg](), 96.0
    for text, size, most, colour, bold in (
        (title, _TITLE, _MOST_TITLE, "ink", True),
        (said, _SAID, _MOST_SAID, "muted", False),
    ):
        for line in _lines(text, size, room, most, bold=bold):
            look = {"fill": palette[colour], "font_weight": "700" if bold else None}
            drawn.append(element("text", line, x=_MARGIN, y=y + size, font_size=size, **look))
            y += size * 1.32
        y += 22
    foot = element("text", tr(_FOOT), x=_MARGIN, y=HEIGHT - 44, font_size=_SMALL, fill=palette["muted"])
    band = element("rect", x=0, y=0, width=WIDTH, height=12, fill=paint.colours(None, palette["paper"])[0])
    return element(
        "svg",
        element("defs", figure.defs) if figure.defs else Svg(),
        element("rect", width=WIDTH, height=HEIGHT, fill=palette["paper"]),
        band,
        *drawn,
        _placed(figure),
        foot,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=f"{WIDTH:g}",
        height=f"{HEIGHT:g}",
        font_family=FONT,
    )


def _lines(text: str, size: float, room: float, most: int, *, bold: bool) -> tuple[str, ...]:
    """A text in so many lines; what is cut off is shown to be."""
    lines = wrap(text, size, room, bold=bold)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;:')} …")


def _placed(figure: Figure) -> Svg:
    """The figure at the right, as large as it fits."""
    if not figure.width:
        return Svg()
    high = HEIGHT - 2 * 40
    scale = min(_FIGURE / figure.width, high / figure.height)
    x = WIDTH - _MARGIN - _FIGURE + (_FIGURE - figure.width * scale) / 2
    y = 40 + (high - figure.height * scale) / 2
    return element("g", figure.picture, transform=f"translate({x:.1f} {y:.1f}) scale({scale:.4f})")


def _path(kg: KnowledgeGraph, answer: Answer, how: Presentation, paint: Paint) -> tuple[str, str, Figure]:
    shown = subjects.path_view(kg, answer, how)
    figure = Plates(load(), paint, _PREFIX).draw(shown.paths[0])
    return grammar.capital(shown.paths[0].title), telling.sentence(kg, shown.paths[0].path), figure


def _answer(kg: KnowledgeGraph, answer: Answer, how: Presentation, paint: Paint) -> tuple[str, str, Figure]:
    shown = subjects.answer_view(kg, answer, how)
    if not shown.groups:
        return shown.question, shown.lead or shown.found, _NOWHERE
    grown, _ = origins_picture.told(shown)
    drawn = origins_body.figure(load(), paint, grown, lines=False, prefix=_PREFIX)
    return shown.question, shown.lead, Figure(Svg(), drawn.picture, drawn.width, drawn.height, frozenset())


def _entity(kg: KnowledgeGraph, entity: Entity, how: Presentation, paint: Paint) -> tuple[str, str, Figure]:
    del how
    shown = subjects.entity_view(kg, entity, 1)
    told = "; ".join(f"{one.heading}: {edge.sentence}" for one in shown.sections[:2] for edge in one.edges)
    said = " ".join(filter(None, [shown.definition, f"{told}." if told else ""]))
    return grammar.capital(shown.label), said, entities.figure(paint, shown, _PREFIX)


_NOWHERE = Figure(Svg(), Svg(), 0.0, 0.0, frozenset())
_SHOWN: Mapping[str, Callable[..., tuple[str, str, Figure]]] = {
    subjects.PATH: _path,
    subjects.ANSWER: _answer,
    subjects.ENTITY: _entity,
}
KINDS: Mapping[str, Embed] = {
    "preview": Embed(preview, ".png", "image/png", "the picture of a link preview", EVERY, extra="resvg_py"),
}
