"""All origins of a symptom as one picture, for somebody else's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refgraph.web.embeds.kind import Embed
from refgraph.web.embeds.pictures import svg
from refgraph.web.embeds.subject import ANSWER

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer


def tree(kg: KnowledgeGraph, answer: Answer, **presentation: Any) -> str:
    """Draw the tree of origins of an answer as one SVG with its caption, sources and credit.

    Args:
        kg: the graph that the answer comes from.
        answer: of a question about origins.
        presentation: fields of `Presentation`.

    Raises:
        UsageError: the answer tells of no origins, a path is asked for, or there is no such shape.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> "All origins of headache" in tree(kg, questions.origins(kg, Finding("headache")))
        True
    """
    return svg(kg, answer, **{**presentation, "whole": True})


KINDS: Mapping[str, Embed] = {
    "tree": Embed(tree, ".svg", "image/svg+xml", "all origins of a symptom as one SVG", (ANSWER,)),
}
