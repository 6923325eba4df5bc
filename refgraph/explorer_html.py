"""The frame around every page of the explorer: templates, style, script, drawings, and a policy for just those."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from refgraph import addresses, ladder
from refgraph.drawing import NIGHT, PAPER, Paint, Svg, clean, element
from refgraph.figure import Figure, Plates
from refgraph.route import Leg, described, sentence

if TYPE_CHECKING:
    from jinja2 import Environment

    from refgraph.body import Body
    from refgraph.path_view import RouteView

# The look of a path is that of the path page, whose sheet is read from where it stands.
_PATH_SHEET = "templates/path_page.css"
# Template → what it needs besides what all pages have: sheets, and scripts.
_NEEDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "start.html": (("start",), ("point",)),
    "symptom.html": (("routes",), ("filter",)),
    "path.html": (("path",), ("copy",)),
    "compare.html": (("path",), ()),
    "entity.html": (("routes",), ()),
    "source.html": (("routes", "lists"), ("copy",)),
    "sources.html": (("lists",), ()),
    "names.html": (("lists",), ()),
    "disputes.html": (("lists",), ()),
    "evidence.html": (("lists",), ()),
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,>]|:(?=\s))\s*")
_ENDS = re.compile(r"</(?:script|style)", re.IGNORECASE)
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
            f"default-src 'none'; script-src '{_hash(self.script)}'; style-src '{_hash(self.style)}'; "
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

        dress = self._dress(template)
        return (
            _environment()
            .get_template(template)
            .render(
                words,
                address=address,
                to=to,
                beside=beside,
                frozen=self.frozen,
                suffix=self.suffix,
                policy=dress.policy if self.frozen else None,
                style=Svg(dress.style),
                script=Svg(dress.script),
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
            found = self._dresses[template] = Dress(_style(self.paint, sheets), _script(scripts))
        return found


def stated_policy(html: str) -> str | None:
    """Find the policy that a page states itself, so that a server can send the same."""
    from html import unescape

    found = _META_POLICY.search(html)
    return f"{unescape(found[1])}{_FRAMED}" if found else None


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


# ---------------------------------------------------------------- our own files


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    def tidy(value: object) -> object:
        return clean(value) if type(value) is str else value

    return Environment(
        loader=PackageLoader("refgraph", "templates/explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _script(names: Sequence[str]) -> str:
    """The scripts, without their indents and the comments that fill a line."""
    texts = [_text(f"templates/explorer/{name}.js") for name in ("search", *names)]
    lines = (line.strip() for text in texts for line in text.splitlines())
    return _unended("\n".join(line for line in lines if line and not line.startswith("//")))


def _style(paint: Paint, names: Sequence[str]) -> str:
    """The style sheets with the colours of the categories, in light and in dark."""
    light, dark = _colours(paint, PAPER), _colours(paint, NIGHT)
    own = "".join(
        _text(name) for name in (_PATH_SHEET, *(f"templates/explorer/{one}.css" for one in ("frame", *names)))
    )
    whole = f"{own}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return _unended(_SPACE.sub(r"\1", _COMMENT.sub("", whole)).strip())


def _colours(paint: Paint, ground: str) -> str:
    pairs = (paint.colours(category, ground) for category in paint.schema.categories)
    return "".join(f".k{n}{{--k:{colour};--t:{tint}}}" for n, (colour, tint) in enumerate(pairs))


def _text(name: str) -> str:
    # A browser reads CR LF as LF before it hashes what stands in a page.
    return files("refgraph").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _unended(text: str) -> str:
    if _ENDS.search(text):
        raise ValueError("a script or style of the explorer holds an end tag")
    return text


# ---------------------------------------------------------------- drawings of one page


@dataclass
class Art:
    """Draws what stands on one page; all figures share their definitions."""

    paint: Paint
    body: Body | None = None
    _definitions: list[Svg] = field(default_factory=list)
    _icons: dict[str, None] = field(default_factory=dict)

    @cached_property
    def _plates(self) -> Plates:
        assert self.body is not None
        return Plates(self.body, self.paint)

    def route(self, shown: RouteView, *, chain: bool = True) -> dict[str, Svg]:
        """Figure and chain of a route; the figure is empty where nothing has a place."""
        figure = self._plates.draw(shown.route)
        self._definitions.append(figure.defs)
        return {"figure": self._figure(shown, figure), "chain": self._chain(shown, figure) if chain else Svg()}

    def _figure(self, shown: RouteView, figure: Figure) -> Svg:
        if not figure.width:
            return Svg()
        name = f"{shown.key}figure"
        title = element("title", f"The route from {shown.title} on the body", id=f"{name}-title")
        return element(
            "svg",
            title,
            element("desc", described(shown.route), id=f"{name}-desc"),
            figure.picture,
            viewBox=f"0 0 {figure.width:g} {figure.height:g}",
            class_="figure",
            role="img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc",
        )

    def _chain(self, shown: RouteView, figure: Figure) -> Svg:
        chain = ladder.draw(shown.route, self.paint, figure.placed, lambda leg: _step_link(shown, leg))
        return element(
            "svg",
            chain.picture,
            viewBox=f"0 0 {ladder.WIDTH:g} {chain.height:.0f}",
            class_="chain",
            role="group",
            aria_label=f"Chain from {shown.title}; each arrow leads to what is said of its step",
        )

    def definitions(self) -> Svg:
        """What all drawings of the page refer to."""
        signs = [
            element("symbol", ladder.mark(self.paint, sign, 8, 8), id=f"mark-{sign}", viewBox="0 0 16 16")
            for sign in ("disputed", "flag")
        ]
        signs += [
            element(
                "symbol", ladder.icon(self.paint, key, 8, 8), id=f"icon-{self.paint.name(key)}", viewBox="0 0 16 16"
            )
            for key in self._icons
        ]
        inner = element("defs", *signs, *self._definitions)
        return element("svg", inner, class_="defs", aria_hidden="true", focusable="false")

    def mark(self, sign: str) -> Svg:
        """The sign of a doubt, to stand in a line of text."""
        return self._use(f"mark-{sign}")

    def icon(self, category: str) -> Svg:
        """The shape of a category, to stand in a line of text."""
        self._icons.setdefault(category)
        return self._use(f"icon-{self.paint.name(category)}")

    def _use(self, name: str) -> Svg:
        return element("svg", element("use", href=f"#{name}"), class_="icon", aria_hidden="true", focusable="false")


def _step_link(shown: RouteView, leg: Leg) -> dict[str, str]:
    """An arrow is a link to its step, and its name says the whole step."""
    told = shown.steps[leg.number - 1]
    sources = f" Source {', '.join(map(str, leg.cites))}." if leg.cites else ""
    doubts = ([f"hedged: {leg.hedge}"] if leg.hedge else []) + ([leg.doubt] if leg.doubt else [])
    doubts += [words for words, _ in leg.flags]
    said = "".join(f" {doubt.capitalize()}." for doubt in doubts)
    return {"href": f"#{told.see or told.anchor}", "aria-label": f"Step {leg.number}: {sentence(leg)}.{sources}{said}"}
