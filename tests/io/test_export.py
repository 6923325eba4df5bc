"""Other people's formats: read back by their own readers, safe in a spreadsheet, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.curation.load import read
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.graph.open import bundled, open_graph
from refgraph.io import EXPORTS, export
from refgraph.model.controls import tamed
from refgraph.model.dataset import Dataset
from refgraph.report import made_by

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _saying(data: Dataset, statement: str) -> KnowledgeGraph:
    changed = replace(data.claims[0], statement=statement, condition=statement)
    return build(replace(data, claims=(changed, *data.claims[1:])))


@pytest.mark.parametrize("form", EXPORTS)
def test_every_form_says_the_same_twice(form: str) -> None:
    assert export.export(open_graph(MINI), form) == export.export(build(read(MINI).dataset), form)


@pytest.mark.parametrize("form", ["csv", "graphml", "jsonl", "bibtex"])
def test_the_real_graph_can_be_exported(form: str) -> None:
    kg = open_graph(bundled())
    assert len(export.export(kg, form)) > 100 * len(kg.sources())


def test_every_form_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from pathlib import Path; from refgraph.io import EXPORTS;"
        "from refgraph.io.export import export;"
        f"from refgraph.graph.open import open_graph; toy = open_graph(Path({str(MINI)!r}));"
        "print([hashlib.sha256(export(toy, form).encode()).hexdigest() for form in EXPORTS])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("form", ["", "exel", "CSV", "x" * 10_000, "svg\n"])
def test_an_unknown_form_lists_the_known_ones(toy: KnowledgeGraph, form: str) -> None:
    with pytest.raises(UsageError, match="Known: turtle, trig, nquads, jsonld, csv, bibtex, graphml, jsonl") as caught:
        export.export(toy, form)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_every_form_says_what_it_is() -> None:
    assert all((write.__doc__ or "").strip() for write in map(made_by, EXPORTS.values()))


# ---------------------------------------------------------------- csv and jsonl


def test_csv_has_every_claim_whole(toy: KnowledgeGraph) -> None:
    rows = {row["id"]: row for row in _rows(export.export(toy, "csv"))}
    assert list(rows) == [claim.id for claim in toy.claims()]
    for claim in toy.claims():
        row = rows[claim.id]
        assert (row["subject_entity"], row["subject_state"], row["subject_side"]) == (
            claim.subject.entity,
            claim.subject.state or "",
            claim.subject.side or "",
        )
        assert (row["predicate"], row["polarity"], row["evidence"]) == (claim.predicate, claim.polarity, claim.evidence)
        assert row["paragraph"] == str(claim.paragraph)
        assert row["statement"] == claim.statement
        assert row["relies_on"] == "; ".join(claim.relies_on)
    assert rows["toy-hip#2"]["repeated"] == "13"
    assert (rows["toy-hip#12"]["status"], rows["toy-hip#12"]["disputed_by"]) == ("contested", "toy-neck#4")
    assert rows["toy-hip#11"]["status"] == "denied"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_runs_as_a_formula(mini: Dataset, start: str) -> None:
    text = export.export(_saying(mini, f'{start}HYPERLINK("http://a.example","x")'), "csv")
    row = _rows(text)[0]
    assert row["statement"] == f'\'{start}HYPERLINK("http://a.example","x")'
    assert not [
        cell for row in _rows(text) for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1))
def test_any_text_survives_csv_and_jsonl(text: str) -> None:
    kg = _saying(read(MINI).dataset, text)
    # What a terminal obeys is a space in a table.
    assert _rows(export.export(kg, "csv"))[0]["statement"].removeprefix("'") == tamed(text).removeprefix("'")
    lines = export.export(kg, "jsonl").split("\n")
    assert json.loads(lines[0])["statement"] == text
    assert len(lines) == len(kg.claims()) + 1


def test_lists_are_disarmed_and_their_members_told_apart(mini: Dataset) -> None:
    claim = replace(mini.claims[0], relies_on=("=1+1 theory", "b c"))
    rows = _rows(export.export(build(replace(mini, claims=(claim, *mini.claims[1:]))), "csv"))
    assert rows[0]["relies_on"] == "'=1+1 theory; b c"


def test_nquads_say_nothing_twice(mini: Dataset) -> None:
    first = mini.claims[0]
    again = replace(first, id=f"{first.source}#999", paragraph=first.paragraph + 1)
    lines = export.export(build(replace(mini, claims=(*mini.claims, again))), "nquads").splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_jsonld_says_what_turtle_says(toy: KnowledgeGraph) -> None:
    import rdflib
    from rdflib.compare import isomorphic

    forms = {"jsonld": "json-ld", "turtle": "turtle"}
    one, other = (rdflib.Graph().parse(data=export.export(toy, form), format=name) for form, name in forms.items())
    assert isomorphic(one, other)
    nodes = json.loads(export.export(toy, "jsonld"))["@graph"]
    types = [[node["@type"]] if isinstance(node["@type"], str) else node["@type"] for node in nodes]
    assert sum("rg:Claim" in named for named in types) == len(toy.claims())


def test_csv_is_as_rfc_4180_has_it(mini: Dataset) -> None:
    text = export.export(_saying(mini, 'One, "two"\nthree.'), "csv")
    assert '"One, ""two""\nthree."' in text
    assert text.count("\r\n") == 1 + len(mini.claims)
    assert text.endswith("\r\n")


def test_jsonl_holds_the_claims_of_the_command_line(toy: KnowledgeGraph) -> None:
    found = [json.loads(line) for line in export.export(toy, "jsonl").splitlines()]
    assert [claim["id"] for claim in found] == [claim.id for claim in toy.claims()]
    assert {"subject", "predicate", "object", "source", "anchor", "locator", "statement"} <= set(found[0])


# ---------------------------------------------------------------- graphml and bibtex


def test_graphml_is_read_back_by_networkx(toy: KnowledgeGraph) -> None:
    text = export.export(toy, "graphml")
    found = networkx.parse_graphml(text, force_multigraph=True)
    assert found.nodes["headache"] == {
        "label": "headache", "category": "symptom", "entity": "headache", "state": "", "side": ""
    }  # fmt: skip
    assert {entity.key for entity in toy.entities()} <= set(found)
    said = found["hamstrings.tight"]["posterior-pelvic-tilt"]["edge:hamstrings.tight_tilts_posterior-pelvic-tilt"]
    assert (said["from_finding"], said["predicate"], said["claim_ids"]) == ("tight hamstrings", "tilts", "toy-hip#2")
    assert (said["from_state"], said["status"], said["claim_count"]) == ("tight", "supported", 1)
    assert {data["status"] for *_, data in found.edges(data=True)} == {"supported", "contested"}
    denied = [edge for edge in toy.edges() if edge.status == "denied"]
    assert denied
    assert len(found.edges) == len(toy.edges()) - len(denied)
    told = found.graph["denied"].split("\n")
    assert [line.startswith("denied: ") for line in told] == [True] * len(denied)
    assert not {"source", "target", "id"} & {name for *_, data in found.edges(data=True) for name in data}


def test_graphml_tells_hedges_conditions_and_who_speaks_against(toy: KnowledgeGraph) -> None:
    found = networkx.parse_graphml(export.export(toy, "graphml"), force_multigraph=True)
    told = {data["claim_ids"]: data for *_, data in found.edges(data=True)}
    edges = [edge for edge in toy.edges() if edge.status != "denied"]
    assert len(told) == len(edges)
    for edge in edges:
        data = told["; ".join(claim.id for claim in edge.asserting)]
        hedged = all(claim.modality == "may" for claim in edge.asserting)
        assert (data["hedge"], data["label"].startswith(("may ", "can "))) == (("may", True) if hedged else ("", False))
        assert set(data["articles"].split("; ")) == {claim.source for claim in edge.asserting}
        against = {claim.id for claim in (*edge.claims, *edge.disputed_by) if claim not in edge.asserting}
        assert set(filter(None, data["denied_by"].split("; "))) == against
        assert all(c.condition in data["conditions"] for c in edge.asserting if c.condition)
    assert {data["hedge"] for data in told.values()} == {"", "may"}
    assert any(data["denied_by"] for data in told.values())
    assert any(data["conditions"] for data in told.values())


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_any_text_gives_well_formed_xml(text: str) -> None:
    ElementTree.fromstring(export.export(_saying(read(MINI).dataset, text), "graphml"))


def test_bibtex_has_an_entry_for_each_article(toy: KnowledgeGraph) -> None:
    text = export.export(toy, "bibtex")
    assert text.count("\n@misc{") + text.startswith("@misc{") == len(toy.sources())
    assert text.endswith("}\n")
    assert r"Weak hips \& the head" in text
