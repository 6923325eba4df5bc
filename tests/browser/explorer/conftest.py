"""Pages of the explorer in the system's Chromium: served, and frozen under a sub-path; nothing may leave the origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from serving import hosted, served

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.explorer import addresses
from refgraph.web.site import freeze

KINDS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "script-off": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
    "zoomed": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "smallest": {"viewport": {"width": 320, "height": 480}},
    "forced-colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "still": {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"},
    # axe needs script, so what a page is without its own is looked at with that taken out.
    "script-taken-out": {"viewport": {"width": 1280, "height": 900}},
    "print": {"viewport": {"width": 718, "height": 1020}},
    "right-to-left": {"viewport": {"width": 1280, "height": 900}},
}
# One address of each kind of page is found in `pages`; these are their names.
NAMES = (
    "start",
    "red-flags",
    "symptom",
    "paths",
    "path",
    "choose",
    "compare",
    "entity",
    "source",
    "sources",
    "names",
    "disputes",
    "evidence",
    "curation",
    "network",
    "interactive",
)
SUB_PATH = "a/b"


@dataclass
class Visit:
    """A tab, what it asked other origins for, and what it complained of."""

    page: Any
    strange: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """Nothing left the origin, and nothing was complained of."""
        assert (self.strange, self.complaints) == ([], [])


@pytest.fixture(scope="session")
def pages(toy: KnowledgeGraph) -> dict[str, str]:
    """One address of each kind of page."""
    found = questions.origins(toy, Finding("headache")).paths
    long = max(found, key=lambda path: len(path.steps))
    other = next(path for path in found if path is not long)
    return {
        "start": "",
        "red-flags": "red-flags",
        "symptom": "symptom/headache",
        "paths": "paths/headache",
        "path": addresses.path(long),
        "choose": "compare/headache",
        "compare": addresses.compare(*sorted((long, other), key=lambda path: path.rank)),
        "entity": "entity/gluteals",
        "source": "source/toy-hip",
        "sources": "sources",
        "disputes": "disputes",
        "evidence": "evidence",
        "curation": "curation",
        "names": "names",
        "network": "network/headache",
        "interactive": "network/headache/interactive",
    }


@pytest.fixture(scope="session")
def live(toy: KnowledgeGraph) -> Iterator[str]:
    """The address of the explorer behind its server."""
    with served(toy) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="session")
def frozen(toy: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a frozen site, some folders below the root of its host."""
    root = tmp_path_factory.mktemp("host")
    (root / SUB_PATH).parent.mkdir()
    freeze(toy, root / SUB_PATH)
    with hosted(root) as port:
        yield f"http://127.0.0.1:{port}/{SUB_PATH}/"


def _take_script_out(route: Any) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<script.*?</script>", "", answer.text(), flags=re.DOTALL))


def opened(browser: Any, home: str, kind: str) -> Visit:
    """Open a tab of a kind; requests to other origins than that of `home` are noted, and answered here."""
    context, host = browser.new_context(**KINDS[kind]), urlsplit(home).netloc
    found = Visit(context.new_page())

    def note(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != host:
            found.strange.append(request.url)

    elsewhere = "<!doctype html><title>elsewhere</title>"
    context.route(
        lambda address: urlsplit(address).netloc != host,
        lambda route: route.fulfill(body=elsewhere, content_type="text/html"),
    )
    if kind == "script-taken-out":
        context.route(lambda address: urlsplit(address).netloc == host, _take_script_out)
    found.page.on("request", note)
    found.page.on("console", lambda said: found.complaints.append(f"{said.type}: {said.text}"))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
    if kind == "print":
        found.page.emulate_media(media="print")
    return found


@pytest.fixture(scope="module")
def tab(browser: Any, live: str) -> Iterator[Callable[[str], Visit]]:
    """The one tab of a kind that tests share who only look at pages."""
    tabs: dict[str, Visit] = {}

    def of(kind: str) -> Visit:
        return tabs.setdefault(kind, tabs.get(kind) or opened(browser, live, kind))

    yield of
    for found in tabs.values():
        found.page.context.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Open a tab of a kind for one test alone, and go to an address."""
    tabs = []

    def go(url: str, kind: str = "desktop") -> Visit:
        tabs.append(opened(browser, url, kind))
        tabs[-1].page.goto(url)
        return tabs[-1]

    yield go
    for found in tabs:
        found.page.context.close()
