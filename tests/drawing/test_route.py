"""What is drawn on a page: figures, chains, signs and icons, each of which refers to what the page defines."""

from __future__ import annotations

import re
from dataclasses import replace

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view import PathView
from refgraph.report.view_builder import view


def shown(kg: KnowledgeGraph, answer: Answer) -> tuple[PathView, ...]:
    return view(kg, answer).paths


def test_all_that_is_used_is_defined_once(toy: KnowledgeGraph, answer: Answer) -> None:
    drawer = RouteDrawer(Paint(toy.schema))
    drawn = [drawer.route(path) for path in shown(toy, answer)]
    signs = [drawer.mark("disputed"), drawer.mark("flag"), *map(drawer.icon, toy.schema.categories)]
    page = "".join([*(one.figure + one.chain for one in drawn), *signs, drawer.definitions()])
    ids = re.findall(r'\bid="([^"]+)"', drawer.definitions())
    assert len(ids) == len(set(ids))
    used = {name for name in re.findall(r'<use href="#([^"]+)"|url\(#([^)]+)\)', page) for name in name if name}
    assert used <= set(ids)


def test_an_arrow_of_the_chain_leads_to_its_step_and_says_it(toy: KnowledgeGraph, answer: Answer) -> None:
    drawer = RouteDrawer(Paint(toy.schema), here="page")
    for path in shown(toy, answer):
        chain = drawer.route(path).chain
        links = re.findall(r'<a href="page#([^"]+)" aria-label="Step (\d+): ', chain)
        assert {int(number): anchor for anchor, number in links} == {
            step.number: step.see or step.anchor for step in path.steps
        }


def test_beside_a_list_of_steps_there_is_no_chain_and_no_description(toy: KnowledgeGraph, answer: Answer) -> None:
    path = shown(toy, answer)[0]
    brief = RouteDrawer(Paint(toy.schema)).route(path, brief=True)
    assert (brief.chain, brief.length) == ("", 0)
    assert "<desc" not in brief.figure
    assert "<desc" in RouteDrawer(Paint(toy.schema)).route(path).figure


def test_a_path_without_any_place_has_a_chain_and_no_figure(toy: KnowledgeGraph, answer: Answer) -> None:
    path = shown(toy, answer)[0]
    nowhere = tuple(replace(one, finding=Finding("sitting-on-clouds")) for one in path.findings)
    drawn = RouteDrawer(Paint(toy.schema)).route(replace(path, findings=nowhere))
    assert drawn.figure == ""
    assert drawn.chain
