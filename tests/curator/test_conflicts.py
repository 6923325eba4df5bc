"""What contradicts what, each side with its claims."""

from __future__ import annotations

from dataclasses import replace

from toys import opposed

from refgraph.curator.conflicts import COLUMNS, KINDS, conflicts, record, rows, told
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding


def _with(dataset: Dataset, *claims: Claim) -> KnowledgeGraph:
    return build(replace(dataset, claims=(*dataset.claims, *claims)))


def _claim(number: int, subject: Finding, predicate: str, object_: Finding) -> Claim:
    return Claim(f"toy-neck#{number}", "toy-neck", subject, predicate, object_, 2, "x", "X.")


def test_denials_and_doubts_are_told_with_both_sides(toy: KnowledgeGraph) -> None:
    for found in conflicts(toy):
        assert found.said
        assert found.against
        assert all(claim.polarity == "asserts" for claim in found.said)
        assert not {claim.id for claim in found.said} & {claim.id for claim in found.against}
        if found.kind == "denied":
            assert all(claim.polarity == "denies" for claim in found.against)
    assert {found.one.id for found in conflicts(toy)} == {
        edge.id for edge in toy.edges() if edge.counter_evidence and any(c.polarity == "asserts" for c in edge.claims)
    }


def test_opposite_effects_and_causes_are_found_once(mini: Dataset) -> None:
    one, other = "forward-head-posture", "posterior-pelvic-tilt"
    data = opposed(mini, one, other)
    kg = _with(
        data,
        _claim(90, Finding("slump"), "tilts", Finding(one)),
        _claim(91, Finding("slump"), "tilts", Finding(other)),
        _claim(92, Finding(one), "causes", Finding("buttock-pain")),
        _claim(93, Finding(other), "causes", Finding("buttock-pain")),
    )
    found = [(each.kind, told(kg, each.one), told(kg, each.other)) for each in conflicts(kg, "slump")]
    assert [kind for kind, _, _ in found] == ["effects"]
    causes = [each for each in conflicts(kg, "buttock-pain") if each.kind == "causes"]
    assert len(causes) == 1
    assert causes[0].why == "One is the other turned round."


def test_opposite_states_of_one_thing_contradict_and_sides_must_not(mini: Dataset) -> None:
    states = dict(mini.schema.states)
    states["tight"] = replace(states["tight"], opposite={"weak": "They cannot be both."})
    data = replace(mini, schema=replace(mini.schema, states=states))
    tight, weak = Finding("calf-muscles", "tight"), Finding("calf-muscles", "weak")
    first = _claim(90, Finding("slump"), "tightens", tight)
    kg = _with(data, first, _claim(91, Finding("slump"), "weakens", weak))
    assert [each.kind for each in conflicts(kg, "calf-muscles")] == ["effects"]
    left = replace(first, object=replace(tight, side="left"))
    sided = _with(data, left, _claim(91, Finding("slump"), "weakens", replace(weak, side="right")))
    assert conflicts(sided, "calf-muscles") == ()


def test_rows_and_records_tell_the_same(toy: KnowledgeGraph) -> None:
    found = conflicts(toy)
    listed = rows(toy, found)
    assert all(len(row) == len(COLUMNS) for row in listed)
    assert [row[0] for row in listed] == sorted((row[0] for row in listed), key=list(KINDS).index)
    assert record(toy, found[0])["said"] == [claim.id for claim in found[0].said]
