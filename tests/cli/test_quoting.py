"""What a shell completes is one word of it, and nothing of it is run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer._completion_classes import ZshComplete

from refgraph.cli.quoting import quoted

ZSH = {"_REFGRAPH_COMPLETE": "complete_zsh"}
BASH = shutil.which("bash")
HARD = ["zed$(touch X)", "low back pain", "a`b`", 'say "x"', "it's", "a;b|c&d", "*", "~", "#1", "é ü", "a!b", "a\\b"]


def completed(name: str, typed: str = "") -> str:
    return "".join(quoted([name], {"_REFGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": f"refgraph origins {typed}"}))


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize("quote", ["", '"', "'"])
@pytest.mark.parametrize("name", HARD)
def test_bash_reads_back_the_name_as_one_word(name: str, quote: str) -> None:
    word = completed(name, quote)
    if not word:
        assert (quote, name) in {("'", "it's"), ('"', "a!b"), ("'", "*"), ('"', "*")}
        return
    told = subprocess.run([str(BASH), "-c", f"printf %s\\\\n {quote}{word}{quote}"], capture_output=True, check=True)
    assert told.stdout.decode() == f"{name}\n"


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@given(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_any_name_is_one_word(name: str) -> None:
    word = completed(name)
    if word:
        told = subprocess.run([str(BASH), "-c", f"printf '%s\\n' {word}"], capture_output=True, check=True)
        assert told.stdout == f"{name}\n".encode()


def test_other_shells_quote_by_themselves_and_nothing_invisible_is_offered() -> None:
    for shell in ("zsh", "fish"):
        assert quoted(["a b", "c\x1b[2J", "d\u202e"], {"_REFGRAPH_COMPLETE": f"complete_{shell}"}) == ["a b"]
    told = quoted(["a b", "it's", "c", "a\u2019; x; \u2019", "a:::b", "a,b"], {"_REFGRAPH_COMPLETE": "complete_pwsh"})
    assert told == ["'a b'", "'it''s'", "c", "'a\u2019\u2019; x; \u2019\u2019'", "'a,b'"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_no_name_is_an_option(shell: str) -> None:
    assert quoted(["--output=x", "-o", "x-y"], {"_REFGRAPH_COMPLETE": f"complete_{shell}"}) == ["x-y"]


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize(
    "name", ["zed$(touch X)", "\\$(touch X)", "`touch X`", "\\`touch X`", 'a\\" <(touch X) "', "it's"]
)
def test_what_zsh_evaluates_runs_nothing(name: str, tmp_path: Path) -> None:
    # zsh evaluates what typer writes, and then the list in it once more; both read quotes and backslashes as bash does.
    item = SimpleNamespace(value="", help=None)
    for item.value in quoted([name], ZSH):
        told = ZshComplete.format_completion(None, item)  # type: ignore[arg-type]
        script = tmp_path / "script"
        script.write_text(f"list() {{ eval \"words=( $1 )\"; }}\nlist '{told}'\n")
        subprocess.run([str(BASH), str(script)], cwd=tmp_path, capture_output=True, check=False)
        script.unlink()
    assert not list(tmp_path.iterdir())
