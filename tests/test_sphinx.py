"""The directive in real builds of Sphinx, from MyST and from reStructuredText: pages, plain text and LaTeX."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("myst_parser")
ROOT = Path(__file__).parents[1]

CONF = """
extensions = ["myst_parser", "refgraph.sphinx"]
refgraph_data = {data!r}
numfig = True
"""
MYST = """
# Course

```{{refgraph}} {subject}
:all:
:name: fig-headache
```

See {{numref}}`fig-headache`.
"""
REST = """
Places
======

.. refgraph:: upper trapezius
   :theme: auto
   :width: 300px

.. refgraph:: tight upper trapezius
   :end: headache
   :labels: numbers
"""


def _build(folder: Path, builder: str, subject: str = "headache") -> subprocess.CompletedProcess[str]:
    (folder / "conf.py").write_text(CONF.format(data=str(ROOT / "tests/data/mini")), encoding="utf-8")
    toctree = "\n```{toctree}\nplaces\n```\n"
    (folder / "index.md").write_text(MYST.format(subject=subject) + toctree, encoding="utf-8")
    (folder / "places.rst").write_text(REST, encoding="utf-8")
    call = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, str(folder), str(folder / "_build" / builder)]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, capture_output=True, text=True, env=known, cwd=ROOT)


def test_pages_have_figure_alternative_caption_and_claims(tmp_path: Path) -> None:
    done = _build(tmp_path, "html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "_build/html/index.html").read_text(encoding="utf-8")
    assert page.count("<figure ") == 1
    assert ".svg" in page
    assert 'alt="All origins of headache in one picture' in page
    assert "Who says so, and how surely" in page
    assert ">Fig. 1<" in page
    places = (tmp_path / "_build/html/places.html").read_text(encoding="utf-8")
    assert "trapezius" not in places.split("numbered here")[1]


def test_plain_text_and_latex_have_all_of_it_too(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    for builder, file, picture in (
        ("text", "index.txt", "image:"),
        ("latex", "projectnamenotset.tex", "includegraphics"),
    ):
        done = _build(tmp_path, builder)
        assert done.returncode == 0, done.stderr
        told = " ".join((tmp_path / "_build" / builder / file).read_text(encoding="utf-8").split())
        assert picture in told
        assert "Information, not a diagnosis" in told
    assert list((tmp_path / "_build/latex").glob("*.png"))


def test_an_unknown_name_is_an_error_of_its_line(tmp_path: Path) -> None:
    done = _build(tmp_path, "html", "hedache")
    assert done.returncode != 0
    assert "index.md:4" in done.stderr
    assert "hedache" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_figure_that_follows_the_page_is_there_twice_and_seen_once(tmp_path: Path) -> None:
    done = _build(tmp_path, "html")
    assert done.returncode == 0, done.stderr
    built = tmp_path / "_build/html"
    page = (built / "places.html").read_text(encoding="utf-8")
    assert page.count("<figure ") == 2
    assert "refgraph.css" in page
    assert (built / "_static/refgraph.css").is_file()
    images = [one for one in re.findall(r"<img [^>]*>", page) if "refgraph-" in one]
    assert [re.findall(r"refgraph-(light|dark)", one) for one in images] == [["light"], ["dark"]]
    sources = [source for one in images for source in re.findall(r'src="([^"]*)"', one)]
    drawn = [(built / source).read_text(encoding="utf-8") for source in sources]
    assert len(set(drawn)) == 2
    pytest.importorskip("resvg_py")
    assert _build(tmp_path, "latex").returncode == 0
    told = (tmp_path / "_build/latex/projectnamenotset.tex").read_text(encoding="utf-8")
    # One for each directive.
    assert len(re.findall(r"includegraphics\[?[^{]*\{\{[0-9a-f]{16}", told)) == 3


@pytest.mark.parametrize(
    ("theme", "scheme", "shown"),
    [
        (None, "dark", "light"),
        ("light", "dark", "light"),
        ("dark", "light", "dark"),
        ("auto", "dark", "dark"),
        ("auto", "light", "light"),
    ],
)
def test_a_browser_shows_the_figure_of_the_theme(
    browser: Any, tmp_path: Path, theme: str | None, scheme: str, shown: str
) -> None:
    assert _build(tmp_path, "html").returncode == 0
    page = browser.new_page(color_scheme=scheme)
    page.goto((tmp_path / "_build/html/places.html").as_uri())
    if theme:
        page.evaluate("theme => document.body.dataset.theme = theme", theme)
    seen = [name for name in ("light", "dark") if page.locator(f"img.refgraph-{name}").is_visible()]
    assert seen == [shown]
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.locator("img.refgraph-light").is_visible()
    assert not page.locator("img.refgraph-dark").is_visible()
    page.close()
