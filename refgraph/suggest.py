"""The nearest known name for one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Word a suggestion, with a blank in front; empty if nothing is near.

    Example:
        >>> did_you_mean("ancor", ("anchor", "author"))
        ' Did you mean: anchor?'
        >>> did_you_mean("xyz", ("anchor",))
        ''
    """
    # Comparing takes the square of the length, and no key is that long.
    if len(name) > 80:
        return ""
    import difflib

    near = difflib.get_close_matches(name, list(known), 3, 0.7)
    return f" Did you mean: {', '.join(near)}?" if near else ""
