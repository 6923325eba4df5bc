"""refgraph check: all faults at once, anchors counted."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Run
from toys import ARTICLES


def test_check_counts_anchors_and_fails_on_errors(run: Run, mini_copy: Path) -> None:
    code, out, _ = run("check", "--texts", str(ARTICLES))
    assert (code, out) == (0, "0 errors, 0 warnings; 33 anchors checked\n")
    source = mini_copy / "sources" / "toy-hip.yaml"
    source.write_text(source.read_text().replace("entity: hamstrings", "entity: hamstring").replace("id: 2", "id: 1"))
    code, out, err = run("check", data=str(mini_copy))
    assert (code, err) == (3, "")
    code, out, err = run("check", "--all", data=str(mini_copy))
    assert (code, err) == (3, "")
    faults = [line for line in out.splitlines() if line.startswith("sources/toy-hip.yaml:")]
    assert len(faults) > 2, "all faults at once"
    code, out, err = run("origins", "headache", data=str(mini_copy))
    assert (code, out) == (3, "")
    assert [line for line in err.splitlines() if line.startswith("sources/toy-hip.yaml:")]
    assert "Traceback" not in err
    code, out, _ = run("check", "--format", "json", data=str(mini_copy))
    told = [fault for fault in json.loads(out)["faults"] if fault["path"] == "sources/toy-hip.yaml"]
    assert (code, len(told)) == (3, len(faults))


def test_check_lists_the_faults_of_one_article(run: Run, mini_copy: Path) -> None:
    for name in ("toy-hip", "toy-neck"):
        source = mini_copy / "sources" / f"{name}.yaml"
        source.write_text(source.read_text().replace("id: 2", "id: 1"))
    code, out, _ = run("check", "--source", "toy-hip", data=str(mini_copy))
    assert code == 3
    assert {line.partition(":")[0] for line in out.splitlines()[:-1]} == {"sources/toy-hip.yaml"}
    code, _, err = run("check", "--source", "toy-moon", data=str(mini_copy))
    assert code == 2
    assert "toy-moon.yaml: no such file" in err
