"""Where the boxes of a drawn graph stand: layers from cause to effect, few crossings; deterministic, in whole numbers.

The three steps of layered drawing after K. Sugiyama, S. Tagawa and M. Toda, "Methods for Visual Understanding of
Hierarchical System Structures", IEEE Trans. SMC 11(2), 1981: layers, few crossings by barycentres, coordinates. The
module knows nothing of claims: nodes are numbers in a fixed order, arrows pairs of them, and a *unit* is a set of nodes
that stays together (one thing, said with and without a state).

`layout.js` beside this file does the same in the browser, for views that a reader makes; the cases in
`tests/data/vectors/layout.json` are checked against both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Arrow = tuple[int, int]
Point = tuple[int, int]

CARD = (168, 76)  # width and height of a box
CELL = 190  # from box to box within a row
ROW = 110  # from row to row within a layer
GAP = 40  # added between layers: room for the verbs
SWEEPS = 8


def neighbourhood(
    links: Sequence[Arrow], seeds: Iterable[int], steps: int, limit: int, rank: Mapping[int, int]
) -> list[int]:
    """Return the nodes within some steps of the seeds, whichever way the links point.

    Args:
        links: pairs of nodes.
        seeds: where to begin; they always come first.
        steps: how many links away, at the most.
        limit: how many nodes at the most; the nearest stay, and of equally near ones those of the lowest rank.
        rank: a number for each node.

    Example:
        >>> neighbourhood([(0, 1), (2, 1), (2, 3)], [1], 1, 9, {0: 1, 1: 0, 2: 0, 3: 0})
        [1, 2, 0]
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    found = border = sorted(set(seeds), key=lambda node: (rank[node], node))
    seen = set(found)
    for _ in range(steps):
        around = {other for node in border for other in beside[node]} - seen
        border = sorted(around, key=lambda node: (rank[node], node))
        seen |= around
        found = found + border
    return found[:limit]


def arrange(nodes: Sequence[int], arrows: Sequence[Arrow], unit: Mapping[int, int], per_row: int) -> dict[int, Point]:
    """Return where the middle of each node stands; y grows from cause to effect.

    Args:
        nodes: in their fixed order.
        arrows: from cause to effect; the first ones matter most where arrows form a loop.
        unit: nodes of one unit stand in one layer, side by side.
        per_row: how many boxes stand side by side at the most; longer layers are broken into staggered rows.

    Example:
        >>> arrange([0, 1, 2], [(0, 2), (1, 2)], {0: 0, 1: 1, 2: 2}, 4)
        {0: (-95, -75), 1: (95, -75), 2: (0, 75)}
    """
    return place(reduce_crossings(nodes, arrows, unit, layers(nodes, arrows, unit)), per_row)


def layers(nodes: Sequence[int], arrows: Sequence[Arrow], unit: Mapping[int, int]) -> dict[int, int]:
    """Return the layer of every unit, from 0: each one below all that points at it, arrows that close a loop apart.

    Example:
        >>> layers([0, 1, 2], [(0, 1), (1, 2), (2, 0)], {0: 0, 1: 1, 2: 2})
        {0: 0, 1: 1, 2: 2}
    """
    units = list(dict.fromkeys(unit[node] for node in nodes))
    after = _successors(units, arrows, unit)
    order, kept = _acyclic(units, after)
    layer = dict.fromkeys(units, 0)
    entered = set()
    for one in order:
        for other in kept[one]:
            layer[other] = max(layer[other], layer[one] + 1)
            entered.add(other)
    # What nothing points at moves down to just above what it points at, so that no arrow is longer than it must be.
    for one in reversed(order):
        if one not in entered and kept[one]:
            layer[one] = min(layer[other] for other in kept[one]) - 1
    used = {level: i for i, level in enumerate(sorted(set(layer.values())))}
    return {one: used[layer[one]] for one in units}


def _successors(units: Iterable[int], arrows: Iterable[Arrow], unit: Mapping[int, int]) -> dict[int, list[int]]:
    after: dict[int, dict[int, None]] = {one: {} for one in units}
    for a, b in arrows:
        if a in unit and b in unit and unit[a] != unit[b]:
            after[unit[a]][unit[b]] = None
    return {one: list(others) for one, others in after.items()}


def _acyclic(units: Sequence[int], after: Mapping[int, Sequence[int]]) -> tuple[list[int], dict[int, list[int]]]:
    """Leave out the arrows that close a loop; return the units from cause to effect, and the arrows that stay."""
    entered = {other for others in after.values() for other in others}
    starts = [one for one in units if one not in entered] + list(units)
    state: dict[int, int] = {}  # 1 while what is below it is visited, 2 when done
    kept: dict[int, list[int]] = {one: [] for one in units}
    done: list[int] = []
    for start in starts:
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(after[start]))]
        while stack:
            one, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                state[one] = 2
                done.append(one)
                stack.pop()
            elif state.get(other) != 1:
                kept[one].append(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(after[other])))
    return done[::-1], kept


def reduce_crossings(
    nodes: Sequence[int], arrows: Sequence[Arrow], unit: Mapping[int, int], layer: Mapping[int, int]
) -> list[list[int]]:
    """Return the nodes of each layer from left to right, so that few arrows cross.

    Sweeps down and up and puts each unit at the mean place of what it is joined to in the layers it comes from.

    Example:
        >>> reduce_crossings([0, 1, 2, 3], [(0, 3), (1, 2)], {i: i for i in range(4)}, {0: 0, 1: 0, 2: 1, 3: 1})
        [[0, 1], [3, 2]]
    """
    members: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        members[unit[node]].append(node)
    rows: list[list[int]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for one in members:
        rows[layer[one]].append(one)
    before, after = _sides(arrows, unit, layer)
    at: dict[int, float] = {}
    for row in rows:
        _note(row, members, at)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            _settle(row, before if down else after, members, at)
    joined = _joined(arrows, at)
    return [
        [node for one in row for node in sorted(members[one], key=lambda node: _mean(joined[node], at[node]))]
        for row in rows
    ]


def _sides(
    arrows: Iterable[Arrow], unit: Mapping[int, int], layer: Mapping[int, int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """For each unit, the nodes above it and below it that an arrow joins to it."""
    before: dict[int, list[int]] = defaultdict(list)
    after: dict[int, list[int]] = defaultdict(list)
    for a, b in arrows:
        if a not in unit or b not in unit:
            continue
        for one, other in ((a, b), (b, a)):
            if layer[unit[one]] < layer[unit[other]]:
                after[unit[one]].append(other)
                before[unit[other]].append(one)
    return before, after


def _settle(
    row: list[int], joined: Mapping[int, Sequence[int]], members: Mapping[int, Sequence[int]], at: dict[int, float]
) -> None:
    """Sort the units of a layer by the mean place of what they are joined to; those joined to nothing keep theirs."""
    row.sort(key=lambda one: _mean([at[node] for node in joined[one]], _mean([at[node] for node in members[one]], 0)))
    _note(row, members, at)


def _note(row: Sequence[int], members: Mapping[int, Sequence[int]], at: dict[int, float]) -> None:
    """Count the nodes of a layer from its middle."""
    order = [node for one in row for node in members[one]]
    for i, node in enumerate(order):
        at[node] = i - (len(order) - 1) / 2


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _joined(arrows: Iterable[Arrow], at: Mapping[int, float]) -> dict[int, list[float]]:
    """For each node, the places of what it is joined to."""
    joined: dict[int, list[float]] = defaultdict(list)
    for a, b in arrows:
        if a in at and b in at:
            joined[a].append(at[b])
            joined[b].append(at[a])
    return joined


def place(rows: Iterable[Sequence[int]], per_row: int) -> dict[int, Point]:
    """Return the middles of the boxes, layer by layer, around the point 0, 0.

    A layer longer than `per_row` is distributed over several staggered rows, so that neighbours stay near each other.

    Example:
        >>> place([[0, 1, 2], [3]], 2)
        {0: (-95, -130), 1: (0, -20), 2: (95, -130), 3: (0, 130)}
    """
    points: dict[int, Point] = {}
    y = 0
    for row in rows:
        deal = -(-(len(row) - 1) // (per_row - 1)) if len(row) > per_row > 1 else 1
        for i, node in enumerate(row):
            points[node] = ((2 * i - (len(row) - 1)) * CELL // (2 * deal), y + i % deal * ROW)
        y += deal * ROW + GAP
    middle = (y - ROW - GAP) // 2
    return {node: (x, y - middle) for node, (x, y) in points.items()}
