"""A figure to be labelled names nothing, and its key names everything."""

from __future__ import annotations

from refgraph.drawing import unlabelled
from refgraph.drawing.caption import caption
from refgraph.drawing.origins import picture
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.report.view_builder import alone, view


def test_no_finding_is_named_in_words_or_drawing(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    shown = alone(toy, answer, longest)
    blank, said = unlabelled.path(shown.paths[0]), unlabelled.words(caption(shown), len(shown.paths[0].findings))
    told = repr([*(one.label for one in blank.findings), blank.described, blank.title, said])
    for finding in shown.paths[0].findings:
        assert finding.label not in told
    assert [one.verb for one in blank.steps] == [one.verb for one in shown.paths[0].steps]


def test_the_key_names_everything_with_its_sources(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    shown = alone(toy, answer, longest)
    key = unlabelled.key_of_path(shown.paths[0], caption(shown))
    for finding in shown.paths[0].findings:
        assert f"{finding.number}. {finding.label}\n" in key
    for step in shown.paths[0].steps:
        assert step.sentence in key
    assert all(source.line in key for source in caption(shown).sources)


def test_the_key_of_a_tree_names_every_box(toy: KnowledgeGraph, answer: Answer) -> None:
    grown, said = picture.told(view(toy, answer))
    assert {one.label for one in unlabelled.tree(grown).nodes[1:]} == {unlabelled.BLANK}
    key = unlabelled.key_of_tree(grown, said)
    assert all(f"{node.key}. {node.label}\n" in key for node in grown.nodes[1:])
    assert unlabelled.key_of_entity("gluteals", said).splitlines()[2] == "1. gluteals"
