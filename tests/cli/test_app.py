"""The command line: exit codes, plain errors, files that are whole or not there, and a start that imports little."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.cli.app import COMMANDS
from refgraph.graph.arguments import complete_finding, complete_key
from refgraph.graph.open import open_graph

MINI = Path(__file__).parents[1] / "data" / "mini"
ARTICLES = Path(__file__).parents[1] / "data" / "articles"

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command on the toy graph: exit code, stdout, stderr."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "REFGRAPH_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)

    def once(*words: str, data: str | None = str(MINI)) -> tuple[int, str, str]:
        code = main([*words, "--data", data] if data is not None else list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return once


def _shell(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "refgraph.cli", *words]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env=env, cwd=ROOT, check=False)


# ---------------------------------------------------------------- what is found


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
        (("origins", "headache", "--min-evidence", "study"), 1),
    ],
)
def test_exit_codes_tell_found_from_nothing_found(run: Run, words: tuple[str, ...], code: int) -> None:
    assert run(*words)[0] == code


def test_nothing_found_is_an_answer_with_the_nearest_miss(run: Run) -> None:
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward")
    assert (code, err) == (1, "")
    assert "Nearest miss" in out
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward", "--format", "json")
    assert (code, err) == (1, "")
    assert json.loads(out)["paths"] == []
    assert json.loads(out)["near_misses"]


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "mermaid", "dot", "svg", "html"])
def test_every_form_is_written_and_twice_the_same(run: Run, form: str) -> None:
    first = run("origins", "headache", "--format", form)
    assert first[0] == 0
    assert first[1]
    assert first == run("origins", "headache", "--format", form)


def test_svg_without_a_route_says_why_and_writes_nothing(run: Run) -> None:
    code, out, err = run("paths", "tight hamstrings", "pelvis dragged forward", "--format", "svg")
    assert (code, out) == (1, "")
    assert "Nearest miss" in err


def test_options_narrow_the_answer(run: Run) -> None:
    def answer(*words: str) -> dict[str, object]:
        return json.loads(run("origins", "headache", "--format", "json", *words)[1])  # type: ignore[no-any-return]

    assert len(answer("--top", "2")["paths"]) == 2  # type: ignore[arg-type]
    query = answer("--via", "slump", "--avoid", "toy-hip", "--one-source", "--side", "left")["query"]
    assert query["via"] == ["slump"]  # type: ignore[index]
    assert query["avoid"] == ["toy-hip"]  # type: ignore[index]
    assert query["one_source"] is True  # type: ignore[index]
    assert query["target"]["side"] == "left"  # type: ignore[index]


def test_a_side_of_paths_is_that_of_the_end_that_names_none(run: Run) -> None:
    out = run("paths", "weak gluteals", "shoulder blade (right)", "--side", "left", "--format", "json")[1]
    query = json.loads(out)["query"]
    assert (query["origin"]["side"], query["target"]["side"]) == ("left", "right")
    code, _, err = run("paths", "left gluteals", "left shoulder blade", "--side", "right")
    assert (code, err) == (2, "refgraph: both ends name a side, and neither is the right one of --side\n")


def test_several_symptoms_list_what_they_share(run: Run) -> None:
    code, out, err = run("origins", "headache", "neck pain", "--format", "json", data=None)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert [end["entity"] for end in (told["query"]["target"], *told["query"]["also"])] == ["headache", "neck-pain"]
    for shared in told["common"]:
        one, other = (told["paths"][rank - 1] for rank in shared["ranks"])
        assert one["origin"]["entity"] == other["origin"]["entity"]
        assert (one["target"]["entity"], other["target"]["entity"]) == ("headache", "neck-pain")
    out = run("origins", "headache", "neck pain", data=None)[1]
    assert out.startswith("Where may headache and neck pain both come from?")
    assert out.count("Shared origin ") == len(told["common"])
    assert "## Shared origin 1: " in run("origins", "headache", "neck pain", "--format", "markdown", data=None)[1]
    assert run("origins", "headache", "headache")[0] == 2


def test_limits_are_read_and_held_to(run: Run) -> None:
    assert run("origins", "headache", "--max-seconds", "60", "--max-memory", "100") == run("origins", "headache")
    for words in (("--max-seconds", "0"), ("--max-memory", "x")):
        code, out, err = run("origins", "headache", *words)
        assert (code, out, err.count("\n")) == (2, "", 1)


def test_routes_are_compared_with_chance(run: Run) -> None:
    words = ("paths", "sitting", "headache", "--chance", "--permutations", "100", "--seed", "4", "--format", "json")
    code, out, err = run(*words, data=None)
    told = json.loads(out)["chance"]
    assert (code, err) == (0, "")
    assert (told["permutations"], told["seed"], told["why"]) == (100, 4, None)
    assert json.loads(run(*words, "--top", "1", data=None)[1])["chance"] == told
    narrower = json.loads(run(*words, "--avoid", "hip-back-passages", data=None)[1])["chance"]
    assert narrower["paths"] < told["paths"]
    out = run("paths", "weak gluteals", "headache", "--chance")[1]
    assert "Against chance" in out


def test_check_counts_anchors_and_fails_on_errors(run: Run, mini_copy: Path) -> None:
    code, out, _ = run("check", "--texts", str(ARTICLES))
    assert (code, out) == (0, "0 errors, 0 warnings; 33 anchors checked\n")
    source = mini_copy / "sources" / "toy-hip.yaml"
    source.write_text(source.read_text().replace("entity: hamstrings", "entity: hamstring").replace("id: 2", "id: 1"))
    code, out, err = run("check", data=str(mini_copy))
    assert (code, err) == (3, "")
    faults = [line for line in out.splitlines() if line.startswith("sources/toy-hip.yaml:")]
    assert len(faults) > 2, "all faults at once"
    code, out, err = run("origins", "headache", data=str(mini_copy))
    assert (code, out) == (3, "")
    assert [line for line in err.splitlines() if line.startswith("sources/toy-hip.yaml:")]
    assert "Traceback" not in err
    code, out, _ = run("check", "--format", "json", data=str(mini_copy))
    assert (code, len(json.loads(out)["faults"])) == (3, len(faults))


def test_sparql_is_read_from_a_file_and_from_standard_input(run: Run, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?c) AS ?claims) { ?c a rg:Claim }"
    (tmp_path / "q.rq").write_text(query)
    code, out, _ = run("sparql", str(tmp_path / "q.rq"), "--format", "csv")
    assert (code, out) == (0, "claims\r\n33\r\n")
    piped = _shell("sparql", "-", "--data", str(MINI), "--format", "csv", stdin=query)
    assert (piped.returncode, piped.stdout) == (0, "claims\n33\n")


def test_help_and_version(run: Run) -> None:
    assert run("--version", data=None) == (0, "refgraph 0.1.0\n", "")
    code, out, err = run(data=None)
    assert (code, err) == (0, "")
    assert all(name in out for name in COMMANDS)
    for name in COMMANDS:
        code, out, err = run(name, "--help", data=None)
        assert (code, err) == (0, "")
        assert f"Usage: refgraph {name}" in out
        assert "--data" in out


def test_the_document_of_the_commands_is_fresh() -> None:
    command = [sys.executable, "tools/cli_docs.py", "--check"]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert made.returncode == 0


# ---------------------------------------------------------------- what is refused


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
        (("why-not", "weak gluteals", "headache"), 2, "does lead to headache. See: refgraph paths"),
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


def test_a_bug_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refgraph.report.json.stats", lambda kg: 1 / 0)
    code, out, err = run("stats")
    assert (code, out) == (70, "")
    assert err.startswith("refgraph: a bug in refgraph: ZeroDivisionError: division by zero\nPlease report it")
    monkeypatch.setenv("REFGRAPH_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("stats")


def test_an_interrupt_and_a_reader_that_leaves_are_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(kg: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("refgraph.report.json.stats", interrupted)
    assert run("stats") == (130, "", "")
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


# ---------------------------------------------------------------- files


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
        ("a.txt", "Where"),
        ("a.x", "Where"),
    ):
        run("origins", "headache", "--output", str(tmp_path / name))
        assert (tmp_path / name).read_text().startswith(start)
    assert not list(tmp_path.glob(".refgraph-*"))


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = run("stats", "--output", str(target))
    assert (code, err) == (2, f"refgraph: {target}: cannot be written (no space left on device)\n")
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


# ---------------------------------------------------------------- completion


def test_names_are_completed_with_the_state_before_them() -> None:
    kg = open_graph(MINI)
    assert complete_finding(kg, "tight pir") == ["tight piriformis", "tight piriformis muscle"]
    assert complete_finding(kg, "pain in") == ["pain in the butt", "pain in the head", "pain in the neck"]
    assert complete_finding(kg, "left glute m") == ["left glute medius"]
    assert complete_key(kg, "predicates", "ti") == ["tightens", "tilts"]
    assert complete_key(kg, "sources", "") == ["toy-hip", "toy-neck"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("refgraph origins --data DATA pir", "piriformis"),
        ("refgraph ori", "origins"),
        ("refgraph origins headache --data DATA --predicate ti", "tilts"),
        ("refgraph origins --data /absent pir", ""),
    ],
)
def test_the_shell_completes_and_never_complains(words: str, found: str, tmp_path: Path) -> None:
    line = words.replace("DATA", str(MINI))
    completed = _shell(
        _REFGRAPH_COMPLETE="complete_bash",
        COMP_WORDS=line,
        COMP_CWORD=str(len(line.split()) - 1),
        XDG_CACHE_HOME=str(tmp_path),
    )
    assert completed.stderr == ""
    assert found in completed.stdout
    assert bool(found) == bool(completed.stdout.strip())


# ---------------------------------------------------------------- start


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


@pytest.mark.parametrize(("form", "library", "start"), [("png", "resvg_py", b"\x89PNG"), ("pdf", "typst", b"%PDF-")])
def test_routes_as_pictures(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, library: str, start: bytes
) -> None:
    pytest.importorskip(library)
    file = tmp_path / f"headache.{form}"
    for words in (("origins", "headache"), ("effects", "gluteals"), ("paths", "gluteals", "headache")):
        assert run(*words, "--output", str(file))[0] == 0
        assert file.read_bytes().startswith(start)
        file.unlink()
    assert run("paths", "headache", "slump", "--output", str(file))[0] == 1
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run("origins", "headache", "--format", form)[::2] == (
        2,
        f"refgraph: {form} is no text; name a file with --output\n",
    )
    monkeypatch.setitem(sys.modules, library, None)
    code, _, err = run("origins", "headache", "--output", str(file))
    assert (code, len(err.splitlines())) == (2, 1)
    assert 'pip install "refgraph[' in err
    assert not file.exists()


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


# ---------------------------------------------------------------- what was typed


def test_claims_are_filtered_by_a_finding(run: Run) -> None:
    code, out, _ = run("claims", "--entity", "tight hamstrings", "--format", "json")
    ends = [(claim["subject"], claim["object"]) for claim in json.loads(out)]
    assert code == 0
    assert ends
    assert all(any(end["entity"] == "hamstrings" and end["state"] == "tight" for end in pair) for pair in ends)
    assert len(ends) < len(json.loads(run("claims", "--entity", "hamstrings", "--format", "json")[1]))


def test_a_thing_without_claims_says_so_and_what_is_near(run: Run, tmp_path: Path) -> None:
    data = shutil.copytree(MINI, tmp_path / "data")
    with (data / "entities" / "region.yaml").open("a", encoding="utf-8") as file:
        file.write("elbow: {label: elbow, synonyms: {}, definition: The elbow.}\n")
        file.write("butt: {label: butt, synonyms: {}, definition: The butt.}\n")
    code, out, _ = run("origins", "elbow", data=str(data))
    assert code == 1
    assert "Nothing curated about elbow yet." in out
    code, out, _ = run("origins", "elbow", "--format", "json", data=str(data))
    assert (code, json.loads(out)["paths"]) == (1, [])
    code, out, _ = run("effects", "butt", data=str(data))
    assert code == 1
    assert "Nothing curated about butt yet; near it: buttock pain." in out


def test_a_place_in_a_state_is_asked_for_its_pain(run: Run, tmp_path: Path) -> None:
    data = shutil.copytree(MINI, tmp_path / "data")
    with (data / "entities" / "region.yaml").open("a", encoding="utf-8") as file:
        file.write("butt: {label: butt, synonyms: {}, definition: The butt.}\n")
    code, out, err = run("origins", "stiff butt (left)", "--format", "json", data=str(data))
    assert code == 0
    assert json.loads(out)["query"]["target"]["entity"] == "buttock-pain"
    assert err == "Nothing is told of stiff butt (left); asked for buttock pain (left).\n"


@pytest.mark.parametrize("typed", ["!!", "🤕", "()", "the", "left", ""])
def test_names_that_fold_to_nothing_are_unknown(run: Run, typed: str) -> None:
    for command in ("show", "origins", "effects"):
        code, out, err = run(command, typed)
        assert (code, out) == (2, "")
        assert err.startswith(f"refgraph: unknown name {typed!r}. Try:")
