"""The network page as a text: whole, closed, escaped and the same every time. In a browser: tests/browser/network/."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browser.network import generated, payloads
from golden import compare

from refgraph.drawing.svg import clean
from refgraph.errors import UnknownNameError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model import citations
from refgraph.web import assets
from refgraph.web.network.outline import Outline
from refgraph.web.network.page import SCRIPTS, SiteFrame, network_page
from refgraph.web.network.part import part
from refgraph.web.network.scene import scene
from refgraph.web.network.script_texts import SCRIPT_TEXTS

TEMPLATES = Path(assets.__file__).parent / "templates" / "network"


class Page(HTMLParser):
    """The elements of a page, and the content of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag if tag in ("script", "style") else None
        if self._open:
            self.inside.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, text = self.inside[-1]
            self.inside[-1] = tag, text + data
        else:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def data(self) -> Any:
        return json.loads(
            next(text for (tag, text), of in zip(self.inside, self._heads(), strict=True) if of.get("id") == "data")
        )

    def _heads(self) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name in ("script", "style")]


@pytest.fixture(scope="module")
def html(toy: KnowledgeGraph) -> str:
    return network_page(toy)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def hostile() -> str:
    return network_page(payloads.graph())


# ---------------------------------------------------------------- closed


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_exactly_what_is_in_the_page(page: Page) -> None:
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    heads = [attributes for name, attributes in page.elements if name in ("script", "style")]
    run = [text for (tag, text), of in zip(page.inside, heads, strict=True) if tag == "script" and "type" not in of]
    assert rules["script-src"] == [hashed(text) for text in run]
    assert rules["style-src"] == [hashed(text) for tag, text in page.inside if tag == "style"]
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_policy_comes_before_anything_that_it_governs(html: str) -> None:
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


@pytest.mark.parametrize("name", ["html", "hostile"])
def test_nothing_is_fetched_and_nothing_runs_but_our_scripts(name: str, request: pytest.FixtureRequest) -> None:
    page = Page(request.getfixturevalue(name))
    assert len(page.all("script")) == 2 + len(SCRIPTS)
    assert len(page.all("style")) == 1
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    kinds = Counter(tag for tag, _ in page.elements)
    assert not {"img", "iframe", "object", "embed", "base", "template", "frame", "video", "audio"} & set(kinds)
    for tag, attributes in page.elements:
        assert not any(
            key.startswith("on") or key in ("style", "src", "action", "formaction", "srcdoc") for key in attributes
        )
        address = attributes.get("href") or ""
        if tag == "a":
            assert re.match(r"#[nes]\d+$|#list$|https?://", address)
        elif tag == "use":
            assert address.startswith("#g-")


def test_hostile_text_is_still_there_to_read(hostile: str) -> None:
    words = "".join(Page(hostile).words)
    for payload in payloads.PAYLOADS:
        assert clean(payload).strip() in words


def test_data_cannot_end_its_script(hostile: str) -> None:
    data = hostile.partition('id="data">')[2].partition("</script>")[0]
    assert not set(data) & set("<>&\u2028\u2029")
    assert json.loads(data)["nodes"]


def test_colours_and_shapes_of_a_schema_cannot_break_out(hostile: str) -> None:
    found = Page(hostile).data["categories"].values()
    assert {tuple(category[2:]) for category in found} == {("#555555", "dot")}


# ---------------------------------------------------------------- whole


def test_every_finding_arrow_claim_and_source_is_written(toy: KnowledgeGraph, html: str, page: Page) -> None:
    shown, ids = scene(toy), {attributes.get("id") for _, attributes in page.elements}
    words = re.sub(r"\s+", " ", "".join(page.words))
    assert {f"n{box.number}" for box in shown.boxes} <= ids
    assert {f"e{line.number}" for line in shown.lines} <= ids
    assert {f"s{i}" for i, _ in enumerate(toy.sources())} <= ids
    for claim in toy.claims():
        assert claim.statement in words
        assert citations.locator(claim) in words
    for source in toy.sources():
        assert citations.reference(source) in words


def test_ids_are_unique(page: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []


def test_the_frame_of_a_good_page_is_there(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("header")) == 1
    assert any(meta.get("name") == "viewport" for meta in page.all("meta"))
    assert page.all("a")[0]["href"] == "#list"


def test_red_flags_about_the_focus_come_first(toy: KnowledgeGraph) -> None:
    flags = Outline(toy, scene(toy)).red_flags("headache")
    assert [near for _, near in flags] == sorted((near for _, near in flags), reverse=True)
    html = network_page(toy, "headache")
    assert html.index("Information, not a diagnosis") < html.index("Red flags") < html.index('id="canvas"')


def test_the_title_names_the_focus(toy: KnowledgeGraph) -> None:
    assert "<title>Network of referred-pain claims: headache</title>" in network_page(toy, "headache")


def test_a_page_that_is_part_of_others_has_their_header(toy: KnowledgeGraph, html: str) -> None:
    assert 'aria-label="Site"' not in html
    home = '../"><script>'
    page = Page(network_page(toy, frame=SiteFrame(home, [("Names", "../names")], ("In words", "../network/headache"))))
    assert [page.all("a")[n]["href"] for n in (1, 2, 3)] == [home, "../names", "../network/headache"]


def test_a_part_holds_only_what_it_shows(toy: KnowledgeGraph) -> None:
    edges = part(toy, "headache", 6)
    page = Page(network_page(toy, "headache", part=edges))
    assert len([one for one in page.all("li") if (one.get("id") or "").startswith("e")]) == len(edges)
    assert len(network_page(toy, "headache", part=edges)) < len(network_page(toy))


def test_feedback_loops_are_told_step_by_step(toy: KnowledgeGraph) -> None:
    (turn,) = Outline(toy, scene(toy)).loops()
    assert turn.name == "headache → tight upper trapezius → headache"
    assert [(one.subject, one.object) for one in turn.arrows] == [
        ("headache", "upper trapezius"),
        ("tight upper trapezius", "headache"),
    ]


# ---------------------------------------------------------------- the same


def test_the_same_graph_gives_the_same_text(toy: KnowledgeGraph, html: str) -> None:
    assert network_page(toy) == html


def test_hash_seeds_change_nothing() -> None:
    code = (
        "import hashlib; from pathlib import Path; from refgraph.graph.open import open_graph;"
        "from refgraph.web.network.page import SCRIPTS, network_page;"
        "print(hashlib.sha256(network_page(open_graph(Path('tests/data/mini'))).encode()).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@pytest.mark.parametrize("focus", [None, "headache"])
def test_the_page_is_the_one_that_was_looked_at(toy: KnowledgeGraph, focus: str | None) -> None:
    # Without what pyvis carries, and without our own scripts and style, which are files to be read as they are.
    html = re.sub(r"<(script|style)>.*?</\1>\n?", "", network_page(toy, focus), flags=re.DOTALL)
    html = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", html)
    compare(f"network-{focus or 'whole'}.html", html)


def test_importing_the_module_is_cheap() -> None:
    code = (
        "import sys, refgraph.web.network.page; print(*{'pyvis', 'networkx', 'jinja2', 'IPython'} & set(sys.modules))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert made.stdout.strip() == ""


# ---------------------------------------------------------------- what is shown at first


def test_an_unknown_focus_is_an_error(toy: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        network_page(toy, "headake")


def test_a_focus_that_nothing_is_said_of_is_no_error(toy: KnowledgeGraph) -> None:
    assert "knots" in {entity.key for entity in toy.entities()}
    assert network_page(toy, "knots").count("<h1") == 1


# ---------------------------------------------------------------- boxes, ties, loops, the pyvis network


# ---------------------------------------------------------------- size


def test_two_hundred_findings_fit_into_800_kb() -> None:
    assert len(network_page(generated.graph(200)).encode()) <= 800_000


def test_every_text_of_the_scripts_can_be_translated() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.js")))
    said = re.findall(r'\btr\("([^"]+)"', scripts)
    said += [text for pair in re.findall(r'\btrn\([^"]*?"([^"]+)", "([^"]+)"', scripts) for text in pair]
    said += re.findall(r'\btr\(\w+ \|\| "([^"]+)"', scripts)
    assert sorted(set(said)) == sorted(SCRIPT_TEXTS)
