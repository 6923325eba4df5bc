"""Every textual form: the same order, the same claims, and nothing of the data that is taken for syntax."""

from __future__ import annotations

import re

import pytest
from asked import QUESTIONS, SUFFIXES, asked
from golden import compare

from refgraph.graph import claims as selection
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report import listings, render
from refgraph.report.records.json import NOTICE
from refgraph.search import questions


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_as_kept(toy: KnowledgeGraph, name: str, form: str) -> None:
    made = render(toy, asked(toy, name), form)
    assert made == render(toy, asked(toy, name), form)
    compare(f"cli/{name}.{SUFFIXES[form]}", made)


@pytest.mark.parametrize("form", SUFFIXES)
def test_red_flags_and_the_notice_stand_before_the_first_route(toy: KnowledgeGraph, form: str) -> None:
    made = render(toy, asked(toy, "origins-headache"), form)
    if form == "mermaid":
        made = made.replace("#46;", ".")
    red, notice = made.index("may point to moon fever"), made.rindex(NOTICE)
    # The sentence that answers names the first origin before anything else does.
    begins = {"json": '"paths"', "markdown": "\n## 1"}
    route = made.index(begins.get(form, "upper trapezius"))
    assert max(red, notice) < route
    assert form == "mermaid" or red < notice


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "mermaid", "dot"])
def test_a_missing_red_flag_is_said_to_be_no_comfort(toy: KnowledgeGraph, form: str) -> None:
    made = render(toy, asked(toy, "origins-neck-pain"), form)
    assert "No article in this graph states a red flag for neck pain" in made
    assert "that is not reassurance" in made


def test_each_claim_is_told_once_and_named_ever_after(toy: KnowledgeGraph) -> None:
    made = render(toy, asked(toy, "origins-headache"))
    assert made.count("Carrying the head in front of the trunk") == 1
    assert made.count("[5]") > 2
    assert "tilts into → posterior pelvic tilt [" in made
    assert re.search(r"\[\d+\] may", made), "a hedge is said again where its claim is"


def test_nothing_found_names_the_nearest_miss_and_why(toy: KnowledgeGraph) -> None:
    answer = questions.paths(toy, Finding("hamstrings", "tight"), Finding("pelvis-dragged-forward"))
    assert not answer.paths
    for form in ("text", "markdown", "csv", "mermaid", "dot"):
        made = render(toy, answer, form).replace("#45;", "-")
        assert answer.near_misses[0].why.partition(":")[0] in made


# ---------------------------------------------------------------- data that tries to be syntax


def test_no_control_character_of_the_data_reaches_a_terminal(nasty: KnowledgeGraph) -> None:
    answer = asked(nasty, "origins-headache")
    for form in ("text", "markdown", "mermaid", "dot"):
        made = render(nasty, answer, form)
        assert all(letter.isprintable() or letter == "\n" for letter in made), form
    assert "\x1b" not in listings.show(nasty, "headache")
    assert "\x1b" not in listings.claims(nasty, selection.claims(nasty, selection.Wanted()))


# ---------------------------------------------------------------- lists
