"""Evidence and answers as plain HTML, for programs that show it in a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from refgraph.language.voice import msgid
from refgraph.teaching.values import Choice, Evidence, Question, Quiz

NOTICE = msgid("Information, not a diagnosis. Each answer says what the sources gathered in refgraph say.")


def told(evidence: Iterable[Evidence]) -> str:
    """List evidence, each claim with its source and a link to the passage.

    Args:
        evidence: in the order in which it is told.

    Returns:
        HTML; empty where there is none.

    Example:
        >>> told([Evidence("A < B.", "Ada Author 2021", "says it may", "paragraph 2", "Ada Author. B.", None)])
        '<ul><li>According to Ada Author 2021: A &lt; B. (says it may; paragraph 2)</li></ul>'
    """
    lines = "".join(f"<li>{_said(one)}</li>" for one in evidence)
    return f"<ul>{lines}</ul>" if lines else ""


def _said(one: Evidence) -> str:
    link = f' <a href="{escape(one.address)}">read the passage</a>' if one.address else ""
    against = "<strong>Against it:</strong> " if one.against else ""
    return f"{against}{escape(one.text, quote=False)}{link}"


def warned(quiz: Quiz) -> str:
    """Say for which signs to see a doctor first, with the claims that say so.

    Args:
        quiz: any.

    Returns:
        HTML; empty where there are none.

    Example:
        >>> warned(Quiz("Neck pain", "neck pain", (), (), "See a doctor first with fever.", (), 1, ""))
        '<p><strong>See a doctor first with fever.</strong></p>'
    """
    return f"<p><strong>{escape(quiz.warning, quote=False)}</strong></p>{told(quiz.warnings)}" if quiz.warning else ""


def explained(question: Question) -> str:
    """Explain the answer to a question: in a sentence, by its claims, then why each choice is right or wrong.

    Args:
        question: of a quiz.

    Returns:
        HTML.

    Example:
        >>> explained(Question("order", "?", (), (), "A, then B.", ()))
        '<p><strong>A, then B.</strong></p>'
    """
    why = "".join(f"<li>{chosen(choice)}</li>" for choice in question.choices if choice.why)
    head = f"<p><strong>{escape(question.explanation, quote=False)}</strong></p>"
    return f"{head}{told(question.evidence)}{f'<ul>{why}</ul>' if why else ''}"


def chosen(choice: Choice) -> str:
    """Tell of one choice why it is right or wrong.

    Args:
        choice: of a question.

    Returns:
        HTML.

    Example:
        >>> chosen(Choice("a", "tight calf", False, "No chain leads there."))
        '<p><strong>Tight calf.</strong> No chain leads there.</p>'
    """
    label = escape(choice.label[:1].upper() + choice.label[1:], quote=False)
    return f"<p><strong>{label}.</strong> {escape(choice.why, quote=False)}</p>{told(choice.evidence)}"
