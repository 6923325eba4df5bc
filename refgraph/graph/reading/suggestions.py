"""The nearest readings of what could not be read, and what is told near a thing of which nothing is told.

What is offered can be asked as it stands, shares the place with what was typed, and is never its contrary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from refgraph.graph import lookup
from refgraph.graph.reading import composition, lexicon
from refgraph.graph.reading.parsing import Candidate, candidates
from refgraph.language import phrases, suggest
from refgraph.language.pieces import pieces
from refgraph.model.statements import Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

CANDIDATES = 5
MOST_WORDS = 8
_SAME_WORD, _SAME_SHORT_WORD = 80, 85
_SURE = 75
_STEPS, _MOST_NEAR = 3, 400


@dataclass(frozen=True, slots=True)
class Limits:
    """How many names are compared with a text.

    Attributes:
        all_names: of more names those are compared that share most pieces of words with the text.
        places: so many places of pieces are read, those of the rarest pieces first.
        common: pieces that stand in so many names tell nothing, where the index does not hold them.
        likely, around: how many names are compared then, by shared pieces and by the alphabet.
    """

    all_names: int = 500
    places: int = 20_000
    common: int = 20_000
    likely: int = 500
    around: int = 50


USUAL = Limits()


def nearest(kg: KnowledgeGraph, words: phrases.Words) -> tuple[Finding, ...]:
    """Find the nearest readings, with the state and the side that were asked for where those can stand.

    Args:
        kg: the graph.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Returns:
        Findings, the most alike first, one for each entity; none for more words than a name has.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [finding.entity for finding in nearest(kg, ("hedache",))]
        ['headache', 'nod-headache', 'cervicogenic-headache']
    """
    if len(words) > MOST_WORDS:
        return ()
    ways = candidates(kg.state_words, kg.schema, words)
    if not ways:
        return ()
    barest = ways[-1]
    plain = Candidate(words)
    scored = [
        (score, key, way)
        for way in ((plain, barest) if phrases.bare(barest.name) else (plain,))
        for key, score in alike(kg, " ".join(way.name))
    ]
    return _best(kg, words, sorted(scored, key=lambda one: -one[0]))


def _best(
    kg: KnowledgeGraph, words: phrases.Words, scored: Iterable[tuple[float, str, Candidate]]
) -> tuple[Finding, ...]:
    """Take what can be offered of names from the most alike on, one finding for each entity, until there are enough."""
    telling, found = _telling(kg, words), dict[str, Finding]()
    for _, level in groupby(scored, key=lambda one: one[0]):
        offers = {landed for score, key, way in level for landed in _offers(kg, words, way, key, score, telling)}
        for finding in sorted(offers, key=lambda f: (f.entity, f.state or "", f.side or "")):
            found.setdefault(finding.entity, finding)
        if len(found) >= CANDIDATES:
            break
    return tuple(found.values())[:CANDIDATES]


def _offers(
    kg: KnowledgeGraph, words: phrases.Words, way: Candidate, key: str, score: float, telling: frozenset[str]
) -> Iterator[Finding]:
    number = kg.number(key)
    landed = composition.landing(kg, number, way)
    if landed is None or not _shares_place(kg, words, key, telling):
        return
    if score >= _SURE or is_told(kg, landed.entity):
        yield landed


def _shares_place(kg: KnowledgeGraph, words: phrases.Words, key: str, telling: frozenset[str]) -> bool:
    """Say whether a name has a word in common with what was typed that is more than a state, a side or "pain"."""
    from rapidfuzz import fuzz

    entity = kg.entity(key)
    asked = phrases.folded(words)
    offered = [phrases.folded(phrases.words_of(name)) for name in (entity.label, *entity.synonyms, entity.key)]
    if phrases.contrary(asked, offered[0]):
        return False
    return any(
        one == other
        or (len(one) > 3 and one in other)
        or fuzz.ratio(one, other) >= (_SAME_WORD if min(len(one), len(other)) > 3 else _SAME_SHORT_WORD)
        for name in offered
        for other in name
        for one in telling
    )


def _telling(kg: KnowledgeGraph, words: phrases.Words) -> frozenset[str]:
    """Return the folded words that are neither part of a state nor a direction or the word for a kind."""
    stated = {word for wording in kg.state_words.meanings for word in wording.split() if " " not in wording}
    kinds = {word for kind in kg.schema.categories.values() for word in phrases.words_of(kind.label)}
    return frozenset(
        word for word in phrases.folded(words) if word not in stated and word not in kinds and not phrases.directs(word)
    )


def alike(kg: KnowledgeGraph, text: str, limits: Limits = USUAL) -> list[tuple[str, float]]:
    """Return entity keys whose names resemble a normalised text, with how much, best first.

    Args:
        kg: the graph.
        text: normalised.
        limits: how many names are compared.

    Returns:
        Pairs of an entity key and how alike its name is, from 0 to 100.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [key for key, _ in alike(kg, "hedache")][:1]
        ['headache']
    """
    numbers = _candidates(kg, text, limits)
    found: dict[str, float] = {}
    for place, score in suggest.alike(text, _texts(kg, numbers)):
        key = kg.name_at(numbers[place])[1]
        found[key] = max(found.get(key, 0.0), score)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _candidates(kg: KnowledgeGraph, text: str, limits: Limits) -> Sequence[int]:
    """Return the names to compare a text with: all, or of very many those that share most pieces of words with it."""
    count = kg.index.count("name")
    if count <= limits.all_names:
        return range(count)
    shared = lookup.sharing(kg.index, text, limits.places) if kg.index.has("piece") else _scanned(kg, text, limits)
    place = kg.index.find("name", text).start
    around = range(max(place - limits.around, 0), min(place + limits.around, count))
    return sorted({*_most(kg, shared, limits.likely), *around})


def _most(kg: KnowledgeGraph, shared: Mapping[int, int], most: int) -> list[int]:
    """Return the names that share most, of those that share as much the shortest."""
    least, room = 0, most
    for count, names in sorted(Counter(shared.values()).items(), reverse=True):
        least, room = count, room - names
        if room <= 0:
            break
    places = kg.index.column("name.off")
    chosen = (number for number, count in shared.items() if count >= least)
    return sorted(chosen, key=lambda number: (-shared[number], places[number + 1] - places[number], number))[:most]


def _scanned(kg: KnowledgeGraph, text: str, limits: Limits) -> Counter[int]:
    """Count shared pieces where the index does not hold them: the names of very large graphs are searched."""
    shared: Counter[int] = Counter()
    for piece in sorted(pieces(text)):
        holding = lookup.names_with(kg.index, piece.strip(), limits.common)
        # What stands in very many names tells little, and would take long to weigh.
        shared.update(holding if len(holding) < limits.common else ())
    return shared


def _texts(kg: KnowledgeGraph, numbers: Sequence[int]) -> list[str]:
    """Return names by their numbers; all of them are read at once."""
    if len(numbers) < kg.index.count("name"):
        return [kg.name_at(number)[0] for number in numbers]
    whole, places = bytes(kg.index.column("name")), list(kg.index.column("name.off"))
    return [whole[begin:end].decode() for begin, end in pairwise(places)]


def known_words(kg: KnowledgeGraph) -> frozenset[str]:
    """Return the folded words of all names and states.

    Args:
        kg: the graph.

    Returns:
        Words, in no order.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> "headache" in known_words(kg)
        True
    """
    if kg.index.has("word"):
        named = [word.decode() for word in kg.index.texts("word")]
    else:
        named = [word for text in _texts(kg, range(kg.index.count("name"))) for word in text.split()]
    return frozenset((*named, *(word for text in kg.state_words.meanings for word in text.split())))


# ---------------------------------------------------------------- what is told


def asked(kg: KnowledgeGraph, finding: Finding) -> Finding:
    """Return the finding that a question about the origins of a finding is asked of: of a place, maybe its pain.

    People say "stiff back" and "knee" for what they feel there. Where nothing leads to the place in that state and
    something leads to its pain, that is meant.

    Args:
        kg: the graph.
        finding: as it was read.

    Returns:
        The pain of the place on the same side, or the finding as it is.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> asked(open_graph(), Finding("buttock", "stiff", "left"))
        Finding(entity='buttock-pain', state=None, side='left')
    """
    symptom = lexicon.felt(kg, kg.number(finding.entity))
    if symptom is None or _leads_to(kg, finding):
        return finding
    pain = Finding(kg.entity_at(symptom).key, None, finding.side)
    return pain if _leads_to(kg, pain) else finding


def _leads_to(kg: KnowledgeGraph, finding: Finding) -> bool:
    edges = kg.edges(object=finding.entity)
    walked = (e for e in edges if kg.schema.predicates[e.predicate].walk != "no" and e.status != "denied")
    return any(finding.state is None or edge.object.state in (None, finding.state) for edge in walked)


def is_told(kg: KnowledgeGraph, key: str) -> bool:
    """Say whether anything is told of an entity, apart from where it lies and what it belongs to.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Whether anything is.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> is_told(kg, "headache")
        True
    """
    predicates, structural = kg.index.column("e.pred"), lexicon.structural(kg)
    telling = [predicate.family not in structural for predicate in kg.schema.predicates.values()]
    return any(telling[predicates[number]] for number in (*kg.edge_numbers(object=key), *kg.edge_numbers(subject=key)))


def told_near(kg: KnowledgeGraph, key: str) -> tuple[str, ...]:
    """Return that of which something is told near an entity: its pain, its place, parts and kinds, the nearest first.

    Args:
        kg: the graph.
        key: of an entity.

    Returns:
        Entity keys.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> told_near(kg, "gluteus-medius")
        ('gluteals',)
    """
    seen, edge = {key}, [key]
    for _ in range(_STEPS):
        beside = sorted({other for one in edge for other in _beside(kg, one)} - seen)
        edge = beside[: _MOST_NEAR - len(seen)]
        seen |= set(edge)
        found = [other for other in edge if is_told(kg, other)]
        if found:
            return tuple(sorted(found, key=lambda other: (_unlike(kg, key, other), other))[:CANDIDATES])
    return ()


def _unlike(kg: KnowledgeGraph, key: str, other: str) -> int:
    """Order what is equally near: pains first, for these are what is asked for."""
    if lexicon.is_pain(kg, kg.number(other)):
        return 0
    return 1 if kg.entity(other).category == kg.entity(key).category else 2


def _beside(kg: KnowledgeGraph, key: str) -> Iterator[str]:
    symptom = lexicon.felt(kg, kg.number(key))
    if symptom is not None:
        yield kg.entity_at(symptom).key
    for family in lexicon.structural(kg):
        yield from (edge.object.entity for edge in kg.edges(subject=key, family=family))
        yield from (edge.subject.entity for edge in kg.edges(object=key, family=family))
