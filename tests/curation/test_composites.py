"""Combinations are named by machine, and what follows from names is a claim of the source that uses them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from refgraph.curation.checks import validate
from refgraph.curation.composites import composite_key
from refgraph.curation.load import Loaded, read
from refgraph.graph.graph import build
from refgraph.model.statements import Claim, Finding
from refgraph.search import questions

SOURCE = """source: {title: %s, sha256: 0000000000000000000000000000000000000000000000000000000000000000}
names:
  %s: {category: activity, label: %s, broader: sitting-on-clouds, definition: A nap.}
claims:
- id: 1
  subject: {entity: %s}
  predicate: tightens
  object: {entity: hamstrings, state: tight}
  locator: {paragraph: 1}
  anchor: some words here
  statement: A nap is said to tighten the hamstrings.
- id: 2
  subject: {all: [%s], side: left}
  predicate: causes
  object: {entity: headache}
  locator: {paragraph: 2}
  anchor: other words here
  statement: The two together are said to bring on a headache.
"""
PARTS = ("{entity: hamstrings, state: tight}", "{entity: gluteals, state: weak}")
KEY = "gluteals.weak+hamstrings.tight"


def _loaded(folder: Path) -> Loaded:
    for name, parts in (("one", PARTS), ("two", PARTS[::-1])):
        nap = f"{name}-nap"
        text = SOURCE % (name, nap, nap.replace("-", " "), nap, ", ".join(parts))
        (folder / f"sources/{name}.yaml").write_text(text, encoding="utf-8")
    return read(folder)


@given(st.lists(st.builds(Finding, st.sampled_from("abc"), st.sampled_from([None, "s"])), min_size=1, max_size=5))
def test_the_order_of_the_parts_does_not_matter(parts: list[Finding]) -> None:
    assert composite_key(parts) == composite_key(parts[::-1]) == composite_key([*parts, parts[0]])


def test_two_sources_that_combine_the_same_have_one_entity(mini_copy: Path) -> None:
    loaded = _loaded(mini_copy)
    assert [str(fault) for fault in (*loaded.faults, *validate(loaded.dataset))] == []
    made = loaded.dataset.entities[KEY]
    assert (made.label, made.category, made.composite) == (
        "weak gluteal muscles and tight hamstrings",
        "condition",
        True,
    )
    claims = {claim.id: claim for claim in loaded.dataset.claims}
    assert claims["one#2"].subject == claims["two#2"].subject == Finding(KEY, side="left")


def test_what_follows_from_names_is_a_claim_of_each_source(mini_copy: Path) -> None:
    claims = {claim.id: claim for claim in _loaded(mini_copy).dataset.claims}
    for source in ("one", "two"):
        part: Claim = claims[f"{source}#{KEY}:hamstrings.tight"]
        assert (part.predicate, part.object, part.evidence) == (
            "has-component",
            Finding("hamstrings", "tight"),
            "ontology",
        )
        kind = claims[f"{source}#{source}-nap"]
        assert (kind.predicate, kind.object) == ("kind-of", Finding("sitting-on-clouds"))
        assert kind.statement.endswith("nap is a kind of sitting on clouds.")


def test_a_walk_leads_from_a_local_name_to_its_broader_one_and_never_back(mini_copy: Path) -> None:
    kg = build(_loaded(mini_copy).dataset)
    narrow, broad = Finding("one-nap"), Finding("gluteus-medius", "weak")
    found = questions.paths(kg, narrow, broad).paths
    assert found
    assert "kind-level" in found[0].verdict.flags
    assert not questions.paths(kg, Finding("sitting-on-clouds"), Finding("one-nap")).paths


def test_an_unspecified_end_is_noted_on_the_claim(mini_copy: Path) -> None:
    path = mini_copy / "sources/toy-neck.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "{entity: forward-head-posture}\n  predicate: tightens",
        '{entity: forward-head-posture, unspecified: "true"}\n  predicate: tightens',
    )
    path.write_text(text, encoding="utf-8")
    assert read(mini_copy).dataset.claims[-17].unspecified == ("subject",)
