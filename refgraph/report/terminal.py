"""Lines for a terminal: colour with plain ANSI codes, and wrapping that does not count them."""

from __future__ import annotations

import re

PLAIN_WIDTH = 100
NARROWEST = 40
_CODES = {"bold": "1", "dim": "2", "red": "1;31", "green": "32", "yellow": "33", "cyan": "36"}
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class LineWriter:
    """Lines that are being written, wrapped to a width, in colour or plain.

    Args:
        width: of a line, in characters.
        colour: whether ANSI codes may be used.
    """

    def __init__(self, width: int = PLAIN_WIDTH, colour: bool = False) -> None:
        self._width, self._colour = max(width, NARROWEST), colour
        self._lines: list[str] = []

    def paint(self, text: str, style: str) -> str:
        """Style a piece of a line: `bold dim red green yellow cyan`."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour and text else text

    def line(self, text: str = "", indent: int = 0, hang: int = 0, style: str | None = None) -> None:
        """Write a paragraph: wrapped, indented, its further lines by `hang` more."""
        wrapped = wrap(text, self._width - indent, hang)
        self._lines += [" " * indent + (self.paint(row, style) if style else row) if row else "" for row in wrapped]

    def uncut(self, text: str, indent: int = 0, style: str | None = None) -> None:
        """Write a line that must not be broken: an address."""
        self._lines.append(" " * indent + (self.paint(text, style) if style else text))

    def text(self) -> str:
        """Return everything written, ending in one line feed."""
        return "\n".join(line.rstrip() for line in self._lines).strip("\n") + "\n"


def seen(text: str) -> int:
    r"""Count the characters that are seen.

    Args:
        text: with ANSI codes.

    Returns:
        How many characters take room.

    Example:
        >>> seen("\x1b[31mred\x1b[0m")
        3
    """
    return len(_ESCAPE.sub("", text)) if "\x1b" in text else len(text)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Break a text between words; a word that is longer than the line stands alone.

    Args:
        text: with ANSI codes, which take no room.
        width: of a line, in characters.
        hang: by how many characters the further lines are narrower.

    Returns:
        Lines without line feeds.

    Example:
        >>> wrap("one two three", 7, hang=1)
        ['one two', ' three']
    """
    if seen(text) <= width:
        return [text]
    rows, row, length = [], "", 0
    for word in text.split(" "):
        size = seen(word)
        if row.strip() and length + 1 + size > width:
            rows.append(row)
            row, length = " " * hang + word, hang + size
        else:
            row, length = (f"{row} {word}", length + 1 + size) if row or rows else (word, size)
    return [*rows, row]
