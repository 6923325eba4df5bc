"""How far long work has come is told on stderr, and of short work nothing is."""

from __future__ import annotations

import io
import sys

import pytest

from refgraph.cli import output as progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_short_work_is_silent(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    with progress.shown("counting") as told:
        told(1, 2)
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.shown("counting") as told:
        told(1, 2)
    assert (capsys.readouterr().err, screen.getvalue()) == ("", "")


def test_where_nobody_looks_a_line_is_told_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 9.0, 11.0, 11.0, 12.0, 30.0, 30.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(times))
    with progress.shown("graphs searched") as told:
        for done in range(1, 5):
            told(done, 4)
    assert capsys.readouterr().err == "graphs searched: 2 of 4\ngraphs searched: 4 of 4\n"


def test_a_terminal_gets_a_bar_that_is_gone_when_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "SHORT", -1.0)
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.shown("graphs searched") as told:
        told(1, 4)
        told(4, 4)
    assert "graphs searched" in screen.getvalue()
    assert "\x1b[2K" in screen.getvalue()
