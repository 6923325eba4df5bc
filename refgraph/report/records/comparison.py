"""A comparison as text, JSON, CSV and Markdown; as a page it is `refgraph.web.compare_page`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from refgraph.report import made_by
from refgraph.report.csv import write
from refgraph.report.markdown import escape
from refgraph.report.records import answer_json
from refgraph.report.records.json import NOTICE, Record, dumps
from refgraph.report.terminal import LineWriter, seen, wrap
from refgraph.report.words.comparing import Comparison
from refgraph.report.words.summary import summary

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Forms by name, each with what makes it; it takes the graph and the comparison, `text` also the width and colour.
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text": "refgraph.report.records.comparison:text",
        "json": "refgraph.report.records.comparison:json",
        "csv": "refgraph.report.records.comparison:csv",
        "markdown": "refgraph.report.records.comparison:markdown",
        "html": "refgraph.web.compare_page:compare_page",
    }
)
# Below this width the two do not stand beside each other.
_TWO_COLUMNS, _NAME, _GAP = 60, 12, 2
# Of what only one of the two has, so much is listed as text.
_MOST_ONLY = 6


def render(kg: KnowledgeGraph, made: Comparison, form: str = "text", width: int = 80, colour: bool = False) -> str:
    """Write a comparison in one of `FORMS`.

    Args:
        kg: the graph that it comes from.
        made: of `refgraph.report.words.comparing`.
        form: a name of `FORMS`.
        width: of a line of text, in characters.
        colour: whether text may hold ANSI codes.

    Returns:
        Text.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> render(kg, made, "csv").splitlines()[0]
        ',headache,neck pain'
    """
    written: str = made_by(FORMS[form])(kg, made, *((width, colour) if form == "text" else ()))
    return written


def text(kg: KnowledgeGraph, made: Comparison, width: int = 80, colour: bool = False) -> str:  # noqa: ARG001 (as FORMS)
    """Write a comparison for a terminal: a table of two columns, one above the other where the lines are short.

    Args:
        kg: the graph that it comes from.
        made: the comparison.
        width: of a line, in characters.
        colour: whether there may be ANSI codes.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> text(kg, made).splitlines()[0]
        'What headache and neck pain are said to come from, side by side'
    """
    paper = LineWriter(width, colour)
    paper.line(made.question, style="bold")
    for warning in made.warnings:
        paper.line(warning, hang=2, style="red" if made.warns else "dim")
    paper.line()
    for line, style in _table(made, max(width, 40)):
        paper.uncut(line, style=style)
    paper.line()
    paper.line(f"{made.shared_heading}: {'; '.join(made.shared)}." if made.shared else made.none_shared, hang=2)
    for head, only in made.alone:
        more = len(only) - _MOST_ONLY
        said = "; ".join([*only[:_MOST_ONLY], *[f"{more} more"] * (more > 0)])
        paper.line(f"{head}: {said}.", hang=2)
    paper.line()
    paper.line(NOTICE, style="dim")
    return paper.text()


def _table(made: Comparison, width: int) -> Iterator[tuple[str, str | None]]:
    if width < _TWO_COLUMNS:
        yield from _stacked(made, width)
        return
    column = (width - _NAME - 2 * _GAP) // 2
    for name, *cells, style in (("", *made.heads, "bold"), *((r.name, r.one, r.other, None) for r in made.rows)):
        wrapped = [wrap(cell, column) for cell in cells]
        for n, (one, other) in enumerate(zip_longest(*wrapped, fillvalue="")):
            first = (name if n == 0 else "").ljust(_NAME + _GAP)
            yield f"{first}{one}{' ' * (column + _GAP - seen(one))}{other}".rstrip(), style


def _stacked(made: Comparison, width: int) -> Iterator[tuple[str, str | None]]:
    for row in made.rows:
        yield row.name, "bold"
        for head, cell in zip(made.heads, (row.one, row.other), strict=True):
            yield from ((f"  {line}", None) for line in wrap(f"{head}: {cell}", width - 2, hang=2))


def record(kg: KnowledgeGraph, made: Comparison) -> Record:
    """Return a comparison as plain values.

    Args:
        kg: the graph that it comes from.
        made: the comparison.

    Returns:
        Both questions, the table, what they share, and the paths or groups that were compared.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> record(kg, made)["query"]["kind"]
        'compare'
    """
    sides = zip(made.heads, made.told, made.only, made.answers, strict=True)
    return {
        "query": {"kind": "compare", "of": made.kind, "ends": [answer_json.query(kg, a.query) for a in made.answers]},
        "data_version": kg.data_version,
        "notice": NOTICE,
        "warnings": list(made.warnings),
        "table": [{"name": row.name, "one": row.one, "other": row.other} for row in made.rows],
        "shared": list(made.shared),
        "compared": [
            {
                "label": head,
                "told": told,
                "only": list(only),
                **(
                    {"path": answer_json.path(kg, replace(answer.paths[0], beside={}))}
                    if made.kind == "paths"
                    else {"groups": [answer_json.group(kg, group) for group in summary(kg, answer).groups]}
                ),
            }
            for head, told, only, answer in sides
        ],
    }


def json(kg: KnowledgeGraph, made: Comparison) -> str:
    """Write a comparison as JSON.

    Args:
        kg: the graph that it comes from.
        made: the comparison.

    Returns:
        JSON of `record`, ending in one line feed.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> json(kg, made)[0]
        '{'
    """
    return dumps(record(kg, made))


def csv(kg: KnowledgeGraph, made: Comparison) -> str:  # noqa: ARG001 (as FORMS)
    """Write a comparison as a table of three columns.

    Args:
        kg: the graph that it comes from.
        made: the comparison.

    Returns:
        Text by RFC 4180: a row for each name of the table, then what they share and what each has alone.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> csv(kg, made).splitlines()[0]
        ',headache,neck pain'
    """
    columns = ("", *made.heads)
    rows = [(row.name, row.one, row.other) for row in made.rows]
    rows += [(made.shared_heading, one, one) for one in made.shared]
    rows += [("Only here", mine, theirs) for mine, theirs in zip_longest(*made.only, fillvalue="")]
    rows += [("Warning", line, line) for line in made.warnings] + [("Note", NOTICE, NOTICE)]
    return write(columns, (dict(zip(columns, row, strict=True)) for row in rows))


def markdown(kg: KnowledgeGraph, made: Comparison) -> str:  # noqa: ARG001 (as FORMS)
    """Write a comparison as Markdown.

    Args:
        kg: the graph that it comes from.
        made: the comparison.

    Returns:
        A table, and lists of what they share and of what each has alone.

    Example:
        >>> import refgraph
        >>> from refgraph.report.words import comparing
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> head, neck = (refgraph.origins(kg, name) for name in ("headache", "neck pain"))
        >>> made = comparing.origins(kg, head, neck, refgraph.shared_origins(kg, ["headache", "neck pain"]))
        >>> markdown(kg, made).splitlines()[0]
        '# What headache and neck pain are said to come from, side by side'
    """
    cells = [("", *made.heads), ("---", "---", "---"), *((row.name, row.one, row.other) for row in made.rows)]
    table = ["| " + " | ".join(map(_cell, row)) + " |" for row in cells]
    warnings = [part for line in made.warnings for part in (f"**{escape(line.removeprefix('! '))}**", "")]
    lines = [f"# {escape(made.question)}", "", *warnings, f"*{NOTICE}*", "", *table, ""]
    lines += _list(made.shared_heading, made.shared) if made.shared else [made.none_shared, ""]
    for head, only in made.alone:
        lines += _list(head, only)
    return "\n".join(lines).rstrip("\n") + "\n"


def _cell(said: str) -> str:
    return said if said == "---" else escape(said).replace("|", "\\|")


def _list(heading: str, said: tuple[str, ...]) -> list[str]:
    return [f"## {escape(heading)}", "", *(f"- {escape(one)}" for one in said), ""]
