"""Tables: the columns of the JSON record, the same for an answer, a list of claims and an export."""

from __future__ import annotations

import csv
import io

import pytest
from asked import asked

from refgraph.graph.graph import KnowledgeGraph
from refgraph.io.export import export
from refgraph.model.statements import Finding
from refgraph.report import csv as report_csv
from refgraph.report import render
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import view
from refgraph.search import questions


def rows(text: str | bytes) -> list[dict[str, str]]:
    assert isinstance(text, str)
    return list(csv.DictReader(io.StringIO(text)))


def test_an_answer_has_the_columns_of_an_export(toy: KnowledgeGraph) -> None:
    """A4: speaker, author, cites, relies_on, repeated and the verdict were lost."""
    exported = list(rows(export(toy, "csv"))[0])
    answered = list(rows(render(toy, questions.origins(toy, Finding("headache")), "csv"))[0])
    assert set(exported) <= set(answered)
    assert {"speaker", "author", "cites", "relies_on", "repeated"} <= set(answered)
    assert {f"verdict_{key}" for key in answer_json.VERDICT} <= set(answered)
    listed = rows(report_csv.claims(toy, [(edge, claim) for edge in toy.edges() for claim in edge.claims]))
    assert list(listed[0]) == exported


def test_nothing_of_the_record_of_a_claim_is_lost(toy: KnowledgeGraph) -> None:
    edge = next(edge for edge in toy.edges() if edge.disputed_by)
    record = report_json.whole_claim(toy, edge, edge.claims[0])
    row = report_csv.row(toy, edge, edge.claims[0])
    assert list(row) == list(report_csv.COLUMNS)
    kept = {name: value for name, value in record.items() if name in row and name != "disputed_by"}
    told = {name for name in record if name not in row}
    assert told == {"subject", "object", "locator", "measure", "as_written", "review"}
    assert kept.items() <= row.items()
    assert row["disputed_by"] == [other["id"] for other in record["disputed_by"]]
    assert row["subject_entity"] == record["subject"]["entity"]
    assert row["repeated"] == record["locator"]["repeated"]


def test_every_claim_of_an_answer_has_a_row(toy: KnowledgeGraph) -> None:
    answer = questions.origins(toy, Finding("neck-pain"))
    shown, found = view(toy, answer), rows(render(toy, answer, "csv"))
    for path in shown.paths:
        mine = [row for row in found if row["part"] == "path" and row["rank"] == str(path.rank)]
        assert [row["id"] for row in mine] == [told.id for step in path.steps for told in step.claims]
        assert {row["verdict_evidence"] for row in mine} == {path.path.verdict.evidence}
    beside = {told.id for part in shown.parts for edge in part.edges for told in edge.claims}
    assert beside <= {row["id"] for row in found}


def test_a_red_flag_stands_first_with_its_edge(toy: KnowledgeGraph) -> None:
    found = rows(render(toy, questions.origins(toy, Finding("headache")), "csv"))
    assert found[0]["part"] == "red-flag"
    assert found[0]["status"] == "supported"


def test_csv_reads_back_and_starts_no_formula(nasty: KnowledgeGraph, toy: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(render(nasty, asked(nasty, "origins-headache"), "csv"))))
    plain = list(csv.DictReader(io.StringIO(render(toy, asked(toy, "origins-headache"), "csv"))))
    assert len(rows) == len(plain)
    assert all(row["statement"] for row in rows)
    assert (
        report_csv.write(("a",), [{"a": cell} for cell in ("=1", "+1", "-1", "@x", -1)])
        == "a\r\n'=1\r\n'+1\r\n'-1\r\n'@x\r\n-1\r\n"
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_and_no_heading_starts_a_formula(begin: str) -> None:
    nasty = f"{begin}1+1"
    told = report_csv.write((nasty,), [{nasty: nasty}, {nasty: [nasty, "b"]}, {nasty: {nasty: "b"}}])
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert len(cells) == 4
    assert {cell[:2] for cell in cells} == {f"'{begin}"}


def test_csv_has_a_row_for_each_claim_of_each_step(toy: KnowledgeGraph) -> None:
    answer = asked(toy, "origins-neck-pain")
    rows = list(csv.DictReader(io.StringIO(render(toy, answer, "csv"))))
    steps = [step for path in answer.paths for step in path.steps]
    assert sum(row["part"] == "path" for row in rows) == sum(len(step.edge.claims) for step in steps)
    assert [row["part"] for row in rows[:2]] == ["note", "note"]
    assert {"asserts", "denies"} <= {row["polarity"] for row in rows}


def test_no_cell_and_no_heading_holds_what_a_terminal_obeys() -> None:
    told = report_csv.write(("a\x1b[2J", "b"), [{"a\x1b[2J": "x\x9b2J\u202ey", "b": ["\x07z", "می\u200cخواهم"]}])
    assert told == "a [2J,b\r\nx 2J y, z; می\u200cخواهم\r\n"
