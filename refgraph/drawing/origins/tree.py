"""The tree of origins of a symptom as a picture: the symptom at the top, its origins below, arrows upwards only.

Boxes stand in one or two columns, which stand beside each other under the bar of the symptom or, on a phone, one below
the other. Every arrow has a lane of its own, so that none crosses a box or another arrow: from the side of its box to
the left, up its lane, and into what it leads to. What leads to a second box has a curve at the right. The better the
grade, the wider the arrow; a disputed one is dashed and says so. Texts are measured, and boxes grow with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from refgraph.drawing import chain as chains
from refgraph.drawing.metrics import wrap
from refgraph.drawing.origins import order as tree_order
from refgraph.drawing.svg import Paint, Svg, element, join
from refgraph.language.voice import tr, trn, voice
from refgraph.report.tree import END, Link, Node, Tree

# Width of a column, and the room between two.
COLUMN, BETWEEN = 380.0, 24.0
BAR = 36.0
# From so many groups on there are two columns.
_TWO = 4
_LABEL, _LINE, _SMALL, _SMALL_LINE = 14.0, 18.0, 12.0, 15.5
_PAD, _GAP, _UNDER_BAR, _RIM = 8.0, 12.0, 22.0, 1.0
# Lanes stand this far from each other; the first one this far from the edge, the last one from the boxes.
_LANE, _BEFORE, _BEHIND, _BEND, _HEAD = 9.0, 6.0, 22.0, 7.0, 8.0
_BADGE, _TEXT_X = 11.0, 34.0
_ROOT_TEXT_X = 12.0
# A curve leaves a box a little below the middle of its first line and comes in a little above it.
_BOW, _BOW_LANE, _APART = 16.0, 8.0, 5.0
# So many sources of an arrow are named.
_MOST_CITED = 4
# Width of an arrow by its place in the order of grades, the best first.
_WIDTHS = (5.0, 4.0, 3.0, 1.8)

# Attributes of the link around a node or an arrow; None where it is none.
Links = Callable[[Node | Link], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of boxes.

    Attributes:
        picture: boxes and arrows.
        heads: of the arrows that lead out of it, where it stands below the bar.
        joints: what takes their place where it stands below another column.
        through: the arrows of later columns, where those stand below this one.
    """

    picture: Svg
    heads: Svg
    joints: Svg
    through: Svg
    height: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with its place and its lines of text."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    rows: tuple[chains.Row, ...]

    @property
    def middle(self) -> float:
        """Where an arrow leaves it: level with its first line."""
        return self.y + min(self.height / 2, _PAD + _LINE / 2)


def draw(tree: Tree, paint: Paint, link: Links = lambda _: None) -> tuple[Column, ...]:
    """Draw the boxes and arrows below the bar of a tree of origins.

    Args:
        tree: what is drawn.
        paint: how things look.
        link: gives the attributes of a link for a node or an arrow.

    Returns:
        One or two columns, each `COLUMN` wide.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.words.summary import summary
        >>> from refgraph.report.tree import tree
        >>> from refgraph.report.view_builder import ViewBuilder
        >>> from refgraph.search import questions
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = questions.origins(kg, Finding("headache"))
        >>> len(draw(tree(ViewBuilder(kg), found, summary(kg, found).groups), Paint(kg.schema)))
        1
    """
    return _Sheet(tree, paint, link).columns()


def pictures(tree: Tree, paint: Paint, link: Links = lambda _: None) -> tuple[Svg, ...]:
    """Draw the columns of a tree for a page, whose style sheet sets them beside or below each other.

    Args:
        tree: what is drawn.
        paint: how things look.
        link: gives the attributes of a link for a node or an arrow.
    """
    made = []
    for column in draw(tree, paint, link):
        parts = [("heads", column.heads), ("joints", column.joints), ("through", column.through)]
        ends = [element("g", part, class_=name, aria_hidden="true") for name, part in parts if part]
        size, label = f"0 0 {COLUMN:g} {column.height:g}", tr("Origins of {what}", what=tree.end.label)
        look = {"viewBox": size, "class_": "tree", "role": "group", "aria_label": label}
        made.append(element("svg", *ends, column.picture, **look))
    return tuple(made)


def whole(tree: Tree, paint: Paint, *, narrow: bool = False) -> tuple[Svg, float, float]:
    """Draw a tree with its bar as one picture, for a file of its own.

    Args:
        tree: what is drawn.
        paint: how things look.
        narrow: whether its columns stand one below the other.

    Returns:
        The picture, its width and its height.
    """
    columns = draw(tree, paint)
    width = COLUMN if narrow else COLUMN * len(columns) + BETWEEN * (len(columns) - 1)
    frame = element("rect", x=_RIM, y=_RIM, width=width - 2 * _RIM, height=BAR - _RIM, rx=8, **_box(paint, tree.end))
    look = paint("label")
    drawn = [frame, element("text", tree.end.label, x=14, y=BAR / 2 + 5, font_size=_LABEL + 1, **look)]
    x, y, bottom = 0.0, BAR, BAR
    for number, column in enumerate(columns):
        below = narrow and number > 0
        parts = [column.picture, column.joints if below else column.heads, *([column.through] if narrow else [])]
        drawn.append(element("g", *parts, transform=f"translate({x:g} {y:g})"))
        bottom = max(bottom, y + column.height)
        x, y = (0.0, y + column.height) if narrow else (x + COLUMN + BETWEEN, y)
    return join(*drawn), width, bottom


class _Sheet:
    def __init__(self, tree: Tree, paint: Paint, link: Links) -> None:
        self.tree, self.paint, self.link = tree, paint, link
        self.order = tree_order.order(tree)
        self.parents = tree_order.parents(tree, self.order)
        self.boxes: dict[str, _Box] = {}
        self.bowed = [one for one in tree.links if self.parents.get(one.start) != one.end]
        self.drawn: list[Svg] = []
        self.heads: list[Svg] = []
        self.joints: list[Svg] = []

    def columns(self) -> tuple[Column, ...]:
        shared, made, lanes = self._shared(), list[Column](), len(self.tree.groups)
        for number, column in enumerate(shared):
            first = sum(map(len, shared[:number]))
            self.drawn, self.heads, self.joints = [], [], []
            bowed = [one for one in self.bowed if one.start in self._within(column)]
            room = COLUMN - _RIM - (_BOW + _BOW_LANE * len(bowed) if bowed else 0)
            bottom = self._children(column, END, (0.0, _UNDER_BAR), room, (0.0, first, lanes))
            self._bows(bowed)
            boxes = [self._framed(self.boxes[key]) for key in self._ordered(column)]
            after = [key for later in shared[number + 1 :] for key in later]
            height = bottom + _GAP
            through = join(*(self._through(key, first + len(column) + n, height) for n, key in enumerate(after)))
            ends = join(*self.heads), join(*self.joints) if number else Svg()
            made.append(Column(join(*self.drawn, *boxes), *ends, through, height))
        return tuple(made)

    # ------------------------------------------------------------ columns

    def _shared(self) -> list[list[str]]:
        """Share the groups out: those that are tied to each other together, the next ones where there is most room."""
        columns: list[list[str]] = [[] for _ in range(2 if len(self.tree.groups) >= _TWO else 1)]
        heights = [0.0] * len(columns)
        for tied in tree_order.tied(self.tree, self.order):
            at = heights.index(min(heights))
            columns[at] += tied
            heights[at] += sum(self._estimate(key) for key in tied)
        return [column for column in columns if column]

    def _estimate(self, key: str) -> float:
        below = sum(self._estimate(child) for child in self._below(key))
        return below + 2 * _PAD + _GAP + _LINE * (1 + len(self.tree.node(key).label) // 34) + _SMALL_LINE

    def _below(self, key: str) -> list[str]:
        return [node.key for node in self.tree.nodes if self.parents.get(node.key) == key]

    def _ordered(self, keys: Sequence[str]) -> list[str]:
        """Some groups and all that lies below them, from top to bottom."""
        return [one for key in keys for one in (key, *self._ordered(self._below(key)))]

    def _within(self, keys: Sequence[str]) -> set[str]:
        return set(self._ordered(keys))

    # ------------------------------------------------------------ boxes in their column

    def _children(
        self, keys: Sequence[str], parent: str, at: tuple[float, float], right: float, lanes: tuple[float, int, int]
    ) -> float:
        """Stack what leads to a box below it, with an arrow for each; returns where the last one ends.

        Args:
            keys: of the boxes.
            parent: key of what they lead to.
            at: left edge, and top of the first box.
            right: right edge.
            lanes: height up to which the arrows go, the first lane of these boxes, and how many lanes there are.
        """
        (x, y), (top, first, count) = at, lanes
        left = x + _BEFORE + _LANE * (count - 1) + _BEHIND
        for number, key in enumerate(keys, first):
            box = self._placed(self.tree.node(key), left, y, right - left)
            told = next(one for one in self.tree.links if (one.start, one.end) == (key, parent))
            self._arrow(told, box, _lane(x, number, count), top)
            y = box.y + box.height
            below = self._below(key)
            if below:
                y = self._children(below, key, (left, y + _GAP), right, (y, 0, len(below)))
            y += _GAP
        return y - _GAP

    def _placed(self, node: Node, x: float, y: float, width: float) -> _Box:
        rows = tuple(self._rows(node, width))
        height = 2 * _PAD + sum(row.height for row in rows)
        self.boxes[node.key] = _Box(node, x, y, width, height, rows)
        return self.boxes[node.key]

    def _rows(self, node: Node, width: float) -> list[chains.Row]:
        limit = width - _text_x(node) - _PAD
        rows = chains.named(node.label, limit, _LABEL, _LINE)
        told = next(one for one in self.tree.links if (one.start, one.end) == (node.key, self.parents[node.key]))
        rows += [
            chains.Row(line, _SMALL, _SMALL_LINE, "kind") for line in wrap(self._remarks(told, node), _SMALL, limit)
        ]
        if told.disputed:
            rows.append(chains.Row(tr("disputed"), _SMALL, _SMALL_LINE, "alert-text", "disputed"))
        return rows

    def _remarks(self, told: Link, node: Node) -> str:
        """How it leads on, how surely, and who says it: by number where the picture stands by itself."""
        best, cites = told.edges[0], told.cites
        verb = f"{best.relation}{f' ({best.hedge})' if best.hedge and voice().usual else ''}"
        numbers = "".join(f"[{number}]" for number in cites[:_MOST_CITED]) + "…" * (len(cites) > _MOST_CITED)
        sources = numbers if self.paint.baked else trn(len(cites), "{count} source", "{count} sources")
        more = tr("{count} more behind it", count=node.more) if node.more else ""
        return " · ".join(filter(None, (verb, told.grade, sources if cites else "", more)))

    def _framed(self, box: _Box) -> Svg:
        node, paint = box.node, self.paint
        size = {"x": round(box.x), "y": box.y, "width": round(box.width), "height": box.height}
        drawn: list[Svg] = [element("rect", **size, rx=8, **_box(paint, node))]
        if node.key == str(node.number):
            x, middle = round(box.x + 18), box.y + _PAD + _LINE / 2
            drawn.append(element("circle", cx=x, cy=middle, r=_BADGE, **paint("badge", node.category)))
            look = paint("badge-text")
            drawn.append(element("text", node.key, x=x, y=round(middle + 4.6), font_size=self._size(13), **look))
        return self._linked(node, [*drawn, *self._text(box)])

    def _text(self, box: _Box) -> list[Svg]:
        x, y, drawn = box.x + _text_x(box.node), box.y + _PAD, list[Svg]()
        for row in box.rows:
            left = x
            if row.mark:
                drawn.append(chains.mark(self.paint, row.mark, x + 5, y + row.height / 2))
                left += 16
            look, at = self.paint(row.role), round(y + row.height * 0.74)
            drawn.append(
                element("text", row.text, x=round(left), y=at, font_size=self._size(row.size), lang=row.lang, **look)
            )
            y += row.height
        return drawn

    def _size(self, size: float) -> float | None:
        """A page's style sheet knows the sizes."""
        return size if self.paint.baked else None

    # ------------------------------------------------------------ arrows

    def _arrow(self, told: Link, box: _Box, lane: float, top: float) -> None:
        """From the side of a box to its lane, and up to the lower edge of what it leads to."""
        leaves = told.end == END
        turn = f"q{-_BEND:g},0 {-_BEND:g},{-_BEND:g}"
        way = f"M{box.x:.0f},{box.middle:.0f}H{lane + _BEND:g}{turn}V{top + _HEAD:g}"
        head = element("path", d=f"M{lane:g},{top + 1:g}l4.5,9h-9Z", **self.paint("arrow-tip"))
        if leaves:
            self.heads.append(head)
            self.joints.append(self._lines(told, f"M{lane:g},{_HEAD:g}V0")[-1])
        self.drawn.append(self._linked(told, [*self._lines(told, way), *([] if leaves else [head])]))

    def _through(self, key: str, number: int, height: float) -> Svg:
        """The part of an arrow from a later column that passes this one, to its head."""
        told = next(one for one in self.tree.links if (one.start, one.end) == (key, END))
        lane = _lane(0.0, number, len(self.tree.groups))
        line = self._lines(told, f"M{lane:g},{height:.0f}V{_HEAD:g}")[-1]
        return join(line, element("path", d=f"M{lane:g},1l4.5,9h-9Z", **self.paint("arrow-tip")))

    def _bows(self, bowed: Sequence[Link]) -> None:
        """Arrows to a second box: beside the boxes, at the right, each farther out than the one before."""
        for number, told in enumerate(bowed):
            start, end = self.boxes[told.start], self.boxes[told.end]
            edge, out = round(end.x + end.width), round(end.x + end.width + _BOW + _BOW_LANE * number)
            y, top = start.middle + _APART, end.middle - _APART
            way = (
                f"M{edge},{y:.0f}H{out - _BEND:g}q{_BEND:g},0 {_BEND:g},{-_BEND:g}"
                f"V{top + _BEND:.0f}q0,{-_BEND:g} {-_BEND:g},{-_BEND:g}H{edge + _HEAD:g}"
            )
            head = element("path", d=f"M{edge + 1},{top:.0f}l9,-4.5v9Z", **self.paint("arrow-tip"))
            self.drawn.append(self._linked(told, [*self._lines(told, way), head]))

    def _lines(self, told: Link, way: str) -> list[Svg]:
        """The line of an arrow; in a page also a wider one to point at."""
        look, wide = self.paint("arrow"), self._wide(told)
        if self.paint.baked:
            look["stroke-width"] = f"{wide:g}"
        else:
            look["class_"] += f" w{_WIDTHS.index(wide)}"
        line = element("path", d=way, stroke_dasharray="6 4" if told.disputed else None, **look)
        return [line] if self.paint.baked else [element("path", d=way, class_="reach"), line]

    def _wide(self, told: Link) -> float:
        grades = [key.replace("-", " ") for key in self.paint.schema.ranking.grades]
        place = grades.index(told.grade) if told.grade in grades else len(grades)
        return _WIDTHS[min(place, len(_WIDTHS) - 1)]

    def _linked(self, what: Node | Link, drawn: Sequence[Svg]) -> Svg:
        attributes = self.link(what)
        return element("a", *drawn, **attributes) if attributes else element("g", *drawn)


def _lane(x: float, number: int, count: int) -> float:
    """Where a lane stands: the first box has the one that is nearest to the boxes."""
    return x + _BEFORE + _LANE * (count - 1 - number)


def _box(paint: Paint, node: Node) -> dict[str, str]:
    return paint("box", node.category)


def _text_x(node: Node) -> float:
    return _TEXT_X if node.key == str(node.number) else _ROOT_TEXT_X
