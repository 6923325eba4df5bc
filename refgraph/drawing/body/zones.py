"""Zones in which something is felt: dotted densely, or thinly where claims say that pain only spills over there."""

from __future__ import annotations

from refgraph.drawing.body.plates import Body
from refgraph.drawing.svg import Paint, Svg, element
from refgraph.model.statements import Edge

# Lines without length and with round ends, and how far apart they are repeated.
_DENSE, _THIN = ("M2,2h0M6,6h0", 8.0), ("M6,6h0", 12.0)


def spills_over(body: Body, edge: Edge) -> bool:
    """Say whether all that assert an edge name its end as a zone that pain spills over into.

    Args:
        body: says under which condition claims do so.
        edge: from what is disturbed to what is felt.

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.model.statements import Finding
        >>> spills_over(load(), Edge(0, Finding("scalenes"), "refers-to", Finding("headache"), "supported", ()))
        False
    """
    conditions = [claim.condition or "" for claim in edge.asserting]
    return bool(conditions) and all(body.spill_over in condition for condition in conditions)


def stipple(paint: Paint, category: str, key: str, *, thin: bool = False, scale: float = 1.0) -> Svg:
    """Make the pattern of a zone.

    Args:
        paint: how things look.
        category: of what is felt.
        key: the id of the pattern.
        thin: whether pain spills over there.
        scale: of what it is drawn in; the dots are as far apart whatever it is.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> paint = Paint(open_graph(Path("tests/data/mini")).schema)
        >>> stipple(paint, "symptom", "dots")[:37]
        '<pattern id="dots" width="8" height="'
    """
    data, size = _THIN if thin else _DENSE
    dots = element("path", d=data, stroke_linecap="round", **paint("ruling", category))
    turned = f"scale({1 / scale:.2f})" if scale != 1 else None
    units = "userSpaceOnUse"
    return element("pattern", dots, id=key, width=size, height=size, patternUnits=units, patternTransform=turned)
