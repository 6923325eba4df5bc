"""The bundled typeface, which pictures are drawn with where no browser does it.

A machine without fonts would leave every text out, and two machines with different ones would draw different bytes.
The bundled face is the one that `metrics` measures with, so that what fits by measure fits in the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unicodedata import category

from refgraph.errors import UsageError

FAMILY = "DejaVu Sans"
_FILES = ("refgraph-sans.ttf", "refgraph-sans-bold.ttf")


@contextmanager
def faces(more: Sequence[str | Path] = ()) -> Iterator[tuple[Path, ...]]:
    """Give the files of the bundled face, then those of further ones.

    Args:
        more: font files for letters that the bundled face lacks.

    Raises:
        UsageError: a further file cannot be read or is no font.
    """
    from importlib.resources import as_file, files

    with ExitStack() as stack:
        bundled = [stack.enter_context(as_file(files("refgraph").joinpath("drawing/fonts", name))) for name in _FILES]
        yield (*bundled, *(_checked(Path(file)) for file in more))


def missing(text: str) -> str:
    """Give the letters that the bundled face lacks, each once; they are drawn as empty boxes.

    Example:
        >>> missing("Nacken → 首")
        '首'
    """
    known = _letters()
    return "".join(sorted({letter for letter in text if letter not in known and category(letter)[0] not in "CZ"}))


def _checked(file: Path) -> Path:
    try:
        with file.open("rb") as opened:
            start = opened.read(4)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    if start not in (b"\x00\x01\x00\x00", b"OTTO", b"ttcf", b"true"):
        raise UsageError(f"{file}: is no TrueType or OpenType font")
    return file


@cache
def _letters() -> frozenset[str]:
    """What the face has a letter for, read from its own table (OpenType `cmap`, format 4)."""
    from importlib.resources import files
    from struct import unpack_from

    data = files("refgraph").joinpath("drawing", "fonts", _FILES[0]).read_bytes()
    tables = {data[at : at + 4]: unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * data[5], 16)}
    start = tables[b"cmap"]
    subtables = [unpack_from(">HHI", data, start + 4 + 8 * n) for n in range(unpack_from(">H", data, start + 2)[0])]
    at = next(start + offset for platform, _, offset in subtables if platform == 3)
    half = unpack_from(">H", data, at + 6)[0]
    ends = unpack_from(f">{half // 2}H", data, at + 14)
    starts = unpack_from(f">{half // 2}H", data, at + 16 + half)
    pairs = zip(starts, ends, strict=True)
    return frozenset(chr(code) for first, last in pairs for code in range(first, last + 1) if last != 0xFFFF)
