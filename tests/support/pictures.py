"""One path of an answer as the picture that every form of a picture is made from."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Path, Query, Rivalry
from refgraph.model.statements import Claim
from refgraph.report import render

SVG = "{http://www.w3.org/2000/svg}"


def picture(kg: KnowledgeGraph, path: Path, red_flags: Sequence[Claim] = (), rivals: Sequence[Rivalry] = ()) -> str:
    """Draw a path as the only one of an answer."""
    query = Query("paths", start=path.origin, end=path.target)
    answer = Answer(query, kg.data_version, True, False, tuple(red_flags), (path,), rivals=tuple(rivals))
    made = render(kg, answer, "svg")
    assert isinstance(made, str)
    return made


def texts(picture: str) -> list[str]:
    """All texts of an SVG, in the order in which they stand in it."""
    return ["".join(node.itertext()) for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]
