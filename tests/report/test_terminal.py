"""Lines for a terminal: wrapped between words, coloured by codes that are not counted."""

from __future__ import annotations

import re

from asked import asked
from hypothesis import given
from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph
from refgraph.report import render
from refgraph.report.terminal import seen, wrap


def test_the_text_fits_its_width(toy: KnowledgeGraph) -> None:
    for width in (40, 60, 100):
        made = render(toy, asked(toy, "origins-headache"), width=width)
        assert all(len(line) <= width for line in made.splitlines() if "http" not in line)


def test_colour_changes_nothing_but_colour(toy: KnowledgeGraph) -> None:
    answer = asked(toy, "origins-headache")
    coloured = render(toy, answer, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(toy, answer)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")


@given(st.text(alphabet=st.sampled_from("ab \x1b[1m"), max_size=80), st.integers(5, 30))
def test_wrapping_loses_no_word(said: str, width: int) -> None:
    rows = wrap(said, width, hang=2)
    assert " ".join(rows).split() == said.split()
    assert all(seen(row) <= width or len(row.split()) == 1 for row in rows)
