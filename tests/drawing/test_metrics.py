"""Text is measured with the widths of a real font, and wrapped so that it fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refgraph.drawing.metrics import width, wrap


@given(st.text(max_size=60), st.floats(8, 30), st.floats(60, 400), st.booleans())
def test_no_line_is_wider_than_its_limit(text: str, size: float, limit: float, bold: bool) -> None:
    for line in wrap(text, size, limit, bold=bold):
        assert width(line, size, bold=bold) <= limit or len(line) == 1


@given(st.text(max_size=60))
def test_wrapping_loses_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(wrap(text, 12, 90)).split()) == "".join(text.split())


def test_bold_is_wider_and_wide_letters_count_as_wide() -> None:
    assert width("neck", 10, bold=True) > width("neck", 10) > width("ill", 10)
    assert width("頭痛", 10) > 20
    assert width("e\u0301", 10) == width("e", 10)


def test_a_very_long_word_is_cut_quickly() -> None:
    assert len(wrap("o" * 10_000, 12, 200)) > 300
