"""The same files give the same zip, and a zip gives its files back."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.storage.archive import packed, unpacked

FILES = st.dictionaries(st.text("abc/", min_size=1).filter(lambda name: not name.endswith("/")), st.binary())


@given(FILES)
def test_files_come_back_as_they_were(files: dict[str, bytes]) -> None:
    assert unpacked(packed(files)) == files


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
