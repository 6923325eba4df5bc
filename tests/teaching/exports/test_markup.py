"""Answers as HTML: everything escaped, every claim with its link."""

from __future__ import annotations

from refgraph.teaching.exports.markup import chosen, explained, explains, told, warned
from refgraph.teaching.values import Choice, Evidence, Question, Quiz

SAID = Evidence("A <b> & c.", "Ada", "", "", "Ada. B.", "https://a.example/?a=1&b=2", against=True)


def test_everything_is_escaped_and_what_is_against_is_marked() -> None:
    made = told([SAID])
    assert made == (
        "<ul><li><strong>Against it:</strong> According to Ada: A &lt;b&gt; &amp; c. "
        '<a href="https://a.example/?a=1&amp;b=2">read the passage</a></li></ul>'
    )


def test_a_choice_that_the_explanation_tells_is_not_told_again() -> None:
    right, wrong = Choice("a", "a", True, "why a", (SAID,)), Choice("b", "b <i>", False, "why b")
    asked = Question("no-origin", "?", (right, wrong), ("a",), "A.", (SAID,))
    assert (explains(asked, right), explains(asked, wrong)) == (False, True)
    made = explained(asked)
    assert made.startswith("<p><strong>A.</strong></p><ul>")
    assert chosen(wrong) in made
    assert "why a" not in made
    assert "<p><strong>B &lt;i&gt;.</strong> why b</p>" in made


def test_warning_signs_are_told_with_their_claims() -> None:
    assert warned(Quiz("t", "t", (), (), "See a doctor.", (SAID,), 1, "v")).endswith(told([SAID]))
    assert warned(Quiz("t", "t", (), (), "", (), 1, "v")) == ""
