"""What several pages of the explorer show: cited articles, red flags, edges with links at their ends, what is felt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from refgraph.language import grammar
from refgraph.language.voice import tr
from refgraph.model.answers import Answer
from refgraph.model.statements import Edge, Finding
from refgraph.report.view import AnswerView, ClaimView, EdgeView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import wording
from refgraph.report.words.warning.line import SIGNS
from refgraph.report.words.warning.signs import signs_of
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import Line
from refgraph.web.explorer.state import ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def references(builder: ViewBuilder) -> list[dict[str, Any]]:
    """List the articles that a page cites, by number, each with the address of its own page."""
    return [{"to": addresses.source(told.key), "told": told} for told in builder.sources]


def cited(shown: AnswerView) -> list[dict[str, Any]]:
    """List the articles of an answer, each with the address of its own page."""
    return [{"to": addresses.source(told.key), "told": told} for told in shown.sources]


def warned(kg: KnowledgeGraph, flags: Sequence[ClaimView], none: str) -> dict[str, Any]:
    """Return red flags as pages of paths begin with them: the first signs in a line, or that there are none."""
    named = signs_of(kg, [flag.claim for flag in flags])
    return {"red_flags": flags, "no_red_flag": none, "signs": grammar.listed(named[:SIGNS], tr("or"))}


def asides(state: ExplorerState, builder: ViewBuilder, edges: Iterable[Edge]) -> list[dict[str, Any]]:
    """Return edges with their claims, and the address of each end."""
    return [aside(state, builder.edge(edge, f"edge-{edge.id}")) for edge in edges]


def aside(state: ExplorerState, told: EdgeView) -> dict[str, Any]:
    """Return an edge with its claims, and the address of each end."""
    ends = told.edge.subject.entity, told.edge.object.entity
    return {"told": told, "subject": state.address(ends[0]), "object": state.address(ends[1])}


def felt(state: ExplorerState, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return things that are felt as links, each with the number of things that are said to lead there directly."""
    return [
        {"label": wording.said(state.kg, Finding(key)), "to": addresses.symptom(key), "causes": state.counts[key]}
        for key in keys
    ]


def near(state: ExplorerState, key: str | None) -> list[tuple[str, str]]:
    """Return the page of an entity as what may have been meant; nothing where there is no entity."""
    return [(wording.said(state.kg, Finding(key)), state.address(key))] if key else []


def against_best(state: ExplorerState, answer: Answer, line: Line) -> str | None:
    """Return where a path is set beside the most directly told one; None for that one itself."""
    best = answer.paths[0]
    return None if line.path is best else state.beside(best, line.path)
