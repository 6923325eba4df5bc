"""The page of a path."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from serving import text

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words import wording
from refgraph.search import questions
from refgraph.web.explorer import Explorer, addresses


def test_a_path_names_its_rivals_by_their_numbers_among_all_paths_to_its_symptom(mini: Dataset) -> None:
    opposite = replace(mini.schema.states["tight"], opposite={"trigger-point": "These two exclude each other."})
    schema = replace(mini.schema, states={**mini.schema.states, "tight": opposite})
    kg = build(replace(mini, schema=schema))
    explorer, listed = Explorer(kg), questions.origins(kg, Finding("headache")).paths
    assert wording.RIVALS in text(explorer, "paths/headache")
    for path in (one for one in listed if one.rivals):
        told = json.loads(explorer.file(f"{addresses.path(path)}.json").body)["paths"][0]
        assert (told["rank"], told["rivals"], told["verdict"]["abstains"]) == (path.rank, list(path.rivals), True)
        assert "so no verdict is given between them" in text(explorer, addresses.path(path))


def test_a_path_is_told_in_one_sentence_and_steps_run_the_same_way(explorer: Explorer, longest: str) -> None:
    html = text(explorer, longest)
    told = json.loads(explorer.file(f"{longest}.json").body)["paths"][0]["steps"]
    assert html.count('<p class="whole">') == 1
    places = [html.index(f'id="step-{number}"') for number in range(1, len(told) + 1)]
    assert places == sorted(places)


def test_a_path_cites_its_own_sources_and_those_that_doubt_it(
    explorer: Explorer, toy: KnowledgeGraph, longest: str
) -> None:
    html = text(explorer, longest)
    path = json.loads(explorer.file(f"{longest}.json").body)["paths"][0]
    said = {claim["source"] for step in path["steps"] for claim in step["claims"]}
    roles = ("doubt", "warning")
    edges = [edge for role in roles for family in toy.schema.of_role(role) for edge in toy.edges(family=family)]
    allowed = {claim.source for edge in edges for claim in edge.claims}
    allowed |= {claim.source for edge in toy.edges() for claim in edge.counter_evidence}
    cited = set(re.findall(r'its claims<span class="far">: ([a-z0-9-]+)<', html))
    assert said <= cited <= said | allowed
