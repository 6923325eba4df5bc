"""The registry: every module of `pages` is a page of the explorer, and nothing lies about that no page uses."""

from __future__ import annotations

from pathlib import Path

import refgraph.web
from refgraph.web.explorer import Explorer, pages

WEB = Path(refgraph.web.__file__).parent
MODULES = {file.stem for file in (WEB / "explorer" / "pages").glob("*.py")} - {"__init__"}
TEMPLATES = WEB / "templates" / "explorer"
# What every page extends, and the two that say that there is no page.
SHARED = {"base", "error", "not_found"}


def test_every_module_declares_pages_that_are_registered() -> None:
    # Pages for frames are no pages that a reader comes to.
    assert {kind.make.__module__.rpartition(".")[2] for kind in pages.kinds()} == MODULES | {"frames"}


def test_every_kind_has_an_address_of_its_own() -> None:
    shapes = [(kind.name, kind.parts) for kind in pages.kinds()]
    assert len(set(shapes)) == len(shapes)


def test_every_template_style_and_script_is_used() -> None:
    templates = [kind.template for kind in pages.kinds() if kind.template]
    assert {file.stem for file in TEMPLATES.glob("*.html")} == {one.name for one in templates} | SHARED
    styles = {name for one in templates for name in one.styles} | {"frame"}
    assert {file.stem for file in (TEMPLATES / "styles").iterdir()} == styles
    scripts = {name for one in templates for name in one.scripts} | {"search"}
    assert {file.stem for file in (TEMPLATES / "scripts").iterdir()} == scripts


def test_the_navigation_is_in_the_order_that_the_pages_ask_for() -> None:
    assert [address for _, address in pages.navigation()] == [
        "", "red-flags", "names", "sources", "disputes", "evidence", "network",
    ]  # fmt: skip


def test_every_kind_stands_in_the_site(explorer: Explorer) -> None:
    found = {(address.split("/")[0], address.count("/")) for address in explorer.addresses()}
    assert found == {(kind.name, kind.parts) for kind in pages.kinds()}
