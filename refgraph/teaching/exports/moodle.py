"""A quiz as a question bank for Moodle, in its own XML.

The form: https://docs.moodle.org/en/Moodle_XML_format. What is to be put in order is asked by matching each finding
with its place, which every Moodle knows.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from xml.sax.saxutils import escape as in_xml

from refgraph.language.voice import tr
from refgraph.teaching.exports.markup import NOTICE, chosen, explained, held, warned, words
from refgraph.teaching.values import ORDER, Choice, Question, Quiz

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'


def question_bank(quiz: Quiz, figures: Mapping[str, str] | None = None, stamp: str = "") -> str:
    """Write a quiz as Moodle XML: one category, one question for each of the quiz, with feedback that cites claims.

    Args:
        quiz: any.
        figures: SVG by the key of the question that it belongs to.
        stamp: what the quiz was made from (`refgraph.report.stamp`), folded, as a comment may hold it.

    Returns:
        The text of the file.

    Example:
        >>> import refgraph
        >>> from refgraph.teaching.quiz import quiz
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> question_bank(quiz(kg, refgraph.origins(kg, "headache"))).splitlines()[1]
        '<quiz>'
    """
    said = f"<!-- {stamp} -->\n" if stamp else ""
    return f"{_HEAD}{said}{''.join(_questions(quiz, figures or {}))}</quiz>\n"


def _questions(quiz: Quiz, figures: Mapping[str, str]) -> Iterator[str]:
    # A slash begins a category within a category; two stand for one.
    name = quiz.title.replace("/", "//")
    about = held(f"<p>{tr(NOTICE)}</p>{warned(quiz)}")
    category = f"<category><text>{in_xml(f'$course$/top/{name}')}</text></category>"
    yield f'<question type="category">{category}<info format="html"><text>{_html(about)}</text></info></question>\n'
    for number, question in enumerate(quiz.questions, 1):
        kind, body = ("matching", _places(question)) if question.kind == ORDER else ("multichoice", _choices(question))
        yield f'<question type="{kind}">{_common(number, question, figures.get(question.key))}{body}</question>\n'


def _common(number: int, question: Question, figure: str | None) -> str:
    name = in_xml(f"{number:02d} {question.heading}")
    asked, file = f"<p>{words(question.prompt)}</p>", ""
    if figure:
        listed = ", ".join(choice.label for choice in question.choices)
        asked += f'<p><img src="@@PLUGINFILE@@/figure.svg" alt="{escape(listed)}" height="430"></p>'
        data = b64encode(figure.encode()).decode("ascii")
        file = f'<file name="figure.svg" path="/" encoding="base64">{data}</file>'
    return (
        f"<name><text>{name}</text></name>"
        f'<questiontext format="html"><text>{_html(held(asked))}</text>{file}</questiontext>'
        f'<generalfeedback format="html"><text>{_html(held(explained(question)))}</text></generalfeedback>'
        f"<defaultgrade>1</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>"
        f"<idnumber>refgraph-{question.key}</idnumber>"
    )


def _choices(question: Question) -> str:
    # Places have numbers already.
    letters = "none" if question.landmarks else "ABCD"
    how = f"<single>true</single><shuffleanswers>false</shuffleanswers><answernumbering>{letters}</answernumbering>"
    return how + "".join(_choice(question, choice) for choice in question.choices)


def _choice(question: Question, choice: Choice) -> str:
    share = 100 if choice.key in question.answer else 0
    why = held(chosen(choice)) if choice.why else ""
    label = _html(held(f"<p>{words(choice.label)}</p>"))
    feedback = f'<feedback format="html"><text>{_html(why)}</text></feedback>'
    return f'<answer fraction="{share}" format="html"><text>{label}</text>{feedback}</answer>'


def _places(question: Question) -> str:
    """Each finding with its place in the order."""
    pairs = "".join(
        f'<subquestion format="html"><text>{_html(held(f"<p>{words(choice.label)}</p>"))}</text>'
        f"<answer><text>{question.answer.index(choice.key) + 1}</text></answer></subquestion>"
        for choice in question.choices
    )
    return f"<shuffleanswers>true</shuffleanswers>{pairs}"


def _html(text: str) -> str:
    """HTML as text within XML."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if text else ""
