"""The frozen site: whole, without a broken link, the same every time, and careful about what stands in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from disk import full_after
from toys import MINI

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.embeds import EMBEDS
from refgraph.web.site import MARK, freeze


@pytest.fixture(scope="module")
def site(toy: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host") / "some" / "site"
    folder.parent.mkdir()
    freeze(toy, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src", "action", "data-index"):
                self.links.add(value or "")


def test_no_link_is_broken_and_none_leaves_the_folder(site: Path) -> None:
    pages = {file: _Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    assert len(pages) > 30
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            assert not parts.scheme + parts.netloc, (file, link)
            assert not parts.path.startswith("/"), (file, link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), (file, link)
            assert target.is_relative_to(site.resolve()), (file, link)
            # A network to move around in reads its state from the fragment, and the page of choices its two paths.
            if parts.fragment.startswith("one="):
                chosen = dict(part.split("=") for part in parts.fragment.split("&"))
                assert all((site / "path" / f"{path}.html").is_file() for path in chosen.values()), (file, link)
                assert target.parent.name == "compare", (file, link)
            elif parts.fragment and target.suffix == ".html" and target.name != "interactive.html":
                assert unquote(parts.fragment) in pages[target].ids, (file, link)


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    seen, todo = set(), [site / "index.html"]
    while todo:
        file = todo.pop()
        if file in seen or file.suffix != ".html":
            continue
        seen.add(file)
        for link in _Page(file.read_text(encoding="utf-8")).links:
            path = urlsplit(link).path
            if path and not urlsplit(link).scheme:
                todo.append((file.parent / path).resolve())
    assert seen == set(site.rglob("*.html")) - {site / "404.html"}


def test_a_path_is_one_file_and_a_pair_of_paths_none(site: Path) -> None:
    paths = [file for file in (site / "path").rglob("*") if file.is_file()]
    assert paths
    assert all(file.suffix == ".html" for file in paths)
    assert {file.parent for file in (site / "compare").rglob("*.html")} == {site / "compare"}
    assert [file.name for file in site.rglob("*.json")] == ["names.json", MARK]


def test_what_stands_beside_the_pages_is_there_where_it_is_asked_for(toy: KnowledgeGraph, tmp_path: Path) -> None:
    freeze(toy, tmp_path / "site", forms=True)
    for page in (tmp_path / "site" / "path").rglob("*.html"):
        assert all(page.with_suffix(form).is_file() for form in (".json", ".svg", ".bib"))


def test_a_page_for_what_is_lost_holds_no_link(site: Path) -> None:
    links = _Page((site / "404.html").read_text(encoding="utf-8")).links
    assert links == {"data:,"}


def test_two_freezes_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from refgraph.graph.open import open_graph; "
        "from refgraph.web.site import freeze; freeze(open_graph(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    other = tmp_path / "again"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Kolkata"}
    subprocess.run([sys.executable, "-c", code, str(MINI), str(other)], check=True, env=environment)
    one, two = contents(site), contents(other)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_an_earlier_site_is_replaced(toy: KnowledgeGraph, tmp_path: Path) -> None:
    place = tmp_path / "site"
    freeze(toy, place)
    (place / "symptom" / "gone.html").write_text("an old page")
    freeze(toy, place)
    assert not (place / "symptom" / "gone.html").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_is_filled(toy: KnowledgeGraph, tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir()
    told: list[int] = []
    frozen = freeze(toy, place, told.append)
    assert frozen.files == len(contents(place)) == told[-1] + 2
    assert frozen.size > 100_000


def test_pictures_are_drawn_where_they_are_asked_for(toy: KnowledgeGraph, tmp_path: Path) -> None:
    drawn_at_once = {kind: replace(EMBEDS[kind], make=lambda *_, **__: b"drawn") for kind in ("png", "pdf")}
    freeze(toy, tmp_path / "site", pictures=True, embeds={**EMBEDS, **drawn_at_once})
    drawn, paths = (sorted((tmp_path / "site" / "path").rglob(f"*{ending}")) for ending in (".png", ".html"))
    assert [file.with_suffix(".html") for file in drawn] == paths
    lacking = {**EMBEDS, "png": replace(EMBEDS["png"], extra="no_such_module")}
    with pytest.raises(UsageError, match="pip install"):
        freeze(toy, tmp_path / "other", pictures=True, embeds=lacking)


def test_what_is_not_ours_is_left_alone(toy: KnowledgeGraph, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis"
    thesis.mkdir()
    (thesis / "chapter.txt").write_text("years of work")
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(thesis)
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / MARK).write_text('["refgraph"]')
    for name in ("thesis", "file", "link", "fake", "none/site"):
        with pytest.raises(UsageError):
            freeze(toy, tmp_path / name)
    assert (thesis / "chapter.txt").read_text() == "years of work"
    assert not list(tmp_path.glob(".*"))


def test_a_freeze_that_fails_leaves_the_earlier_site(toy: KnowledgeGraph, tmp_path: Path) -> None:
    place = tmp_path / "site"
    freeze(toy, place)
    before = contents(place)

    with full_after(1000), pytest.raises(UsageError, match="file too large"):
        freeze(toy, place)
    assert contents(place) == before
    assert [file.name for file in tmp_path.iterdir()] == ["site"]
