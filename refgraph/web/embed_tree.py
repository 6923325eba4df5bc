"""All origins of a symptom as one picture, for somebody else's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.drawing import sheet
from refgraph.drawing.origins import picture
from refgraph.errors import UsageError
from refgraph.report.view_builder import view

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer


def tree(
    kg: KnowledgeGraph, answer: Answer, *, shape: str = "page", note: str = "", credit: str = "", rank: int = 1
) -> str:
    """Draw the tree of origins of an answer as one SVG with its caption, sources and credit.

    Args:
        kg: the graph that the answer comes from.
        answer: of a question about origins.
        shape: `page`, `slide` (16:9) or `phone` (390 wide).
        note: a caption of your own, before ours.
        credit: whom to name, before us.
        rank: of a path; a tree shows all of them.

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
    if shape not in sheet.SHAPES:
        raise UsageError(f"unknown shape {shape[:40]!r}. Choose one of: {', '.join(sheet.SHAPES)}")
    if rank != 1:
        raise UsageError("a tree shows all origins; for one path choose svg, png, pdf or iframe")
    return sheet.sheet(*picture.origins(view(kg, answer), shape, note=note, credit=credit), shape)
