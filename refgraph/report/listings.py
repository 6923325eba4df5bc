"""Everything but answers as text for a terminal: an entity, hits, claims, sources, counts, faults, tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from refgraph.graph.names import Hit
from refgraph.model.dataset import Fault
from refgraph.model.statements import Claim, Edge
from refgraph.report.terminal import PLAIN_WIDTH, LineWriter
from refgraph.report.view import ClaimView, EdgeView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import speech, wording
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Rows that are left of a table that is too long to be read.
FOLDED = 10


def show(kg: KnowledgeGraph, key: str, width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write all that is said of an entity, red flags first, each claim with its source.

    Args:
        kg: the graph.
        key: of the entity.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> print(show(open_graph(Path("tests/data/mini")), "piriformis").splitlines()[0])
        piriformis (muscle)
    """
    known, paper, builder = kg.entity(key), LineWriter(width, colour), ViewBuilder(kg)
    label = speech.word(kg.schema, "category", known.category)
    paper.line(f"{paper.paint(clean(known.label), 'bold')} ({clean(label)})")
    if known.synonyms:
        paper.line(clean(f"also: {', '.join(known.synonyms)}"), indent=2, hang=6)
    if known.definition:
        paper.line(clean(speech.definition(known)), indent=2)
    for other, why in known.distinct_from.items():
        paper.line(clean(f"not the same as {kg.entity(other).label}: {why}"), indent=2, hang=2)
    # Warnings first; the order of the others is that of the schema.
    for section in sorted(builder.about(key), key=lambda section: section.family.role != "warning"):
        paper.line()
        paper.line(section.heading, style="red" if section.family.role == "warning" else "bold")
        for edge in section.edges:
            _edge(paper, edge)
    if known.mappings:
        paper.line()
        paper.line("Elsewhere", style="bold")
        paper.line(clean(", ".join(f"{term} ({relation})" for relation, term in known.mappings)), indent=2, hang=2)
    return paper.text()


def _edge(paper: LineWriter, edge: EdgeView) -> None:
    doubt = paper.paint(f"  {edge.doubt}", "red") if edge.doubt else ""
    paper.line(f"{edge.subject} {paper.paint(f'— {edge.verb} →', 'cyan')} {edge.object}{doubt}", indent=2, hang=2)
    for told in edge.claims:
        _claim(paper, told, 6)
    for told in edge.disputes:
        if told not in edge.claims:
            _claim(paper, told, 6, lead="✗ Disputed: ")


def _claim(paper: LineWriter, told: ClaimView, indent: int, lead: str = "", *, named: bool = False) -> None:
    """Tell a claim with who says it, where and how; its id too, unless it is named already."""
    sign = lead or ("✗ " if told.denies else "")
    where = f"{told.cited}; {told.how}{'' if named else f'; {told.id}'}"
    line = f"{paper.paint(sign, 'red')}{told.statement} {paper.paint(f'({where})', 'dim')}"
    paper.line(line, indent=indent, hang=2)


def hits(kg: KnowledgeGraph, text: str, found: Sequence[Hit], width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write what a search found, the closest first.

    Args:
        kg: the graph.
        text: what was searched for.
        found: the hits, in the order of the lines.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.graph import names
        >>> print(hits(kg, "headache", names.search(kg, "headache", 1)), end="")
        headache (symptom)  Pain felt in the head.
    """
    paper = LineWriter(width, colour)
    if not found:
        paper.line(f"Nothing is called {clean(text[:60])!r}, and no definition mentions it.")
    for hit in found:
        label = kg.schema.categories[hit.entity.category].label
        through = "" if hit.how in ("definition", "fuzzy") or hit.name == hit.entity.label else f", as “{hit.name}”"
        named = paper.paint(clean(hit.entity.label), "bold")
        about = paper.paint(clean(hit.entity.definition), "dim")
        paper.line(f"{named} ({clean(label)}{clean(through)})  {about}".rstrip(), hang=2)
    return paper.text()


def claims(
    kg: KnowledgeGraph, found: Sequence[tuple[Edge, Claim]], width: int = PLAIN_WIDTH, colour: bool = False
) -> str:
    """Write a list of claims: what is said in our words, who says it, and where.

    Args:
        kg: the graph.
        found: pairs of edge and claim, in the order of the lines.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge = kg.edge(0)
        >>> len(claims(kg, [(edge, edge.claims[0])]).splitlines()) > 1
        True
    """
    paper, builder = LineWriter(width, colour), ViewBuilder(kg)
    paper.line("No claim is like that." if not found else "1 claim" if len(found) == 1 else f"{len(found)} claims")
    for edge, claim in found:
        shown, told = builder.edge(edge, ""), builder.claim(claim)
        paper.line()
        words = f"{shown.subject} {paper.paint(f'— {shown.verb} →', 'cyan')} {shown.object}"
        paper.line(f"{paper.paint(claim.id, 'dim')}  {words}", hang=4)
        _claim(paper, told, 4, named=True)
        for other in builder.claims(edge.against(claim)):
            _claim(paper, other, 4, lead="✗ Disputed: ")
        if told.link:
            paper.uncut(clean(told.link), indent=4, style="dim")
    return paper.text()


def sources(records: Iterable[Mapping[str, Any]], width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write the articles, each with the number of its claims.

    Args:
        records: as `refgraph.report.records.json.sources` gives them.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.report.records import entity_json
        >>> "A headache from the moon?" in sources(entity_json.sources(kg))
        True
    """
    paper = LineWriter(width, colour)
    for record in records:
        paper.line(f"{paper.paint(record['key'], 'bold')}  {record['claims']} claims", hang=2)
        paper.line(clean(record["reference"]), indent=2, hang=2)
        if record["note"]:
            paper.line(clean(record["note"]), indent=2, hang=2, style="dim")
    return paper.text()


def stats(record: Mapping[str, Any], width: int = PLAIN_WIDTH, colour: bool = False, *, most: int | None = None) -> str:
    """Write counts, grouped.

    Args:
        record: counts by name; of a table of counts each row is a line.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.
        most: rows that a table is shown with whole; a longer one is folded to its ten largest. None for all rows.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> print(stats({"claims": 3}), end="")
        claims: 3
    """
    paper = LineWriter(width, colour)
    for name, value in record.items():
        title = wording.spaced(name.replace("_", " "))
        if not isinstance(value, Mapping):
            paper.line(f"{title}: {value}")
            continue
        paper.line()
        paper.line(title, style="bold")
        shown, left = (value, ()) if most is None or len(value) <= most else _folded(value)
        for word, number in shown.items():
            paper.line(f"{number:>7}  {clean(word)}")
        if left:
            paper.line(
                f"{len(left)} more with {min(left)} to {max(left)} each; --all lists them", indent=9, style="dim"
            )
    return paper.text()


def _folded(value: Mapping[str, int]) -> tuple[Mapping[str, int], tuple[int, ...]]:
    """Return the largest rows of a table, and the numbers of the others."""
    rows = sorted(value.items(), key=lambda row: (-row[1], row[0]))
    return dict(rows[:FOLDED]), tuple(number for _, number in rows[FOLDED:])


def faults(
    found: Iterable[Fault],
    checked: int | None,
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    *,
    counted: Collection[str] = (),
) -> str:
    """Write every fault on a line of its own, and how much was checked.

    Args:
        found: in the order in which they are shown.
        checked: how many anchors were looked up; None if that was not asked for.
        width: of the page.
        colour: whether the page takes any.
        counted: codes of which only the number is told.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> print(faults([], 3), end="")
        0 errors, 0 warnings; 3 anchors checked
    """
    paper, listed = LineWriter(width, colour), tuple(found)
    for fault in listed:
        if fault.code not in counted:
            paper.uncut(clean(str(fault)), style="yellow" if fault.code.startswith("W") else "red")
    for code in sorted({fault.code for fault in listed} & set(counted)):
        alike = [fault for fault in listed if fault.code == code]
        said = alike[0].message.rpartition(": ")[0]
        paper.uncut(clean(f"{code} {said}: {len(alike)} times; --all lists them"), style="yellow")
    warnings = sum(fault.code.startswith("W") for fault in listed)
    errors = len(listed) - warnings
    told = f"{errors} error{'s' if errors != 1 else ''}, {warnings} warning{'s' if warnings != 1 else ''}"
    paper.line(told if checked is None else f"{told}; {checked} anchors checked")
    return paper.text()


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    *,
    complete: bool = True,
) -> str:
    """Write rows under columns, as wide as their longest cell; where that does not fit, one cell a line.

    Args:
        columns: names of the columns, from left to right.
        rows: a text for each column.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.
        complete: whether these are all rows.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> print(table(("a", "b"), [("1", "two")]), end="")
        a  b
        1  two
        <BLANKLINE>
        1 row
    """
    listed = [[clean(cell) for cell in row] for row in rows]
    sizes = [max(map(len, column)) for column in zip(columns, *listed, strict=True)]
    paper, fits = LineWriter(width, colour), sum(sizes) + 2 * len(sizes) <= width
    if fits:
        paper.uncut(_row(columns, sizes), style="bold")
    for row in listed:
        if fits:
            paper.uncut(_row(row, sizes))
            continue
        for name, cell in zip(columns, row, strict=True):
            paper.line(f"{paper.paint(name, 'cyan')}: {cell}", hang=2)
        paper.line()
    paper.line()
    counted = "1 row" if len(listed) == 1 else f"{len(listed)} rows"
    paper.line(counted if complete else f"{counted}, and there are more", style="dim")
    return paper.text()


def gaps(kg: KnowledgeGraph, found: Iterable[Mapping[str, Any]], width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write what has no place on the plates, by category, each with how many edges that paths may take touch it.

    Args:
        kg: the graph.
        found: records of `refgraph.drawing.body.coverage`, those of a category together.
        width: of a line, in letters.
        colour: whether to paint headings.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> gaps(kg, []).endswith(chr(10))
        True
    """
    paper, listed = LineWriter(width, colour), tuple(found)
    if not listed:
        paper.line("Everything has a place.")
    for category, members in groupby(listed, key=lambda gap: gap["category"]):
        paper.line()
        paper.line(clean(kg.schema.categories[category].plural), style="bold")
        for gap in members:
            tied = f"  tied to: {', '.join(other['label'] for other in gap['tied_to'])}" if gap["tied_to"] else ""
            paper.line(clean(f"{gap['walked']:>5}  {gap['label']}{tied}"), hang=7)
    paper.line()
    paper.line(f"{len(listed)} without a place; the number is how many steps that a path may take touch each")
    return paper.text()


def questions(known: Mapping[str, str], width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write the named questions, each with what it answers.

    Args:
        known: what each question answers, by its name, in the order of the lines.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> print(questions({"what-causes": "What leads to it."}), end="")
        what-causes  What leads to it.
    """
    paper = LineWriter(width, colour)
    for name, about in known.items():
        paper.line(f"{paper.paint(name, 'bold')}  {clean(about)}", hang=2)
    return paper.text()


def _row(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{size}}" for cell, size in zip(cells, sizes, strict=True)).rstrip()
