"""Answers as diagrams in other people's languages: Mermaid and Graphviz DOT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from refgraph.model import citations
from refgraph.model.answers import Answer
from refgraph.model.statements import Claim, Finding
from refgraph.report import wording
from refgraph.report.json import NOTICE
from refgraph.report.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

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
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What both languages draw: remarks that come first, findings once each, and steps once each."""

    title: str
    red_flags: tuple[str, ...]
    notes: tuple[str, ...]
    nodes: tuple[_Node, ...]
    arrows: tuple[_Arrow, ...]
    joints: tuple[tuple[str, str, str], ...]


def _drawing(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str]) -> _Drawing:
    nodes: dict[Finding, _Node] = {}
    arrows: dict[tuple[str, str, str], _Arrow] = {}
    joints: dict[tuple[str, str], str] = {}
    for path in (*answer.paths, *answer.members):
        for step in path.steps:
            tail, head = (_node(kg, nodes, end) for end in (step.subject, step.object))
            told = tuple(claim for claim in step.edge.claims if claim.polarity != "denies")
            lines = (wording.arrow(kg, step)[1], *_citations(kg, told))
            link = citations.link(kg.source(told[0].source), told[0]) if told else None
            contested = step.edge.status == "contested"
            arrow = _Arrow(tail.name, head.name, lines, contested, link, step.edge.claims)
            arrows.setdefault((tail.name, step.edge.predicate, head.name), arrow)
        # Where two claims do not meet in the same words, a plain line shows that they were joined here, and how.
        for before, step in pairwise(path.steps):
            if before.object != step.subject:
                ends = nodes[before.object].name, nodes[step.subject].name
                joints.setdefault(ends, ", ".join(map(wording.spaced, step.flags)))
    red = tuple(f"{wording.statement(kg, claim)} ({wording.cited(kg, claim)})" for claim in answer.red_flags)
    notes = () if red else (wording.no_red_flag(kg, answer.query),)
    misses = (clean(f"Nearest miss: {miss.why}") for miss in answer.near_misses)
    return _Drawing(
        title=wording.question(kg, answer.query),
        red_flags=red,
        notes=(*notes, NOTICE, *remarks, *wording.bearings(kg, answer), *misses),
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


def _citations(kg: KnowledgeGraph, claims: Iterable[Claim]) -> Iterator[str]:
    """Cite the first claims on the arrow, and say how many more there are."""
    listed = tuple(claims)
    yield from (wording.cited(kg, claim) for claim in listed[:_CITED_ON_ARROW])
    if len(listed) > _CITED_ON_ARROW:
        yield f"and {len(listed) - _CITED_ON_ARROW} more"


# ---------------------------------------------------------------- Mermaid


def mermaid(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write an answer as a Mermaid flowchart; dashed arrows are contested, dashed lines join two claims."""
    drawing = _drawing(kg, answer, remarks)
    lines = [f"%% {_comment(drawing.title)}", f"%% {NOTICE}", "flowchart TD"]
    lines += [f'  r{i}["{_label("RED FLAG: " + text)}"]:::redflag' for i, text in enumerate(drawing.red_flags, 1)]
    lines += [f'  note{i}["{_label(text)}"]:::note' for i, text in enumerate(drawing.notes, 1)]
    lines += [f'  {node.name}(["{_label(node.label)}"]):::{_class(node.category)}' for node in drawing.nodes]
    for arrow in drawing.arrows:
        shaft = "-.->" if arrow.contested else "-->"
        lines.append(f'  {arrow.tail} {shaft}|"{"<br/>".join(map(_label, arrow.lines))}"| {arrow.head}')
    lines += [f'  {one} -.-|"{_label(why or "joined")}"| {other}' for one, other, why in drawing.joints]
    lines += [f"  %% {_comment(_reference(kg, claim))}" for arrow in drawing.arrows for claim in arrow.claims]
    lines += [
        f"  classDef redflag stroke:{_RED},stroke-width:3px",
        f"  classDef note stroke:{_NOTE},stroke-dasharray:4",
    ]
    used = {node.category for node in drawing.nodes}
    known = kg.schema.categories.values()
    lines += [f"  classDef {_class(c.key)} stroke:{c.colour},stroke-width:2px" for c in known if c.key in used]
    return "\n".join(lines) + "\n"


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


def _reference(kg: KnowledgeGraph, claim: Claim) -> str:
    link = citations.link(kg.source(claim.source), claim) or ""
    said = f"{claim.id}: {wording.statement(kg, claim)}"
    return f"{said} ({wording.cited(kg, claim)}; {wording.remarks(claim)}) {link}".rstrip()


# ---------------------------------------------------------------- DOT


def dot(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write an answer as a Graphviz digraph; arrows link to the passage, dashed ones are contested."""
    drawing = _drawing(kg, answer, remarks)
    colours = {category.key: category.colour for category in kg.schema.categories.values()}
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
        told = _quoted(*(wording.statement(kg, claim) for claim in arrow.claims))
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
