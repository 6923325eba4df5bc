"""What the data lack: gaps."""

from __future__ import annotations

import json

from commands import Run


def test_places_are_meant_where_nothing_is_said(run: Run) -> None:
    assert run("gaps")[1] == run("gaps", "place")[1]
    assert {"entity", "walked", "tied_to"} <= set(json.loads(run("gaps", "--format", "json")[1])[0])


def test_each_kind_is_listed_and_all_in_short(run: Run) -> None:
    code, out, _ = run("gaps", "all")
    assert code == 0
    for kind in ("mapping", "definition", "claim", "origin", "referral", "next"):
        assert f"\n{kind} (" in f"\n{out}"
        told = json.loads(run("gaps", kind, "--format", "json")[1])
        assert {one["kind"] for one in told} <= {kind}
    assert "more: refgraph gaps mapping" in out
    assert "more: refgraph gaps" not in run("gaps", "mapping")[1]
    assert run("gaps", "mapping", "--format", "csv")[1].startswith("kind,what,category,weight")
    assert run("gaps", "referral", "--category", "joint", "--format", "markdown")[0] == 0


def test_a_kind_that_is_none_is_refused(run: Run) -> None:
    code, _, err = run("gaps", "moons")
    assert code == 2
    assert "unknown kind" in err
