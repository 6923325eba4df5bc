"""Drafts into a source's file."""

from __future__ import annotations

import hashlib

import pytest

from refgraph.curator.into import drafted_into, evidence_of, text_of
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph

TEXT = ("Weak gluteals cause headaches.",)


def test_drafts_are_numbered_after_what_is_there(toy: KnowledgeGraph) -> None:
    before = {"source": {"title": "T", "read": "abstract"}, "claims": [{"id": "7"}]}
    value, found = drafted_into(toy, before, TEXT, text_of(TEXT))
    assert [claim["id"] for claim in value["claims"]] == ["7", "8"]
    assert value["source"] == {"title": "T", "read": "abstract", "sha256": hashlib.sha256(text_of(TEXT)).hexdigest()}
    assert found.claims[0]["locator"]["section"] == "abstract"
    assert before["claims"] == [{"id": "7"}], "the value that was given stays as it was"
    assert drafted_into(toy, {}, TEXT, b"")[0]["source"]["read"] == "whole"


def test_another_text_is_refused(toy: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="another text"):
        drafted_into(toy, {"source": {"sha256": "0" * 64}}, TEXT, b"x")
    with pytest.raises(UsageError, match="no source's file"):
        drafted_into(toy, {"claims": "none"}, TEXT, b"x")


def test_evidence_follows_the_kind_of_source(toy: KnowledgeGraph) -> None:
    best = next(iter(toy.schema.ranking.evidence))
    assert evidence_of(toy, best) == evidence_of(toy, f"preprint-{best}") == best
    assert evidence_of(toy, "clinic") == evidence_of(toy, None) == "author-assertion"
