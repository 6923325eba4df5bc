"""What the words of a KGX graph mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.curation.load import read_schema
from refgraph.io.kgx.vocabulary import Terms, read_tables
from refgraph.io.kgx.words import Unreadable

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")
TABLES = read_tables(ROOT / "graph_data/mappings/kgx.yaml")


def test_nothing_is_walked_that_is_not_listed_as_causal() -> None:
    terms = Terms(SCHEMA, TABLES)
    for name in ("biolink:caused_by", "biolink:interacts_with", "ro:causes", "x:tilts"):
        assert terms.predicate(name) == name
        assert (added := terms.schema().predicates[name]).walk == "no"
        assert added.family == "structural"
    assert terms.predicate("biolink:disrupts") == "biolink:disrupts"
    assert terms.schema().predicates["biolink:disrupts"].walk == "yes"
    assert terms.predicate("biolink:subclass_of") == "kind-of"
    with pytest.raises(Unreadable, match="refgraph:tilts"):
        terms.predicate("tilts")
    listed = [terms.predicate(name) for name in TABLES["causal"]]
    assert {terms.schema().predicates[key].family for key in listed} == {"causal"}


def test_the_tables_name_what_exists() -> None:
    assert set(TABLES["predicates"].values()) <= set(SCHEMA.predicates)
    assert set(TABLES["categories"].values()) <= set(SCHEMA.categories)
    assert {*TABLES["evidence"].values(), TABLES["other_evidence"]} <= set(SCHEMA.ranking.evidence)
    assert set(TABLES["carry"].values()) <= set(SCHEMA.ranking.flags)


EDGE = {"predicate": "biolink:causes"}


@pytest.mark.parametrize(
    "cells",
    [
        {"knowledge_level": "Prediction"},
        {"knowledge_level": "biolink:prediction"},
        {"knowledge_level": "['prediction']"},
        {"knowledge_level": "observation|prediction"},
        {"knowledge_level": '"prediction"'},
        {"agent_type": "Text-mining agent"},
        {"agent_type": "text mining agent"},
        # What nobody has listed is no plain statement.
        {"knowledge_level": "hypothesis"},
        {"agent_type": "machine learning"},
    ],
)
def test_a_doubt_is_heard_however_it_is_spelled(cells: dict[str, str]) -> None:
    assert Terms(SCHEMA, TABLES).kind({**EDGE, **cells}).modality == "may"


@pytest.mark.parametrize("word", ["manual_agent", "Manual agent", "automated_agent", "observation", "not_provided", ""])
def test_what_is_no_doubt_is_stated(word: str) -> None:
    terms = Terms(SCHEMA, TABLES)
    assert {terms.kind({**EDGE, column: word}).modality for column in ("knowledge_level", "agent_type")} == {"states"}


@pytest.mark.parametrize(
    ("negated", "never", "polarity"),
    [
        ("", "", "asserts"),
        ("false", "", "asserts"),
        ("false", "yes", "denies"),
        ("True", "", "denies"),
        ("T|true", "yes", "denies"),
        ("['true']", "", "denies"),
        ("0.0", "", "asserts"),
    ],
)
def test_what_is_never_so_is_denied_whatever_is_said_of_negation(negated: str, never: str, polarity: str) -> None:
    assert Terms(SCHEMA, TABLES).kind({**EDGE, "negated": negated, "never": never}).polarity == polarity


@pytest.mark.parametrize(
    ("texts", "meets"),
    [
        (("increased", "", ""), True),
        (("increased", "activity_or_abundance", ""), True),
        (("biolink:increased", "biolink:activity", ""), True),
        (("", "abundance", ""), True),
        (("decreased", "abundance", ""), False),
        (("increased", "degradation", ""), False),
        # Of an aspect or a state that is not known it is not known what it means for the thing itself.
        (("", "impairment", ""), False),
        (("increased", "stiffness", ""), False),
        (("", "degradation|activity", ""), False),
        (("", "", "paralysed"), False),
    ],
)
def test_what_is_not_known_of_a_state_meets_no_unstated_one(texts: tuple[str, str, str], meets: bool) -> None:
    terms = Terms(SCHEMA, TABLES)
    assert terms.schema().states[key].negates is not meets if (key := terms.state(*texts)) else False


def test_what_disrupts_a_thing_leaves_it_disrupted() -> None:
    terms = Terms(SCHEMA, TABLES)
    kind = terms.kind({"predicate": "biolink:disrupts", "object_category": "region"})
    assert (kind.predicate, kind.object_state) == ("biolink:disrupts", "disrupted")
    assert terms.schema().states["disrupted"].negates
    assert terms.kind({"predicate": "biolink:disrupts", "object_category": "symptom"}).predicate.endswith("-qualified")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("biolink:phenotypicfeature", "symptom"),
        ("['biolink:NamedThing', 'biolink:PhenotypicFeature']", "symptom"),
        ("biolink:Disease;biolink:NamedThing", "condition"),
        ("Symptom", "symptom"),
        ("x:Odd", "x:Odd"),
    ],
)
def test_categories_are_known_however_they_are_written(text: str, key: str) -> None:
    assert Terms(SCHEMA, TABLES).category(text) == key


@pytest.mark.parametrize(
    "category", ["symptom", "condition", "Phenotype", "biolink:ClinicalAttribute", "biolink:Event"]
)
def test_more_or_less_of_what_may_be_felt_is_not_walked(category: str) -> None:
    terms = Terms(SCHEMA, TABLES)
    changes = ({"object_aspect": "severity"}, {"object_direction": "decreased"}, {"object_state": "reduced"})
    for change in changes:
        assert terms.kind({**EDGE, **change, "object_category": category}).predicate == "causes-qualified"
        assert terms.kind({**EDGE, **change, "object_category": "biolink:Gene"}).predicate == "causes"


def test_more_predicates_than_can_be_meant_are_told() -> None:
    terms = Terms(SCHEMA, TABLES)
    for number in range(5_000):
        terms.predicate(f"x:p{number}")
        terms.category(f"x:C{number}")
    with pytest.raises(Unreadable, match="is this the right column"):
        terms.predicate("x:p")
    with pytest.raises(Unreadable, match="is this the right column"):
        terms.category("x:C")


def test_what_is_said_of_one_state_is_not_carried_to_others() -> None:
    terms = Terms(SCHEMA, TABLES)
    assert terms.kind({"predicate": "biolink:subclass_of"}).predicate == "kind-of"
    for cell in ({"subject_direction": "decreased"}, {"object_side": "left"}, {"object_state": "tight"}):
        assert terms.kind({"predicate": "biolink:subclass_of", **cell}).predicate == "kind-of-qualified"
