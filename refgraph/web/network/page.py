"""The network page: one self-contained HTML file to explore a graph in.

`pyvis.Network` holds the nodes and edges and vis-network, which pyvis carries, draws them; the page around them is
ours, because what pyvis writes is open to script injection, asks the network for its parts and says nothing to a screen
reader. The text of the page is whole without any script; the script adds the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.drawing.shapes import SHAPES, known
from refgraph.drawing.svg import Svg
from refgraph.errors import RefgraphError
from refgraph.language.voice import tr, voice
from refgraph.model.answers import Path as Chain
from refgraph.model.statements import Edge, Finding
from refgraph.model.vocabulary import Schema
from refgraph.report.records import json as report_json
from refgraph.report.words import speech, telling
from refgraph.search import questions as searches
from refgraph.web import assets
from refgraph.web.assets import PageAssets
from refgraph.web.network import data, static_view
from refgraph.web.network.outline import Outline
from refgraph.web.network.scene import HAIRBALL, Scene, View, first, scene, view

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

SCRIPTS = (
    "network/layout.js",
    "network/edge_routing.js",
    "templates/network/state.js",
    "templates/network/view.js",
    "network/static_view.js",
    "templates/network/page.js",
)
VIS = "lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The header of the pages that a network page is a part of.

    Attributes:
        home: address of the page to begin with.
        navigation: (words, address) from left to right.
        back: words and address of the page that tells the same in words.
    """

    home: str
    navigation: Sequence[tuple[str, str]]
    back: tuple[str, str]


def network_page(
    kg: KnowledgeGraph,
    focus: str | None = None,
    *,
    steps: int | None = None,
    paths: Sequence[Chain] | None = None,
    frame: SiteFrame | None = None,
    part: Sequence[Edge] | None = None,
) -> str:
    """Return a graph, or a part of it, as one HTML file to explore: a picture, and the same as text.

    The file asks for nothing from anywhere, runs no script but its own, and is readable without any. The same graph and
    options give the same text.

    Args:
        kg: the graph.
        focus: key of the entity to begin with. Left out, a small graph is shown whole, and one of over 60 findings
            from what is felt and most is said to lead to.
        steps: how many arrows away from the focus to show at first; left out, as many as a screen holds.
        paths: those to offer for a closer look; left out, those to where the page begins.
        frame: the header of the pages that this one is a part of, where it is.
        part: the edges that are shown; all of them where None.

    Raises:
        UnknownNameError: no entity has the key `focus`.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> html = network_page(open_graph(Path("tests/data/mini")), "headache")
        >>> html[:15], html.count("<h1"), "Information, not a diagnosis" in html
        ('<!doctype html>', 1, True)
    """
    if focus is not None:
        kg.entity(focus)
    shown = scene(kg, part)
    outline, begin = Outline(kg, shown), view(kg, shown, focus, steps)
    if paths is None:
        aim = begin.focus or first(kg, shown)
        paths = searches.origins(kg, Finding(aim)).paths if aim else ()
    if part is not None:
        held = {edge.id for edge in part}
        paths = [path for path in paths if held.issuperset(step.edge.id for step in path.steps)]
    carried = page_assets(kg.schema)
    words = {
        "policy": carried.policy(),
        "style": carried.style,
        "scripts": carried.scripts,
        "data": assets.json_data(data.page_data(kg, shown, outline, begin, paths)),
        "frame": frame,
        "still": static_view.draw(kg, shown, begin),
        **_words(kg, shown, outline, begin),
    }
    return assets.render("network/page.html", words)


def page_assets(schema: Schema) -> PageAssets:
    """Return style, scripts and policy of the network page.

    Args:
        schema: names the categories and their colours.
    """
    style = assets.style("templates/network/page.css", colours=_colours(schema))
    return PageAssets(style, (_vis(), *map(assets.script, SCRIPTS)))


def _words(kg: KnowledgeGraph, shown: Scene, outline: Outline, begin: View) -> dict[str, Any]:
    """Everything that the template writes as text."""
    return {
        "notice": tr(report_json.NOTICE),
        "lang": voice().lang,
        "focus": telling.called(kg, Finding(begin.focus)) if begin.focus else "",
        "groups": outline.groups(),
        "red_flags": outline.red_flags(begin.focus),
        "references": outline.references(),
        "loops": outline.loops(),
        "every_loop": shown.every_loop,
        "legend": _legend(kg.schema),
        "heads": [
            (speech.word(kg.schema, "relation", family), data.HEADS[head])
            for family, head in data.heads(kg.schema).items()
        ],
        "shapes": {name: shape.outline for name, shape in SHAPES.items()},
        "boxes": len(shown.boxes),
        "lines": len(shown.lines),
        "open_all": len(shown.boxes) <= HAIRBALL,
        "version": kg.data_version,
    }


@cache
def _vis() -> Svg:
    """Read vis-network from the installed pyvis, without its reference to a source map that is not there."""
    import pyvis

    path = Path(pyvis.__file__).parent / VIS
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"vis-network is missing from the installed pyvis ({VIS}). Try: pip install pyvis==0.3.2"
        raise RefgraphError(message) from error
    return assets.library(text.partition("\n//# sourceMappingURL")[0])


def _colours(schema: Schema) -> str:
    """One rule for each category; a colour that is none would spoil the style sheet, so it is checked."""
    return "".join(f".k{i}{{--k:{data.colour(c.colour)}}}" for i, c in enumerate(schema.categories.values()))


def _legend(schema: Schema) -> list[tuple[int, str, *tuple[str, ...]]]:
    return [
        (i, known(c.shape), *(speech.word(schema, kind, c.key) for kind in ("category", "description")))
        for i, c in enumerate(schema.categories.values())
    ]
