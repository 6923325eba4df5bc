"""What was typed → the names that it can mean, of a graph that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.engines.local import Neighbours
from refgraph.engines.partial_graph import Neighbourhood
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.parsing import StateWords
from refgraph.language import phrases
from refgraph.model.vocabulary import Schema

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
    table = StateWords(store.schema)
    wanted = list(dict.fromkeys(phrase for text in texts for phrase in _phrases(text, table, store.schema)))
    keys = store.named(wanted)
    known.name(store.entities(keys), keys, known.entities)
    told = tuple(sources)
    known.name(store.sources(told), told, known.sources)
    return KnowledgeGraph(known.graph().index)


def _phrases(text: str, table: StateWords, schema: Schema) -> Iterator[str]:
    """Yield all that may be the name in what was typed: it, and it without some of its words.

    Where a word says what is felt, the symptom of the place may be meant: "my knee hurts" is "knee pain".
    """
    words = text[: names.LONGEST].split()[:MOST_WORDS]
    matches = table.matches(phrases.words_of(" ".join(words)))
    felt = {
        word for match in matches if schema.states[match.state].felt for word in schema.states[match.state].words[:1]
    }
    pains = {word for state in schema.states.values() if felt and state.felt == "pain" for word in state.words[:1]}
    yield text.strip()
    for chosen in range(1, 1 << len(words)):
        phrase = " ".join(word for place, word in enumerate(words) if chosen >> place & 1)
        yield phrase
        yield from (f"{phrase} {word}" for word in sorted(felt | pains))
