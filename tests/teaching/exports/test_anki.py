"""Decks for Anki: a note for each question, read back from the database."""

from __future__ import annotations

import json
import sqlite3
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from quizzes import quiz_about

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report import stamp
from refgraph.teaching.exports.anki import deck
from refgraph.teaching.values import PLACE
from refgraph.web.embeds.learning.quiz import figures

pytest.importorskip("genanki")


@pytest.fixture(scope="module")
def made(founding: KnowledgeGraph) -> bytes:
    quiz = quiz_about(founding, "buttock-pain", 1)
    return deck(quiz, figures(founding, quiz), '{"refgraph-stamp":1}')


def test_every_question_is_a_note_with_a_card(made: bytes, founding: KnowledgeGraph, tmp_path: Path) -> None:
    quiz, archive = quiz_about(founding, "buttock-pain", 1), ZipFile(BytesIO(made))
    (tmp_path / "c.anki2").write_bytes(archive.read("collection.anki2"))
    database = sqlite3.connect(tmp_path / "c.anki2")
    notes = database.execute("select guid, flds, tags from notes order by id").fetchall()
    cards = database.execute("select count(*) from cards").fetchone()[0]
    database.close()
    assert cards == len(notes) == len(quiz.questions)
    for (guid, fields, tags), question in zip(notes, quiz.questions, strict=True):
        front, back = fields.split("\x1f")
        assert guid == f"refgraph-{question.key}"
        assert tags.split() == ["refgraph", question.kind]
        assert question.heading in front
        assert "According to " in back
        assert "Information, not a diagnosis." in back
    media = json.loads(archive.read("media"))
    assert len(media) == sum(question.kind == PLACE for question in quiz.questions) > 0
    for number, name in media.items():
        assert any(f'src="{name}"' in fields for _, fields, _ in notes)
        assert archive.read(number).startswith(b"<svg ")
    assert archive.read(stamp.FILE) == b'{"refgraph-stamp":1}'


def test_the_same_quiz_is_the_same_deck_and_another_has_ids_of_its_own(made: bytes, founding: KnowledgeGraph) -> None:
    quiz = quiz_about(founding, "buttock-pain", 1)
    assert deck(quiz, figures(founding, quiz), '{"refgraph-stamp":1}') == made
    assert deck(quiz_about(founding, "neck-pain", 1)) != made
