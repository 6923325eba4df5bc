"""Names as the shell in use takes them for one word, so that what is completed is never run and never parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PLAIN = frozenset("-_./+,")
_IN_QUOTES = frozenset('"\\$`')
_GLOB = frozenset("*?[")
# PowerShell ends a text in single quotes at each of these.
_SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
_LONGEST = 200


class Written(str):
    """A name as it is written for a shell. Typer asks whether it begins with what was typed: that asks the name.

    Args:
        written: quoted.
        name: as it is.
    """

    name: str

    def __new__(cls, written: str, name: str) -> Written:
        """Make one."""
        found = super().__new__(cls, written)
        found.name = name
        return found

    def startswith(self, *asked: Any) -> bool:
        """Say whether the name begins so."""
        return self.name.startswith(*asked)


def quoted(names: Iterable[str], around: Mapping[str, str]) -> list[str]:
    r"""Quote names for the shell that asks for completions.

    bash puts what it is given on the command line as it stands; zsh and fish quote by themselves, but what typer tells
    zsh is run where a backslash stands in it. Left out are names with characters that cannot be shown, and those that a
    command would take for an option.

    Args:
        names: what may be meant.
        around: the environment, in which the shell says which one it is and what has been typed.

    Example:
        >>> print(*quoted(["low back pain", "zed$(touch X)"], {"_REFGRAPH_COMPLETE": "complete_bash"}), sep="|")
        low\ back\ pain|zed\$\(touch\ X\)
    """
    shown = [name for name in names if name.isprintable() and len(name) <= _LONGEST and not name.startswith("-")]
    asked = around.get("_REFGRAPH_COMPLETE", "")
    if asked.endswith("_bash"):
        quote = _open_quote(around.get("COMP_WORDS", ""))
        return [Written(written, name) for name in shown if (written := _bash(name, quote))]
    if asked.endswith(("_powershell", "_pwsh")):
        return [Written(_powershell(name), name) for name in shown if ":::" not in name]
    return [name for name in shown if "\\" not in name] if asked.endswith("_zsh") else shown


def _powershell(name: str) -> str:
    if all(letter.isalnum() or letter in "-_" for letter in name):
        return name
    return f"'{''.join(letter * 2 if letter in _SINGLE_QUOTES else letter for letter in name)}'"


def _bash(name: str, quote: str) -> str:
    if quote and not _GLOB.isdisjoint(name):
        return ""  # The script of the completion would put names of files in its place.
    if quote == "'":
        return "" if "'" in name else name
    if quote == '"':
        # An exclamation mark recalls an earlier command even here, and cannot be escaped.
        return "" if "!" in name else "".join(f"\\{letter}" if letter in _IN_QUOTES else letter for letter in name)
    return "".join(letter if _is_plain(letter) else f"\\{letter}" for letter in name)


def _is_plain(text: str) -> bool:
    return all(letter.isalnum() or letter in _PLAIN for letter in text)


def _open_quote(line: str) -> str:
    """Return the quote that is still open at the end of what has been typed."""
    quote, escaped = "", False
    for letter in line:
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif letter == quote:
            quote = ""
        elif letter in "\"'" and not quote:
            quote = letter
    return quote
