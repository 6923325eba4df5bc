"""Stamps in files of every kind: written, read back, and missed or damaged in words."""

from __future__ import annotations

import zlib
from html import escape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from refgraph.errors import DataError
from refgraph.io import stamped
from refgraph.report import stamp
from refgraph.report.stamp import Stamp, Told

MADE = Stamp("entity", (Told('a "b" <c> & d', "é", ("x#1:0",)),), "sha256:1", entity="a")
INNER = f'<meta content="{escape(MADE.text)}">'


def test_a_picture_says_its_licence_to_other_programs() -> None:
    made = stamped.svg('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>\n', MADE.text)
    root = ElementTree.fromstring(made)
    licence = root.find(".//{http://creativecommons.org/ns#}license")
    assert licence is not None
    assert "https://creativecommons.org/licenses/by/4.0/" in licence.attrib.values()
    assert stamped.read(made.encode()) == MADE


def test_a_png_stays_a_png_and_says_its_licence() -> None:
    pytest.importorskip("resvg_py")
    from refgraph.drawing.png import png

    made = stamped.png(png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>'), MADE.text)
    at, kinds = 8, []
    while at < len(made):
        size = int.from_bytes(made[at : at + 4], "big")
        kind, data = made[at + 4 : at + 8], made[at + 8 : at + 8 + size]
        assert int.from_bytes(made[at + 8 + size : at + 12 + size], "big") == zlib.crc32(kind + data)
        kinds.append(kind)
        at += 12 + size
    assert kinds[-3:] == [b"tEXt", b"iTXt", b"IEND"]
    assert stamped.read(made) == MADE


def _archive(**members: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _archive(**{"a.html": "x", stamp.FILE: MADE.text}),
        _archive(**{"b": "x", "docProps__core.xml": f"<a>{escape(MADE.text)}</a>"}),
        f"<iframe srcdoc='{escape(INNER)}'>".encode(),
        b"%PDF-1.7\n1 0 obj\n<<>>\nstream\r\n" + zlib.compress(MADE.text.encode()) + b"\nendstream\n%%EOF",
        f"<p>{MADE.folded}</p>".encode(),
        f"%PDF-1.7\nstream\n{MADE.text}\nendstream".encode(),
    ],
    ids=["member", "property", "page in a page", "compressed", "packed", "attached"],
)
def test_a_stamp_is_found(data: bytes) -> None:
    assert stamped.read(data) == MADE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "x carries no stamp"),
        (b"\x89PNG\r\n\x1a\nrest", "x carries no stamp"),
        (b"%PDF-1.7 stream\nrubbish endstream", "x carries no stamp"),
        (b"PK\x03\x04rubbish", "x is a damaged archive"),
        (_archive(a="b"), "x carries no stamp"),
        (MADE.text[:60].encode(), "the stamp of this file is damaged"),
    ],
)
def test_what_carries_none_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(DataError, match=says):
        stamped.read(data, "x")


def test_a_huge_file_is_not_read() -> None:
    with pytest.raises(DataError, match="larger"):
        stamped.read(bytes(stamped.MOST + 1))
