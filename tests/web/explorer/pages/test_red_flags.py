"""The page of all warning signs."""

from __future__ import annotations

import json
import re

import pytest
from serving import text

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report import red_flags as report
from refgraph.search.warning.signs import signs
from refgraph.web.explorer import Explorer


def test_every_warning_sign_stands_under_its_urgency_with_who_says_it(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html, found = text(explorer, "red-flags"), signs(toy)
    assert found.warned
    for one in found.warned:
        assert report.URGENT[one.urgency] in html
        page = re.search(f'href="([^"#]*)#sign-{one.edge.id}"', html)
        assert page
        assert one.claim.statement in text(explorer, page[1])
    assert json.loads(explorer.file("red-flags.json").body)["red_flags"]


def test_it_is_said_that_absence_is_no_comfort(explorer: Explorer) -> None:
    assert "does not mean that nothing is wrong" in text(explorer, "red-flags")


def test_a_place_without_a_sign_has_no_page(explorer: Explorer) -> None:
    with pytest.raises(NoPageError):
        explorer.file("red-flags/elbow")


def test_all_signs_of_a_symptom_stand_by_what_they_mean(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html, found = text(explorer, "signs/headache"), signs(toy, Finding("headache"))
    assert "May mean: moon fever" in re.sub(r"<[^>]+>", "", html)
    assert all(one.claim.statement in html for one in found.warned)
    assert "signs/headache" in text(explorer, "symptom/headache")
    with pytest.raises(NoPageError):
        explorer.file("signs/buttock-pain")
