"""Claims → edges: group what articles say of one triple, derive its status, and lay all of it out as an index.

Only edges that a walk may take stand in the adjacency (`in`, `out`): their predicate walks, they are not denied, and a
source names what stands at their ends.
Within the edges of one entity they are sorted by state, side, cost and number, so that a search meets the best of each
group first. All edges stand in `sub` and `obj`, sorted by predicate and number within those of one entity, so that
those of one family are found without looking at the others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from refgraph.language.normalise import normalise
from refgraph.model import joints
from refgraph.model.dataset import Dataset
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import PARTS, Claim, Finding
from refgraph.model.vocabulary import Entity, Schema
from refgraph.storage.index import blob, numbers, pack, rows
from refgraph.storage.schema_codec import schema_record
from refgraph.storage.searched import searched_sections
from refgraph.storage.spoken import spoken_sections

Section = tuple[str, bytes]
Triple = tuple[Finding, str, Finding]
STATUS_CODES = {"supported": 0, "contested": 1, "denied": 2}
HELD = frozenset(("id", "source", "subject", "predicate", "object", "polarity", "modality", "evidence"))
USUAL: Mapping[str, Any] = {"paragraph": 0, "anchor": "", "statement": "", "certain": False}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An edge on its way into the arrays; `mirrored` ones serve walks only."""

    triple: Triple
    claims: tuple[Claim, ...]
    disputed_by: tuple[Claim, ...]
    status: str
    mirrored: bool = False


def assemble(dataset: Dataset, *, spoken: bool = True) -> bytes:
    """Compile a faultless dataset into the bytes of an index.

    The same dataset gives the same bytes.

    Args:
        dataset: one that `validate` has found no error in.
        spoken: lay out what is needed to read names in any order, too (`refgraph.storage.spoken`).
    """
    keys = sorted(dataset.entities)
    edges = _edges(dataset)
    real = [edge for edge in edges if not edge.mirrored]
    claims = [claim for edge in real for claim in edge.claims]
    number = {claim.id: i for i, claim in enumerate(claims)}
    sources = sorted(dataset.sources)
    sections: dict[str, Section] = {"meta": ("c", _json(_meta(dataset)))}
    sections |= blob("ent.key", (key.encode() for key in keys))
    sections |= blob("ent.rec", (_json(_entity_record(dataset.entities[key])) for key in keys))
    sections |= _special(dataset.entities[key] for key in keys)
    names = _names(dataset, {key: i for i, key in enumerate(keys)})
    sections |= blob("name", (name.encode() for name, _ in names)) | {"name.ent": numbers("I", (i for _, i in names))}
    if spoken:
        sections |= spoken_sections(dataset, {key: i for i, key in enumerate(keys)})
        told = (dataset.entities[key].definition for key in keys)
        sections |= searched_sections([name for name, _ in names], filter(None, told))
    sections |= blob("src.key", (key.encode() for key in sources))
    sections |= blob("src.rec", (_json(_record(dataset.sources[key])) for key in sources))
    sections |= _edge_sections(dataset.schema, edges, number, {key: i for i, key in enumerate(keys)})
    sections |= _adjacency(dataset.schema, edges, {key: i for i, key in enumerate(keys)})
    sections |= _claim_sections(dataset.schema, edges, claims, number, {key: i for i, key in enumerate(sources)})
    return pack(sections)


# ---------------------------------------------------------------- edges and their status


# Denials by what they deny, each with the ends that it denies it of, in that order.
_Denials: TypeAlias = "dict[tuple[str, str, str], list[tuple[Claim, Finding, Finding]]]"


def _edges(dataset: Dataset) -> list[_Drawn]:
    grouped: dict[Triple, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        grouped[claim.subject, claim.predicate, claim.object].append(claim)
    denials, disputes = _denials(dataset), _disputes(dataset)
    edges = [
        _Drawn(triple, tuple(claims), against, _status(claims, against))
        for triple, claims in sorted(grouped.items(), key=lambda item: _order(item[0]))
        for against in (_against(triple, claims, denials, disputes),)
    ]
    return edges + [_mirror(edge) for edge in edges if _mirrors(dataset.schema, edge)]


def _order(triple: Triple) -> tuple[str, ...]:
    subject, predicate, obj = triple
    said = (subject.entity, subject.state, subject.side, predicate, obj.entity, obj.state, obj.side)
    return tuple(text or "" for text in said)


def _denials(dataset: Dataset) -> _Denials:
    """Denials by the two things and the predicate that they deny; of what is implied, also by that of each cause."""
    predicates = dataset.schema.predicates
    causes = [key for key, p in predicates.items() if p.walk == "yes" and dataset.schema.family(key).role == "walked"]
    found: _Denials = defaultdict(list)
    for claim in dataset.claims:
        if claim.polarity != "denies":
            continue
        subject, obj = claim.subject, claim.object
        found[subject.entity, claim.predicate, obj.entity].append((claim, subject, obj))
        for key in causes if predicates[claim.predicate].implied else ():
            found[subject.entity, key, obj.entity].append((claim, subject, obj))
            found[obj.entity, key, subject.entity].append((claim, obj, subject))
    return found


def _disputes(dataset: Dataset) -> Mapping[str, list[Claim]]:
    """Claims that dispute a theory, by the theory."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        if dataset.schema.predicates[claim.predicate].contests and claim.polarity == "asserts":
            found[claim.object.entity].append(claim)
    return found


def _covers(general: Finding, particular: Finding) -> bool:
    """Say whether a denial of the general finding denies the particular one too."""
    return general.state in (None, particular.state) and general.side in (None, particular.side)


def _against(
    triple: Triple,
    claims: Sequence[Claim],
    denials: _Denials,
    disputes: Mapping[str, list[Claim]],
) -> tuple[Claim, ...]:
    subject, predicate, obj = triple
    found = {
        claim.id: claim
        for claim, near, far in denials.get((subject.entity, predicate, obj.entity), ())
        if _covers(near, subject) and _covers(far, obj)
    }
    for theory in sorted({theory for claim in claims for theory in claim.relies_on}):
        found |= {claim.id: claim for claim in disputes.get(theory, ())}
    return tuple(sorted(found.values(), key=lambda claim: claim.sort_key))


def _status(claims: Sequence[Claim], against: Sequence[Claim]) -> str:
    if all(claim.polarity == "denies" for claim in claims):
        return "denied"
    return "contested" if against else "supported"


def _mirrors(schema: Schema, edge: _Drawn) -> bool:
    predicate = schema.predicates[edge.triple[1]]
    return predicate.symmetric and predicate.walk != "no"


def _mirror(edge: _Drawn) -> _Drawn:
    subject, predicate, obj = edge.triple
    return _Drawn((obj, predicate, subject), edge.claims, edge.disputed_by, edge.status, mirrored=True)


# ---------------------------------------------------------------- records


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _record(thing: Any) -> dict[str, Any]:
    """A value's fields without those that say nothing."""
    # Not asdict: it copies every value, and that took half the time of an index.
    found = ((name, getattr(thing, name)) for name in type(thing).__slots__)
    return {name: _record(value) if name in PARTS else value for name, value in found if value not in (None, (), {})}


def _entity_record(entity: Entity) -> dict[str, Any]:
    record = {name: getattr(entity, name) for name in ("key", "category", "label", "definition", "lay", "clinical")}
    record |= {"distinct_from": dict(entity.distinct_from), "mappings": entity.mappings}
    # Nearly no entity of a large graph has one of these; `io.kgx.read` writes the same bytes for the others.
    rare = ("opposite", "abbreviation", "plural", "source", "broader", "plain")
    held = {name: getattr(entity, name) for name in rare if getattr(entity, name)}
    return record | {name: dict(value) if isinstance(value, Mapping) else value for name, value in held.items()}


def _special(entities: Iterable[Entity]) -> dict[str, Section]:
    """Number the entities that have what few have in a large graph, so that nobody need look through all of them."""
    known = tuple(entities)
    return {
        "ent.defined": numbers("I", (i for i, entity in enumerate(known) if entity.definition)),
        "ent.apart": numbers("I", (i for i, entity in enumerate(known) if entity.distinct_from)),
    }


def _claim_record(claim: Claim) -> bytes:
    """Say what the arrays do not hold: the id without its source, then, on a line of its own, what is not as usual."""
    stem, local = f"{claim.source}#", claim.id.removeprefix(f"{claim.source}#")
    plain = claim.id.startswith(stem) and "\n" not in local
    told = {name: value for name, value in _record(claim).items() if name not in HELD and value != USUAL.get(name)}
    rest = told if plain else {"id": claim.id} | told
    return (local.encode() if plain else b"") + (b"\n" + _json(rest) if rest else b"")


def _meta(dataset: Dataset) -> dict[str, Any]:
    return {"data_version": dataset.version, "schema": schema_record(dataset.schema)}


def _names(dataset: Dataset, ids: Mapping[str, int]) -> list[tuple[str, int]]:
    """Every normalised label, synonym and key, sorted, with its entity."""
    return sorted(
        {
            (normalise(name), ids[entity.key])
            for entity in dataset.entities.values()
            for name in (entity.key, entity.label, *entity.synonyms)
        }
    )


# ---------------------------------------------------------------- arrays


def _edge_sections(
    schema: Schema, edges: Sequence[_Drawn], number: Mapping[str, int], ids: Mapping[str, int]
) -> dict[str, Section]:
    states = joints.state_codes(schema)
    predicates = {key: i for i, key in enumerate(schema.predicates)}

    def state(edge: _Drawn, end: int) -> int:
        finding: Finding = edge.triple[end]  # type: ignore[assignment]
        return joints.CARRY if schema.predicates[edge.triple[1]].walk == "carry" else states[finding.state]

    return rows(
        "edge",
        {
            "e.subj": (ids[e.triple[0].entity] for e in edges),
            "e.obj": (ids[e.triple[2].entity] for e in edges),
            "e.cost": (edge_cost(schema, e.claims, e.status) for e in edges),
            "e.claim": (number[e.claims[0].id] for e in edges),
            "e.claims": (len(e.claims) for e in edges),
            "e.pred": (predicates[e.triple[1]] for e in edges),
            "e.sstate": (state(e, 0) for e in edges),
            "e.ostate": (state(e, 2) for e in edges),
            "e.sside": (SIDE_CODES[e.triple[0].side] for e in edges),
            "e.oside": (SIDE_CODES[e.triple[2].side] for e in edges),
            "e.status": (STATUS_CODES[e.status] for e in edges),
            "e.mirror": (int(e.mirrored) for e in edges),
        },
    )


def edge_cost(schema: Schema, claims: Iterable[Claim], status: str) -> int:
    """Return what an edge adds to a path: a step, its best asserting claim, its status."""
    said = [claim_cost(schema, claim) for claim in claims if claim.polarity == "asserts"]
    return schema.ranking.hop + min(said, default=0) + schema.ranking.status.get(status, 0)


def claim_cost(schema: Schema, claim: Claim) -> int:
    """Return what a claim's evidence and hedge add to its edge."""
    return schema.ranking.evidence[claim.evidence].cost + schema.ranking.modality[claim.modality]


def _adjacency(schema: Schema, edges: Sequence[_Drawn], ids: Mapping[str, int]) -> dict[str, Section]:
    states = joints.state_codes(schema)
    walks = [i for i, edge in enumerate(edges) if _walkable(schema, edge)]
    real = [i for i, edge in enumerate(edges) if not edge.mirrored]

    def sorting(end: int) -> Callable[[int], tuple[int, ...]]:
        def key(i: int) -> tuple[int, ...]:
            finding: Finding = edges[i].triple[end]  # type: ignore[assignment]
            carry = schema.predicates[edges[i].triple[1]].walk == "carry"
            state = joints.CARRY if carry else states[finding.state]
            return state, SIDE_CODES[finding.side], edge_cost(schema, edges[i].claims, edges[i].status), i

        return key

    def by(end: int, chosen: Iterable[int]) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in ids]
        for i in chosen:
            found[ids[edges[i].triple[end].entity]].append(i)  # type: ignore[union-attr]
        return found

    predicates = {key: i for i, key in enumerate(schema.predicates)}

    def by_predicate(i: int) -> tuple[int, int]:
        return predicates[edges[i].triple[1]], i

    return (
        _rows("sub", [sorted(row, key=by_predicate) for row in by(0, real)])
        | _rows("obj", [sorted(row, key=by_predicate) for row in by(2, real)])
        | _rows("in", [sorted(row, key=sorting(2)) for row in by(2, walks)])
        | _rows("out", [sorted(row, key=sorting(0)) for row in by(0, walks)])
    )


def _walkable(schema: Schema, edge: _Drawn) -> bool:
    """Say whether a path may take an edge: not where it is denied, or where no source names what stands at its ends."""
    definite = any(claim.polarity == "asserts" and not claim.unspecified for claim in edge.claims)
    return definite and edge.status != "denied" and schema.predicates[edge.triple[1]].walk != "no"


def _rows(name: str, lists: Sequence[Sequence[int]]) -> dict[str, Section]:
    """Make the two sections of a sparse matrix: where each row begins, and the rows on end."""
    places = [0]
    for row in lists:
        places.append(places[-1] + len(row))
    return {f"{name}.off": numbers("I", places), f"{name}.edge": numbers("I", (i for row in lists for i in row))}


def _claim_sections(
    schema: Schema,
    edges: Sequence[_Drawn],
    claims: Sequence[Claim],
    number: Mapping[str, int],
    sources: Mapping[str, int],
) -> dict[str, Section]:
    evidence = {key: i for i, key in enumerate(schema.ranking.evidence)}
    modality = {key: i for i, key in enumerate(schema.ranking.modality)}
    columns = {
        "c.src": (sources[claim.source] for claim in claims),
        "c.edge": (i for i, edge in enumerate(edges) if not edge.mirrored for _ in edge.claims),
        "c.cost": (claim_cost(schema, claim) for claim in claims),
        "c.evidence": (evidence[claim.evidence] for claim in claims),
        "c.modality": (modality[claim.modality] for claim in claims),
        "c.denies": (int(claim.polarity == "denies") for claim in claims),
    }
    disputes = _rows("dis", [[number[claim.id] for claim in edge.disputed_by] for edge in edges])
    return rows("claim", columns) | disputes | blob("c.rec", map(_claim_record, claims))
