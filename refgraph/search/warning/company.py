"""What a sign comes with, as far as its condition says so: "with low back pain", "in acute low back pain"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language import phrases
from refgraph.language.circumstances import narrowing
from refgraph.model.statements import Claim, Edge
from refgraph.model.vocabulary import URGENCIES

# A condition that holds one of these names what the sign comes with.
_WITH = "with"
_COMPANY = frozenset({_WITH, "in"})
OF_THIS, OF_ANY, OF_ANOTHER = range(3)
Names = Sequence[frozenset[str]]


def names_of(kg: KnowledgeGraph, keys: Iterable[str]) -> Names:
    """Return the words of the names of things.

    Args:
        kg: the graph.
        keys: of entities.

    Returns:
        The words of each name by itself.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> sorted(names_of(open_graph(Path("tests/data/mini")), ["neck-pain"])[0])
        ['neck', 'pain']
    """
    known = (kg.entity(key) for key in keys)
    return [frozenset(phrases.words_of(name)) for name in chain(*((one.label, *one.synonyms) for one in known))]


def fit(names: Names, claim: Claim) -> int:
    """Say how well a sign goes with something.

    Args:
        names: of that, as `names_of` returns them.
        claim: what names the sign.

    Returns:
        `OF_THIS` where the sign is told of that, `OF_ANOTHER` where of something else, otherwise `OF_ANY`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> fit(names_of(kg, ["neck-pain"]), kg.edge(1).claims[0]) == OF_ANY
        True
    """
    condition = frozenset(phrases.words_of(narrowing(claim.condition)))
    if _COMPANY & condition and any(name and name <= condition for name in names):
        return OF_THIS
    return OF_ANOTHER if _WITH in condition else OF_ANY


def told_with(kg: KnowledgeGraph, names: Names) -> list[Edge]:
    """Return the edges that tell signs of something serious which come with a thing.

    Args:
        kg: the graph.
        names: of that thing.

    Returns:
        Edges.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> told_with(kg, names_of(kg, ["neck-pain"]))
        []
    """
    told = _accompanied(kg)
    met = (_holding(told.of_word, name) for name in names if name)
    return [told.edges[number] for number in sorted(set().union(*met))]


@dataclass(frozen=True, slots=True)
class _Accompanied:
    """Edges that tell a sign with what it comes with, and the numbers of those by each word of that."""

    edges: tuple[Edge, ...]
    of_word: Mapping[str, frozenset[int]]


def _holding(of_word: Mapping[str, frozenset[int]], words: frozenset[str]) -> frozenset[int]:
    """The numbers of what holds all of some words."""
    return frozenset.intersection(*(of_word.get(word, frozenset()) for word in words))


@lru_cache(maxsize=4)
def _accompanied(kg: KnowledgeGraph) -> _Accompanied:
    known = kg.schema.predicates.values()
    signs = [one.key for one in known if one.warns == "subject" and one.urgency in URGENCIES[:2]]
    edges = (edge for key in signs for edge in kg.edges(predicate=key) if edge.status != "denied")
    told = ((edge, frozenset(phrases.words_of(narrowing(claim.condition)))) for edge in edges for claim in edge.claims)
    found = [(edge, words) for edge, words in told if _COMPANY & words]
    of_word = defaultdict[str, set[int]](set)
    for number, (_, words) in enumerate(found):
        for word in words:
            of_word[word].add(number)
    return _Accompanied(tuple(edge for edge, _ in found), {word: frozenset(some) for word, some in of_word.items()})
