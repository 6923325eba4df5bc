"""What people type → a finding, and back; nothing is ever guessed.

A whole name wins over its parts, so that "posterior pelvic tilt" and "neck stiffness" are entities even though they
hold state words. Otherwise the longest name that is left once one state and one side have been taken out is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import lookup
from refgraph.language import suggest
from refgraph.language.normalise import normalise
from refgraph.language.suggest import quoted
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity, Schema

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONGEST = 200
CANDIDATES = 5
ASKABLE_SIDES = ("left", "right", "bilateral", "midline")
_SIDE_WORDS = {**{side: side for side in ASKABLE_SIDES}, "both": "bilateral", "both side": "bilateral"}
_SAID_SIDES = {"bilateral": "both sides", "ipsilateral": "same side", "contralateral": "other side"}
_FILLERS = frozenset(
    ("a", "an", "the", "my", "your", "of", "in", "on", "at", "with", "are", "is", "and", "side", "sided")
)
_ALL_NAMES, _COMMON, _LIKELY, _AROUND = 50_000, 20_000, 2_000, 200
_AFTER_THE_NAME = "in-"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a search found: the name that matched, and how (`exact prefix word part definition fuzzy`)."""

    entity: Entity
    name: str
    how: str


# ---------------------------------------------------------------- findings


def read(kg: KnowledgeGraph, text: str, side: str | None = None) -> Finding:
    """Read a finding as people type it.

    Args:
        kg: the graph whose names and states count.
        text: "tight piriformis", "left gluteals weak", "headache".
        side: a side given apart from the text; it must not contradict it.

    Raises:
        UnknownNameError: no entity has this name; the nearest ones are listed.
        UsageError: two sides, two states, or a name that several entities carry.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> read(kg, "left gluteals weak")
        Finding(entity='gluteals', state='weak', side='left')
        >>> read(kg, "pain in the butt")
        Finding(entity='buttock-pain', state=None, side=None)
    """
    words = _words(text)
    if side is not None and side not in ASKABLE_SIDES:
        raise UnknownNameError(side, ASKABLE_SIDES, kind="side")
    bare = _without_fillers(words)
    found = _read(kg, text, words) or _read(kg, text, bare)
    if found is None:
        _refuse_two(kg, text, bare)
        raise UnknownNameError(text, _nearest(kg, bare))
    if side and found.side and side != found.side:
        raise UsageError(f"{quoted(text)} names the {found.side} side, --side the {side} one")
    return replace(found, side=found.side or side)


def say(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say a finding the way that `read` reads it.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> say(open_graph(Path("tests/data/mini")), Finding("gluteals", "weak", "left"))
        'weak gluteal muscles (left)'
    """
    label, state = kg.entity(finding.entity).label, finding.state
    if state is not None:
        worded = state.replace("-", " ") if state.startswith(_AFTER_THE_NAME) else state
        label = f"{label} {worded}" if state.startswith(_AFTER_THE_NAME) else f"{worded} {label}"
    return f"{label} ({_SAID_SIDES.get(finding.side, finding.side)})" if finding.side else label


def _words(text: str) -> Words:
    if len(text) > LONGEST:
        raise UnknownNameError(text)
    return tuple(normalise(text).split())


def _without_fillers(words: Words) -> Words:
    return tuple(word for word in words if word not in _FILLERS)


def _read(kg: KnowledgeGraph, text: str, words: Words) -> Finding | None:
    """Try every way to take a state and a side out of the words, the one that leaves most words to the name first."""
    whole = _entity(kg, text, words)
    if whole:
        return Finding(whole)
    readings = sorted(_readings(kg.schema, words), key=lambda reading: -len(reading[0]))
    for name, state, side in readings:
        found = _entity(kg, text, name)
        if found:
            return Finding(found, state, side)
    return None


def _readings(schema: Schema, words: Words) -> Iterator[tuple[Words, str | None, str | None]]:
    """Yield what is left as a name, with the state and the side that were taken out."""
    for unsided, side in _without(words, _SIDE_WORDS):
        yield from ((name, state, side) for name, state in _without(unsided, state_words(schema)))


def _without(words: Words, phrases: Mapping[str, str]) -> Iterator[tuple[Words, str | None]]:
    """Yield the words as they are, and without each phrase that stands in them, the longest phrases first."""
    yield words, None
    for length in range(min(len(words) - 1, 4), 0, -1):
        for start in range(len(words) - length + 1):
            meaning = phrases.get(" ".join(words[start : start + length]))
            if meaning:
                yield words[:start] + words[start + length :], meaning


def state_words(schema: Schema) -> dict[str, str]:
    """Every way to word a state; where two states share one, the first of the schema has it."""
    found: dict[str, str] = {}
    for state in schema.states.values():
        found.setdefault(normalise(state.key), state.key)
    for state in schema.states.values():
        for word in state.words:
            found.setdefault(normalise(word), state.key)
    return found


def _entity(kg: KnowledgeGraph, text: str, name: Words) -> str | None:
    """Return the only entity of a name; several are an error, because none may be picked silently."""
    found = kg.lookup(" ".join(name)) if name else ()
    if len(found) > 1:
        typed = text.strip().casefold()
        if typed in found:
            return typed
        options = "; ".join(f"{kg.entity(key).label} ({key})" for key in found)
        raise UsageError(f"{quoted(text)} can mean {options}. Use one of the keys in brackets.")
    return found[0] if found else None


def _refuse_two(kg: KnowledgeGraph, text: str, words: Words) -> None:
    """Say so plainly where the words would be a name, were it not for two sides or two states in them."""
    schema = kg.schema
    for phrases, kind in ((_SIDE_WORDS, "sides"), (state_words(schema), "states")):
        for once, one in _without(words, phrases):
            for rest, other in _without(once, phrases) if one else ():
                if other not in (None, one) and any(
                    name and kg.lookup(" ".join(name)) for name, _, _ in _readings(schema, rest)
                ):
                    raise UsageError(f"{quoted(text)} names two {kind}, {one} and {other}; ask for one at a time")


def _nearest(kg: KnowledgeGraph, words: Words) -> tuple[str, ...]:
    """Find the nearest names, worded with the state and side that were asked for."""
    bare = min(_readings(kg.schema, words), key=lambda reading: len(reading[0]), default=(words, None, None))
    name, state, side = bare if bare[0] else (words, None, None)
    whole = [(key, score, None, None) for key, score in _alike(kg, " ".join(words))]
    parts = [(key, score, state, side) for key, score in _alike(kg, " ".join(name))] if name != words else []
    best: dict[str, Finding] = {}
    for key, _, its_state, its_side in sorted(whole + parts, key=lambda found: (-found[1], found[0])):
        best.setdefault(key, Finding(key, its_state, its_side))
    return tuple(say(kg, finding) for finding in list(best.values())[:CANDIDATES])


def _alike(kg: KnowledgeGraph, text: str) -> list[tuple[str, float]]:
    """Return entity keys whose names resemble a normalised text, with how much, best first."""
    pairs = _candidates(kg, text)
    found: dict[str, float] = {}
    for place, score in suggest.alike(text, [name for name, _ in pairs]):
        key = pairs[place][1]
        found[key] = max(found.get(key, 0.0), score)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _candidates(kg: KnowledgeGraph, text: str) -> list[tuple[str, str]]:
    """Return the names to compare a text with: all, or of very many those that share most pieces of words with it."""
    count = kg.index.count("name")
    if count <= _ALL_NAMES:
        return list(kg.names())
    pieces = {word[i : i + 3] for word in text.split() for i in range(max(len(word) - 2, 1))}
    shared: Counter[int] = Counter()
    for piece in sorted(pieces):
        holding = lookup.names_with(kg.index, piece, _COMMON)
        # What stands in very many names tells little, and would take long to weigh.
        shared.update(holding if len(holding) < _COMMON else ())
    place = kg.index.find("name", text).start
    around = range(max(place - _AROUND, 0), min(place + _AROUND, count))
    likely = sorted(shared, key=lambda number: (-shared[number], number))[:_LIKELY]
    return [kg.name_at(number) for number in sorted({*likely, *around})]


# ---------------------------------------------------------------- entities


def entity(kg: KnowledgeGraph, text: str) -> str:
    """Read the name of an entity alone, without state and side.

    Raises:
        UnknownNameError: no entity has this name; the nearest ones are listed.
        UsageError: several entities carry it.
    """
    words = _words(text)
    found = _entity(kg, text, words) or _entity(kg, text, _without_fillers(words))
    if found is None:
        raise UnknownNameError(text, tuple(kg.entity(key).label for key, _ in _alike(kg, " ".join(words))[:CANDIDATES]))
    return found


def search(kg: KnowledgeGraph, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Find entities by label, synonym or definition, the closest matches first; misspelt words are found, too.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> [(hit.entity.key, hit.how) for hit in search(open_graph(Path("tests/data/mini")), "trapez")]
        [('upper-trapezius', 'prefix')]
    """
    wanted = normalise(text[:LONGEST])
    if not wanted:
        return ()
    return tuple(_ranked(kg, wanted)[:limit])


def _ranked(kg: KnowledgeGraph, wanted: str) -> list[Hit]:
    """Rank literal matches; spelling is only forgiven where there are none."""
    named = {
        key: kg.entity(key) for key in dict.fromkeys(kg.name_at(i)[1] for i in lookup.names_with(kg.index, wanted))
    }
    known = named | {found.key: found for found in kg.defined()}
    hits = [hit for found in known.values() for hit in [_match(found, wanted)] if hit]
    if not hits:
        return [Hit(kg.entity(key), kg.entity(key).label, "fuzzy") for key, _ in _alike(kg, wanted)]
    return sorted(hits, key=lambda hit: (_HOW.index(hit.how), len(hit.name), hit.entity.key))


_HOW = ("exact", "prefix", "word", "part", "definition", "fuzzy")


def _match(found: Entity, wanted: str) -> Hit | None:
    """Say how an entity matches a normalised text, by the best of its names."""
    best: tuple[int, str] | None = None
    for name in (found.label, *found.synonyms, found.key):
        rank = _rank(normalise(name), wanted)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, name
    if best:
        return Hit(found, best[1], _HOW[best[0]])
    return Hit(found, found.label, "definition") if wanted in normalise(found.definition) else None


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None
