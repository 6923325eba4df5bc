"""What contradicts what, and what has changed: conflicts, diff."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Run
from toys import MINI


def test_conflicts_cite_both_sides(run: Run) -> None:
    code, out, _ = run("conflicts")
    assert code == 0
    assert "one source says it, another denies it" in out
    records = json.loads(run("conflicts", "--format", "json")[1])
    assert {"denied", "doubted"} == {one["kind"] for one in records}
    assert run("conflicts", "--format", "csv")[1].startswith("kind,one,")
    assert run("conflicts", "--format", "markdown")[0] == 0
    some = json.loads(run("conflicts", "--source", "toy-neck", "--format", "json")[1])
    assert all(any(claim.startswith("toy-neck#") for claim in one["said"] + one["against"]) for one in some)


def test_nothing_contradicts_what_nobody_speaks_of(run: Run) -> None:
    code, out, _ = run("conflicts", "calf muscles")
    assert (code, out) == (1, "Nothing contradicts anything.\n")
    assert run("conflicts", "no such thing at all")[0] == 2


def test_diff_tells_what_has_changed(run: Run, mini_copy: Path) -> None:
    data = str(mini_copy)
    assert run("diff", str(MINI), data=data)[0] == 1
    source = mini_copy / "sources" / "toy-hip.yaml"
    text = source.read_text()
    source.write_text(text[: text.index("- id: 10")] + text[text.index("- id: 11") :])
    code, out, _ = run("diff", str(MINI), data=data)
    assert code == 0
    assert "claims: 1 lost\n  - toy-hip#10\n" in out
    told = json.loads(run("diff", str(MINI), "--format", "json", "--symptom", "buttock pain", data=data)[1])
    assert told["claims"]["lost"] == ["toy-hip#10"]
    assert list(told["symptoms"]) == ["buttock pain"]
    assert all(one["after"] is None for one in told["symptoms"]["buttock pain"])


def test_diff_of_what_is_not_there(run: Run) -> None:
    code, _, err = run("diff", "no/such/folder")
    assert code == 3
    assert "no such data folder" in err
    assert run("diff", str(MINI), "--symptom", "no such thing at all")[0] == 2
