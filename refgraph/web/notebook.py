"""How a path, an answer or an entity shows itself in a notebook: offline, without script, trusted or not.

JupyterLab strips `<svg>`, `<style>` and every script from an output that it does not trust, and keeps lists, links,
`<details>` and images whose data stand in their address: so a picture is an `<img>` here, and everything that it shows
is said in a list below it.

A path does not know its graph. The graphs that were opened are remembered, and the one that says just what the path
says may draw it; `show` takes the graph outright.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import ref

from refgraph.errors import RefgraphError, UsageError
from refgraph.language.voice import tr, voice
from refgraph.model import display
from refgraph.model.answers import Answer, Path
from refgraph.model.display import Bundle
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.report.view import AnswerView, EdgeView, SourceView

_MOST_EDGES, _MOST_PATHS = 12, 50


@dataclass(slots=True)
class _OpenGraphs:
    """The graphs that were opened; the last one is kept alive, for `origins(open_graph(), …)` holds none."""

    last: KnowledgeGraph | None = None
    others: tuple[ref[KnowledgeGraph], ...] = ()

    def add(self, kg: KnowledgeGraph) -> None:
        alive = [known for known in self.others if known() not in (None, kg)]
        self.others = (ref(kg), *alive)
        self.last = kg

    def __iter__(self) -> Any:
        return (kg for known in self.others if (kg := known()) is not None)


_opened = _OpenGraphs()


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing together with the graph that it is shown from; a notebook displays it."""

    kg: KnowledgeGraph
    thing: Path | Answer | Entity

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:  # noqa: ARG002
        return bundle(self.kg, self.thing)

    def _repr_html_(self) -> str:
        return bundle(self.kg, self.thing)["text/html"]


def remember(kg: KnowledgeGraph) -> None:
    """Let what comes from a graph show itself in a notebook.

    Args:
        kg: a graph that was just opened.
    """
    _opened.add(kg)
    display.draw_with(draw)


def show(kg: KnowledgeGraph, thing: Path | Answer | Entity | str) -> Shown:
    """Show a path, an answer or an entity in a notebook.

    Args:
        kg: the graph that it comes from.
        thing: what is to be shown; a text is the name of an entity, as people type it.

    Raises:
        UsageError: it is none of these.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> shown = show(open_graph(Path("tests/data/mini")), "headache")._repr_mimebundle_()
        >>> shown["text/plain"].splitlines()[0]
        'headache (symptom)'
    """
    from refgraph.graph import names

    if isinstance(thing, str):
        thing = kg.entity(names.entity(kg, thing))
    if not isinstance(thing, (Path, Answer, Entity)):
        raise UsageError(f"a {type(thing).__name__} cannot be shown; give a path, an answer or an entity")
    return Shown(kg, thing)


def draw(thing: object) -> Bundle | None:
    """Give all forms of a thing, or None where no open graph says what it says.

    Args:
        thing: anything.
    """
    if not isinstance(thing, (Path, Answer, Entity)):
        return None
    for kg in _opened:
        if _says(kg, thing):
            return bundle(kg, thing)
    return None


def bundle(kg: KnowledgeGraph, thing: Path | Answer | Entity) -> Bundle:
    """Give all forms of a thing: MIME type → text.

    Args:
        kg: the graph that it comes from.
        thing: a path, an answer or an entity.
    """
    if isinstance(thing, Entity):
        return _entity(kg, thing)
    if isinstance(thing, Answer):
        return _answer(kg, thing, asked=True)
    return _answer(kg, _around(kg, thing), asked=False)


def _says(kg: KnowledgeGraph, thing: Path | Answer | Entity) -> bool:
    try:
        if isinstance(thing, Answer):
            return kg.data_version == thing.data_version
        if isinstance(thing, Entity):
            return kg.entity(thing.key) == thing
        return all(kg.edge(step.edge.id) == step.edge for step in thing.steps)
    except (RefgraphError, LookupError):
        return False


def _around(kg: KnowledgeGraph, path: Path) -> Answer:
    """A path alone as an answer, with the red flags of its two ends."""
    from refgraph.search import questions

    asked = questions.paths(kg, path.origin, path.target, top=1)
    return Answer(asked.query, kg.data_version, True, False, asked.red_flags, (path,))


# ---------------------------------------------------------------- answers and paths


def _answer(kg: KnowledgeGraph, answer: Answer, *, asked: bool) -> Bundle:
    from dataclasses import replace

    from refgraph.drawing import caption, sheet
    from refgraph.report.view_builder import alone, view
    from refgraph.report.words import answer_wording

    paths = (*answer.paths, *answer.members)
    first = replace(answer, paths=paths[:1], members=())
    shown = replace(view(kg, first), found=answer_wording.found(len(answer.paths)))
    image = alt = ""
    if paths:
        only = alone(kg, first, paths[0])
        words = caption.caption(only)
        image = _address(sheet.bare(sheet.picture(kg.schema, only.paths[0])))
        alt = f"{words.name}. {words.described}"
    others = [(answer_wording.title(kg, path), answer_wording.verdict(kg, path)) for path in paths[1:_MOST_PATHS]]
    heading = shown.question if asked else shown.paths[0].title
    html = _render(page=shown, asked=asked, heading=heading, image=image, alt=alt, others=others, thing=None)
    return {"text/html": html, "text/plain": _plain(shown, heading, len(paths))}


def _address(svg: str) -> str:
    from base64 import b64encode

    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode('ascii')}"


def _plain(shown: AnswerView, heading: str, count: int) -> str:
    """A few lines for a console: the whole `repr` of an answer runs over many pages."""
    flags = [f"{tr('Red flag')}: {flag.statement}" for flag in shown.red_flags] or [shown.no_red_flag]
    steps = [f"{step.number}. {step.sentence}" for path in shown.paths for step in path.steps]
    more = [tr("… and {count} more", count=count - 1)] if count > 1 else []
    lines = [*flags, heading, *[path.verdict for path in shown.paths], *steps, *more]
    return "\n".join(lines if shown.paths else [*lines, shown.found])


# ---------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class _EntityView:
    """An entity as it is shown; `groups` are (heading, edges, how many more there are)."""

    label: str
    category: str
    also: str
    definition: str
    groups: tuple[tuple[str, tuple[EdgeView, ...], int], ...]
    sources: tuple[SourceView, ...]


def _entity(kg: KnowledgeGraph, entity: Entity) -> Bundle:
    from refgraph.report.view_builder import ViewBuilder
    from refgraph.report.words import speech, wording

    builder = ViewBuilder(kg)
    sections = builder.about(entity.key, _MOST_EDGES)
    groups = tuple((section.heading, section.edges, section.more) for section in sections)
    label, what = wording.said(kg, Finding(entity.key)), wording.clean(speech.definition(entity))
    category = wording.clean(speech.word(kg.schema, "category", entity.category))
    # Other names are English, and help nobody who reads another language.
    also = "" if voice().foreign else "; ".join(entity.synonyms)
    thing = _EntityView(label, category, also, what, groups, builder.sources)
    plain = f"{label} ({category})" + "".join(
        f"\n{heading}: {len(told) + more}" for heading, told, more in groups if told
    )
    return {"text/html": _render(page=None, thing=thing), "text/plain": plain}


def _render(**values: Any) -> str:
    from refgraph.drawing.caption import NOTICE
    from refgraph.web import assets

    return assets.render("embed/notebook.html", {"notice": tr(NOTICE), "lang": voice().lang, **values}).strip()
