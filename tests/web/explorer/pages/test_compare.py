"""All paths to a symptom, and two of them side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from serving import text

from refgraph.errors import MovedError, RefusedError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
from refgraph.report.words import comparing
from refgraph.search import questions
from refgraph.web.explorer import Explorer, addresses


def test_every_path_to_a_symptom_is_listed_and_leads_to_its_page(explorer: Explorer, toy: KnowledgeGraph) -> None:
    found = questions.origins(toy, Finding("headache"))
    html = text(explorer, "paths/headache")
    for path in found.paths:
        address = addresses.path(path)
        assert addresses.relative("paths/headache", address) in html
        told = json.loads(explorer.file(f"{address}.json").body)
        assert told["paths"][0]["steps"] == answer_json.path(toy, path)["steps"]


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


def test_the_page_says_what_the_shell_says(explorer: Explorer, toy: KnowledgeGraph) -> None:
    found = questions.origins(toy, Finding("headache"))
    one, other = found.paths[1:3]
    made = comparing.paths(toy, *(replace(found, paths=(path,)) for path in (one, other)))
    told = json.loads(explorer.file(f"{addresses.compare(one, other)}.json").body)["comparison"]
    assert told["table"] == [{"name": row.name, "one": row.one, "other": row.other} for row in made.rows]
    html = text(explorer, addresses.compare(one, other))
    assert html.count('<th scope="row">') == len(made.rows)
    assert all(row.name in html for row in made.rows)
