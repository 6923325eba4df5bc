"""SVG elements with everything escaped, and the colours they are painted with.

`element` escapes every attribute and every child that is not itself an `Svg`. A `Paint` names the look of a thing by
its role: baked into attributes for a file of its own, or as class names where a page's style sheet knows dark mode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from refgraph.model.vocabulary import Schema

Attributes = Mapping[str, str | float | None]

PAPER, NIGHT = "#ffffff", "#15181d"
INK, MUTED, SKIN, CONTOUR, DETAIL, ALERT = "#1d2229", "#565d68", "#f1ece4", "#a2968a", "#d3c9bb", "#9c2f00"
BONE = "#fbf9f5"
# What a picture is painted with by itself, on a light ground and on a dark one; the names are those of the style sheet.
LIGHT: Mapping[str, str] = {
    "paper": PAPER, "ink": INK, "muted": MUTED, "skin": SKIN, "contour": CONTOUR, "detail": DETAIL, "bone": BONE,
    "alert": ALERT,
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": NIGHT, "ink": "#e8eaee", "muted": "#a6adb9", "skin": "#262b33", "contour": "#6d7683", "detail": "#3d444f",
    "bone": "#303742", "alert": "#ffa57a",
}  # fmt: skip
FONT = "'Source Sans 3','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
# Characters that XML 1.0 forbids, and marks that change the direction of writing.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class Svg(str):
    """Markup that is safe as it stands; templates take it as such."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def clean(text: str) -> str:
    """Drop the characters that no XML file can carry.

    Example:
        >>> clean("neck" + chr(0) + " pain")
        'neck pain'
    """
    return _FORBIDDEN.sub("", text)


def element(name: str, *children: str, **attributes: str | float | None) -> Svg:
    """Build one element; `_` in attribute names stands for `-`, and None leaves an attribute out.

    Example:
        >>> element("text", "a < b", x=1.50, class_="k0", fill=None)
        '<text x="1.5" class="k0">a &lt; b</text>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(number(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(child if isinstance(child, Svg) else escape(clean(child), quote=False) for child in children)
    return Svg(f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>")


def number(value: str | float) -> str:
    """Write a number shortly, to a tenth.

    Example:
        >>> number(12.04), number(0.46), number("M0,0")
        ('12', '0.5', 'M0,0')
    """
    return value if isinstance(value, str) else f"{round(value, 1):g}" if abs(value) < 1e5 else "0"


def join(*parts: str) -> Svg:
    """Put pieces of markup side by side.

    Example:
        >>> join(element("g"), "<b>")
        '<g/>&lt;b&gt;'
    """
    return Svg("".join(part if isinstance(part, Svg) else escape(clean(part), quote=False) for part in parts))


# ---------------------------------------------------------------- colours


def mix(colour: str, other: str, share: float) -> str:
    """Mix a share of another colour in.

    Example:
        >>> mix("#000000", "#ffffff", 0.5)
        '#808080'
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG defines it, from 1 to 21.

    Example:
        >>> round(contrast("#000000", "#ffffff"))
        21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, ground: str, least: float = 4.6) -> str:
    """The colour itself, or as much nearer to black or white as it takes to be read on a ground.

    Example:
        >>> legible("#7a5c00", "#ffffff"), legible("not a colour", "#ffffff")
        ('#7a5c00', '#555555')
    """
    kept = colour if _HEX.fullmatch(colour) else "#555555"
    goal = "#ffffff" if _luminance(ground) < 0.2 else "#000000"
    for tenth in range(11):
        tried = mix(kept, goal, tenth / 10)
        if contrast(tried, ground) >= least:
            return tried
    return goal


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---------------------------------------------------------------- paint

# role → attributes; `{k}` is the colour of the category, `{t}` its tint, other names those of `LIGHT` and `DARK`.
_BAKED: Mapping[str, Mapping[str, str]] = {
    "skin": {"fill": "{skin}", "stroke": "{contour}", "stroke-width": "1.6"},
    "detail": {"fill": "none", "stroke": "{detail}", "stroke-width": "1.6", "stroke-linecap": "round"},
    "bone": {"fill": "{bone}", "stroke": "{detail}", "stroke-width": "1", "stroke-linejoin": "round"},
    "fibre": {
        "fill": "none",
        "stroke": "{paper}",
        "stroke-width": "1",
        "stroke-opacity": ".7",
        "stroke-linecap": "round",
    },
    "area": {"fill": "{k}", "fill-opacity": ".62", "stroke": "{k}", "stroke-width": "1.6"},
    "hatch": {"stroke": "{k}", "stroke-width": "1.6"},
    "ruling": {"stroke": "{k}", "stroke-width": "2.6"},
    "line": {"fill": "none", "stroke": "{k}", "stroke-width": "4", "stroke-linecap": "round"},
    "light": {"fill-opacity": ".3", "stroke-dasharray": "3 4"},
    "motion": {"fill": "none", "stroke": "{k}", "stroke-width": "4", "stroke-linecap": "round"},
    "tip": {"fill": "{k}", "stroke": "none"},
    "route-line": {"fill": "none", "stroke": "{ink}", "stroke-width": "2.4", "stroke-linecap": "round"},
    "route-halo": {"fill": "none", "stroke": "{paper}", "stroke-width": "5.5", "stroke-opacity": ".75"},
    "route-tip": {"fill": "{ink}"},
    "leader": {"stroke": "{ink}", "stroke-width": "1.2"},
    "badge": {"fill": "{k}", "stroke": "{paper}", "stroke-width": "2"},
    "ring": {"fill": "none", "stroke": "{k}", "stroke-width": "2"},
    "badge-text": {"fill": "{paper}", "font-weight": "700", "text-anchor": "middle"},
    "caption": {"fill": "{muted}", "text-anchor": "middle"},
    "box": {"fill": "{t}", "stroke": "{k}", "stroke-width": "1.5"},
    "kindmark": {"fill": "{k}"},
    "label": {"fill": "{ink}", "font-weight": "700"},
    "kind": {"fill": "{muted}"},
    "arrow": {"fill": "none", "stroke": "{ink}", "stroke-width": "2"},
    "arrow-tip": {"fill": "{ink}"},
    "verb": {"fill": "{ink}", "font-weight": "700"},
    "alert-text": {"fill": "{alert}"},
    "alert-mark": {"fill": "none", "stroke": "{alert}", "stroke-width": "1.6", "stroke-linejoin": "round"},
    "ground": {"fill": "{paper}"},
    "target": {"fill": "none"},
    "frame": {"fill": "none", "stroke": "{detail}", "stroke-width": "1"},
    "rim": {"fill": "none", "stroke": "{ink}", "stroke-width": "9"},
}


@dataclass(frozen=True, slots=True)
class Paint:
    """How things look: `baked` puts colours into attributes, otherwise classes `k0`, `k1`, … name the categories.

    Attributes:
        dark: whether baked colours are those for a dark ground.
    """

    schema: Schema
    baked: bool = False
    dark: bool = False

    @property
    def palette(self) -> Mapping[str, str]:
        """The baked colours that belong to no category, by name."""
        return DARK if self.dark else LIGHT

    def __call__(self, role: str, category: str | None = None) -> dict[str, str]:
        """Attributes of a role, in the colour of a category where one is given."""
        if not self.baked:
            return {"class_": role if category is None else f"{role} {self.name(category)}"}
        colour, tint = self.colours(category, self.palette["paper"])
        return {key: value.format(k=colour, t=tint, **self.palette) for key, value in _BAKED[role].items()}

    def lighter(self, look: dict[str, str]) -> dict[str, str]:
        """The same look for what is meant on neither side in particular."""
        if self.baked:
            return {**look, **_BAKED["light"]}
        return {**look, "class_": f"{look['class_']} light"}

    def name(self, category: str) -> str:
        """The class of a category: its number, since its key is data."""
        return f"k{list(self.schema.categories).index(category)}"

    def colours(self, category: str | None, ground: str = PAPER) -> tuple[str, str]:
        """Colour and tint of a category, legible on a ground and on the tint."""
        declared = INK if category is None else self.schema.categories[category].colour
        colour = legible(declared, ground)
        tint = mix(colour, ground, 0.9)
        return legible(colour, tint), tint
