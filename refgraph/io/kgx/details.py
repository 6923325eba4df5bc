"""What a row of edges tells besides its edge: under what circumstances, and how often."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from refgraph.io.kgx.words import bare

_ZERO = r"[-+]?(?:0+(?:[.,]0*)?|[.,]0+)(?:e[-+]?[0-9]+)?\s*%?"
_NONE = re.compile(rf"{_ZERO}(?:\s*(?:/|of|out of)\s*[0-9.,]*[1-9][0-9.,]*|\s*(?:-|–|to)\s*{_ZERO})?", re.IGNORECASE)
_OF_NOBODY = re.compile(r"[0-9.,]+\s*(?:/|of|out of)\s*0+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S*[/#]")
_TERM = re.compile(r"^(?:obo:)?([a-z]+)_([0-9]+)\b", re.IGNORECASE)
# A word or a number that may say never, where the cell as a whole is none that is known to say it.
_DOUBT = re.compile(
    r"\b(?:never|no|not|non|none|zero|nil|absent|absence|excluded|without|negative|unlikely|improbable)\b"
    r"|^\W*(?:n\s*=\s*)?0+(?:[.,]0*)?(?![0-9.,]|\s*%?\s*(?:-|–|to)\s*[0-9.,]*[1-9])",
    re.IGNORECASE,
)


class Detail(NamedTuple):
    """What a claim tells besides its edge.

    Attributes:
        told: fields of the claim.
        never: whether it is said that it is never so.
        qualified: whether it is said to hold under some circumstances only, or how often is not sure.
    """

    told: Mapping[str, Any]
    never: bool
    qualified: bool


def detail(never: frozenset[str], qualified: str, *frequency: str) -> Detail:
    """Read what a claim tells besides: under what circumstances, and how often.

    Args:
        never: words that say never, folded.
        qualified: of `said_by`.
        frequency: cells of the columns `frequency_qualifier`, `has_count`, `has_total`, `has_percentage` and
            `has_quotient`.

    Example:
        >>> detail(frozenset(), "sex: female", "", "3", "10", "", "").told
        {'condition': 'sex: female', 'measure': {'name': 'frequency', 'value': '3', 'n': '10'}}
        >>> detail(frozenset(), "", "0/7", "", "", "", "").never
        True
        >>> detail(frozenset(), "", "not in these", "", "", "", "").qualified
        True
    """
    told: dict[str, Any] = {"condition": qualified} if qualified else {}
    often, count, total, percentage, quotient = map(bare, frequency)
    value = count or (f"{percentage}%" if percentage else quotient or often)
    if value:
        told["measure"] = {"name": "frequency", "value": value} | ({"n": total} if total and count else {})
    cells = [[_plain(part) for part in cell.split("|")] for cell in (often, count, percentage, quotient)]
    of_nobody = (bool(count) and _is_none(_plain(total))) or any(map(_OF_NOBODY.fullmatch, cells[0]))
    said = not of_nobody and any(all(_says_never(never, part) for part in parts) for parts in cells)
    unsure = not said and any(_may_say_never(never, part) for parts in cells for part in parts)
    return Detail(told, said, bool(qualified) or of_nobody or unsure)


def _says_never(never: frozenset[str], text: str) -> bool:
    return _folded(text) in never or _is_none(text)


def _may_say_never(never: frozenset[str], text: str) -> bool:
    terms = (word for word in never if ":" in word)
    return bool(_says_never(never, text) or _DOUBT.search(text) or any(term in _folded(text) for term in terms))


def _plain(text: str) -> str:
    """Return a text in the usual letters and digits."""
    if text.isascii():
        return text.strip()
    letters = unicodedata.normalize("NFKC", text).strip()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in letters)


def _is_none(text: str) -> bool:
    return _NONE.fullmatch(text) is not None


def _folded(text: str) -> str:
    """Fold a word or a term, which may be an address or written with `_`.

    Example:
        >>> _folded("http://purl.obolibrary.org/obo/HP_0040285"), _folded("obo:HP_0040285"), _folded("Excluded (0%)")
        ('hp:0040285', 'hp:0040285', 'excluded')
    """
    term = _ADDRESS.sub("", text)
    folded = re.sub(r"\s*\([^()]*\)", "", _TERM.sub(r"\1:\2", term))
    return folded.strip().casefold()
