"""What leaves refgraph: the same bytes each time, every word in it, and no word of the data that breaks out."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zlib import decompress

import pytest
from hostile import PAYLOADS, poisoned

from refgraph.drawing import caption, typeface
from refgraph.drawing import png as raster
from refgraph.drawing.sheet import PRINTED
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.view_builder import alone
from refgraph.search import questions
from refgraph.web import embed

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer(toy: KnowledgeGraph) -> Answer:
    return questions.origins(toy, Finding("headache"))


@pytest.fixture(scope="module")
def disputed(toy: KnowledgeGraph) -> Answer:
    found = questions.origins(toy, Finding("neck-pain"))
    return replace(found, paths=tuple(path for path in found.paths if path.verdict.contested), members=())


def words(picture: str) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.fromstring(picture).iter(f"{SVG}text"))


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


# ---------------------------------------------------------------- svg


@pytest.mark.parametrize("shape", embed.SHAPES)
def test_the_picture_says_everything(toy: KnowledgeGraph, disputed: Answer, shape: str) -> None:
    picture = embed.svg(toy, disputed, shape=shape, note="Week three.", credit="Course 101")
    said = re.sub(r"\s+", " ", words(picture))
    path = disputed.paths[0]
    told = caption.caption(alone(toy, disputed, path), note="Week three.", credit="Course 101")
    squeezed = said.replace(" ", "")
    for text in (*told.alerts, told.title, told.told, *told.disputes, *(one.line for one in told.sources), told.credit):
        assert text.replace(" ", "") in squeezed
    assert told.disputes
    assert len(told.sources) >= len(path.verdict.sources)
    root = ElementTree.fromstring(picture)
    assert [root[0].text, root[1].text] == [told.name, told.description]
    assert set((root.get("aria-labelledby") or "").split()) == {root[0].get("id"), root[1].get("id")}


@pytest.mark.parametrize("shape", embed.SHAPES)
def test_the_picture_stands_alone(toy: KnowledgeGraph, answer: Answer, shape: str) -> None:
    for rank in range(1, len(answer.paths) + 1):
        picture = embed.svg(toy, answer, rank=rank, shape=shape)
        assert not re.search(r"<style|<script|<image|<foreignObject|var\(|currentColor|\bclass=|\bon\w+=", picture)
        ids = {node.get("id") for node in ElementTree.fromstring(picture).iter() if node.get("id")}
        assert set(re.findall(r"(?:href=\"#|url\(#)([^\")]+)", picture)) <= ids


def test_a_slide_is_sixteen_to_nine_and_its_words_stay_on_it(toy: KnowledgeGraph, disputed: Answer) -> None:
    root = ElementTree.fromstring(embed.svg(toy, disputed, shape="slide", note="word " * 120))
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert all(float(text.get("y", "0")) < 900 for text in root.findall(f"{SVG}text"))


def test_same_answer_same_bytes_in_another_process(toy: KnowledgeGraph, answer: Answer) -> None:
    script = (
        "from pathlib import Path; from hashlib import sha256; from refgraph.web import embed;"
        "from refgraph.search import questions as paths;"
        "from refgraph.model.statements import Finding; from refgraph.graph.open import open_graph;"
        "kg = open_graph(Path('tests/data/mini')); a = paths.origins(kg, Finding('headache'));"
        "made = [embed.svg(kg, a).encode(), embed.png(kg, a), embed.pdf(kg, a), embed.iframe(kg, a).snippet.encode()];"
        "print(*(sha256(one).hexdigest() for one in made))"
    )
    pytest.importorskip("resvg_py")
    pytest.importorskip("typst")
    root = Path(__file__).parents[2]
    ran = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root).stdout
        for _ in range(2)
    ]
    assert ran[0] == ran[1]


@pytest.mark.parametrize(
    ("look", "says"), [({"rank": 0}, "path number 0"), ({"rank": 99}, "number 99"), ({"shape": "a5"}, "shape")]
)
def test_what_is_not_there_is_said(toy: KnowledgeGraph, answer: Answer, look: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        embed.svg(toy, answer, **look)


def test_no_route_is_no_picture(toy: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no path"):
        embed.svg(toy, questions.paths(toy, Finding("headache"), Finding("headache")))


# ---------------------------------------------------------------- png


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


# ---------------------------------------------------------------- pdf


@pytest.mark.parametrize("shape", PRINTED)
def test_the_pdf_is_one_page_of_text_with_tags(toy: KnowledgeGraph, disputed: Answer, shape: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(BytesIO(embed.pdf(toy, disputed, shape=shape, credit="Course 101")))
    told = caption.caption(alone(toy, disputed, disputed.paths[0]), credit="Course 101")
    assert len(read.pages) == 1
    found = re.sub(r"[\s-]+", "", read.pages[0].extract_text())
    for text in (*told.alerts, told.title, *told.disputes, told.credit):
        assert re.sub(r"[\s-]+", "", text) in found
    width, height = (float(side) * 25.4 / 72 for side in read.pages[0].mediabox[2:])
    assert (round(width), round(height)) == ((210, 297) if shape == "page" else (339, 190))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read.metadata.title == told.title
    assert not {"/CreationDate", "/ModDate"} & set(read.metadata)
    assert "pdfuaid:part" in read.xmp_metadata.stream.get_data().decode()


def test_many_words_still_make_one_page(toy: KnowledgeGraph, disputed: Answer) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    with pytest.raises(UsageError, match="no picture for a phone"):
        embed.pdf(toy, disputed, shape="phone")
    for shape in PRINTED:
        made = embed.pdf(toy, disputed, shape=shape, note="A long caption of somebody's own. " * 40)
        assert len(pypdf.PdfReader(BytesIO(made)).pages) == 1


def test_a_letter_that_the_face_lacks_is_told_and_drawn_as_a_box(toy: KnowledgeGraph, answer: Answer) -> None:
    assert embed.undrawable(toy, answer) == ""
    assert embed.undrawable(toy, answer, note="頭痛") == "痛頭"
    pytest.importorskip("typst")
    assert embed.pdf(toy, answer, note="頭痛")[:5] == b"%PDF-"


# ---------------------------------------------------------------- fonts


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


# ---------------------------------------------------------------- hostile data


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_texts(mini: Dataset, payload: str) -> None:
    kg = build(poisoned(mini, payload))
    found = questions.origins(kg, Finding("headache"))
    for shape in embed.SHAPES:
        root = ElementTree.fromstring(embed.svg(kg, found, shape=shape, note=payload, credit=payload))
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert not tags & {"script", "style", "image", "foreignObject", "iframe", "img", "animate", "a"}
        assert all(not key.startswith("on") for node in root.iter() for key in node.attrib)


@pytest.mark.parametrize(
    "payload", [PAYLOADS[0], PAYLOADS[26], PAYLOADS[32], '#panic("x")', "$x^2$ *b* _i_ @ref <l> `r`", "\\"]
)
def test_hostile_texts_stay_texts_in_a_pdf(mini: Dataset, payload: str) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    kg = build(poisoned(mini, payload))
    read = pypdf.PdfReader(BytesIO(embed.pdf(kg, questions.origins(kg, Finding("headache")), note=payload)))
    links = [
        note.get_object().get("/A", {}).get("/URI", "") for page in read.pages for note in page.get("/Annots") or ()
    ]
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert not {"/JavaScript", "/JS", "/OpenAction", "/AA"} & set(read.trailer["/Root"])


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "vbscript:x", "java\tscript:x"]
)
def test_an_address_that_runs_is_refused(toy: KnowledgeGraph, answer: Answer, address: str) -> None:
    with pytest.raises(UsageError, match="no http or https"):
        embed.iframe(toy, answer, address=address)


@pytest.mark.parametrize("address", ["neck.html", "../a/b.html?x=1&y=2", "https://a.example/x.html", "/a:b/c.html"])
def test_an_address_is_kept(toy: KnowledgeGraph, answer: Answer, address: str) -> None:
    assert f'src="{address.replace("&", "&amp;")}"' in embed.iframe(toy, answer, address=address).snippet


def test_the_page_is_small(toy: KnowledgeGraph, answer: Answer) -> None:
    made = embed.iframe(toy, answer)
    assert len(made.page.encode()) <= 60_000
    assert made.page.count("<script") == 1
    assert "unsafe-inline" not in made.page


def test_importing_refgraph_stays_light() -> None:
    script = "import sys, refgraph.web.embed, refgraph.web.notebook; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"jinja2", "typst", "resvg_py", "networkx", "rdflib", "pydantic", "yaml", "IPython"} & set(loaded)
