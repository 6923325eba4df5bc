"""refgraph embed: every kind is made, what it takes is read, and what cannot be made is said in a line."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from commands import Run

from refgraph.web.embeds import EMBEDS


def test_a_picture_goes_to_the_shell(run: Run) -> None:
    code, out, err = run("embed", "svg", "upper trapezius", "headache", "--caption", "Week three.")
    assert (code, err) == (0, "")
    assert out.startswith("<svg ")
    assert "Week three." in out


def test_of_a_frame_the_page_goes_to_its_file_and_the_snippet_to_the_shell(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "neck.html"
    code, out, err = run("embed", "iframe", "neck pain", "--output", str(page), "--width", "500")
    assert (code, err) == (0, f"wrote {page}\n")
    assert "<iframe " in out
    assert 'src="neck.html"' in out
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    elsewhere = run("embed", "iframe", "neck pain", "--address", "https://a.example/neck")[1]
    assert 'src="https://a.example/neck"' in elsewhere


@pytest.mark.parametrize("kind", [kind for kind, row in EMBEDS.items() if row.extra])
def test_what_is_no_text_goes_to_a_file(run: Run, tmp_path: Path, kind: str) -> None:
    pytest.importorskip(EMBEDS[kind].extra or "")
    file = tmp_path / f"path.{kind}"
    assert run("embed", kind, "headache", "--output", str(file), "--rank", "2")[0] == 0
    assert file.read_bytes()[:8].startswith((b"\x89PNG", b"%PDF-", b"PK\x03\x04"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("gif", "headache"), 2, "unknown kind 'gif'"),
        (("svg", "headache", "--rank", "999"), 2, "there is no path number 999"),
        (("svg", "headache", "--shape", "cube"), 2, "'cube'"),
        (("png", "headache", "--scale", "21"), 2, "--scale must be from 1 to 20, not 21"),
        (("iframe", "headache", "--address", "javascript:x"), 2, "address"),
        (("svg", "tight hamstrings", "pelvis dragged forward"), 1, "Nearest miss"),
    ],
)
def test_what_cannot_be_made_is_said(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = run("embed", *words)
    assert (found, out) == (code, "")
    assert said in err


def test_all_origins_and_an_entity(run: Run) -> None:
    whole = run("embed", "svg", "headache", "--all")
    assert whole == run("embed", "tree", "headache")
    assert "All origins of headache in one picture" in whole[1]
    code, out, err = run("embed", "svg", "upper trapezius")
    assert (code, err) == (0, "")
    assert "Upper trapezius (muscle)" in out
    assert run("embed", "tree", "upper trapezius")[2] == (
        "refgraph: tree is not made of a muscle, joint, nerve or other thing; "
        "it is made of a symptom with all its origins (--all)\n"
    )


def test_a_figure_without_labels_comes_with_its_key(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "head.svg"
    code, _, err = run("embed", "svg", "headache", "--labels", "numbers", "--output", str(file))
    assert (code, err) == (0, f"wrote {file}\nwrote {tmp_path / 'head-key.txt'}\n")
    assert "trapezius" not in file.read_text(encoding="utf-8")
    assert "trapezius" in (tmp_path / "head-key.txt").read_text(encoding="utf-8")
    assert "Answer key" in run("embed", "svg", "headache", "--labels", "numbers")[2]
    assert run("embed", "svg", "headache", "--labels", "off")[2] == ""


def test_a_file_is_held_against_the_data(run: Run, tmp_path: Path, mini_copy: Path) -> None:
    file = tmp_path / "head.svg"
    assert run("embed", "svg", "headache", "--output", str(file))[0] == 0
    code, out, err = run("embed", "--verify", str(file))
    assert (code, err) == (0, "")
    assert out.startswith("same: answer ")
    source = mini_copy / "sources" / "toy-neck.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("statement: ", "statement: Perhaps ", 99), encoding="utf-8")
    code, out, _ = run("embed", "--verify", str(file), data=str(mini_copy))
    assert code == 1
    assert "changed: what claim toy-neck#" in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--verify", "nothing.svg"), 2, "nothing.svg: no such file"),
        (("svg", "headache", "--verify", "x.svg"), 2, "--verify takes a file and nothing else"),
        (("svg",), 2, "name a kind"),
    ],
)
def test_what_cannot_be_verified_is_said(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    found, out, err = run("embed", *words)
    assert (found, out) == (code, "")
    assert said in err


def test_a_file_without_a_stamp_is_bad_data(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    file.write_text("<svg/>", encoding="utf-8")
    assert run("embed", "--verify", str(file))[0] == 3


def test_a_quiz_goes_to_its_file_and_another_seed_is_another_quiz(run: Run, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2", "1"):
        page = tmp_path / "quiz.html"
        code, out, _ = run("embed", "quiz", "headache", "--seed", seed, "--questions", "3", "--output", str(page))
        assert code == 0
        assert 'src="quiz.html"' in out
        made.append(page.read_text(encoding="utf-8"))
    assert made[0] == made[2] != made[1]
    assert made[0].count('<li class="question"') == 3


def test_a_quiz_of_two_ends_and_of_a_posture(run: Run) -> None:
    assert "A quiz on forward head posture" in run("embed", "moodle", "weak gluteals", "forward head posture")[1]
    assert "A quiz on forward head posture" in run("embed", "moodle", "forward head posture")[1]


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_a_package_is_of_the_version_that_was_asked_for(run: Run, tmp_path: Path, version: str) -> None:
    file = tmp_path / "course.zip"
    assert run("embed", "scorm", "headache", "--scorm", version, "--output", str(file))[0] == 0
    manifest = ZipFile(file).read("imsmanifest.xml").decode()
    assert f"<schemaversion>{'1.2' if version == '1.2' else '2004 4th Edition'}</schemaversion>" in manifest
    assert run("embed", "--verify", str(file))[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quiz", "headache", "--seed", "0"), "--seed must be from 1"),
        (("quiz", "headache", "--questions", "41"), "--questions must be from 1 to 40, not 41"),
        (("scorm", "headache", "--scorm", "3", "--output", "x.zip"), "unknown version of SCORM '3'"),
        (("quiz", "neck pain"), "tells too little of this for a quiz"),
        (("lesson", "upper trapezius"), "lesson is not made of a muscle, joint, nerve or other thing"),
    ],
)
def test_what_is_no_quiz_is_said(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run("embed", *words)
    assert (code, out) == (2, "")
    assert said in err
