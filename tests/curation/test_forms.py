"""The forms of records: each is taken or blamed, nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.curation import forms
from refgraph.model.dataset import Dataset


def test_the_dataset_cannot_be_changed(mini: Dataset) -> None:
    with pytest.raises(TypeError):
        mini.entities["x"] = mini.entities["gluteals"]  # type: ignore[index]
    with pytest.raises(TypeError):
        mini.schema.states["tight"].compatible["weak"] = "no"  # type: ignore[index]


VALUES = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["1", "0", "tight", "gluteals", "true", "2020-05-13"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = [*forms.keys("claim"), *forms.keys("source"), *forms.keys("predicate"), *forms.keys("ranking"), "x"]


@given(st.sampled_from(sorted(forms.FORMS)), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8) | VALUES)
def test_any_record_is_taken_or_blamed(kind: str, value: object) -> None:
    form, errors = forms.check(kind, value)
    assert (form is None) == bool(errors)


@pytest.mark.parametrize(
    "text", ["1_0", "１２", "1.0", " 1 2", "0x1", "-1", "+1", "1e3", "yes", "", "07", "9" * 10, [], {}]
)
def test_a_paragraph_is_a_plain_whole_number(text: object) -> None:
    value = {"paragraph": text}
    found = forms.check("claim", {"locator": value})[1]
    assert any(error["loc"] == ("locator", "paragraph") for error in found)


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2020-13", "20-01-01", "2020-1-1", "yesterday", "2020-05-13T00:00", "0000", "1/2/2020"]
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert [error["loc"] for error in forms.check("source", {"date": text})[1]] == [("date",)]


@pytest.mark.parametrize("text", ["2020", "2020-05", "2020-02-29"])
def test_a_date_may_be_as_vague_as_it_is_known(text: str) -> None:
    form, _ = forms.check("source", {"date": text})
    assert form is not None
    assert dict(form)["date"] == text


def test_a_review_judges_the_fields_that_there_are() -> None:
    ends = {"subject": {"entity": "a"}, "object": {"entity": "b"}, "predicate": "causes"}
    claim = {"id": "1", **ends, "locator": {"paragraph": "1"}, "anchor": "a b", "statement": "A."}
    told = {"by": "A", "date": "2026-11-28", "side": "right", "modality": "arguable"}
    assert forms.check("claim", {**claim, "review": told})[1] == []
    for wrong in ({"sides": "right"}, {"side": "good"}):
        assert forms.check("claim", {**claim, "review": {**told, **wrong}})[1]


@pytest.mark.parametrize("colour", ["red", "#6b6b6b;}", "#12", "", None, "#6b6b6b "])
def test_a_colour_is_six_hex_digits(colour: str | None) -> None:
    with pytest.raises(ValueError, match="a colour like"):
        forms.colour(colour)
    assert forms.colour("#6B6b6b") == "#6B6b6b"
