"""The explorer: every page of a graph, by its address; a server sends them, a site keeps them as files.

The same address gives the same bytes. Beside each page stands the same as JSON, at its address with `.json`. Routing,
navigation and the addresses of the site all come from the kinds of page that the modules in `pages` declare. It imports
`web.assets`, `web.embeds`, `web.network` and what is below `web`. Read `page` first (what a kind of page declares),
then `pages.symptom`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from refgraph.errors import DataError, MovedError, NoPageError, PageError, RefgraphError, RefusedError
from refgraph.language.voice import ENGLISH, msgid, speaking, tr
from refgraph.report.words.wording import clean
from refgraph.web.embeds import EMBEDS, Embed, presentation
from refgraph.web.explorer import addresses, downloads, endpoint, pages
from refgraph.web.explorer.addresses import ENDPOINT
from refgraph.web.explorer.cards import OEMBED, PREVIEW, Card, CardMaker, frame_address, read_base
from refgraph.web.explorer.frames import FRAMES
from refgraph.web.explorer.layout import HTML_SUFFIX, Layout
from refgraph.web.explorer.page import Files, Page, PageKind, PageRequest, Query, Template
from refgraph.web.explorer.state import ExplorerState

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

__all__ = ["ENDPOINT", "Explorer", "File"]

HTML, JSON = "text/html; charset=utf-8", "application/json"
LONGEST_ADDRESS, LONGEST_QUERY, MOST_VALUES = 600, 2_000, 60
_ERROR, _NOT_FOUND = Template("error"), Template("not_found")
_TITLES = {
    404: msgid("There is no such page"),
    400: msgid("This cannot be answered"),
    501: msgid("There is no such form"),
}
_WRONG = msgid("Something is wrong")
TOO_LONG = msgid("This address is too long.")
TOO_MUCH = msgid("This asks for more than a page can answer; ask for less.")
_NO_SUCH_FILE = msgid("There is no such page here. Go back, or shorten the address to where this site begins.")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the explorer, at its address.

    Attributes:
        name: the address with its ending, as a file of a frozen site is called.
        policy: what the page may do; a server sends it as a header.
        abroad: whether pages of others may show it.
    """

    name: str
    media: str
    body: bytes
    policy: str | None = None
    abroad: bool = False


class Explorer:
    """All pages of a graph.

    Args:
        kg: the graph.
        frozen: whether pages are files: links then end in `.html`, and each page states its own policy.
        pictures: endings of the pictures of a path that need an extra and are offered;
            None for all that can be made, and for none where pages are files.
        embeds: the kinds of download of a path.
        forms: whether the other forms of a page stand beside it.
        base: the address that the explorer is reached at, for what other sites show of its pages; empty: not known.
        previews: on files: whether every page that has a card has a picture, and not only those of what is felt.
        lang: of pages whose address asks for none (`?lang=es`).

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> explorer = Explorer(open_graph(Path("tests/data/mini")))
        >>> explorer.file("symptom/headache").media, explorer.file("symptom/headache.json").media
        ('text/html; charset=utf-8', 'application/json')
    """

    def __init__(
        self,
        kg: KnowledgeGraph,
        *,
        frozen: bool = False,
        pictures: Sequence[str] | None = None,
        embeds: Mapping[str, Embed] = EMBEDS,
        forms: bool = True,
        base: str = "",
        previews: bool = False,
        lang: str = "en",
    ) -> None:
        presentation.one_of(lang, "language", presentation.LANGUAGES)
        offered = () if frozen else downloads.installed(embeds)
        self._state = ExplorerState(kg, offered if pictures is None else pictures, embeds, frozen=frozen)
        self._endings, self._forms = (OEMBED, PREVIEW, *downloads.endings(embeds)), forms
        self._layout = Layout(self._state.paint, frozen, pages.navigation(), forms=forms, lang=lang)
        self._cards = CardMaker(read_base(base), self._layout.suffix, frozen, previews)
        self._kinds = {(kind.name, kind.parts): kind for kind in pages.kinds()}

    @property
    def data_version(self) -> str:
        """What the pages are made from."""
        return self._state.kg.data_version

    def file(self, address: str, query: Query | None = None) -> File:
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
        lang, known = _language(asked, self._layout.lang)
        with _speaking(lang):
            _check(address, asked, known)
            try:
                return self._file(address, asked, lang)
            except MovedError as moved:
                asking = f"lang={lang}" if lang != self._layout.lang else ""
                raise MovedError(addresses.asking(moved.address, asking)) from None

    def _file(self, address: str, asked: Query, lang: str) -> File:
        place, ending = _split(address, self._endings)
        kind, parts = self._kind(place)
        page = self._page(kind, parts, asked, lang)
        if not ending:
            return self._html(kind, page, lang)
        if ending == ".json":
            return _data(kind, page)
        beside = {**page.files, **self._for_others(page)}
        if ending not in beside:
            raise NoPageError(tr("This page has no such form."), [(tr("The page itself"), place)])
        media, make = beside[ending]
        with speaking(ENGLISH):
            return _file(page.address, ending, media, make(), abroad=ending in (OEMBED, PREVIEW))

    def oembed(self, query: Query, reached: str = "") -> File:
        """Return the oEmbed document of a page by its whole address, as a consumer asks for it.

        Args:
            query: what is asked: `url`, `format`, `maxwidth`, `maxheight`.
            reached: the address by which this explorer is reached, where it was made without one.

        Raises:
            PageError: there is no such page with a frame, no such form, or no such answer.
        """
        cards = self._cards if self._cards.base else replace(self._cards, base=read_base(reached))
        with _speaking(self._layout.lang):
            return _file(ENDPOINT, "", JSON, endpoint.document(cards, query, self._card), abroad=True)

    def _card(self, address: str) -> Card | None:
        with _speaking(lang := self._layout.lang):
            _check(address, {})
            kind, parts = self._kind(address)
            return self._page(kind, parts, {}, lang).card

    def prepare(self, most: int) -> None:
        """Make pages before they are asked for: that to begin with, and those of the symptoms that most is told of.

        Args:
            most: of how many symptoms.
        """
        counts = self._state.counts
        told = sorted(counts, key=lambda key: (-counts[key], key))[:most]
        for address in (addresses.START, *map(addresses.symptom, told)):
            self.file(address)

    def error_page(
        self, status: int, message: str, near: Sequence[tuple[str, str]] = (), query: Query | None = None
    ) -> File:
        """Return a page that says in plain words what is wrong; it stands at the root.

        Args:
            status: of the answer.
            message: what is wrong, in the language that was asked for or as an interface text.
            near: what may have been meant: (name, address).
            query: what was asked.
        """
        lang, _ = _language(query or {}, self._layout.lang)
        with _speaking(lang):
            words = {
                "title": tr(_TITLES.get(status, _WRONG)),
                "message": tr(message),
                "near": list(near),
                "references": [],
            }
            return self._message(status, _ERROR, words, lang)

    def not_found_page(self) -> File:
        """Return what a static host shows for an unknown address; without links, as its depth is not known."""
        with _speaking(self._layout.lang):
            words = {"title": tr(_TITLES[404]), "message": tr(_NO_SUCH_FILE)}
            return self._message(404, _NOT_FOUND, words, self._layout.lang)

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page that other pages lead to, in a fixed order."""
        for kind in self._kinds.values():
            yield from kind.addresses(self._state) if kind.addresses else (kind.name,)

    def files(self) -> Iterator[File]:
        """Yield every page and what stands beside it."""
        for address in self.addresses():
            with _speaking(lang := self._layout.lang):
                kind, parts = self._kind(address)
                page = self._page(kind, parts, {}, lang)
                made = [self._html(kind, page, lang)]
                made += [_data(kind, page)] if kind.read or self._forms else []
            yield from made
            yield from _frame(page) if self._layout.frozen else ()
            beside = page.files if self._forms else {}
            for ending, (media, make) in {**beside, **self._for_others(page)}.items():
                yield _file(page.address, ending, media, make())

    def _for_others(self, page: Page) -> Files:
        return self._cards.files(page.card) if page.card else {}

    def _kind(self, address: str) -> tuple[PageKind, list[str]]:
        name, *parts = address.split("/")
        kind = self._kinds.get((name, len(parts)))
        if kind is None or not all(parts):
            raise _nothing()
        return kind, parts

    def _page(self, kind: PageKind, parts: Sequence[str], query: Query, lang: str) -> Page:
        try:
            return kind.make(self._state, PageRequest(parts, _question(kind, query, lang)))
        except (PageError, DataError):
            raise
        except RefgraphError as error:
            raise RefusedError(str(error)) from error

    def _html(self, kind: PageKind, page: Page, lang: str) -> File:
        if page.whole:
            html, assets = page.whole(self._layout.links(page.address, lang))
        elif kind.template:
            card = self._cards.tags(page.card) if page.card else None
            html = self._layout.render(
                page.address, kind.template, page.words, page.drawer, read=kind.read, card=card, lang=lang, also=True
            )
            assets = self._layout.assets(kind.template)
        else:
            raise AssertionError(f"the page {kind.name} has neither a template nor a text of its own")
        policy = assets.policy(served=True)
        return _file(page.address, HTML_SUFFIX, HTML, html, policy, abroad=assets.framed)

    def _message(self, status: int, template: Template, words: Mapping[str, object], lang: str) -> File:
        html = self._layout.render(addresses.START, template, words, lang=lang)
        return _file(str(status), HTML_SUFFIX, HTML, html, self._layout.assets(template).policy(served=True))


def _question(kind: PageKind, query: Query, lang: str) -> Query:
    """What a page is asked; a frame reads its language itself, with the rest of its presentation."""
    asked = {key: given for key, given in query.items() if key != "lang"}
    return {**asked, "lang": [lang]} if kind.name == FRAMES else asked


def _frame(page: Page) -> Iterator[File]:
    """The page for a frame of a page that has one."""
    if page.card and page.card.framed:
        html, assets, _ = page.card.framed
        policy = assets.policy(served=True)
        yield _file(frame_address(page.card.address), HTML_SUFFIX, HTML, html, policy, abroad=True)


def _nothing() -> NoPageError:
    near = [(tr("Start"), addresses.START), (tr("All names"), addresses.NAMES)]
    return NoPageError(tr("Nothing stands at this address."), near)


def _language(asked: Query, usual: str) -> tuple[str, bool]:
    """The language to answer in, and whether it is the one that is asked for."""
    wanted = [*asked.get("lang", ()), usual][0]
    known = wanted in presentation.LANGUAGES
    return wanted if known else usual, known


def _speaking(lang: str) -> AbstractContextManager[None]:
    """Use the words of a language."""
    return presentation.words_of(lang, plain=False)


def _data(kind: PageKind, page: Page) -> File:
    """What a page says, as JSON: in English, but for what scripts of other pages read."""
    with nullcontext() if kind.read else speaking(ENGLISH):
        return _file(page.address, ".json", JSON, _json(page.record()))


def _check(address: str, query: Query, known: bool = True) -> None:
    if not known:
        raise RefusedError(tr("There is no language “{name}” here.", name=clean(query["lang"][0][:20])))
    values = [value for given in query.values() for value in given]
    if len(address) > LONGEST_ADDRESS:
        raise RefusedError(tr(TOO_LONG))
    if len(values) > MOST_VALUES or sum(map(len, (*query, *values))) > LONGEST_QUERY:
        raise RefusedError(tr(TOO_MUCH))


def _split(address: str, endings: Sequence[str]) -> tuple[str, str]:
    """Take the ending off; the start page is called `index` where it needs a name."""
    ending = next((known for known in endings if address.endswith(known)), "")
    place = address.removesuffix(ending) if ending else address
    return (addresses.START if ending and place == "index" else place), ending


def _file(
    address: str, ending: str, media: str, body: str | bytes, policy: str | None = None, *, abroad: bool = False
) -> File:
    held = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return File(f"{address or 'index'}{ending}", media, held, policy, abroad)


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
