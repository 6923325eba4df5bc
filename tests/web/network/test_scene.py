"""What the network page ties are findings that a path may join, and no others."""

from __future__ import annotations

from hypothesis import given, settings
from small_graphs import claims, dataset_of

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model import joints
from refgraph.model.statements import Claim
from refgraph.web.network.scene import scene


def test_less_of_a_thing_is_not_tied_to_the_thing_itself(real: KnowledgeGraph) -> None:
    shown = scene(real)
    for tie in shown.ties:
        states = {shown.boxes[end].finding.state for end in (tie.start, tie.end)}
        assert None not in states or not any(state and real.schema.states[state].negates for state in states), tie


@settings(max_examples=200, deadline=None)
@given(claims())
def test_what_is_tied_meets_and_what_meets_is_tied(told: tuple[Claim, ...]) -> None:
    kg = build(dataset_of(told))
    shown = scene(kg)
    tied = {frozenset((tie.start, tie.end)) for tie in shown.ties}
    for box in shown.boxes:
        for other in shown.boxes[: box.number]:
            if box.finding.entity == other.finding.entity:
                meets = bool(joints.meets(kg.codes, box.finding, other.finding))
                assert frozenset((box.number, other.number)) not in tied or meets
                assert not meets or box.unit == other.unit
