"""Whether an index file from anywhere holds together: every number in it names something that is there.

Checksums tell a damaged file; a made-up one has good checksums. Standard library only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from operator import le
from typing import Any

from refgraph.model import joints
from refgraph.model.reuse import BY_NAMING
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import Claim
from refgraph.model.vocabulary import COUNTERS, ENDS, FELT, ROLES, STATUSES, URGENCIES, Schema
from refgraph.storage.index import Index, row_format
from refgraph.storage.schema_codec import read_schema_record

_BLOBS = {"ent.key": "ent", "ent.rec": "ent", "name": "name", "src.key": "src", "src.rec": "src", "c.rec": "claim"}
_LISTS = {"sub": "ent", "obj": "ent", "in": "ent", "out": "ent", "dis": "edge"}
# What the numbers of a column name: they are less than there are of that.
_NAMES = {
    "e.subj": "ent", "e.obj": "ent", "e.claim": "claim", "e.pred": "predicate", "e.status": "status",
    "e.mirror": "truth", "c.src": "src", "c.edge": "edge", "c.evidence": "evidence",
    "c.modality": "modality", "c.denies": "truth",
    "name.ent": "ent", "ent.defined": "ent", "ent.apart": "ent", "sub.edge": "edge", "obj.edge": "edge",
    "in.edge": "edge", "out.edge": "edge", "dis.edge": "claim",
}  # fmt: skip
_SPOKEN = {"read.ent": "ent", "felt.place": "ent", "felt.symptom": "ent", "felt.pain": "ent"}


class _Unsound(Exception):  # noqa: N818 (it becomes a DataError where the file is known)
    """Something in an index does not hold together."""


def check(index: Index) -> None:
    """Refuse an index whose numbers name what is not there.

    Args:
        index: one whose checksums are right.

    Raises:
        DataError: it does not hold together.

    Example:
        >>> from refgraph.curation.load import read
        >>> from refgraph.storage.compiler import assemble
        >>> check(Index.from_bytes(assemble(read("tests/data/mini").dataset)))
    """
    with _refusing(index):
        schema = _schema(index)
        counts = {**_counts(index), **_counts_of(schema)}
        for problem in _problems(index, schema, counts):
            raise _Unsound(problem)


def check_vocabulary(index: Index) -> None:
    """Refuse an index whose vocabulary does not hold together; of a large one no more is looked at beforehand.

    Args:
        index: any.

    Raises:
        DataError: it does not hold together.

    Example:
        >>> from refgraph.curation.load import read
        >>> from refgraph.storage.compiler import assemble
        >>> check_vocabulary(Index.from_bytes(assemble(read("tests/data/mini").dataset)))
    """
    with _refusing(index):
        _schema(index)


@contextmanager
def _refusing(index: Index) -> Iterator[None]:
    try:
        yield
    except _Unsound as error:
        raise index.damaged(str(error)) from error
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise index.damaged("it does not hold together") from error


def _schema(index: Index) -> Schema:
    meta = json.loads(bytes(index.column("meta")))
    if not isinstance(meta["data_version"], str) or not meta["data_version"].isprintable():
        raise _Unsound("its version is no text")
    schema = read_schema_record(meta["schema"])
    joints.Codes.of(schema)  # A schema that lacks a flag cannot be numbered.
    if not all(set(named) <= set(known) for named, known in _named_in(schema)):
        raise _Unsound("its schema names what it does not have")
    return schema


def _named_in(schema: Schema) -> Iterator[tuple[Iterable[str | None], Collection[str | None]]]:
    """Yield what a schema names, with what there is of it; whoever reads it looks that up."""
    ranking, predicates = schema.ranking, schema.predicates.values()
    yield (p.family for p in predicates), schema.families
    yield (family.role for family in schema.families.values()), ROLES
    yield (p.urgency for p in predicates), (None, *URGENCIES)
    yield (p.warns for p in predicates), (None, *ENDS)
    yield (kind.flag for kind in ranking.evidence.values()), (None, *ranking.flags)
    yield (kind.needs for kind in ranking.evidence.values()), (None, *(field.name for field in fields(Claim)))
    yield (name for grade in ranking.grades.values() for name in grade.said), ranking.evidence
    yield (name for grade in ranking.grades.values() for name in grade.counter), COUNTERS
    yield (state.felt for state in schema.states.values()), (None, *FELT)
    # An edge that is only denied is never on a path.
    yield STATUSES[:-1], ranking.status
    if any(p.by_naming for p in predicates):
        yield (BY_NAMING,), ranking.evidence


def _counts(index: Index) -> dict[str, int]:
    """How many there are of everything; blobs of which two have one number each must agree."""
    found: dict[str, int] = {}
    for name, thing in _BLOBS.items():
        count = index.count(name)
        if found.setdefault(thing, count) != count:
            raise _Unsound(f"section {name}")
    for section, thing in (("edge", "edge"), ("claim", "claim")):
        size = row_format(section).size
        count, rest = divmod(len(index.column(section)), size)
        if rest or found.setdefault(thing, count) != count:
            raise _Unsound(f"section {section}")
    return found


def _counts_of(schema: Schema) -> Mapping[str, int]:
    ranking = schema.ranking
    return {
        "predicate": len(schema.predicates),
        "evidence": len(ranking.evidence),
        "modality": len(ranking.modality),
        "status": len(STATUSES),
        "truth": 2,
    }


def _problems(index: Index, schema: Schema, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the name of what does not hold together."""
    spoken = _SPOKEN if index.has("read.ent") else {}
    searched = ("piece", "word", "told") if index.has("piece") else ()
    yield from _misplaced(index, counts, [*_BLOBS, *(["read"] if spoken else []), *searched])
    if searched:
        yield from _unsearchable(index, counts)
    for name, thing in {**_NAMES, **spoken}.items():
        if max(index.column(name), default=-1) >= counts[thing]:
            yield f"section {name}"
    for name, allowed in _CODES.items():
        if not set(index.column(name)) <= set(allowed(schema)):
            yield f"section {name}"
    carries = [predicate.walk == "carry" for predicate in schema.predicates.values()]
    states = zip(*(index.column(f"e.{name}") for name in ("pred", "sstate", "ostate")), strict=True)
    if any(joints.CARRY in ends and not carries[predicate] for predicate, *ends in states):
        yield "section e.sstate"
    if len(index.column("name.ent")) != counts["name"]:
        yield "section name.ent"
    told = zip(index.column("e.claim"), index.column("e.claims"), strict=True)
    if any(not count or first + count > counts["claim"] for first, count in told):
        yield "section e.claims"


def _unsearchable(index: Index, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the sections of what a search looks into (`refgraph.storage.searched`) that do not fit the others."""
    places, held = index.column("piece.at"), index.column("piece.name")
    if len(places) != index.count("piece") + 1 or not _ascending(places, len(held)):
        yield "section piece.at"
    if max(held, default=-1) >= counts["name"]:
        yield "section piece.name"
    if index.count("told") != len(index.column("ent.defined")):
        yield "section told"


def _misplaced(index: Index, counts: Mapping[str, int], blobs: Iterable[str]) -> Iterator[str]:
    """Yield the sections whose places do not fit the texts or lists they are places of."""
    for name in blobs:
        places, held = index.column(f"{name}.off"), bytes(index.column(name))
        if not _ascending(places, len(held)):
            yield f"section {name}.off"
        # Texts are decoded one by one: none may begin within a letter.
        elif not held.isascii() and (held.decode() and any(held[at] & 0xC0 == 0x80 for at in places[:-1])):
            yield f"section {name}"
    for name, owner in _LISTS.items():
        places = index.column(f"{name}.off")
        if len(places) != counts[owner] + 1 or not _ascending(places, len(index.column(f"{name}.edge"))):
            yield f"section {name}.off"


def _states(schema: Schema) -> set[int]:
    return {*joints.state_codes(schema).values(), joints.CARRY}


def _sides(schema: Schema) -> set[int]:  # noqa: ARG001 (sides are no part of a schema)
    return set(SIDE_CODES.values())


_CODES: Mapping[str, Callable[[Schema], set[int]]] = {
    "e.sstate": _states, "e.ostate": _states, "e.sside": _sides, "e.oside": _sides,
}  # fmt: skip


def _ascending(places: Any, length: int) -> bool:
    """Say whether places begin at 0, never go back, and end where the blob ends."""
    return len(places) > 0 and places[0] == 0 and places[-1] == length and all(map(le, places, islice(places, 1, None)))
