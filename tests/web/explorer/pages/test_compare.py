"""Two paths side by side."""

from __future__ import annotations

import pytest
from serving import text

from refgraph.errors import MovedError, RefusedError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.explorer import Explorer, addresses


def test_a_path_is_not_compared_with_itself_or_with_one_to_elsewhere(explorer: Explorer, longest: str) -> None:
    key = longest.removeprefix("path/")
    elsewhere = next(a for a in explorer.addresses() if a.startswith("path/") and "/headache/" not in a)
    for other in (key, elsewhere.removeprefix("path/")):
        with pytest.raises(RefusedError):
            explorer.file(f"compare/{key}/{other}")


def test_two_chosen_paths_have_an_address_of_their_own(explorer: Explorer, toy: KnowledgeGraph) -> None:
    one, other = (addresses.path_key(path) for path in questions.origins(toy, Finding("headache")).paths[1:3])
    with pytest.raises(MovedError) as moved:
        explorer.file("compare/headache", {"one": [one], "other": [other]})
    assert moved.value.address == f"compare/{one}/{other}"
    assert explorer.file(moved.value.address).body
    for chosen in ({"one": [one], "other": [one]}, {"one": [one]}, {"one": [one], "other": ["../../etc/passwd"]}):
        with pytest.raises(RefusedError):
            explorer.file("compare/headache", chosen)


def test_every_path_can_be_chosen_for_comparison(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "compare/headache")
    for path in questions.origins(toy, Finding("headache")).paths:
        assert html.count(f'<option value="{addresses.path_key(path)}"') == 2
