"""refgraph: a cited, queryable graph of referred-pain claims. It informs; it never diagnoses.

Example:
    >>> import refgraph
    >>> kg = refgraph.open_graph("tests/data/mini")
    >>> refgraph.origins(kg, "headache").complete
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refgraph.api import (
        against_chance,
        effects,
        every_origin,
        feedback_loops,
        find,
        from_networkx,
        open_graph,
        origins,
        paths,
        routes,
        shared_origins,
        to_networkx,
        why_not,
    )
    from refgraph.errors import DataError, RefgraphError, UnknownNameError, UsageError
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, Path, Query, Step, Verdict
    from refgraph.model.statements import Claim, Edge, Finding, Source
    from refgraph.model.vocabulary import Entity
    from refgraph.web import embeds as embed
    from refgraph.web.notebook import show

__version__ = "0.1.0"
# Where each public name stands; nothing is imported before it is asked for.
_HOMES = {
    "api": (
        *("against_chance", "effects", "every_origin", "feedback_loops", "find", "from_networkx"),
        *("open_graph", "origins", "paths", "routes", "shared_origins", "to_networkx", "why_not"),
    ),
    "errors": ("DataError", "RefgraphError", "UnknownNameError", "UsageError"),
    "graph.graph": ("KnowledgeGraph",),
    "model.answers": ("Answer", "Path", "Query", "Step", "Verdict"),
    "model.statements": ("Claim", "Edge", "Finding", "Source"),
    "model.vocabulary": ("Entity",),
    "web.notebook": ("show",),
}
# Modules that are public under a name of their own.
_MODULES = {"embed": "web.embeds"}
__all__ = [
    "Answer",
    "Claim",
    "DataError",
    "Edge",
    "Entity",
    "Finding",
    "KnowledgeGraph",
    "Path",
    "Query",
    "RefgraphError",
    "Source",
    "Step",
    "UnknownNameError",
    "UsageError",
    "Verdict",
    "against_chance",
    "effects",
    "embed",
    "every_origin",
    "feedback_loops",
    "find",
    "from_networkx",
    "open_graph",
    "origins",
    "paths",
    "routes",
    "shared_origins",
    "show",
    "to_networkx",
    "why_not",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"refgraph.{home}"), name)
    if name in _MODULES:
        return import_module(f"refgraph.{_MODULES[name]}")
    raise AttributeError(f"module 'refgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
