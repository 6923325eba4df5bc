"""ZIP files of which the same content gives the same bytes: names sorted, one date, no trace of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The earliest date that a ZIP file can tell.
_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def packed(files: Mapping[str, bytes], *, compressed: bool = True, first: str = "") -> bytes:
    """Pack files.

    Args:
        files: contents by name.
        compressed: whether they are made smaller; how small differs between versions of zlib.
        first: the name of the file that stands first; the others follow in alphabetical order.

    Returns:
        The bytes of the ZIP file.

    Example:
        >>> packed({"b": b"1", "a": b"2"}) == packed({"a": b"2", "b": b"1"})
        True
    """
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            about = ZipInfo(name, _DATE)
            about.external_attr, about.create_system = _READABLE, _UNIX
            about.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
            archive.writestr(about, files[name])
    return held.getvalue()
