"""Tables as CSV: one row for each claim of each step, so that a spreadsheet loses nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from refgraph.model import citations
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Claim, Edge
from refgraph.report import wording
from refgraph.report.json import NOTICE, against

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_CLAIM = (
    "claim", "source", "polarity", "modality", "evidence", "paragraph", "condition", "statement", "anchor", "link",
    "disputed_by",
)  # fmt: skip
_STEP = ("step", "subject", "predicate", "object", "status", "flags")
COLUMNS = ("part", "rank", "hops", "origin", "target", *_STEP, *_CLAIM)


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    r"""Write rows under a heading; a cell that a spreadsheet would take for a formula is disarmed.

    Example:
        >>> write(("a", "b"), [{"a": 1, "b": "=2+2"}])
        "a,b\r\n1,'=2+2\r\n"
    """
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return page.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def answer(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str] = ()) -> str:
    """Write an answer: red flags and the notice first, then a row for each claim of each step.

    The column `part` tells the rows apart: `red-flag note path rivals loop member near-miss`.
    """
    return write(COLUMNS, _rows(kg, answer, remarks))


def _rows(kg: KnowledgeGraph, answer: Answer, remarks: Iterable[str]) -> Iterator[dict[str, Any]]:
    for claim in answer.red_flags:
        yield {"part": "red-flag", **_ends(kg, claim), **_claim(kg, claim, ())}
    if not answer.red_flags:
        yield {"part": "note", "statement": wording.no_red_flag(kg, answer.query)}
    for note in (NOTICE, *remarks):
        yield {"part": "note", "statement": note}
    for path in answer.paths:
        yield from _path(kg, "path", path)
    yield from ({"part": "rivals", "statement": wording.rivalry(kg, found)} for found in answer.rivals)
    yield from ({"part": "loop", "statement": found} for found in wording.loops(kg, answer.paths))
    for path in answer.members:
        yield from _path(kg, "member", path)
    for miss in answer.near_misses:
        yield {"part": "near-miss", "statement": ": ".join((miss.why, *miss.steps))}


def _path(kg: KnowledgeGraph, part: str, path: Path) -> Iterator[dict[str, Any]]:
    ends = {"origin": wording.said(kg, path.origin), "target": wording.said(kg, path.target)}
    for place, step in enumerate(path.steps, 1):
        subject, _, obj = wording.arrow(kg, step)
        joint = {"subject": subject, "predicate": step.edge.predicate, "object": obj}
        about = {"part": part, "rank": path.rank, "hops": len(path.steps), **ends, "step": place, **joint}
        about |= {"status": step.edge.status, "flags": step.flags}
        yield from (about | _claim(kg, claim, against(step.edge, claim)) for claim in step.edge.claims)


def _ends(kg: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    return {
        "subject": wording.said(kg, claim.subject),
        "predicate": claim.predicate,
        "object": wording.said(kg, claim.object),
    }


def _claim(kg: KnowledgeGraph, claim: Claim, disputed_by: Iterable[Claim]) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "source": claim.source,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "evidence": claim.evidence,
        "paragraph": claim.paragraph or None,
        "condition": claim.condition,
        "statement": wording.statement(kg, claim),
        "anchor": claim.anchor,
        "link": citations.link(kg.source(claim.source), claim),
        "disputed_by": [other.id for other in disputed_by],
    }


def claims(kg: KnowledgeGraph, found: Iterable[tuple[Edge, Claim]]) -> str:
    """Write a list of claims with their ends."""
    columns = ("claim", "subject", "predicate", "object", *_CLAIM[1:])
    return write(columns, ({**_ends(kg, c), **_claim(kg, c, against(e, c))} for e, c in found))


def records(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write flat records as they are; nested values are left out."""
    columns = [name for name, value in rows[0].items() if not isinstance(value, dict)] if rows else []
    return write(columns, rows)
