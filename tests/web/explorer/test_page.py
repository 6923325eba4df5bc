"""How a kind of page is declared: a page without a template writes itself, and each asked value has its default."""

from __future__ import annotations

import pytest

from refgraph.web.explorer import pages
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template


@pytest.mark.parametrize("kind", pages.kinds(), ids=lambda kind: kind.name or "start")
def test_a_kind_can_list_the_addresses_of_its_pages(kind: PageKind) -> None:
    assert callable(kind.make)
    assert (kind.addresses is None) <= (kind.parts == 0), "where there are parts, somebody must say which there are"
    assert kind.navigation is None or kind.parts == 0, "only a page with one address stands in the navigation"


def test_what_is_not_said_is_empty() -> None:
    request = PageRequest()
    assert (request.parts, dict(request.query)) == ((), {})
    page = Page("names", {}, lambda: [])
    assert (page.drawer, dict(page.files), page.whole) == (None, {}, None)
    assert (Template("names").styles, Template("names").scripts) == ((), ())


def test_pages_do_not_share_their_defaults() -> None:
    one, other = Page("a", {}, lambda: None), Page("b", {}, lambda: None)
    assert one.files is not other.files
