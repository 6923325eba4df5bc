"""Markdown: what the data say is never taken for syntax."""

from __future__ import annotations

import re

from asked import asked
from hypothesis import given
from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report import markdown, render


def test_markdown_holds_no_html_and_no_link_of_the_data(nasty: KnowledgeGraph) -> None:
    made = render(nasty, asked(nasty, "origins-headache"), "markdown")
    assert not re.search(r"(?<!\\)<i>", made)
    assert not re.search(r"(?<!\\)\]\(h\)", made)
    assert not re.search(r"(?<!\\)`d`", made)


@given(st.text(max_size=60))
def test_escaped_markdown_is_one_line_of_plain_text(said: str) -> None:
    made = markdown.escape(said)
    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[<`*_\[\]]", made) or "\\" in said


@given(st.text(st.sampled_from("`a<i> \n"), max_size=12))
def test_a_code_span_ends_where_it_ends(said: str) -> None:
    made = markdown.code(f"x{said}x")
    fence = re.match("`+", made)[0]  # type: ignore[index]
    inside = made[len(fence) : -len(fence)]
    assert not re.search(rf"(?<!`){fence}(?!`)", inside)
    assert "\n" not in made
