"""Why there is no path: the walks that come nearest, and the rule that each of them breaks.

The walk here is allowed everything that a search is not: to change state or side at a joint, to go from a group to a
member, to take denied edges, edges that are no mechanism, and look-alikes for one another. Each such liberty is
counted, and the walk with the fewest is the nearest miss. Whether a joint holds is decided by `refgraph.model.joints`,
as for a search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import islice

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.names import say
from refgraph.model.answers import NearMiss, Query
from refgraph.model.sides import ANY, NONE, side_forward, side_name
from refgraph.model.statements import Edge, Finding
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.walks.steps import edge_ends

MOST = 3
MAX_STEPS = 8
MAX_POPS = 20_000
MAX_REACHED = 50
# How far each liberty goes; a walk that takes more than MAX_LIBERTY in all explains nothing any more.
MAX_LIBERTY = 5
_CLASH, _ALIKE, _DENIED, _DOWN, _UP, _NOT_WALKED = 2, 2, 3, 3, 4, 5
# An entity, and the codes of the state and side that the walk stands on.
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Move:
    """One step of a walk that need not hold: `why` says what it breaks, if anything."""

    key: tuple[str, ...]
    end: _Place
    words: str
    weight: int = 0
    why: str = ""


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
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.model.answers import Query
        >>> query = Query("paths", Finding("headache"), Finding("hamstrings", "tight"))
        >>> misses(kg, query)[0].why[:30]
        'claims lead from headache to u'
    """
    if query.start is None or query.end is None:
        return _one_ended(kg, query)
    if query.start.entity == query.end.entity:
        return (NearMiss(f"both ends are the same thing: {kg.entity(query.end.entity).label}"),)
    found: list[NearMiss] = []
    barred: set[tuple[str, ...]] = set()
    while len(found) < MOST:
        moves = _nearest(kg, query.start, query.end, barred)
        if moves is None:
            break
        broken = [move for move in moves if move.why]
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
    others = ", ".join(kg.entity(key).label for key in _alike(kg).get(finding.entity, ()))
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
    kg: KnowledgeGraph, start: Finding, end: Finding, barred: set[tuple[str, ...]]
) -> tuple[_Move, ...] | None:
    first = (start.entity, *kg.codes.pattern(start))
    heap: list[tuple[int, int, tuple[tuple[str, ...], ...], _Place, tuple[_Move, ...]]] = [(0, 0, (), first, ())]
    seen: set[_Place] = set()
    for _ in range(MAX_POPS):
        if not heap:
            return None
        weight, _, keys, here, moves = heappop(heap)
        if here[0] == end.entity and moves and moves[-1].key[0] == "end":
            return moves[:-1] if not moves[-1].why else _with_last(moves)
        if here in seen and here[0] != end.entity:
            continue
        seen.add(here)
        if here[0] == end.entity:
            final = _arrival(kg, here, end)
            heappush(heap, (weight + 100 * final.weight, len(moves), (*keys, final.key), here, (*moves, final)))
            continue
        if len(moves) >= MAX_STEPS:
            continue
        for move in _moves(kg, here, first=not moves):
            liberty = sum(one.weight for one in (*moves, move))
            passed = any(one.end[0] == move.end[0] for one in moves) or move.end[0] == start.entity
            if move.key not in barred and liberty <= MAX_LIBERTY and not passed:
                following = (*moves, move)
                heappush(heap, (weight + move.weight * 100 + 1, len(following), (*keys, move.key), move.end, following))
    return None


def _with_last(moves: tuple[_Move, ...]) -> tuple[_Move, ...]:
    """Let the last step carry what is wrong with where it arrives."""
    last, arrival = moves[-2], moves[-1]
    why = "; ".join(text for text in (last.why, arrival.why) if text)
    return (*moves[:-2], _Move(last.key, last.end, last.words, last.weight, why))


def _arrival(kg: KnowledgeGraph, here: _Place, end: Finding) -> _Move:
    pattern = kg.codes.pattern(end)
    holds = kg.codes.at_end(here[1], here[2], pattern) is not None
    why = "" if holds else _clash(kg, end.entity, pattern, here[1:])
    return _Move(("end",), here, "", _CLASH if why else 0, why)


def _moves(kg: KnowledgeGraph, here: _Place, *, first: bool) -> Iterator[_Move]:
    """All steps from a place, those that hold and those that do not."""
    for edge in kg.edges(subject=here[0]):
        yield _along(kg, here, edge, first=first)
    for edge in kg.edges(object=here[0]):
        back = _against(kg, here, edge)
        if back is not None:
            yield back
    for other, reason in _alike(kg).get(here[0], {}).items():
        label = f"{kg.entity(here[0]).label} is not {kg.entity(other).label}"
        end = other, ANY, ANY
        yield _Move(("distinct", here[0], other), end, label, _ALIKE, f"{label} ({reason.rstrip('.')})")


@lru_cache(maxsize=4)
def _alike(kg: KnowledgeGraph) -> Mapping[str, Mapping[str, str]]:
    """Look-alikes of each entity, whichever of the two tells them apart, with the reason."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in kg.told_apart():
        for other, reason in entity.distinct_from.items():
            found[entity.key][other] = reason
            found[other].setdefault(entity.key, reason)
    return found


def _along(kg: KnowledgeGraph, here: _Place, edge: Edge, *, first: bool) -> _Move:
    ends, walk = edge_ends(kg, edge), kg.schema.predicates[edge.predicate].walk
    not_walked, clash, weight = _not_walked(kg, edge), "", 0
    joint = kg.codes.forward(ends, here[1], here[2])
    if joint is None:
        clash, weight = _clash(kg, here[0], here[1:], (ends.subject_state, ends.subject_side), asked=first), _CLASH
        # The walk goes on as if it had begun here.
        joint = kg.codes.forward(ends, ANY, ANY)
    state, side = (joint.state, joint.side) if joint else (ANY, ANY)
    why = "; ".join(text for text in (not_walked, clash) if text)
    weight += _severity(walk) if not_walked else 0
    return _Move((str(edge.id),), (edge.object.entity, state, side), words(kg, edge), weight, why)


def _against(kg: KnowledgeGraph, here: _Place, edge: Edge) -> _Move | None:
    """A step down from a group or a broad kind, or up from a component: levels may not be changed that way."""
    predicate = kg.schema.predicates[edge.predicate]
    if not predicate.flag or predicate.symmetric:
        return None
    label, other = kg.entity(edge.object.entity).label, kg.entity(edge.subject.entity).label
    text, key = f"{label} {predicate.inverse} {other}", (str(edge.id), "back")
    if predicate.walk == "carry":
        why = f"what is said of {label} is not said of each: {other}"
        return _Move(key, (edge.subject.entity, here[1], here[2]), text, _DOWN, why)
    why = f"{other} is a combination, and what is said of it is not said of one part of it: {label}"
    return _Move(key, (edge.subject.entity, ANY, ANY), text, _UP, why)


def _severity(walk: str) -> int:
    return _NOT_WALKED if walk == "no" else _DENIED


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
        A line such as `tight hamstrings tilts into posterior pelvic tilt [toy-hip]`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> words(kg, kg.edge(0))
        'cervicogenic headache is a kind of headache [toy-neck]'
    """
    verb = kg.schema.predicates[edge.predicate].forward
    sources = ", ".join(sorted({claim.source for claim in edge.claims}))
    return f"{say(kg, edge.subject)} {verb} {say(kg, edge.object)} [{sources}]"
