"""What the index knows of names: which entities words name, in any order, and which symptoms stand for places."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from refgraph.language import phrases
from refgraph.language.phrases import Words
from refgraph.model import joints
from refgraph.model.statements import Edge

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

PAIN = 0


def named(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    """Return the numbers of the entities that words name, in any order; a word for its kind may stand with a name.

    Args:
        kg: the graph.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Returns:
        Numbers of entities, each once; several where the name is ambiguous, none where nothing carries it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [kg.entity_at(number).key for number in named(kg, ("posture", "head", "forward"))]
        ['forward-head-posture']
    """
    found = by_name(kg, words)
    if found:
        return found
    for place, word in enumerate(words):
        kind = phrases.KINDS.get(word)
        if kind is not None:
            rest = words[:place] + words[place + 1 :]
            some = _keyed(kg, rest, phrases.KIND_MARK) or by_name(kg, rest)
            return tuple(number for number in some if kg.category_at(number) == kind)
    return ()


def by_name(kg: KnowledgeGraph, words: Words) -> tuple[int, ...]:
    """Return the numbers of the entities that words name, in any order; no word may be left over.

    Args:
        kg: the graph.
        words: folded words, as `refgraph.language.phrases.words_of` gives them.

    Returns:
        Numbers of entities, each once; several where the name is ambiguous, none where nothing carries it.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [kg.entity_at(number).key for number in by_name(kg, ("head", "posture", "forward"))]
        ['forward-head-posture']
    """
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
    """Return the keys of the entities that are mapped to a term, whatever the case of its id.

    Args:
        kg: the graph.
        curie: the id of a term, such as `HP:0002315`.

    Returns:
        Keys, in the order of the index; none where the index has no terms.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> by_term(kg, "XX:0")
        ()
    """
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

    Returns:
        The number of the symptom.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> felt(kg, kg.number("shoulder-blade")) is None
        True
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
    """Say whether the vocabulary has a symptom for this state of this place.

    Args:
        kg: the graph.
        number: of the place in the index.
        state: the key of a state; None for none.

    Returns:
        Whether it has; False for a state that is not felt.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> is_felt(kg, kg.number("hamstrings"), "tight")
        False
    """
    known = kg.schema.states.get(state or "")
    if known is None or known.felt not in ("pain", "symptom"):
        return False
    code = PAIN if known.felt == "pain" else joints.state_codes(kg.schema)[known.key]
    return felt(kg, number, code) is not None


def is_pain(kg: KnowledgeGraph, number: int) -> bool:
    """Say whether an entity is a pain by one of its names.

    Args:
        kg: the graph.
        number: of the entity in the index.

    Returns:
        Whether it is.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> is_pain(kg, kg.number("neck-pain")), is_pain(kg, kg.number("slump"))
        (True, False)
    """
    if not kg.index.has("felt.pain"):
        return False
    column = kg.index.column("felt.pain")
    row = bisect_left(column, number)
    return row < len(column) and column[row] == number


def structure(kg: KnowledgeGraph, key: str) -> tuple[Edge, ...]:
    """Return what is said of an entity's place, whole, group and kind: all in the families of what places symptoms.

    Args:
        kg: the graph.
        key: of the entity.

    Returns:
        Edges with the entity as subject.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [edge.predicate for edge in structure(kg, "gluteus-medius")]
        ['member-of']
    """
    return tuple(edge for family in structural(kg) for edge in kg.edges(subject=key, family=family))


def structural(kg: KnowledgeGraph) -> tuple[str, ...]:
    """Return the families of predicates that say where a thing lies: those of what says where a symptom is felt.

    Args:
        kg: the graph.

    Returns:
        Keys of families, in the order of their predicates.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> structural(kg)
        ('structural',)
    """
    return tuple(dict.fromkeys(p.family for p in kg.schema.predicates.values() if p.places))
