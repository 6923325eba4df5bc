"""Typed words as keys."""

from __future__ import annotations

import dataclasses

import pytest

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import arguments
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset


def test_keys_of_options_are_read_by_key_or_wording(toy: KnowledgeGraph) -> None:
    assert arguments.predicate(toy, "is compressed by") == "compresses"
    assert arguments.predicate(toy, "presses on") == "compresses"
    assert arguments.category(toy, "Muscles") == "muscle"
    assert arguments.state(toy, "knots") == "trigger-point"
    assert arguments.evidence(toy, "quoted expert") == "quoted-expert"
    assert arguments.family(toy, "WARNING") == "warning"
    assert arguments.source(toy, "A headache from the moon?") == "toy-neck"
    assert [arguments.to_avoid(toy, word) for word in ("toy-hip", "tilts", "glutes")] == [
        "toy-hip",
        "tilts",
        "gluteals",
    ]


@pytest.mark.parametrize(
    ("reader", "typed", "said"),
    [
        (arguments.predicate, "compreses", "unknown predicate 'compreses'. Did you mean: compresses"),
        (arguments.category, "mussel", "unknown category 'mussel'. Did you mean: muscle"),
        (arguments.source, "toy-hipp", "unknown source 'toy-hipp'. Did you mean: toy-hip"),
        (arguments.evidence, "hearsay", "unknown kind of evidence 'hearsay'. Did you mean: "),
        (arguments.to_avoid, "piriformus", "unknown name 'piriformus'. Did you mean: piriformis"),
    ],
)
def test_unknown_keys_list_the_nearest(toy: KnowledgeGraph, reader, typed: str, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnknownNameError) as error:
        reader(toy, typed)
    assert str(error.value).startswith(said)


def test_a_wording_that_two_predicates_share_is_refused(mini: Dataset) -> None:
    known = dict(mini.schema.predicates)
    known["tilts"] = dataclasses.replace(known["tilts"], covers=("drags",))
    kg = build(dataclasses.replace(mini, schema=dataclasses.replace(mini.schema, predicates=known)))
    with pytest.raises(UsageError, match="predicate 'drags' can mean tilts, displaces; use one of these"):
        arguments.predicate(kg, "drags")


@pytest.mark.parametrize(
    ("words", "said"),
    [(["finding"], "is no KEY=VALUE"), (["=x"], "is no KEY=VALUE"), (["a=1", "a=2"], "is given twice")],
)
def test_parameters_are_key_and_value(words: list[str], said: str) -> None:
    assert arguments.pairs(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}
    with pytest.raises(UsageError, match=said):
        arguments.pairs(words)
