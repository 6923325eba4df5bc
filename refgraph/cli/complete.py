"""What the shell may complete: names with the state that was typed before them, and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.language.normalise import normalise
from refgraph.model.vocabulary import POLARITIES, SIDES

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST = 50


def names_from(kg: KnowledgeGraph, incomplete: str) -> list[str]:
    """Complete a finding: "tight pir" → "tight piriformis".

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> names_from(open_graph(Path("tests/data/mini")), "tight pir")
        ['tight piriformis', 'tight piriformis muscle']
    """
    # A word for pain may begin a name as well as stand before one.
    starts = {("", incomplete), _lead(kg, incomplete)}
    known = [name for entity in kg.entities() for name in (entity.label, *entity.synonyms)]
    return sorted({lead + name for lead, typed in starts for name in known if name.startswith(typed)})[:MOST]


def _lead(kg: KnowledgeGraph, incomplete: str) -> tuple[str, str]:
    """Split off a state word or a side, if the text begins with one."""
    words = incomplete.split(" ")
    states = kg.state_words.meanings
    for count in range(min(len(words) - 1, 3), 0, -1):
        first = " ".join(words[:count])
        if normalise(first) in states or first in ("left", "right"):
            return f"{first} ", " ".join(words[count:])
    return "", incomplete


def keys_from(kg: KnowledgeGraph, table: str, incomplete: str) -> list[str]:
    """Complete a key of a table of the schema, or of a source."""
    schema = kg.schema
    tables = {
        "predicates": schema.predicates,
        "categories": schema.categories,
        "states": schema.states,
        "families": schema.families,
        "evidence": schema.ranking.evidence,
        "modalities": schema.ranking.modality,
        "polarities": POLARITIES,
        "sides": SIDES,
        "sources": [source.key for source in kg.sources()],
    }
    return sorted(key for key in tables[table] if key.startswith(incomplete))
