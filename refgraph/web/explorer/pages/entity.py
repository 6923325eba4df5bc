"""One entity: everything that is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refgraph.drawing.body import map as body_map
from refgraph.errors import NoPageError
from refgraph.graph import names
from refgraph.model.statements import Edge
from refgraph.report import json as report_json
from refgraph.report import wording
from refgraph.report.view import ViewBuilder
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import by_target
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import asides, references, warned
from refgraph.web.explorer.state import ExplorerState

# What a family is called on a page; one that is not listed goes by its own name.
_HEADINGS = {
    "diagnostic": "Tests and signs",
    "treatment": "Remedies and what is said of them",
    "timing": "What is said to come first, or along with it",
    "epistemic": "Doubts and open questions",
    "structural": "Where it belongs",
}
_RISK, _CAUSAL = "risk", "causal"


def entity(state: ExplorerState, request: PageRequest) -> Page:
    """Everything that is said of an entity.

    Raises:
        NoPageError: no entity has this name.
    """
    kg, part = state.kg, request.parts[0]
    key = addresses.read_entity(kg, part)
    if key is None:
        raise NoPageError("Nothing in this graph has this name.", _alike(state, part))
    known, builder = kg.entity(key), ViewBuilder(kg)
    out, into = kg.edges(subject=key), kg.edges(object=key)
    flags = [claim for edge in (*out, *into) if _family(state, edge) == _RISK for claim in edge.claims]
    none = f"No article in this graph states a red flag for {wording.clean(known.label)}; that is not reassurance."
    reached = () if state.is_felt(key) else state.effects(key).paths
    words = {
        "title": known.label,
        "known": known,
        "category": kg.schema.categories[known.category].label,
        **warned(builder, flags, none),
        "sections": _sections(state, builder, out, into),
        "apart": [(kg.entity(other).label, state.address(other), why) for other, why in known.distinct_from.items()],
        "asked": addresses.symptom(key) if state.is_felt(key) else None,
        "reached": by_target(kg, reached),
        "lit": body_map.lit(state.body, state.paint, key, known.category, known.label),
        "network": addresses.network(key),
        "references": references(builder),
    }
    return Page(addresses.entity(key), words, lambda: report_json.show(kg, key))


def _family(state: ExplorerState, edge: Edge) -> str:
    return state.kg.schema.predicates[edge.predicate].family


def _sections(
    state: ExplorerState, builder: ViewBuilder, out: Sequence[Edge], into: Sequence[Edge]
) -> list[dict[str, Any]]:
    """Edges by family, each told once: causes apart from effects, red flags last as they already stand above."""
    told: set[int] = set()
    plan = [("What it is said to lead to", out, _CAUSAL), ("What is said to lead to it", into, _CAUSAL)]
    others = [name for name in state.kg.schema.families if name not in (_CAUSAL, _RISK)]
    plan += [(_HEADINGS.get(name, name), (*out, *into), name) for name in (*others, _RISK)]
    made = []
    for heading, edges, family in plan:
        fresh = {edge.id: edge for edge in edges if _family(state, edge) == family and edge.id not in told}
        told |= set(fresh)
        if fresh:
            title = "Red flags" if family == _RISK else heading
            made.append({"heading": title, "edges": asides(state, builder, fresh.values()), "open": family == _CAUSAL})
    return made


def _alike(state: ExplorerState, text: str) -> list[tuple[str, str]]:
    hits = names.search(state.kg, text.replace("-", " ").replace(".", " "), 5)
    return [(hit.entity.label, state.address(hit.entity.key)) for hit in hits]


PAGES = (
    PageKind(
        "entity",
        entity,
        Template("entity", ("paths",)),
        parts=1,
        addresses=lambda state: (addresses.entity(known.key) for known in state.kg.entities()),
    ),
)
