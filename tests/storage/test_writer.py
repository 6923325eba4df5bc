"""An index that is written piece by piece is, to the byte, one that is packed at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.storage.index import Index, pack
from refgraph.storage.writer import Writer

NAMES = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=8)
SECTIONS = st.dictionaries(NAMES, st.lists(st.binary(max_size=40), max_size=4), max_size=5)


@given(SECTIONS)
def test_pieces_are_what_is_packed_at_once(sections: dict[str, list[bytes]]) -> None:
    file = BytesIO()
    writer = Writer(file, len(sections))
    for name, parts in sections.items():
        writer.add(name, "c", parts)
    writer.finish()
    whole = pack({name: ("c", b"".join(parts)) for name, parts in sections.items()})
    assert file.getvalue() == whole
    Index.from_bytes(file.getvalue()).verify()


def test_what_was_announced_must_be_written() -> None:
    writer = Writer(BytesIO(), 2)
    writer.add("x", "c", [b"one"])
    with pytest.raises(AssertionError, match="2 sections were announced, 1 written"):
        writer.finish()
