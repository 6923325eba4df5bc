"""Citations in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Source
from refgraph.report.words.citing import LONGEST_NAME, brief, dated, kind_of, named, place


def test_a_claim_is_cited_by_author_year_and_paragraph(toy: KnowledgeGraph) -> None:
    assert brief(toy, toy.claim("toy-hip#1")) == "Quill Q. Nobody 2001 ¶2"
    assert brief(toy, toy.claim("toy-hip#1"), kind=True) == "Quill Q. Nobody 2001 ¶2 (clinic blog)"
    assert kind_of(toy, toy.claim("toy-hip#3")) == "expert who is quoted"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Source("a", authors=("Ada Author",)), "Ada Author"),
        (Source("a", authors=("Ada Author", "Ben Writer")), "Ada Author et al."),
        (Source("a", authors=("Maximiliana von und zu Hohenlohe-Langen", "Ben")), "Hohenlohe-Langen et al."),
        (Source("a", publisher="Clinic"), "Clinic"),
    ],
)
def test_a_source_is_named_by_whoever_wrote_it(source: Source, told: str) -> None:
    assert named(source) == told
    assert dated(replace(source, date="2019-05")) == f"{told} 2019"


def test_a_long_name_without_an_address_is_cut_at_a_word() -> None:
    told = named(Source("a", publisher="The Society of People With Very Long Names Indeed"))
    assert len(told) <= LONGEST_NAME
    assert told.endswith("…")
    assert "The Society of People With Very Long Names Indeed".startswith(told.removesuffix("…"))


def test_the_place_is_a_section_or_paragraphs_in_runs(toy: KnowledgeGraph) -> None:
    claim = toy.claim("toy-hip#2")
    assert place(claim) == "¶3, 13"
    assert place(replace(claim, repeated=(4, 5, 9))) == "¶3-5, 9"
    assert place(replace(claim, section="abstract")) == "abstract"
    assert place(replace(claim, section="opening")) == "¶3, 13"
