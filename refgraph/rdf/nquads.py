"""The graph as N-Quads, line by line, so that one that is larger than memory can be written for a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.rdf import statements
from refgraph.rdf.named_queries import iri, text
from refgraph.rdf.names import Iri, word

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def lines(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield every statement as a line; what `refgraph export trig` holds, in no order that matters.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> found = lines(open_graph(Path("tests/data/mini")))
        >>> next(line for line in found if "versionInfo" in line)[:64]
        '<https://w3id.org/refgraph/> <http://www.w3.org/2002/07/owl#vers'
    """
    for subject, predicate, obj, graph in statements.quads(kg):
        named = f" {iri(graph)}" if graph else ""
        yield f"{iri(subject)} {iri(predicate)} {_term(obj)}{named} .\n"


def _term(value: statements.Term) -> str:
    if isinstance(value, Iri):
        return iri(value)
    if value.language:
        return f"{text(value.value)}@{value.language}"
    return text(value.value) + (f"^^{iri(word(f'xsd:{value.datatype}'))}" if value.datatype else "")
