"""The network page: one self-contained HTML file to explore a graph in.

`pyvis.Network` holds the nodes and edges and vis-network, which pyvis carries, draws them; the page around them is ours,
because what pyvis writes is open to script injection, needs the network, and says nothing to a screen reader. The text
of the page is whole without any script; the script adds the picture.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph import layout, records
from refgraph.errors import RefgraphError
from refgraph.model import Path as Chain
from refgraph.model import Schema
from refgraph.scene import HAIRBALL, PER_ROW, START, Scene, View, everything, scene, view
from refgraph.twin import STATUS_WORDS, Twin, short

if TYPE_CHECKING:
    from markupsafe import Markup

    from refgraph.graph import KnowledgeGraph

TEMPLATES = Path(__file__).parent / "network_templates"
SCRIPTS = ("arrange.js", "routes.js", "state.js", "canvas.js", "page.js")
VIS = "lib/vis-9.1.2/vis-network.min.js"

# One outline per shape name of `categories.yaml`, in a square of 24: the canvas, the text and the legend draw the same.
SHAPES: Mapping[str, str] = {
    "ellipse": "M1 12a11 7 0 1 0 22 0a11 7 0 1 0-22 0z",
    "circle": "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0z",
    "dot": "M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    "hexagon": "M6.5 2.5h11L23 12l-5.500 9.500h-11L1 12z",
    "diamond": "M12 1l11 11-11 11L1 12z",
    "box": "M2 5h20v14H2z",
    "square": "M3 3h18v18H3z",
    "star": "M12 1l3.200 7.400 8 .7-6.100 5.200 1.900 7.800-7-4.200-7 4.200 1.900-7.800L.8 9.100l8-.7z",
    "triangle": "M12 2l11 19H1z",
    "triangleDown": "M12 22L1 3h22z",
    "database": "M3 5c0-5 18-5 18 0v14c0 5-18 5-18 0z",
    "text": "M3 3h18v12H11l-5 7v-7H3z",
}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# Arrow heads of vis-network, one per family of predicates in the order of the schema, and how the legend draws them.
HEADS: Mapping[str, str] = {
    "arrow": "M46 1l12 5-12 5z",
    "vee": "M44 1l14 5-14 5 4-5z",
    "circle": "M48 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "diamond": "M46 6l6-5 6 5-6 5z",
    "inv_triangle": "M58 1L46 6l12 5z",
    "bar": "M54 0h3v12h-3z",
    "box": "M47 1h11v10H47z",
    "curve": "M58 0a6 6 0 0 0 0 12a9 9 0 0 1 0-12z",
}


def network_page(
    kg: KnowledgeGraph, focus: str | None = None, *, steps: int | None = None, paths: Sequence[Chain] = ()
) -> str:
    """Return the whole graph as one HTML file to explore: a picture, and the same as text.

    The file asks for nothing from anywhere, runs no script but its own, and is readable without any. The same graph and
    options give the same text.

    Args:
        kg: the graph.
        focus: key of the entity to begin with. Left out, a small graph is shown whole, and one of over 60 findings
            from headache or the symptom that most is said about.
        steps: how many arrows away from the focus to show at first; left out, as many as a screen holds.
        paths: chains to offer for highlighting.

    Raises:
        UnknownNameError: no entity has the key `focus`.

    Example:
        >>> from refgraph.store import open_graph
        >>> html = network_page(open_graph("tests/data/mini"), "headache")
        >>> html[:15], html.count("<h1"), "Information, not a diagnosis" in html
        ('<!doctype html>', 1, True)
    """
    if focus is not None:
        kg.entity(focus)
    shown = scene(kg)
    twin = Twin(kg, shown)
    begin = view(kg, shown, focus, steps)
    scripts = [_vis(), *(_own(name) for name in SCRIPTS)]
    style = _own("page.css") + _colours(kg.schema)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            policy=_policy(scripts, style),
            style=_trusted(style),
            scripts=[_trusted(script) for script in scripts],
            data=_trusted(_embed(_data(kg, shown, twin, begin, paths))),
            notice=records.NOTICE,
            focus=kg.entity(begin.focus).label if begin.focus else "",
            groups=twin.groups(),
            red_flags=twin.red_flags(begin.focus),
            references=twin.references(),
            legend=_legend(kg.schema),
            heads=[(family, HEADS[head]) for family, head in _heads(kg.schema)],
            shapes=SHAPES,
            boxes=len(shown.boxes),
            lines=len(shown.lines),
            open_all=len(shown.boxes) <= HAIRBALL,
            version=kg.data_version,
        )
    )


# ---------------------------------------------------------------- the parts that a browser runs


@cache
def _own(name: str) -> str:
    """Read a script or style of ours, without its indents and the comments that fill a line."""
    text = _lines((TEMPLATES / name).read_text(encoding="utf-8"))
    kept = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in kept if line and not line.startswith("//"))


@cache
def _vis() -> str:
    """Read vis-network out of the installed pyvis, without the line that points a debugger at a file that is not there."""
    import pyvis

    path = Path(pyvis.__file__).parent / VIS
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RefgraphError(f"vis-network is missing from the installed pyvis ({VIS}). Try: pip install pyvis==0.3.2") from error
    return _lines(text.partition("\n//# sourceMappingURL")[0])


def _lines(text: str) -> str:
    """A browser reads CR LF as LF before it hashes a script, so do we."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _policy(scripts: Iterable[str], style: str) -> str:
    """Allow exactly these scripts and this style, and nothing else: no request can leave the page."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embed(data: Mapping[str, Any]) -> str:
    """Write JSON that can stand inside a script element: nothing in it ends the element or a line of script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _environment():  # type: ignore[no-untyped-def]  # a jinja2.Environment
    import jinja2

    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _trusted(text: str) -> Markup:
    """Mark our own files, and data that `_embed` wrote, as not to be escaped again."""
    from markupsafe import Markup

    if re.search(r"</(?:script|style)", text, re.IGNORECASE):
        raise RefgraphError("a script or style of the network page holds its own end tag")
    return Markup(text)  # noqa: S704


# ---------------------------------------------------------------- the data


def _data(kg: KnowledgeGraph, shown: Scene, twin: Twin, begin: View, paths: Sequence[Chain]) -> dict[str, Any]:
    nodes, edges, *_, options = _network(kg, shown, twin).get_network_data()
    schema = kg.schema
    return {
        "nodes": [_lean(node, {"group": node["group"], "shape": node["shape"], "unit": node["id"]}) for node in nodes],
        "edges": [_lean(edge, {"arrows": "to", "status": 0}) for edge in edges],
        "options": json.loads(options),
        "entities": [[entity.key, entity.label, entity.category, *entity.synonyms] for entity in twin.entities],
        "categories": {c.key: [c.label, c.plural, _colour(c.colour), _shape(c.shape)] for c in schema.categories.values()},
        "predicates": [[p.key, p.forward, p.family] for p in schema.predicates.values()],
        "families": dict(_heads(schema)),
        "evidence": [key.replace("-", " ") for key in schema.ranking.evidence],
        "sources": [[source.key, short(source)] for source in twin.sources],
        "states": [state for state in schema.states if any(box.finding.state == state for box in shown.boxes)],
        "words": STATUS_WORDS,
        "shapes": {shape: SHAPES[shape] for shape in dict.fromkeys(_shape(c.shape) for c in schema.categories.values())},
        "layout": {"card": layout.CARD, "cell": layout.CELL, "row": layout.ROW, "gap": layout.GAP, "sweeps": layout.SWEEPS},
        "opening": {
            "focus": begin.focus,
            "steps": begin.steps,
            "perRow": PER_ROW,
            "limit": START,
            "hairball": HAIRBALL,
            "points": [[number, *point] for number, point in begin.points.items()],
        },
        "paths": _paths(shown, paths),
    }


def _network(kg: KnowledgeGraph, shown: Scene, twin: Twin):  # type: ignore[no-untyped-def]  # a pyvis Network
    """Fill a pyvis network: ids are numbers, so that nothing in a name is ever taken for markup or cast."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.node_ids = _Numbers()
    points, schema = everything(shown), kg.schema
    entity = {known.key: i for i, known in enumerate(twin.entities)}
    for box in shown.boxes:
        known, (x, y) = kg.entity(box.finding.entity), points[box.number]
        extra = {"state": box.finding.state} if box.finding.state else {}
        shape = _shape(schema.categories[known.category].shape)
        place = {"x": x, "y": y, "unit": box.unit, "rank": box.rank}
        net.add_node(
            box.number, box.text, shape, group=known.category, key=box.key, entity=entity[known.key], **place, **extra
        )
    predicates, statuses = list(schema.predicates), list(STATUS_WORDS)
    evidence, sources = list(schema.ranking.evidence), {source.key: i for i, source in enumerate(twin.sources)}
    for line in shown.lines:
        marks = {name: 1 for name in ("walked", "loop") if getattr(line, name)}
        net.add_edge(
            line.start,
            line.end,
            id=line.number,
            predicate=predicates.index(line.edge.predicate),
            status=statuses.index(line.edge.status),
            evidence=sorted({evidence.index(claim.evidence) for claim in line.edge.claims}),
            sources=sorted({sources[claim.source] for claim in line.edge.claims}),
            **marks,
        )
    for number, tie in enumerate(shown.ties, start=len(shown.lines)):
        net.add_edge(tie.start, tie.end, id=number, tie=1, arrows="")
    net.options = OPTIONS
    return net


class _Numbers(list[int]):
    """Node ids that know at once what they hold; pyvis looks through its whole list for both ends of every edge."""

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self)


OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "zoomView": False, "tooltipDelay": 0, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.45}},
}


def _lean(thing: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what the script knows without being told."""
    return {key: value for key, value in thing.items() if key not in usual or usual[key] != value}


def _heads(schema: Schema) -> list[tuple[str, str]]:
    heads = list(HEADS)
    return [(family, heads[i % len(heads)]) for i, family in enumerate(schema.families)]


def _paths(shown: Scene, paths: Sequence[Chain]) -> list[list[int]]:
    number = {(line.edge.subject, line.edge.predicate, line.edge.object): line.number for line in shown.lines}
    return [
        [number[edge.subject, edge.predicate, edge.object] for edge in (step.edge for step in path.steps)]
        for path in paths
    ]


def _shape(name: str) -> str:
    return name if name in SHAPES else "dot"


def _colour(text: str) -> str:
    """A colour of the schema goes into a style sheet, so it must be a colour."""
    return text if _COLOUR.fullmatch(text) else "#555555"


def _colours(schema: Schema) -> str:
    rules = (f".k{i}{{--k:{_colour(c.colour)}}}" for i, c in enumerate(schema.categories.values()))
    return "\n" + "\n".join(rules)


def _legend(schema: Schema) -> list[tuple[int, str, str, str]]:
    return [(i, _shape(c.shape), c.label, c.description) for i, c in enumerate(schema.categories.values())]
