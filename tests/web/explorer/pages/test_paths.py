"""All paths to a symptom."""

from __future__ import annotations

import json

from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
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
