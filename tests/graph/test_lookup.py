"""Where something stands in the index: the edges between ends, and the names that hold a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_graphs import claims, dataset_of
from toys import MINI

from refgraph.graph import lookup
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.language.pieces import pieces
from refgraph.model.statements import Claim


@given(claims())
def test_look_ups_agree_with_a_scan(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    for key in "abc":
        scan = tuple(edge for edge in kg.edges() if edge.subject.entity == key)
        assert kg.edges(subject=key) == scan
        both = tuple(e for e in scan if e.object.entity == "d" and e.predicate == "causes")
        assert kg.edges(subject=key, predicate="causes", object="d") == both
        for family in kg.schema.families:
            near = tuple(edge for edge in kg.edges() if kg.schema.predicates[edge.predicate].family == family)
            assert kg.edges(family=family) == near
            assert kg.edges(object=key, family=family) == tuple(e for e in near if e.object.entity == key)
            assert kg.edges(subject="d", object=key, family=family) == tuple(
                e for e in near if (e.subject.entity, e.object.entity) == ("d", key)
            )


def test_few_entities_are_looked_through_for_what_few_have() -> None:
    kg = open_graph(MINI)
    assert kg.told_apart() == tuple(entity for entity in kg.entities() if entity.distinct_from)
    assert kg.defined() == tuple(entity for entity in kg.entities() if entity.definition)


@given(st.text(st.sampled_from("achp ei"), min_size=1, max_size=5), st.integers(1, 40), st.integers(1, 9))
def test_names_that_hold_a_text_are_found_across_the_parts_that_are_read(text: str, chunk: int, most: int) -> None:
    kg = open_graph(MINI)
    scan = tuple(number for number, (name, _) in enumerate(kg.names()) if text in name)
    assert lookup.names_with(kg.index, text, chunk=chunk) == scan
    assert lookup.names_with(kg.index, text, most, chunk) == scan[:most]


def test_what_is_kept_is_what_is_found(toy: KnowledgeGraph) -> None:
    rows = lookup.Rows(toy.index, toy.schema, most=1)
    asked = [(toy.number(entity.key), None, None, None) for entity in toy.entities()]
    plain = [tuple(lookup.edge_numbers(toy.index, start, None, None)) for start, *_ in asked]
    assert [rows.numbers(*one) for one in (*asked, *asked)] == [*plain, *plain]


def test_shared_pieces_are_counted_as_by_comparing_all_names(toy: KnowledgeGraph) -> None:
    names = [name for name, _ in toy.names()]
    for text in ("hedache", "tight hamstrigs", "x"):
        wanted = {number: len(pieces(text) & pieces(name)) for number, name in enumerate(names)}
        found = lookup.sharing(toy.index, text, most=1 << 20)
        assert dict(found) == {number: count for number, count in wanted.items() if count}


def test_common_pieces_are_left_out_where_there_are_too_many(toy: KnowledgeGraph) -> None:
    whole, some = (lookup.sharing(toy.index, "hedache", most) for most in (1 << 20, 5))
    assert 0 < sum(some.values()) < sum(whole.values())
    assert all(some[number] <= whole[number] for number in some)


def test_a_place_is_told_with_each_text_that_holds_one(toy: KnowledgeGraph) -> None:
    names = [name for name, _ in toy.names()]
    found = list(lookup.holding(toy.index, "name", "head", chunk=7))
    assert found == [(number, name.find("head")) for number, name in enumerate(names) if "head" in name]
