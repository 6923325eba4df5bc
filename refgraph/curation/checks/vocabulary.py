"""Checks of what a dataset declares: vocabulary, entities and sources.

Each check yields where a fault stands and what it is about; its docstring is the message.
"""

from __future__ import annotations

import dataclasses

from refgraph.curation.checks.registry import ANY, Found, check, kinds, unknown
from refgraph.curation.composites import BROADER, COMPONENT
from refgraph.curation.load import NO_RANKING
from refgraph.language.normalise import normalise
from refgraph.language.suggest import quoted
from refgraph.model import joints
from refgraph.model.citations import web_address
from refgraph.model.dataset import Dataset
from refgraph.model.reuse import BY_NAMING
from refgraph.model.statements import Claim
from refgraph.model.vocabulary import FELT, ROLES, STATUSES

WALKS = ("no", "yes", "carry")
UNWALKED = ROLES[1:4]


@check("E101")
def schema_category(data: Dataset) -> Found:
    """A predicate allows a category that is not declared."""
    known = {ANY, *kinds(data, "category")}
    for predicate in data.schema.predicates.values():
        for end, allowed in (("subject", predicate.subject), ("object", predicate.object)):
            for words in unknown(allowed, known):
                yield ("predicate", predicate.key, end), words


@check("E102")
def schema_state(data: Dataset) -> Found:
    """A predicate names a state that is not declared."""
    known = kinds(data, "state")
    for predicate in data.schema.predicates.values():
        for words in unknown([predicate.result] if predicate.result else [], known):
            yield ("predicate", predicate.key, "result"), words
        for words in unknown(predicate.existing, {ANY, *known}):
            yield ("predicate", predicate.key, "existing"), words


@check("E103")
def schema_walk(data: Dataset) -> Found:
    """A predicate's walk must be no, yes or carry."""
    for predicate in data.schema.predicates.values():
        if predicate.walk not in WALKS:
            yield ("predicate", predicate.key, "walk"), repr(predicate.walk)


@check("E104")
def schema_flag(data: Dataset) -> Found:
    """A predicate's flag is missing or not in ranking.yaml."""
    flags = data.schema.ranking.flags
    for predicate in data.schema.predicates.values():
        if predicate.walk == "carry" and predicate.flag is None:
            yield ("predicate", predicate.key), f"{predicate.key!r} carries findings on, so it needs a flag"
        read = data.schema.ranking != NO_RANKING
        for words in unknown([predicate.flag] if predicate.flag and read else [], flags):
            yield ("predicate", predicate.key, "flag"), words


@check("E110")
def schema_family(data: Dataset) -> Found:
    """A predicate belongs to a family that is not declared."""
    known = kinds(data, "family")
    for predicate in data.schema.predicates.values():
        for words in unknown([predicate.family], known):
            yield ("predicate", predicate.key, "family"), words


@check("E111")
def schema_role(data: Dataset) -> Found:
    """A family's role must be walked, beside, warning, doubt or structure."""
    for family in data.schema.families.values():
        for words in unknown([family.role], ROLES):
            yield ("family", family.key, "role"), words


@check("E112")
def schema_walked(data: Dataset) -> Found:
    """A predicate is walked, but its family's role is one that never is."""
    families = data.schema.families
    for predicate in data.schema.predicates.values():
        family = families.get(predicate.family)
        if family and family.role in UNWALKED and predicate.walk != WALKS[0]:
            yield ("predicate", predicate.key, "walk"), f"{predicate.family!r} is {family.role}"


@check("E105")
def schema_compatible(data: Dataset) -> Found:
    """A state is compatible with itself or with one that is not declared."""
    known = kinds(data, "state")
    for state in data.schema.states.values():
        for words in unknown(state.compatible, known, but=state.key):
            yield ("state", state.key, "compatible"), words


@check("E109")
def schema_opposite(data: Dataset) -> Found:
    """A state is the opposite of itself, of one that is not declared, or of one it is compatible with."""
    known, states = kinds(data, "state"), data.schema.states
    for state in states.values():
        for words in unknown(state.opposite, known, but=state.key):
            yield ("state", state.key, "opposite"), words
        for other in state.opposite:
            if other in state.compatible or (other in states and state.key in states[other].compatible):
                yield ("state", state.key, "opposite"), f"{quoted(other)} is declared compatible with {state.key!r}"


@check("E106")
def schema_entity(data: Dataset) -> Found:
    """A state stands for an entity that is not declared."""
    known = kinds(data, "entity")
    for state in data.schema.states.values():
        for words in unknown([state.entity] if state.entity else [], known):
            yield ("state", state.key, "entity"), words


@check("E107")
def schema_ranking(data: Dataset) -> Found:
    """The ranking gives no cost to something that a path can have."""
    ranking = data.schema.ranking
    if ranking == NO_RANKING:
        return  # It could not be read, which has been reported.
    for name in STATUSES[:-1]:  # An edge that is only denied is never on a path.
        if name not in ranking.status:
            yield ("ranking", "status"), f"status {name!r}"
    if not ranking.evidence:
        yield ("ranking", "evidence"), "every kind of evidence"
    if not ranking.modality:
        yield ("ranking", "modality"), "every kind of modality"


@check("E114")
def schema_needed(data: Dataset) -> Found:
    """The ranking lacks what chaining or a claim needs, or asks of a claim what no claim has."""
    ranking = data.schema.ranking
    if ranking == NO_RANKING:
        return  # It could not be read, which has been reported.
    for flag in sorted({*filter(None, joints.JOINT_FLAGS), joints.SIDE_UNSTATED} - set(ranking.flags)):
        yield ("ranking", "flags"), f"flag {flag!r}"
    if BY_NAMING not in ranking.evidence and any(p.by_naming for p in data.schema.predicates.values()):
        yield ("ranking", "evidence"), f"the kind of evidence {BY_NAMING!r}, that of claims that follow from names"
    fields = [field.name for field in dataclasses.fields(Claim)]
    for kind in ranking.evidence.values():
        for words in unknown([kind.needs] if kind.needs else [], fields):
            yield ("ranking", "evidence", kind.key, "needs"), f"the field {words}"
        for words in unknown([kind.flag] if kind.flag else [], ranking.flags):
            yield ("ranking", "evidence", kind.key, "flag"), words
    for grade in ranking.grades.values():
        for words in unknown(grade.said, ranking.evidence):
            yield ("ranking", "grades", grade.key, "said"), words


@check("E115")
def schema_naming(data: Dataset) -> Found:
    """A predicate says what follows from names in a way that is not known, or names are used and none says it."""
    said = {predicate.by_naming for predicate in data.schema.predicates.values()}
    for predicate in data.schema.predicates.values():
        for words in unknown([predicate.by_naming] if predicate.by_naming else [], (COMPONENT, BROADER)):
            yield ("predicate", predicate.key, "by_naming"), words
    for entity in data.entities.values():
        needed = COMPONENT if entity.composite else BROADER if entity.source is not None else None
        if needed is not None and needed not in said:
            yield ("entity", entity.key), f"no predicate has `by_naming: {needed}`"


@check("E113")
def schema_on(data: Dataset) -> Found:
    """A state stands on a category that is not declared, or is felt in a way that there is not."""
    known = kinds(data, "category")
    for state in data.schema.states.values():
        for words in unknown(state.categories, known):
            yield ("state", state.key, "on"), words
        for words in unknown([state.felt] if state.felt else [], FELT):
            yield ("state", state.key, "felt"), words


@check("W108")
def schema_words(data: Dataset) -> Found:
    """Two states share a word, so it cannot be typed for either."""
    first: dict[str, str] = {}
    for state in data.schema.states.values():
        for word in (state.key, *state.words):
            owner = first.setdefault(normalise(word), state.key)
            if owner != state.key:
                yield ("state", state.key, "words"), f"{word!r} belongs to {owner!r} too"


@check("E201")
def slug(data: Dataset) -> Found:
    """A key must be lower-case letters and digits, with single hyphens between."""
    tables = {
        "entity": data.entities,
        "source": data.sources,
        "category": data.schema.categories,
        "state": data.schema.states,
        "family": data.schema.families,
        "predicate": data.schema.predicates,
    }
    for kind, table in tables.items():
        for key in table:
            if kind == "entity" and data.entities[key].composite:
                continue
            parts = key.split("-")
            if len(key) > 80 or not all(p.isascii() and p.isalnum() and p == p.lower() for p in parts):
                yield (kind, key), quoted(key)


@check("E202")
def category(data: Dataset) -> Found:
    """An entities file is named for a category that is not declared."""
    known = kinds(data, "category")
    seen: set[str] = set()
    for entity in data.entities.values():
        if entity.category not in seen:
            seen.add(entity.category)
            for words in unknown([entity.category], known):
                yield ("entity", entity.key), words


@check("E203")
def shared_name(data: Dataset) -> Found:
    """Two entities share a name, so it cannot be typed for either."""
    first: dict[str, str] = {}
    for entity in data.entities.values():
        for name in dict.fromkeys((entity.key, entity.label, *entity.synonyms)):
            owner = first.setdefault(normalise(name), entity.key)
            if owner != entity.key:
                yield ("entity", entity.key), f"{quoted(name)} of {quoted(entity.key)} is a name of {owner!r} too"


@check("E204")
def distinct(data: Dataset) -> Found:
    """An entity is kept distinct from itself or from one that is not declared."""
    known = kinds(data, "entity")
    for entity in data.entities.values():
        for words in unknown(entity.distinct_from, known, but=entity.key):
            yield ("entity", entity.key, "distinct_from"), words


@check("E206")
def opposite(data: Dataset) -> Found:
    """An entity is the opposite of itself or of one that is not declared."""
    known = kinds(data, "entity")
    for entity in data.entities.values():
        for words in unknown(entity.opposite, known, but=entity.key):
            yield ("entity", entity.key, "opposite"), words


@check("W205", counted=True)
def unused(data: Dataset) -> Found:
    """No claim, no state and no theory uses this entity."""
    used = {end.entity for claim in data.claims for end in (claim.subject, claim.object)}
    used.update(theory for claim in data.claims for theory in claim.relies_on)
    used.update(entity.broader for entity in data.entities.values() if entity.broader)
    used.update(state.entity for state in data.schema.states.values() if state.entity)
    for key in data.entities:
        if key not in used:
            yield ("entity", key), repr(key)


@check("E301")
def url(data: Dataset) -> Found:
    """A URL must be a full http or https address."""
    for source in data.sources.values():
        if source.url is not None and web_address(source.url) is None:
            yield ("source", source.key, "url"), quoted(source.url)
        for index, related in enumerate(source.related):
            if web_address(related) is None:
                yield ("source", source.key, "related", str(index)), quoted(related)


@check("W302")
def silent_source(data: Dataset) -> Found:
    """A source has no claims."""
    speaking = {claim.source for claim in data.claims}
    # A claim whose record has faults is one nevertheless.
    speaking |= {place[1].partition("#")[0] for place in data.marks if place[0] == "claim"}
    for key in data.sources:
        if key not in speaking:
            yield ("source", key), repr(key)


@check("W303")
def no_hash(data: Dataset) -> Found:
    """A source has no sha256, so a change of its text would go unnoticed."""
    read = {claim.source for claim in data.claims if claim.paragraph}
    asked = {claim.source for claim in data.claims if claim.term is not None} - read
    for source in data.sources.values():
        if source.sha256 is None and source.key not in asked:
            yield ("source", source.key), repr(source.key)
