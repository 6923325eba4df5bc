"""Facts held against the graph: what each comes to, and what is wrong with a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.curator.checklist import OUTCOMES, Fact, outcomes, read_facts, summary
from refgraph.errors import DataError
from refgraph.graph.graph import KnowledgeGraph

LIST = Path(__file__).parents[1] / "data" / "field_checklist.tsv"


def _word(kg: KnowledgeGraph, start: str, relation: str, end: str, **more: str) -> str:
    (found,) = outcomes(kg, [Fact("F1", start, relation, end, **more)])
    return found.word


def test_what_a_fact_comes_to(toy: KnowledgeGraph) -> None:
    assert _word(toy, "piriformis", "compresses", "sciatic nerve") == "told"
    assert _word(toy, "sciatic nerve", "compresses", "piriformis") == "otherwise", "what is causal has a direction"
    assert _word(toy, "piriformis", "refers-to", "buttock pain") == "chained"
    assert _word(toy, "piriformis", "supplies-it-with", "sciatic nerve") == "told", "a word that is no predicate: any"
    assert _word(toy, "piriformis", "fires-before", "sciatic nerve") == "otherwise"
    assert _word(toy, "hamstrings", "tilts", "posterior pelvic tilt", start_state="weak") == "state"
    assert _word(toy, "headache", "causes", "buttock pain") == "missing"
    assert _word(toy, "moon rocks", "causes", "headache") == "unread"


def test_a_denied_fact_needs_counter_evidence(toy: KnowledgeGraph) -> None:
    assert _word(toy, "sitting on clouds", "weakens", "hamstrings", polarity="denies") == "told"
    assert _word(toy, "sitting on clouds", "weakens", "hamstrings") == "opposite"
    assert _word(toy, "piriformis", "compresses", "sciatic nerve", polarity="denies") == "opposite"
    assert _word(toy, "piriformis", "refers-to", "buttock pain", polarity="denies") == "missing", "no chain denies"


def test_a_fault_of_names_is_told_apart(toy: KnowledgeGraph) -> None:
    (found,) = outcomes(toy, [Fact("F1", "piriformis (second type)", "compresses", "sciatic nerve")])
    assert found.word == "nearby"
    assert found.remark == "“piriformis (second type)” is not read; it is told of piriformis → sciatic nerve"
    assert not found.answered


def test_what_is_said_of_a_thing_at_fault_holds_for_it_pressed(real: KnowledgeGraph) -> None:
    assert _word(real, "T1 nerve root", "weakens", "hand interossei", start_state="compressed") == "told"
    assert _word(real, "T1 nerve root", "weakens", "hand interossei") == "told"
    assert _word(real, "hip flexors", "tilts", "anterior pelvic tilt", start_state="weak") == "state"


def test_counts_add_up(toy: KnowledgeGraph) -> None:
    facts = [
        Fact("F1", "piriformis", "compresses", "sciatic nerve", topic="a"),
        Fact("F2", "moon", "causes", "headache", topic="b"),
        Fact("F3", "piriformis", "refers-to", "buttock pain", topic="a"),
    ]
    counted = summary(list(outcomes(toy, facts)))
    assert (counted["facts"], counted["answered"], counted["answered_percent"]) == (3, 2, 66.7)
    assert counted["topics"] == {"a": {"facts": 2, "answered": 2}, "b": {"facts": 1, "answered": 0}}
    assert sum(counted["outcomes"].values()) == 3
    assert set(counted["outcomes"]) <= set(OUTCOMES)
    assert summary([])["answered_percent"] == 0.0


def test_the_list_of_the_field_can_be_read() -> None:
    facts = read_facts(LIST.read_text(encoding="utf-8"))
    assert len(facts) >= 250
    assert {fact.polarity for fact in facts} == {"asserts", "denies"}
    assert all("-" not in (fact.start_state, fact.side) for fact in facts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the header lacks id, start, relation, end"),
        ("id,start\n1,2\n", "the header lacks"),
        ("id\tstart\trelation\tend\nF1\thip\tcauses\t-\n", "x:2: the row needs"),
        ("id\tstart\trelation\tend\nF1\thip\tcauses\n", "x:2: the row needs"),
        ("id\tstart\trelation\tend\nF1\ta\tb\tc\nF1\ta\tb\tc\n", "x:3: the id F1 stands twice"),
    ],
)
def test_a_faulty_list_is_refused(text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_facts(text, "x")
