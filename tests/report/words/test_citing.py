"""A claim in few words: who, when, where, and on what it rests."""

from __future__ import annotations

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Source
from refgraph.report.words.citing import LONGEST_NAME, brief, dated, kind_of, named, place


def test_every_claim_is_cited_in_one_line_with_who_says_it(toy: KnowledgeGraph) -> None:
    for claim in toy.claims():
        short, long = brief(toy, claim), brief(toy, claim, kind=True)
        assert named(toy.source(claim.source)) in short
        assert long.startswith(short)
        assert kind_of(toy, claim) in long
        assert "\n" not in long


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source("a", authors=("Ada Author",)), "Ada Author"),
        (Source("a", publisher="A House"), "A House"),
        (
            Source("a", publisher="The Society of People With Very Long Names", url="https://www.svl.example/"),
            "svl.example",
        ),
    ],
)
def test_a_source_is_named_by_its_author_its_publisher_or_its_site(source: Source, name: str) -> None:
    assert named(source) == name
    assert len(named(source)) <= LONGEST_NAME


def test_a_year_stands_behind_the_name_where_it_is_known() -> None:
    assert dated(Source("a", authors=("Ada Author",), date="2001-03")) == "Ada Author 2001"
    assert dated(Source("a", authors=("Ada Author",))) == "Ada Author"


def test_a_place_names_every_paragraph_that_says_it(toy: KnowledgeGraph) -> None:
    assert place(toy.claim("toy-hip#2")) == "¶3, 13"
