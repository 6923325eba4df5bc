"""What was typed → the names that it can mean, of a graph that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.engines.partial_graph import Neighbourhood
from refgraph.engines.protocol import Neighbours
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph

MOST_WORDS = 8


def naming(store: Neighbours, texts: Iterable[str], sources: Iterable[str] = ()) -> KnowledgeGraph:
    """Return a graph without claims that knows just the names that some typed texts can mean.

    Args:
        store: where the graph stands.
        texts: findings as people type them.
        sources: keys of sources that are to be known.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.engines.local import Mapped
        >>> from refgraph.graph.open import open_graph
        >>> kg = naming(Mapped(open_graph(Path("tests/data/mini"))), ["left gluteals weak"])
        >>> names.read(kg, "left gluteals weak")
        Finding(entity='gluteals', state='weak', side='left')
    """
    known = Neighbourhood(store.schema, store.data_version)
    wanted = list(dict.fromkeys(phrase for text in texts for phrase in _phrases(text)))
    keys = store.named(wanted)
    known.name(store.entities(keys), keys, known.entities)
    told = tuple(sources)
    known.name(store.sources(told), told, known.sources)
    return KnowledgeGraph(known.graph().index)


def _phrases(text: str) -> Iterator[str]:
    """Yield all that may be the name in what was typed: it, and it without some of its words."""
    words = text[: names.LONGEST].split()[:MOST_WORDS]
    yield text.strip()
    for chosen in range(1, 1 << len(words)):
        yield " ".join(word for place, word in enumerate(words) if chosen >> place & 1)
