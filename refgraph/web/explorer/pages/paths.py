"""All paths to something felt, folded by origin, with filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from refgraph.errors import NoPageError
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.report.words import answer_wording, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import Group, Line, filters, groups
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import against_best, cited, near
from refgraph.web.explorer.state import ExplorerState

_OTHERS = {False: "narrow the question to see others", True: "refgraph origins and refgraph serve tell others"}


def paths(state: ExplorerState, request: PageRequest) -> Page:
    """All paths to one symptom, folded, with filters.

    Raises:
        NoPageError: nothing that is felt has this name.
        RefusedError: a filter has a value that it cannot have.
    """
    kg = state.kg
    key = addresses.read_entity(kg, request.parts[0])
    if key is None or not state.is_felt(key):
        raise NoPageError("Nothing that is felt has this name here.", near(state, key))
    whole = state.origins(key)
    chosen = filters(kg, request.query, (*whole.paths, *whole.members))
    answer = state.origins(key, **chosen.options) if chosen.narrowed else whole
    shown, known = view(kg, replace(answer, paths=(), members=())), kg.entity(key)
    folded = [
        (group, {line.address: against_best(state, answer, line) for line in _lines(group)})
        for group in groups(kg, answer.paths)
    ]
    words = {
        "title": f"All paths to {wording.clean(known.label)}",
        "known": known,
        "about": addresses.symptom(key),
        "page": shown,
        "found": answer_wording.found(len(answer.paths)),
        "remarks": [wording.NOT_WHOLE] * (not answer.complete)
        + [f"There are more than the {state.top} paths that stand here; {_OTHERS[state.frozen]}."] * answer.more,
        "red_flags": shown.red_flags,
        "no_red_flag": shown.no_red_flag,
        "filters": chosen,
        "groups": folded,
        "beside_paths": [
            (wording.RIVALS, [answer_wording.rivalry(kg, rivals) for rivals in answer.rivals]),
            (wording.LOOPS, answer_wording.loops(kg, answer.paths)),
        ],
        "members": groups(kg, answer.members),
        "members_heading": wording.APART,
        "evidence": list(kg.schema.ranking.evidence),
        "source_keys": [source.key for source in kg.sources()],
        "choice": addresses.choice(key) if len(whole.paths) > 1 else None,
        "references": cited(shown),
        "query": "?" + urlencode(request.query, doseq=True) if chosen.narrowed else "",
    }
    return Page(addresses.paths(key), words, lambda: answer_json.answer(view(kg, answer)))


def _lines(group: Group) -> list[Line]:
    return [line for origin in group.origins for line in (origin.best, *origin.further)]


def _addresses(state: ExplorerState) -> Iterator[str]:
    return map(addresses.paths, state.felt)


PAGES = (PageKind("paths", paths, Template("paths", ("paths",), ("filter",)), parts=1, addresses=_addresses),)
