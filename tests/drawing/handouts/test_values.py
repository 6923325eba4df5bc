"""A handout is plain values: all its letters are known before anything is set."""

from __future__ import annotations

from refgraph.drawing.handouts.values import Asked, Entry, Handout
from refgraph.drawing.sheet import Picture
from refgraph.drawing.svg import Svg


def made(*questions: Asked) -> Handout:
    """A handout with little on it."""
    told = (Entry("1", "Claim 1.", "Somebody 2001 [1]: it may be so."),)
    empty = Picture(Svg(), Svg(), 0.0, 0.0, "h")
    around = ("Title", "Warning", True, "Told", empty, "alt", "Heading", told, ("Against it",), questions)
    return Handout(*around, (), "Credit", "Licence")


def test_all_letters_of_a_handout_are_known() -> None:
    letters = made(Asked("Prompt", ("Choice",), "Answer")).lettering
    for word in ("Title", "Warning", "Told", "Claim 1.", "Against", "Prompt", "Choice", "Answer", "Credit"):
        assert word in letters
