"""A quiz as a deck for Anki; genanki is imported here and nowhere else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from itertools import count
from string import ascii_uppercase

from refgraph.errors import UsageError
from refgraph.language.voice import tr
from refgraph.report.stamp import FILE
from refgraph.storage.archive import packed
from refgraph.teaching.exports.markup import NOTICE, explained, held, warned, words
from refgraph.teaching.values import ORDER, Question, Quiz

# Ids of notes are times; ours are made from what the deck says, so that no clock is read: so many seconds after 2020.
_EPOCH, _SPAN = 1_577_836_800, 100_000_000
_MODEL, _MODEL_NAME = 1_607_392_319, "refgraph question"
_CSS = """.card{font-family:system-ui,sans-serif;font-size:19px;line-height:1.45;text-align:left}
.card{max-width:42rem;margin:0 auto}
.kind{font-size:.8em;letter-spacing:.04em;opacity:.7}ul,ol{padding-left:1.4em}img{max-height:27rem;background:#fff}
.notice{font-size:.75em;opacity:.7}"""


def deck(quiz: Quiz, figures: Mapping[str, str] | None = None, stamp: str = "") -> bytes:
    """Write a quiz as an Anki package: one note for each question, with the claims of its answer on the back.

    Args:
        quiz: any.
        figures: SVG by the key of the question that it belongs to.
        stamp: what the quiz was made from (`refgraph.report.stamp`), as text.

    Returns:
        The bytes of an `.apkg` file; the same quiz gives the same bytes where SQLite is of the same version.

    Raises:
        UsageError: genanki is not installed (`teach`).

    Example:
        >>> import refgraph
        >>> from refgraph.teaching.quiz import quiz
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> deck(quiz(kg, refgraph.origins(kg, "headache")))[:2]
        b'PK'
    """
    try:
        import genanki
    except ModuleNotFoundError as error:
        raise UsageError("Anki decks need genanki: pip install 'refgraph[teach]'") from error
    pictures = {f"refgraph-{key}.svg": svg for key, svg in sorted((figures or {}).items())}
    made = genanki.Deck(_number(quiz.title, quiz.data_version), quiz.title, tr(NOTICE))
    model = genanki.Model(
        _MODEL,
        _MODEL_NAME,
        fields=[{"name": "Question"}, {"name": "Answer"}],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}],
        css=_CSS,
    )
    for question in quiz.questions:
        fields = [held(_front(question, pictures)), held(_back(quiz, question))]
        made.add_note(genanki.Note(model, fields, guid=f"refgraph-{question.key}", tags=["refgraph", question.kind]))
    database = _collection(genanki.Package(made), _EPOCH + _number(quiz.title, quiz.seed) % _SPAN)
    files = {"collection.anki2": database, "media": json.dumps(dict(enumerate(pictures))).encode()}
    files |= {str(n): svg.encode() for n, svg in enumerate(pictures.values())}
    files |= {FILE: stamp.encode()} if stamp else {}
    return packed(files, compressed=False)


def _collection(package: object, seconds: int) -> bytes:
    """The database of a package, made in memory: genanki itself would name a temporary file and read the clock."""
    database = sqlite3.connect(":memory:")
    try:
        package.write_to_db(database.cursor(), float(seconds), count(seconds * 1000))  # type: ignore[attr-defined]
        database.commit()
        return bytes(database.serialize())
    finally:
        database.close()


def _number(*told: object) -> int:
    """A number that Anki takes as an id, made from what it stands for."""
    return int.from_bytes(sha256(repr(told).encode()).digest()[:4]) % 2_000_000_000 + 1_000_000_000


def _front(question: Question, pictures: Mapping[str, str]) -> str:
    name = f"refgraph-{question.key}.svg"
    figure = f'<p><img src="{name}"></p>' if name in pictures else ""
    lines = "".join(f"<li>{words(choice.label)}</li>" for choice in question.choices)
    listed = f'<ol type="A">{lines}</ol>' if _lettered(question) else f"<ul>{lines}</ul>"
    head = f'<p class="kind">{escape(question.heading)}</p><p>{words(question.prompt)}</p>'
    return f"{head}{figure}{listed}"


def _back(quiz: Quiz, question: Question) -> str:
    letters = [ascii_uppercase[n] for n, choice in enumerate(question.choices) if choice.key in question.answer]
    right = f"<p><strong>{', '.join(letters)}</strong></p>" if _lettered(question) else ""
    return f'{right}{explained(question)}{warned(quiz)}<p class="notice">{tr(NOTICE)}</p>'


def _lettered(question: Question) -> bool:
    """Whether its choices have letters: what is to be put in order needs none, and places have numbers."""
    return question.kind != ORDER and not question.landmarks
