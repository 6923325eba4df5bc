"""A quiz for other programs: each file carries what it was made from, and the same call gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.io import stamped
from refgraph.model.answers import Answer
from refgraph.web.embeds import EMBEDS, anki, moodle, scorm
from refgraph.web.embeds.verify import verify


@pytest.mark.parametrize("kind", ["anki", "moodle", "scorm"])
def test_it_can_be_verified_and_made_again(toy: KnowledgeGraph, answer: Answer, kind: str) -> None:
    if EMBEDS[kind].extra:
        pytest.importorskip(EMBEDS[kind].extra or "")
    made = [EMBEDS[kind].make(toy, answer, seed=2, questions=3) for _ in range(2)]
    assert made[0] == made[1]
    data = made[0].encode() if isinstance(made[0], str) else made[0]
    assert verify(toy, stamped.read(data)).same


def test_a_package_reports_by_itself_and_asks_nobody(toy: KnowledgeGraph, answer: Answer) -> None:
    page = ZipFile(BytesIO(scorm(toy, answer, scorm="2004"))).read("index.html").decode()
    assert "API_1484_11" in page
    assert "postMessage" not in page
    with pytest.raises(UsageError, match="unknown version of SCORM"):
        scorm(toy, answer, scorm="3")


def test_a_title_of_ones_own_names_bank_and_deck(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("genanki")
    assert "$course$/top/Week three" in moodle(toy, answer, title="Week three")
    assert b"Week three" in anki(toy, answer, title="Week three")
