"""The page to begin with."""

from __future__ import annotations

import json
import re

from serving import text

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


def test_every_symptom_can_be_chosen_and_pointed_at(explorer: Explorer) -> None:
    felt = json.loads(explorer.file("index.json").body)["felt"]
    html = text(explorer, "")
    told = [one for one in felt if one["causes"]]
    assert told
    assert all(f'href="{one["address"]}"' in html for one in told)
    assert all(one["label"] in html for one in felt)


def test_every_part_of_the_figure_opens_a_list_and_a_bare_one_says_so(explorer: Explorer) -> None:
    html = text(explorer, "")
    linked = set(re.findall(r'<a [^>]*href="#at-([a-z-]+)"', html))
    listed = dict(re.findall(r'<section class="place" id="at-([a-z-]+)".*?>(.*?)</section>', html, re.DOTALL))
    assert linked == listed.keys()
    assert "Nothing curated here yet" in listed["ankle"]
    assert 'href="symptom/headache"' in listed["head"]


def test_warnings_and_coverage_take_a_line_each(explorer: Explorer, toy: KnowledgeGraph) -> None:
    html = text(explorer, "")
    warning = re.search(r'<p class="doctor">.*?</p>', html, re.DOTALL)
    assert warning
    assert 'href="red-flags"' in warning[0]
    coverage = re.search(r'<p class="meta coverage">(.*?)·', html, re.DOTALL)
    assert coverage
    assert f"{len(toy.claims())} claims from {len(toy.sources())} sources" in coverage[1]


def test_common_symptoms_say_what_they_are_said_to_come_from(explorer: Explorer) -> None:
    html = text(explorer, "")
    often = html[html.index('id="often"') :]
    assert often.count("Said to come from") >= 1
    assert often.count("<li>") <= 6 + often.count('class="chips"') * 40
