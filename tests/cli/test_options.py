"""Options that commands share: what narrows a question, where data come from, and what the shell completes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, shell
from toys import MINI


def test_limits_are_read_and_held_to(run: Run) -> None:
    assert run("origins", "headache", "--max-seconds", "60", "--max-memory", "100") == run("origins", "headache")
    for words in (("--max-seconds", "0"), ("--max-memory", "x")):
        code, out, err = run("origins", "headache", *words)
        assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("refgraph origins --data DATA pir", "piriformis"),
        ("refgraph ori", "origins"),
        ("refgraph origins --data DATA neck\\ p", "neck\\ pain"),
        ('refgraph origins --data DATA "neck p', "neck pain"),
        ("refgraph origins headache --data DATA --predicate ti", "tilts"),
        ("refgraph origins --data /absent pir", ""),
    ],
)
def test_the_shell_completes_and_never_complains(words: str, found: str, tmp_path: Path) -> None:
    line = words.replace("DATA", str(MINI))
    completed = shell(
        _REFGRAPH_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.replace("neck\\ p", "x").replace("neck p", "x").split()) - 1),
        XDG_CACHE_HOME=str(tmp_path),
    )
    assert completed.stderr == ""
    assert found in completed.stdout
    assert bool(found) == bool(completed.stdout.strip())
