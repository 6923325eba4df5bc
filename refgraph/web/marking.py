"""Marking as English what a page in another language says in English: names and claims that are not translated.

What was left in English is known (`refgraph.language.voice.as_english`), so that a page is marked once it is written,
in whatever sentence the words stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from refgraph.drawing.svg import element, join
from refgraph.language.voice import pieces, voice

# A tag, or an element whose text holds no markup.
_TAG = re.compile(
    r"(<(?P<bare>script|style|title|textarea|desc)\b[^>]*>.*?</(?P=bare)>|<!--.*?-->|<[/!]?[a-zA-Z][^>]*>)", re.DOTALL
)
_NAMED = re.compile(r"<(/?)([a-zA-Z][\w-]*)")


def marked(page: str) -> str:
    """Mark what of a page is English.

    Args:
        page: HTML as our templates write it, or a part of a page.

    Returns:
        The same in English; in another language each run of English words in an element of its own, unless it stands
        in one already.

    Example:
        >>> from refgraph.language.voice import Voice, as_english, speaking
        >>> with speaking(Voice("es")):
        ...     marked(f'<p title="masseter">el {as_english("masseter")}</p>')
        '<p title="masseter">el <span lang="en">masseter</span></p>'
    """
    return "".join(_parts(page)) if voice().foreign else page


def _parts(page: str) -> Iterator[str]:
    """Texts with their English marked, and everything else as it is."""
    within, deep, drawn, end = "", 0, False, 0
    for found in _TAG.finditer(page):
        before, tag = page[end : found.start()], found[0]
        yield before if within else _text(before, "tspan" if drawn else "span")
        yield tag
        end = found.end()
        named = None if found["bare"] else _NAMED.match(tag)
        if named is None or tag.endswith("/>"):
            continue
        closes, name = bool(named[1]), named[2]
        if within:
            deep += (name == within) * (-1 if closes else 1)
            within = within if deep else ""
        elif ' lang="en"' in tag:
            within, deep = name, 1
        drawn = not closes if name == "text" else drawn
    yield page[end:]


def _text(text: str, name: str) -> str:
    parts = pieces(unescape(text)) if text.strip() else ()
    if not any(apart for _, apart in parts):
        return text
    return join(*(element(name, part, lang="en") if apart else part for part, apart in parts))
