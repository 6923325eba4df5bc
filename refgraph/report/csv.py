"""Tables as CSV: a row for each claim of each step, in the columns of its JSON record, so that nothing is lost."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from refgraph.model.controls import tamed
from refgraph.model.statements import Claim, Edge
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.records.json import NOTICE
from refgraph.report.view import AnswerView, Part, PathView
from refgraph.report.view_builder import ViewBuilder

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


# A cell that begins so is run by a spreadsheet; some read wide letters as the usual ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a record of a claim out in one row: a part of an end is named for it, a dispute is an id.

    Args:
        record: a claim as `refgraph.report.records.json` writes it.

    Returns:
        Values by column.

    Example:
        >>> flat({"id": "a#1", "subject": {"entity": "hip"}, "locator": {"paragraph": 2}, "disputed_by": []})
        {'id': 'a#1', 'subject_entity': 'hip', 'paragraph': 2, 'disputed_by': []}
    """
    row: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            row |= {part if name == "locator" else f"{name}_{part}": held for part, held in value.items()}
        else:
            row[name] = [other["id"] for other in value] if name == "disputed_by" else value
    return row


COLUMNS = (*flat(report_json.blank_claim()), "status")
_JUDGED = tuple(f"verdict_{name}" for name in answer_json.VERDICT)
ANSWER_COLUMNS = ("part", "rank", "hops", "origin", "target", *_JUDGED, "step", "grade", "flags", *COLUMNS)


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    r"""Write rows under a heading; a cell that a spreadsheet would run as a formula gets an apostrophe in front.

    The members of a list are parted by semicolons.

    Args:
        columns: names of the columns, from left to right.
        rows: values by column; a missing one is an empty cell.

    Returns:
        Text by RFC 4180.

    Example:
        >>> write(("a", "b"), [{"a": 1, "b": "=2+2"}])
        "a,b\r\n1,'=2+2\r\n"
    """
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return page.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, Mapping):
        return _cell("; ".join(f"{name}: {held}" for name, held in value.items()))
    if not isinstance(value, str):
        return value
    # Whoever looks at a table in a terminal sees its bytes as they are.
    told = tamed(value)
    return f"'{told}" if told.startswith(_FORMULA) else told


def answer(shown: AnswerView) -> str:
    """Write an answer: red flags and the notice first, then a row for each claim of each step.

    The column `part` tells the rows apart: `red-flag note path`, then the keys of the parts below the paths, such as
    `rivals loop member kind part near-miss`; edges that are shown with the paths stand in rows of their own, too.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        Text by RFC 4180, under `ANSWER_COLUMNS`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.view_builder import view
        >>> answer(view(kg, found)).splitlines()[0].split(",")[:3]
        ['part', 'rank', 'hops']
    """
    return write(ANSWER_COLUMNS, _rows(shown))


def _rows(shown: AnswerView) -> Iterator[dict[str, Any]]:
    kg = shown.kg
    for told in shown.red_flags:
        edge = _edge_of(kg, told.claim)
        yield {"part": "red-flag", **row(kg, edge, told.claim), "statement": told.statement}
    notes = (() if shown.red_flags else (shown.no_red_flag,), (NOTICE,), shown.limits, shown.remarks)
    yield from ({"part": "note", "statement": note} for listed in notes for note in listed)
    for path in shown.paths:
        yield from _path(kg, "path", path)
    for part in shown.parts:
        yield from _part(kg, part)


def _edge_of(kg: KnowledgeGraph, claim: Claim) -> Edge:
    found = kg.edges(subject=claim.subject.entity, predicate=claim.predicate)
    return next(edge for edge in found if claim in edge.claims)


def _part(kg: KnowledgeGraph, part: Part) -> Iterator[dict[str, Any]]:
    for line in part.lines:
        yield {"part": part.key, "statement": ": ".join((line.text, *line.under))}
    for path in part.paths:
        yield from _path(kg, part.key, path)
    for edge in part.edges:
        for told in edge.claims:
            yield {"part": part.key, **row(kg, edge.edge, told.claim), "statement": told.statement}


def _path(kg: KnowledgeGraph, part: str, path: PathView) -> Iterator[dict[str, Any]]:
    judged = {f"verdict_{name}": value for name, value in answer_json.judged(path.path).items()}
    ends = {"origin": path.findings[0].label, "target": path.findings[-1].label}
    for step in path.steps:
        about = {"part": part, "rank": path.rank, "hops": len(path.steps), **ends, **judged, "step": step.number}
        # The sides of a step are resolved along its path, those of its claims stand as they were written.
        resolved = {"subject": step.step.subject, "object": step.step.object}
        sides = flat({end: report_json.finding(kg, found) for end, found in resolved.items()})
        about |= {"grade": step.step.grade, "flags": step.step.flags}
        for told in step.claims:
            yield about | row(kg, step.edge, told.claim) | sides | {"statement": told.statement}


def row(kg: KnowledgeGraph, edge: Edge, claim: Claim) -> dict[str, Any]:
    """Write a claim of an edge as a row under `COLUMNS`.

    Args:
        kg: the graph.
        edge: the edge that it belongs to.
        claim: the claim.

    Returns:
        Values by column.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge = kg.edge(0)
        >>> row(kg, edge, edge.claims[0])["predicate"]
        'kind-of'
    """
    told = flat(report_json.whole_claim(kg, edge, claim)) | {"status": edge.status}
    return {column: told.get(column) for column in COLUMNS}


def claims(kg: KnowledgeGraph, found: Iterable[tuple[Edge, Claim]]) -> str:
    """Write a list of claims with their ends.

    Args:
        kg: the graph.
        found: pairs of edge and claim, in the order of the rows.

    Returns:
        Text by RFC 4180, under `COLUMNS`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge = kg.edge(0)
        >>> len(claims(kg, [(edge, edge.claims[0])]).splitlines())
        2
    """
    builder = ViewBuilder(kg)
    told = (row(kg, edge, claim) | {"statement": builder.claim(claim).statement} for edge, claim in found)
    return write(COLUMNS, told)


def records(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Write flat records as they are; nested values are left out.

    Args:
        rows: records with the same keys.

    Returns:
        Text by RFC 4180; the columns are the keys of the first record.

    Example:
        >>> records([{"a": 1, "b": {}}])
        'a\r\n1\r\n'
    """
    columns = [name for name, value in rows[0].items() if not isinstance(value, dict)] if rows else []
    return write(columns, rows)
