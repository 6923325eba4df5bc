"""Lists of what the graph holds."""

from __future__ import annotations

import json

from commands import Run


def test_claims_are_filtered_by_a_finding(run: Run) -> None:
    code, out, _ = run("claims", "--entity", "tight hamstrings", "--format", "json")
    ends = [(claim["subject"], claim["object"]) for claim in json.loads(out)]
    assert code == 0
    assert ends
    assert all(any(end["entity"] == "hamstrings" and end["state"] == "tight" for end in pair) for pair in ends)
    assert len(ends) < len(json.loads(run("claims", "--entity", "hamstrings", "--format", "json")[1]))


def test_everyday_words_tell_the_same(run: Run) -> None:
    usual, lay = (run("show", "gluteals", *words)[1].splitlines() for words in ((), ("--plain",)))
    assert len(usual) == len(lay)
    assert "The gluteal muscles taken together." in usual[2]
    assert "The muscles of the buttock taken together." in lay[2]


def test_counts_are_folded_unless_all_are_asked_for(run: Run) -> None:
    code, out, _ = run("stats")
    assert code == 0
    assert "claims by region" in out
    assert list(json.loads(run("stats", "--format", "json")[1]))[-1] == "reuse"
    assert run("stats", "--all")[1].splitlines()[0] == out.splitlines()[0]
