"""Answers as HTML: everything escaped, every claim with its link."""

from __future__ import annotations

from refgraph.teaching.exports.markup import chosen, explained, told, warned
from refgraph.teaching.values import Choice, Evidence, Question, Quiz

SAID = Evidence("A <b> & c.", "Ada", "", "", "Ada. B.", "https://a.example/?a=1&b=2", against=True)


def test_everything_is_escaped_and_what_is_against_is_marked() -> None:
    made = told([SAID])
    assert made == (
        "<ul><li><strong>Against it:</strong> According to Ada: A &lt;b&gt; &amp; c. "
        '<a href="https://a.example/?a=1&amp;b=2">read the passage</a></li></ul>'
    )


def test_each_choice_with_a_reason_is_told() -> None:
    right, wrong = Choice("a", "a", True, "", ()), Choice("b", "b <i>", False, "why b", (SAID,))
    made = explained(Question("no-origin", "?", (right, wrong), ("a",), "A.", ()))
    assert made == f"<p><strong>A.</strong></p><ul><li>{chosen(wrong)}</li></ul>"
    assert chosen(wrong).startswith("<p><strong>B &lt;i&gt;.</strong> why b</p><ul>")


def test_warning_signs_are_told_with_their_claims() -> None:
    assert warned(Quiz("t", "t", (), (), "See a doctor.", (SAID,), 1, "v")).endswith(told([SAID]))
    assert warned(Quiz("t", "t", (), (), "", (), 1, "v")) == ""
