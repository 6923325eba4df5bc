"""Which part of the body a picture shows: what is lit and something around it, or all of it."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.drawing.body.placement import Placement
from refgraph.drawing.body.plates import BOTTOM, TOP, Point

# A part is shown at least so high, with so much around what is lit; beyond a height the whole of the body.
_LEAST, _AROUND, _MOST, _HEAD = 320.0, 60.0, 620.0, 130.0


def part(placed: Sequence[Placement]) -> Point | None:
    """Say from which height to which everything lies, with some room; None where that is about the whole body.

    Args:
        placed: what is lit, with its numbers.

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.drawing.body.placement import placements
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.view import FindingView
        >>> top, bottom = part(placements(load(), [FindingView(1, Finding("gluteals"), "gluteals", "muscle")]))
        >>> 320 <= bottom - top <= 620
        True
    """
    points = [point for one in placed for lit in one.lit for point in lit.shape.points]
    heights = [y for _, y in (*points, *(badge for one in placed for badge in one.badges))] or [TOP, BOTTOM]
    top, bottom = min(heights) - _AROUND, max(heights) + _AROUND
    short = max(_LEAST - (bottom - top), 0.0) / 2
    top, bottom = max(top - short, TOP), min(bottom + short, BOTTOM)
    # A head is shown whole or not at all.
    top = top if top > _HEAD else TOP
    return None if bottom - top > _MOST else (round(top), round(bottom))
