"""What a row of edges tells besides its edge: under what circumstances, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_NONE = re.compile(r"0+(?:\.0*)?\s*(?:%|/\s*\d+)?")


class Detail(NamedTuple):
    """What a claim tells besides its edge.

    Attributes:
        told: fields of the claim.
        never: whether it is said that it is never so.
        qualified: whether it is said to hold under some circumstances only.
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
    """
    told: dict[str, Any] = {"condition": qualified} if qualified else {}
    often, count, total, percentage, quotient = (text.strip() for text in frequency)
    value = count or (f"{percentage}%" if percentage else quotient or often)
    if value:
        told["measure"] = {"name": "frequency", "value": value} | ({"n": total} if total and count else {})
    said = often.casefold() in never or any(map(_NONE.fullmatch, (often, count, percentage, quotient)))
    return Detail(told, said, bool(qualified))
