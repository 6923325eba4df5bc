"""The hook by which values show themselves in a notebook; standard library only.

The model does not import the code that draws it: that code registers itself here, and until then a value is shown by
its `repr`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Bundle = Mapping[str, str]
Drawer = Callable[[object], Bundle | None]

_drawers: list[Drawer] = []


def draw_with(drawer: Drawer) -> None:
    """Register what draws; it takes the place of an earlier one.

    Args:
        drawer: gives a thing as MIME type → text, or None where it cannot draw it.

    Example:
        >>> draw_with(lambda thing: None)
    """
    _drawers[:] = [drawer]


class Displayed:
    """What shows itself in a notebook, as soon as something is registered that can draw it."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle | None:  # noqa: ARG002
        """All forms at once; a notebook picks the one that it can show."""
        return _drawers[0](self) if _drawers else None

    def _repr_html_(self) -> str | None:
        """The form for what knows no bundles."""
        return (self._repr_mimebundle_() or {}).get("text/html")
