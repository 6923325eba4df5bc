"""The frame around every page: navigation, and a policy for just what the page carries."""

from __future__ import annotations

from serving import text

from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.assets import digest
from refgraph.web.explorer import Explorer, addresses, pages
from refgraph.web.explorer.layout import Layout
from refgraph.web.explorer.page import Template


def test_the_policy_allows_the_style_and_the_script_of_the_page(toy: KnowledgeGraph) -> None:
    layout = Layout(Paint(toy.schema), True, pages.navigation())
    html = layout.render("", Template("not_found"), {"title": "x", "message": "y"})
    policy = layout.assets(Template("not_found")).policy()
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert digest(style) in policy
    assert policy.replace("'", "&#39;") in html


def test_the_navigation_stands_on_every_page_and_marks_where_one_is(explorer: Explorer) -> None:
    for words, address in pages.navigation():
        if address != addresses.NETWORK:
            html = text(explorer, address)
            assert all(f">{other}</a>" in html for other, _ in pages.navigation())
            assert f'aria-current="page">{words}</a>' in html
