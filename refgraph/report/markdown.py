"""Answers as Markdown: for notes, course texts and issues; every claim links to its passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from refgraph.model import citations
from refgraph.model.answers import Answer, NearMiss, Path
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report import wording
from refgraph.report.json import NOTICE, against
from refgraph.report.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_SPECIAL = re.compile(r"([\\`*_\[\]<>~]|&(?=#?\w+;))")
_BLOCK = re.compile(r"^\s*(?:(\d+)([.)])|([-+=#|]))")


def escape(text: str) -> str:
    r"""Make a text of the data stand for itself in Markdown.

    Example:
        >>> print(escape("a_b [c] <i>"), escape("1. no list"))
        a\_b \[c\] \<i\> 1\. no list
    """
    escaped = _SPECIAL.sub(r"\\\1", clean(text))
    return _BLOCK.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", escaped)


def link(text: str, url: str | None) -> str:
    """Link an escaped text, if there is a web address to link to."""
    if url is None or not url.startswith(("https://", "http://")):
        return text
    safe = re.sub(r"[\s<>()\\]", lambda at: f"%{ord(at[0]):02X}", url)
    return f"[{text}]({safe})"


def answer(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write an answer; further remarks follow what was found.

    Example:
        >>> from pathlib import Path
       >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.answers import Query
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> print(answer(kg, Answer(Query("origins", end=Finding("headache")), "v", True, False, (), ())))
        # Where may headache come from?
        <BLANKLINE>
        **No article in this graph states a red flag for headache; that is not reassurance.**
        <BLANKLINE>
        *Information, not a diagnosis.*
        <BLANKLINE>
        No route found.
        <BLANKLINE>
    """
    lines = [f"# {escape(wording.question(kg, answer.query))}", "", *_red_flags(kg, answer)]
    lines += [f"*{NOTICE}*", "", wording.found_in(answer), ""]
    lines += [wording.MORE, ""] if answer.more else []
    lines += [] if answer.complete else [f"**{wording.NOT_WHOLE}**", ""]
    lines += [part for remark in remarks for part in (escape(remark), "")]
    for path in answer.paths:
        if heading := wording.shared(kg, answer, path):
            lines += [f"## {escape(heading)}", ""]
        lines += _path(kg, path, level="###" if answer.common else "##")
    if answer.rivals:
        lines += [f"## {wording.RIVALS}", ""]
        lines += [*(f"- ⇄ {escape(wording.rivalry(kg, rivalry))}" for rivalry in answer.rivals), ""]
    if answer.members:
        lines += [f"## {wording.MEMBERS}", ""]
        for path in answer.members:
            lines += _path(kg, path, level="###")
    loops = [f"- ↻ {escape(loop)}" for loop in wording.loops(kg, answer.paths)]
    lines += [f"## {wording.LOOPS}", "", *loops, ""] if loops else []
    lines += _touching(kg, (*answer.paths, *answer.members))
    lines += _misses(answer.near_misses)
    return "\n".join(lines).rstrip("\n") + "\n"


def misses(kg: KnowledgeGraph, start: Finding, end: Finding, found: Iterable[NearMiss]) -> str:
    """Write why two findings do not chain."""
    title = f"# Why does {escape(wording.said(kg, start))} not lead to {escape(wording.said(kg, end))}?"
    told = list(_misses(tuple(found))) or ["No chain of claims comes near."]
    return "\n".join([title, "", *told]).rstrip("\n") + "\n"


def claims(kg: KnowledgeGraph, found: Iterable[tuple[Edge, Claim]]) -> str:
    """Write a list of claims."""
    lines = ["# Claims", ""]
    for edge, claim in found:
        subject, verb, obj = map(escape, wording.arrow(kg, edge))
        lines.append(f"- {subject} *{verb}* {obj} (`{claim.id}`): {_told(kg, claim)}")
        lines += [f"  - ✗ **Disputed:** {_told(kg, c)}" for c in against(edge, claim)]
    return "\n".join(lines).rstrip("\n") + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write rows under columns.

    Example:
        >>> table(("a", "b"), [("1", "x|y")])
        '| a | b |\n| --- | --- |\n| 1 | x\\|y |\n'
    """
    cells = (["\\|".join(map(escape, cell.split("|"))) for cell in row] for row in rows)
    lines = [columns, ["---"] * len(columns), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _red_flags(kg: KnowledgeGraph, answer: Answer) -> Iterator[str]:
    if not answer.red_flags:
        yield from (f"**{escape(wording.no_red_flag(kg, answer.query))}**", "")
        return
    yield from ("## Red flags", "")
    yield from (f"- **{escape(wording.statement(kg, claim))}** {_cited(kg, claim)}" for claim in answer.red_flags)
    yield ""


def _path(kg: KnowledgeGraph, path: Path, level: str = "##") -> Iterator[str]:
    yield from (f"{level} {path.rank}. {escape(wording.title(kg, path))}", "", escape(wording.verdict(path)), "")
    for place, step in enumerate(path.steps, 1):
        subject, verb, obj = map(escape, wording.arrow(kg, step))
        yield f"{place}. **{subject}** — *{verb}* → **{obj}**"
        told = [claim for claim in step.edge.claims if claim.polarity != "denies"]
        yield from (f"   - {_told(kg, claim)}" for claim in told)
        yield from (f"   - ⚑ {escape(meaning)} (`{flag}`)" for flag, meaning in wording.flags(kg, step))
        doubts = {other.id: other for claim in told for other in against(step.edge, claim)}
        yield from (f"   - ✗ **Disputed:** {_told(kg, claim)}" for claim in doubts.values())
    yield ""


def _told(kg: KnowledgeGraph, claim: Claim) -> str:
    return f"{escape(wording.statement(kg, claim))} {_cited(kg, claim)}"


def _cited(kg: KnowledgeGraph, claim: Claim) -> str:
    source = kg.source(claim.source)
    named = ", ".join(dict.fromkeys((wording.who(source), source.title or source.key)))
    placed = link(escape(wording.placed(named, claim)), citations.link(source, claim))
    return f"({placed}; {escape(wording.remarks(claim))})"


def _touching(kg: KnowledgeGraph, paths: Iterable[Path]) -> Iterator[str]:
    listed = tuple(paths)
    for heading, kind in wording.SECTIONS:
        edges: dict[int, Edge] = {edge.id: edge for path in listed for edge in getattr(path, kind)}
        if edges:
            yield from (f"## {heading}", "")
            for edge in edges.values():
                subject, verb, obj = map(escape, wording.arrow(kg, edge))
                yield f"- {subject} *{verb}* {obj}"
                yield from (f"  - {_told(kg, claim)}" for claim in edge.claims)
            yield ""


def _misses(found: tuple[NearMiss, ...]) -> Iterator[str]:
    if not found:
        return
    yield from ("## Nearest misses", "")
    for miss in found:
        yield f"- {escape(miss.why)}"
        yield from (f"  - {escape(step)}" for step in miss.steps)
    yield ""
