"""A path as PNG: the words are in it, and what cannot be drawn is said in a line."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree
from zlib import decompress

import pytest
from pictures import SVG

from refgraph import embed
from refgraph.drawing import png as raster
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an RGBA image, by the PNG specification."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert png[24:26] == b"\x08\x06"
    at, packed = 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    data, rows, before = decompress(packed), [], bytearray(4 * width)
    for y in range(height):
        row = _unfiltered(data[y * (4 * width + 1)], data[y * (4 * width + 1) + 1 : (y + 1) * (4 * width + 1)], before)
        rows.append(bytes(row))
        before = row
    return width, height, rows


def _unfiltered(kind: int, line: bytes, up: bytearray) -> bytearray:
    row = bytearray(line)
    for i in range(len(row)):
        a, b, c = (row[i - 4] if i > 3 else 0), up[i], (up[i - 4] if i > 3 else 0)
        near = min((a, b, c), key=lambda value: abs(a + b - c - value))
        row[i] = (row[i] + (0, a, b, (a + b) // 2, near)[kind]) & 255
    return row


def test_the_png_shows_the_text(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("resvg_py")
    picture = embed.svg(toy, answer)
    width, height, rows = pixels(embed.png(toy, answer, scale=1))
    root = ElementTree.fromstring(picture)
    assert (str(width), str(height)) == (root.get("width"), root.get("height"))
    outside_of_the_figure = root.findall(f"{SVG}text")
    assert len(outside_of_the_figure) > 4
    for text in outside_of_the_figure:
        x, y, size = (float(text.get(key, "0")) for key in ("x", "y", "font-size"))
        box = [row[4 * int(x) : 4 * int(x + 40)] for row in rows[int(y - size) : int(y)]]
        assert any(min(line) < 160 for line in box), text.text


def test_without_a_font_nothing_would_be_drawn_and_ours_is_always_there(tmp_path: Path) -> None:
    resvg_py = pytest.importorskip("resvg_py")
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        '<text x="2" y="22" font-size="20" font-family="No Such Font,sans-serif">neck</text></svg>'
    )
    bare = resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True)
    assert not any(any(row) for row in pixels(bare)[2])
    assert any(any(row) for row in pixels(raster.png(text, 1))[2])


def test_scale_has_a_limit(toy: KnowledgeGraph, answer: Answer) -> None:
    pytest.importorskip("resvg_py")
    half, whole = (int.from_bytes(embed.png(toy, answer, scale=scale)[16:20]) for scale in (0.5, 1))
    assert abs(whole - 2 * half) <= 1
    for scale in (0, -1, 100, float("inf"), float("nan")):
        with pytest.raises(UsageError, match="out of range"):
            embed.png(toy, answer, scale=scale)


@pytest.mark.parametrize(
    ("module", "make", "extra"), [("resvg_py", embed.png, "pictures"), ("typst", embed.pdf, "pdf")]
)
def test_a_missing_library_is_named(
    toy: KnowledgeGraph, answer: Answer, monkeypatch: pytest.MonkeyPatch, module: str, make: object, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf'pip install "refgraph\[{extra}\]"'):
        make(toy, answer)  # type: ignore[operator]
