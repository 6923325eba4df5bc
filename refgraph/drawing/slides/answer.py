"""The origins of a symptom as slides: the question, a slide for each origin, all of them, sources, licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import credited
from refgraph.drawing.origins import body as origins_body
from refgraph.drawing.slides import parts
from refgraph.drawing.slides.deck import Deck, Picture, Slide, Text
from refgraph.drawing.svg import Paint, Svg
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr, trn
from refgraph.report.tree import GROUPS, Tree, tree
from refgraph.report.view import AnswerView
from refgraph.report.view_builder import view
from refgraph.report.words import speech, wording
from refgraph.report.words.summary import GroupView

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer


def deck(
    kg: KnowledgeGraph,
    answer: Answer,
    paint: Paint,
    *,
    title: str = "",
    note: str = "",
    credit: str = "",
) -> Deck:
    """Tell where something felt may come from, origin by origin.

    Args:
        kg: the graph that the answer comes from.
        answer: of a question about origins, with at least one.
        paint: how things look.
        title: of your own.
        note: of your own, on the first slide.
        credit: whom to name, before us.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> made = deck(kg, refgraph.origins(kg, "headache"), Paint(kg.schema, baked=True))
        >>> [slide.kind for slide in made.slides][-3:]
        ['against', 'sources', 'licence']
    """
    teller, shown = parts.Teller(kg, paint), view(kg, answer)
    end = answer.query.end
    assert end is not None
    asked = title or shown.question
    grown = tree(teller.builder, answer, shown.groups)
    slides = [
        teller.title(asked, parts.warning(kg, shown), note, (Text(shown.lead),), teller.place(end)),
        *(_origin(teller, shown, group, min(len(shown.groups), GROUPS)) for group in shown.groups[:GROUPS]),
        *_whole(teller, grown, shown),
        _against(teller, grown),
        teller.sources(),
    ]
    terms = credited(shown, credit)
    return Deck(asked, terms, tr(parts.LICENCE), paint, (*slides, parts.licence(terms)))


def _origin(teller: parts.Teller, shown: AnswerView, group: GroupView, count: int) -> Slide:
    """One origin with its best path: where it lies, what is claimed, by whom, and what may lie behind it."""
    paths = {path.rank: path for path in shown.answer.paths}
    best = min(
        (paths[rank] for rank in group.group.ranks if rank in paths), key=lambda path: len(path.steps), default=None
    )
    heading = tr("Origin {n} of {count}", n=group.number, count=count)
    behind = grammar.listed([*group.beyond, *group.triggers], tr("or"))
    more = [Text(tr("Said to come from {what} in turn.", what=behind))] if behind else []
    if best is None:
        # The answer holds the first of many paths alone.
        first = teller.claim(group.group.direct[0], heading)
        return replace(first, texts=(*first.texts, *more))
    told = teller.builder.path(best, f"g{group.number}-", sections=False)
    last = teller.step(told, told.steps[-1], heading)
    return replace(last, texts=(*last.texts, *more), notes=teller.notes(told.steps))


def _whole(teller: parts.Teller, grown: Tree, shown: AnswerView) -> Iterator[Slide]:
    """All origins with their numbers on the body."""
    drawn = origins_body.figure(load(), teller.paint, grown, lines=False, prefix="whole", captioned=False)
    size = (drawn.width, drawn.height)
    picture = Picture(Svg(), drawn.picture, *size, grown.described, drawn.sides) if drawn.width else None
    labels = {group.number: group.label for group in shown.groups}
    texts = [Text(labels[node.number], "text", node.number, node.category) for node in grown.groups]
    if grown.others:
        texts.append(
            Text(trn(grown.others, "and {count} more direct cause", "and {count} more direct causes"), "muted")
        )
    yield Slide(
        "whole",
        grammar.capital(tr("{what}: what it is said to come from", what=grown.end.label)),
        tuple(texts),
        picture,
        (shown.lead,),
    )


def _against(teller: parts.Teller, grown: Tree) -> Slide:
    """What speaks against any of it; where nothing does, how little that means."""
    edges = [edge for link in grown.links for edge in link.edges]
    texts = [*teller.objections(edges)]
    # The first grade that asks for no study and no second voice: counted as the slides of the origins tell it.
    lowest = next((key for key, known in teller.kg.schema.ranking.grades.items() if not known.said), "")
    if single := teller.said.count(lowest):
        word = wording.clean(speech.word(teller.kg.schema, "grade", lowest))
        told = msgid("Evidence for {n} of these {count} origins: {grade}.")
        texts.append(Text(tr(told, n=single, count=len(grown.groups), grade=word)))
    texts.append(Text(tr(parts.UNTESTED)))
    where = teller.place(grown.end.finding)
    return Slide("against", tr(parts.AGAINST), tuple(texts), where, teller.notes(edges))
