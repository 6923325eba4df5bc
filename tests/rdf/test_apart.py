"""Work that is done apart gives what it gives, and is gone when it takes too much."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from refgraph.rdf.apart import LOST, run_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


def test_what_it_gives_comes_back() -> None:
    assert run_apart(lambda: "a" * 10_000_000, 60.0, 1 << 30) == "a" * 10_000_000


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    place, begun = tmp_path / "process", time.monotonic()
    assert run_apart(lambda: place.write_text(str(os.getpid())) and time.sleep(60), 0.5, 1 << 30) is None
    assert time.monotonic() - begun < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(place.read_text()), 0)


_BURNING = """
import os, sys
from pathlib import Path
from refgraph.rdf.apart import run_apart
def burn():
    Path(sys.argv[1]).write_text(str(os.getpid()))
    while True:
        pass
run_apart(burn, 1.0, 1 << 30)
"""


def test_it_ends_though_whoever_waits_for_it_is_killed(tmp_path: Path) -> None:
    place = tmp_path / "process"
    with subprocess.Popen([sys.executable, "-c", _BURNING, str(place)]) as asking:
        while not place.is_file() or not place.read_text():
            time.sleep(0.02)
        asking.kill()
    child, last = int(place.read_text()), time.monotonic() + 60
    while time.monotonic() < last and Path(f"/proc/{child}").exists():
        time.sleep(0.1)
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("work", [lambda: bytearray(1 << 32), lambda: os.abort(), lambda: 1 / 0])
def test_what_dies_is_lost(work: object) -> None:
    assert run_apart(work, 60.0, 1 << 28) is LOST  # type: ignore[arg-type]
