"""Checks of what claims state, against the vocabulary.

Each check yields where a fault stands and what it is about; its docstring is the message. No predicate, state or
category is named here: what holds for one of them stands in the schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from refgraph.curation.checks.registry import ANY, Found, Place, check, kinds, unknown
from refgraph.language.sentences import fold, sentences
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import POLARITIES, SIDES, Predicate

RELATIVE = ("ipsilateral", "contralateral")
ANCHOR_WORDS = (2, 8)
AS_WRITTEN_WORDS = 5
STATEMENT_LENGTH = 300


def _ends(claim: Claim) -> tuple[tuple[str, Finding], tuple[str, Finding]]:
    return ("subject", claim.subject), ("object", claim.object)


def _each(data: Dataset) -> Iterator[tuple[Claim, Predicate]]:
    """Pair each claim with its predicate, where that is known."""
    for claim in data.claims:
        predicate = data.schema.predicates.get(claim.predicate)
        if predicate is not None:
            yield claim, predicate


def _at(claim: Claim, *part: str) -> Place:
    return ("claim", claim.id, *part)


@check("E401")
def entity(data: Dataset) -> Found:
    """The entity is not declared in entities/."""
    known = kinds(data, "entity")
    for claim in data.claims:
        for end, finding in _ends(claim):
            for words in unknown([finding.entity], known):
                yield _at(claim, end, "entity"), words


@check("E402")
def predicate(data: Dataset) -> Found:
    """The predicate is not declared in schema/predicates.yaml."""
    known = kinds(data, "predicate")
    for claim in data.claims:
        for words in unknown([claim.predicate], known):
            yield _at(claim, "predicate"), words


@check("E403")
def state(data: Dataset) -> Found:
    """The state is not declared in schema/states.yaml."""
    known = kinds(data, "state")
    for claim in data.claims:
        for end, finding in _ends(claim):
            for words in unknown([finding.state] if finding.state else [], known):
                yield _at(claim, end, "state"), words


@check("E404")
def side(data: Dataset) -> Found:
    """The side must be left, right, bilateral, midline, ipsilateral or contralateral."""
    for claim in data.claims:
        for end, finding in _ends(claim):
            for words in unknown([finding.side] if finding.side else [], SIDES):
                yield _at(claim, end, "side"), words


@check("E405")
def polarity(data: Dataset) -> Found:
    """The polarity must be asserts or denies."""
    for claim in data.claims:
        for words in unknown([claim.polarity], POLARITIES):
            yield _at(claim, "polarity"), words


@check("E406")
def modality(data: Dataset) -> Found:
    """The modality is not in schema/ranking.yaml."""
    for claim in data.claims:
        known = data.schema.ranking.modality
        for words in unknown([claim.modality], known) if known else ():
            yield _at(claim, "modality"), words


@check("E407")
def evidence(data: Dataset) -> Found:
    """The kind of evidence is not in schema/ranking.yaml."""
    for claim in data.claims:
        known = data.schema.ranking.evidence
        for words in unknown([claim.evidence], known) if known else ():
            yield _at(claim, "evidence"), words


def _wrong_category(data: Dataset, end: str) -> Found:
    known = {ANY, *kinds(data, "category")}
    for claim, relation in _each(data):
        found = data.entities.get(getattr(claim, end).entity)
        allowed = getattr(relation, end)
        # A category that is misspelt in the schema is reported there, once.
        sound = known.issuperset(allowed) and found is not None and found.category in known
        if found is not None and sound and ANY not in allowed and found.category not in allowed:
            what = f"{found.key!r} is a {found.category}, {relation.key!r} takes {', '.join(allowed)}"
            yield _at(claim, end, "entity"), what


@check("E408")
def subject_category(data: Dataset) -> Found:
    """The predicate does not take a subject of this category."""
    return _wrong_category(data, "subject")


@check("E409")
def object_category(data: Dataset) -> Found:
    """The predicate does not take an object of this category."""
    return _wrong_category(data, "object")


@check("E410")
def result_missing(data: Dataset) -> Found:
    """The object must name the state that results."""
    for claim, relation in _each(data):
        found = data.entities.get(claim.object.entity)
        kind = data.schema.categories.get(found.category) if found else None
        stated = claim.object.state or not relation.result or relation.existing
        # What is impaired no longer does what is said of the thing, so that state is named whatever the category.
        needed = kind is not None and (kind.stateful or _negates(data, relation.result))
        if kind is not None and needed and not stated:
            yield _at(claim, "object"), f"{relation.key!r} leaves a {kind.label} {relation.result!r}"


def _negates(data: Dataset, state: str | None) -> bool:
    found = data.schema.states.get(state) if state else None
    return found is not None and found.negates


@check("E411")
def result_wrong(data: Dataset) -> Found:
    """The object's state is not the one that the predicate brings about."""
    for claim, relation in _each(data):
        given = claim.object.state
        sound = relation.result in data.schema.states and given in data.schema.states
        if sound and given != relation.result and not _among(str(given), relation.existing):
            yield _at(claim, "object", "state"), f"{relation.key!r} leaves {relation.result!r}, not {given!r}"


@check("E412")
def existing_wrong(data: Dataset) -> Found:
    """The object's state is not one that the predicate acts on."""
    for claim, relation in _each(data):
        given = claim.object.state
        sound = given in data.schema.states and set(relation.existing) <= {ANY, *data.schema.states}
        if sound and relation.existing and not relation.result and not _among(str(given), relation.existing):
            what = f"{relation.key!r} acts on {', '.join(relation.existing)}, not on {given!r}"
            yield _at(claim, "object", "state"), what


def _among(given: str, allowed: tuple[str, ...]) -> bool:
    return ANY in allowed or given in allowed


@check("E421")
def state_category(data: Dataset) -> Found:
    """A thing of this category cannot be in this state."""
    known = kinds(data, "category")
    for claim in data.claims:
        for end, finding in _ends(claim):
            found, state = data.entities.get(finding.entity), data.schema.states.get(finding.state or "")
            # A category that is not declared is reported in the schema, once.
            if found and state and known.issuperset(state.categories) and not state.stands_on(found.category):
                what = f"{found.key!r} is a {found.category}, {state.key!r} stands on {', '.join(state.categories)}"
                yield _at(claim, end, "state"), what


@check("E413")
def carried(data: Dataset) -> Found:
    """A predicate that passes state and side on takes neither."""
    for claim, relation in _each(data):
        for end, finding in _ends(claim):
            if relation.walk == "carry" and (finding.state or finding.side):
                yield _at(claim, end), f"{finding.state or finding.side!r} at {relation.key!r}"


@check("E414")
def relative_subject(data: Dataset) -> Found:
    """A relative side belongs on the object: it is told from the side of the subject."""
    for claim in data.claims:
        if claim.subject.side in RELATIVE:
            yield _at(claim, "subject", "side"), repr(claim.subject.side)


@check("E415")
def self_loop(data: Dataset) -> Found:
    """Subject and object are the same finding."""
    for claim in data.claims:
        one, other = claim.subject, claim.object
        apart = other.side == "contralateral" or (one.side and other.side not in (None, "ipsilateral", one.side))
        if (one.entity, one.state) == (other.entity, other.state) and not apart:
            yield _at(claim, "object"), f"{one.entity!r}{f', {one.state}' if one.state else ''}"


@check("E416")
def repeated_claim(data: Dataset) -> Found:
    """A claim of the same paragraph says the same."""
    first: dict[tuple[object, ...], str] = {}
    for claim in data.claims:
        content = (claim.subject, claim.predicate, claim.object, claim.polarity, claim.condition, claim.speaker)
        studied = (claim.modality, claim.population, claim.measure, claim.section)
        earlier = first.setdefault((claim.source, claim.paragraph, *content, *studied), claim.id)
        if earlier != claim.id:
            yield _at(claim), f"{earlier}"


@check("E417")
def theory(data: Dataset) -> Found:
    """A claim can only rely on a declared theory."""
    categories = {c for p in data.schema.predicates.values() if p.contests for c in p.object}
    known = {key for key, found in data.entities.items() if ANY in categories or found.category in categories}
    # A theory whose record has faults is not reported a second time.
    known |= kinds(data, "entity") - set(data.entities)
    for claim in data.claims:
        for words in unknown(claim.relies_on, known):
            yield _at(claim, "relies_on"), words


@check("E418")
def repeated_paragraph(data: Dataset) -> Found:
    """`repeated` and `context` list further paragraphs, each once."""
    for claim in data.claims:
        for number, count in Counter((claim.paragraph, *claim.repeated)).items():
            if count > 1:
                yield _at(claim, "repeated"), f"paragraph {number}"
        for number, count in Counter((claim.paragraph, *claim.context)).items():
            if count > 1:
                yield _at(claim, "locator", "context"), f"paragraph {number}"


@check("E420")
def unnamed(data: Dataset) -> Found:
    """A claim of this kind of evidence must name who says so, or what it rests on."""
    for claim in data.claims:
        kind = data.schema.ranking.evidence.get(claim.evidence)
        # A kind that needs what no claim has is blamed in the schema, once.
        if kind is not None and kind.needs is not None and getattr(claim, kind.needs, True) in (None, ()):
            yield _at(claim), f"{claim.evidence!r} without {kind.needs!r}"


@check("E422")
def indefinite(data: Dataset) -> Found:
    """A walked claim begins or ends at a whole category, without being marked `unspecified`."""
    for claim, relation in _each(data):
        if relation.walk == "no" or relation.by_naming is not None or claim.unspecified:
            continue
        for end, finding in _ends(claim):
            if finding.entity in data.schema.categories:
                yield _at(claim, end), repr(finding.entity)


@check("E419")
def ring(data: Dataset) -> Found:
    """Claims that lead from narrower to broader, or from part to whole, run in a ring."""
    for key, relation in data.schema.predicates.items():
        if relation.acyclic or (relation.walk == "carry" and not relation.symmetric):
            yield from _rings([claim for claim in data.claims if claim.predicate == key and claim.polarity != "denies"])


def _rings(claims: list[Claim]) -> Found:
    up: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        if claim.subject.entity != claim.object.entity:
            up.setdefault(claim.subject.entity, {}).setdefault(claim.object.entity, claim)
    done: set[str] = set()
    for start in up:
        # A record of its own instead of recursion: a chain may be longer than Python's stack.
        climbed, waiting = {start: 0}, [iter(up.get(start, {}))]
        while climbed and start not in done:
            above = next(waiting[-1], None)
            if above is None:
                done.add(climbed.popitem()[0])
                waiting.pop()
            elif above in climbed:
                names = [*list(climbed)[climbed[above] :], above]
                yield _at(up[names[-2]][above]), " → ".join(names)
            elif above not in done:
                climbed[above] = len(climbed)
                waiting.append(iter(up.get(above, {})))


@check("E501")
def anchor_long(data: Dataset) -> Found:
    """An anchor may copy at most 8 words."""
    for claim in data.claims:
        count = len(claim.anchor.split())
        if count > ANCHOR_WORDS[1]:
            yield _at(claim, "anchor"), f"it has {count}"


@check("E502")
def anchor_short(data: Dataset) -> Found:
    """A claim of a passage needs an anchor of at least 2 words."""
    for claim in data.claims:
        if claim.paragraph and len(claim.anchor.split()) < ANCHOR_WORDS[0]:
            yield _at(claim, "anchor"), repr(claim.anchor)


@check("E503")
def anchor_gap(data: Dataset) -> Found:
    """An anchor is copied without a gap, so it has no ellipsis."""
    for claim in data.claims:
        if "..." in claim.anchor or "…" in claim.anchor:
            yield _at(claim, "anchor"), repr(claim.anchor)


@check("E507")
def as_written_long(data: Dataset) -> Found:
    """What the source calls an end is copied in at most 5 words."""
    for claim in data.claims:
        told = claim.as_written
        for end, words in (("subject", told.subject), ("object", told.object)) if told else ():
            if words is not None and len(words.split()) > AS_WRITTEN_WORDS:
                yield _at(claim, "as_written", end), repr(words)


@check("E504")
def statement_long(data: Dataset) -> Found:
    """A statement is one sentence of at most 300 characters."""
    for claim in data.claims:
        if len(claim.statement) > STATEMENT_LENGTH:
            yield _at(claim, "statement"), f"it has {len(claim.statement)}"


@check("E505")
def statement_copied(data: Dataset) -> Found:
    """A statement is in our own words, not the anchor again."""
    for claim in data.claims:
        if fold(claim.statement).casefold().rstrip(".!?") == fold(claim.anchor).casefold().rstrip(".!?"):
            yield _at(claim, "statement"), repr(claim.anchor)


@check("W506")
def statement_sentence(data: Dataset) -> Found:
    """A statement should be one sentence that ends as one."""
    for claim in data.claims:
        count = len(sentences(fold(claim.statement)))
        if count != 1 or not claim.statement.rstrip("\"')”’").endswith((".", "!", "?")):
            yield _at(claim, "statement"), f"{count} sentences" if count > 1 else "no full stop"
