"""The graph: entities, edges and claims behind immutable lookups over a compiled index.

Nothing is decoded before it is asked for (`refgraph.graph.records`), so a graph of any size opens at once; what is
looked for is found in the columns of the index (`refgraph.graph.lookup`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from refgraph.errors import UnknownNameError
from refgraph.graph import lookup, records
from refgraph.graph.outlines import edge_outlines
from refgraph.graph.reading.parsing import StateWords
from refgraph.model import joints
from refgraph.model.dataset import Dataset
from refgraph.model.outlines import EdgeOutline
from refgraph.model.statements import DATABASE, Claim, Edge, Source
from refgraph.model.vocabulary import Entity, Schema
from refgraph.storage.index import Index
from refgraph.storage.schema_codec import read_schema_record

_Key = str | None


def build(dataset: Dataset) -> KnowledgeGraph:
    """Join the claims of a faultless dataset to a graph.

    Args:
        dataset: one that `refgraph.curation.checks.validate` has found no error in.

    Returns:
        The graph, over an index in memory.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.curation.load import read
        >>> kg = build(read(Path("tests/data/mini")).dataset)
        >>> kg.entity("headache").label
        'headache'
    """
    from refgraph.storage.compiler import assemble

    return KnowledgeGraph(Index.from_bytes(assemble(dataset)))


class Described:
    """What a graph says of itself: the version of its data, and its vocabulary in words and numbers.

    Args:
        index: the compiled dataset.
    """

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _meta(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(bytes(self.index.column("meta")))
        return found

    @property
    def data_version(self) -> str:
        """What identifies the data: `sha256:` and a hash of its files."""
        return str(self._meta["data_version"])

    @cached_property
    def schema(self) -> Schema:
        """The vocabulary: categories, states, predicates, ranking."""
        return read_schema_record(self._meta["schema"])

    @cached_property
    def state_words(self) -> StateWords:
        """Every way to word a state."""
        return StateWords(self.schema)

    @cached_property
    def codes(self) -> joints.Codes:
        """The vocabulary as numbers, for walks."""
        return joints.Codes.of(self.schema)

    @cached_property
    def predicate_keys(self) -> tuple[str, ...]:
        """Predicates in the order of their numbers in the index."""
        return tuple(self.schema.predicates)

    @cached_property
    def predicate_numbers(self) -> Mapping[str, int]:
        """The number in the index of each predicate."""
        return {key: number for number, key in enumerate(self.predicate_keys)}

    @cached_property
    def state_keys(self) -> Mapping[int, str | None]:
        """The state of each code of `codes`."""
        return {code: key for key, code in self.codes.states.items()}

    @cached_property
    def database_numbers(self) -> range:
        """Numbers of the sources that are databases: these are no articles, and what is told by one is told by nobody.

        Their keys stand together, because all begin alike.
        """
        return self.index.beginning("src.key", DATABASE)

    @cached_property
    def unspecific_numbers(self) -> frozenset[int]:
        """Numbers of the entities that only a path told whole by one source passes through (see `Ranking`)."""
        found = (self.index.find("ent.key", key) for key in self.schema.ranking.unspecific)
        return frozenset(number for numbers in found for number in numbers)


class KnowledgeGraph(Described):
    """A graph of claims; every lookup returns frozen values in a fixed order.

    Args:
        index: the compiled dataset.

    Attributes:
        whole: False where this is only a part of the data (`refgraph.engines.gathering.partial_graph`).
    """

    whole = True

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._entities: dict[int, Entity] = {}
        self._numbers: dict[str, int] = {}
        self._sources: dict[int, Source] = {}
        self._source_numbers: dict[str, int | None] = {}
        self._claims: dict[int, Claim] = {}
        self._edges: dict[int, Edge] = {}

    @cached_property
    def _rows(self) -> lookup.Rows:
        return lookup.Rows(self.index, self.schema)

    @cached_property
    def _records(self) -> records.Records:
        return records.Records(self.index, self.schema, self.codes)

    # ------------------------------------------------------------ entities

    def entity(self, key: str) -> Entity:
        """Return an entity.

        Raises:
            UnknownNameError: no entity has this key.
        """
        return self.entity_at(self.number(key))

    def number(self, key: str) -> int:
        """Return the number of an entity in the index; numbers follow the order of the keys.

        Raises:
            UnknownNameError: no entity has this key.
        """
        number = self._numbers.get(key)
        if number is None:
            found = self.index.find("ent.key", key)
            if not found:
                raise UnknownNameError(key)
            number = self._numbers[key] = found[0]
        return number

    def entity_at(self, number: int) -> Entity:
        """Return the entity of a number."""
        found = self._entities.get(number)
        if found is None:
            found = self._entities[number] = records.entity(self.index, self.schema, number)
        return found

    def category_at(self, number: int) -> str:
        """Return the category of the entity of a number, without reading the rest of it."""
        found = self._entities.get(number)
        if found is not None:
            return found.category
        return records.category(self.index, number)

    def entities(self, category: str | None = None) -> tuple[Entity, ...]:
        """Return all entities, or those of one category, by key."""
        numbers = range(self.index.count("ent.key")) if category is None else self._by_category.get(category, ())
        return tuple(map(self.entity_at, numbers))

    @cached_property
    def _by_category(self) -> Mapping[str, Sequence[int]]:
        found = defaultdict[str, list[int]](list)
        for number in range(self.index.count("ent.key")):
            found[self.category_at(number)].append(number)
        return found

    def lookup(self, name: str) -> tuple[str, ...]:
        """Return the keys of entities that carry exactly this name, normalised as `language.normalise` does."""
        column = self.index.column("name.ent")
        return tuple(self.entity_at(column[i]).key for i in self.index.find("name", name))

    def defined(self) -> tuple[Entity, ...]:
        """Return the entities that have a definition, by key."""
        return tuple(map(self.entity_at, self.index.column("ent.defined")))

    def told_apart(self) -> tuple[Entity, ...]:
        """Return the entities that are told apart from others, by key."""
        return tuple(map(self.entity_at, self.index.column("ent.apart")))

    def name_at(self, number: int) -> tuple[str, str]:
        """Return a normalised name by its number in alphabetical order, with the key of its entity."""
        return self.index.text("name", number).decode(), self.key_at(self.index.column("name.ent")[number])

    def names(self) -> Iterable[tuple[str, str]]:
        """Return all normalised names with the key of their entity, in alphabetical order."""
        return map(self.name_at, range(self.index.count("name")))

    # ------------------------------------------------------------ edges and claims

    def edge(self, number: int) -> Edge:
        """Return an edge by its number."""
        found = self._edges.get(number)
        if found is None:
            found = self._edges[number] = self._records.edge(number, self.claim_at)
        return found

    def edges(
        self, subject: _Key = None, predicate: _Key = None, object: _Key = None, family: _Key = None
    ) -> tuple[Edge, ...]:
        """Return edges in order of number, denied ones included; None for any.

        Args:
            subject: the key of the entity that they lead from.
            predicate: the key of their predicate.
            object: the key of the entity that they lead to.
            family: the family of their predicate.

        Raises:
            UnknownNameError: an end is not the key of an entity.
        """
        return tuple(map(self.edge, self.edge_numbers(subject, predicate, object, family)))

    def edge_numbers(
        self, subject: _Key = None, predicate: _Key = None, object: _Key = None, family: _Key = None
    ) -> Sequence[int]:
        """Return the numbers of the edges that `edges` returns."""
        start, end = (None if key is None else self.number(key) for key in (subject, object))
        return self._rows.numbers(start, end, predicate, family)

    @cached_property
    def outlines(self) -> tuple[EdgeOutline, ...]:
        """All edges without the texts of their claims, denied ones included: for what counts all of them."""
        return tuple(edge_outlines(self))

    def key_at(self, number: int) -> str:
        """Return the key of an entity by its number in the index."""
        return self.index.text("ent.key", number).decode()

    def claim_at(self, number: int) -> Claim:
        """Return a claim by its number in the index."""
        found = self._claims.get(number)
        if found is None:
            found = self._claims[number] = self._records.claim(number)
        return found

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, by source and number."""
        return tuple(self._by_id.values())

    def claim(self, key: str) -> Claim:
        """Return a claim by its id.

        Raises:
            UnknownNameError: no claim has this id.
        """
        found = self._by_id.get(key)
        if found is None:
            raise UnknownNameError(key, kind="claim")
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, Claim]:
        found = (self.claim_at(i) for i in range(self.index.count("c.rec")))
        return {claim.id: claim for claim in sorted(found, key=lambda one: one.sort_key)}

    # ------------------------------------------------------------ sources

    def _source_at(self, number: int) -> Source:
        found = self._sources.get(number)
        if found is None:
            found = self._sources[number] = records.source(self.index, number)
        return found

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, by key."""
        return tuple(self._source_at(i) for i in range(self.index.count("src.rec")))

    def source(self, key: str) -> Source:
        """Return a source.

        Raises:
            UnknownNameError: no source has this key.
        """
        number = self.source_number(key)
        if number is None:
            known = self.index.count("src.key")
            raise UnknownNameError(key, tuple(s.key for s in self.sources()) if known < 50 else (), kind="source")
        return self._source_at(number)

    def source_number(self, key: str) -> int | None:
        """Return the number of a source in the index, or None where no source has this key."""
        if key not in self._source_numbers:
            found = self.index.find("src.key", key)
            self._source_numbers[key] = found[0] if found else None
        return self._source_numbers[key]
