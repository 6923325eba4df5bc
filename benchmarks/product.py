"""A graph as the plain weighted arcs that other libraries search, from effect to cause.

*Stateless*: an arc from each entity to each of its causes, at the cost of the cheapest claim; no state, no side.

*Product*: least-cost walks in it are the least-cost coherent walks of refgraph (without what joined sources cost, which
is no sum over arcs). A node says what is needed: an entity in a state on a side; an arc is an edge that meets the need,
at the cost of the edge and of the joint. One more node for each entity that is asked for needs neither state nor side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.sides import DERIVED, LEANING, NONE, RELATIVE, SIDE_CODES, side_back

Array = np.ndarray[Any, np.dtype[Any]]
BOTH_RELATIVE = (RELATIVE, RELATIVE + 1)
PAIRED = (SIDE_CODES["left"], SIDE_CODES["right"])
NEEDS = 32  # sides of needs: none, literal, derived (from 9 on), leaning (17 and 18)
# Sides of groups: none, literal, then ipsilateral and contralateral without a side of their own, for each side that is
# needed and, from `RESOLVED` on, for each that leans.
MET, RESOLVED = 19, 15
STATES = 256
KEPT = ("tail", "head", "weight")


@dataclass(frozen=True)
class Arcs:
    """Arcs sorted by tail and head, the cheapest of those that share both; nodes below `needs` may be origins."""

    nodes: int
    needs: int
    tail: Array
    head: Array
    weight: Array

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "nodes.npy", np.array([self.nodes, self.needs]))
        for name in KEPT:
            np.save(folder / f"{name}.npy", getattr(self, name))


def stateless(kg: KnowledgeGraph) -> Arcs:
    edges = _edges(kg)
    nodes = len(kg.index.column("in.off")) - 1
    return _arcs(nodes, nodes, edges["e.obj"], edges["e.subj"], edges["e.cost"])


def product(kg: KnowledgeGraph, asked: Sequence[int]) -> tuple[Arcs, dict[int, int]]:
    """Return the arcs and the node of each entity that is asked for."""
    edges = _edges(kg)
    if any(kg.codes.carries[key] or kg.codes.own[key] for key in np.unique(edges["e.pred"])):
        raise ValueError("steps that carry or are flagged are not made by the generator")
    met, head, cost = _taken(edges)
    needs, head = np.unique(head, return_inverse=True)
    groups, met = np.unique(met, return_inverse=True)
    order = np.argsort(met, kind="stable")
    own = {entity: len(needs) + i for i, entity in enumerate(asked)}
    tail, group, joint = map(np.concatenate, zip(_joints(kg, needs, groups), _starts(groups, own), strict=True))
    meeting, edge = _within(group, np.searchsorted(met[order], np.arange(len(groups) + 1)))
    taken = order[edge]
    arcs = _arcs(len(needs) + len(own), len(needs), tail[meeting], head[taken], joint[meeting] + cost[taken])
    return arcs, own


def _within(rows: Array, places: Array) -> tuple[Array, Array]:
    """For each row of a table of places all that lies in it: which of the rows it is, and where it lies."""
    first, count = places[rows], places[rows + 1] - places[rows]
    row = np.repeat(np.arange(len(rows)), count)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count - first, count)


def _edges(kg: KnowledgeGraph) -> dict[str, Array]:
    """The columns of the edges that a search may take."""
    walked = np.asarray(kg.index.column("in.edge"))
    names = ("e.obj", "e.subj", "e.cost", "e.pred", "e.ostate", "e.oside", "e.sstate", "e.sside")
    return {name: np.asarray(kg.index.column(name))[walked].astype(np.int64) for name in names}


def _arcs(nodes: int, needs: int, tail: Array, head: Array, weight: Array) -> Arcs:
    packed = (tail * nodes + head) << 8 | weight
    packed.sort()
    ends, weight = packed >> 8, packed & 255
    first = np.ones(len(ends), bool)
    first[1:] = ends[1:] != ends[:-1]
    ends = ends[first]
    tail, head = (ends // nodes).astype(np.int32), (ends % nodes).astype(np.int32)
    return Arcs(nodes, needs, tail, head, weight[first].astype(np.float64))


def _taken(edges: dict[str, Array]) -> tuple[Array, Array, Array]:
    """For each edge the group it is met in, what it needs, and its cost; once for each side that it may pass on."""
    subject, obj = edges["e.sside"], edges["e.oside"]
    resolved = np.array([[_resolved(side, given) for given in range(5)] for side in range(7)])
    passes = np.isin(obj, BOTH_RELATIVE) & (subject == NONE)
    group = _key(edges["e.obj"], edges["e.ostate"], MET)
    need = _key(edges["e.subj"], edges["e.sstate"], NEEDS)
    # What is felt on one side says nothing of a cause on the other (`refgraph.model.sides`).
    stated = np.where((subject == NONE) & np.isin(obj, PAIRED), obj | LEANING, subject)
    met, needed, cost = (
        [(group + resolved[obj, subject])[~passes]],
        [(need + stated)[~passes]],
        [edges["e.cost"][~passes]],
    )
    for side in range(5):
        derived = resolved[obj[passes], side] | DERIVED if side else NONE
        met.append(group[passes] + 5 * (obj[passes] - RELATIVE + 1) + side)
        needed.append(need[passes] + derived)
        cost.append(edges["e.cost"][passes])
    for side in PAIRED:
        met.append(group[passes] + RESOLVED + 2 * (obj[passes] - RELATIVE) + side - 1)
        needed.append(need[passes] + (resolved[obj[passes], side] | LEANING))
        cost.append(edges["e.cost"][passes])
    return np.concatenate(met), np.concatenate(needed), np.concatenate(cost)


def _resolved(side: int, given: int) -> int:
    """A side, relative or not, where the other end of its edge is on a given side."""
    if side not in BOTH_RELATIVE or given == NONE:
        return side
    joined = side_back(NONE, side, given)
    assert joined is not None
    return joined[1] & ~DERIVED


def _key(entity: Array, state: Array, sides: int) -> Array:
    return (entity * STATES + state) * sides


def _joints(kg: KnowledgeGraph, needs: Array, groups: Array) -> tuple[Array, Array, Array]:
    """Needs and groups that meet, and what each joint costs."""
    codes = kg.codes
    entity = needs // (STATES * NEEDS)
    places = np.searchsorted(groups // (STATES * MET), np.arange(entity[-1] + 2))
    need, group = _within(entity, places)
    table = np.frombuffer(codes.table, np.uint8)
    wanted, met = needs[need], groups[group]
    meets = table[wanted // NEEDS % STATES * codes.size + met // MET % STATES]
    sides = _side_joints()[wanted % NEEDS, met % MET]
    holds = (meets > 0) & (sides >= 0)
    cost = np.array(codes.joints)[meets] + codes.side * sides
    return need[holds], group[holds], cost[holds].astype(np.int64)


def _side_joints() -> Array:
    """Whether the joint of a needed side and a group is flagged (1), holds (0) or does not (-1)."""
    table = np.full((NEEDS, MET), -1)
    for want in (0, *range(1, 5), *range(DERIVED + 1, DERIVED + 5), *(LEANING | side for side in PAIRED)):
        for met in range(MET):
            leans = met >= RESOLVED
            relative, side = divmod(met - RESOLVED, 2) if leans else divmod(met, 5)
            relative, side = (relative + 1, side + 1) if leans else (relative, side)
            if relative and (side != want & 7 or leans != bool(want & LEANING)):
                continue
            joined = side_back(NONE, RELATIVE + relative - 1 if relative else side, want)
            table[want, met] = -1 if joined is None else joined[0]
    return table


def _starts(groups: Array, own: dict[int, int]) -> tuple[Array, Array, Array]:
    """Arcs from entities that are asked for to whatever is said of them."""
    tails, heads = [], []
    for entity, node in own.items():
        first, last = np.searchsorted(groups, (entity * STATES * MET, (entity + 1) * STATES * MET))
        group = np.arange(first, last)
        side = groups[group] % MET
        group = group[(side < 5) | ((side % 5 == 0) & (side < RESOLVED))]
        tails.append(np.full(len(group), node))
        heads.append(group)
    tail, head = np.concatenate(tails), np.concatenate(heads)
    return tail, head, np.zeros(len(tail), np.int64)
