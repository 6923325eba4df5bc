"""Answers as text for a terminal, and lists of other things in the form that is asked for.

The order is the same everywhere: red flags, the notice, paths with verdict and steps, what touches them, near misses.
A claim is told in full where it first counts; later it is named by its number, and the sources stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from refgraph.model.answers import NearMiss
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.records.json import NOTICE
from refgraph.report.terminal import PLAIN_WIDTH, LineWriter
from refgraph.report.view import AnswerView, ClaimView, EdgeView, Part, PathView, StepView
from refgraph.report.view_builder import misses
from refgraph.report.words import answer_wording, wording
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


# Edges of a part that are told where not all are.
FEW = 3


def answer(
    shown: AnswerView, width: int = PLAIN_WIDTH, colour: bool = False, *, whole: bool = True, told: int | None = None
) -> str:
    """Write an answer for a terminal.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.
        width: of a line, in characters.
        colour: whether there may be ANSI codes.
        whole: whether all warnings, all that is said beside the paths, and addresses are written.
        told: how many paths are told step by step; the others are named in a line each. All of them if None.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.answers import Answer, Query
        >>> from refgraph.report.view_builder import view
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> query = Query("origins", end=Finding("headache"))
        >>> print(answer(view(kg, Answer(query, "v", True, False, (), ()))).splitlines()[0])
        Where may headache come from?
    """
    return _AnswerWriter(width, colour, whole).answer(shown, told)


def why_not(
    kg: KnowledgeGraph,
    start: Finding,
    end: Finding,
    found: Sequence[NearMiss],
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
) -> str:
    """Write why two findings do not chain: `text json markdown`.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.
        found: the near misses, the nearest first.
        form: one of the forms named above.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Text that ends in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> print(why_not(kg, Finding("headache"), Finding("neck-pain"), ()).splitlines()[0])
        Why does headache not lead to neck pain?
    """
    if form == "json":
        return report_json.dumps(answer_json.misses(kg, start, end, found))
    if form == "markdown":
        from refgraph.report import markdown

        return markdown.why_not(kg, start, end, found)
    sheet = _AnswerWriter(width, colour)
    sheet.paper.line(answer_wording.why_not(kg, start, end), style="bold")
    if found:
        sheet.part(misses(found))
    else:
        sheet.paper.line()
        sheet.paper.line(wording.NO_MISS)
    return sheet.paper.text()


def claims(
    kg: KnowledgeGraph,
    found: Sequence[tuple[Edge, Claim]],
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
) -> str:
    """Write a list of claims: `text json csv markdown`.

    Args:
        kg: the graph.
        found: pairs of edge and claim, in the order in which they are listed.
        form: one of the forms named above.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Text that ends in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge = kg.edge(0)
        >>> claims(kg, [(edge, edge.claims[0])], "json")[0]
        '['
    """
    if form == "json":
        return report_json.dumps([report_json.whole_claim(kg, edge, claim) for edge, claim in found])
    if form == "csv":
        from refgraph.report import csv as report_csv

        return report_csv.claims(kg, found)
    if form == "markdown":
        from refgraph.report import markdown

        return markdown.claims(kg, found)
    from refgraph.report import listings

    return listings.claims(kg, found, width, colour)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    *,
    complete: bool = True,
) -> str:
    r"""Write what a query found: `text json csv markdown`.

    Args:
        columns: names of the columns, from left to right.
        rows: a text for each column.
        form: one of the forms named above.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.
        complete: whether these are all rows.

    Returns:
        Text that ends in one line feed.

    Example:
        >>> table(("a",), [("1",)], "csv")
        'a\r\n1\r\n'
    """
    if form == "markdown":
        from refgraph.report import markdown

        return markdown.table(columns, rows)
    if form == "json":
        return report_json.dumps({"complete": complete, "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
    if form == "csv":
        from refgraph.report import csv as report_csv

        return report_csv.write(columns, (dict(zip(columns, row, strict=True)) for row in rows))
    from refgraph.report import listings

    return listings.table(columns, rows, width, colour, complete=complete)


def questions(known: Mapping[str, str], form: str = "text", width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write the named questions with what each answers: `text json csv`.

    Args:
        known: what each question answers, by its name, in the order in which they are listed.
        form: one of the forms named above.
        width: of a line, in characters.
        colour: whether ANSI codes may be used.

    Returns:
        Text that ends in one line feed.

    Example:
        >>> questions({"what-causes": "What leads to it."}, "csv").splitlines()[1]
        'what-causes,What leads to it.'
    """
    if form == "text":
        from refgraph.report import listings

        return listings.questions(known, width, colour)
    return table(("name", "summary"), list(known.items()), form)


class Notes:
    """Numbers for claims, in the order in which they are first named."""

    def __init__(self) -> None:
        self._told: dict[str, ClaimView] = {}
        self._numbers: dict[str, int] = {}

    def __contains__(self, told: ClaimView) -> bool:
        return told.id in self._numbers

    def __iter__(self) -> Iterator[tuple[int, ClaimView]]:
        return iter(list(enumerate(self._told.values(), 1)))

    def mark(self, told: ClaimView) -> str:
        """Return the mark of a claim, a new one if it has none."""
        self._told.setdefault(told.id, told)
        return f"[{self._numbers.setdefault(told.id, len(self._told))}]"


def _hedged(told: ClaimView) -> str:
    """A hedge is said again wherever its claim is, because it must not be lost in a long list."""
    return " may" if told.claim.modality == "may" else ""


class _AnswerWriter:
    """Writes one answer for a terminal."""

    def __init__(self, width: int, colour: bool, whole: bool = True) -> None:
        self.paper, self.notes, self.whole = LineWriter(width, colour), Notes(), whole
        self.flagged: set[str] = set()
        self.told: int | None = None

    def answer(self, shown: AnswerView, told: int | None = None) -> str:
        paper = self.paper
        paper.line(shown.question, style="bold")
        paper.line()
        self._red_flags(shown)
        paper.line(NOTICE, style="yellow")
        paper.line()
        paper.line(shown.found)
        for limit in shown.limits:
            paper.line(limit, style="yellow")
        for remark in shown.remarks:
            paper.line(remark)
        self.told = told
        for path in shown.paths[:told]:
            if path.shared:
                self._heading(path.shared)
            self._path(path)
        if shown.paths[len(shown.paths[:told]) :]:
            self._heading("Other paths (told step by step with --all)")
            self._named(shown.paths[told:])
        for part in shown.parts:
            self.part(part)
        self._sources()
        return paper.text()

    def _named(self, paths: Sequence[PathView]) -> None:
        """Name paths by what they pass, a line each."""
        for path in paths:
            number = f"{path.rank}. "
            self.paper.line(number + " → ".join(end.label for end in path.findings), indent=2, hang=len(number))

    def _heading(self, text: str, style: str = "bold") -> None:
        self.paper.line()
        self.paper.line(text, style=style)

    def part(self, part: Part) -> None:
        """Write what stands below the paths."""
        self._heading(part.heading)
        for line in part.lines:
            self.paper.line(f"{part.mark} {line.text}".lstrip(), indent=2, hang=2)
            for under in line.under:
                self.paper.line(under, indent=4, hang=2, style="dim")
        for path in part.paths[: self.told]:
            self._path(path)
        self._named(part.paths[len(part.paths[: self.told]) :])
        for edge in part.edges if self.whole else part.edges[:FEW]:
            self._beside(edge)
        more = len(part.edges) - FEW
        if more > 0 and not self.whole:
            self.paper.line(f"{more} more with --all", indent=2, style="dim")

    # ------------------------------------------------------------ red flags

    def _red_flags(self, shown: AnswerView) -> None:
        if not self.whole:
            self.paper.line(shown.warning, hang=2, style="red" if shown.summary.warns else "yellow")
            self.paper.line()
            return
        if not shown.red_flags:
            self.paper.line(shown.no_red_flag, style="yellow")
            self.paper.line()
            return
        self.paper.line("RED FLAGS: what articles name as a sign of something serious", style="red")
        for told in shown.red_flags:
            self._claim(told, "! ", indent=2, style="red")
        self.paper.line()

    # ------------------------------------------------------------ paths

    def _path(self, path: PathView) -> None:
        paper = self.paper
        number = f"{path.rank}. "
        paper.line()
        paper.line(paper.paint(number, "cyan") + paper.paint(path.title, "bold"), hang=len(number))
        paper.line(path.verdict, indent=len(number), style="dim")
        for step in path.steps:
            self._step(step, indent=len(number))

    def _step(self, step: StepView, indent: int) -> None:
        paper = self.paper
        known = " ".join(f"{self.notes.mark(c)}{_hedged(c)}" for c in step.asserting if c in self.notes)
        fresh = [told for told in step.asserting if told not in self.notes]
        line = f"{step.subject} {paper.paint(f'— {step.verb} →', 'cyan')} {step.object} {known}".rstrip()
        line += paper.paint(f" · {step.grade}", "dim") if step.grade else ""
        paper.line(f"{paper.paint(str(step.number), 'cyan')}  {line}", indent=indent, hang=3)
        for told in fresh:
            self._claim(told, "", indent=indent + 3)
        self._flags(step, indent + 3)
        self._counter_evidence(step, indent + 3)

    def _flags(self, step: StepView, indent: int) -> None:
        """Name the flags of a step; what one means is told where it first stands."""
        for words, meaning in step.flags:
            if words not in self.flagged:
                self.paper.line(f"⚑ {words}: {meaning}", indent, hang=2, style="yellow")
        known = [words for words, _ in step.flags if words in self.flagged]
        if known:
            self.paper.line(f"⚑ {', '.join(known)}", indent, style="yellow")
        self.flagged |= {words for words, _ in step.flags}

    def _counter_evidence(self, step: StepView, indent: int) -> None:
        for told in step.disputes:
            if told in self.notes:
                self.paper.line(f"✗ Disputed: {self.notes.mark(told)}", indent=indent, style="red")
            else:
                self._claim(told, "✗ Disputed: ", indent, style="red")

    def _claim(self, told: ClaimView, lead: str, indent: int, style: str | None = None) -> None:
        """Tell a claim: our sentence, its number, and how it is said."""
        mark, paper = self.notes.mark(told), self.paper
        lead = paper.paint(lead, style) if style else lead
        line = f"{lead}{told.statement} {mark} {paper.paint(f'({told.how})', 'dim')}"
        paper.line(line, indent=indent, hang=2 if lead else 0)

    def _beside(self, edge: EdgeView) -> None:
        paint = self.paper.paint
        told = [f"{self.notes.mark(c)} {paint(f'({c.how})', 'dim')}" for c in edge.claims]
        doubt = paint(f" {edge.doubt}", "red") if edge.doubt else ""
        self.paper.line(
            f"{edge.subject} {paint(edge.verb, 'cyan')} {edge.object} {' '.join(told)}{doubt}", indent=2, hang=2
        )

    # ------------------------------------------------------------ sources

    def _sources(self) -> None:
        """List the articles in the order in which they were first named, with the place of each claim."""
        marked = list(self.notes)
        if marked:
            self._heading("Sources")
        for source in dict.fromkeys(told.cited_from for _, told in marked):
            if not self.whole:
                places = [f"[{number}] {told.locator}".rstrip() for number, told in marked if told.cited_from == source]
                self.paper.line(f"{clean(source.text)} ({source.key}): {'; '.join(places)}", indent=2, hang=2)
                continue
            self.paper.line(f"{clean(source.reference)} ({source.key})", indent=2, hang=2)
            for number, told in marked:
                if told.cited_from == source:
                    where = f"[{number}] {told.locator}".rstrip()
                    self.paper.uncut(f"{where}  {clean(told.link)}" if told.link else where, indent=4, style="dim")
