"""What the script of the network page is told: a pyvis network with every box in place, and the words of the schema.

Node and edge ids are numbers, so that no name is ever taken for markup or cast; nothing here is HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refgraph.drawing.shapes import SHAPES, known
from refgraph.language.voice import tr, voice
from refgraph.model.answers import Path
from refgraph.model.statements import Edge, Finding
from refgraph.model.vocabulary import Entity, Schema
from refgraph.report.words import speech, wording
from refgraph.web.network import layout
from refgraph.web.network.outline import STATUS_WORDS, Outline, told
from refgraph.web.network.scene import HAIRBALL, PER_ROW, START, Scene, View, everything, numbers
from refgraph.web.network.script_texts import SCRIPT_TEXTS

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

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


def page_data(
    kg: KnowledgeGraph, shown: Scene, outline: Outline, begin: View, paths: Sequence[Path] = ()
) -> dict[str, Any]:
    """Return everything that the script needs, as plain JSON values.

    Args:
        kg: the graph.
        shown: its scene.
        outline: its text, which numbers entities and sources.
        begin: the opening view.
        paths: those to offer for highlighting.
    """
    nodes, edges, *_, options = network(kg, shown, outline).get_network_data()
    return {
        "nodes": [
            _without_defaults(node, {"id": i, "group": node["group"], "shape": node["shape"], "unit": i})
            for i, node in enumerate(nodes)
        ],
        "edges": [_without_defaults(edge, {"id": i, "arrows": "to", "status": 0}) for i, edge in enumerate(edges)],
        "options": json.loads(options),
        "entities": [_entity(kg, entity) for entity in outline.entities],
        "sources": [[source.key, wording.who_of(source)] for source in outline.sources],
        **_vocabulary(kg, shown),
        "texts": _texts(kg.schema),
        "layout": {name: getattr(layout, name.upper()) for name in ("card", "cell", "row", "gap", "sweeps")},
        "opening": {
            "focus": begin.focus,
            "steps": begin.steps,
            "perRow": PER_ROW,
            "limit": START,
            "hairball": HAIRBALL,
            "points": [[number, *point] for number, point in begin.points.items()],
        },
        "paths": _paths(shown, paths),
        "loops": [lines for _, lines in shown.loops],
    }


def _entity(kg: KnowledgeGraph, known: Entity) -> list[str]:
    """Key, name, category, and other names; those by which it is found in English among them."""
    name = speech.finding(kg, Finding(known.key))
    others = (known.label, *known.synonyms) if name != known.label else known.synonyms
    return [known.key, name, known.category, *others]


def _texts(schema: Schema) -> dict[str, str]:
    """What the script says, in the language in use; nothing where that is English."""
    if not voice().foreign:
        return {}
    words = {wording.spaced(key): speech.word(schema, "evidence", key) for key in schema.ranking.evidence}
    words |= {key: speech.word(schema, "state", key) for key in schema.states}
    words |= {key: speech.word(schema, "relation", key) for key in schema.families}
    said = {text: tr(text) for text in (*SCRIPT_TEXTS, *filter(None, STATUS_WORDS.values()))}
    return {key: word for key, word in (words | said).items() if key != word}


def _vocabulary(kg: KnowledgeGraph, shown: Scene) -> dict[str, Any]:
    schema = kg.schema
    kinds, said = schema.categories.values(), {box.finding.state for box in shown.boxes}
    return {
        "categories": {
            c.key: [
                *(speech.word(schema, kind, c.key) for kind in ("category", "plural")),
                colour(c.colour),
                known(c.shape),
            ]
            for c in kinds
        },
        "predicates": [[p.key, speech.verb(kg, p.key), p.family] for p in schema.predicates.values()],
        "families": heads(schema),
        "evidence": [key.replace("-", " ") for key in schema.ranking.evidence],
        "states": [state for state in schema.states if state in said],
        "words": STATUS_WORDS,
        "shapes": {name: SHAPES[name].outline for name in dict.fromkeys(known(c.shape) for c in kinds)},
        "heads": HEADS,
    }


def network(kg: KnowledgeGraph, shown: Scene, outline: Outline) -> Any:
    """Return a scene as a `pyvis.network.Network`: every box, every line, every tie."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.node_ids = _NodeIds()
    net.options = OPTIONS
    _add_boxes(net, kg, shown, {known.key: i for i, known in enumerate(outline.entities)})
    _add_lines(net, kg, shown, {source.key: i for i, source in enumerate(outline.sources)})
    for number, tie in enumerate(shown.ties, start=len(shown.lines)):
        net.add_edge(tie.start, tie.end, id=number, tie=1, arrows="")
    return net


def _add_boxes(net: Any, kg: KnowledgeGraph, shown: Scene, entity: Mapping[str, int]) -> None:
    points = everything(shown)
    for box in shown.boxes:
        category = kg.entity(box.finding.entity).category
        x, y = points[box.number]
        more: dict[str, Any] = {
            "key": box.key,
            "entity": entity[box.finding.entity],
            "unit": box.unit,
            "rank": box.rank,
        }
        if box.finding.state:
            more["state"] = box.finding.state
        form = known(kg.schema.categories[category].shape)
        net.add_node(box.number, box.text, form, group=category, x=x, y=y, **more)


def _add_lines(net: Any, kg: KnowledgeGraph, shown: Scene, source: Mapping[str, int]) -> None:
    schema = kg.schema
    predicate = {key: i for i, key in enumerate(schema.predicates)}
    evidence = {key: i for i, key in enumerate(schema.ranking.evidence)}
    status = {key: i for i, key in enumerate(STATUS_WORDS)}
    for line in shown.lines:
        net.add_edge(
            line.start,
            line.end,
            id=line.number,
            predicate=predicate[line.edge.predicate],
            status=status[line.edge.status],
            evidence=sorted({evidence[claim.evidence] for claim in line.edge.claims}),
            sources=sorted({source[claim.source] for claim in line.edge.claims}),
            **{name: 1 for name in ("walked", "loop") if getattr(line, name)},
            **_own_verb(kg, line.edge),
        )


def _own_verb(kg: KnowledgeGraph, edge: Edge) -> dict[str, str]:
    """The verb of an edge where it is not that of its predicate: in the plural, hedged, or with an article in it."""
    verb = told(kg, edge)[1]
    return {} if verb == speech.verb(kg, edge.predicate) else {"verb": verb}


class _NodeIds(list[int]):
    """Node ids with a constant-time test of membership: pyvis tests both ends of every edge against its list of ids."""

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self)


# What vis-network is told: no physics, no movement of boxes, no wheel.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "zoomView": False,
        "tooltipDelay": 0,
        "selectConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.45}},
}


def _without_defaults(thing: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out values that are defaults of the script."""
    return {key: value for key, value in thing.items() if key not in usual or usual[key] != value}


def heads(schema: Schema) -> dict[str, str]:
    """Give each family of predicates an arrow head of its own, by its place in the schema."""
    names = list(HEADS)
    return {family: names[i % len(names)] for i, family in enumerate(schema.families)}


def _paths(shown: Scene, paths: Sequence[Path]) -> list[list[int]]:
    number = numbers(line.edge for line in shown.lines)
    edges = ([step.edge for step in path.steps] for path in paths)
    return [[number[edge.subject, edge.predicate, edge.object] for edge in path] for path in edges]


def colour(text: str) -> str:
    """Return a colour that may stand in a style sheet; grey for what is none.

    Example:
        >>> colour("#b3373f"), colour("red}*{color:red")
        ('#b3373f', '#555555')
    """
    return text if _COLOUR.fullmatch(text) else "#555555"
