"""The face that comes along: small, licensed, measured as drawn; what it lacks is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph import embed
from refgraph.drawing import typeface
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer


def test_a_letter_that_the_face_lacks_is_told_and_drawn_as_a_box(toy: KnowledgeGraph, answer: Answer) -> None:
    assert embed.undrawable(toy, answer) == ""
    assert embed.undrawable(toy, answer, note="頭痛") == "痛頭"
    pytest.importorskip("typst")
    assert embed.pdf(toy, answer, note="頭痛")[:5] == b"%PDF-"


def test_the_face_measures_what_it_draws() -> None:
    fonts = pytest.importorskip("fontTools.ttLib")
    from refgraph.drawing.metrics import width

    with typeface.faces() as files:
        for file, bold in zip(files, (False, True), strict=True):
            font = fonts.TTFont(file)
            cmap, advances, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
            assert {chr(code) for code in cmap} >= set(map(chr, range(32, 127))) | set("→·“”’…–—")
            assert typeface.missing("".join(map(chr, cmap))) == ""
            for code, name in cmap.items():
                assert abs(width(chr(code), 1000, bold=bold) - advances[name][0] * 1000 / unit) <= 1
            assert not {"GPOS", "GSUB", "kern"} & set(font.keys())


def test_the_fonts_are_small_and_carry_their_licence() -> None:
    folder = Path(typeface.__file__).parent / "fonts"
    assert sum(file.stat().st_size for file in folder.glob("*.ttf")) <= 120_000
    assert "Bitstream Vera" in (folder / "LICENCE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["none.ttf", "text.ttf", ""])
def test_a_font_that_is_none_is_named(toy: KnowledgeGraph, answer: Answer, tmp_path: Path, name: str) -> None:
    pytest.importorskip("resvg_py")
    (tmp_path / "text.ttf").write_text("no font")
    with pytest.raises(UsageError, match=r"cannot be read|is no TrueType"):
        embed.png(toy, answer, fonts=[tmp_path / name])
