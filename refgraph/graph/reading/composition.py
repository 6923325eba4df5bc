"""Findings put together from what people type: a place, a state or what is felt there, and a side, in any order.

Nothing is dropped silently: every word that is not little belongs to the name, the state or the side. A state is
never given to a thing that cannot be in it, and where two things could be meant, neither is picked. The cost is linear
in the number of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.graph.reading import lexicon, own_place
from refgraph.graph.reading.parsing import Candidate, candidates, without
from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.language.suggest import quoted
from refgraph.model import joints
from refgraph.model.statements import Edge, Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


# ---------------------------------------------------------------- putting together


def compose(kg: KnowledgeGraph, text: str, words: Words) -> Finding | None:
    """Read words as a finding; None where no way of taking them apart gives one.

    Args:
        kg: the graph.
        text: as it was typed.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Returns:
        The finding.

    Raises:
        UsageError: the best way to take them apart leaves a name that several entities carry.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> compose(kg, "my left hamstrings are tight", ("my", "left", "hamstring", "are", "tight"))
        Finding(entity='hamstrings', state='tight', side='left')
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
    return _placed(kg, ways) or own_place.read(kg, ways, landed)


def several(kg: KnowledgeGraph, text: str, keys: Iterable[str]) -> UsageError:
    """Make the error for a name that several entities carry.

    Args:
        kg: the graph.
        text: as it was typed.
        keys: of the entities, in the order in which they are listed.

    Returns:
        The error, to be raised.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> str(several(kg, "aching head", ["headache", "nod-headache"]))
        "'aching head' can mean headache (headache); nod headache (nod-headache). Use one of the keys in brackets."
    """
    options = "; ".join(f"{kg.entity(key).label} ({key})" for key in keys)
    return UsageError(f"{quoted(text)} can mean {options}. Use one of the keys in brackets.")


def landed(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Finding]:
    """Yield what a candidate means; nothing where its state cannot stand on what its name names.

    Args:
        kg: the graph.
        candidate: a way to take words apart.

    Yields:
        Findings; several where the name is ambiguous.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.graph.reading.parsing import Candidate
        >>> list(landed(kg, Candidate(("hamstring",), "tight")))
        [Finding(entity='hamstrings', state='tight', side=None)]
    """
    numbers = lexicon.named(kg, candidate.name)
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
        if way.feeling is not None or len(phrases.bare(way.name)) > own_place.MOST_PLACED:
            continue
        for position, word in enumerate(way.name):
            symptoms = lexicon.by_name(kg, (word,)) if word not in phrases.LITTLE else ()
            places = lexicon.named(kg, way.name[:position] + way.name[position + 1 :]) if len(symptoms) == 1 else ()
            found = _within(kg, symptoms[0], places[0]) if len(places) == 1 else None
            landed_there = None if found is None else _stated(kg, found, way.state)
            if landed_there:
                return Finding(*landed_there, way.side)
    return None


def _within(kg: KnowledgeGraph, symptom: int, place: int) -> int | None:
    """Return the symptom if it is felt at a place, and the pain of the place if that lies where the symptom is felt."""
    felt_at = {edge.object.entity for edge in lexicon.structure(kg, kg.entity_at(symptom).key) if _places(kg, edge)}
    above, seen = {kg.entity_at(place).key}, set[str]()
    if above & felt_at:
        return symptom
    while felt_at and above - seen:
        if any(lexicon.felt(kg, kg.number(key)) == symptom for key in above & felt_at):
            return lexicon.felt(kg, place)
        seen |= above
        above = {edge.object.entity for key in sorted(above) for edge in lexicon.structure(kg, key)}
    return None


def _places(kg: KnowledgeGraph, edge: Edge) -> bool:
    return kg.schema.predicates[edge.predicate].places


def landing(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Finding | None:
    """Land what is said in a candidate on an entity; None where it cannot be said of it.

    Args:
        kg: the graph.
        number: of the entity in the index.
        candidate: a way to take words apart; its name does not matter.

    Returns:
        The finding.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.graph.reading.parsing import Candidate
        >>> landing(kg, kg.number("hamstrings"), Candidate((), "tight"))
        Finding(entity='hamstrings', state='tight', side=None)
    """
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
    code = lexicon.PAIN if pain else joints.state_codes(kg.schema)[feeling]
    symptom = number if pain and lexicon.is_pain(kg, number) else lexicon.felt(kg, number, code)
    return None if symptom is None else _stated(kg, symptom, candidate.state)


def _feeling(kg: KnowledgeGraph, number: int, candidate: Candidate) -> Landed | None:
    """Land what is felt as the state of a thing."""
    fits = candidate.state is None and kg.schema.states[str(candidate.feeling)].stands_on(kg.category_at(number))
    return (kg.entity_at(number).key, candidate.feeling) if fits else None


def _stated(kg: KnowledgeGraph, number: int, state: str | None) -> Landed | None:
    """Land a state on the thing itself, or as a quality of the pain of a place."""
    if state is None or kg.schema.states[state].stands_on(kg.category_at(number)):
        return kg.entity_at(number).key, state
    symptom = lexicon.felt(kg, number) if kg.schema.states[state].felt == "quality" else None
    return (kg.entity_at(symptom).key, state) if symptom is not None else None


def _named_by_feeling(kg: KnowledgeGraph, candidate: Candidate) -> Iterator[Landed]:
    """Land a feeling on the symptom that is named after it: "shoulder blade hurts" is "shoulder blade pain"."""
    for wording in _wordings(kg, candidate) if phrases.bare(candidate.name) else ():
        for number in lexicon.by_name(kg, (*candidate.name, *phrases.words_of(wording))):
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

    Args:
        kg: the graph.
        text: as it was typed.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Raises:
        UsageError: they would.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> refuse_two(kg, "left right hamstrings", ("left", "right", "hamstring"))
        Traceback (most recent call last):
            ...
        refgraph.errors.UsageError: 'left right hamstrings' names two sides, left and right; ask for one at a time
    """
    *_, (unsided, sides) = phrases.sided(words)
    matches = kg.state_words.matches(unsided)
    states = tuple(dict.fromkeys(match.state for match in sorted(matches, key=lambda match: min(match.places))))
    name = without(unsided, matches)
    if len(sides) > 1 and (lexicon.named(kg, name) or compose(kg, text, unsided)):
        raise UsageError(f"{quoted(text)} names two sides, {sides[0]} and {sides[1]}; ask for one at a time")
    if len(states) > 1 and lexicon.named(kg, name):
        raise UsageError(f"{quoted(text)} names two states, {states[0]} and {states[1]}; ask for one at a time")
