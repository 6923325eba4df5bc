"""What people type for an option → a key of the schema or the data, or an error that lists the nearest keys.

`refgraph.graph.completion` completes what is half typed from the same tables.
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

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the predicate.

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
    """Read a category by its key, label or plural.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the category.

    Raises:
        UnknownNameError: there is none; the nearest are listed.
        UsageError: several are called so.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> category(kg, "muscles")
        'muscle'
    """
    known = kg.schema.categories.values()
    wordings = ((word, c.key) for c in known for word in (c.label, c.plural))
    return _choose(text, "category", ((c.key, c.key) for c in known), wordings)


def state(kg: KnowledgeGraph, text: str) -> str:
    """Read a state by its key or one of its words.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the state.

    Raises:
        UnknownNameError: there is none; the nearest are listed.
        UsageError: several are called so.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> state(kg, "tightness")
        'tight'
    """
    return _choose(text, "state", ((word, key) for word, key in kg.state_words.meanings.items()))


def evidence(kg: KnowledgeGraph, text: str) -> str:
    """Read a kind of evidence.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the kind.

    Raises:
        UnknownNameError: there is none; the nearest are listed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> evidence(kg, "Author assertion")
        'author-assertion'
    """
    return _choose(text, "kind of evidence", ((kind, kind) for kind in kg.schema.ranking.evidence))


def family(kg: KnowledgeGraph, text: str) -> str:
    """Read a family of predicates.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the family.

    Raises:
        UnknownNameError: there is none; the nearest are listed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> family(kg, "Causal")
        'causal'
    """
    return _choose(text, "family", ((key, key) for key in kg.schema.families))


def source(kg: KnowledgeGraph, text: str) -> str:
    """Read a source by its key or title.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the source.

    Raises:
        UnknownNameError: there is none; the nearest are listed.
        UsageError: several have this title.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> source(kg, "A headache from the moon?")
        'toy-neck'
    """
    known = kg.sources()
    return _choose(text, "source", ((s.key, s.key) for s in known), ((s.title, s.key) for s in known if s.title))


def to_avoid(kg: KnowledgeGraph, text: str) -> str:
    """Read what a walk shall avoid: the key of a source or predicate, or the name of an entity.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the source, predicate or entity; a source comes before a predicate, this before an entity.

    Raises:
        UnknownNameError: nothing carries that name; the nearest names of entities are listed.
        UsageError: several entities carry it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> to_avoid(kg, "hamstring")
        'hamstrings'
    """
    for known in (source, predicate):
        try:
            return known(kg, text)
        except UsageError:
            continue
    return names.entity(kg, text)


def one_of(text: str, kind: str, allowed: Iterable[str]) -> str:
    """Read one of a few fixed words.

    Args:
        text: as it was typed.
        kind: what the word is called in a message.
        allowed: the words, in the order in which they are listed.

    Returns:
        The word as it stands in `allowed`.

    Raises:
        UnknownNameError: it is none of them; the nearest, or all of them, are listed.

    Example:
        >>> one_of("JSON", "format", ("text", "json"))
        'json'
    """
    return _choose(text, kind, ((word, word) for word in allowed))


def side(_: KnowledgeGraph, text: str) -> str:
    """Read a side, relative ones included: claims may state those.

    Args:
        _: the graph, which sides do not depend on.
        text: as it was typed.

    Returns:
        The key of the side.

    Raises:
        UnknownNameError: there is none; the nearest are listed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> side(kg, "Left")
        'left'
    """
    return one_of(text, "side", SIDES)


def polarity(_: KnowledgeGraph, text: str) -> str:
    """Read `asserts` or `denies`.

    Args:
        _: the graph, which polarities do not depend on.
        text: as it was typed.

    Returns:
        The polarity.

    Raises:
        UnknownNameError: there is none; the nearest are listed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> polarity(kg, "denies")
        'denies'
    """
    return one_of(text, "polarity", POLARITIES)


def modality(kg: KnowledgeGraph, text: str) -> str:
    """Read `states` or `may`.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The key of the modality.

    Raises:
        UnknownNameError: there is none; the nearest are listed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> modality(kg, "may")
        'may'
    """
    return one_of(text, "modality", kg.schema.ranking.modality)


def number(flag: str, value: int, most: int) -> int:
    """Check a number that was given for an option.

    Args:
        flag: what the option is called in a message.
        value: what was given.
        most: the largest that is allowed; the smallest is 1.

    Returns:
        The number.

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

    Args:
        words: each with a `=`.

    Returns:
        Values by key, in the order in which they were given.

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
