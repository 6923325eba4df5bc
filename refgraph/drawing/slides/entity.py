"""An entity as slides: what and where it is, what it is said to lead to and to come from, sources, licence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from refgraph.drawing.caption import credited
from refgraph.drawing.slides import parts
from refgraph.drawing.slides.deck import Deck, Slide, Text
from refgraph.drawing.svg import Paint
from refgraph.language import grammar
from refgraph.language.voice import tr, voice
from refgraph.model.statements import Edge, Finding
from refgraph.report.view_builder import view
from refgraph.report.words import speech, wording
from refgraph.search import questions
from refgraph.search.judging.grade import grade

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.vocabulary import Entity

# So many relations get a slide of their own in each direction, and so many ends are named.
MOST, _LISTED = 4, 8


def deck(
    kg: KnowledgeGraph, entity: Entity, paint: Paint, *, title: str = "", note: str = "", credit: str = ""
) -> Deck:
    """Tell what is said of an entity, the best supported first.

    Args:
        kg: the graph.
        entity: of it.
        paint: how things look.
        title: of your own.
        note: of your own, on the first slide.
        credit: whom to name, before us.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> made = deck(kg, kg.entity("upper-trapezius"), Paint(kg.schema, baked=True))
        >>> made.slides[0].heading
        'Upper trapezius'
    """
    teller = parts.Teller(kg, paint)
    shown = view(kg, questions.effects(kg, Finding(entity.key), top=1))
    out, into = _best(kg, kg.edges(subject=entity.key)), _best(kg, kg.edges(object=entity.key))
    chosen = [*out[:MOST], *into[:MOST]]
    slides = [
        teller.claim(edge, tr("Claim {n} of {count}", n=number, count=len(chosen)))
        for number, edge in enumerate(chosen, 1)
    ]
    asked = title or grammar.capital(wording.said(kg, Finding(entity.key)))
    first = teller.title(asked, parts.warning(kg, shown), note, _about(kg, entity), teller.place(Finding(entity.key)))
    against = _against(teller, entity, (*out, *into))
    terms = credited(shown, credit)
    whole = [_whole(teller, entity, out, into)] if chosen else []
    last = (*whole, *against, teller.sources(), parts.licence(terms))
    return Deck(asked, terms, tr(parts.LICENCE), paint, (first, *slides, *last))


def _best(kg: KnowledgeGraph, edges: Iterable[Edge]) -> list[Edge]:
    """Edges that say what leads to what, the best supported first, one for each pair of ends."""
    walked = kg.schema.of_role("walked")
    order = list(kg.schema.ranking.grades)
    kept = [edge for edge in edges if kg.schema.predicates[edge.predicate].family in walked and edge.asserting]
    graded = {edge.id: grade(kg, edge) for edge in kept}
    kept.sort(key=lambda one: order.index(graded[one.id]) if graded[one.id] in order else len(order))
    first = {(edge.subject.entity, edge.predicate, edge.object.entity): edge for edge in reversed(kept)}
    return [edge for edge in kept if edge in first.values()]


def _about(kg: KnowledgeGraph, entity: Entity) -> list[Text]:
    category, what = wording.clean(speech.word(kg.schema, "category", entity.category)), speech.definition(entity)
    # Other names are English, and help nobody who reads another language.
    also = "; ".join(entity.synonyms) if not voice().foreign else ""
    told = f"{grammar.capital(category)}; {tr('also: {names}', names=also)}" if also else category
    return [Text(wording.clean(what), "strong")] * bool(what) + [Text(wording.clean(told))]


def _whole(teller: parts.Teller, entity: Entity, out: Sequence[Edge], into: Sequence[Edge]) -> Slide:
    """What it is said to lead to and to come from, in so many words."""
    kg = teller.kg
    texts = []
    for heading, edges, far in ((wording.LEADS_TO, out, "object"), (wording.LED_TO, into, "subject")):
        ends = list(dict.fromkeys(wording.said(kg, getattr(edge, far)) for edge in edges))
        if ends:
            more = [tr("{count} more", count=len(ends) - _LISTED)] * (len(ends) > _LISTED)
            texts += [Text(tr(heading), "strong"), Text(f"{grammar.listed([*ends[:_LISTED], *more], tr('and'))}.")]
    return Slide("whole", tr("All that is said of it"), tuple(texts), teller.place(Finding(entity.key)))


def _against(teller: parts.Teller, entity: Entity, edges: Iterable[Edge]) -> list[Slide]:
    doubted = [teller.builder.edge(edge, f"doubted-{edge.id}") for edge in edges if edge.counter_evidence]
    texts = teller.objections(doubted) or (Text(tr(parts.UNTESTED)),)
    notes = tuple(parts.citation(one) for edge in doubted for one in edge.disputes)
    return [Slide("against", tr(parts.AGAINST), texts, teller.place(Finding(entity.key)), notes)]
