"""Answers as diagrams in other people's languages: Mermaid and Graphviz DOT."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refgraph.language.voice import tr
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Category
from refgraph.report.records.json import NOTICE
from refgraph.report.view import AnswerView, ClaimView
from refgraph.report.words import wording
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_COLOUR = re.compile("#(?:[0-9a-fA-F]{3}){1,2}")
_RED = "#b00020"
_NOTE = "#555555"
_CITED_ON_ARROW = 2


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    label: str
    category: str


@dataclass(frozen=True, slots=True)
class _Arrow:
    tail: str
    head: str
    lines: tuple[str, ...]
    contested: bool
    link: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What both languages draw: remarks that come first, findings once each, and steps once each."""

    title: str
    red_flags: tuple[str, ...]
    notes: tuple[str, ...]
    nodes: tuple[_Node, ...]
    arrows: tuple[_Arrow, ...]
    joints: tuple[tuple[str, str, str], ...]


def _drawing(shown: AnswerView) -> _Drawing:
    nodes: dict[Finding, _Node] = {}
    arrows: dict[tuple[str, str, str], _Arrow] = {}
    joints: dict[tuple[str, str], str] = {}
    for path in (*shown.paths, *shown.members):
        for step in path.steps:
            tail, head = (_node(shown.kg, nodes, end) for end in (step.step.subject, step.step.object))
            doubts = (tr(word) for word in (step.hedge, step.doubt) if word)
            lines = (" · ".join((step.verb, *doubts)), *_citations(step.asserting))
            link = step.asserting[0].link if step.asserting else None
            arrow = _Arrow(tail.name, head.name, lines, step.edge.status == "contested", link, step.claims)
            arrows.setdefault((tail.name, step.edge.predicate, head.name), arrow)
        # Where two claims do not meet in the same words, a plain line shows that they were joined here, and how.
        for before, after in pairwise(path.steps):
            if before.step.object != after.step.subject:
                ends = nodes[before.step.object].name, nodes[after.step.subject].name
                joints.setdefault(ends, ", ".join(words for words, _ in after.flags))
    red = tuple(f"{told.statement} ({told.cited})" for told in shown.red_flags)
    notes = () if red else (shown.no_red_flag,)
    below = (f"{part.alone}: {text}" for part in shown.parts for text in part.texts)
    return _Drawing(
        title=shown.question,
        red_flags=red,
        notes=(*notes, NOTICE, *shown.remarks, *below),
        nodes=tuple(nodes.values()),
        arrows=tuple(arrows.values()),
        joints=_listed(joints),
    )


def _listed(joints: dict[tuple[str, str], str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one, other, why) for (one, other), why in joints.items())


def _node(kg: KnowledgeGraph, nodes: dict[Finding, _Node], finding: Finding) -> _Node:
    if finding not in nodes:
        category = kg.entity(finding.entity).category
        nodes[finding] = _Node(f"n{len(nodes) + 1}", wording.said(kg, finding), category)
    return nodes[finding]


def _citations(told: Sequence[ClaimView]) -> Iterator[str]:
    """Cite the first claims on the arrow, and say how many more there are."""
    yield from (one.cited for one in told[:_CITED_ON_ARROW])
    if len(told) > _CITED_ON_ARROW:
        yield f"and {len(told) - _CITED_ON_ARROW} more"


# ---------------------------------------------------------------- Mermaid


def mermaid(shown: AnswerView) -> str:
    """Write an answer as a Mermaid flowchart; dashed arrows are contested, dashed lines join two claims.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        Text for Mermaid.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.view_builder import view
        >>> mermaid(view(kg, found)).splitlines()[2]
        'flowchart TD'
    """
    drawing = _drawing(shown)
    lines = [f"%% {_comment(drawing.title)}", f"%% {NOTICE}", "flowchart TD"]
    lines += [f'  r{i}["{_label("RED FLAG: " + text)}"]:::redflag' for i, text in enumerate(drawing.red_flags, 1)]
    lines += [f'  note{i}["{_label(text)}"]:::note' for i, text in enumerate(drawing.notes, 1)]
    lines += [f'  {node.name}(["{_label(node.label)}"]):::{_class(node.category)}' for node in drawing.nodes]
    for arrow in drawing.arrows:
        shaft = "-.->" if arrow.contested else "-->"
        lines.append(f'  {arrow.tail} {shaft}|"{"<br/>".join(map(_label, arrow.lines))}"| {arrow.head}')
    lines += [f'  {one} -.-|"{_label(why or "joined")}"| {other}' for one, other, why in drawing.joints]
    lines += [f"  %% {_comment(_reference(told))}" for arrow in drawing.arrows for told in arrow.claims]
    lines += [
        f"  classDef redflag stroke:{_RED},stroke-width:3px",
        f"  classDef note stroke:{_NOTE},stroke-dasharray:4",
    ]
    used = {node.category for node in drawing.nodes}
    known = shown.kg.schema.categories.values()
    lines += [f"  classDef {_class(c.key)} stroke:{_colour(c)},stroke-width:2px" for c in known if c.key in used]
    return "\n".join(lines) + "\n"


def _colour(category: Category) -> str:
    """Return the colour of a category; what is none (an index may come from anywhere) would be taken for syntax."""
    return category.colour if _COLOUR.fullmatch(category.colour) else _NOTE


def _class(category: str) -> str:
    # A prefix keeps a category from meeting a word that Mermaid reserves, as `end`.
    return "k_" + "".join(letter if letter.isalnum() else "_" for letter in category)


def _label(text: str) -> str:
    """Write all but letters, digits and harmless marks as character codes, so that no text is taken for syntax."""
    shown = clean(text)
    return "".join(
        letter
        if letter.isalnum() or letter in " ,'()/→" or (letter in ".-" and before.isalpha())
        else f"#{ord(letter)};"
        for before, letter in zip(" " + shown, shown, strict=False)
    )


def _comment(text: str) -> str:
    return clean(text).replace("{", "(").replace("}", ")")


def _reference(told: ClaimView) -> str:
    return f"{told.id}: {told.statement} ({told.cited}; {told.how}) {told.link or ''}".rstrip()


# ---------------------------------------------------------------- DOT


def dot(shown: AnswerView) -> str:
    """Write an answer as a Graphviz digraph; arrows link to the passage, dashed ones are contested.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        Text for Graphviz.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.view_builder import view
        >>> dot(view(kg, found)).splitlines()[0]
        'digraph refgraph {'
    """
    drawing = _drawing(shown)
    colours = {category.key: _colour(category) for category in shown.kg.schema.categories.values()}
    lines = [
        "digraph refgraph {",
        f"  graph [label={_quoted(drawing.title)}, labelloc=t, rankdir=TB, fontname=Helvetica];",
        "  node [shape=box, style=rounded, fontname=Helvetica];",
        "  edge [fontname=Helvetica, fontsize=10];",
    ]
    for i, text in enumerate(drawing.red_flags, 1):
        lines.append(f'  r{i} [shape=note, color="{_RED}", penwidth=2, label={_quoted("RED FLAG: " + text)}];')
    for i, text in enumerate(drawing.notes, 1):
        lines.append(f'  note{i} [shape=plaintext, fontcolor="{_NOTE}", label={_quoted(text)}];')
    for node in drawing.nodes:
        lines.append(f"  {node.name} [label={_quoted(node.label)}, color={_quoted(colours[node.category])}];")
    for arrow in drawing.arrows:
        told = _quoted(*(claim.statement for claim in arrow.claims))
        marks = [f"label={_quoted(*arrow.lines)}", f"tooltip={told}"]
        marks += [f"URL={_quoted(arrow.link)}"] if arrow.link else []
        marks += ["style=dashed"] if arrow.contested else []
        lines.append(f"  {arrow.tail} -> {arrow.head} [{', '.join(marks)}];")
    for one, other, why in drawing.joints:
        lines.append(f"  {one} -> {other} [style=dotted, arrowhead=none, label={_quoted(why or 'joined')}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(*lines: str) -> str:
    """Quote lines of text; a backslash of the data stays a backslash."""
    return (
        '"'
        + "\\n".join(clean(line).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines)
        + '"'
    )
