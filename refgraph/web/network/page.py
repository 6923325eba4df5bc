"""The network page: one self-contained HTML file to explore a graph in.

`pyvis.Network` holds the nodes and edges and vis-network, which pyvis carries, draws them; the page around them is
ours, because what pyvis writes is open to script injection, asks the network for its parts and says nothing to a screen
reader. The text of the page is whole without any script; the script adds the picture.
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

from refgraph.drawing.svg import clean
from refgraph.errors import RefgraphError
from refgraph.model.answers import Path as Chain
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Schema
from refgraph.report import json as report_json
from refgraph.search import questions as searches
from refgraph.web.network import data as canvas
from refgraph.web.network import static_view
from refgraph.web.network.outline import Twin
from refgraph.web.network.scene import HAIRBALL, Scene, View, first, scene, view

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

    from refgraph.graph.graph import KnowledgeGraph

TEMPLATES = Path(__file__).parents[1] / "templates" / "network"
SCRIPTS = ("arrange.js", "ways.js", "state.js", "canvas.js", "still.js", "page.js")
VIS = "lib/vis-9.1.2/vis-network.min.js"


def network_page(
    kg: KnowledgeGraph,
    focus: str | None = None,
    *,
    steps: int | None = None,
    paths: Sequence[Chain] | None = None,
    home: str | None = None,
) -> str:
    """Return the whole graph as one HTML file to explore: a picture, and the same as text.

    The file asks for nothing from anywhere, runs no script but its own, and is readable without any. The same graph and
    options give the same text.

    Args:
        kg: the graph.
        focus: key of the entity to begin with. Left out, a small graph is shown whole, and one of over 60 findings
            from headache or the symptom that most is said about.
        steps: how many arrows away from the focus to show at first; left out, as many as a screen holds.
        paths: chains to offer for a closer look; left out, those to where the page begins.
        home: address of the pages that this one is a part of, where it is.

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
    shown = scene(kg)
    twin, begin = Twin(kg, shown), view(kg, shown, focus, steps)
    if paths is None:
        aim = begin.focus or first(kg, shown)
        paths = searches.origins(kg, Finding(aim)).paths if aim else ()
    scripts = [_vis(), *(_own(name) for name in SCRIPTS)]
    style = _own("page.css") + _colours(kg.schema)
    page = _environment().get_template("page.html.j2")
    return page.render(
        policy=_policy(scripts, style),
        style=_trusted(style),
        scripts=[_trusted(script) for script in scripts],
        data=_trusted(_embed(canvas.data(kg, shown, twin, begin, paths))),
        home=home,
        still=static_view.draw(kg, shown, begin),
        **_words(kg, shown, twin, begin),
    )


def _words(kg: KnowledgeGraph, shown: Scene, twin: Twin, begin: View) -> dict[str, Any]:
    """Everything that the template writes as text."""
    return {
        "notice": report_json.NOTICE,
        "focus": kg.entity(begin.focus).label if begin.focus else "",
        "groups": twin.groups(),
        "red_flags": twin.red_flags(begin.focus),
        "references": twin.references(),
        "loops": twin.loops(),
        "every_loop": shown.every_loop,
        "legend": _legend(kg.schema),
        "heads": [(family, canvas.HEADS[head]) for family, head in canvas.heads(kg.schema).items()],
        "shapes": canvas.SHAPES,
        "boxes": len(shown.boxes),
        "lines": len(shown.lines),
        "open_all": len(shown.boxes) <= HAIRBALL,
        "version": kg.data_version,
    }


# ---------------------------------------------------------------- the parts that a browser runs


@cache
def _own(name: str) -> str:
    """Read a script or style of ours, without its indents and the comments that fill a line."""
    text = _lines((TEMPLATES / name).read_text(encoding="utf-8"))
    kept = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in kept if line and not line.startswith("//"))


@cache
def _vis() -> str:
    """Read vis-network out of the installed pyvis, without the line that points a debugger at a missing file."""
    import pyvis

    path = Path(pyvis.__file__).parent / VIS
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"vis-network is missing from the installed pyvis ({VIS}). Try: pip install pyvis==0.3.2"
        raise RefgraphError(message) from error
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


def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _tidy(value: object) -> object:
    """Drop what no page can carry, and marks that turn the reading direction of what follows."""
    return clean(value) if type(value) is str else value


def _trusted(text: str) -> Markup:
    """Mark our own files, and data that `_embed` wrote, as not to be escaped again."""
    from markupsafe import Markup

    if re.search(r"</(?:script|style)", text, re.IGNORECASE):
        raise RefgraphError("a script or style of the network page holds its own end tag")
    return Markup(text)


def _colours(schema: Schema) -> str:
    """One rule for each category; a colour that is none would spoil the style sheet, so it is checked."""
    rules = (f".k{i}{{--k:{canvas.colour(c.colour)}}}" for i, c in enumerate(schema.categories.values()))
    return "\n" + "\n".join(rules)


def _legend(schema: Schema) -> list[tuple[int, str, str, str]]:
    return [(i, canvas.shape(c.shape), c.label, c.description) for i, c in enumerate(schema.categories.values())]
