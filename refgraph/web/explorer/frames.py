"""Pages for frames in pages of others (`embed/v1`): all origins of a symptom, an entity, a path.

What a page is asked becomes its presentation: `?theme=dark&labels=numbers&steps=1-3&title=Week+3`. On files a script of
the page reads theme and title; the rest needs a server, or a file of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from refgraph.errors import NoPageError, UsageError
from refgraph.language.voice import tr
from refgraph.web.embeds import frame, presentation
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.presentation import Presentation
from refgraph.web.embeds.subject import Subject
from refgraph.web.explorer import addresses, cards
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Query
from refgraph.web.explorer.parts import near
from refgraph.web.explorer.state import ExplorerState

_VERSION = frame.CONTRACT.partition("/")[2]
_WORDS = ("theme", "labels", "steps", "lang", "title")
_NUMBERS = ("rank", "width")
# What the addresses of frames begin with.
FRAMES = "embed"


def embed(state: ExplorerState, request: PageRequest) -> Page:
    """Write a subject as a page for a frame.

    Raises:
        NoPageError: there is no such subject, or no such version of the contract.
        UsageError: what is asked is none of what there is.
    """
    version, kind, *parts = request.parts
    if version != _VERSION:
        raise NoPageError(
            tr(
                "There is no version {version} of pages for frames; the one that there is is {known}.",
                version=version[:20],
                known=_VERSION,
            )
        )
    subject, place = _subject(state, kind, parts)
    asked = presentation_of(request.query)
    how = Presentation(**{"whole": kind == "symptom", **asked})
    page, assets, _ = frame.hosted(state.kg, subject, how)
    made = subjects.stamp_of(state.kg, subject, how)
    return Page(cards.frame_address(place), {}, lambda: json.loads(made.text), whole=lambda _: (page, assets))


def _subject(state: ExplorerState, kind: str, parts: list[str]) -> tuple[Subject, str]:
    """The subject of an address, and the address of the page that tells of it."""
    if kind == "path" and len(parts) == 3:
        return state.path(*parts), f"path/{'/'.join(parts)}"
    key = addresses.read_entity(state.kg, parts[0]) if len(parts) == 1 else None
    if key is not None and kind == "symptom" and state.is_felt(key):
        answer = state.origins(key)
        # Of what nothing is told of, there is nothing to draw but itself.
        return answer if answer.groups.shown else state.kg.entity(key), addresses.symptom(key)
    if key is not None and kind == "entity":
        return state.kg.entity(key), addresses.entity(key)
    raise NoPageError(tr("Nothing that can be framed stands at this address."), near(state, key))


def _told(state: ExplorerState) -> Iterator[str]:
    """The pages of symptoms and entities, each of which has a frame."""
    yield from map(addresses.symptom, state.felt)
    yield from (addresses.entity(known.key) for known in state.kg.entities())


def presentation_of(query: Query) -> Mapping[str, Any]:
    """Read what a page is asked into fields of a presentation.

    Raises:
        UsageError: something is asked that is none of these, or a number is none.
    """
    asked: dict[str, Any] = {}
    for name, values in query.items():
        said = values[-1]
        if name in _WORDS:
            asked[name] = said[:300]
        elif name in _NUMBERS and said.isascii() and said.isdecimal() and len(said) < 6:
            asked[name] = int(said)
        elif name == "plain":
            asked[name] = said not in ("", "0")
        else:
            presentation.one_of(name, "parameter", (*_WORDS, *_NUMBERS, "plain"))
            raise UsageError(f"{name} must be a number")
    # One path is asked for, where the page would show all origins.
    return asked | {"whole": False} if {"rank", "steps"} & set(asked) else asked


# On files the explorer writes the frame of a page with the page, so that both are drawn from one reading.
PAGES = (
    PageKind(
        FRAMES,
        embed,
        None,
        parts=3,
        addresses=lambda state: () if state.frozen else map(cards.frame_address, _told(state)),
    ),
    PageKind(
        FRAMES,
        embed,
        None,
        parts=5,
        addresses=lambda state: () if state.frozen else map(cards.frame_address, state.catalogue),
    ),
)
