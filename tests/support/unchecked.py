"""A stand-in for a graph over a dataset with faults: what `graph.build` refuses can still be written as RDF."""

from __future__ import annotations

from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Edge, Source
from refgraph.model.vocabulary import Entity, Schema


class NoNames:
    """An index without names, so that each finding is said plainly."""

    def has(self, name: str) -> bool:
        return False

    def find(self, name: str, text: str) -> range:
        return range(0)


class Unchecked:
    """What `quads` asks of a graph, answered from the claims as they are."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self.schema: Schema = data.schema
        self.data_version = data.version
        self.index = NoNames()

    def number(self, key: str) -> int:
        return 0

    def entities(self) -> tuple[Entity, ...]:
        return tuple(self._data.entities.values())

    def entity(self, key: str) -> Entity:
        return self._data.entities.get(key) or Entity(key, "nowhere", key)

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._data.sources.values())

    def source(self, key: str) -> Source:
        return self._data.sources.get(key) or Source(key)

    def claims(self) -> tuple[Claim, ...]:
        return self._data.claims

    def edges(self) -> tuple[Edge, ...]:
        grouped: dict[tuple[object, ...], list[Claim]] = {}
        for claim in self._data.claims:
            grouped.setdefault((claim.subject, claim.predicate, claim.object), []).append(claim)
        return tuple(_edge(number, tuple(claims)) for number, claims in enumerate(grouped.values()))


def _edge(number: int, claims: tuple[Claim, ...]) -> Edge:
    denials = tuple(claim for claim in claims if claim.polarity == "denies")
    status = "denied" if len(denials) == len(claims) else "contested" if denials else "supported"
    return Edge(number, claims[0].subject, claims[0].predicate, claims[0].object, status, claims, denials)
