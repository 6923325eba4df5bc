"""A file is unpacked where it is gzipped, and what is packed otherwise is named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from refgraph.errors import DataError
from refgraph.io.kgx.packed import opened


def test_gzip_is_unpacked_whatever_the_file_is_called(tmp_path: Path) -> None:
    for name, data in (("a.tsv.gz", gzip.compress(b"told")), ("b.tsv", gzip.compress(b"told")), ("c.tsv", b"told")):
        (tmp_path / name).write_bytes(data)
        with opened(tmp_path / name) as file:
            assert (file.read(2), file.read(9), file.read(1)) == (b"to", b"ld", b"")
            assert file.done == file.total == len(data)


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("nodes.tsv"))
    return held.getvalue()


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("nodes.tsv", "id")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.tar", _tar(), "is a tar archive"),
        ("x.tar.gz", gzip.compress(_tar()), "is a tar archive"),
        ("x.tsv", _zip(), "is a ZIP archive"),
        ("x.tsv.bz2", bz2.compress(b"id"), "packed with bzip2"),
        ("x.tsv.xz", lzma.compress(b"id"), "packed with xz"),
        ("x.csv", b"id,name\n", "a table with commas"),
        ("x.CSV.gz", gzip.compress(b"id,name\n"), "a table with commas"),
        ("x.tsv", "id\tname\n".encode("utf-16"), "is UTF-16 text"),
        ("x.jsonl", '{"id":"a"}'.encode("utf-16-be"), "is UTF-16 text"),
        ("x.tsv.gz", gzip.compress("id\tname\n".encode("utf-16-le")), "is UTF-16 text"),
        ("x.tsv.gz", gzip.compress(gzip.compress(b"id")), "packed with gzip twice"),
        ("x.tsv.gz", gzip.compress(b"id\tname\n" * 999)[:-9], "is the file whole"),
        ("x.tsv.gz", b"\x1f\x8bnonsense and more of it", "cannot be"),
    ],
)
def test_what_cannot_be_unpacked_is_named(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DataError, match=said), opened(tmp_path / name) as file:
        file.read(1 << 20)
