"""Which part of the body a picture shows: all of it, or what is lit and something around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from refgraph.drawing.body.placement import Placement
from refgraph.drawing.body.plates import View

# A part is at least so high, with so much around what is lit; what would be higher is the whole body.
_LEAST, _AROUND, _MOST, _FEET = 400.0, 76.0, 600.0, 822.0
_HEAD = 130.0  # a head is shown whole or not at all


def part(placed: Collection[Placement], views: Sequence[View], above: float = 0.0) -> tuple[float, float]:
    """Say from which height to which the body is shown.

    Args:
        placed: what is lit, with its numbers; at least one.
        views: what is drawn, side by side.
        above: how much room there is above the plates; the heights count from its top.

    Returns:
        The upper and the lower end, in units of the plates; a plate of a part of the body is shown whole.

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.drawing.body.placement import placements
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.report.view import FindingView
        >>> shown = FindingView(1, Finding("gluteals"), "gluteals", "muscle")
        >>> placed = placements(load(), [shown])
        >>> lower, upper = part(placed, [load().views[placed[0].view]])[::-1]
        >>> 400 <= lower - upper <= 600
        True
    """
    if any(view.part for view in views):
        return min(view.top for view in views) + above, max(view.bottom for view in views) + above
    points = [point for one in placed for lit in one.lit for point in lit.shape.points]
    badges = [badge for one in placed for badge in one.badges]
    heights = [y + above for _, y in (*points, *badges)]
    top, bottom = min(heights) - _AROUND, max(heights) + _AROUND
    short = max(_LEAST - (bottom - top), 0.0) / 2
    top, bottom = top - short, bottom + short
    # What would lie above the head or below the feet is added at the other end.
    down = max(-top, 0.0) - max(bottom - _FEET - above, 0.0)
    top, bottom = max(top + down, 0.0), min(bottom + down, _FEET + above)
    top = top if top > _HEAD else 0.0
    return (0.0, _FEET + above) if bottom - top > _MOST else (round(top), round(bottom))
