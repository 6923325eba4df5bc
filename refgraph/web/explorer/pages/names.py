"""Everything that has a name, by its first letter; or what a search finds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from refgraph.errors import RefusedError
from refgraph.graph import names
from refgraph.language.normalise import normalise
from refgraph.model.vocabulary import Entity
from refgraph.report.words import wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState

_HITS = 40


def all_names(state: ExplorerState, request: PageRequest) -> Page:
    """Everything that has a name, by its first letter; or what a search finds.

    Raises:
        RefusedError: what is searched for is too long.
    """
    kg = state.kg
    wanted = " ".join(" ".join(request.query.get("q", ())).split())
    if len(wanted) > names.LONGEST:
        raise RefusedError(f"A search may hold {names.LONGEST} letters at the most.")
    known = [hit.entity for hit in names.search(kg, wanted, _HITS)] if wanted else _by_initial(kg.entities())
    letters = [("", known)] if wanted else [(letter, list(some)) for letter, some in groupby(known, key=_initial)]
    words = {
        "title": f"Names like “{wording.clean(wanted)}”" if wanted else "All names",
        "wanted": wanted,
        "letters": [(letter, [_named(state, one) for one in some]) for letter, some in letters if some],
        "count": len(known),
        "references": [],
    }
    return Page(addresses.NAMES, words, lambda: search_index(state))


def _by_initial(known: Iterable[Entity]) -> list[Entity]:
    return sorted(known, key=lambda one: (_initial(one), one.label.casefold(), one.key))


def _initial(known: Entity) -> str:
    first = normalise(known.label)[:1]
    return first.upper() if first.isalpha() else "#"


def _named(state: ExplorerState, known: Entity) -> dict[str, Any]:
    return {
        "label": known.label,
        "also": ", ".join(known.synonyms),
        "folded": _folded(known),
        "category": known.category,
        "kind": state.kg.schema.categories[known.category].label,
        "to": state.address(known.key),
    }


def _folded(known: Entity) -> str:
    """All names of an entity as a search compares them."""
    return "|".join(filter(None, dict.fromkeys(normalise(name) for name in (known.label, *known.synonyms))))


def search_index(state: ExplorerState) -> dict[str, Any]:
    """What the search of a page without a server looks through: label, address, kind, folded names."""
    kinds = list(state.kg.schema.categories)
    listed = [
        [known.label, state.address(known.key), kinds.index(known.category), _folded(known)]
        for known in state.kg.entities()
    ]
    labels = [category.label for category in state.kg.schema.categories.values()]
    return {"data_version": state.kg.data_version, "kinds": labels, "names": listed}


PAGES = (
    PageKind(
        addresses.NAMES,
        all_names,
        Template("names", ("lists",), ("names",)),
        read=True,
        navigation=(2, "All names"),
    ),
)
