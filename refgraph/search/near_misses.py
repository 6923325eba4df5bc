"""Why there is no path: the walks that come nearest, and the rule that each of them breaks.

The walk here is allowed everything that a search is not: to change state or side at a joint, to go from a group to a
member, to take denied edges, edges that are no mechanism, and look-alikes for one another. Each such liberty is
counted, and the walk with the fewest is the nearest miss. Whether a joint holds is decided by `refgraph.model.joints`,
as for a search.
"""

from __future__ import annotations

from itertools import islice

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.names import say
from refgraph.language.grammar import agree
from refgraph.model.answers import NearMiss, Query
from refgraph.model.sides import ANY, NONE, side_forward, side_name
from refgraph.model.statements import Edge, Finding
from refgraph.search.walks.best_first import BestFirst, Found, Limits
from refgraph.search.walks.constraints import Constraints, constraints_of
from refgraph.search.walks.liberties import MAX_STEPS, alike
from refgraph.search.walks.nearest import (
    AGAINST,
    ALONG,
    END,
    GENERAL,
    JOINT,
    LOOK_ALIKE,
    UNWALKED,
    Key,
    Move,
    Nearest,
)
from refgraph.search.walks.steps import edge_ends

MOST = 3
MAX_REACHED = 50
# Of the search for a path that other options would have let through.
MOST_STEPS = 10_000
_ANATOMY = "nothing but anatomy joins the two"
_UNSETTLED = "these steps join the two, but whether a path does was not settled in time"


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
    any_options = Query("paths", start=query.start, end=query.end, max_hops=MAX_STEPS)
    search = BestFirst(kg, any_options, Limits(MOST_STEPS))
    coherent = next(search.paths(), None)
    if coherent is not None:
        return (_filtered(kg, query, coherent),)
    found: list[NearMiss] = []
    barred: set[Key] = set()
    walks, told = Nearest(kg, query.start, query.end), constraints_of(kg, any_options)
    while len(found) < MOST and (moves := walks.walk(barred)):
        if _told_whole(told, moves):
            moves = tuple(move._replace(breaks=move.breaks & ~GENERAL) for move in moves)
        words_of = _Words(kg, query.end)
        told_steps = tuple(words_of.step(move) for move in moves if move.key[0] != END)
        broken = [move for move in moves if move.breaks]
        if not broken:
            found.append(NearMiss(_ANATOMY if search.outcome.complete else _UNSETTLED, told_steps))
            break
        found.append(NearMiss("; ".join(words_of.why(move, first=move is moves[0]) for move in broken), told_steps))
        barred.update(move.key for move in broken if move.key[0] != END)
        barred.update(moves[-2].key for move in broken if move.key[0] == END)
    return tuple(found) or (_apart(kg, query.start, query.end),)


def _told_whole(told: Constraints, moves: tuple[Move, ...]) -> bool:
    """Say whether one source asserts every step of a walk; a step that is no edge is asserted by none."""
    steps = [told.told(move.key[1]) if move.key[0] == ALONG else None for move in moves if move.key[0] != END]
    return bool(frozenset.intersection(*(step[1] if step else frozenset() for step in steps)))


def _filtered(kg: KnowledgeGraph, query: Query, coherent: Found) -> NearMiss:
    most, found = query.max_hops, len(coherent.edges)
    why = "a coherent path exists, but the options given leave it out"
    if found > most:
        why = f"the claims that join them take {found} steps, and paths of at most {most} were looked for (--max-hops)"
    return NearMiss(why, tuple(words(kg, kg.edge(number)) for number in coherent.edges))


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
        why = _no_mechanism(kg, edge) or _end_clash(kg, finding, edge, forward=forward)
        if why:
            found.append(NearMiss(why, (words(kg, edge),)))
    if found:
        return tuple(found[:MOST])
    if edges:
        return (
            NearMiss("claims exist, but the options given leave them out", tuple(words(kg, e) for e in edges[:MOST])),
        )
    return (NearMiss(_silent(kg, finding, way)),)


# ---------------------------------------------------------------- in words


class _Words:
    """Says what a walk does, and what it breaks.

    Args:
        kg: the graph.
        end: where the walk was asked to end.
    """

    def __init__(self, kg: KnowledgeGraph, end: Finding) -> None:
        self._kg, self._end = kg, end

    def step(self, move: Move) -> str:
        """Say one step in words."""
        kind, number, other = move.key
        if kind == LOOK_ALIKE:
            return f"{self._label(number)} is not {self._label(other)}"
        edge = self._kg.edge(number)
        return words(self._kg, edge) if kind == ALONG else _inverse(self._kg, edge)

    def why(self, move: Move, *, first: bool) -> str:
        """Say what a move breaks; the joint of the first is with what was asked for."""
        kg, (kind, number, other) = self._kg, move.key
        here = self._kg.key_at(move.start[0])
        if kind == END:
            return _clash(kg, here, kg.codes.pattern(self._end), move.start[1:])
        if kind == LOOK_ALIKE:
            reason = alike(kg)[here][self._kg.key_at(other)].rstrip(".")
            return f"{self.step(move)} ({reason})" if reason else self.step(move)
        edge = kg.edge(number)
        if kind == AGAINST:
            return _levels(kg, edge)
        said = [_not_walked(kg, edge)] if move.breaks & UNWALKED else []
        if move.breaks & GENERAL:
            said.append(f"{kg.entity(here).label} is too general to join what different sources say of it")
        if move.breaks & JOINT:
            ends = edge_ends(kg, edge)
            said.append(_clash(kg, here, move.start[1:], (ends.subject_state, ends.subject_side), asked=first))
        return "; ".join(said)

    def _label(self, number: int) -> str:
        return self._kg.entity(self._kg.key_at(number)).label


def _inverse(kg: KnowledgeGraph, edge: Edge) -> str:
    label, other = kg.entity(edge.object.entity).label, kg.entity(edge.subject.entity).label
    return f"{label} {kg.schema.predicates[edge.predicate].inverse} {other}"


def _levels(kg: KnowledgeGraph, edge: Edge) -> str:
    label, other = kg.entity(edge.object.entity).label, kg.entity(edge.subject.entity).label
    if kg.schema.predicates[edge.predicate].walk == "carry":
        return f"what is said of {label} is not said of each: {other}"
    return f"{other} is a combination, and what is said of it is not said of one part of it: {label}"


def _no_mechanism(kg: KnowledgeGraph, edge: Edge) -> str:
    """Say in few words why an edge is never walked, where it stands below; nothing where it is."""
    predicate = kg.schema.predicates[edge.predicate]
    if predicate.walk == "no":
        return f"only a claim of {predicate.family}, no mechanism, speaks of it"
    return "the claim that speaks of it is only ever denied" if edge.status == "denied" else ""


def _not_walked(kg: KnowledgeGraph, edge: Edge) -> str:
    predicate = kg.schema.predicates[edge.predicate]
    if predicate.walk == "no":
        return f"'{words(kg, edge)}' is a claim of {predicate.family}, not of a mechanism"
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
