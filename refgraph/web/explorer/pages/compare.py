"""All paths to something felt, with filters; and two of them: chosen, and side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from refgraph.drawing.route import RouteDrawer
from refgraph.errors import MovedError, NoPageError, RefusedError
from refgraph.language import grammar
from refgraph.language.voice import msgid, tr
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json, comparison
from refgraph.report.records import json as report_json
from refgraph.report.view import PathView
from refgraph.report.view_builder import ViewBuilder, view
from refgraph.report.words import answer_wording, comparing, telling, wording
from refgraph.report.words.warning.line import SIGNS
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import Group, Line, filters, groups, lines_of
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.pages.path import stops
from refgraph.web.explorer.parts import against_best, cited, near, references, warned
from refgraph.web.explorer.state import ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_MORE = {
    False: msgid("There are more than the {count} paths that stand here; narrow the question to see others."),
    True: msgid(
        "There are more than the {count} paths that stand here; refgraph origins and refgraph serve tell others."
    ),
}


def paths(state: ExplorerState, request: PageRequest) -> Page:
    """All paths to one symptom, folded, with filters.

    Raises:
        NoPageError: nothing that is felt has this name.
        RefusedError: a filter has a value that it cannot have.
    """
    kg = state.kg
    key = addresses.read_entity(kg, request.parts[0])
    if key is None or not state.is_felt(key):
        raise NoPageError(tr("Nothing that is felt has this name here."), near(state, key))
    whole = state.origins(key)
    chosen = filters(kg, request.query, (*whole.paths, *whole.members))
    answer = state.origins(key, **chosen.options) if chosen.narrowed else whole
    shown, name = view(kg, replace(answer, paths=(), members=())), wording.said(kg, Finding(key))
    folded = [
        (group, {line.address: against_best(state, answer, line) for line in _lines(group)})
        for group in groups(kg, answer.paths)
    ]
    words = {
        "title": tr("All paths to {what}", what=telling.called(kg, Finding(key))),
        "name": grammar.capital(name),
        "about": addresses.symptom(key),
        "page": shown,
        "found": answer_wording.found(len(answer.paths)),
        "remarks": [tr(wording.NOT_WHOLE)] * (not answer.complete)
        + [tr(_MORE[state.frozen], count=state.top)] * answer.more,
        **warned(kg, shown.red_flags, shown.no_red_flag),
        "filters": chosen,
        "groups": folded,
        "beside_paths": [
            (tr(wording.RIVALS), [answer_wording.rivalry(kg, rivals) for rivals in answer.rivals]),
            (tr(wording.LOOPS), answer_wording.loops(kg, answer.paths)),
        ],
        "members": groups(kg, answer.members),
        "members_heading": tr(wording.APART),
        "evidence": list(kg.schema.ranking.evidence),
        "source_keys": [source.key for source in kg.sources()],
        "choice": addresses.choice(key) if len(whole.paths) > 1 else None,
        "references": cited(shown),
        "query": "?" + urlencode(request.query, doseq=True) if chosen.narrowed else "",
    }
    return Page(addresses.paths(key), words, lambda: answer_json.answer(view(kg, answer)))


def _lines(group: Group) -> list[Line]:
    return [line for origin in group.origins for line in (origin.best, *origin.further)]


def choose(state: ExplorerState, request: PageRequest) -> Page:
    """Two paths to a symptom to be chosen, and those that are set side by side already.

    Raises:
        NoPageError: nothing that is felt has this name, or fewer than two paths lead there.
        MovedError: two are chosen; they have an address of their own.
        RefusedError: what is chosen is no pair of paths.
    """
    kg = state.kg
    key = addresses.read_entity(kg, request.parts[0])
    listed = state.origins(key).paths if key and state.is_felt(key) else ()
    if key is None or len(listed) < 2:
        raise NoPageError(tr("No two paths lead to anything of this name."), near(state, key))
    picked = [key for name in ("one", "other") for key in request.query.get(name, ())]
    if picked:
        _refuse_strangers(picked, listed)
        raise MovedError(f"compare/{'/'.join(picked)}")
    answer, target = state.origins(key), telling.called(kg, Finding(key))
    lines, builder = lines_of(kg, listed), ViewBuilder(kg)
    words = {
        "title": tr("Compare two paths to {what}", what=target),
        **warned(kg, builder.claims(answer.red_flags[:SIGNS]), answer_wording.no_red_flag(kg, answer.query)),
        "paths": [(addresses.path_key(line.path), line, against_best(state, answer, line)) for line in lines],
        "target": (target, addresses.symptom(key)),
        "references": references(builder),
    }
    return Page(addresses.choice(key), words, lambda: _choice_record(kg, answer))


def _refuse_strangers(picked: Sequence[str], listed: Sequence[Path]) -> None:
    known = {addresses.path_key(path) for path in listed}
    if len(picked) != 2 or not known.issuperset(picked):
        raise RefusedError(tr("Choose two of the paths that are listed."))
    if picked[0] == picked[1]:
        raise RefusedError(tr("These are one and the same path; choose two."))


def _choice_record(kg: KnowledgeGraph, answer: Answer) -> object:
    paths = [
        {"rank": path.rank, "title": answer_wording.title(kg, path), "address": addresses.path(path)}
        for path in answer.paths
    ]
    return {"notice": report_json.NOTICE, "query": answer_json.query(kg, answer.query), "paths": paths}


def compare(state: ExplorerState, request: PageRequest) -> Page:
    """Two paths to the same end, side by side."""
    kg, parts = state.kg, request.parts
    one, other = state.path(*parts[:3]), state.path(*parts[3:])
    first, second = one.paths[0], other.paths[0]
    if first.target.entity != second.target.entity:
        raise RefusedError(tr("These two paths do not end in the same thing, so there is nothing to compare."))
    if addresses.path_key(first) == addresses.path_key(second):
        raise RefusedError(tr("These are one and the same path."))
    flags = {claim.id: claim for answer in (one, other) for claim in answer.red_flags}
    both = replace(one, paths=(first, second), red_flags=tuple(flags.values()))
    # Edges beside a path are shown on its own page only: here they would hide what is compared.
    bare = [replace(found, beside={}) for found in (first, second)]
    shown, drawer = view(kg, replace(both, paths=tuple(bare))), RouteDrawer(state.paint)
    made = comparing.paths(kg, one, other)
    words = {
        "title": made.question,
        "sides": [
            {**_side(state, told, found, drawer), "head": head, "sentence": sentence}
            for told, found, head, sentence in zip(shown.paths, (first, second), made.heads, made.told, strict=True)
        ],
        "made": made,
        **warned(kg, shown.red_flags, answer_wording.no_red_flag(kg, one.query)),
        "target": (telling.called(kg, first.target), state.address(first.target.entity)),
        "choice": addresses.choice(first.target.entity) if state.has_choice(first.target.entity) else None,
        "references": cited(shown),
    }

    def record() -> object:
        answered = answer_json.answer(view(kg, both))
        return {
            **answered,
            "query": [answer_json.query(kg, answer.query) for answer in (one, other)],
            "comparison": comparison.record(kg, comparing.paths(kg, one, other)),
        }

    return Page(addresses.compare(first, second), words, record, drawer)


def _side(state: ExplorerState, told: PathView, found: Path, drawer: RouteDrawer) -> dict[str, Any]:
    return {
        "path": told,
        "to": addresses.path(found),
        "drawn": drawer.route(told, brief=True, near=True),
        "stops": stops(state, told),
    }


def _choices(state: ExplorerState) -> Iterator[str]:
    return (addresses.choice(key) for key in state.felt if state.has_choice(key))


def _comparisons(state: ExplorerState) -> Iterator[str]:
    """Yield each listed path beside the most directly told one; a frozen page sets them side by side by itself."""
    for key in () if state.frozen else state.felt:
        best, *others = state.origins(key).paths or (None,)
        yield from (addresses.compare(best, other) for other in others if best)


PAGES = (
    PageKind(
        "paths",
        paths,
        Template("paths", ("paths",), ("filter",)),
        parts=1,
        addresses=lambda state: map(addresses.paths, state.felt),
    ),
    PageKind(
        "compare", choose, Template("choose", ("paths", "path", "pair"), ("choose",)), parts=1, addresses=_choices
    ),
    PageKind("compare", compare, Template("compare", ("path", "pair"), ("light",)), parts=6, addresses=_comparisons),
)
