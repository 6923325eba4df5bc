"""The picture of a path: everything in it, nothing outside it, and the same bytes for the same path."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from golden import compare
from pictures import SVG, picture, texts
from toys import MINI, opposed

from refgraph.cli import main
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer, Path
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.search import questions

OPPOSED = ("posterior-pelvic-tilt", "slump")


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
        # What is embedded carries its stamp, too.
        embedded = re.sub(r" · answer [0-9a-f]{12}|<metadata>.*</metadata>", "", capsys.readouterr().out)
        assert embedded == drawn
    said = " ".join(texts(drawn))
    assert "that is not reassurance" in said or "Red flag: " in said
    assert "Weakest: " in said or "Evidence: " in said
    assert "(paragraph" in said
