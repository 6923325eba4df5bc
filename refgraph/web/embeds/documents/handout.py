"""A handout of a subject: one sheet or two, to be printed, with questions and, if asked for, their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from refgraph.drawing import entity as entities
from refgraph.drawing import sheet, unlabelled
from refgraph.drawing.body.figure import Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import Caption, Cited
from refgraph.drawing.handouts.values import A4, PAPERS, Asked, Entry, Handout
from refgraph.drawing.origins import picture as origins_picture
from refgraph.drawing.slides.parts import LICENCE
from refgraph.drawing.svg import Paint, Svg
from refgraph.language import grammar
from refgraph.language.voice import as_english, tr
from refgraph.model.answers import Answer
from refgraph.model.vocabulary import Entity
from refgraph.report.view import AnswerView, EdgeView, PathView
from refgraph.report.words import telling
from refgraph.report.words.citing import dated
from refgraph.teaching.words import sentence
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.documents import handout_questions as asking
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words, one_of
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

FORMS = ("pdf", "html")
SUFFIXES: Mapping[str, str] = {".pdf": "pdf", ".html": "html"}
_SIGNS, _NAMED = 6, 2


@in_its_words
def handout(
    kg: KnowledgeGraph,
    subject: Subject,
    *,
    to: str = "",
    paper: str = A4,
    keyed: bool = False,
    seed: int = 1,
    fonts: Sequence[str | File] = (),
    **presentation: Any,
) -> str | bytes:
    """Set a subject on one sheet or two: figure, chain or origins, citations, warning signs and questions.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        to: `pdf` if empty, or `html` to print from a browser.
        paper: a key of `refgraph.drawing.handouts.values.PAPERS`.
        keyed: whether the answers are printed.
        seed: of the questions.
        fonts: files for letters that the bundled face lacks; PDF only.
        presentation: fields of `Presentation`; its shape and theme are not used.

    Returns:
        A PDF as bytes, a page as text.

    Raises:
        UsageError: the answer has no such path, there is no such paper, or the extra that it needs is not installed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> handout(kg, questions.origins(kg, Finding("headache")), to="html")[:15]
        '<!DOCTYPE html>'
    """
    to = to or FORMS[0]
    one_of(to, "form of a handout", FORMS)
    one_of(paper, "paper", tuple(PAPERS))
    how = Presentation(**presentation)
    made = content(kg, subject, how, paper=paper, keyed=keyed, seed=seed)
    if to == "html":
        from refgraph.web.embeds.documents.handout_page import page

        return page(made, how.lang)
    from refgraph.drawing.handouts.pdf import pdf

    return pdf(made, fonts)


def content(
    kg: KnowledgeGraph, subject: Subject, how: Presentation, *, paper: str = A4, keyed: bool = False, seed: int = 1
) -> Handout:
    """Say what stands on a handout.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.
        paper: a key of `PAPERS`.
        keyed: whether the answers are printed.
        seed: of the questions.

    Raises:
        UsageError: the answer has no such path.
    """
    if isinstance(subject, Entity):
        made = _entity(kg, subject, how, seed)
    elif subjects.form_of(subject, how) == subjects.ANSWER:
        made = _answer(kg, subject, how, seed)
    else:
        made = _path(kg, subject, how, seed)
    if how.labels != "on":
        made = _unnamed(made, how)
    stamp = subjects.stamp_of(kg, subject, how)
    credit = f"{made.pop('credit')} · {tr('answer {hash}', hash=stamp.short)}"
    carried = stamp.text if how.labels == "on" else stamp.folded
    return Handout(**made, credit=credit, licence=tr(LICENCE), paper=paper, keyed=keyed, stamp=carried)


def _unnamed(made: dict[str, Any], how: Presentation) -> dict[str, Any]:
    """The same sheet to be labelled: what is numbered is asked for, and the key names it."""
    entries: tuple[Entry, ...] = made["entries"]
    named = "; ".join(f"{one.mark}: {one.said}" for one in entries)
    blank = tuple(Entry(one.mark, unlabelled.BLANK * 3, "") for one in entries)
    asked = Asked(tr("Which of these claims would you check first, and how?"), (), named)
    said = unlabelled.words(Caption("", (), False, "", (), (), made["credit"], ""), len(entries), how.title)
    picture = unlabelled.picture(made["picture"]) if made["picture"].width else made["picture"]
    return {
        **made,
        "title": said.title,
        "told": "",
        "alt": said.described,
        "picture": picture,
        "entries": blank,
        "against": (),
        "questions": (asked,),
        "sources": (),
    }


# ---------------------------------------------------------------- each kind of subject


def _path(kg: KnowledgeGraph, answer: Answer, how: Presentation, seed: int) -> dict[str, Any]:
    shown = subjects.path_view(kg, answer, how)
    said, path = subjects.path_words(shown, answer, how), shown.paths[0]
    told = telling.sentence(kg, path.path)
    entries = tuple(_entry(kg, f"{step.number} → {step.number + 1}", step) for step in path.steps)
    return {
        **_around(said, shown),
        "told": " ".join(filter(None, [how.note, subjects.part_note(shown, answer, how), told])),
        "picture": _figure(path, kg),
        "heading": tr("Step by step"),
        "entries": entries,
        "against": (*said.disputes, *telling.judged(kg, path.path)),
        "questions": tuple(asking.of_path(kg, shown, seed)),
    }


def _answer(kg: KnowledgeGraph, answer: Answer, how: Presentation, seed: int) -> dict[str, Any]:
    shown = subjects.answer_view(kg, answer, how)
    grown, said = origins_picture.told(shown, note=how.note, credit=how.credit)
    drawn, _ = origins_picture.origins(shown, labels="off")
    said = subjects.titled(said, how)
    labels = {group.number: group.label for group in shown.groups}
    entries = []
    for node in grown.groups:
        links = [link for link in grown.links if link.start == node.key]
        best = links[0].edges[0]
        behind = grammar.listed([*shown.groups[node.number - 1].beyond][:3], tr("or"))
        turn = f" {tr('Said to come from {what} in turn.', what=behind)}" if behind else ""
        entries.append(_entry(kg, str(node.number), best, said=f"{grammar.capital(labels[node.number])}.", more=turn))
    bare = sheet.Picture(drawn.defs, drawn.body, drawn.width, drawn.height, drawn.prefix)
    return {
        **_around(said, shown),
        "told": said.told,
        "picture": bare if drawn.width else _NOTHING,
        "heading": tr("What it is said to come from"),
        "entries": tuple(entries),
        "against": said.disputes,
        "questions": tuple(asking.of_answer(kg, shown, seed)),
    }


def _entity(kg: KnowledgeGraph, entity: Entity, how: Presentation, seed: int) -> dict[str, Any]:
    shown = subjects.entity_view(kg, entity)
    said = subjects.entity_words(kg, shown, how)
    entries = [
        _entry(kg, str(number), edge)
        for number, edge in enumerate((edge for section in shown.sections for edge in section.edges), 1)
    ]
    drawn = entities.picture(kg, shown, bare=True) if shown.place else _NOTHING
    also = tr("also: {names}", names=shown.also) if shown.also else ""
    also = "; ".join(filter(None, [grammar.capital(shown.category), also]))
    return {
        **_around(said, None),
        "told": " ".join(filter(None, [said.told, f"{also}."])),
        "picture": drawn,
        "heading": tr(
            "What is said of it" if entries else "No source in this graph says what it leads to or comes from"
        ),
        "entries": tuple(entries),
        "against": said.disputes,
        "questions": tuple(asking.of_entity(kg, shown, seed)),
    }


_NOTHING = sheet.Picture(Svg(), Svg(), 0.0, 0.0, "h")


def _figure(path: PathView, kg: KnowledgeGraph) -> sheet.Picture:
    figure = Plates(load(), Paint(kg.schema, baked=True), "h", radius=20.0).draw_part(
        path.findings, path.steps, len(path.findings)
    )
    return sheet.Picture(figure.defs, figure.picture, figure.width, figure.height, "h") if figure.width else _NOTHING


def _around(said: Caption, shown: AnswerView | None) -> dict[str, Any]:
    signs = shown.summary.signs if shown else ()
    told = grammar.listed(list(signs[:_SIGNS]), tr("or"))
    warned = tr("See a doctor first if there is {signs}.", signs=told) if signs else ""
    return {
        "title": said.title,
        "warning": warned or " ".join(said.alerts) or tr(asking.QUIET),
        "flagged": bool(signs) or said.flagged,
        "alt": f"{said.name}. {said.described}",
        "sources": tuple(map(_short, said.sources)),
        "credit": said.credit,
    }


def _short(one: Cited) -> Cited:
    """Name the first author alone: the address leads to the others, and a sheet has little room."""
    authors, mark, rest = one.text.partition(" (")
    first = authors.partition(",")[0].partition(" and ")[0]
    return replace(one, text=as_english(f"{first} et al.{mark}{rest}")) if mark and first != authors else one


def _entry(kg: KnowledgeGraph, mark: str, edge: EdgeView, *, said: str = "", more: str = "") -> Entry:
    """One line: what is claimed, who says it, and what weakens it."""
    cites = "".join(f"[{number}]" for number in edge.cites)
    sources = dict.fromkeys(one.claim.source for one in edge.asserting)
    who = grammar.listed([dated(kg.source(key)) for key in list(sources)[:_NAMED]], tr("and"))
    claim = said or f"{grammar.capital(sentence(kg, edge.edge))}."
    first = edge.asserting[0].statement if edge.asserting else ""
    # What a claim says in another language may be just what is claimed.
    statement = f": {first}" if first not in ("", claim) else "."
    graded = f"{edge.grade}. " if edge.grade else ""
    doubt = f"{grammar.capital(tr(edge.doubt))}." if edge.doubt else ""
    told = f"{who} {cites}{statement} {grammar.capital(graded)}".strip()
    return Entry(mark, claim, f"{told}{more}", doubt)


KINDS: Mapping[str, Embed] = {
    "handout": Embed(
        handout,
        ".pdf",
        "application/pdf",
        "one sheet or two to print, with questions",
        EVERY,
        ("to", "paper", "keyed", "seed", "fonts"),
        extra="typst",
        bundled_typeface=True,
    ),
}
