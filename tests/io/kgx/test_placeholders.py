"""Words for nothing, in whatever letters and brackets."""

from __future__ import annotations

import pytest

from refgraph.io.kgx.placeholders import is_nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "NA",
        "n/a",
        "N.A.",
        "<NA>",
        "#N/A",
        "(null)",
        "[none]",
        "Not Provided",
        "not_provided",
        "NOT-REPORTED",
        "—",
        "{}",
    ],
)
def test_what_says_nothing(text: str) -> None:
    assert is_nothing(text)
    assert is_nothing(f" {text}\t")


@pytest.mark.parametrize("text", ["Na", "0", "false", "none of these", "absent", "Nan Reed", "unknown origin", "no"])
def test_what_says_something(text: str) -> None:
    assert not is_nothing(text)
