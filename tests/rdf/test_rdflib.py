"""The graph as RDF: nothing lost, nothing slipped in, the same bytes every time, and what the shapes promise."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic
from unchecked import Unchecked

from refgraph.curation.checks import validate
from refgraph.curation.load import read
from refgraph.errors import DataError, UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.rdf import names as rdf_names
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import statements
from refgraph.report.records import answer_json
from refgraph.report.records import json as report_json
from refgraph.report.view_builder import view

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "data" / "mini"
SCHEMA = ROOT / "graph_data" / "schema"
TERMS = rdflib.Namespace(rdf_names.TERMS)

pyshacl = pytest.importorskip("pyshacl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SCHEMA / "shapes.ttl")


def _parse_trig(text: str) -> rdflib.Dataset:
    found = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        found.parse(data=text, format="trig")
    return found


def _conforms(graph: rdflib.Graph, shapes: rdflib.Graph) -> tuple[bool, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, through pySHACL
        conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    return conforms, report


# ---------------------------------------------------------------- what is written


def test_an_unknown_form_is_a_usage_error(toy: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="Known: turtle, trig"):
        rdflib_graphs.serialise(toy, "n3")


def test_every_word_of_ours_is_described(toy: KnowledgeGraph, shapes: rdflib.Graph) -> None:
    described = set(re.findall(r"`rg:(\w+)`", (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")))
    written = {
        term.removeprefix(rdf_names.TERMS)
        for quad in statements.quads(toy)
        for term in quad
        if isinstance(term, str) and term.startswith(rdf_names.TERMS)
    }
    promised = {
        str(term).removeprefix(rdf_names.TERMS)
        for triple in shapes
        for term in triple
        if str(term).startswith(rdf_names.TERMS) and not str(term).endswith("Shape")
    }
    assert written | promised <= described


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize("form", rdflib_graphs.FORMS)
def test_the_text_is_the_graph(toy: KnowledgeGraph, form: str) -> None:
    text = rdflib_graphs.serialise(toy, form)
    if form == "turtle":
        assert isomorphic(rdflib.Graph().parse(data=text, format="turtle"), rdflib_graphs.graph(toy))
    else:
        assert set(_parse_trig(text).quads()) == set(rdflib_graphs.dataset(toy).quads())


@pytest.mark.parametrize("form", rdflib_graphs.FORMS)
def test_the_same_bytes_whatever_the_hash_seed(form: str) -> None:
    code = (
        "import hashlib; from pathlib import Path; from refgraph.rdf import rdflib as rdf; "
        "from refgraph.graph.open import open_graph;"
        f"text = rdf.serialise(open_graph(Path({str(MINI)!r})), {form!r});"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(digests) == 1


def test_a_new_claim_moves_no_other_line(mini: Dataset) -> None:
    """The order is by name and number, not by how often a thing is referred to."""
    last = mini.claims[15]
    more = replace(last, id="toy-hip#17", paragraph=99)
    before = rdflib_graphs.serialise(build(mini), "turtle").splitlines()
    after = rdflib_graphs.serialise(build(replace(mini, claims=(*mini.claims, more))), "turtle").splitlines()
    waiting = iter(after)
    stayed = sum(any(line.rstrip(" ;.,") == other.rstrip(" ;.,") for other in waiting) for line in before)
    assert stayed == len(before)


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("text", ["@prefix", "<a> <b> <c> . }", '<http://a/> <http://b/> "c'])
def test_what_is_not_rdf_is_told_in_one_line(text: str) -> None:
    with pytest.raises(DataError) as caught:
        rdflib_graphs.read(text, "turtle")
    assert "\n" not in str(caught.value)


# ---------------------------------------------------------------- the shapes


@pytest.mark.parametrize("graph", ["toy", pytest.param("founding", marks=pytest.mark.slow)])
def test_the_export_keeps_what_the_shapes_promise(
    graph: str, shapes: rdflib.Graph, request: pytest.FixtureRequest
) -> None:
    conforms, report = _conforms(rdflib_graphs.graph(request.getfixturevalue(graph)), shapes)
    assert conforms, report


def test_the_shapes_are_shacl(shapes: rdflib.Graph) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        conforms, _, report = pyshacl.validate(shapes, shacl_graph=rdflib.Graph(), meta_shacl=True)
    assert conforms, report


TOO_LONG = "Tight hamstrings can tilt the pelvis backward over the"
ANCHOR = "anchor: hamstrings can tilt the pelvis backward"
PLACE = "locator: {paragraph: 3}\n  repeated: [13]"
STATEMENT = "statement: Hamstrings that are tight may bring the pelvis into a backward tilt."
SUBJECT = "subject: {entity: hamstrings, state: tight}\n  predicate: tilts"
TIGHT = Finding("hamstrings", "tight")

# A fault, as the claim toy-hip#2 has it, and as a curator would write it.
FAULTS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "no source": ({"source": "nowhere"}, ("source:\n  title", "sauce:\n  title")),
    "no anchor": ({"anchor": ""}, (f"  {ANCHOR}\n", "")),
    "one-word anchor": ({"anchor": "hamstrings"}, (ANCHOR, "anchor: hamstrings")),
    "nine-word anchor": ({"anchor": TOO_LONG}, (ANCHOR, f"anchor: {TOO_LONG}")),
    "no statement": ({"statement": ""}, (f"  {STATEMENT}\n", "")),
    "no paragraph": ({"paragraph": 0}, (f"  {PLACE}\n", "")),
    "paragraph 0": ({"paragraph": 0}, (PLACE, "locator: {paragraph: 0}\n  repeated: [13]")),
    "polarity": ({"polarity": "doubts"}, (PLACE, f"polarity: doubts\n  {PLACE}")),
    "modality": (
        {"modality": "must"},
        ("modality: may\n  locator: {paragraph: 3", "modality: must\n  locator: {paragraph: 3"),
    ),
    "evidence": ({"evidence": "hearsay"}, (PLACE, f"evidence: hearsay\n  {PLACE}")),
    "predicate": ({"predicate": "wobbles"}, (SUBJECT, SUBJECT.replace("tilts", "wobbles"))),
    "entity": ({"subject": Finding("wings")}, (SUBJECT, SUBJECT.replace("hamstrings, state: tight", "wings"))),
    "state": ({"subject": Finding("hamstrings", "blue")}, (SUBJECT, SUBJECT.replace("state: tight", "state: blue"))),
    "side": (
        {"subject": replace(TIGHT, side="top")},
        (SUBJECT, SUBJECT.replace("state: tight", "state: tight, side: top")),
    ),
    "theory": ({"relies_on": ("elf-theory",)}, (PLACE, f"relies_on: [elf-theory]\n  {PLACE}")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_curators_and_readers_are_told_of_the_same_faults(
    fault: str, mini: Dataset, shapes: rdflib.Graph, mini_copy: Path
) -> None:
    """What `refgraph check` refuses and what still shows in the RDF is refused by the shapes too."""
    changes, (old, new) = FAULTS[fault]
    file = mini_copy / "sources" / "toy-hip.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    loaded = read(mini_copy)
    assert [found for found in (*loaded.faults, *validate(loaded.dataset)) if found.code.startswith("E")]
    claims = tuple(replace(c, **changes) if c.id == "toy-hip#2" else c for c in mini.claims)
    conforms, report = _conforms(rdflib_graphs.graph(Unchecked(replace(mini, claims=claims))), shapes)  # type: ignore[arg-type]
    assert not conforms
    assert "toy-hip#2" in report or "finding:" in report


PARTS = (
    *("dcterms:identifier", "dcterms:source", "oa:hasTarget", "rg:subject", "rg:predicate", "rg:object"),
    *("rg:polarity", "rg:modality", "rg:evidence", "rg:statement", "rg:anchor"),
)


def test_the_stand_in_for_a_graph_is_fair(mini: Dataset, shapes: rdflib.Graph) -> None:
    """Without a fault it conforms, so that each fault above is the only cause."""
    conforms, report = _conforms(rdflib_graphs.graph(Unchecked(mini)), shapes)  # type: ignore[arg-type]
    assert conforms, report


@pytest.mark.parametrize(
    "part",
    PARTS,
)
def test_no_part_of_a_claim_may_lack_or_stand_twice(toy: KnowledgeGraph, shapes: rdflib.Graph, part: str) -> None:
    graph, named = rdflib_graphs.graph(toy), rdflib.URIRef(rdf_names.claim("toy-hip#2"))
    predicate = rdflib.URIRef(rdf_names.word(part))
    other = graph.value(rdflib.URIRef(rdf_names.claim("toy-neck#4")), predicate)
    graph.add((named, predicate, other))
    twice = len(list(graph.objects(named, predicate))) > 1
    assert not twice or not _conforms(graph, shapes)[0]
    graph.remove((named, predicate, None))
    assert not _conforms(graph, shapes)[0]


@pytest.mark.parametrize(
    ("edge", "status"),
    [
        ("hamstrings.tight_tilts_posterior-pelvic-tilt", "denied"),
        ("forward-head-posture_causes_neck-pain", "supported"),
        ("sitting-on-clouds_weakens_hamstrings.weak", "supported"),
        ("sitting-on-clouds_weakens_hamstrings.weak", "contested"),
    ],
)
def test_the_status_of_an_edge_follows_from_its_claims(
    toy: KnowledgeGraph, shapes: rdflib.Graph, edge: str, status: str
) -> None:
    graph, named = rdflib_graphs.graph(toy), rdflib.URIRef(rdf_names.PREFIXES["edge"] + edge)
    assert graph.value(named, TERMS.status)
    graph.set((named, TERMS.status, rdflib.Literal(status)))
    assert not _conforms(graph, shapes)[0]


# ---------------------------------------------------------------- JSON read as RDF


def _as_rdf(document: Any) -> rdflib.Graph:
    context = json.loads((SCHEMA / "context.jsonld").read_text(encoding="utf-8"))
    found = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        found.parse(data=json.dumps({**context, "@graph": document}), format="json-ld")
    return found


@pytest.mark.parametrize("graph", ["toy", pytest.param("founding", marks=pytest.mark.slow)])
def test_claims_as_json_are_the_claims_of_the_rdf(graph: str, request: pytest.FixtureRequest) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    found = _as_rdf([report_json.whole_claim(kg, edge, claim) for edge in kg.edges() for claim in edge.claims])
    whole = rdflib_graphs.graph(kg)
    told = kg.claims()
    named = {rdflib.URIRef(rdf_names.claim(claim.id)) for claim in told}
    assert named <= set(found.subjects(TERMS.polarity))
    # `disputed_by` is told of each claim in JSON and of the edge in RDF; an anchor that there is none of is "" in JSON.
    found.remove((None, None, rdflib.Literal("")))
    plain = [t for t in found if t[0] in named and not isinstance(t[2], rdflib.BNode) and t[1] != TERMS.disputedBy]
    assert len(plain) > 7 * len(named)
    assert [triple for triple in plain if triple not in whole] == []
    for claim in told:
        subject = found.value(rdflib.URIRef(rdf_names.claim(claim.id)), TERMS.subject)
        state = found.value(subject, TERMS.state)
        side = found.value(subject, TERMS.side)
        assert str(found.value(subject, TERMS.entity)) == rdf_names.name("entity", claim.subject.entity)
        assert (state and str(state)) == (claim.subject.state and rdf_names.name("state", claim.subject.state))
        assert (side and str(side)) == claim.subject.side


def test_an_answer_as_json_can_be_read_as_rdf(toy: KnowledgeGraph) -> None:
    from refgraph.search.questions import origins

    found = _as_rdf(answer_json.answer(view(toy, origins(toy, Finding("headache")))))
    assert (rdflib.URIRef(rdf_names.claim("toy-neck#2")), None, None) in found
    assert list(found.objects(None, TERMS.steps))
