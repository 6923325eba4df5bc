"""What a row of edges tells besides its edge: under what circumstances, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_ZERO = r"[-+]?(?:0+(?:[.,]0*)?|[.,]0+)(?:e[-+]?[0-9]+)?\s*%?"
_NONE = re.compile(rf"{_ZERO}(?:\s*(?:/|of|out of)\s*[0-9.,]*[1-9][0-9.,]*|\s*(?:-|–|to)\s*{_ZERO})?", re.IGNORECASE)
_OF_NOBODY = re.compile(r"[0-9.,]+\s*(?:/|of|out of)\s*0+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S*[/#]")
# A word that may say never, where the cell as a whole is none that is known to say it.
_DOUBT = re.compile(r"\b(?:never|no|not|non|none|zero|nil|absent|absence|excluded|without|negative)\b")


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
    often, count, total, percentage, quotient = (text.strip() for text in frequency)
    value = count or (f"{percentage}%" if percentage else quotient or often)
    if value:
        told["measure"] = {"name": "frequency", "value": value} | ({"n": total} if total and count else {})
    of_nobody = (bool(count) and _is_none(total)) or _OF_NOBODY.fullmatch(often) is not None
    said = not of_nobody and (_folded(often) in never or any(map(_is_none, (often, count, percentage, quotient))))
    unsure = of_nobody or (not said and _DOUBT.search(often.casefold()) is not None)
    return Detail(told, said, bool(qualified) or unsure)


def _is_none(text: str) -> bool:
    return _NONE.fullmatch(text) is not None


def _folded(text: str) -> str:
    """Fold a word or a term, which may be an address or written with `_`.

    Example:
        >>> _folded("http://purl.obolibrary.org/obo/HP_0040285"), _folded("Excluded (0%)")
        ('hp:0040285', 'excluded')
    """
    term = _ADDRESS.sub("", text)
    folded = re.sub(r"\s*\([^()]*\)", "", term.replace("_", ":", 1) if re.fullmatch(r"\w+_[0-9]+", term) else term)
    return folded.strip().casefold()
