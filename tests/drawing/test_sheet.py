"""The picture of a path: everything in it, nothing outside it, and the same bytes for the same path."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from golden import compare
from pictures import picture
from toys import MINI, opposed

from refgraph.cli import main
from refgraph.drawing import chain
from refgraph.drawing.body.figure import Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.metrics import width
from refgraph.drawing.svg import Paint, contrast, legible
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer, Path
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.report.view_builder import ViewBuilder
from refgraph.search import questions

OPPOSED = ("posterior-pelvic-tilt", "slump")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer(toy: KnowledgeGraph) -> Answer:
    return questions.origins(toy, Finding("headache"))


@pytest.fixture(scope="module")
def longest(answer: Answer) -> Path:
    return max(answer.paths, key=lambda path: len(path.steps))


def texts(picture: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_golden(toy: KnowledgeGraph, longest: Path, answer: Answer) -> None:
    compare("pages/mini.svg", picture(toy, longest, red_flags=answer.red_flags))


def test_same_path_same_bytes(toy: KnowledgeGraph, mini: Dataset, longest: Path) -> None:
    again = build(mini)
    twin = max(questions.origins(again, Finding("headache")).paths, key=lambda path: len(path.steps))
    assert picture(toy, longest) == picture(again, twin)


def test_it_stands_alone(toy: KnowledgeGraph, answer: Answer) -> None:
    for path in answer.paths:
        drawn = picture(toy, path)
        root = ElementTree.fromstring(drawn)
        assert root.get("role") == "img"
        ids = {node.get("id") for node in root.iter() if node.get("id")}
        assert set((root.get("aria-labelledby") or "").split()) <= ids
        assert set(re.findall(r"(?:href=\"#|url\(#)([^\")]+)", drawn)) <= ids
        assert not re.search(
            r"<(script|style|image|foreignObject|a)\b|var\(|https?://(?!www\.w3\.org/2000)[^<]*\"", drawn
        )
        assert not [
            key for node in root.iter() for key in node.attrib if key in ("class", "style") or key.startswith("on")
        ]


def test_the_description_tells_the_whole_chain(toy: KnowledgeGraph, longest: Path) -> None:
    said = ElementTree.fromstring(picture(toy, longest)).findtext(f"{SVG}desc") or ""
    assert "not a diagnosis" in said
    assert said.count("Step ") == len(longest.steps)
    for word in ("weak gluteal muscles (left)", "tilts into", "posterior pelvic tilt", "side unstated", "source"):
        assert word in said


def test_red_flags_come_first_and_the_notice_is_there(toy: KnowledgeGraph, answer: Answer) -> None:
    said = texts(picture(toy, answer.paths[0], red_flags=answer.red_flags))
    assert said[0].startswith("Red flag: A headache that comes on suddenly")
    assert any(text.startswith("Information, not a diagnosis.") for text in said)


def test_every_source_is_cited_and_listed(toy: KnowledgeGraph, longest: Path) -> None:
    said = texts(picture(toy, longest))
    assert [text for text in said if text.startswith("[1] ")]
    assert any(text.endswith("[1]") for text in said)
    assert len([text for text in said if re.match(r"\[\d\] ", text)]) == len(longest.verdict.sources)


def test_disputed_steps_are_dashed_marked_and_worded(toy: KnowledgeGraph) -> None:
    disputed = next(path for path in questions.origins(toy, Finding("neck-pain")).paths if path.verdict.contested)
    drawn = picture(toy, disputed)
    assert "disputed" in texts(drawn)
    assert 'stroke-dasharray="6 4"' in drawn
    assert 'stroke-dasharray="7 5"' in drawn


def test_a_rival_is_drawn_worded_and_described(mini: Dataset) -> None:
    kg = build(opposed(mini, *OPPOSED))
    answer = questions.origins(kg, Finding("headache"))
    for path in answer.paths:
        drawn = picture(kg, path, rivals=answer.rivals)
        curve_and_box = drawn.count('stroke-dasharray="9 4 1.5 4"')
        assert curve_and_box == (2 if path.rivals else 0)
        if path.rivals:
            said = " ".join(texts(drawn))
            number = next(n for n, step in enumerate(path.steps, 1) if step.subject.entity in OPPOSED)
            assert f"Rival: opposite of {number}, and said to lead there too" in said
            assert "One is the other turned round." in said
            desc = ElementTree.fromstring(drawn).findtext(f"{SVG}desc") or ""
            assert f"(path{'s' if len(path.rivals) > 1 else ''} {', '.join(map(str, path.rivals))})" in desc
            page = render(kg, replace(answer, paths=(path,)), "html")
            assert "Rival: " in page.split('id="figure-desc"')[1].split("</desc>")[0]
    assert any(path.rivals for path in answer.paths)


def test_symptoms_are_hatched_nerves_are_lines_and_no_side_is_light(toy: KnowledgeGraph) -> None:
    drawn = picture(toy, questions.paths(toy, Finding("piriformis"), Finding("sciatic-nerve")).paths[0])
    assert re.search(r'<use href="#\w+-s-\w+-sciatic-nerve"[^>]*fill="none"', drawn)
    assert 'stroke-dasharray="3 4"' in drawn
    felt = picture(toy, questions.origins(toy, Finding("headache")).paths[0])
    assert re.search(r'<pattern id="\w+-p-k\d+"', felt)


def test_what_has_no_place_is_said_to_have_none(toy: KnowledgeGraph) -> None:
    route = questions.effects(toy, Finding("sitting-on-clouds")).paths[0]
    assert f"activity · {chain.NO_PLACE}" in texts(picture(toy, route))


def test_the_next_step_that_starts_elsewhere_is_shown(toy: KnowledgeGraph, longest: Path) -> None:
    assert "the next step says: tight hamstrings" in texts(picture(toy, longest))


@pytest.mark.parametrize("label", ["x", "a long name " * 12, "unbroken" * 40, "頭痛" * 30, "W" * 300, "🦴 bone " * 9])
def test_boxes_grow_with_their_text(mini: Dataset, label: str) -> None:
    entities = {key: replace(entity, label=label) for key, entity in mini.entities.items()}
    kg = build(opposed(replace(mini, entities=entities), *OPPOSED))
    answer = questions.origins(kg, Finding("headache"))
    route = ViewBuilder(kg).path(answer.paths[-1], rivalries=answer.rivals)
    assert route.rivals
    paint = Paint(kg.schema, baked=True)
    drawn = chain.draw(route, paint, Plates(load(), paint).draw(route).placed)
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn.picture}</svg>')
    for group in root.iter(f"{SVG}g"):
        frame = group.find(f"{SVG}rect")
        if frame is None or frame.get("rx") != "9":
            continue
        top, height = float(frame.get("y", 0)), float(frame.get("height", 0))
        for node in group.findall(f"{SVG}text"):
            size, x, y = (float(node.get(key, 0)) for key in ("font-size", "x", "y"))
            bold = node.get("font-weight") == "700"
            assert node.get("text-anchor") or x + width(node.text or "", size, bold=bold) <= chain.WIDTH - 4
            assert top + size * 0.7 <= y <= top + height - size * 0.2


def test_every_colour_can_be_read(toy: KnowledgeGraph) -> None:
    paint = Paint(toy.schema, baked=True)
    for key in toy.schema.categories:
        for ground in ("#ffffff", "#15181d"):
            colour, tint = paint.colours(key, ground)
            assert contrast(colour, ground) >= 4.5
            assert contrast(colour, tint) >= 4.5
    assert legible("red;}</style><script>", "#ffffff") == "#555555"


def test_unknown_shapes_of_a_category_are_drawn_all_the_same(mini: Dataset) -> None:
    categories = {key: replace(c, shape="blob", colour="papaya") for key, c in mini.schema.categories.items()}
    kg = build(replace(mini, schema=replace(mini.schema, categories=categories)))
    ElementTree.fromstring(picture(kg, questions.origins(kg, Finding("headache")).paths[0]))


def test_the_picture_of_an_answer_is_the_one_that_is_embedded(
    toy: KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    """A3: what `--format svg` draws lacked verdict, disputes, paragraphs and that no warning sign is stated."""
    data = ["--data", str(MINI)]
    for words in (["headache"], ["neck pain"], ["upper trapezius", "headache"]):
        kind = "origins" if len(words) == 1 else "paths"
        assert main([kind, *words, "--format", "svg", *data]) == 0
        drawn = capsys.readouterr().out
        assert main(["embed", "svg", *words, *data]) == 0
        assert capsys.readouterr().out == drawn
    said = " ".join(texts(drawn))
    assert "that is not reassurance" in said or "Red flag: " in said
    assert "Weakest: " in said or "Evidence: " in said
    assert "(paragraph" in said
