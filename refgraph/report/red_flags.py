"""Warning signs in words and as a record: by urgency, then by region, each claim with who says it.

What sources say of warning signs themselves stands at the end, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import msgid, tr
from refgraph.model.statements import Edge, Finding
from refgraph.report.records import json as report_json
from refgraph.report.records.json import NOTICE
from refgraph.report.terminal import PLAIN_WIDTH, LineWriter
from refgraph.report.view import ClaimView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import telling, wording
from refgraph.search.warning.signs import Signs, Warned

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

URGENT = {
    "now": msgid("To be looked at without delay"),
    "soon": msgid("To be looked at soon by a doctor"),
    "ask": msgid("To be told to a doctor"),
}
# How a warning concerns what was asked, in the order of `refgraph.search.warning.signs.Warned.nearness`.
CONCERNS = ("it", "a combination, or a broader or narrower name", "the same place", "a condition behind it")
NO_PLACE = "No place named"
AGAINST = "What sources say against these"
ABOUT = msgid("What sources say of red flags themselves")


def text(
    kg: KnowledgeGraph, finding: Finding | None, found: Signs, width: int = PLAIN_WIDTH, colour: bool = False
) -> str:
    """Write warning signs for a terminal.

    Args:
        kg: the graph that they come from.
        finding: what was asked for; None for all of them.
        found: what `refgraph.search.warning.signs.signs` has found.
        width: of a line, in characters.
        colour: whether there may be ANSI codes.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.search.warning.signs import signs
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> print(text(kg, None, signs(kg)).splitlines()[0])
        All warning signs
    """
    paper, builder = LineWriter(width, colour), ViewBuilder(kg)
    paper.line(question(kg, finding), style="bold")
    paper.line()
    paper.line(NOTICE, style="yellow")
    if not found.warned:
        paper.line(none(kg, finding), style="yellow")
    for urgency, warned in groupby(found.warned, key=lambda one: one.urgency):
        paper.line()
        paper.line(URGENT[urgency], style="red")
        _regions(kg, paper, builder, list(warned), named=finding is None)
    for heading, edges in ((AGAINST, found.against), (ABOUT, found.about)):
        if edges:
            paper.line()
            paper.line(heading, style="bold")
        for told in builder.claims(_claims(edges)):
            _claim(paper, told, indent=2)
    return paper.text()


def question(kg: KnowledgeGraph, finding: Finding | None) -> str:
    """Say what was asked for.

    Args:
        kg: the graph.
        finding: what was asked for; None for all warning signs.

    Returns:
        Words for a heading.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> question(kg, Finding("headache"))
        'Warning signs that concern headache'
    """
    if finding is None:
        return tr("All warning signs")
    return tr("Warning signs that concern {what}", what=telling.called(kg, finding))


def none(kg: KnowledgeGraph, finding: Finding | None) -> str:
    """Say plainly that there is none, and that this is no comfort.

    Args:
        kg: the graph.
        finding: what was asked for; None for all warning signs.

    Returns:
        A sentence.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> none(kg, Finding("headache"))
        'No source in this graph states a warning sign for headache; that is no reassurance.'
    """
    if finding is None:
        return tr("No source in this graph states a warning sign; that is no reassurance.")
    what = wording.said(kg, finding)
    return tr("No source in this graph states a warning sign for {what}; that is no reassurance.", what=what)


def _regions(
    kg: KnowledgeGraph, paper: LineWriter, builder: ViewBuilder, warned: Sequence[Warned], *, named: bool
) -> None:
    for region, here in groupby(warned, key=lambda one: one.region if named else None):
        if named:
            paper.line(_region(kg, region) or NO_PLACE, indent=2, style="bold")
        by_edge: dict[int, list[Warned]] = {}
        for one in here:
            by_edge.setdefault(one.edge.id, []).append(one)
        for warned_of in by_edge.values():
            told = builder.edge(warned_of[0].edge, f"edge-{warned_of[0].edge.id}")
            sign = paper.paint("! ", "red")
            paper.line(f"{sign}{told.subject} {paper.paint(told.verb, 'cyan')} {told.object}", indent=2, hang=2)
            for one in warned_of:
                _claim(paper, builder.claim(one.claim), indent=4)


def _region(kg: KnowledgeGraph, key: str | None) -> str | None:
    return wording.said(kg, Finding(key)) if key else None


def _claim(paper: LineWriter, told: ClaimView, indent: int) -> None:
    where = paper.paint(f"({told.cited}; {told.how}; {told.id})", "dim")
    paper.line(f"- {told.statement} {where}", indent=indent, hang=2)


def _claims(edges: Iterable[Edge]) -> Iterator[Any]:
    return (claim for edge in edges for claim in edge.claims)


def record(kg: KnowledgeGraph, finding: Finding | None, found: Signs) -> dict[str, Any]:
    """Return warning signs as plain JSON: the claims, what speaks against them, and what is said of them at large.

    Args:
        kg: the graph that they come from.
        finding: what was asked for; None for all of them.
        found: what `refgraph.search.warning.signs.signs` has found.

    Returns:
        A record that `refgraph.report.records.json.dumps` takes.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.search.warning.signs import signs
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [told["urgency"] for told in record(kg, None, signs(kg))["red_flags"]]
        ['soon']
    """
    return {
        "query": {"kind": "red-flags", "target": report_json.finding(kg, finding) if finding else None},
        "data_version": kg.data_version,
        "notice": NOTICE,
        "red_flags": [
            report_json.whole_claim(kg, one.edge, one.claim)
            | {"urgency": one.urgency, "concerns": CONCERNS[one.nearness], "region": _region(kg, one.region)}
            for one in found.warned
        ],
        "against": _whole(kg, found.against),
        "about": _whole(kg, found.about),
    }


def _whole(kg: KnowledgeGraph, edges: Iterable[Edge]) -> list[dict[str, Any]]:
    return [report_json.whole_claim(kg, edge, claim) for edge in edges for claim in edge.claims]
