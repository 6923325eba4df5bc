"""What axe-core finds wrong with a page."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_ALL = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A page is the same whatever it is looked at with: where its colours alone are others, its width or its words, what
# depends on these is asked, for the rest has been answered at a desk and takes most of the time.
_COLOURS = ("color-contrast", "link-in-text-block")
_WIDTHS = ("target-size", "scrollable-region-focusable", "region", "bypass", "skip-link")
_NAMES = ("link-name", "button-name", "svg-img-alt", "html-lang-valid", "valid-lang")
_BY_LOOK = {
    **dict.fromkeys(("dark", "forced-colours"), _COLOURS),
    **dict.fromkeys(("zoomed", "smallest"), _WIDTHS),
    "translated": (*_WIDTHS, *_NAMES),
}
# Of what a rule finds in order nothing is collected: that would take longer than the rules.
_RUN = """async () => {
  const found = await axe.run(WITHIN, {runOnly: RULES, resultTypes: ['violations']});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}"""


def violations(page: Any, within: str = "document", look: str = "desktop") -> list[str]:
    """Run axe on a page that allows scripts, and return each rule that is broken with where it is.

    Args:
        page: of Playwright.
        within: the part of it that is looked at, as an expression.
        look: how it is looked at; of a page that is also looked at as at a desk, some ways ask less.
    """
    page.evaluate(_source())
    rules = {"type": "rule", "values": _BY_LOOK[look]} if look in _BY_LOOK else {"type": "tag", "values": _ALL}
    found: list[str] = page.evaluate(_RUN.replace("WITHIN", within).replace("RULES", json.dumps(rules)))
    return found


@cache
def _source() -> str:
    """The source of axe-core, out of the package that carries it."""
    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
