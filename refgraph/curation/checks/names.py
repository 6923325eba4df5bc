"""Checks of whether a name is one that an unrelated author could use, and of texts that hold what belongs elsewhere.

Each check yields where a fault stands and what it is about; its docstring is the message.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from refgraph.curation.checks.registry import Found, Place, check, kinds, unknown
from refgraph.language import phrases
from refgraph.language.normalise import normalise
from refgraph.language.readability import LONGEST, technical
from refgraph.language.suggest import quoted
from refgraph.model.dataset import Dataset
from refgraph.model.reuse import once_without_term
from refgraph.model.vocabulary import Entity, State

LABEL_WORDS = 4
EXACT = "skos:exactMatch"
# What only tells how one text puts it is no reason to keep two names apart.
_OF_A_TEXT = re.compile(r"\b(article|author|source|text|wording|says?|said|calls?|called|uses the)\b", re.IGNORECASE)
_REASON_WORDS = 4
# The beginning of a record inside a text: the folding of a line that was indented too far.
_RECORD = re.compile(r"(^|\s)(- id|subject|predicate|object|locator|anchor|statement|label|definition): ")
_Worded = Mapping[str, Sequence[State]]
_JOINED = re.compile(r"\s+(?:and|with|plus)\s+|\s*\+\s*")


def _authored(data: Dataset) -> Iterator[Entity]:
    """Entities that a person named: a combination takes its name from its parts."""
    return (entity for entity in data.entities.values() if not entity.composite)


@check("E207")
def combination(data: Dataset) -> Found:
    """A name joins several things that have names; write `all: [...]` in the claims, so that the parts make it."""
    named, worded = _by_name(data), _by_word(data)
    for entity in _authored(data):
        parts = _JOINED.split(entity.label)
        if len(parts) > 1 and all(_names_a_finding(part, named, worded) for part in parts):
            yield ("entity", entity.key, "label"), quoted(entity.label)


def _by_name(data: Dataset) -> dict[str, str]:
    return {normalise(name): entity.key for entity in _authored(data) for name in (entity.label, *entity.synonyms)}


def _by_word(data: Dataset) -> _Worded:
    """Every way to word a state, folded, with the states that are worded so."""
    found: dict[str, list[State]] = defaultdict(list)
    for state in data.schema.states.values():
        for word in dict.fromkeys(normalise(given) for given in (state.key, *state.words)):
            found[word].append(state)
    return found


def _names_a_finding(text: str, named: dict[str, str], worded: _Worded) -> bool:
    return normalise(text) in named or any(bare in named for _, bare in _stateless(text, worded))


def _stateless(text: str, worded: _Worded) -> Iterator[tuple[State, str]]:
    """Yield a state whose word begins or ends a text, with the rest of the text, folded."""
    words = normalise(text).split()
    for place in range(1, len(words)):
        first, last = " ".join(words[:place]), " ".join(words[place:])
        yield from ((state, last) for state in worded.get(first, ()))
        yield from ((state, first) for state in worded.get(last, ()))


@check("E208")
def broader(data: Dataset) -> Found:
    """The broader name of a local name is not declared, is local itself, or is of another category."""
    core = {key for key in kinds(data, "entity") if key not in data.entities or data.entities[key].source is None}
    for entity in data.entities.values():
        if entity.source is None or entity.broader is None:
            continue
        place = ("entity", entity.key, "broader")
        for words in unknown([entity.broader], core):
            yield place, words
        other = data.entities.get(entity.broader)
        if other is not None and other.source is None and other.category != entity.category:
            yield place, f"{other.key!r} is a {other.category}, {entity.key!r} a {entity.category}"


@check("E209")
def nameless(data: Dataset) -> Found:
    """A name folds to nothing, so nobody can type it."""
    for entity in data.entities.values():
        for name in (entity.label, *entity.synonyms):
            if not normalise(name):
                yield ("entity", entity.key), repr(name)
    for state in data.schema.states.values():
        for word in state.words:
            if not normalise(word):
                yield ("state", state.key, "words"), repr(word)


@check("E210")
def swallowed(data: Dataset) -> Found:
    """A text holds what looks like a further record: a line is indented too far, or quotes are missing."""
    tables: dict[str, Iterable[object]] = {
        "entity": data.entities.values(),
        "source": data.sources.values(),
        "claim": data.claims,
    }
    for kind, things in tables.items():
        for thing in things:
            for name, text in _texts(thing):
                if _RECORD.search(text):
                    yield _place(kind, thing, name), quoted(text)


def _texts(thing: object) -> Iterator[tuple[str, str]]:
    for part in dataclasses.fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, part.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield part.name, text


def _place(kind: str, thing: object, name: str) -> Place:
    return kind, str(getattr(thing, "id", None) or getattr(thing, "key", "")), name


@check("W211")
def long_label(data: Dataset) -> Found:
    """A label should have at most 4 words."""
    for entity in _authored(data):
        if len(entity.label.split()) > LABEL_WORDS:
            yield ("entity", entity.key, "label"), quoted(entity.label)


@check("W212")
def state_in_label(data: Dataset) -> Found:
    """A label holds the word for a state; use the bare name and the state."""
    named, worded = _by_name(data), _by_word(data)
    for entity in _authored(data):
        for state, bare in _stateless(entity.label, worded):
            other = data.entities.get(named.get(bare, ""))
            # A symptom that is felt as something is named for it: neck stiffness, calf cramp.
            felt = state.felt is not None and entity.category != getattr(other, "category", None)
            if other is not None and other is not entity and state.stands_on(other.category) and not felt:
                yield ("entity", entity.key, "label"), f"{quoted(entity.label)} is {other.key!r}, {state.key}"


@check("W213")
def twins(data: Dataset) -> Found:
    """Two names look like one thing; join them, or say in `distinct_from` what tells them apart."""
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in _authored(data):
        words = {phrases.key(phrases.words_of(name)) for name in (entity.label, *entity.synonyms)} - {""}
        terms = {term for relation, term in entity.mappings if relation == EXACT}
        for mark in (*(("name", word) for word in words), *(("term", term) for term in terms)):
            groups[mark].append(entity)
    for (what, shared), group in groups.items():
        for one, other in pairwise(group):
            if other.key not in one.distinct_from and one.key not in other.distinct_from:
                yield ("entity", other.key), f"{other.key!r} and {one.key!r} share the {what} {quoted(shared)}"


@check("W214")
def reason(data: Dataset) -> Found:
    """What keeps two names apart should be a fact of anatomy or medicine, not how a text puts it."""
    for entity in data.entities.values():
        for other, why in entity.distinct_from.items():
            if len(why.split()) < _REASON_WORDS or _OF_A_TEXT.search(why):
                yield ("entity", entity.key, "distinct_from", other), quoted(why)


@check("W215", counted=True)
def single_use(data: Dataset) -> Found:
    """A core name without a term is used by one claim alone."""
    for key in once_without_term(data.entities.values(), data.claims):
        yield ("entity", key), repr(key)


@check("W216", counted=True)
def hard_to_read(data: Dataset) -> Found:
    """What a name means is not said in everyday words; write `plain`: at most 20 words, none of them technical."""
    for entity in _authored(data):
        told = entity.in_plain_words
        hard = technical(told)
        if hard or len(told.split()) > LONGEST:
            yield ("entity", entity.key), f"{quoted(told)} ({', '.join(dict.fromkeys(hard)) or 'too long'})"
