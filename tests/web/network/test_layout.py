"""The layout of drawn graphs: no two boxes overlap, causes stand above effects, and nothing is left to chance."""

from __future__ import annotations

import random

import vectors
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import ends_at_all

from refgraph.web.network.layout import CARD, CELL, arrange, layers, neighbourhood, place, reduce_crossings

Graph = tuple[list[int], list[tuple[int, int]], dict[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 25))
    ends = st.integers(0, count - 1)
    arrows = draw(st.lists(st.tuples(ends, ends), max_size=50))
    units = {i: draw(st.integers(0, i)) if draw(st.booleans()) else i for i in range(count)}
    for i in range(count):
        units[i] = units[units[i]]
    return list(range(count)), arrows, units


@given(graphs(), st.integers(1, 6))
def test_boxes_never_overlap_and_stand_on_whole_numbers(graph: Graph, per_row: int) -> None:
    points = arrange(*graph, per_row)
    assert set(points) == set(graph[0])
    assert all(isinstance(number, int) for point in points.values() for number in point)
    placed = list(points.values())
    for i, (x, y) in enumerate(placed):
        for other_x, other_y in placed[:i]:
            assert abs(x - other_x) >= CARD[0] or abs(y - other_y) >= CARD[1]


@given(graphs())
def test_units_share_a_layer_and_stand_side_by_side(graph: Graph) -> None:
    nodes, arrows, unit = graph
    rows = reduce_crossings(nodes, arrows, unit, layers(nodes, arrows, unit))
    for row in rows:
        order = [unit[node] for node in row]
        assert order == [one for i, one in enumerate(order) if i == 0 or order[i - 1] == one or one not in order[:i]]
    assert sorted(node for row in rows for node in row) == nodes


@given(st.integers(2, 20), st.data())
def test_without_loops_every_arrow_points_down(count: int, data: st.DataObject) -> None:
    later = st.integers(0, count - 2).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, count - 1)))
    arrows = data.draw(st.lists(later, max_size=40))
    points = arrange(range(count), arrows, {i: i for i in range(count)}, 4)
    assert all(points[a][1] < points[b][1] for a, b in arrows)


def test_a_loop_is_cut_where_it_closes_and_nowhere_else() -> None:
    layer = layers([0, 1, 2, 3], [(0, 1), (1, 2), (2, 3), (3, 1)], {i: i for i in range(4)})
    assert layer == {0: 0, 1: 1, 2: 2, 3: 3}


def test_the_first_arrows_decide_which_way_a_loop_is_read() -> None:
    assert layers([0, 1], [(0, 1), (1, 0)], {0: 0, 1: 1}) == {0: 0, 1: 1}
    assert layers([1, 0], [(1, 0), (0, 1)], {0: 0, 1: 1}) == {1: 0, 0: 1}


def test_an_arrow_is_never_longer_than_it_must_be() -> None:
    layer = layers([0, 1, 2, 3], [(0, 1), (1, 2), (3, 2)], {i: i for i in range(4)})
    assert layer[3] == 1


def test_sweeps_untangle_what_is_crossed() -> None:
    arrows = [(0, 5), (1, 4), (2, 3)]
    assert reduce_crossings(
        range(6), arrows, {i: i for i in range(6)}, dict(zip(range(6), [0, 0, 0, 1, 1, 1], strict=True))
    ) == [
        [0, 1, 2],
        [5, 4, 3],
    ]


def test_long_layers_are_dealt_out_like_bricks() -> None:
    points = place([range(7)], 4)
    rows = {y for _, y in points.values()}
    assert len(rows) == 2
    assert max(x for x, _ in points.values()) - min(x for x, _ in points.values()) + CARD[0] <= 4 * CELL


def test_a_neighbourhood_keeps_the_nearest_then_the_highest_ranked() -> None:
    links = [(0, 1), (0, 2), (3, 1), (4, 3)]
    rank = {0: 4, 1: 3, 2: 1, 3: 0, 4: 2}
    assert neighbourhood(links, [0], 9, 9, rank) == [0, 2, 1, 3, 4]
    assert neighbourhood(links, [0], 9, 2, rank) == [0, 2]
    assert neighbourhood(links, [0], 1, 9, rank) == [0, 2, 1]
    assert neighbourhood(links, [], 3, 9, rank) == []


def test_the_cases_shared_with_the_script_hold() -> None:
    vectors.check("layout")


def test_nothing_is_a_layout_too() -> None:
    assert arrange([], [], {}, 4) == {}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_the_same_graph_always_stands_the_same(seed: int) -> None:
    chance = random.Random(seed)
    arrows = [(chance.randrange(300), chance.randrange(300)) for _ in range(500)]
    unit = {i: i for i in range(300)}
    assert arrange(range(300), arrows, unit, 9) == arrange(range(300), list(arrows), dict(unit), 9)


def test_the_placing_of_ten_thousand_boxes_ends() -> None:
    chance = random.Random(1)
    arrows = [(chance.randrange(10_000), int(10_000 * chance.random() ** 3)) for _ in range(13_000)]
    with ends_at_all():
        assert len(arrange(range(10_000), arrows, {i: i for i in range(10_000)}, 70)) == 10_000
