"""Work that is done apart gives what it gives, and is gone when it takes too much."""

from __future__ import annotations

import os
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


def test_it_ends_though_nobody_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refgraph.rdf.apart._read", lambda *_: None)
    monkeypatch.setattr("refgraph.rdf.apart.os.kill", lambda *_: None)
    begun = time.monotonic()
    assert run_apart(_burn, 0.2, 1 << 30) is None  # It waits for the end of the other, which nobody has asked to end.
    assert time.monotonic() - begun < 50


def _burn() -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        pass


@pytest.mark.parametrize("work", [lambda: bytearray(1 << 32), lambda: os.abort(), lambda: 1 / 0])
def test_what_dies_is_lost(work: object) -> None:
    assert run_apart(work, 60.0, 1 << 28) is LOST  # type: ignore[arg-type]
