"""What a query lets a path do, as numbers: which edges and claims count, where it may pass and end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from refgraph.errors import UnknownNameError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding

Node = tuple[int, int, int]


@lru_cache(maxsize=16)
def constraints_of(kg: KnowledgeGraph, query: Query) -> Constraints:
    """Return what a query lets a path do; searches, groups and judges of one answer share what is found out of edges.

    Args:
        kg: the graph.
        query: the question.

    Returns:
        The constraints; the same ones for the same graph and question, as long as both are in use.

    Raises:
        UnknownNameError: an entity, source or evidence kind of the query is not known.

    Example:
        >>> import refgraph
        >>> kg, query = refgraph.open_graph("tests/data/mini"), Query("origins", end=Finding("headache"))
        >>> constraints_of(kg, query) is constraints_of(kg, query)
        True
    """
    return Constraints(kg, query)


class Constraints:
    """What one query lets a path over one graph do.

    Args:
        kg: the graph.
        query: the question; keys in it that nothing carries are refused.

    Raises:
        UnknownNameError: an entity, source or evidence kind of the query is not known.
    """

    def __init__(self, kg: KnowledgeGraph, query: Query) -> None:
        self.kg, self.query, self.codes = kg, query, kg.codes
        self.ranking = kg.schema.ranking
        # The least that a step can cost.
        self.least = (
            self.ranking.hop
            + min(kind.cost for kind in self.ranking.evidence.values())
            + min(self.ranking.modality.values())
        )
        column = kg.index.column
        self.predicate = column("e.pred")
        self._first, self._count = column("e.claim"), column("e.claims")
        self._source, self._denies = column("c.src"), column("c.denies")
        self._evidence, self._claim_cost = column("c.evidence"), column("c.cost")
        self._status, self._cost = column("e.status"), column("e.cost")
        self._databases = kg.database_numbers
        self._told: dict[int, tuple[int, frozenset[int]] | None] = {}
        self.via = frozenset(kg.number(key) for key in query.via)
        # Two sources that speak of "poor posture" need not mean one posture.
        self._unspecific = kg.unspecific_numbers - self.via
        self._read_filters()

    def _read_filters(self) -> None:
        kg, query = self.kg, self.query
        predicates = kg.schema.predicates
        kinds = tuple(self.ranking.evidence)
        if query.min_evidence is not None and query.min_evidence not in kinds:
            raise UnknownNameError(query.min_evidence, kinds, kind="evidence")
        self._flagged = frozenset(i for i, kind in enumerate(self.ranking.evidence.values()) if kind.flag)
        self._kinds, self._worst = kinds, self._last_of_rank(query.min_evidence)
        withdrawn = {key: number for key in query.avoid if (number := kg.source_number(key)) is not None}
        avoided = [key for key in query.avoid if key not in predicates and key not in withdrawn]
        self._avoided = frozenset(kg.number(key) for key in avoided)
        self._no_sources = frozenset(withdrawn.values())
        self._only_sources = frozenset(kg.source_number(key) for key in query.sources)
        # A walkable edge with one claim is asserted by it; where no filter is set there is nothing to look up.
        self._all_claims = not (self._no_sources or self._only_sources or query.min_evidence)
        self._usable = None
        if query.predicates or any(key in predicates for key in query.avoid):
            chosen = query.predicates or tuple(predicates)
            self._usable = tuple(
                key not in query.avoid and (key in chosen or p.walk == "carry") for key, p in predicates.items()
            )

    def _last_of_rank(self, least: str | None) -> int:
        """Return the number of the last kind of evidence that lets a claim count: kinds of one rank count alike."""
        kinds = tuple(self.ranking.evidence.values())
        if least is None:
            return len(kinds)
        rank = self.ranking.evidence[least].rank
        return max(number for number, kind in enumerate(kinds) if kind.rank <= rank)

    def pattern(self, finding: Finding) -> Node:
        """Return the node of a query's end: a state or side left out matches any.

        Raises:
            UnknownNameError: no entity has this key.
        """
        return (self.kg.number(finding.entity), *self.codes.pattern(finding))

    def carries(self, edge: int) -> bool:
        """Say whether state and side pass through an edge unchanged."""
        return bool(self.codes.carries[self.predicate[edge]])

    def rests(self, edge: int) -> bool:
        """Say whether an edge is a change of level that rests on a flagged kind of evidence alone, an ontology."""
        if not self.carries(edge):
            return False
        first = self._first[edge]
        counted = [claim for claim in range(first, first + self._count[edge]) if self._counts(claim)]
        return all(self._evidence[claim] in self._flagged for claim in counted)

    def welcome(self, entity: int) -> bool:
        """Say whether an entity may be the open end of a path."""
        wanted = self.query.categories
        return not wanted or self.kg.category_at(entity) in wanted

    def open_to(self, entity: int, goal: Node | None) -> bool:
        """Say whether a path may pass an entity, or end in it; the ends that were asked for are never refused."""
        if goal is not None and entity == goal[0]:
            return True
        return entity not in self._avoided and (goal is None or self.welcome(entity))

    def joins(self, entities: Iterable[int]) -> bool:
        """Say whether what different sources say may be joined to a path that passes through some entities."""
        return self._unspecific.isdisjoint(entities)

    def told(self, edge: int) -> tuple[int, frozenset[int]] | None:
        """Return an edge's cost and sources by the claims that the query lets count; None where none is left."""
        if edge not in self._told:
            self._told[edge] = self._tell(edge)
        return self._told[edge]

    def _tell(self, edge: int) -> tuple[int, frozenset[int]] | None:
        if self._usable is not None and not self._usable[self.predicate[edge]]:
            return None
        first = self._first[edge]
        if self._all_claims and self._count[edge] == 1:
            return self._cost[edge], self._tellers(edge, (first,))
        counted = [claim for claim in range(first, first + self._count[edge]) if self._counts(claim)]
        if not counted:
            return None
        best = min(self._claim_cost[claim] for claim in counted)
        cost = self.ranking.hop + best + self.codes.statuses[self._status[edge]]
        return cost, self._tellers(edge, counted)

    def _tellers(self, edge: int, claims: Iterable[int]) -> frozenset[int]:
        """Return the sources of claims; a database tells no path whole, so it has another number for each edge."""
        sources = frozenset(self._source[claim] for claim in claims)
        if not self._databases or sources.isdisjoint(self._databases):
            return sources
        return frozenset(-1 - edge if source in self._databases else source for source in sources)

    def _counts(self, claim: int) -> bool:
        source = self._source[claim]
        return (
            not self._denies[claim]
            and source not in self._no_sources
            and (not self._only_sources or source in self._only_sources)
            and self._evidence[claim] <= self._worst
        )

    def counts(self, claim: Claim) -> bool:
        """Say whether a claim asserts and the query lets it count."""
        return (
            claim.polarity == "asserts"
            and claim.source not in self.query.avoid
            and (not self.query.sources or claim.source in self.query.sources)
            and self._kinds.index(claim.evidence) <= self._worst
        )
