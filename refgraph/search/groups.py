"""Paths of an answer by what stands next to the end that was asked for: what a symptom is said to come from directly.

A group holds all paths through one thing, whatever its state. Its roots are where those begin that a single source
tells whole; activities and events are its triggers. Groups are ordered by the grade of what is said directly, then by
independent sources, kind of evidence, whether it is said outright or with a hedge, flags, sources and name. Some never
stand ahead of others: what speaks of one patient, triggers, what is too generic to tell a place or is the very region
where the end is felt, comments and advertisements. What is felt at the place of the end (a stiff neck for neck pain) is
another name of it and makes no group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Group, Groups, Path, Query, Step
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.search.ends import below, broader, places
from refgraph.search.judging.grade import grade, place
from refgraph.search.judging.independence import independent
from refgraph.search.walks.best_first import Found
from refgraph.search.walks.constraints import constraints_of
from refgraph.search.walks.steps import steps

# How many paths are read to be grouped, and how many roots of a group are told.
READ = 300
ROOTS = 12
MOST_BELOW = 60
TRIGGERS = frozenset({"activity", "intervention", "assessment"})
PLACES = frozenset({"region"})
TRIGGER, GENERIC, ONE_PATIENT, WEAK = "trigger", "generic", "one patient", "weak source"
_ASIDE = ("", TRIGGER, GENERIC, ONE_PATIENT, WEAK)


def groups(kg: KnowledgeGraph, query: Query, found: Sequence[Found], ranked: Sequence[Path]) -> Groups:
    """Group the paths of an answer.

    Args:
        kg: the graph.
        query: the question, of kind `origins` or `effects`.
        found: its paths, best first.
        ranked: those of them that the answer holds.

    Returns:
        Groups in the order in which they are shown; further ones are counted.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.search.walks.best_first import BestFirst
        >>> kg, query = open_graph(Path("tests/data/mini")), Query("origins", end=Finding("headache"))
        >>> [group.entity for group in groups(kg, query, list(BestFirst(kg, query).paths()), ()).shown]
        ['upper-trapezius', 'upper-neck-joints']
    """
    return _Grouping(kg, query, ranked).of(found)


@dataclass(slots=True)
class _Members:
    """What is gathered of a group: its edges next to the end, its paths, those one source tells whole, the rest."""

    edges: dict[int, Edge] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    whole: list[Found] = field(default_factory=list)
    joined: int = 0


@dataclass(frozen=True, slots=True)
class _Weight:
    """How much speaks for what is said directly of a group."""

    claims: tuple[Claim, ...]
    grade: str
    independent: int
    aside: str


class _Grouping:
    def __init__(self, kg: KnowledgeGraph, query: Query, ranked: Sequence[Path]) -> None:
        self.kg, self.query, self.back = kg, query, query.kind == "origins"
        self.asked = (query.end if self.back else query.start) or Finding("")
        self.constraints = constraints_of(kg, query)
        self.ranks = {tuple(step.edge.id for step in path.steps): path.rank for path in ranked}
        walked, schema = kg.schema.of_role("walked"), kg.schema
        self.walked = [predicate.family in walked for predicate in schema.predicates.values()]
        self.predicate = kg.index.column("e.pred")
        self.tellers: dict[int, frozenset[int] | None] = {}
        self.near: dict[str, bool] = {}

    def of(self, found: Sequence[Found]) -> Groups:
        members: dict[str, _Members] = {}
        restated: dict[Finding, None] = {}
        joined = 0
        for one in found:
            edge = self._direct(one.edges)
            whole = self._whole(one.edges)
            joined += not whole
            if edge is None:
                continue
            through = self._through(edge)
            if self._restates(through.entity):
                restated[through] = None
                continue
            group = members.setdefault(through.entity, _Members())
            group.edges[edge.id] = edge
            group.found.append(one)
            group.joined += not whole
            if whole and len(one.edges) > 1:
                group.whole.append(one)
        weights = {key: self._weight(key, group) for key, group in members.items()}
        ordered = sorted((self._order(key, group, weights[key]), key) for key, group in members.items())
        shown = tuple(self._group(key, members[key], weights[key]) for _, key in ordered[: self.query.top])
        return Groups(shown, len(ordered) - len(shown), tuple(restated), joined, len(found))

    # ------------------------------------------------------------ one path

    def _direct(self, edges: Sequence[int]) -> Edge | None:
        """The step next to the end; a change of name or level, or a part of a combination, is none."""
        for number in reversed(edges) if self.back else edges:
            if self.walked[self.predicate[number]]:
                return self.kg.edge(number)
        return None

    def _through(self, edge: Edge) -> Finding:
        return edge.subject if self.back else edge.object

    def _whole(self, edges: Iterable[int]) -> bool:
        """Say whether one source tells all steps; what rests on an ontology alone is needs no source."""
        common: frozenset[int] | None = None
        for number in edges:
            tellers = self._told(number)
            if tellers is not None:
                common = tellers if common is None else common & tellers
        return common is None or bool(common)

    def _told(self, number: int) -> frozenset[int] | None:
        if number not in self.tellers:
            told = None if self.constraints.rests(number) else self.constraints.told(number)
            self.tellers[number] = told and told[1]
        return self.tellers[number]

    def _counted(self, edge: Edge) -> tuple[Claim, ...]:
        return tuple(claim for claim in edge.claims if self.constraints.counts(claim))

    def _restates(self, key: str) -> bool:
        """Say whether a thing is what was asked for under another name: at the same place, broader or narrower."""
        if key not in self.near:
            self.near[key] = self._is_near(key)
        return self.near[key]

    def _is_near(self, key: str) -> bool:
        kg, asked = self.kg, self.asked.entity
        if key == asked:
            return True
        if kg.entity(key).category != "symptom" or kg.entity(asked).category != "symptom":
            return False
        named = {*broader(kg, asked), *broader(kg, key), *below(kg, asked, MOST_BELOW)}
        return key in named or asked in named or bool({*places(kg, key)} & {*places(kg, asked)})

    # ------------------------------------------------------------ one group

    def _weight(self, key: str, group: _Members) -> _Weight:
        ranking = self.kg.schema.ranking
        counted = [(edge, self._counted(edge)) for edge in group.edges.values()]
        claims = tuple(claim for _, some in counted for claim in some)
        best = min((grade(self.kg, edge, some) for edge, some in counted), key=lambda one: place(ranking, one))
        return _Weight(claims, best, independent(self.kg, claims), self._aside(key, claims))

    def _order(self, key: str, group: _Members, weight: _Weight) -> tuple[object, ...]:
        claims, ranking = weight.claims, self.kg.schema.ranking
        kinds = [ranking.evidence[claim.evidence] for claim in claims]
        evidence = min((len(ranking.evidence) if kind.one_patient else kind.rank for kind in kinds), default=0)
        best = group.found[0]
        flags = sum(len(step.flags) for step in steps(self.kg, self.query, best.edges))
        graded = place(ranking, weight.grade)
        hedge = min((ranking.modality[claim.modality] for claim in claims), default=0)
        sources, label = len({claim.source for claim in claims}), self.kg.entity(key).label
        return _ASIDE.index(weight.aside), graded, -weight.independent, evidence, hedge, flags, -sources, label

    def _aside(self, key: str, claims: Sequence[Claim]) -> str:
        kinds = self.kg.schema.ranking.evidence
        last = max(kind.rank for kind in kinds.values())
        if all(kinds[claim.evidence].rank == last for claim in claims) and last > 1:
            return WEAK
        if all(kinds[claim.evidence].one_patient for claim in claims):
            return ONE_PATIENT
        if key in self.kg.schema.ranking.generic or self._is_its_place(key):
            return GENERIC
        return TRIGGER if self.kg.entity(key).category in TRIGGERS else ""

    def _is_its_place(self, key: str) -> bool:
        """Say whether a thing is only the region where the end is felt: an abnormal chest, for chest pain."""
        return self.kg.entity(key).category in PLACES and key in places(self.kg, self.asked.entity)

    def _group(self, key: str, group: _Members, weight: _Weight) -> Group:
        chains = self._chains(group)
        ends = [self._far(chain) for chain in chains]
        causes = [n for n, end in enumerate(ends) if self.kg.entity(end.entity).category not in TRIGGERS]
        ranks = sorted(rank for one in group.found if (rank := self.ranks.get(one.edges)) is not None)
        edges = tuple(group.edges.values())
        return Group(
            entity=key,
            states=tuple(dict.fromkeys(state for edge in edges if (state := self._through(edge).state))),
            grade=weight.grade,
            independent=weight.independent,
            direct=edges,
            aside=weight.aside,
            chains=tuple(chains[n] for n in causes) + tuple(c for n, c in enumerate(chains) if n not in causes),
            roots=tuple(ends[n] for n in causes),
            triggers=tuple(end for n, end in enumerate(ends) if n not in causes),
            ranks=tuple(ranks),
            paths=len(group.found),
            joined=group.joined,
        )

    def _chains(self, group: _Members) -> list[tuple[Step, ...]]:
        """For each root the best path that a single source tells whole; a root is passed by no other of them."""
        walked = [steps(self.kg, self.query, one.edges) for one in group.whole]
        passed = {self._passed(step).entity for chain in walked for step in (chain[1:] if self.back else chain[:-1])}
        best: dict[str, tuple[Step, ...]] = {}
        for chain in walked:
            best.setdefault(self._far(chain).entity, chain)
        roots = [chain for key, chain in best.items() if key not in passed] or list(best.values())
        return roots[:ROOTS]

    def _far(self, chain: Sequence[Step]) -> Finding:
        return chain[0].subject if self.back else chain[-1].object

    def _passed(self, step: Step) -> Finding:
        return step.subject if self.back else step.object
