"""What a page of the explorer is: how a kind of page is declared, what it is asked, and what its maker hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refgraph.drawing.route import RouteDrawer
    from refgraph.web.assets import PageAssets
    from refgraph.web.explorer.cards import Card
    from refgraph.web.explorer.state import ExplorerState

# What a form sent: name → values.
Query = Mapping[str, Sequence[str]]
# How a page links to others: address → what a link holds.
Links = Callable[[str], str]
# What stands beside a page, by ending: media type, and what makes it.
Files = Mapping[str, tuple[str, Callable[[], str | bytes]]]


@dataclass(frozen=True, slots=True)
class Template:
    """A template with what it needs beyond what all pages of the explorer have.

    Attributes:
        name: of `templates/explorer`, without its ending.
        styles: of `templates/explorer/styles`, likewise.
        scripts: of `templates/explorer/scripts`, likewise.
        shared: style sheets that pages besides the explorer have too, as files of `web`.
    """

    name: str
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What a page is asked: the parts of its address after the name of its kind, and what a form sent."""

    parts: Sequence[str] = ()
    query: Query = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page before it is written.

    Attributes:
        words: what its template asks for.
        record: makes the same as JSON.
        drawer: that drew the figures of the page.
        files: what else stands at this address.
        whole: makes a page that needs no template, told how it links to others; with the assets that it carries.
        card: what other sites show where its address is pasted; None for nothing.
    """

    address: str
    words: Mapping[str, Any]
    record: Callable[[], object]
    drawer: RouteDrawer | None = None
    files: Files = field(default_factory=dict)
    whole: Callable[[Links], tuple[str, PageAssets]] | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, as its module in `pages` declares it.

    Attributes:
        name: what its addresses begin with; empty for the page to begin with.
        make: makes a page of this kind.
        template: what it is written with; None where it is whole as it is made.
        parts: how many parts its addresses have after the name.
        addresses: of all pages of this kind that others lead to, in a fixed order; None where the name is the only one.
        read: whether scripts of other pages read its JSON, so that a site has it in any case.
        navigation: its place in the navigation, from the left, and its words there; None where it has none.
    """

    name: str
    make: Callable[[ExplorerState, PageRequest], Page]
    template: Template | None
    parts: int = 0
    addresses: Callable[[ExplorerState], Iterable[str]] | None = None
    read: bool = False
    navigation: tuple[int, str] | None = None
