"""Where results go, whole or not at all; and how far long work has come, told on stderr, and of short work nothing."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from commands import ROOT, Run, shell
from disk import full_after
from toys import MINI

from refgraph.cli.output import Pace, harmless, progress_bar
from refgraph.report.records import json as report_json


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_short_work_is_silent(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    with progress_bar("counting") as tell:
        tell(1, 2)
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar("counting") as tell:
        tell(1, 2)
    assert (capsys.readouterr().err, screen.getvalue()) == ("", "")


def test_where_nobody_looks_a_line_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 9.0, 11.0, 11.0, 12.0, 30.0, 30.0])
    with progress_bar("graphs searched", Pace(clock=lambda: next(times))) as tell:
        for done in range(1, 5):
            tell(done, 4)
    assert capsys.readouterr().err == "graphs searched: 2 of 4\ngraphs searched: 4 of 4\n"


def test_a_terminal_gets_a_bar_that_is_gone_when_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar("graphs searched", Pace(short=-1.0)) as tell:
        tell(1, 4)
        tell(4, 4)
    assert "graphs searched" in screen.getvalue()
    assert "\x1b[2K" in screen.getvalue()


def test_a_file_is_written_whole_and_its_ending_tells_the_form(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "route.json"
    target.write_text("old")
    code, out, err = run("origins", "headache", "--output", str(target))
    assert (code, out, err) == (0, "", f"wrote {target}\n")
    assert json.loads(target.read_text())["query"]["kind"] == "origins"
    for name, start in (
        ("a.md", "# Where"),
        ("a.csv", "part,"),
        ("a.dot", "digraph"),
        ("a.txt", "Ada Author et al."),
        ("a.x", "Ada Author et al."),
    ):
        run("origins", "headache", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text().startswith(start)
    assert not list(tmp_path.glob(".refgraph-*"))


def test_a_file_that_cannot_be_written_leaves_the_old_one(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("old")
    with full_after(100):
        code, _, err = run("claims", "--output", str(target))
    assert (code, err) == (2, f"refgraph: {target}: cannot be written (file too large)\n")
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".refgraph-*"))


def test_a_link_is_followed_and_a_device_is_not_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    run("stats", "--output", str(tmp_path / "link.txt"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text().startswith("data version")
    assert run("stats", "--output", "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()
    assert run("stats", "--output", "-")[1].startswith("data version")


def test_open_shows_the_written_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    target = tmp_path / "page.html"
    code, out, err = run("origins", "headache", "--output", str(target), "--open")
    assert (code, out) == (0, "")
    assert "no browser could be opened" in err
    assert opened == []
    monkeypatch.setenv("BROWSER", "true")
    run("origins", "headache", "--output", str(target), "--open")
    run("html", "--open")
    assert opened[0] == target.resolve().as_uri()
    assert opened[1].endswith("refgraph.html")
    shutil.rmtree(Path(opened[1].removeprefix("file://")).parent)


def test_colour_is_for_terminals_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("origins", "headache")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in run("show", "headache")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    plain = run("show", "headache")[1]
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 60


def test_data_are_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    around = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "XDG_CACHE_HOME": str(tmp_path)}
    for form in ("json", "csv", "markdown"):
        words = ("sources" if form != "markdown" else "claims", "--data", str(MINI), "--format", form)
        assert shell(*words, **around).stdout == shell(*words, XDG_CACHE_HOME=str(tmp_path)).stdout


def test_excel_knows_utf_8_by_a_mark(run: Run, tmp_path: Path) -> None:
    plain = run("claims", "--format", "csv")[1]
    assert run("claims", "--format", "csv", "--excel") == (0, f"\ufeff{plain}", "")
    run("claims", "--excel", "--output", str(tmp_path / "x.csv"))
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    code, out, err = run("claims", "--excel")
    assert (code, out) == (2, "")
    assert "--excel is for CSV alone" in err


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    nasty = "a\x1b]0;x\x07b\x9b2Jc\u202ed\x00e\x1b[1;31mred\x1b[0m\tf\n"
    assert harmless(nasty) == "a ]0;x b 2Jc d e\x1b[1;31mred\x1b[0m\tf\n"
    # Letters that nobody sees (8) are no colour of ours.
    assert harmless("a\x1b[8mb\x1b[1;31mc\x1b[0m") == "a [8mb\x1b[1;31mc\x1b[0m"
    assert harmless("a\u200bb\u2028c\u2060d") == "a b c d"
    record = {"id": "a\x9b\u202e#1"}
    assert report_json.dumps(record).isascii()
    assert json.loads(report_json.dumps(record)) == record


@pytest.mark.parametrize("columns", ["9" * 5000, "²", "-5", "0", "٣"])
def test_a_width_that_is_none_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert run("origins", "headache")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize("pager", ["no such '", "PLAIN", "false", ""])
def test_what_is_no_pager_shows_nothing_less(tmp_path: Path, pager: str) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"\x7fELF is no program")
    plain.chmod(0o755)
    around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path), "TERM": "xterm"}
    around |= {"PAGER": pager.replace("PLAIN", str(plain))}
    master, slave = os.openpty()
    words = [sys.executable, "-m", "refgraph.cli", "claims", "--data", str(MINI)]
    with subprocess.Popen(words, stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=around, cwd=ROOT) as shown:
        os.close(slave)
        told = bytearray()
        with suppress(OSError):  # Linux says so where the terminal has been left.
            while piece := os.read(master, 1 << 16):
                told += piece
        os.close(master)
    assert shown.returncode == 0
    assert b"33 claims" in told
    assert b"toy-neck#17" in told
