"""The ways to take words apart into a name, what is felt, a state and a side.

Nothing is looked up here but the words of states; which way gives a finding is for `composition` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.model.vocabulary import Schema

LONGEST_PHRASE = 6
MOST_STATES = 4
_AND = "and"


@dataclass(frozen=True, slots=True)
class Match:
    """A state that some words name: the places of the words, and how many words of the phrase were typed."""

    state: str
    places: frozenset[int]
    length: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to take words apart: a name, what is felt, a further state, a side; `taken` words are not in the name."""

    name: Words
    state: str | None = None
    feeling: str | None = None
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
        """Return the states that stand in some words, the longest phrases of each first, none overlapping its own.

        What is part of a longer phrase is no state of its own: "running down" says nothing of running.
        """
        every = tuple(range(len(words)))
        telling = tuple(place for place in every if words[place] not in phrases.LITTLE)
        blocked = [(m.state, m.places) for m in _find(words, telling, self._never)]
        found = [*_find(words, every, self._whole), *_find(words, telling, self._bare)]
        kept: list[Match] = []
        for match in sorted(found, key=lambda match: (-match.length, min(match.places))):
            fixed = any(state == match.state and match.places <= places for state, places in blocked)
            if not fixed and not any(_excludes(longer, match) for longer in kept):
                kept.append(match)
        return kept


def _excludes(longer: Match, match: Match) -> bool:
    """Say whether a match is told already by one that is kept: by the same state, or within a longer phrase."""
    overlap = longer.state == match.state and longer.places & match.places
    return bool(overlap) or match.places < longer.places


def _find(words: Words, places: tuple[int, ...], known: Mapping[Words, str]) -> Iterator[Match]:
    """Yield the known phrases that stand in the words at some places, one place after the other."""
    for start in range(len(places)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(places)) + 1):
            state = known.get(tuple(words[place] for place in places[start:end]))
            if state is not None:
                yield Match(state, frozenset(places[start:end]), end - start)


def candidates(table: StateWords, schema: Schema, words: Words) -> list[Candidate]:
    """Return the ways to take a feeling, a state and a side out of words; what leaves most to the name first.

    Args:
        table: every way to word a state.
        schema: the vocabulary.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Returns:
        The ways, those first that leave most words to the name.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> candidates(kg.state_words, kg.schema, ("tight", "hamstring"))[-1]
        Candidate(name=('hamstring',), state='tight', feeling=None, side=None, taken=1)
    """
    found = []
    for unsided, sides in phrases.sided(words):
        if len(sides) > 1:
            continue
        side = sides[0] if sides else None
        matches = table.matches(unsided)
        feelings, states = _kinds_of(schema, matches)
        for feeling, state in product((None, *feelings), (None, *states)):
            gone = [*feelings.get(feeling or "", ()), *(match for match in matches if match.state == state)]
            name = without(unsided, gone)
            found.append(Candidate(name, state, feeling, side, len(words) - len(phrases.bare(name))))
    return sorted(found, key=lambda candidate: candidate.taken)


def _kinds_of(schema: Schema, matches: list[Match]) -> tuple[dict[str, list[Match]], list[str]]:
    """Sort matches into what is felt, by its state (all words for pain are one), and further states."""
    feelings: dict[str, list[Match]] = {}
    states: list[str] = []
    pain = next((match.state for match in matches if schema.states[match.state].felt == "pain"), "")
    for match in matches:
        kind = schema.states[match.state].felt
        if kind in ("pain", "symptom"):
            feelings.setdefault(pain if kind == "pain" else match.state, []).append(match)
        elif match.state not in states:
            states.append(match.state)
    return dict(list(feelings.items())[:MOST_STATES]), states[:MOST_STATES]


def without(words: Words, matches: Iterable[Match]) -> Words:
    """Take matched words out, and each "and" that stood beside one.

    Args:
        words: folded words, as `refgraph.language.phrases.words_of` gives them.
        matches: states that stand in them.

    Returns:
        The words that are left, in their order.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> words = ("tight", "hamstring")
        >>> without(words, kg.state_words.matches(words))
        ('hamstring',)
    """
    gone = {place for match in matches for place in match.places}
    if not gone:
        return words
    telling = [place for place in range(len(words)) if place in gone or words[place] not in phrases.LITTLE]
    for before, place in enumerate(telling):
        beside = telling[max(before - 1, 0) : before] + telling[before + 1 : before + 2]
        if words[place] == _AND and gone.intersection(beside):
            gone.add(place)
    return tuple(word for place, word in enumerate(words) if place not in gone)
