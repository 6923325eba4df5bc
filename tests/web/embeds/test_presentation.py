"""What a presentation may be; everything else is refused in words."""

from __future__ import annotations

import pytest

from refgraph.errors import UsageError
from refgraph.web.embeds.presentation import Presentation


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"shape": "a5"}, "shape"),
        ({"theme": "blue"}, "light, dark, auto"),
        ({"labels": "some"}, "on, off, numbers"),
        ({"lang": "tlh"}, "language"),
        ({"width": 3}, "width of 3"),
        ({"width": 99999}, "width of 99999"),
        ({"steps": "three"}, "1-3"),
        ({"steps": "3-1"}, "3 to 1"),
        ({"steps": "0-1"}, "the first is 1"),
    ],
)
def test_what_is_no_presentation_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Presentation(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("steps", "part"), [("", None), ("2", (2, 2)), ("1-3", (1, 3)), (" 1 – 3 ", (1, 3))])
def test_steps_are_read(steps: str, part: tuple[int, int] | None) -> None:
    assert Presentation(steps=steps).part == part


def test_a_picture_is_dark_only_where_that_is_asked_for() -> None:
    assert [Presentation(theme=theme).dark for theme in ("light", "auto", "dark")] == [False, False, True]
