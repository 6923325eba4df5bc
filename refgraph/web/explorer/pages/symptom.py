"""Where something felt may come from: the short answer, its origins on the body, as cards and in one picture."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from refgraph.drawing.origins import body as origins_body
from refgraph.drawing.origins import tree as origins_tree
from refgraph.drawing.svg import Svg, element
from refgraph.errors import MovedError, NoPageError
from refgraph.graph.company import MOST_PARTS
from refgraph.language import grammar
from refgraph.language.voice import tr, trn, voice
from refgraph.model.answers import Answer, Path
from refgraph.model.statements import Edge, Finding
from refgraph.report.records import answer_json
from refgraph.report.tree import END, Link, Node, Tree, tree
from refgraph.report.view import EdgeView
from refgraph.report.view_builder import ViewBuilder, misses, view
from refgraph.report.words import answer_wording, speech, telling, wording
from refgraph.report.words.citing import kind_of
from refgraph.report.words.lead import counter_claims
from refgraph.report.words.summary import GroupView, Summary, summary
from refgraph.report.words.warning.line import parts
from refgraph.search.warning.signs import is_warned_of
from refgraph.web.answer_page import TREE_STYLE
from refgraph.web.explorer import addresses
from refgraph.web.explorer.cards import Card
from refgraph.web.explorer.filters import SIDES
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.parts import near, references
from refgraph.web.explorer.state import ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# How many cards stand open, and of how much else is told on the page before another one is pointed to.
CARDS = 5
MOST_FLAGS, MOST_EDGES, MOST_NEAR = 3, 3, 6
# So many edges are cited on a card, each by so many passages; by one where the card has more than a few.
CITED_EDGES, CITED_PASSAGES, FEW = 3, 2, 2


def symptom(state: ExplorerState, request: PageRequest) -> Page:
    """The short answer to where something felt may come from, on one side if that is asked.

    Raises:
        NoPageError: nothing that is felt has this name.
        MovedError: it is asked with filters; these are those of all paths.
    """
    kg = state.kg
    key = addresses.read_entity(kg, request.parts[0])
    if key is None or not state.is_felt(key):
        raise NoPageError(tr("Nothing that is felt has this name here."), near(state, key))
    side = next(iter(request.query.get("side", ())), None)
    if set(request.query) - {"side", "beside"} or (side and side not in SIDES):
        raise MovedError(f"{addresses.paths(key)}?{urlencode(request.query, doseq=True)}")
    beside = _beside(kg, key, request.query.get("beside", ()))
    named = ",".join(map(addresses.finding, beside))
    return state.pages.once(f"{addresses.symptom(key)}?{side}&{named}", lambda: _page(state, key, side, beside))


def _beside(kg: KnowledgeGraph, asked: str, named: Iterable[str]) -> tuple[Finding, ...]:
    """What was named with a symptom, as addresses name it; what the graph does not know is passed over."""
    parts = (part for text in islice(named, MOST_PARTS) for part in text.split(",")[:MOST_PARTS])
    found = dict.fromkeys(addresses.read_finding(kg, part.rpartition("/")[2]) for part in parts)
    return tuple(one for one in found if one is not None and one.entity != asked)[:MOST_PARTS]


def _page(state: ExplorerState, key: str, side: str | None, beside: tuple[Finding, ...]) -> Page:
    """Make the page of a symptom, on one side where that was asked, with what was named with it."""
    kg = state.kg
    chosen = {name: value for name, value in (("side", side), ("beside", beside)) if value}
    answer = state.origins(key, **chosen)
    known, builder = kg.entity(key), ViewBuilder(kg)
    told = summary(kg, answer)
    grown = tree(builder, answer, told.groups)
    figure = origins_body.figure(state.body, state.paint, grown, _numbered)
    warning = _warning(builder, answer, told)
    cards = [_card(state, answer, grown, group, figure.placed) for group in told.groups[: len(grown.groups)]]
    cited = {edge["told"].anchor for card in cards for edge in card["cited_edges"]}
    name = wording.said(kg, Finding(key))
    title = tr("{what}: where may it come from?", what=grammar.capital(wording.said(kg, Finding(key, side=side))))
    words = {
        "title": title,
        "name": name,
        "called": telling.called(kg, Finding(key)),
        "about": addresses.entity(key),
        "lead": _lead(kg, answer, told).partition("; "),
        "warning": warning,
        "company": _company(state, key, beside) if beside else None,
        "stopped": "" if answer.complete else tr(wording.NOT_WHOLE),
        "figure": _figure(figure, name),
        "views": figure.views,
        "hollow": not all(card["placed"] for card in cards),
        "cards": cards[:CARDS],
        "further": cards[CARDS:],
        "tree": grown,
        "columns": origins_tree.pictures(grown, state.paint, partial(_linked, grown, cited)),
        "folds": [fold for fold in _folds(state, builder, answer, told) if fold["lines"] or fold["edges"]],
        # That nothing leads here is said already; what is told and does not count is said below.
        "misses": [miss for miss in misses(answer.near_misses).lines if miss.under],
        "all_paths": addresses.paths(key),
        "choice": addresses.choice(key) if len(answer.paths) > 1 else None,
        "joined": answer.groups.joined,
        "count": len(answer.paths) + len(answer.members),
        "sources": _sources(builder, cards, warning),
        "references": [],
    }
    subject = answer if told.groups else known
    here, how = addresses.symptom(key), {"whole": bool(told.groups), "lang": voice().lang}
    card = Card(title, told.lead, here, kg, subject, how, shared=here)
    return Page(addresses.symptom(key), words, lambda: answer_json.answer(view(kg, answer)), card=card)


def _lead(kg: KnowledgeGraph, answer: Answer, told: Summary) -> str:
    """The sentences that answer; the title has asked already."""
    return told.lead.removeprefix(answer_wording.question(kg, answer.query)).lstrip()


def _sources(builder: ViewBuilder, cards: Sequence[Mapping[str, Any]], warning: Mapping[str, Any]) -> list[Any]:
    """The sources of what is quoted here, each with the address of its own page."""
    edges = [edge for card in cards for edge in card["cited_edges"]]
    quoted = [claim for edge in edges for claim, _ in (*edge["passages"], *edge["against"])]
    numbers = {claim.source for claim in (*warning["flags"], *quoted)}
    return [one for one in references(builder) if one["told"].number in numbers]


def _company(state: ExplorerState, key: str, beside: Iterable[Finding]) -> dict[str, Any]:
    """How the words were read: what is asked about, and what was named with it, with the pages of its warning signs."""
    kg = state.kg
    listed = [
        (
            wording.said(kg, one),
            state.address(one.entity),
            addresses.signs(one.entity) if state.is_felt(one.entity) and is_warned_of(kg, one) else None,
        )
        for one in beside
    ]
    return {"asked": wording.said(kg, Finding(key)), "beside": listed}


def _warning(builder: ViewBuilder, answer: Answer, told: Summary) -> dict[str, Any]:
    """What stands in the red box: one line, the first statements folded below it, and where all of them are."""
    kg, asked = builder.kg, answer.query.end
    line, warns = parts(kg, answer, told.signs)
    flags = dict.fromkeys((*answer.warning, *(one.claim for one in answer.sign_of), *answer.red_flags))
    return {
        "warns": warns,
        "line": line if line.endswith(".") else f"{line}.",
        "flags": builder.claims(list(flags)[:MOST_FLAGS]),
        "count": answer.concerning,
        "all": addresses.signs(asked.entity) if asked and answer.concerning else None,
    }


# ---------------------------------------------------------------- cards


def _card(state: ExplorerState, answer: Answer, grown: Tree, told: GroupView, placed: frozenset[str]) -> dict[str, Any]:
    """One origin: what is said in our sentence, who says it, how surely, and what lies behind it."""
    kg, claim = state.kg, told.claims[0]
    path = _path(answer, told)
    steps = len(path.steps) if path else max(map(len, told.group.chains), default=1)
    links = [link for link in grown.links if link.start.partition(".")[0] == str(told.number)]
    # The best edge of each arrow comes first, for the arrow to lead to.
    edges = [*(link.edges[0] for link in links), *(edge for link in links for edge in link.edges[1:])]
    return {
        "number": told.number,
        "label": grammar.capital(told.label),
        "category": kg.entity(told.group.entity).category,
        "placed": str(told.number) in placed,
        "sentence": wording.statement(kg, claim),
        "cited": told.cited[0],
        "others": told.cited[1:],
        "source": addresses.source(claim.source),
        "grade": told.grade,
        "remarks": told.remarks,
        "steps": trn(steps, "{count} step", "{count} steps"),
        "disputed": told.remarks[-1] if counter_claims(told.group) else "",
        "path": addresses.path(path) if path else None,
        "behind": [(wording.said(kg, end), state.address(end.entity)) for end in told.group.roots[:MOST_NEAR]],
        "triggers": [(wording.said(kg, end), state.address(end.entity)) for end in told.group.triggers[:MOST_NEAR]],
        # What stands folded is cited on the pages that it leads to.
        "cited_edges": _cited(kg, edges[:CITED_EDGES]) if told.number <= CARDS else [],
        "more": len(edges[CITED_EDGES:]),
        "about": addresses.entity(told.group.entity),
    }


def _cited(kg: KnowledgeGraph, edges: Sequence[EdgeView]) -> list[dict[str, Any]]:
    """Edges with their first passages and what is said against them, each passage once."""
    told, listed = set[str](), []
    for edge in edges:
        shown = edge.passages[: 1 if len(edges) > FEW else CITED_PASSAGES]
        against = [claim for claim in edge.against[:1] if claim.id not in told]
        told |= {claim.id for claim in against}
        listed.append(
            {
                "told": edge,
                "passages": [(claim, kind_of(kg, claim.claim)) for claim in shown],
                "against": [(claim, kind_of(kg, claim.claim)) for claim in against],
                "more": len(edge.passages) - len(shown),
            }
        )
    return listed


def _path(answer: Answer, told: GroupView) -> Path | None:
    """The path that a card leads to: of the longest chain that one source tells whole, else the direct one."""
    held = [answer.paths[rank - 1] for rank in told.group.ranks]
    chains = sorted(told.group.chains, key=len, reverse=True)
    wanted = [tuple(step.edge.id for step in chain) for chain in chains] + [(edge.id,) for edge in told.group.direct]
    by_edges = {tuple(step.edge.id for step in path.steps): path for path in held}
    return next((by_edges[edges] for edges in wanted if edges in by_edges), held[0] if held else None)


# ---------------------------------------------------------------- pictures


def _numbered(node: Node) -> dict[str, str]:
    """The link of a number on the body, and of a box: to its card."""
    return {"href": f"#origin-{node.number}", "aria-label": f"{node.number}: {node.label}", "data-o": str(node.number)}


def _figure(figure: origins_body.OriginsFigure, label: str) -> Svg:
    if not figure.width:
        return Svg()
    said = tr("Origins of {what} on the body, {views}", what=label, views=f" {tr('and')} ".join(map(tr, figure.views)))
    size = f"0 0 {figure.width:g} {figure.height:g}"
    return element("svg", figure.picture, viewBox=size, class_="map origins-map", role="group", aria_label=said)


def _linked(grown: Tree, cited: Container[str], what: Node | Link) -> Mapping[str, str] | None:
    """A box and an arrow lead to what is cited of them on a card; both light up what they belong to."""
    if isinstance(what, Link):
        more = f" {tr('and {count} more', count=len(what.edges) - 1)}" if len(what.edges) > 1 else ""
        remarks = ", ".join(filter(None, (what.grade, tr("disputed") * what.disputed)))
        said = f"{what.edges[0].sentence}{more}: {remarks}"
        return {"href": _citation(what, cited), "aria-label": said, **_lights(what.numbers)}
    if what.key == END:
        return None
    if what.key == str(what.number):
        return {"href": _card_of(what.number), **_lights([what.number])}
    links = [link for link in grown.links if link.start == what.key]
    numbers = sorted({number for link in links for number in link.numbers})
    return {"href": _citation(links[0], cited), **_lights(numbers)}


def _citation(link: Link, cited: Container[str]) -> str:
    """The place of an arrow's first edge on its card, or the card's citations where that is not among them."""
    anchor = link.edges[0].anchor
    return f"#{anchor}" if anchor in cited else _card_of(int(link.start.partition(".")[0]))


def _card_of(number: int) -> str:
    """The citations of a card; of one that stands folded the card itself."""
    return f"#cited-{number}" if number <= CARDS else f"#origin-{number}"


def _lights(numbers: Iterable[int]) -> dict[str, str]:
    return {"data-o": " ".join(map(str, numbers))}


# ---------------------------------------------------------------- what else there is


def _folds(state: ExplorerState, builder: ViewBuilder, answer: Answer, told: Summary) -> list[dict[str, Any]]:
    """What stands folded below the cards, each with lines or edges."""
    schema, asked = state.kg.schema, answer.query.end.entity if answer.query.end else ""
    altered = [
        _edges(builder, speech.word(schema, "family", key), edges, asked)
        for key in schema.of_role("aggravating")
        if (edges := [edge for edge in answer.altered_by if schema.predicates[edge.predicate].family == key])
    ]
    beside = [_edges(builder, speech.word(schema, "family", key), edges, asked) for key, edges in answer.beside.items()]
    unnamed = _edges(builder, tr(wording.INDEFINITE), answer.indefinite, asked)
    return [_farther(state, told), _nearby(state, answer), *altered, *beside, unnamed, _loops(state, answer)]


def _fold(heading: str, lines: Sequence[Any] = (), edges: Sequence[Any] = (), count: int = 0) -> dict[str, Any]:
    return {"heading": heading, "lines": lines, "edges": edges, "count": count or len(lines) or len(edges)}


def _edges(builder: ViewBuilder, heading: str, edges: Sequence[Edge], key: str) -> dict[str, Any]:
    """Edges in a line each; who says them stands on the page of the entity with this key."""
    told = [builder.edge(edge, f"edge-{edge.id}") for edge in edges[:MOST_EDGES]]
    listed = [(edge, f"{addresses.entity(key)}#{edge.anchor}") for edge in told]
    return _fold(wording.clean(heading), edges=listed, count=len(edges))


def _farther(state: ExplorerState, told: Summary) -> dict[str, Any]:
    """What lies behind the origins, group by group."""
    lines = [
        (group.label, [(wording.said(state.kg, end), state.address(end.entity)) for end in ends])
        for group in told.groups
        if (ends := (*group.group.roots, *group.group.triggers))
    ][:MOST_NEAR]
    return _fold(tr("Farther back: what is said to lie behind these"), lines)


def _loops(state: ExplorerState, answer: Answer) -> dict[str, Any]:
    """What is said to lead back to itself, in one line; which paths pass it stands with all paths."""
    loops = dict.fromkeys(loop for path in answer.paths for loop in path.loops or ())
    told = [(answer_wording.loop(state.kg, loop), None) for loop in loops]
    return _fold(
        tr(wording.LOOPS), [(tr("It goes on from the end to the beginning"), told)] if told else [], count=len(told)
    )


def _nearby(state: ExplorerState, answer: Answer) -> dict[str, Any]:
    """Other names of it, and what is told of narrower kinds and under nearby names."""
    kg = state.kg
    kinds: dict[str, dict[Finding, None]] = {}
    for path in answer.members:
        if path.instead:
            kinds.setdefault(tr(wording.TOLD_OF[path.instead.relation]), {})[path.instead.finding] = None
    close = dict.fromkeys((*answer.groups.restated, *(one.finding for one in answer.nearby)))
    listed = [*kinds.items(), (tr(wording.NEARBY), close)]
    asked = answer.query.end
    # Other names are English, and help nobody who reads another language.
    names = kg.entity(asked.entity).synonyms if asked and not voice().foreign else ()
    lines: list[tuple[str, list[tuple[str, str | None]]]] = []
    if names:
        lines.append(("Also called", [(wording.clean(name), None) for name in names]))
    listed = [(tr("Its parts, each by itself"), dict.fromkeys(answer.parts)), *listed]
    for heading, found in listed:
        if found:
            named = [*found][:MOST_NEAR]
            lines.append((heading, [(wording.said(kg, one), state.address(one.entity)) for one in named]))
    return _fold(tr("Also called, and nearby"), lines, count=sum(len(found) for _, found in lines))


PAGES = (
    PageKind(
        "symptom",
        symptom,
        Template("symptom", ("symptom",), ("beside",), shared=(TREE_STYLE,)),
        parts=1,
        addresses=lambda state: map(addresses.symptom, state.felt),
    ),
)
