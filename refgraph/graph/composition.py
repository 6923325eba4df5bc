"""Findings put together from what people type: a place, a state or what is felt there, and a side, in any order.

Nothing is dropped silently: every word that is not little belongs to the name, the state or the side. A state never
lands on a thing that cannot be in it, and where two things could be meant, neither is picked. The cost is linear in
the number of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.language.suggest import quoted
from refgraph.model import joints
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Schema

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

PAIN = 0
LONGEST_PHRASE = 6
MOST_STATES = 6
_AND = "and"
_KINDS = {"musculus": "muscle", "nervus": "nerve", "area": "region"}


@dataclass(frozen=True, slots=True)
class Match:
    """A state that some words name: the places of the words, and how many words of the phrase were typed."""

    state: str
    places: frozenset[int]
    length: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to take words apart: a name, a state, a word for pain, a side; `taken` words are not in the name."""

    name: Words
    state: str | None = None
    pain: str | None = None
    side: str | None = None
    taken: int = 0


class StateWords:
    """Every way to word a state.

    Args:
        schema: its states count; where two share a word, the first has it.

    Attributes:
        meanings: folded wording → state.
        keys: the key of a state in words → state.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        states = schema.states.values()
        self.keys = {" ".join(phrases.words_of(state.key)): state.key for state in states}
        self.meanings = dict(self.keys)
        for state in states:
            for word in state.words:
                self.meanings.setdefault(" ".join(phrases.words_of(word)), state.key)

    @cached_property
    def _whole(self) -> Mapping[Words, str]:
        return {tuple(wording.split()): state for wording, state in self.meanings.items()}

    @cached_property
    def _bare(self) -> Mapping[Words, str]:
        """Wordings without little words; where that makes two alike, the one that had none keeps it."""
        found: dict[Words, str] = {}
        for words, state in sorted(self._whole.items(), key=lambda item: phrases.bare(item[0]) != item[0]):
            if phrases.bare(words):
                found.setdefault(phrases.bare(words), state)
        return found

    @cached_property
    def _never(self) -> Mapping[Words, str]:
        states = self._schema.states.values()
        return {phrases.bare(phrases.words_of(text)): state.key for state in states for text in state.never}

    def matches(self, words: Words) -> list[Match]:
        """Return the states that stand in some words, the longest phrases of each first, none overlapping its own."""
        every = tuple(range(len(words)))
        telling = tuple(place for place in every if words[place] not in phrases.LITTLE)
        blocked = [(m.state, m.places) for m in _find(words, telling, self._never)]
        found = [*_find(words, every, self._whole), *_find(words, telling, self._bare)]
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (-match.length, min(match.places))):
            fixed = any(state == match.state and match.places <= places for state, places in blocked)
            if not fixed and not any(m.state == match.state and m.places & match.places for m in kept):
                kept.append(match)
        return kept


def _find(words: Words, places: tuple[int, ...], known: Mapping[Words, str]) -> Iterator[Match]:
    """Yield the known phrases that stand in the words at some places, one place after the other."""
    for start in range(len(places)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(places)) + 1):
            state = known.get(tuple(words[place] for place in places[start:end]))
            if state is not None:
                yield Match(state, frozenset(places[start:end]), end - start)


# ---------------------------------------------------------------- taking words apart


def candidates(table: StateWords, schema: Schema, words: Words) -> list[Candidate]:
    """Return the ways to take a state, a word for pain and a side out of words; what leaves most to the name first."""
    found = []
    for unsided, sides in phrases.sided(words):
        if len(sides) > 1:
            continue
        side = sides[0] if sides else None
        matches = table.matches(unsided)
        pains = [match for match in matches if schema.states[match.state].felt == "pain"]
        others = list(dict.fromkeys(match.state for match in matches if match not in pains))[:MOST_STATES]
        for state in (None, *others):
            here = [match for match in matches if match.state == state]
            for felt in ([], pains) if pains else ([],):
                name = without(unsided, [*here, *felt])
                taken = len(words) - len(phrases.bare(name))
                found.append(Candidate(name, state, felt[0].state if felt else None, side, taken))
    return sorted(found, key=lambda candidate: candidate.taken)


def without(words: Words, matches: Iterable[Match]) -> Words:
    """Take matched words out, and each "and" that stood beside one."""
    gone = {place for match in matches for place in match.places}
    if not gone:
        return words
    telling = [place for place in range(len(words)) if place in gone or words[place] not in phrases.LITTLE]
    for before, place in enumerate(telling):
        beside = telling[max(before - 1, 0) : before] + telling[before + 1 : before + 2]
        if words[place] == _AND and gone.intersection(beside):
            gone.add(place)
    return tuple(word for place, word in enumerate(words) if place not in gone)


# ---------------------------------------------------------------- names and places


def named(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    """Return the numbers of the entities that words name, in any order; a word for its kind may stand with a name."""
    found = _named(kg, words)
    if found:
        return found
    labels = {phrases.words_of(kind.label): kind.key for kind in kg.schema.categories.values()}
    for place, word in enumerate(words):
        kind = labels.get((_KINDS.get(word, word),))
        if kind is not None:
            rest = _named(kg, words[:place] + words[place + 1 :])
            return tuple(number for number in rest if kg.category_at(number) == kind)
    return ()


def _named(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    exact = kg.index.find("name", " ".join(words)) if words else range(0)
    if not exact:
        return _keyed(kg, words)
    column = kg.index.column("name.ent")
    return tuple(dict.fromkeys(column[i] for i in exact))


def _keyed(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    key = phrases.key(words)
    if not key:
        return ()
    if not kg.index.has("read"):
        column, found = kg.index.column("name.ent"), kg.index.find("name", " ".join(phrases.bare(words)))
    else:
        column = kg.index.column("read.ent")
        found = kg.index.find("read", key) or kg.index.find("read", f"={phrases.joined(words)}")
    return tuple(dict.fromkeys(column[i] for i in found))


def by_term(kg: KnowledgeGraph, curie: str) -> tuple[str, ...]:
    """Return the keys of the entities that are mapped to a term, whatever the case of its id."""
    if not kg.index.has("read"):
        return ()
    column = kg.index.column("read.ent")
    return tuple(kg.entity_at(column[i]).key for i in kg.index.find("read", f"@{curie.lower()}"))


def felt(kg: KnowledgeGraph, place: int, code: int = PAIN) -> int | None:
    """Return the symptom that stands for something felt at a place, or None where the vocabulary has none.

    Args:
        kg: the graph.
        place: number of the place.
        code: of the state that is felt there (`joints.state_codes`); 0 is pain.
    """
    if not kg.index.has("felt.place"):
        return None
    places, codes = kg.index.column("felt.place"), kg.index.column("felt.state")
    row = bisect_left(places, place)
    while row < len(places) and places[row] == place:
        if codes[row] == code:
            return int(kg.index.column("felt.symptom")[row])
        row += 1
    return None


def is_felt(kg: KnowledgeGraph, number: int, state: str | None) -> bool:
    """Say whether the vocabulary has a symptom for this state of this place."""
    known = kg.schema.states.get(state or "")
    if known is None or known.felt not in ("pain", "symptom"):
        return False
    code = PAIN if known.felt == "pain" else joints.state_codes(kg.schema)[known.key]
    return felt(kg, number, code) is not None


def is_pain(kg: KnowledgeGraph, number: int) -> bool:
    """Say whether an entity is a pain by one of its names."""
    if not kg.index.has("felt.pain"):
        return False
    column = kg.index.column("felt.pain")
    row = bisect_left(column, number)
    return row < len(column) and column[row] == number


# ---------------------------------------------------------------- putting together


def compose(kg: KnowledgeGraph, text: str, words: Words) -> Finding | None:
    """Read words as a finding; None where no way of taking them apart gives one.

    Raises:
        UsageError: the best way to take them apart leaves a name that several entities carry.
    """
    for candidate in candidates(kg.state_words, kg.schema, words):
        found = list(dict.fromkeys(landed(kg, candidate)))
        if len(found) > 1:
            raise several(kg, text, (finding.entity for finding in found))
        if found:
            return found[0]
    return None


def several(kg: KnowledgeGraph, text: str, keys: Iterable[str]) -> UsageError:
    """Make the error for a name that several entities carry."""
    options = "; ".join(f"{kg.entity(key).label} ({key})" for key in keys)
    return UsageError(f"{quoted(text)} can mean {options}. Use one of the keys in brackets.")


def landed(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Finding]:
    """Yield what a candidate means; nothing where its state cannot stand on what its name names."""
    numbers = named(kg, candidate.name)
    yield from filter(None, (landing(kg, number, candidate) for number in numbers))
    if not numbers:
        yield from _named_by_feeling(kg, candidate)


def landing(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Finding | None:
    """Land what is said in a candidate on an entity; None where it cannot be said of it."""
    found = _felt(kg, number, candidate) if candidate.pain else _stated(kg, number, candidate.state)
    return Finding(found.entity, found.state, candidate.side) if found else None


def _felt(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Finding | None:
    """Land a word for pain: on the pain of the place, or as the state of a thing of which no pain is known."""
    schema, state = kg.schema, candidate.state
    symptom = number if is_pain(kg, number) else felt(kg, number)
    if symptom is not None:
        fits = state is None or schema.states[state].stands_on(kg.category_at(symptom))
        return Finding(kg.entity_at(symptom).key, state) if fits else None
    fits = state is None and schema.states[str(candidate.pain)].stands_on(kg.category_at(number))
    return Finding(kg.entity_at(number).key, candidate.pain) if fits else None


def _stated(kg: KnowledgeGraph, number: int, state: str | None) -> Finding | None:
    """Land a state: on the symptom that it is at a place, on the thing itself, or as a quality of the pain there."""
    if state is None:
        return Finding(kg.entity_at(number).key)
    known, category = kg.schema.states[state], kg.category_at(number)
    if known.felt == "symptom":
        symptom = felt(kg, number, joints.state_codes(kg.schema)[state])
        if symptom is not None:
            return Finding(kg.entity_at(symptom).key)
    if known.stands_on(category):
        return Finding(kg.entity_at(number).key, state)
    symptom = felt(kg, number) if known.felt == "quality" else None
    return Finding(kg.entity_at(symptom).key, state) if symptom is not None else None


def _named_by_feeling(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Finding]:
    """Land a feeling on the symptom named after it, where its place has no name of its own: "X hurts" is "X pain"."""
    schema, words = kg.schema, candidate.name
    feeling = schema.states.get(candidate.pain or candidate.state or "")
    if feeling is None or feeling.felt not in ("pain", "symptom") or not phrases.bare(words):
        return
    state = candidate.state if candidate.pain else None
    for wording in feeling.words[:1]:
        for number in _named(kg, (*words, *phrases.words_of(wording))):
            if state is None or schema.states[state].stands_on(kg.category_at(number)):
                yield Finding(kg.entity_at(number).key, state, candidate.side)


def refuse_two(kg: KnowledgeGraph, text: str, words: Words) -> None:
    """Say so plainly where words would be a finding, were it not for two sides or two states in them.

    Raises:
        UsageError: they would.
    """
    *_, (unsided, sides) = phrases.sided(words)
    matches = kg.state_words.matches(unsided)
    states = tuple(dict.fromkeys(match.state for match in sorted(matches, key=lambda match: min(match.places))))
    name = without(unsided, matches)
    if len(sides) > 1 and (named(kg, name) or compose(kg, text, unsided)):
        raise UsageError(f"{quoted(text)} names two sides, {sides[0]} and {sides[1]}; ask for one at a time")
    if len(states) > 1 and named(kg, name):
        raise UsageError(f"{quoted(text)} names two states, {states[0]} and {states[1]}; ask for one at a time")
