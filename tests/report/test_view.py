"""What a view says of itself: what is told already is not told again, and a path is one paragraph."""

from __future__ import annotations

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view_builder import view
from refgraph.search import questions


def test_a_step_that_paths_share_points_back_and_still_holds_its_claims(toy: KnowledgeGraph) -> None:
    shown = view(toy, questions.origins(toy, Finding("headache")))
    steps = [step for path in shown.paths for step in path.steps]
    again = [step for step in steps if step.see]
    assert again
    for step in again:
        assert any(step.see == other.anchor and other.edge == step.edge for other in steps)
        assert (step.passages, step.against) == ((), ())
        assert [told.claim for told in step.claims] == list(step.edge.claims)


def test_a_path_is_described_step_by_step_with_its_reservations(toy: KnowledgeGraph, answer: Answer) -> None:
    for path in view(toy, answer).paths:
        said = path.described
        places = [said.index(f"Step {step.number}: {step.sentence}") for step in path.steps]
        assert places == sorted(places)
        for step in path.steps:
            assert all(reservation in said for reservation in step.reservations)


def test_sections_part_what_is_new_from_what_is_told_already(toy: KnowledgeGraph, answer: Answer) -> None:
    sections = [section for path in view(toy, answer).paths for section in path.sections]
    assert sections
    for section in sections:
        assert {edge.edge for edge in (*section.fresh, *section.known)} == {edge.edge for edge in section.edges}
        assert not any(edge.see for edge in section.fresh)
    assert any(section.known for section in sections)
    assert {section.family.role for section in sections if section.open} <= {"doubt"}


def test_a_part_that_an_answer_lacks_is_empty(toy: KnowledgeGraph, answer: Answer) -> None:
    part = view(toy, answer).part("no-such-part")
    assert (part.heading, part.lines, part.paths, part.edges) == ("", (), (), ())
