"""How wide a text is, from the advance widths of a real font; standard library only.

The widths are those of DejaVu Sans, one of the widest faces that a reader's machine will fall back on. Text that fits
by this measure fits in Arial, Helvetica, Segoe UI, Roboto and Source Sans too, so that a label never leaves its box.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import combining, east_asian_width

_UNKNOWN = 1000
_FULL_WIDTH = 1050


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure one line of text.

    Args:
        text: the line.
        size: of the font; the result has the same unit.
        bold: whether the bold face is meant.

    Example:
        >>> width("neck pain", 10), width("neck pain", 10, bold=True)
        (48.58, 54.45)
    """
    table = _table("bold" if bold else "regular")
    return sum([table[letter] if letter in table else _other(letter) for letter in text]) * size / 1000


def wrap(text: str, size: float, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that are at most `limit` wide; a word that is wider than that is cut.

    Example:
        >>> wrap("weak gluteal muscles (left)", 10, 80)
        ('weak gluteal', 'muscles (left)')
        >>> wrap("oooooooo", 10, 20)
        ('ooo', 'ooo', 'oo')
    """
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, size, limit, bold):
            joined = f"{lines[-1]} {piece[0]}" if lines and piece[1] else piece[0]
            if lines and piece[1] and width(joined, size, bold=bold) <= limit:
                lines[-1] = joined
            else:
                lines.append(piece[0])
    return tuple(lines)


def _pieces(word: str, size: float, limit: float, bold: bool) -> Iterator[tuple[str, bool]]:
    """Cut a word that is too wide; each piece says whether it may stand on a line with others."""
    if width(word, size, bold=bold) <= limit:
        yield word, True
        return
    piece = ""
    first = True
    for letter in word:
        if piece and width(piece + letter, size, bold=bold) > limit:
            kept = _whole(piece)
            yield kept, first
            piece, first = piece[len(kept) :], False
        piece += letter
    # The last piece of a cut word starts a line of its own: the word goes on there.
    yield piece, False


def _whole(piece: str) -> str:
    """As much of a cut word as ends where an address may be broken; all of it where that would be little."""
    cut = max(piece.rfind(sign) for sign in "/-_&?=") + 1
    return piece[:cut] if cut > len(piece) * 2 // 3 else piece


def _other(letter: str) -> int:
    """Letters that the font table does not carry: wide rather than narrow."""
    if combining(letter):
        return 0
    return _FULL_WIDTH if east_asian_width(letter) in "WF" else _UNKNOWN


@cache
def _table(style: str) -> dict[str, int]:
    """Letter → width in thousandths of the font size; kept in the file the other way round, which is shorter."""
    import json
    from importlib.resources import files

    stored = json.loads(files("refgraph").joinpath("drawing", "metrics.json").read_text(encoding="utf-8"))[style]
    return {letter: int(units) for units, letters in stored.items() for letter in letters}
