"""What a notebook shows: the right forms, only what JupyterLab leaves in an untrusted output, and all that is cited."""

from __future__ import annotations

import gc
from base64 import b64decode
from collections.abc import Iterator
from html.parser import HTMLParser
from weakref import ref
from xml.etree import ElementTree

import pytest
from hostile import PAYLOADS, poisoned

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model import display
from refgraph.model.answers import Answer, Path
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.search import questions
from refgraph.web import notebook

# Out of JupyterLab's own list (packages/apputils/src/sanitizer.ts, 4.x): what is not here is stripped when untrusted.
TAGS = {"a", "br", "details", "div", "em", "img", "li", "ol", "p", "q", "small", "strong", "summary", "ul"}
ATTRIBUTES = {
    "*": {"class", "lang", "style"},
    "a": {"href", "rel", "target"},
    "details": {"open"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
STYLES = {"max-width", "height", "list-style-type", "padding", "padding-left"}


class Read(HTMLParser):
    """Collects what an output is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Read:
    made = Read()
    made.feed(html)
    return made


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    kept = list(display._drawers)
    yield
    display._drawers[:] = kept
    notebook._opened.last, notebook._opened.others = None, ()


def things(kg: KnowledgeGraph) -> list[Path | Answer | Entity]:
    found = questions.origins(kg, Finding("headache"))
    nothing = questions.paths(kg, Finding("headache"), Finding("headache"))
    return [found, nothing, found.paths[-1], kg.entity("headache"), kg.entity("piriformis")]


@pytest.mark.parametrize("payload", ["", *PAYLOADS])
def test_only_what_survives_in_an_untrusted_notebook(mini: Dataset, payload: str) -> None:
    kg = build(poisoned(mini, payload) if payload else mini)
    for thing in things(kg):
        for tag, attributes in read(notebook.bundle(kg, thing)["text/html"]).found:
            assert tag in TAGS
            assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
            styles = {rule.partition(":")[0] for rule in (attributes.get("style") or "").split(";") if rule}
            assert styles <= STYLES
            assert (attributes.get("href") or "https:").startswith(("https:", "http:"))
            assert (attributes.get("src") or "data:image/svg+xml;base64,").startswith("data:image/svg+xml;base64,")


def test_everything_that_is_drawn_is_said_and_cited(toy: KnowledgeGraph, answer: Answer) -> None:
    path = max(answer.paths, key=lambda path: len(path.steps))
    made = read(notebook.bundle(toy, path)["text/html"])
    for step in path.steps:
        assert toy.schema.predicates[step.edge.predicate].forward in made.text
        for claim in step.edge.claims:
            assert claim.statement in made.text
            assert claim.anchor in made.text
    for flag in answer.red_flags:
        assert made.text.index(flag.statement) < made.text.index("Step" if "Step" in made.text else "step")
    picture = next(attributes for tag, attributes in made.found if tag == "img")
    assert "Step 1:" in (picture["alt"] or "")
    ElementTree.fromstring(b64decode((picture["src"] or "").partition(",")[2]))


def test_nothing_found_says_why(toy: KnowledgeGraph) -> None:
    made = notebook.bundle(toy, questions.paths(toy, Finding("headache"), Finding("headache")))
    for form in made.values():
        assert "No path found" in form
    assert "same thing" in made["text/html"]


def test_the_plain_form_is_short(toy: KnowledgeGraph, answer: Answer) -> None:
    for thing in things(toy):
        assert len(notebook.bundle(toy, thing)["text/plain"].splitlines()) < 25


def test_the_graph_that_says_it_draws_it(mini: Dataset, toy: KnowledgeGraph, answer: Answer) -> None:
    other = build(poisoned(mini, "other"))
    for thing in things(toy):
        assert notebook.draw(thing) is None
    notebook.remember(toy)
    notebook.remember(other)
    drawn = notebook.draw(answer.paths[0])
    assert drawn == notebook.bundle(toy, answer.paths[0])
    assert notebook.draw(questions.origins(other, Finding("headache")).paths[0]) != drawn
    assert notebook.draw("headache") is None


def test_only_the_last_graph_is_kept_alive(mini: Dataset) -> None:
    first, second = build(mini), build(mini)
    notebook.remember(first)
    notebook.remember(second)
    known = ref(first), ref(second)
    del first, second
    gc.collect()
    assert [one() is None for one in known] == [True, False]


def test_show_takes_a_name_and_refuses_the_rest(toy: KnowledgeGraph) -> None:
    assert notebook.show(toy, "headache").thing == toy.entity("headache")
    assert "headache" in notebook.show(toy, "headache")._repr_html_()
    with pytest.raises(UsageError, match="cannot be shown"):
        notebook.show(toy, 3)  # type: ignore[arg-type]


def test_what_nobody_can_draw_shows_its_repr() -> None:
    class Thing(display.Displayed):
        pass

    display._drawers.clear()
    assert (Thing()._repr_mimebundle_(), Thing()._repr_html_()) == (None, None)
    display.draw_with(lambda _: {"text/html": "<p>x</p>"})
    assert Thing()._repr_html_() == "<p>x</p>"


def test_ipython_takes_it(toy: KnowledgeGraph) -> None:
    from IPython.core.formatters import DisplayFormatter

    notebook.remember(toy)
    for thing in things(toy):
        forms, _ = DisplayFormatter().format(thing)
        assert forms == notebook.bundle(toy, thing)
