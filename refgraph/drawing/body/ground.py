"""The unlit body: its contour, the bones and a few lines of the surface, drawn once on a page and used wherever needed.

What lies on both sides is defined for the right half of the picture and mirrored.
"""

from __future__ import annotations

from collections.abc import Callable

from refgraph.drawing.body.plates import View, centroid, shorter
from refgraph.drawing.svg import Paint, Svg, element, join

_MIRRORED = "scale(-1 1)"


def definitions(view: View, name: Callable[..., str]) -> dict[str, Svg]:
    """Define what a view is drawn on, by id.

    Args:
        view: one figure of the plates.
        name: makes an id from its parts.

    Returns:
        The contour (`o`), the same for clipping (`c`), the bones (`b`), the lines of the surface (`d`).

    Example:
        >>> from refgraph.drawing.body.plates import load
        >>> list(definitions(load().views["back"], lambda *parts: "-".join(parts)))
        ['o-back', 'c-back', 'b-back', 'd-back']
    """
    outline, clip, bones, lines = (name(kind, view.key) for kind in "ocbd")
    half, some = name("oh", view.key), name("bh", view.key)
    ribs = element("path", d="".join(map(shorter, view.ribs)), fill="none") if view.ribs else Svg()
    drawn = [ribs, *(element("path", d=shorter(data)) for data in view.bones)]
    return {
        outline: element("g", *_both(view, half, element("path", d=shorter(view.half), id=half)), id=outline),
        clip: element("clipPath", *_both(view, half), id=clip),
        bones: element("g", *_both(view, some, element("g", *drawn, id=some)), id=bones),
        lines: element("path", d="".join(map(shorter, view.detail)), id=lines),
    }


def _both(view: View, half: str, first: Svg | None = None) -> list[Svg]:
    """The right half, defined here or elsewhere, and its mirror image where the view has one."""
    drawn = [element("use", href=f"#{half}") if first is None else first]
    return [*drawn, element("use", href=f"#{half}", transform=_MIRRORED)] if view.mirrored else drawn


def drawn(view: View, paint: Paint, name: Callable[..., str], *, skin: bool = False) -> Svg:
    """Draw the unlit body from its definitions.

    Args:
        view: one figure of the plates.
        paint: how things look.
        name: makes an id from its parts, as for `definitions`.
        skin: whether the dermatomes are drawn in place of the bones, where the view has any.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.drawing.body.plates import load
        >>> from refgraph.graph.open import open_graph
        >>> paint = Paint(open_graph(Path("tests/data/mini")).schema)
        >>> drawn(load().views["back"], paint, lambda *parts: "-".join(parts))[:34]
        '<use href="#o-back" class="skin"/>'
    """
    roles = (("o", "skin"), ("b", "bone"), ("d", "detail"))
    layers = [element("use", href=f"#{name(kind, view.key)}", **paint(role)) for kind, role in roles]
    if skin and view.dermatomes:
        layers[1] = _dermatomes(view, paint, name)
    return join(*layers)


def _dermatomes(view: View, paint: Paint, name: Callable[..., str]) -> Svg:
    """The areas of skin of single roots, named on one side."""
    data = "".join(shorter(shape.data) for shape in view.dermatomes.values())
    half = [element("path", d=data, transform=turn, **paint("detail")) for turn in (None, _MIRRORED)]
    words = []
    for root, shape in view.dermatomes.items():
        x, y = centroid(shape.points)
        words.append(element("text", root.upper(), x=x, y=y + 3.5, font_size=10, **paint("caption")))
    return element("g", element("g", *half, clip_path=f"url(#{name('c', view.key)})"), *words)
