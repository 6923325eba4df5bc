"""A6: a family that a curator adds is told everywhere, by its heading and its role; none is known by its name."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import refgraph
from refgraph.cli import main
from refgraph.curation.load import read
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.io.export import export
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import ROLES
from refgraph.report import render
from refgraph.report.records import entity_json, statistics
from refgraph.search import questions
from refgraph.web import notebook
from refgraph.web.explorer import Explorer
from refgraph.web.network.page import network_page

HEADING, SAID = "What is said of its course", "Goblins who sing foretell a short stay of the pain."
FAMILY = f"prognostic: {{heading: {HEADING}, role: ROLE, description: How a thing is said to go on.}}\n"
PREDICATE = (
    "foretells: {family: prognostic, forward: foretells, inverse: is foretold by, "
    "subject: [any], object: [any], description: The subject is said to tell how the object goes on.}\n"
)
CLAIM = f"""- id: 99
  subject: {{entity: goblin-theory}}
  predicate: foretells
  object: {{entity: headache}}
  locator: {{paragraph: 8}}
  anchor: goblins who sing
  statement: {SAID}
"""


def _grown(folder: Path, role: str) -> Path:
    for name, more in (
        ("schema/families.yaml", FAMILY.replace("ROLE", role)),
        (
            "schema/predicates.yaml",
            PREDICATE.replace("{family", "{warns: subject, urgency: soon, family") if role == "warning" else PREDICATE,
        ),
        ("sources/toy-neck.yaml", CLAIM),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{more}", encoding="utf-8")
    return folder


def _graph(folder: Path) -> KnowledgeGraph:
    loaded = read(folder)
    assert loaded.faults == ()
    return build(loaded.dataset)


@pytest.mark.parametrize("role", ["beside", "doubt"])
def test_what_touches_a_path_is_told_in_every_form(mini_copy: Path, role: str) -> None:
    kg = _graph(_grown(mini_copy, role))
    answer = questions.origins(kg, Finding("headache"), top=3)
    assert all("prognostic" in path.beside for path in answer.paths)
    for form in ("text", "markdown", "html"):
        made = render(kg, answer, form)
        assert HEADING in str(made), form
        assert "foretells" in str(made), form
    for form in ("csv", "json"):
        assert SAID in str(render(kg, answer, form))
    (told,) = json.loads(render(kg, answer, "json"))["paths"][0]["beside"]["prognostic"]
    assert told["predicate"] == "foretells"
    assert (SAID in " ".join(re.findall(r">([^<]+)</text>", str(render(kg, answer, "svg"))))) == (role == "doubt")


@pytest.mark.parametrize("role", ["beside", "doubt", "structure", "walked", "warning"])
def test_the_entity_is_told_everywhere(mini_copy: Path, role: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _grown(mini_copy, role)
    kg = _graph(folder)
    heading = HEADING if role != "walked" else "What is said to lead to it"
    assert main(["show", "headache", "--data", str(folder)]) == 0
    said = capsys.readouterr().out
    assert heading in said
    assert SAID in " ".join(said.split())
    assert main(["claims", "--family", "prognostic", "--data", str(folder)]) == 0
    assert SAID in " ".join(capsys.readouterr().out.split())
    page = Explorer(kg).file("entity/goblin-theory").body.decode()
    assert (HEADING if role != "walked" else "is said to lead to") in page
    assert SAID in page
    assert heading in notebook.bundle(kg, kg.entity("headache"))["text/html"]
    assert SAID in network_page(kg)
    assert "prognostic" in export(kg, "turtle")
    assert "prognostic" in entity_json.show(kg, "headache")["edges_in"]
    assert statistics.stats(kg)["claims_by_family"]["prognostic"] == 1


def test_a_warning_comes_first(mini_copy: Path) -> None:
    kg = _graph(_grown(mini_copy, "warning"))
    explorer = Explorer(kg)
    page = explorer.file("entity/goblin-theory").body.decode()
    assert "See a doctor first?" in page[: page.index(SAID)]
    assert page.index(SAID) < page.index('class="said-of"')
    assert SAID in explorer.file("red-flags/no-single-place-soon").body.decode()
    assert SAID in {claim.statement for claim in questions.origins(kg, Finding("goblin-theory")).red_flags}


def test_no_family_is_known_by_its_name(mini_copy: Path) -> None:
    names = set(read(mini_copy).dataset.schema.families) - set(ROLES)
    for path in Path(refgraph.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value in names}
        # The tables that map a KGX graph have a part of that name, too.
        assert found <= ({"causal"} if path.name == "vocabulary.py" and path.parent.name == "kgx" else set()), path


def test_a_data_folder_without_families_says_so(mini_copy: Path) -> None:
    (mini_copy / "schema/families.yaml").unlink()
    assert "schema/families.yaml:1:1: E008 the file is missing" in [str(fault) for fault in read(mini_copy).faults]
