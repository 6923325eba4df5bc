"""What pages are made with: templates that escape, style sheets and scripts of ours, and hashes for their policies."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from refgraph.drawing.svg import NIGHT, PAPER, Paint, clean

if TYPE_CHECKING:
    from jinja2 import Environment

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A colon with a space before it begins a selector of its own; one with a space after it does not.
_SPACE = re.compile(r"\s*([{};,>]|:(?=\s))\s*")
_ENDS = re.compile(r"</(?:script|style)", re.IGNORECASE)


@cache
def environment(folder: str = "templates") -> Environment:
    """Templates that escape everything, drop what XML cannot carry, and do not pass over a missing value.

    Args:
        folder: of the package.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    def tidy(value: object) -> object:
        return clean(value) if type(value) is str else value

    return Environment(
        loader=PackageLoader("refgraph.web", folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tidy,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style(paint: Paint, *sheets: str) -> str:
    """Join style sheets of ours with the colours of the categories, in light and in dark.

    Args:
        paint: names the categories.
        sheets: files in `templates`, in the order in which they hold.
    """
    light, dark = _colours(paint, PAPER), _colours(paint, NIGHT)
    whole = f"{''.join(map(_text, sheets))}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return _unended(_SPACE.sub(r"\1", _COMMENT.sub("", whole)).strip())


@cache
def faces() -> str:
    """A style sheet with the face that drawings are measured with, regular and bold: they are drawn as measured."""
    made = [_face(name, weight) for name, weight in (("refgraph-sans", 400), ("refgraph-sans-bold", 700))]
    return "".join(made)


def _face(name: str, weight: int) -> str:
    data = b64encode(files("refgraph").joinpath("drawing", "fonts", f"{name}.woff2").read_bytes()).decode("ascii")
    source = f'url(data:font/woff2;base64,{data})format("woff2")'
    return f"@font-face{{font-family:refgraph-sans;font-weight:{weight};src:{source}}}"


def script(*names: str) -> str:
    """Join scripts of ours, without their indents and the comments that fill a line.

    Args:
        names: files in `templates`.
    """
    lines = (line.strip() for name in names for line in _text(name).splitlines())
    return _unended("\n".join(line for line in lines if line and not line.startswith("//")))


def digest(text: str) -> str:
    """The hash by which a policy allows one script or style.

    Example:
        >>> digest("")
        'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _colours(paint: Paint, ground: str) -> str:
    pairs = (paint.colours(category, ground) for category in paint.schema.categories)
    return "".join(f".k{n}{{--k:{colour};--t:{tint}}}" for n, (colour, tint) in enumerate(pairs))


@cache
def _text(name: str) -> str:
    # A browser reads CR LF as LF before it hashes what stands in a page.
    return files("refgraph").joinpath("web", "templates", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _unended(text: str) -> str:
    if _ENDS.search(text):
        raise ValueError("a script or style of ours holds an end tag")
    return text
