"""A second reading of claims: review."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from commands import Run
from toys import ARTICLES

BY = ("--by", "A. Reader", "--date", "2026-11-28")


def _types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_draw_is_shown_with_its_passages(run: Run) -> None:
    words = ("review", "--seed", "3", "--count", "2", "--texts", str(ARTICLES))
    code, out, _ = run(*words)
    assert code == 0
    assert out.count("  ¶") == 2
    assert run(*words)[1] == out
    listed = json.loads(run("review", "--seed", "3", "--count", "2", "--format", "json")[1])
    assert [one["id"] for one in listed] == [line for line in out.splitlines() if line.startswith("toy-")]
    assert run("review", "--count", "0")[0] == 2


def test_verdicts_go_into_the_source_and_give_the_rates(
    run: Run, mini_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = str(mini_copy)
    assert run("review", "--rates", data=data)[:2] == (1, "No claim has been reviewed.\n")
    _types(monkeypatch, "object wrong", "nonsense", "", "s", "q")
    code, out, err = run("review", "--count", "5", "--source", "toy-neck", *BY, data=data)
    assert (code, out.count("toy-neck#")) == (0, out.count(" of 5)"))
    assert "is no verdict" in err
    assert err.endswith("2 of 5 recorded\n")
    text = (mini_copy / "sources" / "toy-neck.yaml").read_text()
    assert text.startswith("# No date and no address"), "a comment in front stays"
    assert text.count("review: {by: A. Reader, date: 2026-11-28, subject: right") == 2
    assert run("check", data=data)[0] == 0
    told = json.loads(run("review", "--rates", "--format", "json", data=data)[1])
    assert (told[0]["judged"], told[0]["wrong"]) == (2, 1)
    assert run("review", "--rates", "--by", "Nobody", data=data)[0] == 1
    assert run("review", "--rates", "--format", "markdown", data=data)[1].startswith("| field |")
    # What is read already is not asked for again.
    _types(monkeypatch)
    assert run("review", "--count", "5", "--source", "toy-neck", *BY, data=data)[2].endswith("0 of 3 recorded\n")


def test_a_verdict_needs_a_name_and_a_day(run: Run, mini_copy: Path) -> None:
    data = str(mini_copy)
    assert run("review", "--by", "A", data=data)[0] == 2
    code, _, err = run("review", "--by", "A", "--date", "yesterday", data=data)
    assert code == 2
    assert "must be a date" in err
    assert run("review", "--seed", "-1", data=data)[0] == 2
