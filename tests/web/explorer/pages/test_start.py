"""The page to begin with."""

from __future__ import annotations

import json

from serving import text

from refgraph.web.explorer import Explorer


def test_every_symptom_can_be_chosen_and_pointed_at(explorer: Explorer) -> None:
    felt = json.loads(explorer.file("index.json").body)["felt"]
    html = text(explorer, "")
    assert felt
    assert all(f'href="{one["address"]}"' in html for one in felt)
