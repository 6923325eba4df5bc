"""What every engine is held to: the answers and the commands of the whole graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refgraph.cli import main
from refgraph.cli.paths import PATH_FORMS
from refgraph.engines.gathering.gather import Asked
from refgraph.engines.protocol import Budget
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.search import questions


def bit_by_bit() -> Budget:
    """No graph is fetched whole, however small: what these tests are about."""
    return Budget(whole=0)


def recorded(kg: KnowledgeGraph, answer: Answer, whole: bool) -> dict:
    """An answer in words; of a graph that was not fetched whole neither feedback loops nor a summary are told."""
    record = answer_json.answer(view(kg, answer))
    if not whole:
        record |= {"lead": "", "groups": [], "joined": 0}
        for path in record["paths"]:
            path["loops"] = None
    return record


def same(kg: KnowledgeGraph, asked: Asked) -> bool:
    """Whether an answer is, to the letter, that of the whole graph."""
    whole = recorded(kg, questions.ask(kg, asked.answer.query), asked.kg.whole)
    return answer_json.answer(view(asked.kg, asked.answer)) == whole


def queries(kg: KnowledgeGraph, step: int = 1) -> Iterator[Query]:
    keys = [entity.key for entity in kg.entities()][::step]
    for one, other in zip(keys, keys[1:] + keys[:1], strict=True):
        yield Query("origins", end=Finding(one))
        yield Query("effects", start=Finding(one))
        yield Query("paths", start=Finding(one), end=Finding(other))


def assert_same_commands(engine: str, data: str, capsys: pytest.CaptureFixture[str], forms: int | None = None) -> None:
    """Put the same questions with an engine and without: the same bytes and exit codes in every form."""
    for words, known in (
        (["origins", "headache", "--avoid", "tilts"], PATH_FORMS),
        (["effects", "left gluteals weak", "--side", "left"], ("json",)),
        (["paths", "weak gluteals", "headache", "--source", "toy-hip"], ("json",)),
        (["why-not", "tight hamstrings", "pelvis dragged forward"], ("text", "json")),
        (["origins", "no such thing"], ("json",)),
    ):
        for form in [form for form in known if form not in ("png", "pdf")][:forms]:
            asked = [*words, "--format", form, "--data", data]
            plain = main(asked), capsys.readouterr().out
            assert (main([*asked, "--engine", engine]), capsys.readouterr().out) == plain, asked
