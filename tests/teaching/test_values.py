"""Values of quizzes: what is drawn depends on the seed alone, and what is cited is told once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from refgraph.teaching.values import Choice, Evidence, Lesson, LessonStep, Question, Quiz, shuffled

SAID = Evidence("A tight calf hurts.", "Ada Author 2021", "says it may", "paragraph 2", "Ada Author. B.", None)
OTHER = Evidence("It does not.", "Ben Writer", "", "", "Ben Writer. C.", "https://b.example/", against=True)


@given(st.lists(st.text(), unique=True), st.integers(), st.randoms(use_true_random=False))
def test_an_order_depends_on_the_seed_and_not_on_the_order_before(items: list[str], seed: int, dice: object) -> None:
    mixed = list(items)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert shuffled(items, seed) == shuffled(mixed, seed)
    assert sorted(shuffled(items, seed)) == sorted(items)


def test_another_seed_is_another_order() -> None:
    assert len({shuffled(range(6), seed) for seed in range(20)}) > 10


def test_evidence_says_who_and_how() -> None:
    assert SAID.text == "According to Ada Author 2021: A tight calf hurts. (says it may; paragraph 2)"
    assert OTHER.text == "According to Ben Writer: It does not."


def test_a_question_is_known_whatever_the_order_of_its_choices() -> None:
    choices = Choice("a", "A", True), Choice("b", "B", False)
    one, other = (Question("order", "?", some, ("a",), "A.", ()) for some in (choices, choices[::-1]))
    assert one.key == other.key
    translated = replace(one, prompt="¿?", choices=tuple(replace(choice, label="x") for choice in choices))
    assert translated.key == one.key
    assert replace(one, about=("headache",)).key != one.key
    assert one.heading == "Put in order"
    assert one.right == (choices[0],)


def test_what_is_cited_is_told_once() -> None:
    asked = Question("order", "?", (Choice("a", "A", True, "why", (SAID, OTHER)),), ("a",), "A.", (SAID,))
    assert Quiz("t", "t", (asked,), (), "", (OTHER,), 1, "v").evidence == (SAID, OTHER)
    assert Quiz("t", "t", (asked,), (), "", (), 1, "v").key != Quiz("t", "t", (), (), "", (), 1, "v").key
    step = LessonStep(1, "s", (), (SAID,), (OTHER,))
    assert Lesson("t", "v", (step,), "", (SAID,), "v").evidence == (SAID, OTHER)
