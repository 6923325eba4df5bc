"""Why there is no path: the walks that come nearest, and the rule that each of them breaks.

The walk here is allowed everything that a search is not: to change state or side at a joint, to go from a group to a
member, to take denied edges, edges that are no mechanism, and look-alikes for one another. Each such liberty is
counted, and the walk with the fewest is the nearest miss. Whether a joint holds is decided by `refgraph.model.joints`,
as for a search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from itertools import islice

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.names import say
from refgraph.language.grammar import agree
from refgraph.model.answers import NearMiss, Query
from refgraph.model.sides import ANY, NONE, side_forward, side_name
from refgraph.model.statements import Edge, Finding
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.walks.liberties import (
    ALIKE,
    CLASH,
    DENIED,
    DOWN,
    LIBERTY,
    MAX_LIBERTY,
    MAX_STEPS,
    NOT_WALKED,
    UP,
    Ahead,
    alike,
)
from refgraph.search.walks.steps import edge_ends

MOST = 3
MAX_POPS = 20_000
MAX_REACHED = 50
# An entity, and the codes of the state and side that the walk stands on.
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Move:
    """One step of a walk that need not hold.

    Attributes:
        key: what tells it from others.
        end: where it leads.
        weight: of the liberty that it takes.
        said, told: put the step, and what it breaks, into words.
    """

    key: tuple[str, ...]
    end: _Place
    weight: int = 0
    # Thousands of moves are weighed and a handful told, so they are put into words when they are.
    said: Callable[[], str] = str
    told: tuple[Callable[[], str], ...] = ()

    @property
    def broken(self) -> bool:
        """Whether it breaks anything."""
        return bool(self.told)

    @property
    def words(self) -> str:
        """The step in words."""
        return self.said()

    @property
    def why(self) -> str:
        """What it breaks, in words."""
        return "; ".join(say() for say in self.told)


def misses(kg: KnowledgeGraph, query: Query) -> tuple[NearMiss, ...]:
    """Find the nearest misses of a query that has no path.

    Args:
        kg: the graph.
        query: a question that has no path.

    Returns:
        At most three, nearest first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> misses(kg, Query("paths", Finding("headache"), Finding("hamstrings", "tight")))[0].why[:30]
        'claims lead from headache to u'
    """
    if query.start is None or query.end is None:
        return _one_ended(kg, query)
    if query.start.entity == query.end.entity:
        return (NearMiss(f"both ends are the same thing: {kg.entity(query.end.entity).label}"),)
    found: list[NearMiss] = []
    barred: set[tuple[str, ...]] = set()
    ahead = Ahead(kg, query.start.entity, query.end.entity)
    while len(found) < MOST and (moves := _nearest(kg, query.start, query.end, barred, ahead)):
        broken = [move for move in moves if move.broken]
        if not broken:
            found.append(_filtered(moves))
            break
        found.append(NearMiss("; ".join(move.why for move in broken), tuple(move.words for move in moves)))
        barred.update(move.key for move in broken)
    return tuple(found) or (_apart(kg, query.start, query.end),)


def _filtered(moves: tuple[_Move, ...]) -> NearMiss:
    why = "a coherent path exists, but the options given (or --max-hops) leave it out"
    return NearMiss(why, tuple(move.words for move in moves))


def _apart(kg: KnowledgeGraph, start: Finding, end: Finding) -> NearMiss:
    """Say how far the claims reach from both ends, where they do not come near each other."""
    ahead, behind = _reached(kg, Query("effects", start=start)), _reached(kg, Query("origins", end=end))
    from_start = f"claims lead from {say(kg, start)} to {_some(kg, ahead)}" if ahead else _silent(kg, start, "from")
    to_end = f"claims lead to {say(kg, end)} from {_some(kg, behind)}" if behind else _silent(kg, end, "to")
    return NearMiss(f"{from_start}; {to_end}; no claim joins the two")


def _reached(kg: KnowledgeGraph, query: Query) -> tuple[str, ...]:
    """What coherent paths reach from one end, the nearest first."""
    found = (kg.edge(path.edges[0 if query.end else -1]) for path in islice(BestFirst(kg, query).paths(), MAX_REACHED))
    return tuple(dict.fromkeys((edge.subject if query.end else edge.object).entity for edge in found))


def _silent(kg: KnowledgeGraph, finding: Finding, way: str) -> str:
    others = ", ".join(kg.entity(key).label for key in alike(kg).get(finding.entity, ()))
    return f"no claim of a mechanism leads {way} {say(kg, finding)}{f' (did you mean {others}?)' if others else ''}"


def _some(kg: KnowledgeGraph, keys: tuple[str, ...], most: int = 4) -> str:
    shown = ", ".join(kg.entity(key).label for key in keys[:most])
    return f"{shown} and {len(keys) - most} more" if len(keys) > most else shown


def _one_ended(kg: KnowledgeGraph, query: Query) -> tuple[NearMiss, ...]:
    """Say what is known of an end that no path leads to or from."""
    finding, forward = (query.start, True) if query.end is None else (query.end, False)
    if finding is None:
        return ()
    edges = kg.edges(subject=finding.entity) if forward else kg.edges(object=finding.entity)
    way = "from" if forward else "to"
    found = []
    for edge in edges:
        why = _not_walked(kg, edge) or _end_clash(kg, finding, edge, forward=forward)
        if why:
            found.append(NearMiss(why, (words(kg, edge),)))
    if found:
        return tuple(found[:MOST])
    if edges:
        return (
            NearMiss("claims exist, but the options given leave them out", tuple(words(kg, e) for e in edges[:MOST])),
        )
    return (NearMiss(_silent(kg, finding, way)),)


# ---------------------------------------------------------------- the walk that is allowed everything


def _nearest(
    kg: KnowledgeGraph, start: Finding, end: Finding, barred: set[tuple[str, ...]], ahead: Ahead
) -> tuple[_Move, ...] | None:
    first = (start.entity, *kg.codes.pattern(start))
    heap: list[tuple[int, int, tuple[tuple[str, ...], ...], _Place, tuple[_Move, ...]]] = []
    heappush(heap, (ahead.least(start.entity), 0, (), first, ()))
    seen: set[_Place] = set()
    for _ in range(MAX_POPS):
        if not heap:
            return None
        due, _, keys, here, moves = heappop(heap)
        weight = due - ahead.least(here[0])
        if here[0] == end.entity and moves and moves[-1].key[0] == "end":
            return moves[:-1] if not moves[-1].broken else _with_last(moves)
        if here in seen and here[0] != end.entity:
            continue
        seen.add(here)
        if here[0] == end.entity:
            final = _arrival(kg, here, end)
            heappush(heap, (weight + LIBERTY * final.weight, len(moves), (*keys, final.key), here, (*moves, final)))
            continue
        if len(moves) >= MAX_STEPS:
            continue
        for move in _moves(kg, here, first=not moves):
            liberty = sum(one.weight for one in (*moves, move))
            least = ahead.least(move.end[0])
            passed = any(one.end[0] == move.end[0] for one in moves) or move.end[0] == start.entity
            if move.key not in barred and liberty + least // LIBERTY <= MAX_LIBERTY and not passed:
                following = (*moves, move)
                due = weight + move.weight * LIBERTY + 1 + least
                heappush(heap, (due, len(following), (*keys, move.key), move.end, following))
    return None


def _with_last(moves: tuple[_Move, ...]) -> tuple[_Move, ...]:
    """Let the last step carry what is wrong with where it arrives."""
    last, arrival = moves[-2], moves[-1]
    return (*moves[:-2], replace(last, told=last.told + arrival.told))


def _arrival(kg: KnowledgeGraph, here: _Place, end: Finding) -> _Move:
    pattern = kg.codes.pattern(end)
    holds = kg.codes.at_end(here[1], here[2], pattern) is not None
    if holds:
        return _Move(("end",), here)
    return _Move(("end",), here, CLASH, told=(partial(_clash, kg, end.entity, pattern, here[1:]),))


def _moves(kg: KnowledgeGraph, here: _Place, *, first: bool) -> Iterator[_Move]:
    """All steps from a place, those that hold and those that do not."""
    for edge in kg.edges(subject=here[0]):
        yield _along(kg, here, edge, first=first)
    for edge in kg.edges(object=here[0]):
        back = _against(kg, here, edge)
        if back is not None:
            yield back
    for other, reason in alike(kg).get(here[0], {}).items():
        apart = partial(_apart_from, kg, here[0], other)
        end = other, ANY, ANY
        yield _Move(
            ("distinct", here[0], other), end, ALIKE, apart, (partial(_apart_from, kg, here[0], other, reason),)
        )


def _apart_from(kg: KnowledgeGraph, one: str, other: str, reason: str = "") -> str:
    label = f"{kg.entity(one).label} is not {kg.entity(other).label}"
    return f"{label} ({reason.rstrip('.')})" if reason else label


def _along(kg: KnowledgeGraph, here: _Place, edge: Edge, *, first: bool) -> _Move:
    ends, walk = edge_ends(kg, edge), kg.schema.predicates[edge.predicate].walk
    told: list[Callable[[], str]] = []
    weight = 0
    if walk == "no" or edge.status == "denied":
        told.append(partial(_not_walked, kg, edge))
        weight = _severity(walk)
    if not first and here[0] in kg.schema.ranking.unspecific:
        told.append(partial(_too_general, kg, here[0]))
        weight += CLASH
    joint = kg.codes.forward(ends, here[1], here[2])
    if joint is None:
        needed = ends.subject_state, ends.subject_side
        told.append(partial(_clash, kg, here[0], here[1:], needed, asked=first))
        weight += CLASH
        # The walk goes on as if it had begun here.
        joint = kg.codes.forward(ends, ANY, ANY)
    state, side = (joint.state, joint.side) if joint else (ANY, ANY)
    return _Move((str(edge.id),), (edge.object.entity, state, side), weight, partial(words, kg, edge), tuple(told))


def _too_general(kg: KnowledgeGraph, entity: str) -> str:
    label = kg.entity(entity).label
    return f"{label} is too general to join what different sources say of it"


def _against(kg: KnowledgeGraph, here: _Place, edge: Edge) -> _Move | None:
    """A step down from a group or a broad kind, or up from a component: levels may not be changed that way."""
    predicate = kg.schema.predicates[edge.predicate]
    if not predicate.flag or predicate.symmetric:
        return None
    carries, key = predicate.walk == "carry", (str(edge.id), "back")
    end = (edge.subject.entity, *(here[1:] if carries else (ANY, ANY)))
    said, why = partial(_inverse, kg, edge), partial(_levels, kg, edge)
    return _Move(key, end, DOWN if carries else UP, said, (why,))


def _inverse(kg: KnowledgeGraph, edge: Edge) -> str:
    label, other = kg.entity(edge.object.entity).label, kg.entity(edge.subject.entity).label
    return f"{label} {kg.schema.predicates[edge.predicate].inverse} {other}"


def _levels(kg: KnowledgeGraph, edge: Edge) -> str:
    label, other = kg.entity(edge.object.entity).label, kg.entity(edge.subject.entity).label
    if kg.schema.predicates[edge.predicate].walk == "carry":
        return f"what is said of {label} is not said of each: {other}"
    return f"{other} is a combination, and what is said of it is not said of one part of it: {label}"


def _severity(walk: str) -> int:
    return NOT_WALKED if walk == "no" else DENIED


def _not_walked(kg: KnowledgeGraph, edge: Edge) -> str:
    predicate = kg.schema.predicates[edge.predicate]
    if predicate.walk == "no":
        return f"'{words(kg, edge)}' is a {predicate.family} claim, not a mechanism"
    return f"'{words(kg, edge)}' is only ever denied" if edge.status == "denied" else ""


def _end_clash(kg: KnowledgeGraph, asked: Finding, edge: Edge, *, forward: bool) -> str:
    """Say how an edge contradicts the end of a query that it should lead from, or to; nothing where it does not."""
    ends, pattern = edge_ends(kg, edge), kg.codes.pattern(asked)
    if (kg.codes.forward if forward else kg.codes.back)(ends, *pattern) is not None:
        return ""
    if forward:
        return _clash(kg, asked.entity, pattern, (ends.subject_state, ends.subject_side))
    arrived = side_forward(ANY, ends.subject_side, ends.object_side)
    return _clash(kg, asked.entity, pattern, (ends.object_state, arrived[1] if arrived else NONE))


def _clash(kg: KnowledgeGraph, entity: str, have: tuple[int, int], need: tuple[int, int], *, asked: bool = True) -> str:
    """Say how states or sides contradict each other where a joint does not hold."""
    label, names = kg.entity(entity).label, {code: state for state, code in kg.codes.states.items()}
    if not kg.codes.meet(have[0], need[0]):
        here, there = names[have[0]] or "no state", names[need[0]]
        verb, of = ("the claim", "speaks of") if asked else ("the next claim", "needs")
        return f"{label}: {here} here, but {verb} {f'{of} {there}' if there else 'names no state'}"
    return f"{label}: {side_name(have[1])} here, but the claim speaks of {side_name(need[1])}"


def words(kg: KnowledgeGraph, edge: Edge) -> str:
    """Say an edge in one line: subject, verb, object, sources.

    Args:
        kg: the graph.
        edge: the edge.

    Returns:
        A line such as `tight hamstrings tilt into posterior pelvic tilt [toy-hip]`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> words(kg, kg.edge(0))
        'cervicogenic headache is a kind of headache [toy-neck]'
    """
    many = kg.entity(edge.subject.entity).plural
    verb = agree(kg.schema.predicates[edge.predicate].forward, plural=many)
    sources = ", ".join(sorted({claim.source for claim in edge.claims}))
    return f"{say(kg, edge.subject)} {verb} {say(kg, edge.object)} [{sources}]"
