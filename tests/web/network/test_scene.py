"""What the network page ties are findings that a path may join, and no others."""

from __future__ import annotations

from collections import Counter

from browser.network import generated
from hypothesis import given
from small_graphs import UNSPECIFIC, claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model import joints
from refgraph.model.statements import Claim, Finding
from refgraph.web.network.scene import HAIRBALL, START, scene, view


def test_less_of_a_thing_is_not_tied_to_the_thing_itself(real: KnowledgeGraph) -> None:
    shown = scene(real)
    for tie in shown.ties:
        states = {shown.boxes[end].finding.state for end in (tie.start, tie.end)}
        assert None not in states or not any(state and real.schema.states[state].negates for state in states), tie


@given(claims())
def test_what_is_tied_meets_and_what_meets_is_tied(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    shown = scene(kg)
    tied = {frozenset((tie.start, tie.end)) for tie in shown.ties}
    for box in shown.boxes:
        for other in shown.boxes[: box.number]:
            if box.finding.entity == other.finding.entity:
                meets = bool(joints.meets(kg.codes, box.finding, other.finding))
                meets = meets and box.finding.entity not in UNSPECIFIC
                assert frozenset((box.number, other.number)) not in tied or meets
                assert not meets or box.unit == other.unit


def test_a_small_graph_is_shown_whole(toy: KnowledgeGraph) -> None:
    shown = scene(toy)
    assert len(shown.boxes) <= HAIRBALL
    assert view(toy, shown).focus is None
    assert set(view(toy, shown).points) == {box.number for box in shown.boxes}


def test_a_large_graph_opens_on_what_most_is_said_to_lead_to() -> None:
    kg = generated.graph(200)
    shown = scene(kg)
    begin = view(kg, shown)
    led_to = Counter(line.edge.object.entity for line in shown.lines if line.walked)
    felt = {key: count for key, count in led_to.items() if kg.entity(key).category == "symptom"}
    assert begin.focus is not None
    assert felt[begin.focus] == max(felt.values())
    assert len(begin.points) <= START


def test_a_box_is_a_finding_not_an_entity(toy: KnowledgeGraph) -> None:
    boxes = [box.finding for box in scene(toy).boxes if box.finding.entity == "hamstrings"]
    assert Finding("hamstrings", "tight") in boxes
    assert Finding("hamstrings", "weak") in boxes


def test_only_what_a_chain_may_join_is_tied(toy: KnowledgeGraph) -> None:
    shown = scene(toy)
    tied = {frozenset((shown.boxes[tie.start].finding, shown.boxes[tie.end].finding)) for tie in shown.ties}
    tight, weak = Finding("hamstrings", "tight"), Finding("hamstrings", "weak")
    assert frozenset((tight, Finding("hamstrings", "tight", "ipsilateral"))) in tied
    assert frozenset((tight, Finding("hamstrings"))) in tied
    assert frozenset((tight, weak)) not in tied
    nerve = frozenset((Finding("sciatic-nerve", "compressed"), Finding("sciatic-nerve", "entrapped")))
    compatible = toy.schema.states["compressed"].compatible
    assert (nerve in tied) == ("entrapped" in compatible)


def test_loops_are_found_among_arrows_that_chains_take(toy: KnowledgeGraph) -> None:
    loops = {(line.edge.subject.entity, line.edge.object.entity) for line in scene(toy).lines if line.loop}
    assert loops == {("headache", "upper-trapezius"), ("upper-trapezius", "headache")}
