"""Shuffled graphs keep who says how much; the word that comes of them is the same everywhere, never said too soon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import fields, replace
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import claims, complete, dataset_of, dense_claims, graph, hub
from toys import ends_at_all

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.statements import Claim, Finding
from refgraph.report import render
from refgraph.report.words import chance_wording
from refgraph.search import null_model as chances
from refgraph.search import questions
from refgraph.search.null_model import CANNOT_TELL, WORDS, Shuffled, chance
from refgraph.search.walks.best_first import BestFirst, Limits


def background(seed: int, things: int = 60, claims: int = 100) -> list[tuple[str, str]]:
    """Claims between things, drawn by lot."""
    dice = Random(seed)
    names = [f"e{i:02}" for i in range(things)]
    return [(a, b) for a, b in (dice.sample(names, 2) for _ in range(claims))]


def planted() -> list[tuple[str, str]]:
    return [pair for i in range(8) for pair in (("from", f"mid{i}"), (f"mid{i}", "to"))]


def ends(kg: KnowledgeGraph, edge: int) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    column = kg.index.column
    return chances._end(column, "s", edge), chances._end(column, "o", edge)


def degrees(kg: KnowledgeGraph) -> tuple[Counter[object], Counter[object]]:
    """How often each finding is the subject and the object of each predicate, on edges that are walked."""
    walked = [(kg.index.column("e.pred")[edge], *ends(kg, edge)) for edge in kg.index.column("out.edge")]
    return Counter((p, s) for p, s, _ in walked), Counter((p, o) for p, _, o in walked)


@given(claims() | dense_claims(), st.integers(0, 9))
def test_shuffling_keeps_degrees_and_makes_no_edge_twice(told: tuple[Claim, ...], seed: int) -> None:
    kg = build(dataset_of(told))
    shuffled = Shuffled(kg)
    shuffled.shuffle(Random(seed))
    assert degrees(shuffled.kg) == degrees(kg)
    walked = [(kg.index.column("e.pred")[edge], *ends(shuffled.kg, edge)) for edge in kg.index.column("out.edge")]
    assert len(set(walked)) == len(walked)
    selves = sum(s[0] == o[0] for _, s, o in walked)
    assert selves == sum(s[0] == o[0] for s, o in (ends(kg, edge) for edge in kg.index.column("out.edge")))


@given(claims() | dense_claims(), st.integers(0, 9))
def test_a_shuffled_graph_is_sorted_as_a_built_one(told: tuple[Claim, ...], seed: int) -> None:
    kg = build(dataset_of(told))
    shuffled = Shuffled(kg)
    shuffled._write(dict(shuffled._objects))
    for name in ("in.off", "in.edge", "out.off", "out.edge", "e.subj", "e.obj", "e.ostate", "e.oside"):
        assert list(shuffled.kg.index.column(name)) == list(kg.index.column(name))
    shuffled.shuffle(Random(seed))
    rows, column = shuffled.kg.index.column("in.off"), shuffled.kg.index.column
    for entity in range(len(rows) - 1):
        assert all(column("e.obj")[edge] == entity for edge in column("in.edge")[rows[entity] : rows[entity + 1]])


@given(dense_claims(), st.integers(0, 9))
def test_a_shuffled_graph_answers_as_one_built_of_the_moved_claims(told: tuple[Claim, ...], seed: int) -> None:
    kg = build(dataset_of(told))
    shuffled = Shuffled(kg)
    shuffled.shuffle(Random(seed))
    moved = [replace(claim, object=shuffled.kg.edge(edge.id).object) for edge in kg.edges() for claim in edge.claims]
    built = build(dataset_of(tuple(moved)))
    for start, end in (("a", "b"), ("c", "d")):
        query = Query("paths", start=Finding(start), end=Finding(end), top=10)
        answers = [[found.cost for found in islice(BestFirst(one, query).paths(), 10)] for one in (shuffled.kg, built)]
        assert answers[0] == answers[1]


def test_two_names_of_one_thing_stay_so_both_ways(toy: KnowledgeGraph) -> None:
    shuffled = Shuffled(toy)
    shuffled.shuffle(Random(1))
    column = toy.index.column
    mirrored = {ends(shuffled.kg, e)[::-1] for e in column("out.edge") if column("e.mirror")[e]}
    assert mirrored
    assert mirrored <= {ends(shuffled.kg, e) for e in column("out.edge") if not column("e.mirror")[e]}


def test_a_planted_pair_is_unusual() -> None:
    found = chance(graph(background(7) + planted()), Finding("from"), Finding("to"), max_hops=2)
    assert (found.number, found.why) == ("far-more", None)
    assert (found.paths, found.as_many) == (8, 0)


def test_pairs_drawn_by_lot_are_not_unusual() -> None:
    """Pairs named before anyone has looked: one chosen for its many paths would be unusual by that choice."""
    kg = graph(background(7, things=20, claims=80))
    dice = Random(1)
    pairs = [dice.sample(range(20), 2) for _ in range(10)]
    ends = [(Finding(f"e{a:02}"), Finding(f"e{b:02}")) for a, b in pairs]
    told = [chance(kg, a, b, 100, max_hops=3) for a, b in ends]
    assert sum(found.why is None for found in told) > 3
    assert sum(found.number in ("far-more", "more") for found in told) <= 1
    assert sum(found.quality in ("far-more", "more") for found in told) <= 1


@pytest.mark.parametrize(
    ("pairs", "permutations", "why"),
    [
        ([("from", "to"), *background(1)], 100, "fewer than 3 paths"),
        (planted() + background(1), 99, "fewer than 100 permutations"),
        # Here every path goes through the only subject or the only object there is: nothing can be exchanged.
        (planted(), 100, "shuffling leaves most of the graph as it is"),
    ],
)
def test_little_data_says_nothing(pairs: list[tuple[str, str]], permutations: int, why: str) -> None:
    found = chance(graph(pairs), Finding("from"), Finding("to"), permutations, max_hops=2)
    assert (found.number, found.quality, found.why) == (CANNOT_TELL, CANNOT_TELL, why)


def test_a_search_given_up_says_nothing() -> None:
    kg = graph(planted() + background(1))
    found = chance(kg, Finding("from"), Finding("to"), 100, limits=Limits(steps=3))
    assert found.why == "the search for paths had to be given up"


@pytest.mark.parametrize(
    ("as_well", "better", "word"),
    [(0, 0, "far-more"), (1, 0, "far-more"), (2, 0, "more"), (9, 9, "more"), (10, 0, "ordinary"),
     (200, 190, "ordinary"), (200, 191, "less")],
)  # fmt: skip
def test_words_follow_from_ranks(as_well: int, better: int, word: str) -> None:
    assert chances._word(as_well, better, 200) == word
    assert word in WORDS


def test_wrong_questions_are_refused(toy: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        chance(toy, Finding("nothing"), Finding("headache"))
    with pytest.raises(UsageError):
        chance(toy, Finding("headache"), Finding("neck-pain"), permutations=0)


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "from refgraph.graph.open import open_graph; from refgraph.search.null_model import chance; "
        "from refgraph.model.statements import Finding;"
        "print(chance(open_graph(), Finding('sitting'), Finding('headache'), 6, seed=3))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1
    assert "permutations=6" in told.pop()


def test_a_search_given_up_in_a_shuffled_graph_is_never_in_favour_of_the_real_one() -> None:
    tally = chances._Tally(paths=8, cost=40, complete=True)
    tally.add(0, None, False, 80)
    assert (tally.as_many, tally.as_direct, tally.more, tally.better) == (1, 1, 0, 0)


def test_what_narrows_the_routes_narrows_those_of_shuffled_graphs() -> None:
    kg = graph(background(7) + planted())
    ends = Finding("from"), Finding("to")
    found = chance(kg, *ends, 10, max_hops=2, avoid=("mid0", "mid1"))
    assert found.paths == 6
    query = Query("paths", *ends, max_hops=2, avoid=("mid0", "mid1"), top=3)
    assert chances.compare(kg, query, 10) == found
    with pytest.raises(UnknownNameError):
        chance(kg, *ends, 10, sources=("nothing",))
    with pytest.raises(UsageError):
        chance(kg, *ends, 10, max_hops=99)
    with pytest.raises(UsageError):
        chances.compare(kg, Query("origins", end=ends[1]), 10)


# ---------------------------------------------------------------- in words


def test_the_words_come_with_the_counts() -> None:
    kg = graph(background(7) + planted())
    query = Query("paths", Finding("from"), Finding("to"), max_hops=2)
    found = chances.compare(kg, query, 100)
    words, counts = chance_wording.chance(found)
    assert words.startswith("Against chance: far more paths than chance brings; ")
    assert counts.startswith("8 paths here. Of 100 shuffled graphs (seed 0), 0 with as many or more, ")
    answer = questions.ask(kg, query)
    for form in ("text", "markdown", "csv", "mermaid", "dot"):
        told = " ".join(render(kg, answer, form, chance=found).split())
        assert "far more paths than chance brings" in told
        assert "chance" not in render(kg, answer, form)
    record = json.loads(render(kg, answer, "json", chance=found))
    assert record["chance"] == {field.name: getattr(found, field.name) for field in fields(found)}
    assert "chance" not in json.loads(render(kg, answer, "json"))


def test_nothing_to_tell_is_told_with_the_reason() -> None:
    found = chance(graph([("from", "to"), *background(1)]), Finding("from"), Finding("to"))
    assert chance_wording.chance(found) == ("Against chance nothing can be told: fewer than 3 paths.",)


# ---------------------------------------------------------------- shapes that are hard


def test_a_graph_in_which_nothing_can_move_is_left_at_once() -> None:
    with ends_at_all():
        found = chance(graph(complete(60)), Finding("e00"), Finding("e01"), max_hops=2)
    assert (found.why, found.permutations) == ("shuffling leaves most of the graph as it is", chances.TRIALS)


def test_routes_without_number_end_at_all() -> None:
    with ends_at_all():
        found = chance(graph(complete(60)), Finding("e00"), Finding("e01"))
    assert found.number == CANNOT_TELL


def test_a_hub_ends_at_all() -> None:
    told = graph(hub(10_000) + planted())
    with ends_at_all():
        found = chance(told, Finding("from"), Finding("to"), 3, max_hops=3)
        assert (found.paths, found.permutations) == (8, 3)
    found = chance(told, Finding("from"), Finding("to"), 3, max_hops=3, most_edges=20_000)
    assert (found.why, found.permutations) == ("more than 20000 edges to shuffle", 0)


def test_each_shuffled_graph_is_told() -> None:
    seen: list[tuple[int, int]] = []
    ends = Finding("from"), Finding("to")
    chance(graph(planted() + background(1)), *ends, 3, 0, lambda done, of: seen.append((done, of)), max_hops=2)
    assert seen == [(1, 3), (2, 3), (3, 3)]
