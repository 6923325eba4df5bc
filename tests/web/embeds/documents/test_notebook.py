"""A notebook to take along: three cells that stand in the format's own schema, and a call that gives what it shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import refgraph
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.web.embeds.documents.notebook import jupyter
from refgraph.web.notebook import bundle


@pytest.fixture(params=["path", "answer", "entity"])
def of(request: pytest.FixtureRequest, toy: KnowledgeGraph, answer: Answer) -> tuple[Any, dict[str, Any]]:
    known = {
        "path": (answer, {"rank": 2}),
        "answer": (answer, {"whole": True}),
        "entity": (toy.entity("upper-trapezius"), {}),
    }
    return known[request.param]  # type: ignore[no-any-return]


def test_it_is_a_notebook(toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]) -> None:
    nbformat = pytest.importorskip("nbformat")
    subject, how = of
    made = jupyter(toy, subject, **how)
    nbformat.validate(json.loads(made))
    assert made == jupyter(toy, subject, **how)


def test_its_call_gives_what_it_shows(toy: KnowledgeGraph, of: tuple[Any, dict[str, Any]]) -> None:
    subject, how = of
    cell = json.loads(jupyter(toy, subject, **how))["cells"][1]
    given = eval(cell["source"][-1], {"refgraph": refgraph, "kg": toy})
    again = bundle(toy, getattr(given, "thing", given))
    assert "".join(cell["outputs"][0]["data"]["text/plain"]) == again["text/plain"]


def test_names_of_every_kind_are_read_back(toy: KnowledgeGraph) -> None:
    asked = refgraph.paths(toy, Finding("upper-trapezius", "tight"), Finding("headache"))
    cell = json.loads(jupyter(toy, asked))["cells"][1]
    assert cell["source"][-1] == 'refgraph.paths(kg, "tight upper trapezius", "headache").paths[0]'


@pytest.mark.parametrize(
    ("to", "options"),
    [("html", ()), ("html", ("--HTMLExporter.sanitize_html=True",)), ("markdown", ())],
    ids=["trusted", "sanitised", "markdown"],
)
def test_it_survives_nbconvert(
    toy: KnowledgeGraph, answer: Answer, tmp_path: Path, to: str, options: tuple[str, ...]
) -> None:
    pytest.importorskip("nbconvert")
    file = tmp_path / "answer.ipynb"
    file.write_text(jupyter(toy, answer), encoding="utf-8")
    call = [sys.executable, "-m", "nbconvert", "--to", to, *options, "--output", "made", str(file)]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = next(tmp_path.glob("made.*")).read_text(encoding="utf-8")
    # What nbconvert leaves of an output that is not trusted is less than in JupyterLab: the words, no picture.
    assert bool(re.search(r'<img [^>]*src="data:image/svg', made)) == (not options)
    assert "is felt as" in made
    assert "Ada Author" in made
    assert "Information, not a diagnosis" in made
