"""Proposing claims for an article: draft."""

from __future__ import annotations

import shutil
from pathlib import Path

from commands import Run
from toys import ARTICLES


def test_drafts_are_printed_and_what_is_not_read_is_told(run: Run) -> None:
    code, out, err = run("draft", str(ARTICLES / "toy-hip.txt"))
    assert code == 0
    assert out.startswith("claims:\n- id: 1\n  draft: ")
    assert "not read" in err
    assert err.endswith("drafts from 16 paragraphs\n")
    assert run("draft", str(ARTICLES / "toy-hip.txt"))[1] == out


def test_drafts_go_into_a_source_and_check_refuses_them_until_accepted(
    run: Run, mini_copy: Path, tmp_path: Path
) -> None:
    texts = Path(shutil.copytree(ARTICLES, tmp_path / "texts"))
    page = tmp_path / "page.html"
    page.write_text("<p>A title</p><p>Weak gluteals may cause a headache.</p>")
    source = mini_copy / "sources" / "new-page.yaml"
    data = str(mini_copy)
    assert run("draft", str(page), "--into", "new-page", data=data)[0] == 2, "there is no such source yet"
    assert run("new-source", "--write", "--key", "new-page", data=data)[0] == 0
    assert run("draft", str(page), "--into", "new-page", "--texts", str(texts), data=data)[0] == 0
    assert (texts / "new-page.txt").read_text() == "A title\nWeak gluteals may cause a headache.\n"
    code, out, _ = run("check", "--texts", str(texts), data=data)
    assert (code, out.count("E011")) == (3, 1)
    lines = [line for line in source.read_text().splitlines() if not line.startswith("  draft:")]
    source.write_text("\n".join(lines) + "\n")
    code, out, _ = run("check", "--texts", str(texts), data=data)
    assert (code, out) == (0, "0 errors, 0 warnings; 34 anchors checked\n")
    run("format", str(source), data=None)
    assert run("format", "--check", str(source), data=None)[0] == 0


def test_drafts_of_another_text_are_not_added(run: Run, mini_copy: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Weak gluteals may cause a headache.\n")
    before = (mini_copy / "sources" / "toy-hip.yaml").read_bytes()
    code, _, err = run("draft", str(page), "--into", "toy-hip", data=str(mini_copy))
    assert code == 2
    assert "another text" in err
    assert (mini_copy / "sources" / "toy-hip.yaml").read_bytes() == before


def test_what_holds_no_relation_is_nothing_found(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A plain day.\n")
    assert run("draft", str(page)) == (1, "claims: []\n", "0 drafts from 1 paragraphs\n")
    assert run("draft", str(page), "--texts", "x")[0] == 2
    assert run("draft", "no/such.txt")[0] == 2
