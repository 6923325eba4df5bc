"""The short answer at a terminal: at most 25 lines, whatever the size of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.model.answers import Answer
from refgraph.report.terminal import LineWriter, wrap
from refgraph.report.words.summary import GroupView, Summary, member_line, summary
from refgraph.report.words.wording import NOT_WHOLE, NOTICE, clean

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

WIDTH = 80
LINES = 25
GROUPS = 8
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MOST_LEAD, _MOST_WARNING = 5, 4
_INDENT, _LEAST_CITED, _MOST_FOOT = 3, 20, 4


def short(
    kg: KnowledgeGraph, answer: Answer, width: int = WIDTH, colour: bool = False, groups: int | None = None
) -> str:
    """Write the short answer to a question about origins or effects.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        width: of a line, in characters.
        colour: whether there may be ANSI codes.
        groups: how many are shown; None for as many as fit 25 lines, at most 8.

    Returns:
        Lines that end in one line feed.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.statements import Finding
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> len(short(kg, questions.origins(kg, Finding("headache"))).splitlines()) <= LINES
        True
    """
    return _Sheet(kg, answer, summary(kg, answer), max(width, 40), colour, groups).text()


class _Sheet:
    def __init__(
        self, kg: KnowledgeGraph, answer: Answer, told: Summary, width: int, colour: bool, groups: int | None
    ) -> None:
        self.kg, self.answer, self.told, self.groups = kg, answer, told, groups
        self.width, self.paper = width, LineWriter(width, colour)

    def text(self) -> str:
        head, foot = self._head(), self._foot()
        body = self._body(LINES - len(head) - len(foot) - 2)
        for line, style in head:
            self.paper.line(line, style=style)
        for lines in (body, foot):
            if lines:
                self.paper.line()
            for line, style in lines:
                self.paper.uncut(line, style=style)
        return self.paper.text()

    # ------------------------------------------------------------ above and below

    def _head(self) -> list[tuple[str, str | None]]:
        lead = self._cut(self.told.lead, _MOST_LEAD)
        warning = self._cut(self.told.warning, _MOST_WARNING, hang=2)
        rows: list[tuple[str, str | None]] = [(row, "bold") for row in lead]
        rows += [(row, "red" if self.told.warns else "dim") for row in warning]
        return rows + [(row, "yellow") for row in ([] if self.answer.complete else wrap(NOT_WHOLE, self.width))]

    def _cut(self, text: str, most: int, hang: int = 0) -> list[str]:
        rows = wrap(text, self.width, hang)
        return rows if len(rows) <= most else [*rows[: most - 1], clip(rows[most - 1] + " …", self.width)]

    def _foot(self) -> list[tuple[str, str | None]]:
        more = self._hidden()
        lines = [f"{more} more: --top {more + self._most()}"] * bool(more)
        rows = list(self.told.also)
        if lines and rows:
            rows[0] = f"{lines[0]} · {rows[0]}"
        # A command is never cut: what does not fit stands on a second line.
        told: list[str] = []
        for line in rows or lines:
            words, mark, command = line.partition("refgraph ")
            # A command stays on one line, to be copied.
            wrapped = wrap(words + (mark + command).replace(" ", _NO_BREAK), self.width, hang=2)
            wrapped = [row.replace(_NO_BREAK, " ") for row in wrapped]
            told += wrapped if len(told) + len(wrapped) <= _MOST_FOOT else []
        return [(row, "dim") for row in [*told, NOTICE]]

    def _most(self) -> int:
        return min(GROUPS if self.groups is None else self.groups, len(self.told.groups))

    def _hidden(self) -> int:
        return len(self.told.groups) - self._most() + self.answer.groups.others

    # ------------------------------------------------------------ groups

    def _body(self, room: int) -> list[tuple[str, str | None]]:
        """Groups in two lines each; where there is no room for that the last ones stand in one."""
        groups = self.told.groups[: self._most()]
        if not groups:
            return self._instead(room)
        double = len(groups) if self.groups is not None else max(min(room - len(groups), len(groups)), 0)
        made = [self._group(group) for group in groups[:double]] + [[self._row(group)] for group in groups[double:]]
        rows = [row for group in made for row in group]
        return rows if self.groups is not None else rows[:room]

    def _instead(self, room: int) -> list[tuple[str, str | None]]:
        """What is told of kinds and parts where nothing is told of the end itself, or the nearest misses."""
        lines = [member_line(self.kg, path) for path in self.answer.members[: min(GROUPS, room)]]
        for miss in self.answer.near_misses[:3] if not lines else ():
            lines += [f"Nearest miss: {clean(miss.why)}", *(f"  {clean(step)}" for step in miss.steps[:3])]
        return [(clip(line, self.width), None) for line in lines[:room]]

    def _group(self, group: GroupView) -> list[tuple[str, str | None]]:
        room = self._room(group)
        first = f"{group.label}{self._beyond(group, room - len(group.label))}"
        return [self._graded(group, first), (f"{' ' * _INDENT}{self._cited(group, self.width - _INDENT)}", "dim")]

    def _row(self, group: GroupView) -> tuple[str, str | None]:
        """A group in one line: what has room of who says it stands behind its name."""
        named = group.label + self._beyond(group, self._room(group) - len(group.label) - _LEAST_CITED)
        room = self._room(group) - len(named) - 2
        cited = self._cited(group, room) if room > _LEAST_CITED else ""
        return self._graded(group, f"{named}{f': {cited}' if cited else ''}")

    def _room(self, group: GroupView) -> int:
        return self.width - _INDENT - len(group.grade) - 2

    def _graded(self, group: GroupView, text: str) -> tuple[str, str | None]:
        room = self._room(group)
        return f"{str(group.number).ljust(_INDENT)}{clip(text, room).ljust(room)}  {group.grade}", None

    def _beyond(self, group: GroupView, room: int) -> str:
        """The roots behind a group, as many as have room, and what sets it off."""
        arrow = " ← " if self.told.back else " → "
        text = ""
        for ends, lead in ((group.beyond, arrow), (group.triggers, " · set off by " if self.told.back else arrow)):
            for count in range(len(ends), 0, -1):
                more = f" (+{len(ends) - count})" if count < len(ends) else ""
                made = f"{lead}{', '.join(ends[:count])}{more}"
                if len(text) + len(made) <= room:
                    text += made
                    break
        return text

    def _cited(self, group: GroupView, room: int) -> str:
        """Who says it, as many as have room, and what is to be said of it."""
        remarks = "".join(f" · {remark}" for remark in group.remarks)
        for cited in (group.cited, group.who):
            for count in range(len(cited), 0, -1):
                left = len(cited) - count
                made = "; ".join(cited[:count]) + (f"; {left} more" if left else "") + remarks
                if len(made) <= room:
                    return made
        return clip(f"{clip(group.who[0], max(room - len(remarks), _LEAST_CITED))}{remarks}", room)


def clip(text: str, width: int) -> str:
    """Cut a text that is longer than a line.

    Args:
        text: in one line.
        width: how many characters there is room for.

    Returns:
        The text, or its beginning with an ellipsis.

    Example:
        >>> clip("tight upper trapezius", 12)
        'tight upper…'
    """
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return f"{cut if text[width - 1] == ' ' else cut.rpartition(' ')[0] or cut}…"
