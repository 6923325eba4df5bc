"""What leaves refgraph: the same bytes each time, every word in it, and no word of the data that breaks out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile import PAYLOADS, poisoned

from refgraph import embed
from refgraph.drawing import caption
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.view_builder import alone
from refgraph.search import questions

SVG = "{http://www.w3.org/2000/svg}"


def words(picture: str) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.fromstring(picture).iter(f"{SVG}text"))


# ---------------------------------------------------------------- svg


@pytest.mark.parametrize("shape", embed.SHAPES)
def test_the_picture_says_everything(toy: KnowledgeGraph, disputed: Answer, shape: str) -> None:
    picture = embed.svg(toy, disputed, shape=shape, note="Week three.", credit="Course 101")
    said = re.sub(r"\s+", " ", words(picture))
    path = disputed.paths[0]
    told = caption.caption(alone(toy, disputed, path), note="Week three.", credit="Course 101")
    squeezed = said.replace(" ", "")
    for text in (*told.alerts, told.title, told.told, *told.disputes, *(one.line for one in told.sources), told.credit):
        assert text.replace(" ", "") in squeezed
    assert told.disputes
    assert len(told.sources) >= len(path.verdict.sources)
    root = ElementTree.fromstring(picture)
    assert [root[0].text, root[1].text] == [told.name, told.description]
    assert set((root.get("aria-labelledby") or "").split()) == {root[0].get("id"), root[1].get("id")}


@pytest.mark.parametrize("shape", embed.SHAPES)
def test_the_picture_stands_alone(toy: KnowledgeGraph, answer: Answer, shape: str) -> None:
    for rank in range(1, len(answer.paths) + 1):
        picture = embed.svg(toy, answer, rank=rank, shape=shape)
        assert not re.search(r"<style|<script|<image|<foreignObject|var\(|currentColor|\bclass=|\bon\w+=", picture)
        ids = {node.get("id") for node in ElementTree.fromstring(picture).iter() if node.get("id")}
        assert set(re.findall(r"(?:href=\"#|url\(#)([^\")]+)", picture)) <= ids


def test_a_slide_is_sixteen_to_nine_and_its_words_stay_on_it(toy: KnowledgeGraph, disputed: Answer) -> None:
    root = ElementTree.fromstring(embed.svg(toy, disputed, shape="slide", note="word " * 120))
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert all(float(text.get("y", "0")) < 900 for text in root.findall(f"{SVG}text"))


def test_same_answer_same_bytes_in_another_process(toy: KnowledgeGraph, answer: Answer) -> None:
    script = (
        "from pathlib import Path; from hashlib import sha256; from refgraph import embed;"
        "from refgraph.search import questions as paths;"
        "from refgraph.model.statements import Finding; from refgraph.graph.open import open_graph;"
        "kg = open_graph(Path('tests/data/mini')); a = paths.origins(kg, Finding('headache'));"
        "made = [embed.svg(kg, a).encode(), embed.png(kg, a), embed.pdf(kg, a), embed.iframe(kg, a).snippet.encode()];"
        "print(*(sha256(one).hexdigest() for one in made))"
    )
    pytest.importorskip("resvg_py")
    pytest.importorskip("typst")
    root = Path(__file__).parents[3]
    ran = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root).stdout
        for _ in range(2)
    ]
    assert ran[0] == ran[1]


@pytest.mark.parametrize(
    ("look", "says"), [({"rank": 0}, "path number 0"), ({"rank": 99}, "number 99"), ({"shape": "a5"}, "shape")]
)
def test_what_is_not_there_is_said(toy: KnowledgeGraph, answer: Answer, look: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        embed.svg(toy, answer, **look)


def test_no_route_is_no_picture(toy: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no path"):
        embed.svg(toy, questions.paths(toy, Finding("headache"), Finding("headache")))


# ---------------------------------------------------------------- png


# ---------------------------------------------------------------- pdf


# ---------------------------------------------------------------- fonts


# ---------------------------------------------------------------- hostile data


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_texts(mini: Dataset, payload: str) -> None:
    kg = build(poisoned(mini, payload))
    found = questions.origins(kg, Finding("headache"))
    for shape in embed.SHAPES:
        root = ElementTree.fromstring(embed.svg(kg, found, shape=shape, note=payload, credit=payload))
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert not tags & {"script", "style", "image", "foreignObject", "iframe", "img", "animate", "a"}
        assert all(not key.startswith("on") for node in root.iter() for key in node.attrib)


# ---------------------------------------------------------------- addresses


def test_importing_refgraph_stays_light() -> None:
    script = "import sys, refgraph.web.embeds, refgraph.web.notebook; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"jinja2", "typst", "resvg_py", "networkx", "rdflib", "pydantic", "yaml", "IPython"} & set(loaded)
