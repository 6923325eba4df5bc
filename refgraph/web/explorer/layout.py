"""The frame around every page of the explorer: templates, style, script, drawings, and a policy for just those."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refgraph.drawing.route import Art
from refgraph.drawing.svg import Paint, Svg
from refgraph.web import assets
from refgraph.web.explorer import addresses

_FOLDER = "explorer"
# The look of a path is that of the path page.
_PATH_SHEET = "path_page.css"
# Template → what it needs besides what all pages have: sheets, and scripts.
_NEEDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "start.html": (("start",), ("point",)),
    "symptom.html": (("routes",), ("filter",)),
    "path.html": (("path",), ("copy",)),
    "choose.html": (("routes", "pair"), ("choose",)),
    "compare.html": (("pair",), ()),
    "entity.html": (("routes",), ()),
    "source.html": (("routes", "lists"), ("copy",)),
    "sources.html": (("lists",), ()),
    "names.html": (("lists",), ("names",)),
    "disputes.html": (("lists",), ()),
    "evidence.html": (("lists",), ()),
}
_META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
HTML_SUFFIX = ".html"
# A meta element cannot say this, so only a server does.
_FRAMED = "; frame-ancestors 'none'"
NAVIGATION = (
    ("Where it hurts", addresses.START),
    ("All names", addresses.NAMES),
    ("Articles", addresses.SOURCES),
    ("Disputes", addresses.DISPUTES),
    ("The evidence", addresses.EVIDENCE),
    ("Network", addresses.NETWORK),
)


@dataclass(frozen=True, slots=True)
class Dress:
    """Style and script of a page, and the policy that allows just these."""

    style: str
    script: str

    @property
    def policy(self) -> str:
        """Allow this script and this style, data and forms of the page's own origin, and nothing else."""
        return (
            f"default-src 'none'; script-src '{assets.digest(self.script)}'; style-src '{assets.digest(self.style)}'; "
            "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
        )


class Frame:
    """How pages are written: for a server, or frozen to files.

    Args:
        paint: how things look.
        frozen: whether pages are files: links then end in `.html`, and each page states its own policy.
    """

    def __init__(self, paint: Paint, frozen: bool) -> None:
        self.paint, self.frozen = paint, frozen
        self._dresses: dict[str, Dress] = {}

    @property
    def suffix(self) -> str:
        """What a page's address ends in."""
        return HTML_SUFFIX if self.frozen else ""

    def render(self, address: str, template: str, words: Mapping[str, Any], art: Art | None = None) -> str:
        """Write a page.

        Args:
            address: where the page stands; links are relative to it.
            template: of `templates/explorer`.
            words: what the template asks for.
            art: that drew what the page shows, for the definitions its drawings share.
        """
        drawn = art or Art(self.paint)

        def to(there: str) -> str:
            return addresses.relative(address, there, self.suffix)

        def beside(there: str) -> str:
            return addresses.relative(address, there)

        worn = self._dress(template)
        return (
            assets.environment(f"templates/{_FOLDER}")
            .get_template(template)
            .render(
                words,
                address=address,
                to=to,
                beside=beside,
                frozen=self.frozen,
                suffix=self.suffix,
                policy=worn.policy if self.frozen else None,
                style=Svg(worn.style),
                script=Svg(worn.script),
                navigation=NAVIGATION,
                mark=drawn.mark,
                icon=drawn.icon,
                kind=self.paint.name,
                definitions=drawn.definitions,
            )
        )

    def policy(self, template: str) -> str:
        """The policy that a server sends with the pages of a template."""
        return f"{self._dress(template).policy}{_FRAMED}"

    def _dress(self, template: str) -> Dress:
        found = self._dresses.get(template)
        if found is None:
            sheets, scripts = _NEEDS.get(template, ((), ()))
            own = [f"{_FOLDER}/{name}.css" for name in ("frame", *sheets)]
            run = [f"{_FOLDER}/{name}.js" for name in ("search", *scripts)]
            found = Dress(assets.style(self.paint, _PATH_SHEET, *own), assets.script(*run))
            self._dresses[template] = found
        return found


def stated_policy(html: str) -> str | None:
    """Find the policy that a page states itself, so that a server can send the same."""
    from html import unescape

    found = _META_POLICY.search(html)
    return f"{unescape(found[1])}{_FRAMED}" if found else None
