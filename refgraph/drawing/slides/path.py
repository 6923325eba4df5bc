"""A path as slides: the question, a slide for each step, the whole, what speaks against it, sources, licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.drawing.caption import credited
from refgraph.drawing.slides import parts
from refgraph.drawing.slides.deck import Deck, Slide, Text
from refgraph.drawing.svg import Paint
from refgraph.language import grammar
from refgraph.language.voice import tr, voice
from refgraph.model.answers import Query
from refgraph.report.view import PathView
from refgraph.report.view_builder import alone
from refgraph.report.words import answer_wording, telling, wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path


def deck(
    kg: KnowledgeGraph,
    answer: Answer,
    path: Path,
    paint: Paint,
    *,
    title: str = "",
    note: str = "",
    credit: str = "",
) -> Deck:
    """Tell a path step by step.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query; its red flags come with the path.
        path: one of its paths.
        paint: how things look.
        title: of your own.
        note: of your own, on the first slide.
        credit: whom to name, before us.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> answer = refgraph.origins(kg, "headache", top=1)
        >>> made = deck(kg, answer, answer.paths[0], Paint(kg.schema, baked=True))
        >>> [slide.kind for slide in made.slides]
        ['title', 'step', 'whole', 'against', 'sources', 'licence']
    """
    teller, only = parts.Teller(kg, paint), alone(kg, answer, path)
    shown = teller.builder.path(path, sections=False)
    asked = title or answer_wording.question(kg, Query("paths", start=path.origin, end=path.target))
    alt = tr("The body with {what}, where the path begins", what=shown.findings[0].label)
    begin = teller.figure(shown.findings, shown.steps, 1, alt)
    slides = [teller.title(asked, parts.warning(kg, only), note, (), begin)]
    count = len(shown.steps)
    slides += [teller.step(shown, step, tr("Step {n} of {count}", n=step.number, count=count)) for step in shown.steps]
    slides += [_whole(kg, teller, shown), teller.against(shown), teller.sources()]
    terms = credited(only, credit)
    return Deck(asked, terms, tr(parts.LICENCE), paint, (*slides, parts.licence(terms)))


def _whole(kg: KnowledgeGraph, teller: parts.Teller, shown: PathView) -> Slide:
    """The path from its first finding to its last: each in its place, with the verb that leads to it."""
    texts = []
    for number, finding in enumerate(shown.findings, 1):
        label, plural = telling.named(kg, finding.finding), wording.noun(kg, finding.finding)[1]
        texts.append(Text(label, "strong", number, finding.category))
        if number <= len(shown.steps):
            step = shown.steps[number - 1]
            hedge = f" ({step.hedge})" if step.hedge and voice().usual else ""
            cites = "".join(f"[{cite}]" for cite in step.cites)
            verb = grammar.agree(step.verb, plural=plural) if voice().usual else step.verb
            texts.append(Text(f"↓ {verb}{hedge} {cites}", "alert" if step.doubt else "muted"))
    alt = f"{tr('The body with the whole path.')} {shown.described}"
    picture = teller.figure(shown.findings, shown.steps, len(shown.findings), alt)
    notes = (telling.sentence(kg, shown.path), telling.by_name(kg, shown.path, shown.verdict))
    return Slide("whole", tr("The whole path"), tuple(texts), picture, notes)
