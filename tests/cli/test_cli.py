"""What every command keeps to: its exit codes, plain lines instead of tracebacks, and a start that imports little."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from commands import ROOT, Run
from toys import MINI

from refgraph.cli import main
from refgraph.errors import UsageError


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("origins", "headache"), 0),
        (("effects", "left gluteals weak"), 0),
        (("effects", "gluteus medius", "--side", "left"), 0),
        (("paths", "weak gluteals", "headache"), 0),
        (("paths", "tight hamstrings", "pelvis dragged forward"), 1),
        (("why-not", "tight hamstrings", "pelvis dragged forward"), 0),
        (("show", "piriformis"), 0),
        (("search", "head"), 0),
        (("search", "zzzzzz"), 1),
        (("claims",), 0),
        (("claims", "--polarity", "denies", "--source", "toy-hip"), 0),
        (("claims", "--state", "stiff", "--side", "left"), 1),
        (("sources",), 0),
        (("stats",), 0),
        (("check",), 0),
        (("query", "what-causes", "finding=headache"), 0),
        (("origins", "headache", "--one-source", "--strict", "--max-hops", "2", "--top", "1"), 0),
        (("origins", "headache", "--via", "forward head posture", "--avoid", "tilts", "--avoid", "slump"), 0),
        (("origins", "headache", "--category", "posture", "--predicate", "tightens", "--predicate", "refers-to"), 0),
        (("origins", "headache", "--source", "toy-neck", "--min-evidence", "author-assertion"), 0),
        (("origins", "headache", "--min-evidence", "experiment"), 1),
    ],
)
def test_exit_codes_tell_found_from_nothing_found(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run(*words)[0] == code


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("origins", "headake"), 2, "refgraph: unknown name 'headake'. Did you mean: headache"),
        (("origins", ""), 2, "refgraph: unknown name ''."),
        (("origins", "x" * 10_000), 2, "refgraph: unknown name 'xxxx"),
        (("origins", "\x1b[31mred"), 2, "refgraph: unknown name '\\x1b[31mred'"),
        (("origins", "left right gluteals"), 2, "refgraph: 'left right gluteals' names two sides"),
        (("origins", "left gluteals", "--side", "right"), 2, "names the left side, --side the right one"),
        (("origins", "headache", "--side", "up"), 2, "refgraph: unknown side 'up'. Did you mean: left, right"),
        (("origins", "headache", "--top", "0"), 2, "refgraph: --top must be from 1 to 10000, not 0"),
        (("origins", "headache", "--top", "-5"), 2, "refgraph: --top must be from 1 to 10000, not -5"),
        (("origins", "headache", "--max-hops", "0"), 2, "refgraph: --max-hops must be from 1 to 30, not 0"),
        (
            ("origins", "headache", "--max-hops", "9" * 30),
            2,
            "--max-hops must be from 1 to 30, not a number that large",
        ),
        (("origins", "headache", "--max-hops", "9" * 5000), 2, "refgraph: invalid value"),
        (("origins", "headache", "--max-hops", "two"), 2, "is not a whole number"),
        (("origins", "headache", "--category", "mussel"), 2, "unknown category 'mussel'. Did you mean: muscle"),
        (("origins", "headache", "--predicate", "tigthens"), 2, "unknown predicate 'tigthens'. Did you mean: tightens"),
        (("origins", "headache", "--via", "slumpp"), 2, "unknown name 'slumpp'. Did you mean: slump"),
        (("origins", "headache", "--avoid", "slumpp"), 2, "unknown name 'slumpp'. Did you mean: slump"),
        (("origins", "headache", "--source", "toy"), 2, "unknown source 'toy'. Did you mean: "),
        (("origins", "headache", "--min-evidence", "rumour"), 2, "unknown kind of evidence 'rumour'"),
        (("origins", "headache", "--format", "jsn"), 2, "unknown format 'jsn'. Did you mean: json"),
        (("origins", "headache", "--frmat", "json"), 2, "no such option"),
        (("origins",), 2, "refgraph: missing argument"),
        (("orgins", "headache"), 2, "no such command 'orgins'. Did you mean 'origins'"),
        (("why-not", "weak gluteals", "headache"), 2, "to headache. See: refgraph paths"),
        (("why-not", "weak gluteals", "slump", "--format", "svg"), 2, "unknown format 'svg'"),
        (("paths", "gluteals", "headache", "--seed", "3"), 2, "--permutations and --seed only together with --chance"),
        (("paths", "gluteals", "headache", "--chance", "--permutations", "0"), 2, "--permutations must be from 1 to"),
        (("paths", "gluteals", "headache", "--chance", "--format", "svg"), 2, "--chance is told in words"),
        (("search", "a", "--limit", "0"), 2, "--limit must be from 1 to 1000, not 0"),
        (("claims", "--polarity", "maybe"), 2, "unknown polarity 'maybe'. Did you mean: "),
        (("claims", "--family", "causl"), 2, "unknown family 'causl'. Did you mean: causal"),
        (("query", "what-cause"), 2, "unknown query 'what-cause'. Did you mean: what-causes"),
        (("query", "what-causes", "headache"), 2, "'headache' is no KEY=VALUE"),
        (("sparql", "absent.rq"), 2, "'absent.rq': cannot be read (no such file or directory)"),
        (("sparql", "a\x00b"), 2, "cannot be read"),
        (("export", "xml"), 2, "unknown export format 'xml'. Did you mean: "),
        (("html", "headake"), 2, "unknown name 'headake'"),
        (("stats", "--output", "absent/x.txt"), 2, "there is no folder"),
        (("stats", "--output", "."), 2, "is a folder; name a file"),
        (("stats", "--output", "x" * 5000), 2, "cannot be written (file name too long)"),
        (("stats", "--output", "a\x00b"), 2, "cannot be written"),
    ],
)
def test_wrong_usage_is_one_plain_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found, out, err = run(*words)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert len(err) < 450
    assert err.rstrip("\n").isprintable()
    assert sorted(path.name for path in tmp_path.iterdir()) in ([], ["cache"])


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        ("absent", 3, "absent: no such data folder or index file"),
        ("empty", 3, "empty"),
        ("index", 3, "not a refgraph index"),
        ("", 2, "--data is empty"),
    ],
)
def test_bad_data_is_told_plainly(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: str, code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "index").write_bytes(b"x" * 1000)
    for command in (("origins", "headache"), ("stats",), ("show", "headache")):
        found, out, err = run(*command, data=data)
        assert (found, out) == (code, "")
        assert said in err
        assert "Traceback" not in err


def test_a_bug_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SimpleNamespace(main=lambda **_: 1 / 0)
    monkeypatch.delenv("REFGRAPH_TRACEBACK", raising=False)
    assert main(["stats"], broken) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("refgraph: a bug in refgraph: ZeroDivisionError: division by zero\nPlease report it")
    monkeypatch.setenv("REFGRAPH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["stats"], broken)


def test_memory_that_ends_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    def greedy(**_: object) -> None:
        raise MemoryError

    assert main([], SimpleNamespace(main=greedy)) == 2
    assert capsys.readouterr().err.startswith("refgraph: there is not enough memory")


def test_an_interrupt_and_a_reader_that_leaves_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    assert main(["stats"], SimpleNamespace(main=interrupted)) == 130
    assert capsys.readouterr() == ("", "")
    code = "import sys; from refgraph.cli import main; sys.exit(main(['claims', '--data', sys.argv[1]]))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(MINI)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["--help"], ["origins", "--help"], ["--version"], ["stats"]])
def test_a_reader_that_has_left_is_no_fault_of_help_either(words: list[str], unbuffered: str, tmp_path: Path) -> None:
    around = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path), "PYTHONUNBUFFERED": unbuffered}
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run(
        [sys.executable, "-m", "refgraph", *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=os.environ | around,
        check=False,
    )
    os.close(writing)
    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_who_ends_it_while_it_tells_an_error_sees_no_traceback(
    number: signal.Signals, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    class LateError(UsageError):
        def __str__(self) -> str:
            os.kill(os.getpid(), number)
            return "wrong"

    def wrong(**_: object) -> None:
        raise LateError

    # What runs in the background is often started deaf to it.
    before = signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    try:
        assert main([], SimpleNamespace(main=wrong)) == code
    finally:
        signal.signal(number, before)
    assert capsys.readouterr() == ("", "")


def test_the_plain_path_imports_typer_and_the_standard_library_only(tmp_path: Path) -> None:
    code = (
        "import sys; from refgraph.cli import main; main(sys.argv[1:]);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    words = [sys.executable, "-c", code, "origins", "headache", "--data", str(MINI)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    for _ in range(2):
        made = subprocess.run(words, capture_output=True, text=True, env=env, check=True)
    loaded = set(made.stderr.split())
    heavy = {"pydantic", "pydantic_core", "yaml", "networkx", "rdflib", "pyoxigraph", "pyvis", "jinja2", "rapidfuzz"}
    heavy |= {"rich", "csv", "webbrowser", "tempfile", "http", "email", "asyncio"}
    assert loaded & heavy == set()
    foreign = {
        name for name in loaded if name not in sys.stdlib_module_names and not name.startswith(("_", "refgraph"))
    }
    assert foreign <= {"typer", "annotated_doc", "shellingham", "click", "typing_extensions", "sitecustomize", "zope"}


@pytest.mark.parametrize("typed", ["!!", "🤕", "()", "the", "left", ""])
def test_names_that_fold_to_nothing_are_unknown(run: Run, typed: str) -> None:
    for command in ("show", "origins", "effects"):
        code, out, err = run(command, typed)
        assert (code, out) == (2, "")
        assert err.startswith(f"refgraph: unknown name {typed!r}. Try:")


# ---------------------------------------------------------------- streams that take nothing


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("origins headache > /dev/full", 2),
        ("claims -f json > /dev/full", 2),
        ("origins headache >&-", 2),
        ("origins nonsense 2> /dev/full", 2),
        ("origins nonsense 2>&-", 2),
        ("origins headache -o FILE >&- 2>&-", 0),
        ("check > /dev/full", 2),
    ],
)
def test_what_cannot_be_said_is_an_error(tmp_path: Path, line: str, code: int, unbuffered: str) -> None:
    words, _, streams = line.replace("FILE", str(tmp_path / "x")).partition(" >" if " >" in line else " 2")
    streams = (">" if " >" in line else "2") + streams
    command = f"{sys.executable} -m refgraph.cli {words} --data {MINI} {streams}"
    around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path), "PYTHONUNBUFFERED": unbuffered}
    told = subprocess.run(["sh", "-c", command], env=around, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == code
    assert told.stdout == ""
    assert "bug" not in told.stderr


@pytest.mark.parametrize(("words", "code"), [("sparql -", 2), ("new-source -", 2), ("origins headache", 0)])
def test_standard_input_that_is_closed_is_empty(tmp_path: Path, words: str, code: int) -> None:
    around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    command = f"{sys.executable} -m refgraph.cli {words} --data {MINI} <&-"
    told = subprocess.run(["sh", "-c", command], env=around, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == code
    assert "bug" not in told.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_fills_on_the_way_is_an_error(tmp_path: Path, unbuffered: str) -> None:
    around = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(tmp_path / "c"),
        "PYTHONUNBUFFERED": unbuffered,
    }
    line = f"trap '' XFSZ; ulimit -f 8; {sys.executable} -m refgraph.cli claims -f json --data {MINI} > {tmp_path}/x"
    told = subprocess.run(["bash", "-c", line], env=around, capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 2
    assert "standard output: " in told.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    words = [sys.executable, "-u", "-m", "refgraph.cli", "site", str(tmp_path / "out"), "--data", str(MINI)]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    (tmp_path / "cache").mkdir()
    with subprocess.Popen(words, env=around, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
        for _ in range(600):
            if list(tmp_path.glob(".refgraph-*.part/*.html")) or running.poll() is not None:
                break
            time.sleep(0.05)
        running.send_signal(number)
        assert running.wait() == 128 + number
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache"]


# ---------------------------------------------------------------- words without quotes


def test_words_that_are_one_name_are_asked_for_as_one(run: Run) -> None:
    code, out, err = run("origins", "neck", "pain")
    assert (code, out) == run("origins", "neck pain")[:2]
    assert err == (
        'Asked for "neck pain" as one name; for origins that several symptoms share put each of them in quotes.\n'
    )
    assert "both" in run("origins", "headache", "neck pain")[1]
