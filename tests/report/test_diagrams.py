"""Diagrams: what the data say is never taken for syntax."""

from __future__ import annotations

import re
import shutil
import subprocess

from asked import asked
from hypothesis import given
from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report import diagrams, render
from refgraph.report.view_builder import view
from refgraph.search import questions

_MERMAID = r'(%% |flowchart |  %% |  classDef |  \w+(\(\[|\[)"|  n\d+ (-->|-\.->|-\.-)\|")'


def test_mermaid_labels_hold_no_syntax(nasty: KnowledgeGraph) -> None:
    made = render(nasty, asked(nasty, "origins-headache"), "mermaid")
    for label in re.findall(r'"([^\n]*?)"', made):
        assert not set(label.replace("<br/>", "")) & set('"<>[]{}|`\\%&*_')
    for line in made.splitlines():
        assert re.match(_MERMAID, line), line


def test_dot_is_read_by_graphviz_or_at_least_well_quoted(nasty: KnowledgeGraph) -> None:
    made = render(nasty, asked(nasty, "origins-headache"), "dot")
    unquoted = re.sub(r'"(?:[^"\\]|\\.)*"', "Q", made)
    assert set(unquoted) <= set("digraph refgraphQnotelbcsp[]{}=,;>-_ \n0123456789kwzvyfmuxiTBHURL")
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg"], input=made, text=True, check=True, capture_output=True)


@given(st.text(max_size=40))
def test_dot_and_mermaid_quote_any_text(said: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', diagrams._quoted(said))
    assert '"' not in diagrams._label(said)


def test_arrows_say_what_is_hedged_and_what_is_disputed(nasty: KnowledgeGraph, toy: KnowledgeGraph) -> None:
    seen = set()
    for kg in (nasty, toy):
        for end in (entity.key for entity in kg.entities()):
            shown = view(kg, questions.origins(kg, Finding(end)))
            drawn = diagrams._drawing(shown)
            told = {(step.hedge, step.doubt) for path in (*shown.paths, *shown.members) for step in path.steps}
            said = {tuple(arrow.lines[0].split(" · ")[1:]) for arrow in drawn.arrows}
            assert said == {tuple(filter(None, words)) for words in told}
            seen |= said
    assert {("may",), ()} < seen
    assert any("disputed" in words for words in seen)
