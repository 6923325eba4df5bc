"""What axe-core finds wrong with a page."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Of what a rule finds in order nothing is collected: that would take longer than the rules.
_RUN = """async () => {
  const found = await axe.run(WITHIN, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  });
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}"""


def violations(page: Any, within: str = "document") -> list[str]:
    """Run axe on a page that allows scripts, and return each rule that is broken with where it is.

    Args:
        page: of Playwright.
        within: the part of it that is looked at, as an expression.
    """
    page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN.replace("WITHIN", within))
    return found


@cache
def _source() -> str:
    """The source of axe-core, out of the package that carries it."""
    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
