"""What a page for a frame holds: a path, all origins of a symptom, or an entity, each with its drawing and its height.

A host without script keeps the height that is reckoned here from the widths of letters, with everything folded: never
too low, and little too high. `tests/browser/embeds` holds it against a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from refgraph.drawing import chain as chains
from refgraph.drawing import unlabelled
from refgraph.drawing.body.closeup import closeup
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import NOTICE, Caption
from refgraph.drawing.entity import EntityView
from refgraph.drawing.metrics import wrap
from refgraph.drawing.origins import body as origins_body
from refgraph.drawing.origins import picture as origins_picture
from refgraph.drawing.origins import tree as origins_tree
from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Svg, clean, element
from refgraph.language import grammar
from refgraph.language.voice import tr
from refgraph.report.tree import Link, Node, Tree
from refgraph.report.view import ClaimView, EdgeView, PathView, SourceView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import foreign, speech, telling, wording
from refgraph.report.words.warning.line import SIGNS
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.presentation import Presentation
from refgraph.web.embeds.subject import Subject

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer
    from refgraph.model.vocabulary import Entity
    from refgraph.report.view import AnswerView

MOST_SOURCES, MOST_EDGES = 5, 10
_WIDE, _BETWEEN = 60 * 16.0, 28.0
_FIGURE, _MAP, _PLATES, _ASIDE = 448.0, 300.0, 340.0, 320.0
_TREE, _BAR, _SMALL = 432.0, 38.0, 86.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list below the drawing: what is said, with its claims folded under it.

    Attributes:
        numbers: (number, category) of what it is about; `arrow` where it leads from the one to the other.
        edges: whose claims are told under it, the first of them its own.
        anchor: its place on the page; empty where another line has it.
    """

    edges: tuple[EdgeView, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    anchor: str = ""

    @property
    def told(self) -> EdgeView:
        """What it says."""
        return self.edges[0]


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines under a heading; of `more` it is only told that they are there."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True)
class Content:
    """What a page for a frame holds.

    Attributes:
        form: `path`, `answer` or `entity`.
        words: the caption; its title stands at the top.
        text: what is said in a sentence or two.
        signs: warning signs in one line; empty where there are none. flags: who says so.
        signed: the same one by one, each with whether it is English although another language is in use.
        quiet: said at the foot where no source states a sign.
        drawing: pictures and what else the template of this form asks for.
        lists: what is said, with who says it. doubts: edges that are told below.
        key: whether all that names a thing stands folded as an answer key.
        english: whether the text is English although another language is in use.
        path: that is shown, where its title names its ends.
        explained: what the things on a path are, where it is told in other than the usual words.
        height: of the drawing, in a column so wide.
    """

    form: str
    words: Caption
    text: str
    sources: tuple[SourceView, ...]
    height: Callable[[float], float]
    signs: str = ""
    signed: tuple[tuple[str, bool], ...] = ()
    flags: tuple[ClaimView, ...] = ()
    quiet: str = ""
    drawing: Mapping[str, Any] = field(default_factory=dict)
    lists: tuple[Listed, ...] = ()
    doubts: tuple[EdgeView, ...] = ()
    key: bool = False
    explained: tuple[tuple[str, str], ...] = ()
    english: bool = False
    path: PathView | None = None


def content(kg: KnowledgeGraph, subject: Subject, how: Presentation, drawer: RouteDrawer) -> Content:
    """Gather what a page for a frame holds.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        how: the presentation.
        drawer: draws, and collects the definitions that the drawings share.
    """
    made = _MAKERS[subjects.form_of(subject, how)](kg, subject, how, drawer)
    said = subjects.stamped(made.words, subjects.stamp_of(kg, subject, how))
    return replace(made, words=said)


# ---------------------------------------------------------------- a path


def _path(kg: KnowledgeGraph, answer: Answer, how: Presentation, drawer: RouteDrawer) -> Content:
    shown = subjects.path_view(kg, answer, how)
    words, told = subjects.path_words(shown, answer, how), shown.paths[0]
    drawn = drawer.route(told if how.labels == "on" else unlabelled.path(told))
    lines = tuple(
        Line((one,), ((str(one.number), one.categories[0]), (str(one.number + 1), one.categories[1])), one.anchor)
        for one in told.steps
    )
    made = Content(
        form=subjects.PATH,
        words=words,
        path=told if how.labels == "on" else None,
        text=" ".join(filter(None, [subjects.part_note(shown, answer, how), *telling.judged(kg, told.path)])),
        sources=shown.sources,
        height=partial(_route_height, drawn.plate.width, drawn.plate.height, drawn.length),
        drawing={"figure": drawn.figure, "chain": Svg() if _bare(how, drawn.figure) else drawn.chain},
        lists=(Listed(tr("Step by step"), lines),),
        doubts=tuple(edge for section in told.sections for edge in section.fresh),
        explained=speech.explained(kg, (one.finding for one in told.findings)),
    )
    return _warned(made, shown) if how.labels == "on" else _as_key(made, len(told.findings), how)


def _bare(how: Presentation, figure: Svg) -> bool:
    return how.labels == "off" and bool(figure)


def _warned(made: Content, shown: AnswerView) -> Content:
    """Give a page its warning signs in one line; where there is none a quiet word at the foot."""
    signs = shown.summary.signs
    if not signs:
        return replace(made, quiet="" if shown.red_flags else shown.no_red_flag, flags=shown.red_flags)
    signed = tuple((sign, sign in shown.summary.english) for sign in signs[:SIGNS])
    line = f"{tr('if there is')} {grammar.listed(signs[:SIGNS], tr('or'))}"
    return replace(made, signs=line, signed=signed, flags=shown.red_flags)


def _as_key(made: Content, places: int, how: Presentation) -> Content:
    """Fold all that names a thing, as the answer key of a figure without labels."""
    said = unlabelled.words(made.words, places, how.title)
    return replace(made, words=replace(said, title=said.title), key=True)


def _route_height(width: float, height: float, length: float, room: float) -> float:
    """Figure and chain beside each other where both have room, else one above the other."""
    chain = length * min(1.0, room / chains.WIDTH)
    if not width:
        return chain
    if room >= _FIGURE * width / height + _BETWEEN + chains.WIDTH:
        return max(_FIGURE, chain)
    return chain + 16 + (min(272.0, room) * height / width if room < 456 else _FIGURE)


# ---------------------------------------------------------------- all origins


def _answer(kg: KnowledgeGraph, answer: Answer, how: Presentation, drawer: RouteDrawer) -> Content:
    shown, builder = subjects.answer_view(kg, answer, how), ViewBuilder(kg)
    grown, words = origins_picture.told(shown, note=how.note, credit=how.credit, builder=builder)
    flags = builder.claims(told.claim for told in shown.red_flags)
    lines, named = _links(grown), how.labels == "on"
    blank = grown if named else unlabelled.tree(grown)
    link = partial(_linked, drawer.here) if named else lambda _: None
    figure = origins_body.figure(load(), drawer.paint, blank, link, lines=False)
    columns = () if how.labels == "off" and figure.width else origins_tree.draw(blank, drawer.paint)
    cited = {one.cited_from for one in (*flags, *_claims(lines))}
    made = Content(
        form=subjects.ANSWER,
        words=subjects.titled(words, how),
        text=words.told,
        sources=tuple(source for source in builder.sources if source in cited),
        height=partial(_tree_height, figure.width, figure.height, sum(column.height for column in columns)),
        drawing={
            "figure": _map(figure, grown.end.label),
            "tree": blank,
            "columns": origins_tree.pictures(blank, drawer.paint, link) if columns else (),
        },
        lists=(Listed(tr("Who says it"), lines),),
    )
    if named:
        return replace(_warned(made, shown), flags=flags)
    return _as_key(made, len(grown.nodes) if how.labels == "numbers" else len(grown.groups), how)


def _links(grown: Tree) -> tuple[Line, ...]:
    """A line for each arrow, in the order of the groups; an edge that two of them tell has one place."""
    lines, placed = [], set[str]()
    for link in grown.links:
        node, anchor = grown.node(link.start), link.edges[0].anchor
        number = node.key if node.key == str(node.number) else str(node.number)
        lines.append(Line(link.edges, ((number, node.category),), "" if anchor in placed else anchor))
        placed.add(anchor)
    return tuple(lines)


def _linked(here: str, what: Node | Link) -> Mapping[str, str] | None:
    """An arrow leads to who says it; a box and a number do not lead anywhere."""
    if isinstance(what, Node):
        return None
    return {"href": f"{here}#{what.edges[0].anchor}", "aria-label": f"{what.edges[0].sentence}: {what.grade}"}


def _map(figure: origins_body.OriginsFigure, label: str) -> Svg:
    if not figure.width:
        return Svg()
    said, size = tr("Origins on the body: {what}", what=label), f"0 0 {figure.width:g} {figure.height:g}"
    return element("svg", figure.picture, viewBox=size, class_="map", role="img", aria_label=said)


def _tree_height(width: float, height: float, columns: float, room: float) -> float:
    """Body and tree beside each other where both have room, else one above the other."""
    figure = min(_MAP, room) * height / width if width else 0.0
    beside = bool(width) and room >= _MAP + _BETWEEN + _ASIDE
    across = min(_TREE, room - _MAP - _BETWEEN if beside else room)
    tree = (columns * across / origins_tree.COLUMN + _BAR) if columns else 0.0
    return max(figure, tree) if beside or not tree else figure + 16 + tree


# ---------------------------------------------------------------- an entity


def _entity(kg: KnowledgeGraph, entity: Entity, how: Presentation, drawer: RouteDrawer) -> Content:
    shown = subjects.entity_view(kg, entity, MOST_EDGES)
    drawn = closeup(load(), drawer.paint, entity.key, entity.category, shown.label)
    made = Content(
        form=subjects.ENTITY,
        words=subjects.entity_words(kg, shown, how),
        text=" ".join(filter(None, [wording.clean(how.note), shown.definition])),
        english=foreign.defined_in_english(entity),
        sources=shown.sources,
        height=partial(_place_height, bool(drawn.near), *_about(shown)),
        drawing={"place": drawn, "shown": shown},
        lists=tuple(
            Listed(one.heading, tuple(Line((edge,), anchor=edge.anchor) for edge in one.edges), one.more)
            for one in shown.sections
        ),
    )
    if how.labels == "on":
        return made
    unseen = replace(drawn, near=Svg(drawn.near.replace(escape(drawn.says), tr("A place on the body"))))
    height = partial(_place_height, bool(drawn.near), "", "")
    return _as_key(replace(made, drawing={"place": unseen, "shown": None}, height=height), 1, how)


def _about(shown: EntityView) -> tuple[str, str]:
    return f"{shown.category} · {tr('also: {names}', names=shown.also)}", shown.definition


def _place_height(placed: bool, about: str, definition: str, room: float) -> float:
    beside = placed and room >= _PLATES + _BETWEEN + _ASIDE
    across = room - _PLATES - _BETWEEN if beside else room
    text = text_height([definition], 16, 24.8, across, 8) + text_height([about], 14, 22, across, 8)
    figure = (min(_PLATES, room) - _SMALL) * 1.01 if placed else 0.0
    return max(figure, text) if beside or not text else figure + 16 + text


# ---------------------------------------------------------------- heights of texts


def page_height(made: Content, width: int) -> int:
    """Reckon the height of a page in a column, with everything folded.

    Args:
        made: what it holds.
        width: of the column in pixels.
    """
    room = min(float(width), _WIDE) - 2 * min(max(12.0, width * 0.03), 20.0)
    total = 29.0 + text_height([made.words.title], 20.8, 25, room, 6, bold=True)
    total += text_height([f"{tr('See a doctor first')} {made.signs}."], 16, 24.8, room - 60, 32) if made.signs else 0
    total += made.height(room) + 16
    if made.key:
        total += 60
    else:
        total += text_height([made.text], 16, 24.8, room, 16) if made.form != subjects.ENTITY else 0
        total += sum(_listed(listed, room) for listed in made.lists)
        total += 46 if made.doubts else 0
        meant = [f"{name}: {text}" for name, text in made.explained]
        total += 56 + text_height(meant, 16, 24.8, room - 26, 6) if meant else 0
        total += 60 if len(made.sources) > MOST_SOURCES else _sources(made.sources, room)
    foot = " ".join(filter(None, [tr(NOTICE), made.quiet]))
    return ceil(total + 40 + text_height([foot, made.words.credit], 13.6, 21.2, room, 5))


def _listed(listed: Listed, room: float) -> float:
    said = [f"{one.told.sentence} {_tags(one.told)}" for one in listed.lines]
    beside = 76 if any(one.numbers for one in listed.lines) else 26
    return 56 + text_height(said, 16, 24.8, room - 26 - beside, 20.5, bold=True) + (26 if listed.more else 0)


def _sources(sources: Sequence[SourceView], room: float) -> float:
    return 50 + text_height([f"{one.text} {one.address or ''}" for one in sources], 14.7, 23, room - 36, 7)


def _tags(told: EdgeView) -> str:
    marked = (told.grade, told.hedge, told.doubt, *(flag for flag, _ in told.flags))
    return " ".join(["[1]" * len(told.cites), *(f"mm{word}" for word in marked if word)])


def text_height(
    texts: Iterable[str], size: float, line: float, room: float, gap: float, *, bold: bool = False
) -> float:
    """Reckon how high texts are, one below the other.

    Args:
        texts: each a paragraph.
        size: of their letters, in pixels.
        line: height of a line.
        room: width of the column.
        gap: what each paragraph has below it.
        bold: whether they are set in bold.
    """
    return sum(len(wrap(clean(text), size, room, bold=bold)) * line + gap for text in texts if text)


def _claims(lines: Iterable[Line]) -> list[ClaimView]:
    return [told for line in lines for edge in line.edges for told in (*edge.claims, *edge.disputes)]


_MAKERS: Mapping[str, Callable[..., Content]] = {
    subjects.PATH: _path,
    subjects.ANSWER: _answer,
    subjects.ENTITY: _entity,
}
