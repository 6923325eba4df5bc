"""An entity as a sheet: where it lies on the body, what it is, and what it is said to lead to and to come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from refgraph.drawing import sheet
from refgraph.drawing.body.closeup import closeup
from refgraph.drawing.body.figure import Figure
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import Caption, cited, drawn_by
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language import grammar
from refgraph.language.voice import tr, voice
from refgraph.model.statements import Finding
from refgraph.report.view import EdgeView, Section, SourceView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, wording
from refgraph.search.judging.grade import grade, place

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.vocabulary import Entity

MOST = 6
_NEAR, _WHOLE, _GAP, _ROOM = 330.0, 150.0, 14.0, 520.0
_SHOWN = ("walked", "warning", "doubt")


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity in words.

    Attributes:
        category: its label.
        also: its other names.
        place: what its picture shows; empty where it has no place on the body.
        sections: what is said of it: what it leads to, what leads to it, warnings, doubts.
        sources: in the order of their numbers.
    """

    entity: Entity
    label: str
    category: str
    also: str
    definition: str
    place: str
    sections: tuple[Section, ...]
    sources: tuple[SourceView, ...]


def view(kg: KnowledgeGraph, entity: Entity, most: int = MOST) -> EntityView:
    """Put an entity into words, with the claims that cause and effect are made of.

    Args:
        kg: the graph.
        entity: one of its entities.
        most: how many edges of a section are told.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [section.heading for section in view(kg, kg.entity("upper-trapezius")).sections][0]
        'What it is said to lead to'
    """
    builder = ViewBuilder(kg)
    sections = tuple(
        _best(builder, one, most) for one in ViewBuilder(kg).about(entity.key) if one.family.role in _SHOWN
    )
    label = wording.said(kg, Finding(entity.key))
    where = closeup(load(), Paint(kg.schema), entity.key, entity.category, label).says
    category = wording.clean(speech.word(kg.schema, "category", entity.category))
    used = {told.cited_from for one in sections for edge in one.edges for told in (*edge.claims, *edge.disputes)}
    sources = tuple(source for source in builder.sources if source in used)
    # Other names are English, and help nobody who reads another language.
    also = "" if voice().foreign else wording.clean("; ".join(entity.synonyms))
    return EntityView(entity, label, category, also, wording.clean(speech.definition(entity)), where, sections, sources)


def _best(builder: ViewBuilder, section: Section, most: int) -> Section:
    """The edges of a section that can best be relied on, in that order; its sources are numbered in it, too."""
    ranking = builder.kg.schema.ranking
    ordered = sorted(section.edges, key=lambda told: place(ranking, grade(builder.kg, told.edge)))
    told = tuple(builder.edge(one.edge, one.anchor) for one in ordered[:most])
    return replace(section, edges=told, more=len(ordered) - len(told))


def picture(
    kg: KnowledgeGraph, shown: EntityView, shape: str = "page", *, dark: bool = False, bare: bool = False
) -> sheet.Picture:
    """Draw the place of an entity above what is said of it.

    Args:
        kg: the graph.
        shown: what is drawn.
        shape: one of `sheet.SHAPES`.
        dark: whether it is for a dark ground.
        bare: whether the body stands alone.
    """
    paint = Paint(kg.schema, baked=True, dark=dark)
    prefix = f"e{sha256(shown.entity.key.encode()).hexdigest()[:6]}"
    body, room = figure(paint, shown, prefix), sheet.PHONE_ROOM if shape == "phone" else _ROOM
    scale = min(1.0, room / body.width) if body.width else 1.0
    top = body.height * scale + _GAP * bool(body.width)
    lines = [] if bare and body.width else list(_lines(shown))
    text, end = sheet.lettered(lines, (0.0, top), room, paint.palette)
    at = f"translate({(room - body.width * scale) / 2:.1f} 0) scale({scale:.4f})"
    drawn = join(element("g", body.picture, transform=at), text)
    return sheet.Picture(body.defs, drawn, room, end, prefix, dark)


def figure(paint: Paint, shown: EntityView, prefix: str) -> Figure:
    """Draw the part of the body around an entity, and a small body that shows which part that is.

    Args:
        paint: how things look.
        shown: whose place it is.
        prefix: of every id.
    """
    entity = shown.entity
    drawn = closeup(load(), paint, entity.key, entity.category, shown.label, prefix)
    if not drawn.near:
        return Figure(Svg(), Svg(), 0.0, 0.0, frozenset())
    frame = element("rect", x=0.5, y=0.5, width=_NEAR - 1, height=_NEAR - 1, rx=16, **paint("frame"))
    parts = (
        _sized(drawn.near, 0.0, 0.0, _NEAR, _NEAR),
        frame,
        _sized(drawn.whole, _NEAR + _GAP, 0.0, _WHOLE, _NEAR),
    )
    return Figure(Svg(), join(*parts), _NEAR + _GAP + _WHOLE, _NEAR, frozenset({1}))


def _sized(drawn: Svg, x: float, y: float, width: float, height: float) -> Svg:
    """A picture of its own, with a place and a size."""
    return Svg(drawn.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" ', 1))


def words(kg: KnowledgeGraph, shown: EntityView, *, note: str = "", credit: str = "") -> Caption:
    """Put into words what belongs beside the picture of an entity.

    Args:
        kg: the graph.
        shown: what is drawn.
        note: a caption of the reader's own, said before ours.
        credit: whom the reader wants named, said before ours.
    """
    edges = [edge for section in shown.sections for edge in section.edges]
    against = {told.id: told for edge in edges for told in edge.disputes}
    used = [told for edge in edges for told in (*edge.claims, *edge.disputes)]
    said = " ".join(f"{section.heading}: {'; '.join(map(_sentence, section.edges))}." for section in shown.sections)
    return Caption(
        title=grammar.capital(shown.label),
        alerts=(),
        flagged=False,
        told=" ".join(filter(None, [wording.clean(note), shown.definition])),
        disputes=tuple(f"{tr('Against it')}: {told.alone} [{told.source}]" for told in against.values()),
        sources=tuple(cited(source, used) for source in shown.sources),
        credit=drawn_by(kg.data_version, credit),
        described=" ".join(filter(None, [f"{grammar.capital(shown.place)}." if shown.place else "", said])),
        named=f"{grammar.capital(shown.label)} ({shown.category})",
    )


def _lines(shown: EntityView) -> Iterator[sheet.Line]:
    about = f"{shown.category} · {tr('also: {names}', names=shown.also)}" if shown.also else shown.category
    yield sheet.Line(about, 12)
    for section in shown.sections:
        yield sheet.Line(section.heading, 13.5, "ink", bold=True, gap=14)
        for edge in section.edges:
            yield sheet.Line(_sentence(edge), 12.5, "alert" if edge.doubt else "ink", gap=5)
        if section.more:
            yield sheet.Line(tr("… and {count} more", count=section.more), 12, gap=5)
    if not shown.sections:
        yield sheet.Line(tr("No source in this graph says what it leads to or comes from."), 12.5, gap=14)


def _sentence(edge: EdgeView) -> str:
    remarks = ", ".join(
        [*map(tr, filter(None, (edge.hedge, edge.doubt))), *[edge.grade] * bool(edge.grade and not edge.doubt)]
    )
    return f"{edge.sentence}{f' ({remarks})' if remarks else ''} {''.join(f'[{n}]' for n in edge.cites)}".rstrip()
