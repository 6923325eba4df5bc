"""English that is left in a page of another language: words of our sentences outside what is marked as English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

# Words that no sentence of ours does without, and that are no words of Spanish.
_ENGLISH = (
    "the of and or that this these says said say is are was may from with without for by where what which who "
    "not there here it its how many more two one if to show source sources path paths step steps answer "
    "question questions none other others also seen left right lies leads lead begins felt found name names "
    "search find back next between against reader evidence study grade read open close about both each any "
    "they them all claim claims kind kinds nobody nothing everything cost warning sign signs doctor disputed denied "
    "pain muscle muscles joint joints nerve bone tissue posture "
)
ENGLISH = frozenset(_ENGLISH.split())
_TOLD = ("aria-label", "title", "alt", "placeholder", "aria-description", "data-said", "data-progress")
_EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_SILENT = frozenset({"script", "style", "code", "pre"})
# Names and licences, which are called so in any language, and drawings' own words, which cannot be marked in parts.
_NAMES = re.compile(
    r'refgraph [a-z-]+ "[^"]*"|'
    r"CC BY|The Hoop|creativecommons\.org/licenses/by|<[^<>]*>|\{\w+\}|[a-z0-9]+(?:-[a-z0-9]+)+(?:#\d+)?|https?://\S+"
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.within: list[tuple[str, str | None]] = []
        self.told: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        lang = said.get("lang") or (self.within[-1][1] if self.within else None)
        # A link in a drawing is named by what it stands for, which may have no translation.
        drawn = tag == "a" and any(name == "svg" for name, _ in self.within)
        if lang != "en" and not drawn:
            self.told += [text for name in _TOLD if (value := said.get(name)) for text in _texts(value)]
        if tag not in _EMPTY:
            self.within.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self.within) - 1, -1, -1) if self.within[n][0] == tag), None)
        if at is not None:
            del self.within[at:]

    def handle_data(self, data: str) -> None:
        tag, lang = self.within[-1] if self.within else ("", None)
        inside = any(name in _SILENT for name, _ in self.within)
        if lang != "en" and not inside and tag not in ("title", "desc"):
            self.told.append(data)


def _texts(value: str) -> Iterator[str]:
    """An attribute may hold texts for a script, by the names that it has for them."""
    yield from json.loads(value).values() if value.startswith('{"') else (value,)


def english_in(told: str) -> list[str]:
    """Return the English words of a text."""
    return [word for word in re.findall(r"[^\W\d_]+", _NAMES.sub(" ", told).lower()) if word in ENGLISH]


def leftovers(page: str) -> Iterator[str]:
    """Yield each text of a page that is not marked as English and holds an English word."""
    reader = _Reader()
    reader.feed(page)
    for told in reader.told:
        if english_in(told):
            yield " ".join(told.split())
