"""What is offered for what could not be read: the nearest names, of the same place, never the contrary."""

from __future__ import annotations

import pytest
from more_names import with_names

from refgraph.errors import UnknownNameError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.reading import suggestions
from refgraph.language.normalise import normalise
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("piriform", "piriformis"),
        ("headake", "headache"),
        ("tight piriformus", "tight piriformis"),
        ("left tight piriformus", "tight piriformis (left)"),
        ("hed ache", "headache"),
        ("trapezius", "upper trapezius"),
    ],
)
def test_a_misspelt_name_is_an_error_that_lists_the_nearest(toy: KnowledgeGraph, typed: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(toy, typed)
    assert error.value.candidates[0] == nearest
    assert len(error.value.candidates) <= 5


@pytest.mark.parametrize("typed", ["pirifromis", "tight hamstrigs", "upper trapezuis", "headahce", "qqq"])
def test_of_very_many_names_the_likely_ones_are_compared(toy: KnowledgeGraph, typed: str) -> None:
    few = suggestions.Limits(all_names=0, likely=40, around=1)
    assert suggestions.alike(toy, typed, few)[:1] == suggestions.alike(toy, typed)[:1]


@pytest.mark.parametrize(
    ("typed", "never"),
    [
        ("anterior pelvic tillt", "posterior pelvic tilt"),
        ("tight headake", "tight headache"),
        ("growing pains", "neck pain"),
        ("left sholder pain", "buttock pain (left)"),
    ],
)
def test_what_is_offered_shares_the_place_and_is_no_opposite(toy: KnowledgeGraph, typed: str, never: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        names.read(toy, typed)
    assert never not in error.value.candidates
    for offered in error.value.candidates:
        names.read(toy, offered)


def test_a_place_is_asked_for_its_pain_where_nothing_leads_to_it(mini: Dataset) -> None:
    kg = with_names(mini, entities=(Entity("butt", "region", "butt"),))
    assert suggestions.asked(kg, Finding("butt", "stiff", "left")) == Finding("buttock-pain", None, "left")
    assert suggestions.asked(kg, Finding("gluteals", "weak")) == Finding("gluteals", "weak")
    assert not suggestions.is_told(kg, "butt")
    assert suggestions.told_near(kg, "butt")[0] == "buttock-pain"


@pytest.mark.parametrize("typed", ["hedache", "pain " * 8, "tight piriformus"])
def test_few_names_are_compared_however_many_there_are(mini: Dataset, typed: str) -> None:
    copies = tuple(Entity(f"sore-spot-{number}", "region", f"sore spot {number} of pain") for number in range(1500))
    kg = with_names(mini, entities=copies)
    limits = suggestions.Limits(places=2000, likely=60, around=5)
    assert len(suggestions._candidates(kg, normalise(typed), limits)) <= 60 + 2 * 5
    assert suggestions.alike(kg, "hedache", limits)[0][0] == "headache"
