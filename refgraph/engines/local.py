"""The default engine: the graph on this machine, asked batch by batch like a remote one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from refgraph.engines.protocol import IN, OUT, Batch, Keys, Links, batch_of, both_ways, links_of, shown, walking
from refgraph.language.normalise import normalise
from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import Entity, Schema

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


class Mapped:
    """A graph on this machine as a `ClaimStore`.

    Args:
        kg: the graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> near = Mapped(open_graph(Path("tests/data/mini")))
        >>> [claim.subject.entity for claim in near.in_edges(["posterior-pelvic-tilt"], 100).claims]
        ['hamstrings']
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        self._walking = frozenset(walking(kg.schema))
        self._both, self._shown = frozenset(both_ways(kg.schema)), frozenset(shown(kg.schema))
        self._met: dict[str, Claim] = {}

    @property
    def schema(self) -> Schema:
        """The vocabulary."""
        return self._kg.schema

    @property
    def data_version(self) -> str:
        """What identifies the data."""
        return self._kg.data_version

    def everything(self, most: int) -> Batch | None:
        """Return all claims of a small graph, else None."""
        count = self._kg.index.count("c.rec")
        return batch_of(map(self._kg.claim_at, range(count))) if count <= most else None

    def in_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads to one of these entities."""
        return self._claims(self._rows(keys, IN), most)

    def out_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads from one of these entities."""
        return self._claims(self._rows(keys, OUT), most)

    def touching(self, keys: Keys, most: int) -> Batch:
        """Return every claim with one of these entities at either end that is shown."""
        return self._claims((e for name in ("sub", "obj") for e in self._edges(name, keys, self._shown)), most)

    def links(self, keys: Keys, way: str, most: int) -> Links:
        """Return the links that lead to or from these entities."""
        batch = self._claims(self._rows(keys, way), most)
        self._met |= {claim.id: claim for claim in batch.claims}
        return links_of(batch, keys, way, self._both)

    def claims(self, ids: Keys, most: int) -> Batch:
        """Return these claims."""
        return batch_of(self._met[key] for key in ids[:most]) if len(ids) <= most else Batch((), whole=False)

    def entities(self, keys: Keys) -> tuple[Entity, ...]:
        """Return those of these entities that there are."""
        return tuple(self._kg.entity(key) for key in keys if self._number(key) is not None)

    def alike(self, keys: Keys) -> tuple[Entity, ...]:
        """Return the entities of which it is said that they are not one of these."""
        asked = set(keys)
        return tuple(entity for entity in self._told_apart if not asked.isdisjoint(entity.distinct_from))

    @cached_property
    def _told_apart(self) -> tuple[Entity, ...]:
        return self._kg.told_apart()

    def sources(self, keys: Keys) -> tuple[Source, ...]:
        """Return those of these sources that there are."""
        return tuple(self._kg.source(key) for key in keys if self._kg.source_number(key) is not None)

    def named(self, names: Keys) -> tuple[str, ...]:
        """Return the keys of entities that carry one of these names."""
        return tuple(dict.fromkeys(key for name in names for key in self._kg.lookup(normalise(name))))

    def close(self) -> None:
        """Do nothing: the index belongs to the graph."""

    def _number(self, key: str) -> int | None:
        found = self._kg.index.find("ent.key", key)
        return found[0] if found else None

    def _rows(self, keys: Keys, way: str) -> Iterator[int]:
        near, far = ("obj", "sub") if way == IN else ("sub", "obj")
        yield from self._edges(near, keys, self._walking)
        yield from self._edges(far, keys, self._both)

    def _edges(self, name: str, keys: Keys, predicates: frozenset[str]) -> Iterator[int]:
        column, known = self._kg.index.column, self._kg.predicate_keys
        places, edges, predicate = column(f"{name}.off"), column(f"{name}.edge"), column("e.pred")
        for number in (n for n in map(self._number, keys) if n is not None):
            row = edges[places[number] : places[number + 1]]
            yield from (e for e in row if known[predicate[e]] in predicates)

    def _claims(self, edges: Iterable[int], most: int) -> Batch:
        first, count = self._kg.index.column("e.claim"), self._kg.index.column("e.claims")
        numbers = (n for e in dict.fromkeys(edges) for n in range(first[e], first[e] + count[e]))
        taken = list(islice(numbers, most + 1))
        return batch_of(map(self._kg.claim_at, taken[:most]), whole=len(taken) <= most)
