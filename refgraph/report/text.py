"""Answers as text: for a terminal here, and the door to every other form that is text.

The order is the same everywhere: red flags, the notice, routes with verdict and steps, what touches them, near misses.
A claim is told in full where it first counts; later it is named by its number, and the sources stand at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.model import citations
from refgraph.model.answers import Answer, NearMiss, Path, Step
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report import json as report_json
from refgraph.report import wording
from refgraph.report.json import NOTICE, against
from refgraph.report.terminal import PLAIN_WIDTH, Paper
from refgraph.report.wording import clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.search.null_model import Chance

FORMS = ("text", "json", "csv", "markdown", "mermaid", "dot")


def render(
    kg: KnowledgeGraph,
    answer: Answer,
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    *,
    chance: Chance | None = None,
) -> str:
    """Write an answer in one of the textual forms.

    Args:
        kg: the graph that answered.
        answer: of `paths.origins`, `paths.effects` or `paths.paths`.
        form: `text json csv markdown mermaid dot`.
        width: of a line; only `text` is wrapped.
        colour: whether `text` may hold ANSI codes.
        chance: how unusual the routes are, if that was asked.

    Raises:
        UsageError: there is no such form.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.answers import Answer, Query
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> query = Query("origins", end=Finding("headache"))
        >>> print(render(kg, Answer(query, "v", True, False, (), ())).splitlines()[0])
        Where may headache come from?
    """
    if form == "json":
        return as_json(report_json.answer(kg, answer) | ({"chance": report_json.chance(chance)} if chance else {}))
    remarks = wording.chance(chance) if chance else ()
    if form == "text":
        return _Sheet(kg, width, colour).answer(answer, remarks)
    return _renderer(form)(kg, answer, remarks)


def _renderer(form: str) -> Callable[[KnowledgeGraph, Answer, Sequence[str]], str]:
    """Load only the renderer that is asked for: the plain path pays for none of the others."""
    if form == "csv":
        from refgraph.report.csv import answer
    elif form == "markdown":
        from refgraph.report.markdown import answer
    elif form == "mermaid":
        from refgraph.report.diagrams import mermaid as answer
    elif form == "dot":
        from refgraph.report.diagrams import dot as answer
    else:
        raise UsageError(f"no form {form!r}; there are {', '.join(FORMS)}")
    return answer


def as_json(record: object) -> str:
    """Write a record as JSON, the same bytes for the same record."""
    import json

    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def why_not(
    kg: KnowledgeGraph,
    start: Finding,
    end: Finding,
    found: Sequence[NearMiss],
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
) -> str:
    """Write why two findings do not chain: `text json markdown`."""
    if form == "json":
        return as_json(report_json.misses(kg, start, end, found))
    if form == "markdown":
        from refgraph.report import markdown

        return markdown.misses(kg, start, end, found)
    sheet = _Sheet(kg, width, colour)
    sheet.paper.line(f"Why does {wording.said(kg, start)} not lead to {wording.said(kg, end)}?", style="bold")
    sheet.paper.line()
    sheet.misses(tuple(found))
    return sheet.paper.text()


def claims(
    kg: KnowledgeGraph,
    found: Sequence[tuple[Edge, Claim]],
    form: str = "text",
    width: int = PLAIN_WIDTH,
    colour: bool = False,
) -> str:
    """Write a list of claims: `text json csv markdown`."""
    if form == "json":
        return as_json([report_json.whole_claim(kg, edge, claim) for edge, claim in found])
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
    """Write what a query found: `text json csv markdown`."""
    if form == "markdown":
        from refgraph.report import markdown

        return markdown.table(columns, rows)
    if form == "json":
        return as_json({"complete": complete, "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
    if form == "csv":
        from refgraph.report import csv as report_csv

        return report_csv.write(columns, (dict(zip(columns, row, strict=True)) for row in rows))
    from refgraph.report import listings

    return listings.table(columns, rows, width, colour, complete=complete)


def questions(known: Mapping[str, str], form: str = "text", width: int = PLAIN_WIDTH, colour: bool = False) -> str:
    """Write the named questions with what each answers: `text json csv`."""
    if form == "text":
        from refgraph.report import listings

        return listings.questions(known, width, colour)
    return table(("name", "summary"), list(known.items()), form)


class Notes:
    """Numbers for claims, in the order in which they are first named."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._claims: list[Claim] = []

    def __contains__(self, claim: Claim) -> bool:
        return claim.id in self._numbers

    def __iter__(self) -> Iterator[tuple[int, Claim]]:
        return iter(list(enumerate(self._claims, 1)))

    def mark(self, claim: Claim) -> str:
        """Return the mark of a claim, a new one if it has none."""
        if claim.id not in self._numbers:
            self._claims.append(claim)
            self._numbers[claim.id] = len(self._claims)
        return f"[{self._numbers[claim.id]}]"


def _hedged(claim: Claim) -> str:
    """A hedge is said again wherever its claim is, because it must not be lost in a long list."""
    return " may" if claim.modality == "may" else ""


class _Sheet:
    """One answer on its way to the terminal."""

    def __init__(self, kg: KnowledgeGraph, width: int, colour: bool) -> None:
        self.kg, self.paper, self.notes = kg, Paper(width, colour), Notes()
        self.flagged: set[str] = set()

    def answer(self, answer: Answer, remarks: Sequence[str]) -> str:
        paper = self.paper
        paper.line(wording.question(self.kg, answer.query), style="bold")
        paper.line()
        self._red_flags(answer)
        paper.line(NOTICE, style="yellow")
        paper.line()
        paper.line(wording.found_in(answer))
        if answer.more:
            paper.line(wording.MORE)
        if not answer.complete:
            paper.line(wording.NOT_WHOLE, style="yellow")
        for remark in remarks:
            paper.line(remark)
        self._routes(answer)
        if answer.rivals:
            self._heading(wording.RIVALS)
        for rivalry in answer.rivals:
            paper.line(f"⇄ {wording.rivalry(self.kg, rivalry)}", indent=2, hang=2, style="yellow")
        if answer.members:
            self._heading(wording.MEMBERS)
            for path in answer.members:
                self._path(path)
        self._loops(answer.paths)
        self._touching((*answer.paths, *answer.members))
        if answer.near_misses:
            paper.line()
            self.misses(answer.near_misses)
        self._sources()
        return paper.text()

    def _heading(self, text: str, style: str = "bold") -> None:
        self.paper.line()
        self.paper.line(text, style=style)

    # ------------------------------------------------------------ red flags

    def _red_flags(self, answer: Answer) -> None:
        if not answer.red_flags:
            self.paper.line(wording.no_red_flag(self.kg, answer.query), style="yellow")
            self.paper.line()
            return
        self.paper.line("RED FLAGS: what articles name as a sign of something serious", style="red")
        for claim in answer.red_flags:
            self._claim(claim, "! ", indent=2, style="red")
        self.paper.line()

    # ------------------------------------------------------------ routes

    def _routes(self, answer: Answer) -> None:
        for path in answer.paths:
            if heading := wording.shared(self.kg, answer, path):
                self._heading(heading)
            self._path(path)

    def _path(self, path: Path) -> None:
        paper = self.paper
        number = f"{path.rank}. "
        paper.line()
        paper.line(paper.paint(number, "cyan") + paper.paint(wording.title(self.kg, path), "bold"), hang=len(number))
        paper.line(wording.verdict(path), indent=len(number), style="dim")
        for place, step in enumerate(path.steps, 1):
            self._step(place, step, indent=len(number))

    def _loops(self, paths: Sequence[Path]) -> None:
        found = wording.loops(self.kg, paths)
        if found:
            self._heading(wording.LOOPS)
        for told in found:
            self.paper.line(f"↻ {told}", indent=2, hang=2)

    def _step(self, place: int, step: Step, indent: int) -> None:
        paper, (subject, verb, obj) = self.paper, wording.arrow(self.kg, step)
        told = [claim for claim in step.edge.claims if claim.polarity != "denies"]
        known = " ".join(f"{self.notes.mark(c)}{_hedged(c)}" for c in told if c in self.notes)
        fresh = [claim for claim in told if claim not in self.notes]
        line = f"{subject} {paper.paint(f'— {verb} →', 'cyan')} {obj} {known}".rstrip()
        paper.line(f"{paper.paint(str(place), 'cyan')}  {line}", indent=indent, hang=3)
        for claim in fresh:
            self._claim(claim, "", indent=indent + 3)
        self._flags(step, indent + 3)
        self._counter_evidence(step.edge, told, indent + 3)

    def _flags(self, step: Step, indent: int) -> None:
        """Name the flags of a step; what one means is told where it first stands."""
        for flag, meaning in wording.flags(self.kg, step):
            if flag not in self.flagged:
                self.paper.line(f"⚑ {wording.spaced(flag)}: {meaning}", indent, hang=2, style="yellow")
        known = [wording.spaced(flag) for flag in step.flags if flag in self.flagged]
        if known:
            self.paper.line(f"⚑ {', '.join(known)}", indent, style="yellow")
        self.flagged |= set(step.flags)

    def _counter_evidence(self, edge: Edge, told: list[Claim], indent: int) -> None:
        doubts = {other.id: other for claim in told for other in against(edge, claim)}
        for claim in doubts.values():
            if claim in self.notes:
                self.paper.line(f"✗ Disputed: {self.notes.mark(claim)}", indent=indent, style="red")
            else:
                self._claim(claim, "✗ Disputed: ", indent, style="red")

    def _claim(self, claim: Claim, lead: str, indent: int, style: str | None = None) -> None:
        """Tell a claim: our sentence, its number, and how it is said."""
        mark, paper = self.notes.mark(claim), self.paper
        lead = paper.paint(lead, style) if style else lead
        told = f"{lead}{wording.statement(self.kg, claim)} {mark} {paper.paint(f'({wording.remarks(claim)})', 'dim')}"
        paper.line(told, indent=indent, hang=2 if lead else 0)

    # ------------------------------------------------------------ what touches the routes

    def _touching(self, paths: Iterable[Path]) -> None:
        """List tests, treatments, timings and doubts once, however many routes they touch."""
        listed = tuple(paths)
        for heading, kind in wording.SECTIONS:
            edges: dict[int, Edge] = {edge.id: edge for path in listed for edge in getattr(path, kind)}
            if edges:
                self._heading(heading)
            for edge in edges.values():
                self._touch(edge)

    def _touch(self, edge: Edge) -> None:
        subject, verb, obj = wording.arrow(self.kg, edge)
        paint = self.paper.paint
        told = [f"{self.notes.mark(c)} {paint(f'({wording.remarks(c)})', 'dim')}" for c in edge.claims]
        status = "" if edge.status == "supported" else paint(f" {edge.status}", "red")
        self.paper.line(f"{subject} {paint(verb, 'cyan')} {obj} {' '.join(told)}{status}", indent=2, hang=2)

    def misses(self, found: tuple[NearMiss, ...]) -> None:
        """List near misses; say so plainly if there is not even one."""
        if not found:
            self.paper.line("No chain of claims comes near.")
            return
        self.paper.line("Nearest miss" if len(found) == 1 else "Nearest misses", style="bold")
        for miss in found:
            self.paper.line(f"✗ {clean(miss.why)}", indent=2, hang=2)
            for step in miss.steps:
                self.paper.line(clean(step), indent=4, hang=2, style="dim")

    # ------------------------------------------------------------ sources

    def _sources(self) -> None:
        """List the articles in the order in which they were first named, with the place of each claim."""
        marked = list(self.notes)
        if marked:
            self._heading("Sources")
        for key in dict.fromkeys(claim.source for _, claim in marked):
            source = self.kg.source(key)
            self.paper.line(f"{clean(citations.reference(source))} ({key})", indent=2, hang=2)
            for number, claim in marked:
                if claim.source == key:
                    where = f"[{number}] {citations.locator(claim)}".rstrip()
                    link = citations.link(source, claim)
                    self.paper.uncut(f"{where}  {clean(link)}" if link else where, indent=4, style="dim")
