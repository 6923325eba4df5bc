"""An extension for Sphinx and MyST: the directive `refgraph` draws its figure and tells its claims at build time.

    extensions = ["refgraph.sphinx"]                     # in conf.py

    .. refgraph:: headache                               # in a page; in MyST: ```{refgraph} headache
       :all:

The figure is SVG for pages and PNG for LaTeX, made in the folder of doctrees; its words are nodes of the document, so
that every builder, plain text too, has them. With `:theme: auto` pages have it twice, and show the one that fits what
their theme of Sphinx says of itself (`data-theme`). sphinx and docutils are imported here and nowhere else.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from refgraph import __version__
from refgraph.errors import RefgraphError
from refgraph.web.embeds.documents import blocks
from refgraph.web.embeds.presentation import LABELS, THEMES

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.web.embeds.documents.blocks import Material

_FOLDER, _CONFIG = "refgraph", "refgraph_data"
# Of the two figures of which a page shows one; the style sheet tells which.
_LIGHT, _DARK = "refgraph-light", "refgraph-dark"
_STYLES = Path(__file__).parent / "web" / "templates" / "sphinx"


class Embedded(SphinxDirective):
    """The directive; its argument is what is felt, or a muscle, joint or nerve; `end` makes it a path."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "end": directives.unchanged_required,
        "all": directives.flag,
        "rank": directives.positive_int,
        "steps": directives.unchanged_required,
        "labels": lambda word: directives.choice(word, LABELS),
        "theme": lambda word: directives.choice(word, THEMES),
        "title": directives.unchanged_required,
        "credit": directives.unchanged_required,
        "width": directives.length_or_percentage_or_unitless,
        "name": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Make the nodes; what the graph does not know is an error of the page, with its line."""
        try:
            made, *dark = [self._made(theme) for theme in self._themes()]
        except RefgraphError as error:
            raise self.error(f"refgraph: {error}") from None
        figure = nodes.figure("", self._image(made, *[_LIGHT] * len(dark)))
        # What is no page has the first alone.
        figure += [addnodes.only("", self._image(one, _DARK), expr="html") for one in dark]
        figure += nodes.caption("", "", *_caption(made))
        figure["classes"].append("refgraph")
        self.add_name(figure)
        self.set_source_info(figure)
        return [figure, *_told(made), nodes.comment("", made.told.stamp)]

    def _themes(self) -> tuple[str, ...]:
        theme = self.options.get("theme", "light")
        return ("light", "dark") if theme == "auto" else (theme,)

    def _made(self, theme: str) -> Material:
        how = {**self._how(), "theme": theme}
        return blocks.material(_graph(self.env.app), self.arguments[0], self.options.get("end"), how)

    def _image(self, made: Material, *classes: str) -> nodes.image:
        return nodes.image(uri=self._picture(made), alt=made.told.alt, width=self._width(), classes=list(classes))

    def _how(self) -> dict[str, Any]:
        same = ("rank", "steps", "labels", "title", "credit")
        return {"whole": "all" in self.options, **{key: self.options[key] for key in same if key in self.options}}

    def _width(self) -> str:
        return str(self.options.get("width", "100%"))

    def _picture(self, made: Material) -> str:
        """Write the pictures, and name them so that each builder takes the one that it can show."""
        folder = Path(self.env.doctreedir) / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        stem = sha256(made.svg.encode()).hexdigest()[:16]
        for suffix, data in made.files.items():
            file = folder / f"{stem}{suffix}"
            if not file.is_file():
                file.write_bytes(data)
        page = Path(self.env.doc2path(self.env.docname)).parent
        return f"{Path(os.path.relpath(folder, page)).as_posix()}/{stem}.*"


def _graph(app: Sphinx) -> KnowledgeGraph:
    """The graph of a build, opened once."""
    from refgraph.api import open_graph

    found: KnowledgeGraph | None = getattr(app, "_refgraph", None)
    if found is None:
        data = app.config[_CONFIG]
        found = open_graph(Path(app.confdir) / data if data else None)
        app._refgraph = found  # type: ignore[attr-defined]
    return found


def _caption(made: Material) -> list[Node]:
    title, *rest = blocks.caption(made.told)
    return [nodes.strong("", title), nodes.Text(f" {' '.join(rest)}")]


def _told(made: Material) -> list[Node]:
    """What is claimed and by whom, what speaks against it, and the sources, as a note that can be folded."""
    told = made.told
    note = nodes.admonition("", nodes.title("", blocks.LISTED), classes=["dropdown", "refgraph"])
    items = []
    for one in told.entries:
        paragraph = nodes.paragraph("", f"{one.mark}: ", nodes.strong("", one.said), nodes.Text(f" {one.cited}"))
        if one.doubt:
            paragraph += [nodes.Text(" "), nodes.emphasis("", one.doubt)]
        items.append(paragraph)
    against = [nodes.paragraph("", one) for one in told.against]
    sources = [_source(one.number, one.text, one.address, one.places) for one in told.sources]
    for heading, listed in (("", items), ("What speaks against it", against), ("Sources", sources)):
        if listed:
            note += [nodes.paragraph("", "", nodes.strong("", heading))] if heading else []
            note += nodes.bullet_list("", *(nodes.list_item("", one) for one in listed))
    note += nodes.paragraph("", f"{told.credit}. {told.licence}")
    return [note]


def _source(number: int, text: str, address: str | None, places: str) -> nodes.paragraph:
    where = [nodes.Text(" "), nodes.reference("", address, refuri=address)] if address else []
    used = f" ({places})" if places else ""
    return nodes.paragraph("", "", nodes.Text(f"[{number}] {text}"), *where, nodes.Text(used))


def _styled(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(_STYLES))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive with Sphinx; `refgraph_data` of conf.py names other data than those of refgraph."""
    app.add_config_value(_CONFIG, None, "env")
    app.add_directive("refgraph", Embedded)
    app.connect("config-inited", _styled)
    app.add_css_file("refgraph.css")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
