"""A thing is shown by what has registered to draw it; until then by its repr."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refgraph.model import display
from refgraph.model.display import Displayed, draw_with


@pytest.fixture(autouse=True)
def nothing_registered() -> Iterator[None]:
    """Take out what draws, and put it back."""
    kept = display._drawers[:]
    display._drawers.clear()
    yield
    display._drawers[:] = kept


def test_nothing_draws_until_something_registers() -> None:
    assert Displayed()._repr_mimebundle_() is None
    assert Displayed()._repr_html_() is None


def test_the_last_to_register_draws() -> None:
    thing = Displayed()
    draw_with(lambda _: {"text/html": "<p>one</p>"})
    draw_with(lambda shown: {"text/html": "<p>other</p>", "text/plain": str(shown is thing)})
    assert thing._repr_mimebundle_() == {"text/html": "<p>other</p>", "text/plain": "True"}
    assert thing._repr_html_() == "<p>other</p>"


def test_what_cannot_be_drawn_is_left_to_its_repr() -> None:
    draw_with(lambda _: None)
    assert Displayed()._repr_html_() is None
    draw_with(lambda _: {"text/plain": "words"})
    assert Displayed()._repr_html_() is None
