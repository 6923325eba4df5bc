"""Names in messages: how one is shown, and the nearest known name for one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(name: str) -> str:
    """Show a name in a message: in quotes, in one line, without controls, and not without end.

    Example:
        >>> quoted("hip"), quoted(chr(10)) == repr(chr(10)), len(quoted("x" * 1000))
        ("'hip'", True, 62)
    """
    return repr(name if len(name) <= 60 else f"{name[:57]}...")


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
