"""The page of a handout: no script, a strict policy, the paper that was asked for, light as paper is."""

from __future__ import annotations

import re

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.web.embeds.documents.handout import content
from refgraph.web.embeds.documents.handout_page import page
from refgraph.web.embeds.presentation import Presentation


def test_nothing_runs_and_nothing_is_loaded(toy: KnowledgeGraph, answer: Answer) -> None:
    made = page(content(toy, answer, Presentation()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy
    assert "script-src" not in policy[1]
    assert "<script" not in made
    assert " style=" not in made


def test_the_paper_is_the_one_that_was_asked_for(toy: KnowledgeGraph, answer: Answer) -> None:
    assert "size:210mm 297mm" in page(content(toy, answer, Presentation()))
    assert "size:215.9mm 279.4mm" in page(content(toy, answer, Presentation(), paper="letter"))
    assert "prefers-color-scheme" not in page(content(toy, answer, Presentation()))
