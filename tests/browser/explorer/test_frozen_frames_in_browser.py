"""The frames of a frozen site, as a course page shows them: accessible at each width, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from accessibility import violations
from serving import hosted

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.site import freeze

KINDS = ("symptom", "entity", "path")


@pytest.fixture(scope="module")
def frames(toy: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Where a site stands that was frozen for an address of its own, and the addresses of its frames by kind."""
    root = tmp_path_factory.mktemp("frames")
    freeze(toy, root / "site", base="https://example.org/site/")
    held = root / "site" / "embed" / "v1"
    by_size = {kind: sorted((held / kind).rglob("*.html"), key=lambda file: file.stat().st_size) for kind in KINDS}
    found = {kind: [str(file.relative_to(root)) for file in files] for kind, files in by_size.items()}
    with hosted(root) as port:
        yield f"http://127.0.0.1:{port}/", found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_frame_is_accessible(
    frames: tuple[str, dict[str, list[str]]], browser: Any, kind: str, theme: str, width: int
) -> None:
    home, found = frames
    assert found[kind]
    # The largest of a kind holds the most that could be wrong.
    address = found[kind][-1]
    scheme = "light" if theme == "light" else "dark"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{home}{address}?theme={theme}")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, paper[paper.index("(") + 1 : -1].split(",")[:3])) < 3 * 128) == (theme != "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert complaints == []
    context.close()
