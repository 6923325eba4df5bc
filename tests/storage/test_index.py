"""An index file is read as it was written, and never trusted when damaged."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path
from signal import SIGBUS

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import DataError
from refgraph.storage.index import MAGIC, ROWS, Index, blob, numbers, pack, place_code, rows

names = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=8)


@given(st.dictionaries(names, st.lists(st.integers(0, 2**32 - 1))), st.lists(st.binary(max_size=20)))
def test_what_is_packed_is_read_back(columns: dict[str, list[int]], texts: list[bytes]) -> None:
    sections = {f"x.{name}": numbers("I", values) for name, values in columns.items()} | blob("texts", texts)
    index = Index.from_bytes(pack(sections))
    index.verify()
    assert {name: list(index.column(f"x.{name}")) for name in columns} == columns
    assert [index.text("texts", i) for i in range(index.count("texts"))] == texts


@given(st.lists(st.text("ab", max_size=2)), st.text("ab", max_size=2))
def test_find_is_a_look_up_in_sorted_texts(texts: list[str], wanted: str) -> None:
    held = sorted(text.encode() for text in texts)
    index = Index.from_bytes(pack(blob("texts", held)))
    found = index.find("texts", wanted)
    assert [index.text("texts", i).decode() for i in found] == [wanted] * texts.count(wanted)
    assert found.start == sum(text < wanted for text in texts)


@given(st.data())
def test_no_damaged_byte_goes_unseen(data: st.DataObject) -> None:
    whole = pack(blob("texts", [b"alpha", b"beta"]) | {"n": numbers("I", [1, 2, 3])})
    used = bytearray(whole)
    place = data.draw(st.integers(0, len(whole) - 1))
    used[place] ^= data.draw(st.integers(1, 255))
    try:
        index = Index.from_bytes(bytes(used))
        index.verify()
    except DataError:
        return
    # What is left over between sections carries nothing, and the last word of the header is not used yet.
    assert [index.text("texts", i) for i in range(2)] == [b"alpha", b"beta"]
    assert list(index.column("n")) == [1, 2, 3]


@pytest.mark.parametrize("cut", [0, 5, 31, 60, 100])
def test_a_file_cut_short_is_said_to_be(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "short.index"
    file.write_bytes(pack(blob("texts", [b"alpha"] * 30))[:cut])
    with pytest.raises(DataError, match=r"short\.index"):
        Index.open(file)


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 12), max_size=9))
def test_columns_that_stand_together_are_read_apart(told: list[tuple[int, ...]]) -> None:
    columns = dict(zip(ROWS["edge"], zip(*told, strict=True) if told else [()] * 12, strict=True))
    index = Index.from_bytes(pack(rows("edge", columns)))
    assert {name: tuple(index.column(name)) for name in columns} == columns


def test_wide_places_are_kept_for_what_needs_them() -> None:
    assert [place_code(length) for length in (0, (1 << 32) - 1, 1 << 32)] == ["I", "I", "Q"]


def test_other_versions_and_other_files_are_refused() -> None:
    whole = bytearray(pack({}))
    struct.pack_into("<I", whole, len(MAGIC), 99)
    with pytest.raises(DataError, match="version 99"):
        Index.from_bytes(bytes(whole))
    with pytest.raises(DataError, match="not a refgraph index"):
        Index.from_bytes(b"something else, long enough to be one" * 3)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be opened as an index"):
        Index.open(tmp_path / "nowhere.index")


def test_a_mapped_file_that_is_written_to_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "x.index"
    file.write_bytes(pack(blob("texts", [b"alpha"])))
    held = Index.open(file)
    mapped = Index.open(file, read=0)
    assert not mapped.is_changed()
    with file.open("ab") as more:
        more.write(b"x")
    assert mapped.is_changed()
    file.write_bytes(b"")
    assert held.text("texts", 0) == b"alpha"
    assert not held.is_changed()


_CUT = """
import os, sys
from pathlib import Path
from signal import SIGBUS
from refgraph.storage.index import Index
file = Path(sys.argv[1])
index = Index.open(file, read=0, lasting=sys.argv[2] == "lasting")
os.truncate(file, 0)
index.verify()
print(index.text("texts", 0) == b"alpha" * 9000, index.is_changed())
"""


@pytest.mark.parametrize(("how", "code", "said"), [("lasting", 0, "True False\n"), ("mapped", -SIGBUS, "")])
def test_what_is_opened_to_last_outlives_its_file(tmp_path: Path, how: str, code: int, said: str) -> None:
    # The second case shows why: in a process of its own, because the system ends it.
    file = tmp_path / "x.index"
    file.write_bytes(pack(blob("texts", [b"alpha" * 9000])))
    done = subprocess.run([sys.executable, "-c", _CUT, str(file), how], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, said), done.stderr
