"""Zip files that are the same bytes whenever and wherever they are made; standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first date that a zip can carry.
_DATE = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o644 << 16


def packed(files: Mapping[str, bytes], *, compressed: bool = True, first: str = "") -> bytes:
    """Pack files into a zip.

    Args:
        files: name with slashes → content.
        compressed: whether they are made smaller; how small differs between versions of zlib.
        first: the name of the file that stands first.

    Returns:
        The zip, its other files in the order of their names.

    Example:
        >>> packed({"b": b"", "a": b"1"}) == packed({"a": b"1", "b": b""})
        True
    """
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
            entry.external_attr, entry.create_system = _RIGHTS, 3
            archive.writestr(entry, files[name])
    return held.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Read all files of a zip that was made here.

    Args:
        archive: a zip in memory; one from elsewhere may be larger than the memory once it is unpacked.

    Returns:
        Name → content.

    Example:
        >>> unpacked(packed({"a": b"1"}))
        {'a': b'1'}
    """
    with ZipFile(BytesIO(archive)) as held:
        return {entry.filename: held.read(entry) for entry in held.infolist()}
