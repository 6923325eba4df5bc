"""The compiled index is kept outside the repository, by content, and is never trusted when damaged."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from refgraph.curation.files import stamp, tree_version
from refgraph.curation.load import read
from refgraph.errors import DataError
from refgraph.graph.open import open_graph
from refgraph.model.dataset import Dataset
from refgraph.storage.compiler import assemble

MINI = Path(__file__).parents[1] / "data" / "mini"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "refgraph"


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.index"))


def test_the_second_time_nothing_is_compiled(cache: Path, mini: Dataset) -> None:
    open_graph(MINI)
    (file,) = kept(cache)
    assert file.suffix == ".index"
    # An index of other claims in its place is what is opened then: the data files are only compared by their content.
    file.write_bytes(assemble(replace(mini, claims=mini.claims[:3])))
    assert open_graph(MINI).claims() == mini.claims[:3]


def test_other_content_is_another_file(cache: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(MINI, copy)
    open_graph(MINI)
    open_graph(copy)
    assert len(kept(cache)) == 1, "the same content under another folder is the same"
    file = copy / "sources" / "toy-hip.yaml"
    file.write_text(file.read_text("utf-8") + "\n# a change\n", "utf-8")
    open_graph(copy)
    assert len(kept(cache)) == 2


def test_an_unchanged_folder_is_not_read_again(cache: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(MINI, tmp_path / "copy")
    open_graph(copy)
    assert list(cache.glob("*.seen")) == [], "what was changed a moment ago may be changed again unseen"
    open_graph(MINI)
    (note,) = cache.glob("*.seen")
    version = note.read_text("utf-8").splitlines()[-1]
    assert version == tree_version(MINI)
    note.write_text(note.read_text("utf-8").replace(version, "sha256:" + "0" * 64), "utf-8")
    open_graph(MINI)
    assert {file.name[:32] for file in kept(cache)} == {"0" * 32, version[7:39]}, "the note was believed"


def test_a_change_that_hides_its_size_and_time_is_seen(tmp_path: Path) -> None:
    copy = shutil.copytree(MINI, tmp_path / "copy")
    file, before = copy / "sources" / "toy-hip.yaml", stamp(copy)[0]
    told, text = file.stat(), file.read_text("utf-8")
    file.write_text(text.replace("may", "yam"), "utf-8")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert file.stat().st_size == told.st_size
    assert stamp(copy)[0] != before


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text"])
def test_a_damaged_index_is_built_anew(cache: Path, damage: str) -> None:
    whole = open_graph(MINI).claims()
    file = kept(cache)[0]
    data = file.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
    file.write_bytes({"cut": data[:middle], "flip": flipped, "empty": b"", "text": b"hello" * 100}[damage])
    assert open_graph(MINI).claims() == whole
    assert kept(cache)[0].read_bytes() == data


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert open_graph(MINI).entity("headache").label == "headache"


def test_an_index_file_can_be_opened_as_data(tmp_path: Path) -> None:
    file = tmp_path / "mini.index"
    file.write_bytes(assemble(read(MINI).dataset))
    assert open_graph(file).claims() == open_graph(MINI).claims()


def test_faults_come_all_at_once(cache: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(MINI, copy)
    for name in ("toy-hip", "toy-neck"):
        file = copy / "sources" / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace("entity: headache", "entity: hedache"), "utf-8")
    with pytest.raises(DataError, match="faults in the data") as caught:
        open_graph(copy)
    assert len({fault.mark.path for fault in caught.value.faults}) >= 1
    assert all("hedache" in fault.message for fault in caught.value.faults)


def test_no_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such data folder"):
        open_graph(tmp_path / "nowhere")
