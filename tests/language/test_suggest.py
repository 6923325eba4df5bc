"""Names that are nearly right find what was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refgraph.language.suggest import FEW, alike, candidates, did_you_mean, nearest

NAMES = st.lists(st.text(st.sampled_from("abcd -"), min_size=1, max_size=12), min_size=1, max_size=20, unique=True)


@given(NAMES)
def test_a_name_is_nearest_to_itself(names: list[str]) -> None:
    assert nearest(names[0], names)[0] == names[0]
    assert did_you_mean(names[0], names).startswith(f" Did you mean: {names[0]}")


@given(st.text(max_size=200), NAMES)
def test_there_is_always_something_to_offer(typed: str, names: list[str]) -> None:
    offered = candidates(typed, {name: name for name in names})
    assert offered
    assert set(offered) <= set(names)
    assert len(offered) <= FEW


def test_a_wording_offers_its_key() -> None:
    assert candidates("presses onn", {"compresses": "compresses", "presses on": "compresses"}) == ("compresses",)


def test_an_endless_name_is_not_compared() -> None:
    assert nearest("a" * 100_000, ["a" * 100_000]) == ()


def test_words_in_another_order_are_alike() -> None:
    found = dict(alike("tight piriformis", ["piriformis tight", "headache"]))
    assert list(found) == [0]
