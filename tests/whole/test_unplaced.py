"""Claims without a sentence of ours and without a place, as a KGX graph has them, are told plainly everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from refgraph import embed
from refgraph.cli import main
from refgraph.curation.load import read_schema
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.io.kgx import build_index
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.report.words.wording import statement
from refgraph.search.questions import origins
from refgraph.web import notebook
from refgraph.web.explorer import Explorer, addresses
from refgraph.web.network.page import network_page

pytest.importorskip("numpy")

SCHEMA = read_schema(Path(__file__).parents[2] / "graph_data")
NODES = """id\tcategory\tname
X:1\tbiolink:Disease\thip disease
X:2\tbiolink:PhenotypicFeature\tbad gait
X:3\tbiolink:PhenotypicFeature\thead pain
"""
EDGES = """id\tsubject\tpredicate\tobject\tknowledge_level\tnegated\tpublications
1\tX:1\tbiolink:causes\tX:2\tknowledge_assertion\tfalse\tPMID:1
2\tX:2\tbiolink:causes\tX:3\tprediction\tfalse\tPMID:2
3\tX:2\tbiolink:causes\tX:3\tknowledge_assertion\ttrue\tPMID:3
"""
UNSAID = re.compile(r"paragraphs? 0|paragraph,? ?</?|[(,] [,)]|,  |· +·|<q></q>|text=(?=[\"\s)])|\(; ")
UNREAD = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SAID = "It is said that hip disease causes bad gait."
PERHAPS = "It may be that bad gait causes head pain."
DENIED = "It is denied that bad gait causes head pain."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kgx")
    for name, lines in (("nodes.tsv", NODES), ("edges.tsv", EDGES)):
        (folder / name).write_text(lines, encoding="utf-8")
    build_index(folder / "nodes.tsv", folder / "edges.tsv", folder / "g.index", SCHEMA)
    return folder / "g.index"


@pytest.fixture(scope="module")
def kg(index: Path) -> KnowledgeGraph:
    return open_graph(index)


@pytest.fixture(scope="module")
def answer(kg: KnowledgeGraph) -> Answer:
    return origins(kg, Finding("X:3"))


def test_the_triple_is_the_sentence_with_hedge_and_denial(kg: KnowledgeGraph) -> None:
    assert {statement(kg, claim) for claim in kg.claims()} == {SAID, PERHAPS, DENIED}


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "mermaid", "dot", "svg", "html"])
def test_every_form_of_an_answer(index: Path, form: str, tmp_path: Path) -> None:
    out = tmp_path / "answer"
    whole = ["--all"] if form == "text" else []
    code = main(["origins", "head pain", "--data", str(index), "--format", form, "--output", str(out), *whole])
    told = " ".join(out.read_text(encoding="utf-8").split()).replace("#46;", ".")
    assert code == 0
    assert not UNSAID.search(told)
    if form not in ("svg", "mermaid"):
        assert all(said in told for said in (SAID, PERHAPS, DENIED))


def test_json_is_as_raw_as_the_data(kg: KnowledgeGraph, answer: Answer) -> None:
    for path in json.loads(render(kg, answer, "json"))["paths"]:
        for step in path["steps"]:
            for claim in step["claims"]:
                assert (claim["statement"], claim["anchor"], claim["locator"]["paragraph"]) == ("", "", None)
                assert claim["link"].startswith("https://pubmed.ncbi.nlm.nih.gov/")
                assert "#" not in claim["link"]


@pytest.mark.parametrize("words", [("show", "bad gait"), ("claims",), ("claims", "--format", "markdown")])
def test_lists_of_claims(index: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--data", str(index)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert not UNSAID.search(told)
    assert all(said in told for said in (SAID, PERHAPS, DENIED))


def test_pages_of_the_network_the_explorer_embeds_and_notebooks(kg: KnowledgeGraph, answer: Answer) -> None:
    explorer = Explorer(kg)
    places = (addresses.entity("X:2"), addresses.source("PMID:2"))
    pages = [explorer.file(place).body.decode() for place in places]
    pages += [network_page(kg), embed.iframe(kg, answer).page, notebook.bundle(kg, answer)["text/html"]]
    for page in pages:
        told = " ".join(UNREAD.sub("", page).split())
        assert not UNSAID.search(told)
        assert PERHAPS in told
