"""The page of a path."""

from __future__ import annotations

import json
from dataclasses import replace

from serving import text

from refgraph.graph.graph import build
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
        assert "No verdict: " in text(explorer, addresses.path(path))
