"""Lines of files become rows with their line numbers, and those that cannot be read become faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.errors import DataError
from refgraph.io.kgx.columns import NODE_COLUMNS

pytest.importorskip("polars")

from refgraph.io.kgx.tables import Faults, Table

HEADER = b"id\tother\tname\n"


def read(path: Path, block: int = 1 << 20) -> tuple[list[tuple[int, str, str]], list[str]]:
    """Lines, ids and names of a file of nodes, and what is wrong with it."""
    faults = Faults()
    blocks = list(Table(path, NODE_COLUMNS, faults, block).blocks(lambda *_: None, "reading"))
    rows = [row for frame in blocks for row in frame.select("line", "id", "name").iter_rows()]
    return rows, [f"{fault.mark.line} {fault.code}" for fault in faults.kept]


@pytest.mark.parametrize("block", [1, 7, 1 << 20])
@pytest.mark.parametrize(
    ("lines", "rows", "faults"),
    [
        (b'"a\t"\tb"\n#c\t\t\n', [(2, '"a', 'b"'), (3, "#c", "")], []),
        (b"a\t\tNULL\n\n  \nb\t\tNaN", [(2, "a", ""), (5, "b", "")], []),
        (b"a\tb\r\nc\td\te\tf\r\ng\th\ti\r\n", [(4, "g", "i")], ["2 E701", "3 E701"]),
        (b"\xef\xbb\xbfa\t\tb\n \xc3\xa9\t\t c\n", [(2, "\ufeffa", "b"), (3, " é", " c")], []),
        (b"a\t\xff\tb\nc\t\td\n", [(3, "c", "d")], ["2 E001"]),
        (b"a\t\tb\rc\nd\t\te\n", [(3, "d", "e")], ["2 E702"]),
        (b"a\t\t" + b"x" * 5000 + b"\n", [(2, "a", "x" * 5000)], []),
        (b"", [], []),
    ],
)
def test_lines_of_a_table_are_rows(
    tmp_path: Path, lines: bytes, rows: list[tuple[int, str, str]], faults: list[str], block: int
) -> None:
    (tmp_path / "x.tsv").write_bytes(b"\xef\xbb\xbf" + HEADER + lines)
    assert read(tmp_path / "x.tsv", block) == (rows, faults)


@pytest.mark.parametrize("block", [9, 1 << 20])
def test_control_characters_in_json_are_spaces(tmp_path: Path, block: int) -> None:
    first = b'{"id": "a\\nb", "label": "c\\td"}\n\n{"id": 1, "name": ["x", true, 2.5]}\n'
    (tmp_path / "x.jsonl").write_bytes(first + b'{"id": "\\ud800"}\n{"id": "\\ufeffz"}')
    rows = [(1, "a b", "c d"), (3, "1", "x|true|2.5"), (5, "\ufeffz", "")]
    assert read(tmp_path / "x.jsonl", block) == (rows, ["4 E701"])


def test_a_line_that_never_ends_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "x.tsv").open("wb") as file:
        file.write(HEADER)
        file.truncate((1 << 26) + 100)
    with pytest.raises(DataError, match=r"x\.tsv:2: a line is longer than 64 MB"):
        read(tmp_path / "x.tsv", (1 << 26) + 50)
