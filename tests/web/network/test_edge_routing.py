"""How arrows run through a drawn graph: round every box, to places of their own, with verbs where they can be read."""

from __future__ import annotations

import random
from itertools import pairwise

import vectors
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.web.network.edge_routing import LANE, Verb, curves, labels, on, own, waypoints
from refgraph.web.network.layout import CARD, Arrow, Point, arrange

Drawn = tuple[dict[int, Arrow], dict[int, Point]]
WIDE, HIGH = CARD


@st.composite
def drawings(draw: st.DrawFn) -> Drawn:
    count = draw(st.integers(2, 20))
    chance = random.Random(draw(st.integers(0, 10**6)))
    lines = {i: (chance.randrange(count), chance.randrange(count)) for i in range(draw(st.integers(1, 40)))}
    points = arrange(range(count), list(lines.values()), {i: i for i in range(count)}, draw(st.integers(2, 5)))
    return lines, points


@settings(deadline=None, max_examples=40)
@given(drawings())
def test_no_arrow_passes_behind_a_box(drawn: Drawn) -> None:
    lines, points = drawn
    for line, way in waypoints(lines, points).items():
        others = [point for box, point in points.items() if box not in lines[line]]
        for curve in curves(way):
            level = curve[0][1] == curve[3][1] and curve[0][1] != curve[1][1]
            for x, y in () if level else (on(curve, i / 16) for i in range(17)):
                assert not any(abs(x - a) < WIDE / 2 and abs(y - b) < HIGH / 2 for a, b in others)


@settings(deadline=None, max_examples=40)
@given(drawings())
def test_no_two_arrows_meet_a_box_at_one_point(drawn: Drawn) -> None:
    ends = [end for way in waypoints(*drawn).values() for end in (way[0], way[-1])]
    assert len(set(ends)) == len(ends)


@settings(deadline=None, max_examples=40)
@given(drawings())
def test_arrows_begin_and_end_on_the_rims_of_their_boxes(drawn: Drawn) -> None:
    lines, points = drawn
    for line, way in waypoints(lines, points).items():
        for box, (x, y) in zip(lines[line], (way[0], way[-1]), strict=True):
            across, down = abs(x - points[box][0]), abs(y - points[box][1])
            assert (across == WIDE / 2 and down <= HIGH / 2) or (down == HIGH / 2 and across <= WIDE / 2)


@settings(deadline=None, max_examples=40)
@given(drawings())
def test_verbs_cover_neither_boxes_nor_each_other(drawn: Drawn) -> None:
    lines, points = drawn
    drawn_curves = {line: curves(way) for line, way in waypoints(lines, points).items()}
    placed = labels([Verb(line, 60) for line in drawn_curves], drawn_curves, points)
    boxes = [(x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2) for x, y in points.values()]
    taken = boxes
    for rect in placed.values():
        if rect:
            assert not any(rect[0] < b[2] and rect[2] > b[0] and rect[1] < b[3] and rect[3] > b[1] for b in taken)
            taken = [*taken, rect]


def test_a_doubted_verb_chooses_before_others() -> None:
    drawn = {line: curves([(0, 38), (0, 112)]) for line in (1, 2)}
    points = {0: (0, 0), 1: (0, 150)}
    free = labels([Verb(2, 300)], drawn, points)[2]
    assert labels([Verb(1, 300), Verb(2, 300, first=True)], drawn, points)[2] == free
    assert labels([Verb(1, 300), Verb(2, 300)], drawn, points)[2] != free


def test_what_finds_no_room_is_not_written() -> None:
    points = {0: (0, 0), 1: (0, 90)}  # fourteen units between two boxes, too little for a line of letters
    assert labels([Verb(7, 40)], {7: curves([(0, 38), (0, 52)])}, points) == {7: None}


def test_arrows_that_wish_for_one_place_pass_side_by_side() -> None:
    # Six arrows from box 0 to box 1, and a row of two boxes between them.
    points = {0: (0, 0), 1: (0, 400), 2: (-95, 200), 3: (95, 200)}
    middles = sorted(way[1][0] for way in waypoints(dict.fromkeys(range(6), (0, 1)), points).values())
    assert all(b - a >= LANE for a, b in pairwise(middles))


def test_the_cases_shared_with_the_script_hold() -> None:
    vectors.check("edge_routing")


def test_an_arrow_from_a_box_to_itself_stays_outside_of_it() -> None:
    assert waypoints({3: (0, 0)}, {0: (0, 0)}) == {}
    outside = [on(own((0, 0)), i / 8) for i in range(1, 8)]
    assert all(x >= WIDE / 2 or y <= -HIGH / 2 for x, y in outside)
