"""What all engines share: batches in one order, links both ways where a predicate holds both ways, budgets that end."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from small_graphs import SCHEMA, claims

from refgraph.engines.protocol import IN, OUT, Budget, batch_of, both_ways, chunks, links_of, shown, walking
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Claim


@given(claims(), st.randoms())
def test_a_batch_is_in_one_order_and_holds_each_claim_once(told: tuple[Claim, ...], lot: Random) -> None:
    mixed = [*told, *told]
    lot.shuffle(mixed)
    assert batch_of(mixed) == batch_of(told)
    assert sorted(claim.id for claim in batch_of(mixed).claims) == sorted({claim.id for claim in told})


@given(claims())
def test_what_leads_to_a_thing_leads_from_another(told: tuple[Claim, ...]) -> None:
    both = frozenset(both_ways(SCHEMA))
    walked = batch_of(claim for claim in told if claim.predicate in walking(SCHEMA))
    keys = sorted({end.entity for claim in told for end in (claim.subject, claim.object)})
    inward, outward = (links_of(walked, keys, way, both) for way in (IN, OUT))
    assert inward == outward
    for link in inward.found:
        turned = link._replace(subject=link.object, object=link.subject)
        assert (turned in inward.found) == (link.predicate in both or link.subject == link.object)


def test_what_is_walked_and_what_is_only_shown(toy: KnowledgeGraph) -> None:
    schema = toy.schema
    assert set(both_ways(schema)) <= set(walking(schema))
    unwalked = {key for key in schema.predicates if key not in walking(schema)}
    assert unwalked <= set(shown(schema))


def test_a_budget_counts_what_came_in_and_ends_at_the_first_that_is_used_up() -> None:
    budget = Budget(claims=10)
    assert budget.allows("claims")
    assert budget.take("claims", 7, whole=True)
    assert (budget.left("claims"), budget.used["rounds"]) == (3, 1)
    assert not budget.take("claims", 3, whole=False)
    assert budget.spent == "claims"
    assert not budget.allows("links")


def test_seconds_end_a_budget() -> None:
    budget = Budget(seconds=-1.0)
    assert not budget.allows("claims")
    assert budget.spent == "seconds"


@given(st.lists(st.text(max_size=3)), st.integers(1, 5))
def test_chunks_hold_all_in_order(keys: list[str], size: int) -> None:
    cut = list(chunks(keys, size))
    assert [key for some in cut for key in some] == keys
    assert all(len(some) == size for some in cut[:-1])
