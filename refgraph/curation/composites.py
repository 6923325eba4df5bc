"""What the names of a source imply: combinations of findings as entities of their own, and claims that hold by naming.

A combination that a source writes as `{all: [...]}` gets its key and its label from its parts, so that two sources'
same combination is one entity. That it has these parts, and that a local name is a kind of its broader name, follows
from the names alone; each is a claim of the source that uses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from refgraph.model.reuse import BY_NAMING
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity, Schema

COMPONENT, BROADER = "component", "broader"
Parts = tuple[Finding, ...]


def composite_key(parts: Iterable[Finding]) -> str:
    """Make the key of a combination from its parts: in alphabetical order, each with its state and side.

    Args:
        parts: in any order; the same part twice counts once.

    Example:
        >>> composite_key([Finding("hamstrings", "tight"), Finding("gluteals", "weak")])
        'gluteals.weak+hamstrings.tight'
    """
    return "+".join(sorted({_part_key(part) for part in parts}))


def _part_key(part: Finding) -> str:
    return ".".join(word for word in (part.entity, part.state, part.side) if word)


def composite(parts: Sequence[Finding], entities: Mapping[str, Entity], schema: Schema) -> Entity:
    """Make the entity of a combination.

    It is of the category of its parts where these are all of one that may have components; else it is of the first
    category that may.

    Args:
        parts: two or more findings.
        entities: by key; what is not among them is called by its key.
        schema: of the dataset.

    Example:
        >>> from refgraph.curation.load import read
        >>> data = read("tests/data/mini").dataset
        >>> made = composite(
        ...     [Finding("hamstrings", "tight"), Finding("gluteals", "weak", "left")], data.entities, data.schema)
        >>> made.label, made.category
        ('weak left gluteal muscles and tight hamstrings', 'condition')
    """
    ordered = sorted(set(parts), key=_part_key)
    labels = [_label(part, entities) for part in ordered]
    together = " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
    kinds = {entities[part.entity].category for part in ordered if part.entity in entities}
    relation = relation_for(schema, COMPONENT)
    allowed = schema.predicates[relation].subject if relation else ()
    own = [category for category in allowed if kinds == {category}]
    category = [*own, *allowed, *sorted(kinds), ""][0]
    return Entity(composite_key(ordered), category, together, f"{together[0].upper()}{together[1:]}, taken together.")


def _label(part: Finding, entities: Mapping[str, Entity]) -> str:
    label = entities[part.entity].label if part.entity in entities else part.entity.replace("-", " ")
    return " ".join(word for word in ((part.state or "").replace("-", " "), part.side, label) if word)


def relation_for(schema: Schema, what: str) -> str | None:
    """Return the predicate that says what follows from names: `COMPONENT` or `BROADER`; None where none does."""
    return next((key for key, predicate in schema.predicates.items() if predicate.by_naming == what), None)


def implied(
    claims: Sequence[Claim], composites: Mapping[str, Parts], entities: Mapping[str, Entity], schema: Schema
) -> Iterator[Claim]:
    """Yield the claims that follow from names alone, each of the source that uses the name.

    Args:
        claims: all that the sources state; what one of them says itself does not follow a second time.
        composites: key of a combination → its parts.
        entities: by key, combinations included.
        schema: of the dataset; where no predicate says such a thing, nothing follows.
    """
    part_of, kind_of = relation_for(schema, COMPONENT), relation_for(schema, BROADER)
    if part_of is not None:
        yield from _components(claims, composites, entities, part_of)
    if kind_of is not None:
        for entity in entities.values():
            if entity.source is not None and entity.broader in entities:
                yield _by_naming(entity.source, entity.key, kind_of, Finding(str(entity.broader)), entities)


def _components(
    claims: Sequence[Claim], composites: Mapping[str, Parts], entities: Mapping[str, Entity], relation: str
) -> Iterator[Claim]:
    said = {(c.source, c.subject.entity, c.object) for c in claims if c.predicate == relation}
    for claim in claims:
        for end in (claim.subject, claim.object):
            for part in sorted(composites.get(end.entity, ()), key=_part_key):
                told = (claim.source, end.entity, part)
                if told not in said:
                    said.add(told)
                    yield _by_naming(claim.source, end.entity, relation, part, entities)


def _by_naming(source: str, key: str, relation: str, obj: Finding, entities: Mapping[str, Entity]) -> Claim:
    whole = entities[key]
    if whole.composite:
        number, said = f"{key}:{_part_key(obj)}", "together include"
    else:
        number, said = key, "are a kind of" if whole.plural else "is a kind of"
    return Claim(
        id=f"{source}#{number}",
        source=source,
        subject=Finding(key),
        predicate=relation,
        object=obj,
        paragraph=0,
        anchor="",
        statement=f"{whole.label[0].upper()}{whole.label[1:]} {said} {_label(obj, entities)}.",
        evidence=BY_NAMING,
        term=f"refgraph:{key}",
    )
