"""What every page is made with: the one template environment, style sheets, scripts, typefaces, and its policy.

A page carries its style and its scripts in line, and its Content-Security-Policy names their hashes, so that nothing
else can run. `PageAssets` holds the three together; each page of this package has one.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from refgraph.drawing.svg import NIGHT, PAPER, Paint, Svg, clean
from refgraph.language.voice import tr, trn, voice
from refgraph.web.marking import marked

if TYPE_CHECKING:
    from jinja2 import Environment

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A colon with a space before it begins a selector of its own; one with a space after it does not.
_SPACE = re.compile(r"\s*([{};,>]|:(?=\s))\s*")
_END_TAGS = re.compile(r"</(?:script|style)", re.IGNORECASE)
_NO_STYLE = Svg("")
# How the style sheets ask for a dark ground, and what a page of each theme tells the browser of its own colours.
_IF_DARK = "@media screen and (prefers-color-scheme:dark){"
SCHEMES: Mapping[str, str] = {"light": "light", "dark": "dark", "auto": "light dark"}
MEDIA: Mapping[str, str] = {
    "light": "not all", "dark": "screen", "auto": "screen and (prefers-color-scheme: dark)"
}  # fmt: skip
# Letters that could end a script element, or a line of script, if they stood in data as they are.
_BREAKING = "<>&\u2028\u2029"


# ---------------------------------------------------------------- templates


@cache
def environment() -> Environment:
    """Return the one environment: everything is escaped, what XML cannot carry is dropped, a missing value fails."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("refgraph", "web/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(tr=tr, trn=trn, english=english, native=native)
    return made


def english(really: bool = True) -> Svg:
    """Give the attribute that marks words as English, where another language is in use.

    Args:
        really: whether the words are English.
    """
    return Svg(' lang="en"') if really and voice().foreign else Svg()


def native() -> Svg:
    """Give the attribute that marks words within English ones as those of the language in use."""
    return Svg(f' lang="{voice().lang}"') if voice().foreign else Svg()


def render(template: str, words: Mapping[str, Any]) -> str:
    """Fill in a template.

    Args:
        template: a file of `web/templates`.
        words: what the template asks for, by name.
    """
    return marked(environment().get_template(template).render(words))


def _cleaned(value: object) -> object:
    return clean(value) if type(value) is str else value


# ---------------------------------------------------------------- policy


@dataclass(frozen=True, slots=True)
class PageAssets:
    """Style and scripts of a page, and the policy that allows just these.

    Attributes:
        style: the style sheet.
        scripts: in the order in which they stand in the page.
        fonts: whether the style sheet carries typefaces.
        own_origin: whether the page may fetch from, and send forms to, the origin that it came from.
        dark: a second style sheet, for a dark ground.
        framed: whether pages of others may frame it.
    """

    style: Svg
    scripts: tuple[Svg, ...] = ()
    fonts: bool = False
    own_origin: bool = False
    dark: Svg = _NO_STYLE
    framed: bool = False

    def policy(self, *, served: bool = False) -> str:
        """Return the Content-Security-Policy: these scripts, this style, pictures within the page, nothing else.

        Args:
            served: whether a server sends it as a header: only there can it say that nobody may frame the page.

        Example:
            >>> PageAssets(Svg("")).policy()[:79]
            "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSu"
        """
        own = "'self'" if self.own_origin else ""
        directives = {
            "default-src": "'none'",
            "script-src": " ".join(f"'{digest(script)}'" for script in self.scripts),
            "style-src": " ".join(f"'{digest(sheet)}'" for sheet in (self.style, self.dark)[: 1 + bool(self.dark)]),
            "img-src": "data:",
            "font-src": "data:" if self.fonts else "",
            "connect-src": own,
            "base-uri": "'none'",
            "form-action": own or "'none'",
            "frame-ancestors": "'none'" if served and not self.framed else "",
        }
        return "; ".join(f"{name} {allowed}" for name, allowed in directives.items() if allowed)


# JSON and pictures need nothing, so their policy forbids everything in case a browser opens one by itself.
NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def digest(text: str) -> str:
    """Return the hash by which a policy allows one script or style.

    Example:
        >>> digest("")
        'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


# ---------------------------------------------------------------- styles and typefaces


def style(*sheets: str, colours: str = "") -> Svg:
    """Join style sheets of ours and make them small.

    Args:
        sheets: files of `web/`, in the order in which they hold.
        colours: rules that come last, as `category_colours` gives them.
    """
    whole = "".join(map(_text, sheets)) + colours
    return _checked(_SPACE.sub(r"\1", _COMMENT.sub("", whole)).strip())


def category_colours(paint: Paint) -> str:
    """Return the rules that colour the categories, in light and in dark."""
    light, dark = _rules(paint, PAPER), _rules(paint, NIGHT)
    return f"{light}{_IF_DARK}{dark}}}"


def by_theme(sheet: Svg) -> tuple[Svg, Svg]:
    """Part a style sheet into what always holds and what holds on a dark ground, for a page that chooses its theme.

    Args:
        sheet: with its dark colours in media queries of their own.

    Returns:
        Both; the second is to stand in an element of its own, with a media query of `MEDIA`.

    Example:
        >>> by_theme(Svg("a{b:c}@media screen and (prefers-color-scheme:dark){a{b:d}}e{f:g}"))
        ('a{b:c}e{f:g}', 'a{b:d}')
    """
    first, *others = sheet.split(_IF_DARK)
    parted = [_parted(part) for part in others]
    return Svg(first + "".join(after for _, after in parted)), Svg("".join(inside for inside, _ in parted))


def _parted(text: str) -> tuple[str, str]:
    """Part a text at the end of the block that it begins in."""
    depth = 1
    for place, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth:
            return text[:place], text[place + 1 :]
    raise ValueError("a block of a style sheet does not end")


def _rules(paint: Paint, ground: str) -> str:
    pairs = (paint.colours(category, ground) for category in paint.schema.categories)
    return "".join(f".k{n}{{--k:{colour};--t:{tint}}}" for n, (colour, tint) in enumerate(pairs))


@cache
def typefaces() -> str:
    """Return a style sheet with the typeface that drawings are measured with, regular and bold."""
    weights = (("refgraph-sans", 400), ("refgraph-sans-bold", 700))
    return "".join(_typeface(name, weight) for name, weight in weights)


def _typeface(name: str, weight: int) -> str:
    data = b64encode(files("refgraph").joinpath("drawing", "fonts", f"{name}.woff2").read_bytes()).decode("ascii")
    source = f'url(data:font/woff2;base64,{data})format("woff2")'
    return f"@font-face{{font-family:refgraph-sans;font-weight:{weight};src:{source}}}"


# ---------------------------------------------------------------- scripts


def script(*names: str) -> Svg:
    """Join scripts of ours, without their indents and the comments that fill a line.

    Args:
        names: files of `web/`.
    """
    lines = (line.strip() for name in names for line in _text(name).splitlines())
    return _checked("\n".join(line for line in lines if line and not line.startswith("//")))


def library(text: str) -> Svg:
    """Return a script of others as a page carries it.

    Args:
        text: what its file holds.
    """
    return _checked(_unix(text).strip())


def json_data(value: object) -> Svg:
    r"""Write JSON that can stand inside a script element: nothing in it ends the element or a line of script.

    Example:
        >>> json_data({"a": "</script>"})
        '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in _BREAKING:
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Svg(text)


@cache
def _text(name: str) -> str:
    return _unix(files("refgraph").joinpath("web", *name.split("/")).read_text(encoding="utf-8"))


def _unix(text: str) -> str:
    """Return a text with the line ends that a browser hashes, whatever those of the file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _checked(text: str) -> Svg:
    if _END_TAGS.search(text):
        raise ValueError("a script or style holds its own end tag")
    return Svg(text)
