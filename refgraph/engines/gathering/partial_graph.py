"""What has been fetched from a store, and the graph made of it, which notes what it was asked and does not know.

A graph made of a part of the data answers every look-up from that part. The answer is that of the whole graph if every
row that was read is complete. Rows that are not are noted in `Missing`, and the next batch asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from refgraph.engines.protocol import IN, OUT, SHOWN, ClaimStore, Keys, Pair
from refgraph.errors import EngineError, UnknownNameError, quoted
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.names import LONGEST
from refgraph.graph.reading.parsing import StateWords
from refgraph.language import phrases
from refgraph.model.dataset import Dataset
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import POLARITIES, Entity, Schema
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index

_Ordered = dict[str, None]
MOST_WORDS = 8
MOST_TOLD = 2_000


@dataclass(slots=True)
class Missing:
    """What a graph was asked and does not know, in the order in which it was asked."""

    in_: _Ordered = field(default_factory=dict)
    out: _Ordered = field(default_factory=dict)
    shown: _Ordered = field(default_factory=dict)
    entities: _Ordered = field(default_factory=dict)
    sources: _Ordered = field(default_factory=dict)

    def rows(self, direction: str) -> _Ordered:
        """Return the rows of one kind."""
        return {IN: self.in_, OUT: self.out, SHOWN: self.shown}[direction]

    def __bool__(self) -> bool:
        return any(getattr(self, part.name) for part in fields(self))


class AllKeys(set[str]):
    """The set of all texts."""

    def __contains__(self, key: object) -> bool:
        return True


@dataclass(slots=True)
class FetchedClaims:
    """What has been fetched from a store.

    Attributes:
        whole: keys of entities of which every claim is here, by the kind of row.
        pairs: pairs of entities of which every walking claim is here.
        entities, sources: by key; None for one that the store does not have.
        complete: whether every claim of the store is here.
    """

    schema: Schema
    data_version: str
    claims: dict[str, Claim] = field(default_factory=dict)
    whole: Mapping[str, set[str]] = field(default_factory=lambda: {IN: set(), OUT: set(), SHOWN: set()})
    pairs: set[Pair] = field(default_factory=set)
    entities: dict[str, Entity | None] = field(default_factory=dict)
    sources: dict[str, Source | None] = field(default_factory=dict)
    complete: bool = False
    _made: Index | None = None

    def add(self, claims: Iterable[Claim]) -> None:
        """Take in claims.

        Raises:
            EngineError: one of them has a word that the vocabulary does not know.
        """
        before = len(self.claims)
        self.claims |= {claim.id: _understood(claim, self.schema) for claim in claims}
        if len(self.claims) > before:
            self._made = None

    def add_all(self, claims: Iterable[Claim]) -> None:
        """Take in every claim that the store has."""
        self.add(claims)
        self.whole, self.complete = {IN: AllKeys(), OUT: AllKeys(), SHOWN: AllKeys()}, True

    def name(self, entities: Iterable[Entity | Source], asked: Iterable[str], table: dict[str, Any]) -> None:
        """Take in what was asked for by key; what is not there is known not to be."""
        table |= dict.fromkeys(asked)
        table |= {thing.key: thing for thing in entities}
        self._made = None

    def knows(self, pair: Pair) -> bool:
        """Say whether every walking claim from the first to the second of a pair is here."""
        return pair in self.pairs or pair[1] in self.whole[IN] or pair[0] in self.whole[OUT]

    def theories(self) -> list[str]:
        """Return what claims here lean on and of which it is not yet known who disputes it."""
        leant = {theory for claim in self.claims.values() for theory in claim.relies_on}
        return sorted(theory for theory in leant if theory not in self.whole[SHOWN])

    def graph(self, *directions: str) -> PartialGraph:
        """Return the graph of what is here.

        Args:
            directions: kinds of rows (`IN`, `OUT`) whose reading by a walk is noted where they are not whole.
        """
        if self._made is None:
            self._made = Index.from_bytes(assemble(self._dataset()))
        return PartialGraph(self, self._made, directions)

    def _dataset(self) -> Dataset:
        claims = sorted(self.claims.values(), key=lambda claim: claim.sort_key)
        states = (state.entity for state in self.schema.states.values() if state.entity)
        known = {key: entity for key, entity in self.entities.items() if entity is not None}
        keys = {end.entity for claim in claims for end in (claim.subject, claim.object)}
        keys.update(states, known, *(entity.distinct_from for entity in known.values()))
        sources = {key: source for key, source in self.sources.items() if source is not None}
        return Dataset(
            schema=self.schema,
            entities={key: known.get(key) or Entity(key, "", key) for key in keys},
            sources={claim.source: Source(claim.source) for claim in claims} | sources,
            claims=tuple(claims),
            version=self.data_version,
        )


def _understood(claim: Claim, schema: Schema) -> Claim:
    """Return a claim whose words are all those of the vocabulary, which a store elsewhere may not keep to."""
    ends = (claim.subject, claim.object)
    told = (
        ("predicate", claim.predicate, schema.predicates),
        ("evidence", claim.evidence, schema.ranking.evidence),
        ("modality", claim.modality, schema.ranking.modality),
        ("polarity", claim.polarity, POLARITIES),
        *(("state", end.state, (None, *schema.states)) for end in ends),
        *(("side", end.side, SIDE_CODES) for end in ends),
    )
    for kind, word, known in told:
        if word not in known:
            raise EngineError(f"claim {quoted(claim.id)}: no such {kind} in the data here: {quoted(str(word))}")
    return claim


class PartialGraph(KnowledgeGraph):
    """The graph of a neighbourhood; `missing` fills up with what it was asked and does not know.

    Attributes:
        whole: whether it is all there is.
    """

    def __init__(self, known: FetchedClaims, index: Index, directions: Iterable[str] = ()) -> None:
        super().__init__(index)
        self.whole = known.complete
        self.known, self.missing = known, Missing()
        self._walked = frozenset(p.family for p in known.schema.predicates.values() if p.walk != "no")
        vars(self)["schema"] = known.schema  # not read back from the index: the very words that the store uses
        if directions:
            self.index = _ObservedIndex(
                index, {f"{direction}.off": self._noting(direction) for direction in directions}
            )

    def _noting(self, direction: str) -> Callable[[int], None]:
        def note(number: int) -> None:
            self._note(self.key_at(number), direction)

        return note

    def _note(self, key: str, direction: str) -> None:
        if key not in self.known.whole[direction]:
            self.missing.rows(direction)[key] = None

    # ------------------------------------------------------------ look-ups that are noted

    def number(self, key: str) -> int:
        """Return the number of an entity; one that nobody has asked the store for is noted."""
        try:
            return super().number(key)
        except UnknownNameError:
            if key not in self.known.entities:
                self.missing.entities[key] = None
            raise

    def entity_at(self, number: int) -> Entity:
        """Return the entity of a number; until the store has been asked it is a mere key."""
        found = super().entity_at(number)
        if found.key not in self.known.entities:
            self.missing.entities[found.key] = None
        return found

    def category_at(self, number: int) -> str:
        """Return the category of the entity of a number, which is asked for like the rest of it."""
        return self.entity_at(number).category

    def source(self, key: str) -> Source:
        """Return a source; until the store has been asked it is a mere key."""
        if key not in self.known.sources:
            self.missing.sources[key] = None
        return super().source(key)

    def edge_numbers(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        family: str | None = None,
    ) -> Sequence[int]:
        """Return the numbers of edges by their ends, predicate or family; rows that are not whole are noted."""
        walks = predicate is None or self.schema.predicates[predicate].walk != "no"
        walked = walks and (family is None or family in self._walked)
        for key, direction in ((subject, OUT), (object, IN)):
            if key is not None:
                self._note(key, SHOWN)
                if walked:
                    self._note(key, direction)
        return super().edge_numbers(subject, predicate, object, family)


class _ObservedIndex(Index):
    """An index that reports which rows are read: `notes[column]` is called with the entity of each."""

    def __init__(self, index: Index, notes: Mapping[str, Callable[[int], None]]) -> None:
        super().__init__(index._data, index._name)
        self._notes = notes

    def column(self, name: str) -> Any:
        column, note = super().column(name), self._notes.get(name)
        return column if note is None else _ObservedOffsets(column, note)


class _ObservedOffsets:
    """Where rows begin. A row is read by two look-ups next to each other, of its own place and of its end's."""

    def __init__(self, column: Any, note: Callable[[int], None]) -> None:
        self._column, self._note = column, note
        self._first: int | None = None

    def __getitem__(self, number: int) -> int:
        first, self._first = self._first, None
        if first is None:
            self._first = number
        elif abs(number - first) == 1:
            self._note(min(number, first))
        else:
            self._note(first)
            self._first = number
        return int(self._column[number])


# ---------------------------------------------------------------- names alone


def names_of(store: ClaimStore, texts: Iterable[str], sources: Iterable[str] = ()) -> KnowledgeGraph:
    """Return a graph that knows just the names that some typed texts can mean, and what is felt at them.

    Args:
        store: where the graph stands.
        texts: findings as people type them.
        sources: keys of sources that are to be known.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.engines.local import Mapped
        >>> from refgraph.graph import names
        >>> from refgraph.graph.open import open_graph
        >>> kg = names_of(Mapped(open_graph(Path("tests/data/mini"))), ["left gluteals weak"])
        >>> names.read(kg, "left gluteals weak")
        Finding(entity='gluteals', state='weak', side='left')
    """
    known = FetchedClaims(store.schema, store.data_version)
    table = StateWords(store.schema)
    wanted = list(dict.fromkeys(phrase for text in texts for phrase in _phrases(text, table, store.schema)))
    keys = store.named(wanted)
    placed = _placed(store, keys)
    known.add(placed)
    keys = tuple(dict.fromkeys((*keys, *(end.entity for claim in placed for end in (claim.subject, claim.object)))))
    known.name(store.entities(keys), keys, known.entities)
    told = tuple(sources)
    known.name(store.sources(told), told, known.sources)
    return KnowledgeGraph(known.graph().index)


def _placed(store: ClaimStore, keys: Keys) -> tuple[Claim, ...]:
    """Return the claims that say what is felt at some places: "pain in the butt" is the pain that is felt there."""
    placing = {name for name, predicate in store.schema.predicates.items() if predicate.places}
    return tuple(claim for claim in store.touching(keys, MOST_TOLD).claims if claim.predicate in placing)


def _phrases(text: str, table: StateWords, schema: Schema) -> Iterator[str]:
    """Yield all that may be the name in what was typed: it, and it without some of its words.

    Where a word says what is felt, the symptom of the place may be meant: "my knee hurts" is "knee pain".
    """
    words = text[:LONGEST].split()[:MOST_WORDS]
    matches = table.matches(phrases.words_of(" ".join(words)))
    felt = {
        word for match in matches if schema.states[match.state].felt for word in schema.states[match.state].words[:1]
    }
    pains = {word for state in schema.states.values() if felt and state.felt == "pain" for word in state.words[:1]}
    yield text.strip()
    for chosen in range(1, 1 << len(words)):
        phrase = " ".join(word for place, word in enumerate(words) if chosen >> place & 1)
        yield phrase
        yield from (f"{phrase} {word}" for word in sorted(felt | pains))
