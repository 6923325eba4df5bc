"""ZIP files: the same content is the same bytes, and any program can read them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from refgraph.teaching.exports.packed import packed


@pytest.mark.parametrize("compressed", [True, False])
def test_the_same_files_are_the_same_bytes(compressed: bool) -> None:
    files = {"b.txt": b"b" * 1000, "a.txt": b"a", "m.xml": b"<m/>"}
    made = packed(files, compressed=compressed, first="m.xml")
    assert made == packed(dict(reversed(files.items())), compressed=compressed, first="m.xml")
    archive = ZipFile(BytesIO(made))
    assert archive.testzip() is None
    assert archive.namelist() == ["m.xml", "a.txt", "b.txt"]
    assert {archive.read(name) for name in files} == set(files.values())
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
