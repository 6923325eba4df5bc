"""What people type for an option → a key of the schema or the data, or an error that lists the nearest keys.

The same tables complete what is half typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import names
from refgraph.graph.names import CANDIDATES, LONGEST
from refgraph.language.normalise import normalise
from refgraph.language.suggest import candidates, quoted
from refgraph.model.vocabulary import POLARITIES, SIDES

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

MOST_COMPLETED = 50
# Name of a table → its keys.
TABLES: Mapping[str, Callable[[KnowledgeGraph], Iterable[str]]] = {
    "predicates": lambda kg: kg.schema.predicates,
    "categories": lambda kg: kg.schema.categories,
    "states": lambda kg: kg.schema.states,
    "families": lambda kg: kg.schema.families,
    "evidence": lambda kg: kg.schema.ranking.evidence,
    "modalities": lambda kg: kg.schema.ranking.modality,
    "polarities": lambda _: POLARITIES,
    "sides": lambda _: SIDES,
    "sources": lambda kg: (source.key for source in kg.sources()),
}


def predicate(kg: KnowledgeGraph, text: str) -> str:
    """Read a predicate by its key or wording ("is compressed by", "presses on").

    Raises:
        UnknownNameError: no predicate is called so.
        UsageError: several are.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> predicate(open_graph(Path("tests/data/mini")), "pinches")
        'compresses'
    """
    known = kg.schema.predicates.values()
    wordings = ((word, p.key) for p in known for word in (p.forward, *p.covers))
    return _choose(text, "predicate", ((p.key, p.key) for p in known), wordings, ((p.inverse, p.key) for p in known))


def category(kg: KnowledgeGraph, text: str) -> str:
    """Read a category by its key, label or plural."""
    known = kg.schema.categories.values()
    wordings = ((word, c.key) for c in known for word in (c.label, c.plural))
    return _choose(text, "category", ((c.key, c.key) for c in known), wordings)


def state(kg: KnowledgeGraph, text: str) -> str:
    """Read a state by its key or one of its words."""
    return _choose(text, "state", ((word, key) for word, key in kg.state_words.meanings.items()))


def evidence(kg: KnowledgeGraph, text: str) -> str:
    """Read a kind of evidence."""
    return _choose(text, "kind of evidence", ((kind, kind) for kind in kg.schema.ranking.evidence))


def family(kg: KnowledgeGraph, text: str) -> str:
    """Read a family of predicates."""
    return _choose(text, "family", ((key, key) for key in kg.schema.families))


def source(kg: KnowledgeGraph, text: str) -> str:
    """Read a source by its key or title."""
    known = kg.sources()
    return _choose(text, "source", ((s.key, s.key) for s in known), ((s.title, s.key) for s in known if s.title))


def to_avoid(kg: KnowledgeGraph, text: str) -> str:
    """Read what a walk shall avoid: the key of a source or predicate, or the name of an entity."""
    for known in (source, predicate):
        try:
            return known(kg, text)
        except UsageError:
            continue
    return names.entity(kg, text)


def one_of(text: str, kind: str, allowed: Iterable[str]) -> str:
    """Read one of a few fixed words.

    Raises:
        UnknownNameError: it is none of them; the nearest, or all of them, are listed.

    Example:
        >>> one_of("JSON", "format", ("text", "json"))
        'json'
    """
    return _choose(text, kind, ((word, word) for word in allowed))


def side(_: KnowledgeGraph, text: str) -> str:
    """Read a side, relative ones included: claims may state those."""
    return one_of(text, "side", SIDES)


def polarity(_: KnowledgeGraph, text: str) -> str:
    """Read `asserts` or `denies`."""
    return one_of(text, "polarity", POLARITIES)


def modality(kg: KnowledgeGraph, text: str) -> str:
    """Read `states` or `may`."""
    return one_of(text, "modality", kg.schema.ranking.modality)


def number(flag: str, value: int, most: int) -> int:
    """Check a number that was given for an option.

    Raises:
        UsageError: it is less than 1 or more than `most`.

    Example:
        >>> number("--top", 20, 100)
        20
    """
    if not 1 <= value <= most:
        shown = value if abs(value) < 10**12 else f"{'-' if value < 0 else ''}a number that large"
        raise UsageError(f"{flag} must be from 1 to {most}, not {shown}")
    return value


def pairs(words: Iterable[str]) -> dict[str, str]:
    """Read `key=value` words.

    Raises:
        UsageError: a word has no `=`, or a key comes twice.

    Example:
        >>> pairs(["finding=tight hamstrings"])
        {'finding': 'tight hamstrings'}
    """
    found: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        if not sign or not key:
            raise UsageError(f"{quoted(word)} is no KEY=VALUE")
        if key in found:
            raise UsageError(f"{quoted(key)} is given twice")
        found[key] = value
    return found


def _choose(text: str, kind: str, *tables: Iterable[tuple[str, str]]) -> str:
    """Look a word up in tables of (wording, key); an earlier table wins over a later one."""
    wanted, known = normalise(text[:LONGEST]), []
    for table in tables:
        pairs = list(table)
        found = list(dict.fromkeys(key for wording, key in pairs if normalise(wording) == wanted))
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{kind} {quoted(text)} can mean {', '.join(found)}; use one of these")
        known += pairs
    wordings: dict[str, str] = {}
    for wording, key in known:
        wordings.setdefault(normalise(wording), key)
    raise UnknownNameError(text, candidates(wanted, wordings, CANDIDATES), kind=kind)


# ---------------------------------------------------------------- completion


def complete_finding(kg: KnowledgeGraph, incomplete: str) -> list[str]:
    """Complete a finding: "tight pir" → "tight piriformis".

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
    """Complete a key of a table of the schema, or of a source."""
    return sorted(key for key in TABLES[table](kg) if key.startswith(incomplete))
