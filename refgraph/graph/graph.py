"""The graph: entities, edges and claims behind immutable lookups over a compiled index.

Nothing is decoded before it is asked for, so a graph of any size opens at once.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from refgraph.errors import UnknownNameError
from refgraph.graph.parsing import StateWords
from refgraph.model import joints
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Edge, Finding, Source
from refgraph.model.vocabulary import STATUSES, Entity, Schema
from refgraph.storage.index import Index
from refgraph.storage.schema_codec import read_schema_record, tuples

if TYPE_CHECKING:
    import networkx

_CATEGORY = b'"category":"'
_CHUNK = 1 << 22
_SIDES = {code: side for side, code in joints.SIDE_CODES.items()}


def build(dataset: Dataset) -> KnowledgeGraph:
    """Join the claims of a faultless dataset to a graph.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.curation.load import read
        >>> kg = build(read(Path("tests/data/mini")).dataset)
        >>> kg.entity("headache").label
        'headache'
    """
    from refgraph.storage.compiler import assemble

    return KnowledgeGraph(Index.from_bytes(assemble(dataset)))


class KnowledgeGraph:
    """A graph of claims; every lookup returns frozen values in a fixed order.

    Args:
        index: the compiled dataset.

    Attributes:
        whole: False where this is only a part of the data (`refgraph.engines.partial_graph`).
    """

    whole = True

    def __init__(self, index: Index) -> None:
        self.index = index
        self._entities: dict[int, Entity] = {}
        self._numbers: dict[str, int] = {}
        self._sources: dict[int, Source] = {}
        self._claims: dict[int, Claim] = {}
        self._edges: dict[int, Edge] = {}

    # ------------------------------------------------------------ the schema

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
    def _states(self) -> dict[int, str | None]:
        codes = {code: key for key, code in self.codes.states.items()}
        return codes | {joints.CARRY: None}

    @cached_property
    def _said(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Hedges and kinds of evidence in the order of their numbers in the index."""
        return tuple(self.schema.ranking.modality), tuple(self.schema.ranking.evidence)

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
            record = self.index.record("ent.rec", number)
            found = self._entities[number] = Entity(
                **tuples(record) | {"mappings": tuple((relation, term) for relation, term in record["mappings"])}
            )
        return found

    def category_at(self, number: int) -> str:
        """Return the category of the entity of a number, without reading the rest of it."""
        found = self._entities.get(number)
        if found is not None:
            return found.category
        record = self.index.text("ent.rec", number)
        # Within a text of JSON every quote has a backslash before it, so this is the name of a field.
        begin = record.index(_CATEGORY) + len(_CATEGORY)
        return record[begin : record.index(b'"', begin)].decode()

    def entities(self, category: str | None = None) -> tuple[Entity, ...]:
        """Return all entities, or those of one category, by key."""
        found = (self.entity_at(i) for i in range(self.index.count("ent.key")))
        return tuple(entity for entity in found if category in (None, entity.category))

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
        owner = self.index.column("name.ent")[number]
        return self.index.text("name", number).decode(), self.index.text("ent.key", owner).decode()

    def names_with(self, text: str, most: int | None = None) -> tuple[int, ...]:
        """Return the numbers of the normalised names that hold a text, in alphabetical order.

        Args:
            text: some normalised letters.
            most: more than so many are not looked for.
        """
        wanted, places, found = text.encode(), self.index.column("name.off"), list[int]()
        whole = self.index.column("name")
        for begin in range(0, len(whole), _CHUNK):
            # What lies across two chunks is looked for with the first of them.
            part = bytes(whole[begin : begin + _CHUNK + len(wanted) - 1])
            place = part.find(wanted)
            while place >= 0:
                number = bisect_right(places, begin + place) - 1
                inside = begin + place + len(wanted) <= places[number + 1]
                if inside and number not in found[-1:]:
                    found.append(number)
                    if len(found) == most:
                        return tuple(found)
                place = part.find(wanted, places[number + 1] - begin if inside else place + 1)
        return tuple(found)

    def names(self) -> Iterable[tuple[str, str]]:
        """Return all normalised names with the key of their entity, in alphabetical order."""
        return map(self.name_at, range(self.index.count("name")))

    # ------------------------------------------------------------ edges and claims

    def edge(self, number: int) -> Edge:
        """Return an edge by its number."""
        found = self._edges.get(number)
        if found is None:
            found = self._edges[number] = self._read_edge(number)
        return found

    def _read_edge(self, number: int) -> Edge:
        column = self.index.column
        first = column("e.claim")[number]
        begin, end = column("dis.off")[number], column("dis.off")[number + 1]
        return Edge(
            id=number,
            subject=self._finding(number, "e.subj", "e.sstate", "e.sside"),
            predicate=self.predicate_keys[column("e.pred")[number]],
            object=self._finding(number, "e.obj", "e.ostate", "e.oside"),
            status=STATUSES[column("e.status")[number]],
            claims=tuple(self.claim_at(i) for i in range(first, first + column("e.claims")[number])),
            disputed_by=tuple(self.claim_at(i) for i in column("dis.edge")[begin:end]),
        )

    def _finding(self, edge: int, entity: str, state: str, side: str) -> Finding:
        column = self.index.column
        key = self.index.text("ent.key", column(entity)[edge]).decode()
        return Finding(key, self._states[column(state)[edge]], _SIDES[column(side)[edge]])

    def edges(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        family: str | None = None,
    ) -> tuple[Edge, ...]:
        """Return edges by their ends (entity keys), predicate or family, denied ones included, in order of number.

        Raises:
            UnknownNameError: an end is not the key of an entity.
        """
        return tuple(map(self.edge, self._edge_numbers(subject, object, self._predicate_numbers(predicate, family))))

    def _edge_numbers(self, subject: str | None, obj: str | None, wanted: frozenset[int] | None) -> Iterable[int]:
        """Return the numbers of edges in their order; `wanted` are numbers of predicates, None for all."""
        rows = sorted(
            (self._row(name, key) for name, key in (("sub", subject), ("obj", obj)) if key is not None), key=len
        )
        if not rows:
            numbers, every = self.index.column("e.pred"), range(self.index.column("obj.off")[-1])
            return every if wanted is None else (i for i in every if numbers[i] in wanted)
        found = rows[0] if wanted is None else self._of_predicates(rows[0], wanted)
        if len(rows) == 1:
            return sorted(found)
        ends = self.index.column("e.subj"), self.index.column("e.obj")
        pair = self.number(str(subject)), self.number(str(obj))
        return sorted(i for i in found if (ends[0][i], ends[1][i]) == pair)

    def _row(self, name: str, key: str) -> Sequence[int]:
        number, places = self.number(key), self.index.column(f"{name}.off")
        row: Sequence[int] = self.index.column(f"{name}.edge")[places[number] : places[number + 1]]
        return row

    def _of_predicates(self, row: Sequence[int], wanted: frozenset[int]) -> Iterable[int]:
        """Yield the edges of some predicates out of those of one end, which are sorted by predicate."""
        numbers, place = self.index.column("e.pred"), 0
        while place < len(row):
            here = numbers[row[place]]
            end = bisect_right(row, here, place, key=numbers.__getitem__)
            if here in wanted:
                yield from row[place:end]
            place = end

    def _predicate_numbers(self, predicate: str | None, family: str | None) -> frozenset[int] | None:
        """Numbers of the predicates that a look-up is narrowed to; None for all."""
        if predicate is None and family is None:
            return None
        known = enumerate(self.schema.predicates.values())
        return frozenset(i for i, p in known if predicate in (None, p.key) and family in (None, p.family))

    def claim_at(self, number: int) -> Claim:
        """Return a claim by its number in the index."""
        found = self._claims.get(number)
        if found is None:
            found = self._claims[number] = self._read_claim(number)
        return found

    def _read_claim(self, number: int) -> Claim:
        column, (modalities, kinds) = self.index.column, self._said
        edge = column("c.edge")[number]
        local, _, rest = self.index.text("c.rec", number).partition(b"\n")
        source = self.index.text("src.key", column("c.src")[number]).decode()
        usual: dict[str, Any] = {"id": f"{source}#{local.decode()}", "paragraph": 0, "anchor": "", "statement": ""}
        return Claim(
            **usual | (tuples(json.loads(rest)) if rest else {}),
            source=source,
            subject=self._finding(edge, "e.subj", "e.sstate", "e.sside"),
            predicate=self.predicate_keys[column("e.pred")[edge]],
            object=self._finding(edge, "e.obj", "e.ostate", "e.oside"),
            polarity="denies" if column("c.denies")[number] else "asserts",
            modality=modalities[column("c.modality")[number]],
            evidence=kinds[column("c.evidence")[number]],
        )

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
            found = self._sources[number] = Source(**tuples(self.index.record("src.rec", number)))
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
        found = self.index.find("src.key", key)
        return found[0] if found else None

    # ------------------------------------------------------------ other people's form

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Return the graph as a frozen networkx MultiDiGraph.

        Nodes are entity keys and carry the other fields of `Entity`; edges are keyed by their whole triple and carry
        `predicate`, `family`, `subject`, `object`, `status` and `claims`. The graph itself carries `data_version`,
        `schema` and `sources`. `refgraph.from_networkx` is the way back.
        """
        import networkx

        drawn = networkx.MultiDiGraph(data_version=self.data_version, schema=self.schema, sources=self.sources())
        for entity in self.entities():
            drawn.add_node(entity.key, **{f.name: getattr(entity, f.name) for f in fields(Entity) if f.name != "key"})
        for edge in self.edges():
            drawn.add_edge(
                edge.subject.entity,
                edge.object.entity,
                key=(edge.subject, edge.predicate, edge.object),
                predicate=edge.predicate,
                family=self.schema.predicates[edge.predicate].family,
                subject=edge.subject,
                object=edge.object,
                status=edge.status,
                claims=edge.claims,
            )
        return networkx.freeze(drawn)
