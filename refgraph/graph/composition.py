"""Findings put together from what people type: a place, a state or what is felt there, and a side, in any order.

Nothing is dropped silently: every word that is not little belongs to the name, the state or the side. A state is
never given to a thing that cannot be in it, and where two things could be meant, neither is picked. The cost is linear
in the number of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.graph.parsing import Candidate, candidates, without
from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.language.suggest import quoted
from refgraph.model import joints
from refgraph.model.statements import Edge, Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

PAIN = 0
MOST_PLACED = 6
_PLACES = ("region", "joint", "bone")
_WHOLES = ("part-of", "located-in", "felt-at", "member-of", "kind-of")


# ---------------------------------------------------------------- names and places


def named(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    """Return the numbers of the entities that words name, in any order; a word for its kind may stand with a name."""
    found = _named(kg, words)
    if found:
        return found
    for place, word in enumerate(words):
        kind = phrases.KINDS.get(word)
        if kind is not None:
            rest = words[:place] + words[place + 1 :]
            some = _keyed(kg, rest, phrases.KIND_MARK) or _named(kg, rest)
            return tuple(number for number in some if kg.category_at(number) == kind)
    return ()


def _named(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    exact = kg.index.find("name", " ".join(words)) if words else range(0)
    if not exact:
        return _keyed(kg, words)
    column = kg.index.column("name.ent")
    return tuple(dict.fromkeys(column[i] for i in exact))


def _keyed(kg: KnowledgeGraph, words: Words, mark: str = "") -> tuple[int, ...]:
    key = phrases.key(words)
    if not key:
        return ()
    if not kg.index.has("read"):
        column, found = kg.index.column("name.ent"), kg.index.find("name", " ".join(phrases.bare(words)))
    else:
        column, found = kg.index.column("read.ent"), kg.index.find("read", mark + key)
        found = found or kg.index.find("read", f"{mark}={phrases.joined(words)}")
    return tuple(dict.fromkeys(column[i] for i in found))


def by_term(kg: KnowledgeGraph, curie: str) -> tuple[str, ...]:
    """Return the keys of the entities that are mapped to a term, whatever the case of its id."""
    if not kg.index.has("read"):
        return ()
    column = kg.index.column("read.ent")
    return tuple(kg.entity_at(column[i]).key for i in kg.index.find("read", f"@{curie.lower()}"))


def felt(kg: KnowledgeGraph, place: int, code: int = PAIN) -> int | None:
    """Return the symptom that stands for something felt at a place, or None where the vocabulary has none.

    Args:
        kg: the graph.
        place: number of the place.
        code: of the state that is felt there (`joints.state_codes`); 0 is pain.
    """
    if not kg.index.has("felt.place"):
        return None
    places, codes = kg.index.column("felt.place"), kg.index.column("felt.state")
    row = bisect_left(places, place)
    while row < len(places) and places[row] == place:
        if codes[row] == code:
            return int(kg.index.column("felt.symptom")[row])
        row += 1
    return None


def is_felt(kg: KnowledgeGraph, number: int, state: str | None) -> bool:
    """Say whether the vocabulary has a symptom for this state of this place."""
    known = kg.schema.states.get(state or "")
    if known is None or known.felt not in ("pain", "symptom"):
        return False
    code = PAIN if known.felt == "pain" else joints.state_codes(kg.schema)[known.key]
    return felt(kg, number, code) is not None


def is_pain(kg: KnowledgeGraph, number: int) -> bool:
    """Say whether an entity is a pain by one of its names."""
    if not kg.index.has("felt.pain"):
        return False
    column = kg.index.column("felt.pain")
    row = bisect_left(column, number)
    return row < len(column) and column[row] == number


# ---------------------------------------------------------------- putting together


def compose(kg: KnowledgeGraph, text: str, words: Words) -> Finding | None:
    """Read words as a finding; None where no way of taking them apart gives one.

    Raises:
        UsageError: the best way to take them apart leaves a name that several entities carry.
    """
    pains = [word for state in kg.schema.states.values() if state.felt == "pain" for word in state.words]
    ways = candidates(kg.state_words, kg.schema, words)
    if (parted := phrases.parted(words, pains)) != words:
        ways += candidates(kg.state_words, kg.schema, parted)
    for candidate in ways:
        found = list(dict.fromkeys(landed(kg, candidate)))
        if len(found) > 1:
            raise several(kg, text, (finding.entity for finding in found))
        if found:
            return found[0]
    return _placed(kg, ways) or _at_its_place(kg, ways)


def several(kg: KnowledgeGraph, text: str, keys: Iterable[str]) -> UsageError:
    """Make the error for a name that several entities carry."""
    options = "; ".join(f"{kg.entity(key).label} ({key})" for key in keys)
    return UsageError(f"{quoted(text)} can mean {options}. Use one of the keys in brackets.")


def landed(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Finding]:
    """Yield what a candidate means; nothing where its state cannot stand on what its name names."""
    numbers = named(kg, candidate.name)
    if candidate.feeling is None:
        found = [_stated(kg, number, candidate.state) for number in numbers]
        found = found or list(_named_by_feeling(kg, candidate))
    else:
        there = [_felt(kg, number, candidate) for number in numbers]
        found = list(filter(None, there)) or list(_named_by_feeling(kg, candidate))
        found = found or [_feeling(kg, number, candidate) for number in numbers]
    yield from (Finding(*ends, candidate.side) for ends in found if ends)


def _placed(kg: KnowledgeGraph, ways: Iterable[Candidate]) -> Finding | None:
    """Read a symptom with its place: "headache in the temple" is the pain there, "sciatica in the leg" is sciatica.

    The place must be where claims say that the symptom is felt, or lie within it.
    """
    for way in ways:
        if way.feeling is not None or len(phrases.bare(way.name)) > MOST_PLACED:
            continue
        for position, word in enumerate(way.name):
            symptoms = _named(kg, (word,)) if word not in phrases.LITTLE else ()
            places = named(kg, way.name[:position] + way.name[position + 1 :]) if len(symptoms) == 1 else ()
            found = _within(kg, symptoms[0], places[0]) if len(places) == 1 else None
            landed_there = None if found is None else _stated(kg, found, way.state)
            if landed_there:
                return Finding(*landed_there, way.side)
    return None


def _within(kg: KnowledgeGraph, symptom: int, place: int) -> int | None:
    """Return the symptom if it is felt at a place, and the pain of the place if that lies where the symptom is felt."""
    felt_at = {edge.object.entity for edge in structure(kg, kg.entity_at(symptom).key) if _places(kg, edge)}
    above, seen = {kg.entity_at(place).key}, set[str]()
    if above & felt_at:
        return symptom
    while felt_at and above - seen:
        if any(felt(kg, kg.number(key)) == symptom for key in above & felt_at):
            return felt(kg, place)
        seen |= above
        above = {edge.object.entity for key in sorted(above) for edge in structure(kg, key)}
    return None


def _places(kg: KnowledgeGraph, edge: Edge) -> bool:
    return kg.schema.predicates[edge.predicate].places


def _at_its_place(kg: KnowledgeGraph, ways: Iterable[Candidate]) -> Finding | None:
    """Read a thing with the place where it is anyway: "carpal tunnel syndrome left hand" is that of the left side.

    Another place would tell something else, and nothing is read.
    """
    for way in ways:
        if way.side is None or len(phrases.bare(way.name)) > MOST_PLACED:
            continue
        found: set[Finding] = set()
        for cut in range(1, len(way.name)):
            for thing, place in ((way.name[:cut], way.name[cut:]), (way.name[cut:], way.name[:cut])):
                places = named(kg, place) if len(phrases.bare(thing)) and len(phrases.bare(place)) else ()
                if len(places) == 1 and kg.category_at(places[0]) in _PLACES:
                    read = landed(kg, replace(way, name=thing))
                    found |= {one for one in read if _lies_at(kg, one, place, places[0])}
        if len(found) == 1:
            return found.pop()
    return None


def _lies_at(kg: KnowledgeGraph, finding: Finding, place: Words, number: int) -> bool:
    """Say whether a thing is at a place, or a condition felt there, by its whole, its definition or its symptoms."""
    thing = kg.entity(finding.entity)
    if thing.category == "symptom" and (finding.state is not None or len(thing.label.split()) > 1):
        return False
    defined = phrases.folded(phrases.words_of(thing.definition))
    if "not" not in defined and set(phrases.folded(place)) <= set(defined):
        return True
    around = wholes(kg, {thing.key, *_defined_at(kg, thing.definition)})
    if thing.category == "condition":
        around |= wholes(kg, {edge.object.entity for edge in kg.edges(subject=thing.key) if _is_symptom(kg, edge)})
    return kg.entity_at(number).key in around


def _defined_at(kg: KnowledgeGraph, definition: str) -> Iterator[str]:
    """Yield the places that single words of a definition name: the heel of "irritated sole fascia at the heel"."""
    for word in phrases.bare(phrases.words_of(definition)):
        yield from (kg.entity_at(number).key for number in _named(kg, (word,)) if kg.category_at(number) in _PLACES)


def _is_symptom(kg: KnowledgeGraph, edge: Edge) -> bool:
    walked = kg.schema.predicates[edge.predicate].walk != "no" and edge.status != "denied"
    return walked and kg.entity(edge.object.entity).category == "symptom"


def wholes(kg: KnowledgeGraph, keys: set[str]) -> set[str]:
    """Return some entities with what they are part of, belong to, are kinds of and are felt at, however far up."""
    seen, edge = set[str](), keys
    while edge:
        seen |= edge
        told = (one for key in sorted(edge) for one in structure(kg, key) if one.predicate in _WHOLES)
        edge = {one.object.entity for one in told} - seen
    return seen


def structure(kg: KnowledgeGraph, key: str) -> tuple[Edge, ...]:
    """Return what is said of an entity's place, whole, group and kind: all in the families of what places symptoms."""
    return tuple(edge for family in structural(kg) for edge in kg.edges(subject=key, family=family))


def structural(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the families of predicates that say where a thing lies: those of what says where a symptom is felt."""
    return tuple(dict.fromkeys(p.family for p in kg.schema.predicates.values() if p.places))


def landing(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Finding | None:
    """Land what is said in a candidate on an entity; None where it cannot be said of it."""
    if candidate.feeling is None:
        found = _stated(kg, number, candidate.state)
    else:
        found = _felt(kg, number, candidate) or _feeling(kg, number, candidate)
    return Finding(*found, candidate.side) if found else None


Landed = tuple[str, str | None]


def _felt(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Landed | None:
    """Land what is felt on the symptom of the place."""
    feeling = str(candidate.feeling)
    pain = kg.schema.states[feeling].felt == "pain"
    code = PAIN if pain else joints.state_codes(kg.schema)[feeling]
    symptom = number if pain and is_pain(kg, number) else felt(kg, number, code)
    return None if symptom is None else _stated(kg, symptom, candidate.state)


def _feeling(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Landed | None:
    """Land what is felt as the state of a thing."""
    fits = candidate.state is None and kg.schema.states[str(candidate.feeling)].stands_on(kg.category_at(number))
    return (kg.entity_at(number).key, candidate.feeling) if fits else None


def _stated(kg: KnowledgeGraph, number: int, state: str | None) -> Landed | None:
    """Land a state on the thing itself, or as a quality of the pain of a place."""
    if state is None or kg.schema.states[state].stands_on(kg.category_at(number)):
        return kg.entity_at(number).key, state
    symptom = felt(kg, number) if kg.schema.states[state].felt == "quality" else None
    return (kg.entity_at(symptom).key, state) if symptom is not None else None


def _named_by_feeling(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Landed]:
    """Land a feeling on the symptom that is named after it: "shoulder blade hurts" is "shoulder blade pain"."""
    for wording in _wordings(kg, candidate) if phrases.bare(candidate.name) else ():
        for number in _named(kg, (*candidate.name, *phrases.words_of(wording))):
            found = _stated(kg, number, candidate.state)
            if found:
                yield found
                return


def _wordings(kg: KnowledgeGraph, candidate: Candidate) -> tuple[str, ...]:
    """Return the words by which a symptom may be named after what is felt: of pain, and of its qualities, any."""
    states = kg.schema.states
    kind = states[candidate.feeling or candidate.state or ""].felt if candidate.feeling or candidate.state else None
    if kind == "symptom":
        return states[str(candidate.feeling)].words[:1]
    return tuple(word for state in states.values() if kind and state.felt == "pain" for word in state.words[:1])


def refuse_two(kg: KnowledgeGraph, text: str, words: Words) -> None:
    """Say so plainly where words would be a finding, were it not for two sides or two states in them.

    Raises:
        UsageError: they would.
    """
    *_, (unsided, sides) = phrases.sided(words)
    matches = kg.state_words.matches(unsided)
    states = tuple(dict.fromkeys(match.state for match in sorted(matches, key=lambda match: min(match.places))))
    name = without(unsided, matches)
    if len(sides) > 1 and (named(kg, name) or compose(kg, text, unsided)):
        raise UsageError(f"{quoted(text)} names two sides, {sides[0]} and {sides[1]}; ask for one at a time")
    if len(states) > 1 and named(kg, name):
        raise UsageError(f"{quoted(text)} names two states, {states[0]} and {states[1]}; ask for one at a time")
