"""Completion of what is half typed in a shell: findings, and keys of the schema or the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.graph.arguments import TABLES
from refgraph.language.normalise import normalise

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_COMPLETED = 50


def complete_finding(kg: KnowledgeGraph, incomplete: str) -> list[str]:
    """Complete a finding: "tight pir" → "tight piriformis".

    Args:
        kg: the graph.
        incomplete: what has been typed so far.

    Returns:
        Whole findings, in alphabetical order.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> complete_finding(open_graph(Path("tests/data/mini")), "tight pir")
        ['tight piriformis', 'tight piriformis muscle']
    """
    # A word for pain may begin a name as well as stand before one.
    starts = {("", incomplete), _lead(kg, incomplete)}
    known = [name for entity in kg.entities() for name in (entity.label, *entity.synonyms)]
    found = {lead + name for lead, typed in starts for name in known if name.startswith(typed)}
    return sorted(found)[:MOST_COMPLETED]


def _lead(kg: KnowledgeGraph, incomplete: str) -> tuple[str, str]:
    """Split off a state word or a side, if the text begins with one."""
    words = incomplete.split(" ")
    states = kg.state_words.meanings
    for count in range(min(len(words) - 1, 3), 0, -1):
        first = " ".join(words[:count])
        if normalise(first) in states or first in ("left", "right"):
            return f"{first} ", " ".join(words[count:])
    return "", incomplete


def complete_key(kg: KnowledgeGraph, table: str, incomplete: str) -> list[str]:
    """Complete a key of a table of the schema, or of a source.

    Args:
        kg: the graph.
        table: a name of `TABLES`.
        incomplete: what has been typed so far.

    Returns:
        Keys that begin so, in their order.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> complete_key(kg, "categories", "mus")
        ['muscle']
    """
    return sorted(key for key in TABLES[table](kg) if key.startswith(incomplete))
