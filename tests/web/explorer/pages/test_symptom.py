"""The page of a symptom."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from serving import text

from refgraph.errors import MovedError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words.summary import summary
from refgraph.search import questions
from refgraph.web.explorer import Explorer

SYMPTOMS = ["headache", "neck-pain"]


@pytest.mark.parametrize("key", SYMPTOMS)
def test_the_answer_is_told_first_then_warnings_then_a_card_for_each_origin(
    explorer: Explorer, toy: KnowledgeGraph, key: str
) -> None:
    told = summary(toy, questions.origins(toy, Finding(key)))
    html = text(explorer, f"symptom/{key}")
    for part in told.lead.split("; "):
        assert part.replace("'", "&#39;") in html
    assert html.index('class="lead"') < html.index('id="red-flags"') < html.index('id="origin-1"')
    for group in told.groups[:8]:
        card = html[html.index(f'id="origin-{group.number}"') :]
        card = card[: card.index("</article>")]
        assert group.label[1:] in card
        assert group.cited[0].replace("'", "&#39;") in card
        assert group.grade in card
        assert f'id="cited-{group.number}"' in card


@pytest.mark.parametrize("key", SYMPTOMS)
def test_the_tree_leads_to_the_citations_of_every_box_and_arrow(explorer: Explorer, key: str) -> None:
    html = text(explorer, f"symptom/{key}")
    ids = set(re.findall(r' id="([^"]+)"', html))
    trees = re.findall(r'<svg[^>]*class="tree".*?</svg>', html, re.DOTALL)
    links = [link for tree in trees for link in re.findall(r'href="#([^"]+)"', tree)]
    assert links
    assert set(links) <= ids


def test_all_paths_and_the_comparison_are_one_step_away(explorer: Explorer) -> None:
    html = text(explorer, "symptom/headache")
    assert 'href="../paths/headache"' in html
    assert 'href="../compare/headache"' in html


def test_filters_are_those_of_all_paths(explorer: Explorer) -> None:
    with pytest.raises(MovedError) as caught:
        explorer.file("symptom/headache", {"steps": ["2"]})
    assert caught.value.address == "paths/headache?steps=2"


def test_a_symptom_of_which_nothing_is_told_says_so(mini: Dataset) -> None:
    kg = build(replace(mini, claims=tuple(claim for claim in mini.claims if claim.object.entity != "headache")))
    html = text(Explorer(kg), "symptom/headache")
    assert "No source here says what headache comes from." in html
    assert 'id="origin-1"' not in html


def test_what_was_named_with_it_is_told_and_warned_of_first(explorer: Explorer) -> None:
    html = explorer.file("symptom/neck-pain", {"beside": ["headache", "nobody-knows-this"]}).body.decode()
    told = html.partition('class="named-with"')[2].partition("</p>")[0]
    assert "named with it" in told
    assert 'href="headache"' in told
    assert 'href="../signs/headache"' in told
    assert "nobody-knows" not in html
    box = html.partition('id="red-flags"')[2].partition("</section>")[0]
    assert "headache (when it strikes all at once)" in box


def test_a_search_for_several_things_leads_to_a_page_that_names_them(explorer: Explorer) -> None:
    with pytest.raises(MovedError) as moved:
        explorer.file("names", {"q": ["neck pain and headache"]})
    assert "symptom/neck-pain?beside=headache" in str(moved.value.args)
