"""Questions about paths: every form, both ends, several symptoms, chance, and an answer where nothing is found."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import Run
from toys import MINI


def test_nothing_found_is_an_answer_with_the_nearest_miss(run: Run) -> None:
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward")
    assert (code, err) == (1, "")
    assert "Nearest miss" in out
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward", "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out)["paths"] == []
    assert json.loads(out)["near_misses"]


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "mermaid", "dot", "svg", "html"])
def test_every_form_is_written_and_twice_the_same(run: Run, form: str) -> None:
    first = run("origins", "headache", "--format", form)
    assert first[0] == 0
    assert first[1]
    assert first == run("origins", "headache", "--format", form)


def test_svg_without_a_route_says_why_and_writes_nothing(run: Run) -> None:
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward", "--format", "svg")
    assert (code, out) == (1, "")
    assert "Nearest miss" in err


def test_options_narrow_the_answer(run: Run) -> None:
    def answer(*words: str) -> dict[str, object]:
        return json.loads(run("origins", "headache", "--format", "json", *words)[1])  # type: ignore[no-any-return]

    assert len(answer("--top", "2")["paths"]) == 2  # type: ignore[arg-type]
    query = answer("--via", "slump", "--avoid", "toy-hip", "--one-source", "--side", "left")["query"]
    assert query["via"] == ["slump"]  # type: ignore[index]
    assert query["avoid"] == ["toy-hip"]  # type: ignore[index]
    assert query["one_source"] is True  # type: ignore[index]
    assert query["target"]["side"] == "left"  # type: ignore[index]


def test_what_is_not_asked_for_is_neither_denied_nor_told_in_its_place(run: Run) -> None:
    code, out, _ = run("origins", "headache", "--source", "toy-hip", "--max-hops", "1")
    assert (code, "With these options no source here says what headache comes from." in " ".join(out.split())) == (
        1,
        True,
    )
    out = run("origins", "neck pain", "--category", "posture")[1]
    begun = [line.partition(" → ")[0] for line in out.splitlines() if re.match(r"\d+\. ", line)]
    assert begun == ["1. forward head posture", "2. posterior pelvic tilt", "3. slump"]


def test_a_side_of_paths_is_that_of_the_end_that_names_none(run: Run) -> None:
    out = run("paths", "weak gluteals", "shoulder blade (right)", "--side", "left", "--format", "json")[1]
    query = json.loads(out)["query"]
    assert (query["origin"]["side"], query["target"]["side"]) == ("left", "right")
    code, _, err = run("paths", "left gluteals", "left shoulder blade", "--side", "right")
    assert (code, err) == (2, "refgraph: both ends name a side, and neither is the right one of --side\n")


def test_several_symptoms_list_what_they_share(run: Run) -> None:
    code, out, err = run("origins", "headache", "neck pain", "--format", "json", data=None)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [end["entity"] for end in (told["query"]["target"], *told["query"]["also"])] == ["headache", "neck-pain"]
    for shared in told["common"]:
        one, other = (told["paths"][rank - 1] for rank in shared["ranks"])
        assert one["origin"]["entity"] == other["origin"]["entity"]
        assert (one["target"]["entity"], other["target"]["entity"]) == ("headache", "neck-pain")
    out = run("origins", "headache", "neck pain", data=None)[1]
    assert out.startswith("Where may headache and neck pain both come from?")
    assert out.count("Shared origin ") == len(told["common"])
    assert "## Shared origin 1: " in run("origins", "headache", "neck pain", "--format", "markdown")[1]
    assert run("origins", "headache", "headache")[0] == 2


def test_routes_are_compared_with_chance(run: Run) -> None:
    def compared(permutations: int, *options: str) -> dict[str, Any]:
        words = ("paths", "sitting", "headache", "--chance", "--seed", "4", "--format", "json")
        code, out, err = run(*words, "--permutations", str(permutations), *options, data=None)
        assert code == 0
        assert not err or "shuffled graphs searched" in err  # on a slow machine it says how far it is
        return dict(json.loads(out)["chance"])

    told = compared(100, "--max-hops", "3")
    assert (told["permutations"], told["seed"], told["why"]) == (100, 4, None)
    few = compared(5)
    assert few["why"] == "fewer than 100 permutations"
    assert few["paths"] > told["paths"]
    assert compared(5, "--top", "1") == few
    out = run("paths", "weak gluteals", "headache", "--chance")[1]
    assert "Against chance" in out


@pytest.mark.parametrize(("form", "library", "start"), [("png", "resvg_py", b"\x89PNG"), ("pdf", "typst", b"%PDF-")])
def test_routes_as_pictures(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, library: str, start: bytes
) -> None:
    pytest.importorskip(library)
    file = tmp_path / f"headache.{form}"
    for words in (("origins", "headache"), ("effects", "gluteals"), ("paths", "gluteals", "headache")):
        assert run(*words, "--output", str(file))[0] == 0
        assert file.read_bytes().startswith(start)
        file.unlink()
    assert run("paths", "headache", "slump", "--output", str(file))[0] == 1
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run("origins", "headache", "--format", form)[::2] == (
        2,
        f"refgraph: {form} is no text; name a file with --output\n",
    )
    monkeypatch.setitem(sys.modules, library, None)
    code, _, err = run("origins", "headache", "--output", str(file))
    assert (code, len(err.splitlines())) == (2, 1)
    assert 'pip install "refgraph[' in err
    assert not file.exists()


def test_a_thing_without_claims_says_so_and_what_is_near(run: Run, tmp_path: Path) -> None:
    data = shutil.copytree(MINI, tmp_path / "data")
    with (data / "entities" / "region.yaml").open("a", encoding="utf-8") as file:
        file.write("elbow: {label: elbow, synonyms: {}, definition: The elbow.}\n")
        file.write("butt: {label: butt, synonyms: {}, definition: The butt.}\n")
    code, out, _ = run("origins", "elbow", data=str(data))
    assert code == 1
    assert "Nothing curated about elbow yet." in out
    code, out, _ = run("origins", "elbow", "--format", "json", data=str(data))
    assert (code, json.loads(out)["paths"]) == (1, [])
    code, out, _ = run("effects", "butt", data=str(data))
    assert code == 1
    assert "Nothing curated about butt yet; near it: buttock pain." in " ".join(out.split())


def test_a_place_in_a_state_is_asked_for_its_pain(run: Run, tmp_path: Path) -> None:
    data = shutil.copytree(MINI, tmp_path / "data")
    with (data / "entities" / "region.yaml").open("a", encoding="utf-8") as file:
        file.write("butt: {label: butt, synonyms: {}, definition: The butt.}\n")
    code, out, err = run("origins", "stiff butt (left)", "--format", "json", data=str(data))
    assert code == 0
    assert json.loads(out)["query"]["target"]["entity"] == "buttock-pain"
    assert err == "Nothing is told of stiff butt (left); asked for buttock pain (left).\n"


def test_what_is_left_out_of_a_question_is_told(run: Run) -> None:
    code, out, err = run("origins", "my neck hurts every time I look up", "--format", "json")
    assert code in (0, 1)
    assert err == 'read as: neck pain; "every time I look up" is not part of what is asked\n'
    assert json.loads(out)["query"]["left_out"] == ["every time I look up"]
    code, out, err = run("effects", "tight piriformus", "--format", "json")
    assert err == "read as: tight piriformis\n"
    assert "left_out" not in json.loads(out)["query"]


def test_everyday_words_change_no_path(run: Run) -> None:
    usual, lay = (json.loads(run("origins", "headache", "--format", "json", *words)[1]) for words in ((), ("--plain",)))
    assert [path["steps"] for path in usual["paths"]] == [path["steps"] for path in lay["paths"]]
    assert run("effects", "tight gluteals")[1].count("gluteal muscles") > run("effects", "tight gluteals", "--plain")[
        1
    ].count("gluteal muscles")


def test_two_symptoms_or_two_paths_are_set_side_by_side(run: Run) -> None:
    code, out, err = run("compare", "headache", "neck pain")
    assert (code, err) == (0, "")
    assert out.startswith("What headache and neck pain are said to come from, side by side")
    assert max(map(len, out.splitlines())) <= 80
    code, out, err = run("compare", "headache #1", "headache #2")
    assert (code, err) == (0, "")
    told = json.loads(run("compare", "headache #1", "headache #2", "--format", "json")[1])
    origins = json.loads(run("origins", "headache", "--format", "json")[1])["paths"]
    assert [side["path"]["rank"] for side in told["compared"]] == [1, 2]
    assert [side["path"]["steps"] for side in told["compared"]] == [path["steps"] for path in origins[:2]]
    arrows = ("compare", "weak gluteals (left) -> headache", "tight upper trapezius → headache")
    assert run(*arrows)[1].startswith("Two ways to headache, side by side")
    for form in ("csv", "markdown", "html"):
        assert run(*arrows, "--format", form)[0] == 0


def test_what_cannot_be_compared_says_why(run: Run) -> None:
    for one, other, why in (
        ("headache", "headache", "one and the same"),
        ("headache #1", "tight upper trapezius -> headache", "one and the same path"),
        ("headache", "tight upper trapezius -> headache", "a path with a path"),
        ("headache #99", "headache #1", "none is number 99"),
        ("headache #0", "headache #1", "the number of a path"),
    ):
        code, out, err = run("compare", one, other)
        assert (code, out, len(err.splitlines())) == (2, "", 1), err
        assert why in err
    code, out, err = run("compare", "tight hamstrings -> pelvis dragged forward", "headache #1")
    assert (code, err) == (1, "")
    assert "Nearest miss" in out
    assert run("compare", "tight hamstrings -> pelvis dragged forward", "headache #1", "-f", "json")[0] == 1


def test_why_not_reads_its_ends_as_all_questions_do(run: Run) -> None:
    code, out, err = run("why-not", "tight hamstrngs when I sit", "pelvis dragged forward")
    assert code == 0
    assert out == run("why-not", "tight hamstrings", "pelvis dragged forward")[1]
    assert err.startswith("read as: tight hamstrings")
    told = json.loads(run("why-not", "weak gluteals", "slump", "--side", "left", "--format", "json")[1])
    assert [told["query"][end]["side"] for end in ("origin", "target")] == ["left", "left"]
