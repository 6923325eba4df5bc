"""The sentences that answer, and the groups in a line or two."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words import answer_wording
from refgraph.report.words.summary import label, lead, member_line, quoted, summary
from refgraph.search import questions


def test_the_lead_says_who_says_what_and_what_speaks_against_it(toy: KnowledgeGraph, answer: Answer) -> None:
    assert lead(toy, answer) == (
        "Ada Author et al. (blog) say that a tight upper trapezius is felt as headache, and put slump behind that; "
        "it is a single voice, and Ada Author et al. ¶9 disputes a part of it."
    )


def test_one_author_says_and_puts(toy: KnowledgeGraph) -> None:
    told = lead(toy, questions.origins(toy, Finding("buttock-pain")))
    assert "Quill Q. Nobody (clinic blog, 2001) says that" in told


def test_a_hedge_is_kept(mini: Dataset) -> None:
    claims = tuple(replace(claim, modality="may") if claim.id == "toy-neck#2" else claim for claim in mini.claims)
    kg = build(replace(mini, claims=claims))
    assert "may be felt as headache" in lead(kg, questions.origins(kg, Finding("headache")))


def test_the_warning_names_a_sign_or_says_that_none_is_no_comfort(toy: KnowledgeGraph, answer: Answer) -> None:
    told = summary(toy, answer)
    assert told.warns
    assert told.warning.startswith("! See a doctor first if there is headache (when it strikes all at once)")
    none = summary(toy, questions.origins(toy, Finding("buttock-pain")))
    assert not none.warns
    assert none.warning == answer_wording.no_red_flag(toy, questions.origins(toy, Finding("buttock-pain")).query)


def test_a_group_names_its_states_roots_grade_and_voices(toy: KnowledgeGraph, answer: Answer) -> None:
    group = summary(toy, answer).groups[0]
    assert group.label == "tight upper trapezius or knots in it"
    assert (group.number, group.beyond, group.grade) == (1, ("slump",), "single voice")
    assert group.cited == ("Ada Author et al. ¶3 (blog)",)
    assert group.remarks == ("disputed by Ada Author et al. ¶9",)
    assert label(toy, group.group)[0] == group.label


def test_nothing_found_says_so_and_what_there_is_instead(toy: KnowledgeGraph) -> None:
    told = summary(toy, questions.origins(toy, Finding("sitting-on-clouds")))
    assert told.groups == ()
    assert told.lead
    assert any("refgraph effects" in line for line in told.also)


def test_effects_are_told_forward(toy: KnowledgeGraph) -> None:
    told = summary(toy, questions.effects(toy, Finding("upper-trapezius", "tight")))
    assert not told.back
    assert [group.label for group in told.groups] == ["headache"]


def test_a_path_of_a_kind_is_one_line(toy: KnowledgeGraph, answer: Answer) -> None:
    lines = [member_line(toy, path) for path in answer.members]
    assert lines
    assert all(" → " in line and line.endswith(")") for line in lines)


def test_a_name_of_several_words_is_quoted_for_the_shell() -> None:
    assert [quoted(name) for name in ("headache", "low back pain", "c2-3")] == ["headache", '"low back pain"', "c2-3"]
