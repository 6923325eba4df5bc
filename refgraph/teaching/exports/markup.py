"""Evidence and answers as plain HTML, for programs that show it in a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from refgraph.language.voice import msgid, pieces, tr, voice
from refgraph.teaching.values import Choice, Evidence, Question, Quiz

NOTICE = msgid("Information, not a diagnosis. Each answer says what the sources gathered in refgraph say.")


def words(text: str) -> str:
    """Write a text as HTML; what of it is English although another language is in use is marked.

    Args:
        text: any.

    Returns:
        HTML.

    Example:
        >>> words("A < B")
        'A &lt; B'
    """
    parts = ((escape(part, quote=False), english) for part, english in pieces(text))
    return "".join(f'<span lang="en">{part}</span>' if english else part for part, english in parts)


def held(html: str) -> str:
    """Say in which language some HTML is, where that is not the English that everybody takes it for.

    Args:
        html: what a program shows in a page of its own.

    Returns:
        HTML.

    Example:
        >>> held("<p>A</p>")
        '<p>A</p>'
    """
    return f'<div lang="{voice().lang}">{html}</div>' if html and voice().foreign else html


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
    link = f' <a href="{escape(one.address)}">{tr("read the passage")}</a>' if one.address else ""
    against = f"<strong>{tr('Against it')}:</strong> " if one.against else ""
    return f"{against}{words(one.text)}{link}"


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
    return f"<p><strong>{words(quiz.warning)}</strong></p>{told(quiz.warnings)}" if quiz.warning else ""


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
    head = f"<p><strong>{words(question.explanation)}</strong></p>"
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
    label = words(choice.label[:1].upper() + choice.label[1:])
    return f"<p><strong>{label}.</strong> {words(choice.why)}</p>{told(choice.evidence)}"
