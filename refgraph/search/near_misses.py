"""Why there is no path: the walks that come nearest, and the rule that each of them breaks.

The walk here is allowed everything that a search is not: to change state or side at a joint, to go from a group to a
member, to take denied edges, edges that are no mechanism, and look-alikes for one another. Each such liberty is
counted, and the walk with the fewest is the nearest miss. Whether a joint holds is decided by `refgraph.model.joints`,
as for a search.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
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
from refgraph.model.vocabulary import STATUSES
from refgraph.search.walks.best_first import BestFirst, Found
from refgraph.search.walks.constraints import Constraints
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
from refgraph.search.walks.steps import edge_ends, ends_at

MOST = 3
MAX_POPS = 20_000
MAX_REACHED = 50
_IS_DENIED = STATUSES.index("denied")
# The number of an entity, and the codes of the state and side that the walk stands on.
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Move:
    """One step of a walk that need not hold.

    Attributes:
        key: what tells it from others.
        end: where it leads.
        weight: of the liberty that it takes.
        said, told: put the step, and what it breaks, into words.
        general: says that what it leads on from is too general, which breaks nothing where one source tells it all.
    """

    key: tuple[str, ...]
    end: _Place
    weight: int = 0
    # Thousands of moves are weighed and a handful told, so they are put into words when they are.
    said: Callable[[], str] = str
    told: tuple[Callable[[], str], ...] = ()
    general: Callable[[], str] | None = None

    @property
    def broken(self) -> bool:
        """Whether it breaks anything."""
        return bool(self.told or self.general)

    @property
    def words(self) -> str:
        """The step in words."""
        return self.said()

    @property
    def why(self) -> str:
        """What it breaks, in words."""
        return "; ".join(say() for say in (*self.told, *([self.general] if self.general else [])))


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
    coherent = next(BestFirst(kg, any_options).paths(), None)
    if coherent is not None:
        return (_filtered(kg, query, coherent),)
    found: list[NearMiss] = []
    barred: set[tuple[str, ...]] = set()
    walks, told = _Walks(kg, query.start, query.end), Constraints(kg, any_options)
    while len(found) < MOST and (moves := walks.nearest(barred)):
        if _told_whole(told, moves):
            moves = tuple(replace(move, general=None) for move in moves)
        broken = [move for move in moves if move.broken]
        if not broken:
            found.append(NearMiss("nothing but anatomy joins the two", tuple(move.words for move in moves)))
            break
        found.append(NearMiss("; ".join(move.why for move in broken), tuple(move.words for move in moves)))
        barred.update(move.key for move in broken)
    return tuple(found) or (_apart(kg, query.start, query.end),)


def _told_whole(told: Constraints, moves: tuple[_Move, ...]) -> bool:
    """Say whether one source asserts every step of a walk; a step that is no edge is asserted by none."""
    steps = [told.told(int(move.key[0])) if len(move.key) == 1 and move.key[0].isdigit() else None for move in moves]
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


# ---------------------------------------------------------------- the walk that is allowed everything


class _Walks:
    """The walks between two findings that need not hold, those with the fewest liberties first.

    Args:
        kg: the graph.
        start, end: the two findings.
    """

    def __init__(self, kg: KnowledgeGraph, start: Finding, end: Finding) -> None:
        self._kg, self._start, self._end = kg, start, end
        self._ahead = Ahead(kg, start.entity, end.entity)
        self._moves: dict[tuple[_Place, bool], tuple[tuple[_Move, int], ...]] = {}
        self._near: dict[int, Mapping[int, int]] = {}

    def nearest(self, barred: set[tuple[str, ...]]) -> tuple[_Move, ...] | None:
        """Return the moves of the best walk that takes none of some moves; None where there is none."""
        start, end = self._kg.number(self._start.entity), self._kg.number(self._end.entity)
        # What is due, how many moves, their keys, the place, the moves and what their liberties weigh.
        heap: list[tuple[int, int, tuple[tuple[str, ...], ...], _Place, tuple[_Move, ...], int]] = []
        heappush(heap, (self._ahead.least(start), 0, (), (start, *self._kg.codes.pattern(self._start)), (), 0))
        seen: set[_Place] = set()
        for _ in range(MAX_POPS):
            if not heap:
                return None
            due, _, keys, here, moves, taken = heappop(heap)
            if here[0] == end:
                if moves and moves[-1].key[0] == "end":
                    return moves[:-1] if not moves[-1].broken else _with_last(moves)
                final = _arrival(self._kg, here, self._end)
                weight = due + LIBERTY * final.weight
                heappush(heap, (weight, len(moves), (*keys, final.key), here, (*moves, final), taken))
            if here in seen or here[0] == end or len(moves) >= MAX_STEPS:
                continue
            seen.add(here)
            weight = due - self._ahead.least(here[0])
            passed = {start, *(one.end[0] for one in moves)}
            for move, least in self._from(here, first=not moves):
                liberty, to = taken + move.weight, move.end
                if liberty + least // LIBERTY > MAX_LIBERTY or to in seen or to[0] in passed or move.key in barred:
                    continue
                due = weight + move.weight * LIBERTY + 1 + least
                heappush(heap, (due, len(moves) + 1, (*keys, move.key), to, (*moves, move), liberty))
        return None

    def _from(self, here: _Place, *, first: bool) -> tuple[tuple[_Move, int], ...]:
        """Return the moves from a place that may still arrive, each with the least that is to come after it."""
        found = self._moves.get((here, first))
        if found is None:
            least = self._least(here[0])
            moves = _moves(self._kg, here, least, first=first) if least else ()
            found = self._moves[here, first] = tuple((move, least[move.end[0]]) for move in moves)
        return found

    def _least(self, entity: int) -> Mapping[int, int]:
        """Return what stands beside an entity and may still arrive, with the least that is to come after it."""
        found = self._near.get(entity)
        if found is None:
            weights = {other: self._ahead.least(other) for other in set(_beside(self._kg, entity))}
            within = {other: weight for other, weight in weights.items() if weight // LIBERTY <= MAX_LIBERTY}
            found = self._near[entity] = within
        return found


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


def _beside(kg: KnowledgeGraph, here: int) -> Iterator[int]:
    """Yield what one step leads to from an entity, the right way or the wrong one."""
    key, subjects, objects = _key(kg, here), kg.index.column("e.subj"), kg.index.column("e.obj")
    yield from (objects[number] for number in kg.edge_numbers(subject=key))
    yield from (subjects[number] for number in kg.edge_numbers(object=key))
    yield from map(kg.number, alike(kg).get(key, ()))


def _key(kg: KnowledgeGraph, number: int) -> str:
    return kg.index.text("ent.key", number).decode()


def _moves(kg: KnowledgeGraph, here: _Place, within: Container[int], *, first: bool) -> Iterator[_Move]:
    """All steps from a place to some entities, those that hold and those that do not."""
    key, subjects, objects = _key(kg, here[0]), kg.index.column("e.subj"), kg.index.column("e.obj")
    for number in kg.edge_numbers(subject=key):
        if objects[number] in within:
            yield _along(kg, here, number, objects[number], first=first)
    for number in kg.edge_numbers(object=key):
        back = _against(kg, here, number, subjects[number]) if subjects[number] in within else None
        if back is not None:
            yield back
    for other, reason in alike(kg).get(key, {}).items():
        end = kg.number(other), ANY, ANY
        if end[0] in within:
            told = (partial(_apart_from, kg, key, other, reason),)
            yield _Move(("distinct", key, other), end, ALIKE, partial(_apart_from, kg, key, other), told)


def _apart_from(kg: KnowledgeGraph, one: str, other: str, reason: str = "") -> str:
    label = f"{kg.entity(one).label} is not {kg.entity(other).label}"
    return f"{label} ({reason.rstrip('.')})" if reason else label


def _along(kg: KnowledgeGraph, here: _Place, number: int, to: int, *, first: bool) -> _Move:
    ends = ends_at(kg, number)
    walk = kg.schema.predicates[kg.predicate_keys[ends.predicate]].walk
    told: list[Callable[[], str]] = []
    general, weight = None, 0
    if walk == "no" or kg.index.column("e.status")[number] == _IS_DENIED:
        told.append(lambda: _not_walked(kg, kg.edge(number)))
        weight = _severity(walk)
    if not first and here[0] in kg.unspecific_numbers:
        general = partial(_too_general, kg, _key(kg, here[0]))
        weight += CLASH
    joint = kg.codes.forward(ends, here[1], here[2])
    if joint is None:
        needed = ends.subject_state, ends.subject_side
        told.append(partial(_clash, kg, _key(kg, here[0]), here[1:], needed, asked=first))
        weight += CLASH
        # The walk goes on as if it had begun here.
        joint = kg.codes.forward(ends, ANY, ANY)
    state, side = (joint.state, joint.side) if joint else (ANY, ANY)
    return _Move((str(number),), (to, state, side), weight, lambda: words(kg, kg.edge(number)), tuple(told), general)


def _too_general(kg: KnowledgeGraph, entity: str) -> str:
    label = kg.entity(entity).label
    return f"{label} is too general to join what different sources say of it"


def _against(kg: KnowledgeGraph, here: _Place, number: int, to: int) -> _Move | None:
    """A step down from a group or a broad kind, or up from a component: levels may not be changed that way."""
    predicate = kg.schema.predicates[kg.predicate_keys[kg.index.column("e.pred")[number]]]
    if not predicate.flag or predicate.symmetric:
        return None
    carries, key = predicate.walk == "carry", (str(number), "back")
    end = (to, *(here[1:] if carries else (ANY, ANY)))
    return _Move(
        key,
        end,
        DOWN if carries else UP,
        lambda: _inverse(kg, kg.edge(number)),
        (lambda: _levels(kg, kg.edge(number)),),
    )


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
