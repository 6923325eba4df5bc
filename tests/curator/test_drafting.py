"""Drafts: what an article says, read with the names of the graph, and what could not be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ARTICLES

from refgraph.curation.article import read
from refgraph.curation.canonical import dump
from refgraph.curation.forms import check
from refgraph.curation.yaml import parse
from refgraph.curator.drafting import ANCHOR_WORDS, draft
from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.sentences import contains, fold


def _only(kg: KnowledgeGraph, *sentences: str, **options: Any) -> dict[str, Any]:
    found = draft(kg, sentences, **options)
    assert len(found.claims) == 1, found
    return found.claims[0]


def test_a_plain_sentence_gives_one_draft(toy: KnowledgeGraph) -> None:
    assert _only(toy, "Nothing.", "The tight piriformis may compress the sciatic nerve.", first=4) == {
        "id": "4",
        "draft": "The tight piriformis may compress the sciatic nerve.",
        "subject": {"entity": "piriformis", "state": "tight"},
        "predicate": "compresses",
        "object": {"entity": "sciatic-nerve", "state": "compressed"},
        "modality": "may",
        "anchor": "tight piriformis may compress the sciatic nerve",
        "statement": "Tight piriformis may compress sciatic nerve.",
        "locator": {"paragraph": "2"},
        "evidence": "author-assertion",
    }


def test_negation_hedge_and_speaker(toy: KnowledgeGraph) -> None:
    assert _only(toy, "Weak gluteals do not cause headaches.")["polarity"] == "denies"
    assert "modality" not in _only(toy, "Weak gluteals can not cause headaches.")
    doubted = _only(toy, "Weak gluteals may not cause headaches.")
    assert (doubted["polarity"], doubted["modality"]) == ("denies", "may")
    assert _only(toy, "Do weak gluteals cause headaches?")["modality"] == "may"
    assert "polarity" not in _only(toy, "Not only weak gluteals cause headaches.")
    assert "modality" not in _only(toy, "Weak gluteals cause headaches.")
    quoted = _only(toy, "Weak gluteals cause headaches, says Dr. Quill of the Nowhere Clinic.")
    assert (quoted["speaker"], quoted["evidence"]) == ("Dr. Quill", "quoted-expert")


def test_a_passive_turns_the_ends(toy: KnowledgeGraph) -> None:
    told = _only(toy, "A headache can be caused by weak gluteals.")
    assert (told["subject"]["entity"], told["object"]["entity"]) == ("gluteals", "headache")


def test_each_of_a_list_has_a_draft(toy: KnowledgeGraph) -> None:
    found = draft(toy, ["Weak gluteals and tight hamstrings cause headache, neck pain and buttock pain."]).claims
    assert len(found) == 6


def test_what_only_says_where_is_not_the_subject(toy: KnowledgeGraph) -> None:
    told = _only(toy, "Tight hamstrings in the buttock cause headaches.")
    assert told["subject"]["entity"] == "hamstrings"
    assert draft(toy, ["A thing in the piriformis causes headaches."]).claims == ()


def test_the_movement_of_a_thing_is_its_own(toy: KnowledgeGraph) -> None:
    told = _only(toy, "Weak gluteals overactivate the function of the calf muscles.")
    assert told["object"] == {"entity": "calf-muscles", "state": "overactive"}
    assert draft(toy, ["Weak gluteals overactivate things in the calf muscles."]).claims == ()


def test_what_stands_in_brackets_is_not_the_subject(toy: KnowledgeGraph) -> None:
    told = _only(toy, "Weak gluteals (and not the piriformis) cause headaches.")
    assert told["subject"] == {"entity": "gluteals", "state": "weak"}
    assert "polarity" not in told


def test_a_partial_read_names_its_section_and_the_design_its_evidence(toy: KnowledgeGraph) -> None:
    told = _only(toy, "Weak gluteals cause headaches.", section="abstract", evidence="study")
    assert (told["locator"], told["evidence"]) == ({"section": "abstract", "paragraph": "1"}, "study")


def test_what_cannot_be_read_is_listed(toy: KnowledgeGraph) -> None:
    found = draft(toy, ["One.", "Weak gluteals cause glumness.", "Grumpiness causes headaches."])
    assert found.claims == ()
    assert [(one.paragraph, one.why.split(" “")[0]) for one in found.unread] == [
        (2, "no name that is known after"),
        (3, "no name that is known before"),
    ]
    assert "twice" in draft(toy, ["An aching head causes headaches."]).unread[0].why
    wrong = draft(toy, ["Headaches compress the sciatic nerve."]).unread
    assert "cannot stand before" in wrong[0].why


def test_the_toy_article_gives_what_it_says_and_always_the_same(toy: KnowledgeGraph) -> None:
    paragraphs = read(ARTICLES / "toy-hip.txt")
    found = draft(toy, paragraphs)
    told = {(one["subject"]["entity"], one["predicate"], one["object"]["entity"]) for one in found.claims}
    curated = {
        (one.subject.entity, one.predicate, one.object.entity) for one in toy.claims() if one.source == "toy-hip"
    }
    assert len(told & curated) >= 5
    assert draft(toy, paragraphs) == found
    for one in found.claims:
        paragraph = fold(paragraphs[int(one["locator"]["paragraph"]) - 1])
        assert contains(paragraph, one["anchor"])
        assert len(one["anchor"].split()) <= ANCHOR_WORDS


def test_a_draft_is_a_claim_once_its_line_is_gone(toy: KnowledgeGraph) -> None:
    claims = draft(toy, read(ARTICLES / "toy-hip.txt")).claims
    for told in parse("x.yaml", dump({"claims": list(claims)}).encode()).value["claims"]:
        assert check("claim", told)[1], "a form that takes no draft"
        del told["draft"]
        assert check("claim", told)[1] == []


_PARTS = (
    "weak gluteals",
    "a headache",
    "causes",
    "and",
    ",",
    "in the",
    "does not",
    "may",
    "aching head",
    "is felt as",
    ";",
)


@given(st.lists(st.sampled_from(_PARTS) | st.text(max_size=4), max_size=12).map(" ".join))
def test_no_text_breaks_it(toy: KnowledgeGraph, text: str) -> None:
    for told in draft(toy, [text]).claims:
        assert contains(fold(text), told["anchor"])


@pytest.mark.parametrize("text", ["", "   ", "…", "causes", "a" * 5000, "causes " * 300])
def test_odd_paragraphs(toy: KnowledgeGraph, text: str) -> None:
    assert draft(toy, [text]).claims == ()
