"""An article as paragraphs: the same file always gives the same lines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from toys import ARTICLES

from refgraph.curation.article import from_html, from_markdown, from_pdf, joined_lines, read
from refgraph.errors import UsageError
from refgraph.language.sentences import paragraphs


def test_plain_text_keeps_its_lines() -> None:
    file = ARTICLES / "toy-hip.txt"
    assert read(file) == paragraphs(file.read_bytes())


def test_a_page_gives_its_blocks_and_nothing_hidden() -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav><a>Home</a></nav>"
        "<article><h1>Hips &amp; heads</h1><p>Weak <em>hips</em>\n ache<sup>1</sup>.</p><ul><li>one<li>two</ul>"
        "<table><tr><td>a</td><td>b</td></tr></table><form><p>Subscribe</p></form></article>"
        "<footer>Imprint</footer><p>Last."
    )
    assert from_html(page) == ("Hips & heads", "Weak hips ache1.", "one", "two", "a", "b", "Last.")


def test_markdown_loses_its_marks() -> None:
    text = (
        "---\ntitle: x\n---\n# On *hips*\n\nWeak **hips** and\n_heads_ [ache](u), some_name stays.\n\n"
        "1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n> quoted ![p](q)\n"
    )
    told = from_markdown(text)
    assert told == ("On hips", "Weak hips and heads ache, some_name stays.", "one", "two", "a | b", "c | d", "quoted")


def test_printed_lines_are_joined() -> None:
    lines = ["The hips are weak and the", "hamstrings take over, which", "hurts.", "A low-", "", "back ache follows."]
    assert joined_lines(lines) == (
        "The hips are weak and the hamstrings take over, which hurts.",
        "A lowback ache follows.",
    )
    assert joined_lines([]) == ()


def test_a_pdf_gives_its_words(tmp_path: Path, toy: object, answer: object) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("pypdf")
    from refgraph import embed

    file = tmp_path / "x.pdf"
    file.write_bytes(embed.pdf(toy, answer))  # type: ignore[arg-type]
    assert any("head" in line for line in read(file))


def test_what_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    with pytest.raises(UsageError, match="no such file"):
        read(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not UTF-8"):
        read(file)
    file.write_bytes(b" \n ")
    with pytest.raises(UsageError, match="holds no text"):
        read(file)
    pytest.importorskip("pypdf")
    with pytest.raises(UsageError, match="cannot be read as PDF"):
        from_pdf(b"no pdf at all", "x.pdf")


def test_without_pypdf_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UsageError, match=r"pip install \"refgraph\[curate\]\""):
        from_pdf(b"")
