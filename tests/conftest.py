"""What all tests share: the toy graph, and copies of it with faults laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from toys import FOUNDING, MINI

from refgraph.curation.load import Loaded, read
from refgraph.drawing.body.plates import Body
from refgraph.drawing.body.plates import load as plates
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import bundled, checked, open_graph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes says more of the machine than of the code. What passes once passes again: many examples, and
# others each time, are drawn by `make slow` alone (pytest --hypothesis-profile explore).
settings.register_profile("refgraph", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=200)
settings.load_profile("refgraph")

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
# Without these Chromium calls its makers' hosts, colours depend on the machine, and each page takes longer. Were a part
# of a tile drawn anew, its rim would be blended twice, and two pictures of one page could differ by a shade.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--disable-partial-raster",
]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call bytes by the name of the argument: packed data carry the time, and all processes shall collect the same.

    Args:
        val: what a test is given.
        argname: under which name.

    Returns:
        What the case is called; None where pytest's own way is good.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all tests: two of Playwright's loops cannot live side by side."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.fail("no Chromium found: install it (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def mini() -> Dataset:
    """The toy graph; frozen, so one for all tests."""
    loaded = read(MINI)
    assert loaded.faults == ()
    return loaded.dataset


@pytest.fixture(scope="session")
def toy(mini: Dataset) -> KnowledgeGraph:
    """The toy graph, joined."""
    return build(mini)


@pytest.fixture(scope="session")
def mini_loaded() -> Loaded:
    """What `load.read` says of the toy graph."""
    return read(MINI)


@pytest.fixture(scope="session")
def real() -> KnowledgeGraph:
    """The graph that is bundled."""
    return open_graph()


@pytest.fixture(scope="session")
def founding() -> KnowledgeGraph:
    """The graph of the five founding articles and the vocabulary: real claims, few enough to ask them all."""
    whole = checked(bundled())
    kept = {*FOUNDING, "refgraph-vocabulary"}
    return build(replace(whole, claims=tuple(claim for claim in whole.claims if claim.source in kept)))


@pytest.fixture(scope="session")
def body() -> Body:
    """Artwork and positions of the body."""
    return plates()


@pytest.fixture(scope="session")
def answer(toy: KnowledgeGraph) -> Answer:
    """Where a headache may come from in the toy graph."""
    return questions.origins(toy, Finding("headache"))


@pytest.fixture(scope="session")
def longest(answer: Answer) -> FoundPath:
    """The longest path of `answer`."""
    return max(answer.paths, key=lambda path: len(path.steps))


@pytest.fixture(scope="session")
def disputed(toy: KnowledgeGraph) -> Answer:
    """The paths to neck pain that somebody contests."""
    found = questions.origins(toy, Finding("neck-pain"))
    return replace(found, paths=tuple(path for path in found.paths if path.verdict.contested), members=())


@pytest.fixture
def mini_copy(tmp_path: Path) -> Path:
    """A copy of the toy graph's folder that a test may spoil."""
    return Path(shutil.copytree(MINI, tmp_path / "data"))
