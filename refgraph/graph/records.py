"""Rows of the index → frozen values: entities, sources, edges and claims."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from refgraph.model import joints
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import PARTS, Claim, Edge, Finding, Source
from refgraph.model.vocabulary import STATUSES, Entity, Schema
from refgraph.storage.fitting import fits, required
from refgraph.storage.index import Index
from refgraph.storage.schema_codec import tuples

_CATEGORY = b'"category":"'
_SIDES = {code: side for side, code in SIDE_CODES.items()}


def entity(index: Index, schema: Schema, number: int) -> Entity:
    """Read the entity of a number.

    Args:
        index: the compiled dataset.
        schema: its vocabulary.
        number: of the entity in the index.

    Returns:
        The entity.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> entity(kg.index, kg.schema, kg.number("headache")).label
        'headache'
    """
    record = index.record("ent.rec", number)
    whole = fits(Entity, record, required(Entity) | {"mappings"}) and _is_of(index, "ent.key", number, record)
    # Of a part of a graph the category of what has not been fetched is empty.
    if not whole or (record["category"] and record["category"] not in schema.categories):
        raise index.damaged("section ent.rec")
    return Entity(**tuples(record) | {"mappings": tuple((relation, term) for relation, term in record["mappings"])})


def category(index: Index, number: int) -> str:
    """Read the category of the entity of a number, without reading the rest of it.

    Args:
        index: the compiled dataset.
        number: of the entity in the index.

    Returns:
        The key of the category.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> category(kg.index, kg.number("headache"))
        'symptom'
    """
    record = index.text("ent.rec", number)
    # Within a text of JSON every quote has a backslash before it, so this is the name of a field.
    begin = record.find(_CATEGORY) + len(_CATEGORY)
    end = record.find(b'"', begin)
    if begin < len(_CATEGORY) or end < 0:
        raise index.damaged("section ent.rec")
    return record[begin:end].decode()


def source(index: Index, number: int) -> Source:
    """Read the source of a number.

    Args:
        index: the compiled dataset.
        number: of the source in the index, by key.

    Returns:
        The source.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> source(kg.index, 0).key
        'toy-hip'
    """
    record = index.record("src.rec", number)
    if not fits(Source, record, required(Source)) or not _is_of(index, "src.key", number, record):
        raise index.damaged("section src.rec")
    return Source(**tuples(record))


def _is_of(index: Index, keys: str, number: int, record: dict[str, Any]) -> bool:
    """Say whether a record is that of the key with its number."""
    return bool(record["key"].encode() == index.text(keys, number))


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """Read the fields of a claim that the arrays do not hold, its parts among them."""
    found = tuples(record)
    for name in PARTS.keys() & found.keys():
        held: dict[str, Any] = {
            key: tuple(map(tuple, value)) if key == "verdicts" else value for key, value in found[name].items()
        }
        found[name] = PARTS[name](**held)
    return found


class Records:
    """Reads edges and claims.

    Args:
        index: where they stand.
        schema: the vocabulary of the index. codes: the same as numbers.
    """

    def __init__(self, index: Index, schema: Schema, codes: joints.Codes) -> None:
        self._index = index
        self._predicates = tuple(schema.predicates)
        self._modalities, self._evidence = tuple(schema.ranking.modality), tuple(schema.ranking.evidence)
        self._states: dict[int, str | None] = {code: key for key, code in codes.states.items()}
        self._states[joints.CARRY] = None
        self._known_ends: dict[int, tuple[Finding, Finding]] = {}

    @cached_property
    def _edges(self) -> tuple[Any, ...]:
        """The columns that every edge is read from: those of its two ends first."""
        ends = [f"e.{end}{what}" for end in ("s", "o") for what in ("ubj" if end == "s" else "bj", "state", "side")]
        return tuple(map(self._index.column, (*ends, "e.pred", "e.status", "e.claim", "e.claims", "dis.off")))

    def edge(self, number: int, claim_at: Callable[[int], Claim]) -> Edge:
        """Read an edge.

        Args:
            number: of the edge in the index.
            claim_at: reads a claim by its number.
        """
        *_, predicates, statuses, firsts, counts, disputes = self._edges
        (subject, obj), first = self._ends(number), firsts[number]
        begin, end = disputes[number], disputes[number + 1]
        return Edge(
            id=number,
            subject=subject,
            predicate=self._predicates[predicates[number]],
            object=obj,
            status=STATUSES[statuses[number]],
            claims=tuple(map(claim_at, range(first, first + counts[number]))),
            disputed_by=tuple(map(claim_at, self._index.column("dis.edge")[begin:end])) if end > begin else (),
        )

    def _ends(self, edge: int) -> tuple[Finding, Finding]:
        """Read what an edge and each of its claims lead from and to; an answer reads most of them more than once."""
        found = self._known_ends.get(edge)
        if found is None:
            subject, subject_state, subject_side, obj, object_state, object_side, *_ = self._edges
            found = self._known_ends[edge] = (
                self._finding(subject[edge], subject_state[edge], subject_side[edge]),
                self._finding(obj[edge], object_state[edge], object_side[edge]),
            )
        return found

    def _finding(self, entity: int, state: int, side: int) -> Finding:
        return Finding(self._index.text("ent.key", entity).decode(), self._states[state], _SIDES[side])

    def _rest(self, text: bytes) -> dict[str, Any]:
        try:
            record = json.loads(text)
            if fits(Claim, record) and all(fits(part, record.get(name) or {}) for name, part in PARTS.items()):
                return _told(record)
        except (ValueError, TypeError, RecursionError) as error:
            raise self._index.damaged("section c.rec") from error
        raise self._index.damaged("section c.rec")

    def claim(self, number: int) -> Claim:
        """Read a claim by its number."""
        column, (modalities, kinds) = self._index.column, (self._modalities, self._evidence)
        edge = column("c.edge")[number]
        local, _, rest = self._index.text("c.rec", number).partition(b"\n")
        source = self._index.text("src.key", column("c.src")[number]).decode()
        subject, obj = self._ends(edge)
        usual: dict[str, Any] = {"id": f"{source}#{local.decode()}", "paragraph": 0, "anchor": "", "statement": ""}
        return Claim(
            **usual | (self._rest(rest) if rest else {}),
            source=source,
            subject=subject,
            predicate=self._predicates[column("e.pred")[edge]],
            object=obj,
            polarity="denies" if column("c.denies")[number] else "asserts",
            modality=modalities[column("c.modality")[number]],
            evidence=kinds[column("c.evidence")[number]],
        )
