"""What a shell completes is one word of it, and nothing of it is run."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.cli.quoting import quoted

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
        assert (quote, name) in {("'", "it's"), ('"', "a!b")}
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
    assert quoted(["a b", "it's", "c"], {"_REFGRAPH_COMPLETE": "complete_pwsh"}) == ["'a b'", "'it''s'", "c"]
