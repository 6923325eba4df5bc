"""The same files give the same zip, and a zip gives its files back."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from refgraph.storage.archive import packed, unpacked

FILES = st.dictionaries(st.text("abc/", min_size=1).filter(lambda name: not name.endswith("/")), st.binary())


@given(FILES)
def test_files_come_back_as_they_were(files: dict[str, bytes]) -> None:
    assert unpacked(packed(files)) == files


def test_order_and_date_are_fixed() -> None:
    one, other = packed({"b": b"2", "a": b"1"}), packed({"a": b"1", "b": b"2"})
    assert one == other
    with ZipFile(BytesIO(one)) as held:
        assert held.namelist() == ["a", "b"]
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
