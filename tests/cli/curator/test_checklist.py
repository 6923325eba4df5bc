"""Holding a list of facts against the graph: checklist."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Run

FACTS = (
    "id\tstart\trelation\tend\ttopic\n"
    "F1\tpiriformis\tcompresses\tsciatic nerve\tnerves\n"
    "F2\tmoon dust\tcauses\theadache\thabits\n"
    "F3\theadache\tcauses\tbuttock pain\thabits\n"
)


def test_the_figure_comes_first_and_misses_are_listed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.tsv"
    file.write_text(FACTS)
    code, out, _ = run("checklist", str(file))
    lines = out.splitlines()
    assert (code, lines[0]) == (0, "1 of 3 facts are answered (33.3 %)")
    assert "F2  moon dust — causes → headache  “moon dust” is not read" in out
    assert "missing (1)" in out
    assert run("checklist", str(file), "--at-least", "33")[0] == 0
    assert run("checklist", str(file), "--at-least", "34")[0] == 1
    code, out, _ = run("checklist", str(file), "--topic", "nerves", "--format", "json")
    told = json.loads(out)
    assert (code, told["answered"], told["rows"][0]["outcome"]) == (0, 1, "told")
    assert run("checklist", str(file), "--format", "csv")[1].count("\n") == 4


def test_what_is_wrong_is_said_plainly(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.tsv"
    file.write_text(FACTS)
    code, _, err = run("checklist", str(file), "--topic", "viscera")
    assert code == 2
    assert "there are: habits, nerves" in err
    assert run("checklist", "no/such.tsv")[0] == 2
    assert run("checklist", str(file), "--at-least", "101")[0] == 2
    file.write_text("a\n")
    assert run("checklist", str(file))[0] == 3
