"""The body with a path on it: what is felt is stippled, what is disputed is dashed, definitions are shared."""

from __future__ import annotations

import re
from dataclasses import replace
from math import dist

from pictures import picture

from refgraph.drawing.body.figure import Plates
from refgraph.drawing.body.placement import RADIUS
from refgraph.drawing.body.plates import Body
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.statements import Finding
from refgraph.report.view import FindingView
from refgraph.report.view_builder import ViewBuilder
from refgraph.search import questions


def test_symptoms_are_hatched_nerves_are_lines_and_no_side_is_light(toy: KnowledgeGraph) -> None:
    drawn = picture(toy, questions.paths(toy, Finding("piriformis"), Finding("sciatic-nerve")).paths[0])
    assert re.search(r'<use href="#\w+-s-\w+-sciatic-nerve"[^>]*fill="none"', drawn)
    assert 'stroke-dasharray="3 4"' in drawn
    felt = picture(toy, questions.origins(toy, Finding("headache")).paths[0])
    assert re.search(r'<pattern id="\w+-p-k\d+"', felt)


def test_figures_of_one_page_share_their_definitions(toy: KnowledgeGraph, answer: Answer, body: Body) -> None:
    plates = Plates(body, Paint(toy.schema, baked=True))
    first = ViewBuilder(toy).path(answer.paths[0])
    drawn, again = plates.draw(first), plates.draw(first)
    assert drawn.defs
    assert (again.defs, again.picture) == ("", drawn.picture)


def test_only_what_has_a_place_is_said_to_have_one(toy: KnowledgeGraph, body: Body) -> None:
    shown = ViewBuilder(toy).path(questions.effects(toy, Finding("sitting-on-clouds")).paths[0])
    drawn = Plates(body, Paint(toy.schema, baked=True)).draw(shown)
    assert drawn.placed == {found.number for found in shown.findings if found.finding.entity in body.places}
    assert 1 not in drawn.placed


def test_each_line_begins_at_the_rim_of_a_number_and_points_at_one(
    toy: KnowledgeGraph, answer: Answer, body: Body
) -> None:
    plates = Plates(body, Paint(toy.schema, baked=True))
    for path in answer.paths:
        picture = plates.draw(ViewBuilder(toy).path(path)).picture
        numbers = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="14"', picture)]
        curves = re.findall(r'd="M([\d.]+),([\d.]+)C\S+ \S+ ([\d.]+),([\d.]+)"', picture)
        assert curves
        for x1, y1, x2, y2 in curves:
            rim, tip = (float(x1), float(y1)), (float(x2), float(y2))
            assert any(abs(dist(number, rim) - RADIUS - 3) < 1 for number in numbers)
            assert any(abs(dist(number, tip) - RADIUS - 12) < 1 for number in numbers)


def test_the_bones_lie_below_what_is_lit_and_fibres_above(toy: KnowledgeGraph) -> None:
    drawn = picture(toy, questions.paths(toy, Finding("piriformis"), Finding("sciatic-nerve")).paths[0])
    names = ("o-back", "b-back", "s-back-piriformis", "f-back-piriformis")
    places = [re.search(rf'<use href="#\w+-{name}"', drawn) for name in names]
    starts = [place.start() for place in places if place]
    assert len(starts) == 4
    assert starts == sorted(starts)


def test_what_is_felt_is_stippled_without_fibres(toy: KnowledgeGraph) -> None:
    drawn = picture(toy, questions.origins(toy, Finding("headache")).paths[0])
    assert re.search(r'<pattern [^>]*><path d="M2,2h0M6,6h0" stroke-linecap="round"', drawn)
    assert "-f-back-head" not in drawn


def test_a_line_bows_away_from_the_middle_of_the_body(toy: KnowledgeGraph, body: Body) -> None:
    found = (Finding("gluteals", "weak", "left"), Finding("upper-trapezius", "tight", "left"))
    shown = replace(
        ViewBuilder(toy).path(questions.origins(toy, Finding("headache")).paths[0]),
        findings=tuple(FindingView(n, one, one.entity, "muscle") for n, one in enumerate(found, 1)),
    )
    drawn = Plates(body, Paint(toy.schema, baked=True)).draw(shown).picture
    curve = re.findall(r'd="M([\d.]+),[\d.]+C([\d.]+),[\d.]+ ([\d.]+),[\d.]+ ([\d.]+),[\d.]+"', drawn)[0]
    start, one, other, end = map(float, curve)
    assert max(one, other) < max(start, end) < body.views["back"].width / 2


def test_dermatomes_are_a_layer_that_is_asked_for(toy: KnowledgeGraph, answer: Answer, body: Body) -> None:
    shown, paint = ViewBuilder(toy).path(answer.paths[0]), Paint(toy.schema, baked=True)
    plain = Plates(body, paint).draw(shown)
    with_skin = Plates(body, paint, dermatomes=True).draw(shown)
    assert "dermatomes: a scheme" not in plain.picture
    assert ">L5</text>" in with_skin.picture
    assert "dermatomes: a scheme, not a source" in with_skin.picture
    assert with_skin.defs == plain.defs
    assert with_skin.height > plain.height


def test_every_root_has_its_area_of_skin_on_one_view(body: Body) -> None:
    roots = {root for view in body.views.values() for root in view.dermatomes}
    numbered = {"c": range(2, 9), "t": range(1, 13), "l": range(1, 6), "s": range(1, 5)}
    assert roots == {f"{part}{number}" for part, numbers in numbered.items() for number in numbers}


def test_where_pain_only_spills_over_the_dots_are_thin(toy: KnowledgeGraph, answer: Answer, body: Body) -> None:
    shown = ViewBuilder(toy).path(answer.paths[0])
    last = shown.steps[-1]
    claims = tuple(replace(claim, condition=body.spill_over) for claim in last.edge.claims)
    spilt = replace(shown, steps=(*shown.steps[:-1], replace(last, edge=replace(last.edge, claims=claims))))
    for path, letter in ((shown, "p"), (spilt, "q")):
        assert f'<pattern id="{letter}-' in Plates(body, Paint(toy.schema)).draw(path).defs


def test_seen_near_only_the_part_is_shown_that_the_path_runs_through(toy: KnowledgeGraph, body: Body) -> None:
    plates = Plates(body, Paint(toy.schema))
    for start, whole in (("upper-trapezius", False), ("sitting-on-clouds", True)):
        shown = ViewBuilder(toy).path(questions.effects(toy, Finding(start)).paths[0])
        ends = [Finding("upper-trapezius"), Finding("headache")] if not whole else [Finding("foot"), Finding("head")]
        findings = tuple(replace(shown.findings[0], number=n, finding=end) for n, end in enumerate(ends, 1))
        near = plates.draw(replace(shown, findings=findings), near=True)
        assert (near.height > 800) == whole
        assert near.picture.count(">from") <= 2
