"""The origins of a symptom as one tree: what each group of an answer comes from, down to what lies farthest back.

It is made of what the search has grouped (`Answer.groups`). What several groups share stands in it once, so that it is
a tree in looks only; where the same thing is told in another state it stands there a second time, or claims would seem
to chain that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refgraph.language.voice import tr, trn
from refgraph.model.statements import Edge, Finding
from refgraph.report.view import EdgeView
from refgraph.report.words import speech, wording
from refgraph.search.judging.grade import grade

if TYPE_CHECKING:
    from refgraph.model.answers import Answer, Step
    from refgraph.report.view_builder import ViewBuilder
    from refgraph.report.words.summary import GroupView

GROUPS, ROOTS = 8, 3
END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the tree.

    Attributes:
        key: `end` for what is asked for, `1`, `2` … for the groups, `1.1` … for what lies behind them.
        number: of the group; of the first group that it lies behind; 0 for the end.
        more: how many more roots lie behind it than the tree shows.
    """

    key: str
    label: str
    category: str
    finding: Finding
    number: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow of the tree, from the key of a node to that of the next one towards the end.

    Attributes:
        edges: what is said, the best first; several where a group is told of in several states.
        grade: the best of theirs, in a word. disputed: whether a source speaks against it.
        numbers: of the groups whose paths take it.
    """

    start: str
    end: str
    edges: tuple[EdgeView, ...]
    grade: str
    disputed: bool
    numbers: tuple[int, ...]

    @property
    def cites(self) -> tuple[int, ...]:
        """Numbers of the sources that say it."""
        return tuple(sorted({number for edge in self.edges for number in edge.cites}))

    @property
    def sentence(self) -> str:
        """What is said, in words."""
        return "; ".join(edge.sentence for edge in self.edges)


@dataclass(frozen=True, slots=True)
class Tree:
    """The origins of what was asked for: the end first, then the groups, then what lies behind them.

    Attributes:
        others: how many groups there are beyond those that it shows.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    others: int

    @property
    def end(self) -> Node:
        """What was asked for."""
        return self.nodes[0]

    @property
    def groups(self) -> tuple[Node, ...]:
        """What the end is said to come from directly."""
        return tuple(node for node in self.nodes[1:] if node.key == str(node.number))

    def node(self, key: str) -> Node:
        """A node by its key."""
        return next(node for node in self.nodes if node.key == key)

    @property
    def described(self) -> str:
        """The whole tree in one paragraph, for those who do not see it."""
        told = (
            f"{link.sentence} ({', '.join(filter(None, (link.grade, tr('disputed') if link.disputed else '')))})"
            for link in self.links
        )
        more = trn(self.others, "{count} more direct cause not shown", "{count} more direct causes not shown")
        return "".join(f"{words}. " for words in filter(None, (*told, more if self.others else ""))).rstrip()


def tree(builder: ViewBuilder, answer: Answer, groups: Sequence[GroupView], most: int = GROUPS) -> Tree:
    """Join the groups of an answer to one tree.

    Args:
        builder: puts edges into words and numbers their sources.
        answer: of a question about origins.
        groups: of its summary, best first.
        most: how many groups are shown.

    Returns:
        A tree; its nodes and links stand in the order of the groups, the end first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.report.words.summary import summary
        >>> from refgraph.report.view_builder import ViewBuilder
        >>> from refgraph.search import questions
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = questions.origins(kg, Finding("headache"))
        >>> [node.label for node in tree(ViewBuilder(kg), found, summary(kg, found).groups).nodes][:2]
        ['headache', 'tight upper trapezius or knots in it']
    """
    shown = groups[:most]
    grown = _Growing(builder, answer.query.end or Finding(""), shown)
    for group in shown:
        grown.add(group)
    return grown.tree(len(groups) - len(shown) + answer.groups.others)


@dataclass(slots=True)
class _Arrow:
    """A link while the tree grows."""

    edges: list[Edge]
    grade: str
    numbers: list[int]


@dataclass(slots=True)
class _Growing:
    builder: ViewBuilder
    asked: Finding
    shown: Sequence[GroupView]
    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: dict[tuple[str, str], _Arrow] = field(default_factory=dict)
    # Node of a finding; what is the one state of a group is that group wherever it is met.
    known: dict[Finding, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kg = self.builder.kg
        self.nodes[END] = Node(END, wording.said(kg, self.asked), kg.entity(self.asked.entity).category, self.asked)
        for told in self.shown:
            ends = {edge.subject for edge in told.group.direct}
            finding = next(iter(sorted(ends, key=repr)))
            key, category = str(told.number), kg.entity(told.group.entity).category
            left = max(len(told.group.chains) - ROOTS, 0)
            self.nodes[key] = Node(key, told.label, category, finding, told.number, left)
            if len(ends) == 1:
                self.known.setdefault(finding, key)

    def add(self, told: GroupView) -> None:
        """Add what is said of a group directly, then the chains behind it."""
        key = str(told.number)
        direct = self.arrows.setdefault((key, END), _Arrow([], told.grade, [told.number]))
        direct.edges += told.group.direct
        for chain in told.group.chains[:ROOTS]:
            self._chain(told, chain)

    def _chain(self, told: GroupView, chain: Sequence[Step]) -> None:
        """Add a chain from the group back to its root."""
        ahead, kg = str(told.number), self.builder.kg
        for step in reversed(chain[:-1]):
            behind = self._behind(step.subject, ahead, told.number)
            graded = wording.clean(speech.word(kg.schema, "grade", grade(kg, step.edge)))
            arrow = self.arrows.setdefault((behind, ahead), _Arrow([], graded, []))
            arrow.edges += [step.edge] * (step.edge not in arrow.edges)
            arrow.numbers += [told.number] * (told.number not in arrow.numbers)
            ahead = behind

    def _behind(self, finding: Finding, ahead: str, number: int) -> str:
        key = self.known.get(finding)
        if key is not None and key != ahead and key not in self._after(ahead):
            return key
        kg = self.builder.kg
        made = f"{number}.{sum(1 for one in self.nodes if one.startswith(f'{number}.')) + 1}"
        self.nodes[made] = Node(made, wording.said(kg, finding), kg.entity(finding.entity).category, finding, number)
        self.known.setdefault(finding, made)
        return made

    def _after(self, key: str) -> set[str]:
        """What a node leads to: no arrow may come back from there."""
        found, open_ = set[str](), [key]
        while open_:
            at = open_.pop()
            after = [end for start, end in self.arrows if start == at and end not in found]
            found |= set(after)
            open_ += after
        return found

    def tree(self, others: int) -> Tree:
        order = {key: n for n, key in enumerate(self.nodes)}
        return Tree(
            tuple(self.nodes.values()), tuple(self._links(sorted(self.arrows, key=lambda one: order[one[0]]))), others
        )

    def _links(self, ends: Iterable[tuple[str, str]]) -> Iterator[Link]:
        for start, end in ends:
            arrow = self.arrows[start, end]
            told = tuple(self.builder.edge(edge, f"edge-{edge.id}") for edge in arrow.edges)
            disputed = any(one.doubt for one in told)
            yield Link(start, end, told, arrow.grade, disputed, tuple(arrow.numbers))
