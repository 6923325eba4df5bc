"""Every textual form: the same order, the same claims, and nothing of the data that is taken for syntax."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from golden import compare
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UsageError
from refgraph.graph import claims as selection
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import open_graph
from refgraph.model.answers import Answer, Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import csv as report_csv
from refgraph.report import diagrams, listings, markdown, render, text
from refgraph.report.json import NOTICE
from refgraph.report.terminal import seen, wrap
from refgraph.search import questions

MINI = Path(__file__).parents[1] / "data" / "mini"

SUFFIXES = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md", "mermaid": "mmd", "dot": "dot"}
QUESTIONS = {
    "origins-headache": ("origins", None, Finding("headache")),
    "origins-neck-pain": ("origins", None, Finding("neck-pain")),
    "effects-gluteals": ("effects", Finding("gluteals"), None),
    "paths-clouds-headache": ("paths", Finding("sitting-on-clouds"), Finding("headache")),
}
NASTY = 'a "b" <i>c</i> & | ] ) } ; # % \\ `d` *e* _f_ [g](h)\x1b[31m\u202e\nend'


_MERMAID = r'(%% |flowchart |  %% |  classDef |  \w+(\(\[|\[)"|  n\d+ (-->|-\.->|-\.-)\|")'


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph(MINI)


@pytest.fixture(scope="module")
def nasty(kg: KnowledgeGraph) -> KnowledgeGraph:
    """The toy graph with labels, statements and titles that try to be syntax."""
    from refgraph.curation.load import read

    data = read(MINI).dataset
    entities = {
        key: dataclasses.replace(e, label=f"{e.label} {NASTY}", definition=NASTY) for key, e in data.entities.items()
    }
    claims = tuple(dataclasses.replace(c, statement=f"{c.statement} {NASTY}", condition=NASTY) for c in data.claims)
    sources = {key: dataclasses.replace(s, title=NASTY, authors=(NASTY,)) for key, s in data.sources.items()}
    return build(dataclasses.replace(data, entities=entities, claims=claims, sources=sources))


def _ask(kg: KnowledgeGraph, name: str) -> Answer:
    kind, start, end = QUESTIONS[name]
    return questions.ask(kg, Query(kind, start=start, end=end))


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_as_kept(kg: KnowledgeGraph, name: str, form: str) -> None:
    made = render(kg, _ask(kg, name), form)
    assert made == render(kg, _ask(kg, name), form)
    compare(f"cli/{name}.{SUFFIXES[form]}", made)


@pytest.mark.parametrize("form", SUFFIXES)
def test_red_flags_and_the_notice_stand_before_the_first_route(kg: KnowledgeGraph, form: str) -> None:
    made = render(kg, _ask(kg, "origins-headache"), form)
    if form == "mermaid":
        made = made.replace("#46;", ".")
    red, notice = made.index("may point to moon fever"), made.rindex(NOTICE)
    route = made.index("upper trapezius")
    assert max(red, notice) < route
    assert form == "mermaid" or red < notice


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "mermaid", "dot"])
def test_a_missing_red_flag_is_said_to_be_no_comfort(kg: KnowledgeGraph, form: str) -> None:
    made = render(kg, _ask(kg, "origins-neck-pain"), form)
    assert "No article in this graph states a red flag for neck pain" in made
    assert "that is not reassurance" in made


def test_each_claim_is_told_once_and_named_ever_after(kg: KnowledgeGraph) -> None:
    made = render(kg, _ask(kg, "origins-headache"))
    assert made.count("Carrying the head in front of the trunk") == 1
    assert made.count("[5]") > 2
    assert "tilts into → posterior pelvic tilt [" in made
    assert re.search(r"\[\d+\] may", made), "a hedge is said again where its claim is"


def test_the_text_fits_its_width(kg: KnowledgeGraph) -> None:
    for width in (40, 60, 100):
        made = render(kg, _ask(kg, "origins-headache"), width=width)
        assert all(len(line) <= width for line in made.splitlines() if "http" not in line)


def test_colour_changes_nothing_but_colour(kg: KnowledgeGraph) -> None:
    answer = _ask(kg, "origins-headache")
    coloured = render(kg, answer, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(kg, answer)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")


def test_nothing_found_names_the_nearest_miss_and_why(kg: KnowledgeGraph) -> None:
    answer = questions.paths(kg, Finding("hamstrings", "tight"), Finding("pelvis-dragged-forward"))
    assert not answer.paths
    for form in ("text", "markdown", "csv", "mermaid", "dot"):
        made = render(kg, answer, form).replace("#45;", "-")
        assert answer.near_misses[0].why.partition(":")[0] in made


def test_an_unknown_form_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no form 'exe'"):
        render(kg, _ask(kg, "origins-headache"), "exe")


# ---------------------------------------------------------------- data that tries to be syntax


def test_no_control_character_of_the_data_reaches_a_terminal(nasty: KnowledgeGraph) -> None:
    answer = _ask(nasty, "origins-headache")
    for form in ("text", "markdown", "mermaid", "dot"):
        made = render(nasty, answer, form)
        assert all(letter.isprintable() or letter == "\n" for letter in made), form
    assert "\x1b" not in listings.show(nasty, "headache")
    assert "\x1b" not in listings.claims(nasty, selection.claims(nasty, selection.Wanted()))


def test_markdown_holds_no_html_and_no_link_of_the_data(nasty: KnowledgeGraph) -> None:
    made = render(nasty, _ask(nasty, "origins-headache"), "markdown")
    assert not re.search(r"(?<!\\)<i>", made)
    assert not re.search(r"(?<!\\)\]\(h\)", made)
    assert not re.search(r"(?<!\\)`d`", made)


def test_mermaid_labels_hold_no_syntax(nasty: KnowledgeGraph) -> None:
    made = render(nasty, _ask(nasty, "origins-headache"), "mermaid")
    for label in re.findall(r'"([^\n]*?)"', made):
        assert not set(label.replace("<br/>", "")) & set('"<>[]{}|`\\%&*_')
    for line in made.splitlines():
        assert re.match(_MERMAID, line), line


def test_dot_is_read_by_graphviz_or_at_least_well_quoted(nasty: KnowledgeGraph) -> None:
    made = render(nasty, _ask(nasty, "origins-headache"), "dot")
    unquoted = re.sub(r'"(?:[^"\\]|\\.)*"', "Q", made)
    assert set(unquoted) <= set("digraph refgraphQnotelbcsp[]{}=,;>-_ \n0123456789kwzvyfmuxiTBHURL")
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg"], input=made, text=True, check=True, capture_output=True)


def test_csv_reads_back_and_starts_no_formula(nasty: KnowledgeGraph, kg: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(render(nasty, _ask(nasty, "origins-headache"), "csv"))))
    plain = list(csv.DictReader(io.StringIO(render(kg, _ask(kg, "origins-headache"), "csv"))))
    assert len(rows) == len(plain)
    assert all(row["statement"] for row in rows)
    assert (
        report_csv.write(("a",), [{"a": cell} for cell in ("=1", "+1", "-1", "@x", -1)])
        == "a\r\n'=1\r\n'+1\r\n'-1\r\n'@x\r\n-1\r\n"
    )


def test_csv_has_a_row_for_each_claim_of_each_step(kg: KnowledgeGraph) -> None:
    answer = _ask(kg, "origins-neck-pain")
    rows = list(csv.DictReader(io.StringIO(render(kg, answer, "csv"))))
    steps = [step for path in answer.paths for step in path.steps]
    assert sum(row["part"] == "path" for row in rows) == sum(len(step.edge.claims) for step in steps)
    assert [row["part"] for row in rows[:2]] == ["note", "note"]
    assert {"asserts", "denies"} <= {row["polarity"] for row in rows}


@given(st.text(max_size=60))
def test_escaped_markdown_is_one_line_of_plain_text(said: str) -> None:
    made = markdown.escape(said)
    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*[<`*_\[\]]", made) or "\\" in said


@given(st.text(alphabet=st.sampled_from("ab \x1b[1m"), max_size=80), st.integers(5, 30))
def test_wrapping_loses_no_word(said: str, width: int) -> None:
    rows = wrap(said, width, hang=2)
    assert " ".join(rows).split() == said.split()
    assert all(seen(row) <= width or len(row.split()) == 1 for row in rows)


@given(st.text(max_size=40))
def test_dot_and_mermaid_quote_any_text(said: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', diagrams._quoted(said))
    assert '"' not in diagrams._label(said)


# ---------------------------------------------------------------- lists


def test_an_entity_is_shown_red_flags_first(kg: KnowledgeGraph) -> None:
    compare("cli/show-headache.txt", listings.show(kg, "headache"))
    compare("cli/show-knots.txt", listings.show(kg, "knots"))


def test_claims_are_listed_with_their_disputes(kg: KnowledgeGraph) -> None:
    found = selection.claims(kg, selection.Wanted(families=("epistemic", "risk"), predicates=()))
    assert [claim.id for _, claim in found] == ["toy-neck#8", "toy-neck#9"]
    for form in ("text", "markdown", "csv", "json"):
        compare(f"cli/claims-doubt.{SUFFIXES[form]}", text.claims(kg, found, form))
    assert text.claims(kg, (), "text") == "No claim is like that.\n"


def test_filters_join_by_and_their_values_by_or(kg: KnowledgeGraph) -> None:
    def ids(**wanted: tuple[str, ...]) -> list[str]:
        return [claim.id for _, claim in selection.claims(kg, selection.Wanted(**wanted))]

    assert ids(polarities=("denies",)) == ["toy-hip#11", "toy-neck#4"]
    assert ids(states=("weak",), sides=("right",)) == ["toy-hip#4"]
    assert ids(evidence=("advertisement", "study")) == ["toy-neck#8", "toy-neck#17"]
    assert ids(modalities=("may",), sources=("toy-hip",)) == ["toy-hip#2"]
    assert set(ids(entities=("slump",))) == {"toy-neck#11", "toy-neck#12", "toy-neck#13"}
    assert ids(categories=("theory",)) == ["toy-neck#8"]
    assert len(ids()) == len(kg.claims())


def test_tables_fall_back_to_a_cell_a_line(kg: KnowledgeGraph) -> None:
    assert text.table(("a", "b"), [("1", "2")]).splitlines() == ["a  b", "1  2", "", "1 row"]
    wide = text.table(("a", "b"), [("x" * 90, "y" * 90)], complete=False)
    assert wide.splitlines()[:2] == ["a: " + "x" * 90, "b: " + "y" * 90]
    assert wide.endswith("1 row, and there are more\n")
    assert json.loads(text.table(("a",), [("1",)], "json")) == {"complete": True, "rows": [{"a": "1"}]}


def test_faults_are_counted_and_warnings_told_apart(mini: Dataset) -> None:
    from refgraph.model.dataset import Fault, Mark

    found = [Fault(Mark("a.yaml", 1, 2), "E1", "wrong"), Fault(Mark("b.yaml"), "W2", "odd")]
    assert listings.faults(found, 3).splitlines() == [
        "a.yaml:1:2: E1 wrong",
        "b.yaml:1:1: W2 odd",
        "1 error, 1 warning; 3 anchors checked",
    ]
