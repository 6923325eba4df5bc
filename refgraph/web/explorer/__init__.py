"""The explorer: every page of a graph, by its address; a server sends them, a site keeps them as files.

The same address gives the same bytes. Beside each page stands the same as JSON, at its address with `.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.errors import RefgraphError
from refgraph.web.explorer import addresses, downloads, lists, pages
from refgraph.web.explorer.layout import HTML_SUFFIX, Frame, stated_policy
from refgraph.web.explorer.state import Desk, MovedError, NoPageError, Page, RefusedError

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

__all__ = ["Explorer", "File", "MovedError", "NoPageError", "RefusedError"]

HTML, JSON = "text/html; charset=utf-8", "application/json"
LONGEST_ADDRESS, LONGEST_QUERY, MOST_VALUES = 600, 2_000, 60
Asked = Mapping[str, Sequence[str]]
# Kind of page, and how many parts its address has after the kind → what makes it.
_MAKERS: Mapping[tuple[str, int], Callable[[Desk, Sequence[str], Asked], Page]] = {
    (addresses.START, 0): lambda desk, _, __: pages.start(desk),
    (addresses.NAMES, 0): lambda desk, _, query: lists.all_names(desk, query),
    (addresses.SOURCES, 0): lambda desk, _, __: lists.sources(desk),
    (addresses.DISPUTES, 0): lambda desk, _, __: lists.disputes(desk),
    (addresses.EVIDENCE, 0): lambda desk, _, __: lists.evidence(desk),
    (addresses.NETWORK, 0): lambda desk, _, __: lists.network(desk),
    ("symptom", 1): lambda desk, parts, query: pages.symptom(desk, parts[0], query),
    ("entity", 1): lambda desk, parts, _: lists.entity(desk, parts[0]),
    ("source", 1): lambda desk, parts, _: lists.source(desk, parts[0]),
    ("path", 3): lambda desk, parts, _: pages.path(desk, parts[0], parts[1], parts[2]),
    ("compare", 1): lambda desk, parts, query: pages.choose(desk, parts[0], query),
    ("compare", 6): lambda desk, parts, _: pages.compare(desk, parts),
}
_ENDINGS = (".csl.json", ".json", ".svg", ".png", ".pdf", ".csv", ".mmd", ".bib", ".txt")


@dataclass(frozen=True, slots=True)
class File:
    """One thing at one address.

    Attributes:
        name: the address with its ending, as a file of a frozen site is called.
        policy: what the page may do; a server sends it as a header.
    """

    name: str
    media: str
    body: bytes
    policy: str | None = None


class Explorer:
    """All pages of a graph.

    Args:
        kg: the graph.
        frozen: whether pages are files: links then end in `.html`, and each page states its own policy.
        pictures: endings of the pictures of a path that need an extra and are offered;
            None for all that can be made, and for none where pages are files.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> explorer = Explorer(open_graph(Path("tests/data/mini")))
        >>> explorer.file("symptom/headache").media, explorer.file("symptom/headache.json").media
        ('text/html; charset=utf-8', 'application/json')
    """

    def __init__(self, kg: KnowledgeGraph, *, frozen: bool = False, pictures: Sequence[str] | None = None) -> None:
        offered = () if frozen else downloads.installed()
        self._desk = Desk(kg, offered if pictures is None else pictures)
        self._frame = Frame(self._desk.paint, frozen)

    @property
    def data_version(self) -> str:
        """What the pages are made from."""
        return self._desk.kg.data_version

    def file(self, address: str, query: Asked | None = None) -> File:
        """Return what stands at an address.

        Args:
            address: without a leading slash; an ending asks for another form of the page.
            query: what a form sent: name → values.

        Raises:
            NoPageError: nothing stands there.
            RefusedError: what is asked cannot be answered.
            MovedError: it stands at an address of its own.
        """
        asked = query or {}
        _check(address, asked)
        place, ending = _split(address)
        page = self._page(place, asked)
        if not ending:
            return self._html(page)
        if ending == ".json":
            return _file(page.address, ending, JSON, _json(page.record()))
        if ending not in page.files:
            raise NoPageError("This page has no such form.", [("The page itself", place)])
        media, make = page.files[ending]
        return _file(page.address, ending, media, make())

    def trouble(self, status: int, message: str, near: Sequence[tuple[str, str]] = ()) -> File:
        """Return a page that says in plain words what is wrong; it stands at the root."""
        title = {404: "There is no such page", 400: "This cannot be answered"}.get(status, "Something is wrong")
        words = {"title": title, "message": message, "near": list(near), "references": []}
        html = self._frame.render(addresses.START, "trouble.html", words)
        return File(f"{status}{HTML_SUFFIX}", HTML, html.encode(), self._frame.policy("trouble.html"))

    def lost(self, message: str) -> File:
        """Return what a static host shows for an unknown address; it holds no link, as its depth is not known."""
        html = self._frame.render(addresses.START, "lost.html", {"title": "There is no such page", "message": message})
        return File(f"404{HTML_SUFFIX}", HTML, html.encode(), self._frame.policy("lost.html"))

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page that other pages lead to, in a fixed order."""
        desk = self._desk
        yield from (kind for kind, parts in _MAKERS if not parts)
        yield from (addresses.symptom(key) for key in desk.felt)
        yield from (addresses.entity(known.key) for known in desk.kg.entities())
        yield from (addresses.source(known.key) for known in desk.kg.sources())
        yield from desk.catalogue
        yield from (addresses.choice(key) for key in desk.felt if desk.has_choice(key))
        yield from self._comparisons()

    def files(self) -> Iterator[File]:
        """Yield every page and everything that stands beside it."""
        for address in self.addresses():
            page = self._page(address, {})
            yield self._html(page)
            yield _file(page.address, ".json", JSON, _json(page.record()))
            for ending, (media, make) in page.files.items():
                yield _file(page.address, ending, media, make())

    def _comparisons(self) -> Iterator[str]:
        """Each listed route beside the most directly told one."""
        found: dict[str, None] = {}
        for key in self._desk.felt:
            best, *others = self._desk.origins(key).paths or (None,)
            found |= {addresses.compare(best, other): None for other in others if best}
        for path in self._desk.catalogue.values():
            rivals = self._desk.rivals(path)
            found |= {addresses.compare(*rivals): None} if rivals else {}
        yield from found

    def _page(self, address: str, query: Asked) -> Page:
        kind, *parts = address.split("/")
        make = _MAKERS.get((kind, len(parts)))
        if make is None or not all(parts):
            raise NoPageError(
                "Nothing stands at this address.", [("Start", addresses.START), ("All names", addresses.NAMES)]
            )
        try:
            return make(self._desk, parts, query)
        except RefgraphError as error:
            raise RefusedError(str(error)) from error

    def _html(self, page: Page) -> File:
        if page.whole:
            html = page.whole(self._frame.suffix)
            return _file(page.address, HTML_SUFFIX, HTML, html, stated_policy(html))
        html = self._frame.render(page.address, page.template, page.words, page.art)
        return _file(page.address, HTML_SUFFIX, HTML, html, self._frame.policy(page.template))


def _check(address: str, query: Asked) -> None:
    values = [value for given in query.values() for value in given]
    if len(address) > LONGEST_ADDRESS:
        raise RefusedError("This address is too long.")
    if len(values) > MOST_VALUES or sum(map(len, (*query, *values))) > LONGEST_QUERY:
        raise RefusedError("This asks for more than a page can answer; ask for less.")


def _split(address: str) -> tuple[str, str]:
    """Take the ending off; the start page is called `index` where it needs a name."""
    ending = next((known for known in _ENDINGS if address.endswith(known)), "")
    place = address.removesuffix(ending) if ending else address
    return (addresses.START if ending and place == "index" else place), ending


def _file(address: str, ending: str, media: str, body: str | bytes, policy: str | None = None) -> File:
    held = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return File(f"{address or 'index'}{ending}", media, held, policy)


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
