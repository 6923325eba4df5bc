"""What is known beforehand of a walk that need not hold: it never says too much, and changes no miss."""

from __future__ import annotations

from itertools import product

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.search.near_misses import misses
from refgraph.search.walks.liberties import LIBERTY, Ahead


class Unknown(KnowledgeGraph):
    """A graph of which nothing is known beforehand."""

    whole = False


def test_what_is_known_beforehand_changes_no_miss(toy: KnowledgeGraph) -> None:
    plain = Unknown(toy.index)
    keys = [entity.key for entity in toy.entities()][::3]
    for start, end in product(keys, keys):
        query = Query("paths", Finding(start), Finding(end))
        assert misses(toy, query) == misses(plain, query), (start, end)


def test_a_step_that_holds_weighs_one(toy: KnowledgeGraph) -> None:
    for edge in toy.edges():
        start, end = edge.subject.entity, edge.object.entity
        walked = toy.schema.predicates[edge.predicate].walk != "no" and edge.status != "denied"
        if start != end:
            assert Ahead(toy, start, end).least(start) <= (1 if walked else 1 + 5 * LIBERTY)
