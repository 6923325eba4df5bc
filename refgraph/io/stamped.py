"""Stamps in files: written into pictures, and read back from pictures, PDFs, pages, texts and archives.

A stamp (`refgraph.report.stamp`) says what a file was made from. A text (SVG, HTML, XML, JSON, Markdown) carries it as
it is written, a PNG in a text of its own, a PDF as an attached file. An archive (SCORM, PPTX, apkg, QTI) has a member
`stamp.FILE`, or carries it in one of its texts or in the properties of its document.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from refgraph.errors import DataError
from refgraph.report import stamp
from refgraph.report.stamp import Stamp

_PNG, _PDF, _ZIP = b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
# More than this is no file of ours: nothing larger is read or inflated.
MOST = 64_000_000
_LICENCE = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">'
    f'<cc:Work rdf:about=""><cc:license rdf:resource="{stamp.ARTWORK_ADDRESS}"/></cc:Work></rdf:RDF>'
)


# ---------------------------------------------------------------- writing


def svg(picture: str, text: str) -> str:
    """Put a stamp and the licence of the drawing into an SVG, as its metadata.

    Args:
        picture: an SVG of ours.
        text: of its stamp.

    Example:
        >>> svg("<svg><g/></svg>", Stamp("entity", (), "v", entity="a").text)[:20]
        '<svg><g/><metadata><'
    """
    said = f'<stamp xmlns="https://w3id.org/refgraph/stamp">{text}</stamp>'
    start, _, end = picture.rpartition("</svg>")
    return f"{start}<metadata>{_LICENCE}{said}</metadata></svg>{end}"


def png(picture: bytes, text: str) -> bytes:
    """Put a stamp and the licence of the drawing into a PNG, as texts of its own.

    Args:
        picture: a PNG.
        text: of its stamp.
    """
    end = picture.rindex(b"\x00\x00\x00\x00IEND")
    licence = f"Artwork CC BY 4.0 {stamp.ARTWORK_ADDRESS}"
    texts = _chunk(b"tEXt", b"Copyright\0" + licence.encode("latin-1")) + _chunk(
        b"iTXt", stamp.MARK.encode() + b"\0\0\0\0\0" + text.encode()
    )
    return picture[:end] + texts + picture[end:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# ---------------------------------------------------------------- reading


def read(data: bytes, name: str = "this file") -> Stamp:
    """Read the stamp of a file of any kind.

    Args:
        data: what the file holds.
        name: of the file, for a message.

    Returns:
        The stamp.

    Raises:
        DataError: it carries none, or one that cannot be read.

    Example:
        >>> made = Stamp("entity", (), "v", entity="a")
        >>> read(svg("<svg></svg>", made.text).encode()) == made
        True
    """
    for text in _texts(data, name):
        found = stamp.found_in(text)
        if found is not None:
            return found
    raise DataError(
        f"{name} carries no stamp of refgraph, so nobody knows what it was made from: verify the files in it"
    )


def _texts(data: bytes, name: str) -> Iterator[str]:
    if len(data) > MOST:
        raise DataError(f"{name} is larger than any file of refgraph")
    if data.startswith(_ZIP):
        yield from _members(data, name)
    elif data.startswith(_PDF):
        yield data.decode("latin-1")
        yield from _inflated(data)
    elif data.startswith(_PNG):
        # What stands in a PNG as text stands there as it is.
        yield data.decode("latin-1")
    else:
        yield from _unfolded(data.decode("utf-8", "replace"))


def _unfolded(text: str) -> Iterator[str]:
    """A text as it is, then without the escapes of a page within an attribute of a page."""
    for _ in range(3):
        yield text
        if "&" not in text:
            return
        text = unescape(text)


def _members(data: bytes, name: str) -> Iterator[str]:
    """The texts of an archive, those that are most likely to hold a stamp first."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = sorted(archive.infolist(), key=_likely)
            if sum(one.file_size for one in members) > 4 * MOST:
                raise DataError(f"{name} holds more than any archive of refgraph")
            for one in members:
                if one.file_size <= MOST:
                    yield archive.read(one).decode("utf-8", "replace")
    except (BadZipFile, OSError, RuntimeError, zlib.error, NotImplementedError) as error:
        raise DataError(f"{name} is a damaged archive") from error


def _likely(member: object) -> tuple[bool, bool, str]:
    name: str = getattr(member, "filename", "")
    return name.rpartition("/")[2] != stamp.FILE, not name.startswith("docProps/"), name


def _inflated(data: bytes) -> Iterator[str]:
    """The streams of a PDF that another program has compressed."""
    at = data.find(b"stream")
    while at >= 0:
        start = at + len(b"stream")
        start += len(data[start : start + 2]) - len(data[start : start + 2].lstrip(b"\r\n"))
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[start:], MOST).decode("latin-1")
        at = data.find(b"stream", start)
