"""Answers as Markdown: for notes, course texts and issues; every claim links to its passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from refgraph.model.answers import NearMiss
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.records.json import NOTICE
from refgraph.report.view import AnswerView, ClaimView, Part, PathView
from refgraph.report.view_builder import ViewBuilder, misses
from refgraph.report.words import answer_wording, wording
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_SPECIAL = re.compile(r"([\\`*_\[\]<>~]|&(?=#?\w+;))")
_BLOCK = re.compile(r"^\s*(?:(\d+)([.)])|([-+=#|]))")


def escape(text: str) -> str:
    r"""Make a text of the data stand for itself in Markdown.

    Args:
        text: of the data.

    Returns:
        The text with a backslash before whatever Markdown would read.

    Example:
        >>> print(escape("a_b [c] <i>"), escape("1. no list"))
        a\_b \[c\] \<i\> 1\. no list
    """
    escaped = _SPECIAL.sub(r"\\\1", clean(text))
    return _BLOCK.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", escaped)


def code(text: str) -> str:
    """Write a text of the data as a code span, whatever it holds.

    Args:
        text: as the data have it.

    Returns:
        Markdown.

    Example:
        >>> print(code("a#1"), code("a`<i>`#1"))
        `a#1` `` a`<i>`#1 ``
    """
    plain = clean(text)
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence, gap = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{gap}{plain}{gap}{fence}"


def link(text: str, url: str | None) -> str:
    """Link an escaped text, if there is a web address to link to.

    Args:
        text: escaped, as `escape` does.
        url: None where there is none.

    Returns:
        Markdown; the bare text where there is no safe address.

    Example:
        >>> link("a", "https://a.example/x"), link("a", None)
        ('[a](https://a.example/x)', 'a')
    """
    if url is None or not url.startswith(("https://", "http://")):
        return text
    safe = re.sub(r"[\s<>()\\]", lambda at: f"%{ord(at[0]):02X}", url)
    return f"[{text}]({safe})"


def answer(shown: AnswerView) -> str:
    """Write an answer.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        Markdown that ends in one line feed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.answers import Answer, Query
        >>> from refgraph.report.view_builder import view
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> print(answer(view(kg, Answer(Query("origins", end=Finding("headache")), "v", True, False, (), ()))))
        # Where may headache come from?
        <BLANKLINE>
        **No article in this graph states a red flag for headache; that is not reassurance.**
        <BLANKLINE>
        *Information, not a diagnosis.*
        <BLANKLINE>
        No path found.
        <BLANKLINE>
    """
    lines = [f"# {escape(shown.question)}", "", *_lead(shown), *_red_flags(shown), f"*{NOTICE}*", "", shown.found, ""]
    lines += [part for limit in shown.limits for part in (f"**{limit}**", "")]
    lines += [part for remark in shown.remarks for part in (escape(remark), "")]
    for path in shown.paths:
        if path.shared:
            lines += [f"## {escape(path.shared)}", ""]
        lines += _path(path, level="###" if shown.answer.common else "##")
    for part in shown.parts:
        lines += _part(part)
    return "\n".join(lines).rstrip("\n") + "\n"


def _lead(shown: AnswerView) -> list[str]:
    """The sentences that answer, where there is an answer."""
    return [escape(shown.lead), ""] if shown.groups else []


def why_not(kg: KnowledgeGraph, start: Finding, end: Finding, found: Sequence[NearMiss]) -> str:
    """Write why two findings do not chain.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.
        found: the near misses, the nearest first.

    Returns:
        Markdown that ends in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> print(why_not(kg, Finding("headache"), Finding("neck-pain"), ()).splitlines()[0])
        # Why does headache not lead to neck pain?
    """
    told = list(_part(misses(found))) if found else [wording.NO_MISS]
    return "\n".join([f"# {escape(answer_wording.why_not(kg, start, end))}", "", *told]).rstrip("\n") + "\n"


def claims(kg: KnowledgeGraph, found: Iterable[tuple[Edge, Claim]]) -> str:
    """Write a list of claims.

    Args:
        kg: the graph.
        found: pairs of edge and claim, in the order of the lines.

    Returns:
        Markdown that ends in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge = kg.edge(0)
        >>> claims(kg, [(edge, edge.claims[0])])[0]
        '#'
    """
    lines, builder = ["# Claims", ""], ViewBuilder(kg)
    for edge, claim in found:
        shown = builder.edge(edge, "")
        words = f"{escape(shown.subject)} *{escape(shown.verb)}* {escape(shown.object)}"
        lines.append(f"- {words} ({code(claim.id)}): {_told(builder.claim(claim))}")
        lines += [f"  - ✗ **Disputed:** {_told(told)}" for told in builder.claims(edge.against(claim))]
    return "\n".join(lines).rstrip("\n") + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write rows under columns.

    Args:
        columns: names of the columns, from left to right.
        rows: a text for each column.

    Returns:
        A table in Markdown.

    Example:
        >>> table(("a", "b"), [("1", "x|y")])
        '| a | b |\n| --- | --- |\n| 1 | x\\|y |\n'
    """
    cells = (["\\|".join(map(escape, cell.split("|"))) for cell in row] for row in rows)
    lines = [columns, ["---"] * len(columns), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _red_flags(shown: AnswerView) -> Iterator[str]:
    if not shown.red_flags:
        yield from (f"**{escape(shown.no_red_flag)}**", "")
        return
    yield from ("## Red flags", "")
    yield from (f"- **{escape(told.statement)}** {_cited(told)}" for told in shown.red_flags)
    yield ""


def _path(path: PathView, level: str) -> Iterator[str]:
    yield from (f"{level} {path.rank}. {escape(path.title)}", "", escape(path.verdict), "")
    for step in path.steps:
        yield f"{step.number}. **{escape(step.subject)}** — *{escape(step.verb)}* → **{escape(step.object)}**"
        yield from (f"   - {_told(told)}" for told in step.asserting)
        flags = zip(step.step.flags, step.flags, strict=True)
        yield from (f"   - ⚑ {escape(meaning)} ({code(flag)})" for flag, (_, meaning) in flags)
        yield from (f"   - ✗ **Disputed:** {_told(told)}" for told in step.disputes)
    yield ""


def _part(part: Part) -> Iterator[str]:
    yield from (f"## {escape(part.heading)}", "")
    for line in part.lines:
        yield f"- {part.mark} {escape(line.text)}"
        yield from (f"  - {escape(under)}" for under in line.under)
    for path in part.paths:
        yield from _path(path, level="###")
    for edge in part.edges:
        yield f"- {escape(edge.subject)} *{escape(edge.verb)}* {escape(edge.object)}"
        yield from (f"  - {_told(told)}" for told in edge.claims)
    yield ""


def _told(told: ClaimView) -> str:
    return f"{escape(told.statement)} {_cited(told)}"


def _cited(told: ClaimView) -> str:
    source = told.cited_from
    named = ", ".join(dict.fromkeys((source.who, source.title)))
    placed = link(escape(wording.placed(named, told.claim)), told.link)
    return f"({placed}; {escape(told.how)})"
