"""What people type → a finding, and back; nothing is ever guessed.

A whole name wins over its parts, so that "posterior pelvic tilt", "neck stiffness" and "tension headache" are never
taken apart. Otherwise a finding is put together from place, state and side (`refgraph.graph.reading.composition`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import lookup
from refgraph.graph.reading import composition, lexicon, suggestions
from refgraph.graph.reading.parsing import LONGEST_PHRASE
from refgraph.language import phrases
from refgraph.language.normalise import normalise
from refgraph.language.suggest import quoted
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import ONTOLOGIES, Entity

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONGEST = 200
MOST_WORDS = 40
CANDIDATES = suggestions.CANDIDATES
ASKABLE_SIDES = ("left", "right", "bilateral", "midline")
_SAID_SIDES = {"bilateral": "both sides", "ipsilateral": "same side", "contralateral": "other side"}
_READ_SIDES = {**{side: side for side in ASKABLE_SIDES}, **{said: side for side, said in _SAID_SIDES.items()}}
AFTER_THE_NAME = ("in-", "at-", "on-", "with-")
_BRACKETED = re.compile(r"(.+?) \(([^()]+)\)")
_TERM = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[:_][A-Za-z0-9_.-]+")
_ADDRESS = re.compile(r"https?://purl\.obolibrary\.org/obo/([A-Za-z]+)_([A-Za-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a search found: the name that matched, and how (`exact prefix word part definition fuzzy`)."""

    entity: Entity
    name: str
    how: str


# ---------------------------------------------------------------- findings


def read(kg: KnowledgeGraph, text: str, side: str | None = None) -> Finding:
    """Read a finding as people type it, as refgraph prints it, or by the id of a term.

    Args:
        kg: the graph whose names and states count.
        text: "tight piriformis", "my left knee hurts", "headache", "HP:0002315".
        side: a side given apart from the text; it must not contradict it.

    Returns:
        The finding; its side may be relative ("same side", "other side") where the text says so.

    Raises:
        UnknownNameError: nothing is named so; the nearest readings are listed.
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
    if side is not None and side not in ASKABLE_SIDES:
        raise UnknownNameError(side, ASKABLE_SIDES, kind="side")
    found = whole(kg, text)
    if found is None:
        raise unknown(kg, text)
    return with_side(text, found, side)


def unknown(kg: KnowledgeGraph, text: str) -> UsageError:
    """Make the error for a text that is no finding, with the nearest readings.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The error, to be raised.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> str(unknown(kg, "headake")).splitlines()[0]
        "unknown name 'headake'. Did you mean: headache?"
    """
    words = _words(text)
    try:
        composition.refuse_two(kg, text, words)
    except UsageError as two:
        return two
    return UnknownNameError(text, tuple(say(kg, near) for near in suggestions.nearest(kg, words)))


def whole(kg: KnowledgeGraph, text: str) -> Finding | None:
    """Read a finding as `read` does, and return None where no way of taking the text apart gives one.

    Args:
        kg: the graph.
        text: as it was typed.

    Returns:
        The finding, or None.

    Raises:
        UnknownNameError: the text holds no word, or more than any name has.
        UsageError: a name that several entities carry.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> whole(kg, "tight hamstrings").state
        'tight'
    """
    words = _words(text)
    return _printed(kg, text) or _by_term(kg, text) or composition.compose(kg, text, words)


def with_side(text: str, found: Finding, side: str | None) -> Finding:
    """Give what was read from a text the side that was given apart.

    Args:
        text: as it was typed.
        found: what was read from it.
        side: key of a side; None where none was given.

    Returns:
        The finding, with the side of either.

    Raises:
        UsageError: the text names another one.

    Example:
        >>> with_side("headache", Finding("headache"), "left").side
        'left'
    """
    if side and found.side and side != found.side:
        raise UsageError(f"{quoted(text)} names the {found.side} side, --side the {side} one")
    return replace(found, side=found.side or side)


def say(kg: KnowledgeGraph, finding: Finding) -> str:
    """Say a finding the way that `read` reads it.

    Args:
        kg: the graph.
        finding: of this graph.

    Returns:
        Words that `read` reads as this finding.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> say(open_graph(Path("tests/data/mini")), Finding("gluteals", "weak", "left"))
        'weak gluteal muscles (left)'
    """
    label, state = kg.entity(finding.entity).label, finding.state
    side = _SAID_SIDES.get(finding.side, finding.side) if finding.side else None
    if state is None:
        return f"{label} ({side})" if side else label
    worded = state.replace("-", " ") if state.startswith(AFTER_THE_NAME) else state
    said = f"{label} {worded}" if state.startswith(AFTER_THE_NAME) else f"{worded} {label}"
    if kg.index.find("name", normalise(said)) or lexicon.is_felt(kg, kg.number(finding.entity), state):
        # Another thing is called so: a torn tendon may be an entity of its own, and a sore back is back pain.
        return f"{label} ({', '.join(filter(None, (worded, side)))})"
    return f"{said} ({side})" if side else said


def _words(text: str) -> phrases.Words:
    """Fold what was typed.

    Raises:
        UnknownNameError: it holds no word, or more than any name has.
    """
    words = phrases.words_of(text) if len(text) <= LONGEST else ()
    if not words or len(words) > MOST_WORDS:
        raise UnknownNameError(text)
    return words


def _printed(kg: KnowledgeGraph, text: str) -> Finding | None:
    """Read a whole name, or a finding word for word as `say` prints it."""
    bracketed = _BRACKETED.fullmatch(text.strip())
    whole = _entity(kg, text, normalise(text))
    if whole and (bracketed is None or text.strip().casefold() in _written(kg.entity(whole))):
        return Finding(whole)
    outer, inner = bracketed.groups() if bracketed else (text, "")
    parts = [normalise(part) for part in inner.split(",")] if bracketed else []
    side = _PRINTED_SIDES.get(parts[-1]) if parts else None
    states = parts[:-1] if side else parts
    if states:
        name, state = _entity(kg, text, normalise(outer)), kg.state_words.keys.get(" ".join(states))
        found = Finding(name, state, side) if name and state and _stands(kg, name, state) else None
    else:
        stated, state = _stated(kg, text, normalise(outer))
        found = Finding(stated, state, side) if stated else None
    return found or (Finding(whole) if whole else None)


_PRINTED_SIDES = {normalise(said): side for said, side in _READ_SIDES.items()}


def _stated(kg: KnowledgeGraph, text: str, said: str) -> tuple[str | None, str | None]:
    """Split a state off either end of what `say` says, where a whole name is left that can be in it."""
    whole = _entity(kg, text, said)
    if whole:
        return whole, None
    words = said.split()
    for length in range(1, min(LONGEST_PHRASE, len(words))):
        for first, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            state = kg.state_words.keys.get(" ".join(first))
            able = [key for key in kg.lookup(" ".join(rest)) if _is_said(kg, key, state)] if state else []
            if len(able) == 1:
                return able[0], state
    return None, None


def _is_said(kg: KnowledgeGraph, name: str, state: str | None) -> bool:
    """Say whether `say` words this state without brackets: it can be, and there is no symptom of that name instead."""
    return _stands(kg, name, state) and not lexicon.is_felt(kg, kg.number(name), state)


def _stands(kg: KnowledgeGraph, name: str, state: str | None) -> bool:
    return state is None or kg.schema.states[state].stands_on(kg.entity(name).category)


def _by_term(kg: KnowledgeGraph, text: str) -> Finding | None:
    """Read the id of a term that an entity is mapped to: a CURIE in any case, or its address."""
    typed = text.strip().removeprefix("<").removesuffix(">")
    address = _of_address(typed)
    curie = address or typed
    if not _TERM.fullmatch(curie):
        return None
    found = _only(kg, text, lexicon.by_term(kg, curie.replace("_", ":", 1) if ":" not in curie else curie))
    found = found or (_entity(kg, text, normalise(curie)) if address else None)
    return Finding(found) if found else None


def _of_address(typed: str) -> str | None:
    """Return the term that an address is of, as a CURIE; None where it is no address of a term."""
    other = _ADDRESS.fullmatch(typed)
    if other:
        return ":".join(other.groups())
    bare = re.sub(r"^https?://", "", typed)
    begins = {prefix: re.sub(r"^https?://", "", base) for prefix, base in ONTOLOGIES.items()}
    return next((f"{prefix}:{bare[len(base) :]}" for prefix, base in begins.items() if bare.startswith(base)), None)


def _entity(kg: KnowledgeGraph, text: str, name: str) -> str | None:
    return _only(kg, text, kg.lookup(name)) if name else None


def _only(kg: KnowledgeGraph, text: str, found: tuple[str, ...]) -> str | None:
    """Return the only entity of a name; several are an error, because none may be picked silently."""
    if len(found) > 1:
        typed = text.strip().casefold()
        found = tuple(key for key in found if typed in _written(kg.entity(key))) or found
    if len(found) > 1:
        raise composition.several(kg, text, found)
    return found[0] if found else None


def _written(entity: Entity) -> tuple[str, ...]:
    """Return the names of an entity as they are written: ITB and ITBS fold alike, and are not the same."""
    return tuple(name.casefold() for name in (entity.key, entity.label, *entity.synonyms))


# ---------------------------------------------------------------- entities


def entity(kg: KnowledgeGraph, text: str) -> str:
    """Read the name of an entity alone, without state and side.

    Args:
        kg: the graph.
        text: a label, synonym, key or id of a term.

    Returns:
        The entity.

    Raises:
        UnknownNameError: no entity has this name; the nearest ones are listed.
        UsageError: several entities carry it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> entity(kg, "headaches")
        'headache'
    """
    found = read(kg, text)
    if found.state is not None or found.side is not None:
        raise UnknownNameError(text, (kg.entity(found.entity).label,))
    return found.entity


def search(kg: KnowledgeGraph, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Find entities by label, synonym or definition, the closest matches first; misspelt words are found, too.

    Args:
        kg: the graph.
        text: a name or a part of one.
        limit: how many hits at the most.

    Returns:
        The hits, the closest first.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> [(hit.entity.key, hit.how) for hit in search(open_graph(Path("tests/data/mini")), "trapez")]
        [('upper-trapezius', 'prefix')]
    """
    wanted = normalise(text[:LONGEST])
    if not wanted:
        return ()
    with suppress(UnknownNameError):  # Several things are of one term: then all that is called so is found.
        named = _by_term(kg, text) if ":" in text else None
        if named is not None:
            return (Hit(kg.entity(named.entity), text.strip(), "exact"),)
    return tuple(_ranked(kg, wanted, limit)[:limit])


def _ranked(kg: KnowledgeGraph, wanted: str, limit: int) -> list[Hit]:
    """Rank literal matches; spelling is only forgiven where there are none."""
    nearest = _nearest(kg, wanted, limit)
    hits = [hit for key in nearest for hit in [_match(kg.entity(key), wanted)] if hit]
    # What is only found in a definition comes last, so definitions are read where there is room for it.
    if len(hits) < limit:
        told = (found for found in _defined(kg, wanted) if found.key not in nearest)
        hits += [Hit(found, found.label, "definition") for found in told]
    if not hits:
        return [Hit(kg.entity(key), kg.entity(key).label, "fuzzy") for key, _ in suggestions.alike(kg, wanted)]
    return sorted(hits, key=lambda hit: (_HOW.index(hit.how), len(hit.name), hit.entity.key))


def _nearest(kg: KnowledgeGraph, wanted: str, limit: int) -> dict[str, None]:
    """Return the keys of the entities of which a name holds a text, the closest first; few more than are wanted."""
    places, owners = kg.index.column("name.off"), kg.index.column("name.ent")
    length, found = len(wanted.encode()), list[tuple[int, int, int]]()
    for number, place in lookup.holding(kg.index, "name", wanted):
        size = places[number + 1] - places[number]
        # Names hold nothing but words and single blanks.
        begins = place == 0 or f" {wanted}".encode() in kg.index.text("name", number)
        found.append((0 if size == length else 1 if place == 0 else 2 if begins else 3, size, number))
    keys: dict[str, None] = {}
    for _, _, number in sorted(found):
        keys.setdefault(kg.key_at(owners[number]))
        if len(keys) >= 2 * limit:
            break
    return keys


def _defined(kg: KnowledgeGraph, wanted: str) -> Iterator[Entity]:
    """Yield the entities whose definition holds a text, by key."""
    if kg.index.has("told"):
        numbers = kg.index.column("ent.defined")
        yield from (kg.entity_at(numbers[place]) for place, _ in lookup.holding(kg.index, "told", wanted))
    else:
        yield from (found for found in kg.defined() if wanted in normalise(found.definition))


_HOW = ("exact", "prefix", "word", "part", "definition", "fuzzy")


def _match(found: Entity, wanted: str) -> Hit | None:
    """Say how an entity matches a normalised text, by the best of its names."""
    best: tuple[int, str] | None = None
    for name in (found.label, *found.synonyms, found.key):
        rank = _rank(normalise(name), wanted)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, name
    return Hit(found, best[1], _HOW[best[0]]) if best else None


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None
