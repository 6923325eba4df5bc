"""A file is whole or not there at all, whoever looks, and whatever goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from refgraph.errors import UsageError
from refgraph.storage.files import _as_before, atomic, beside, cache_folder, exchange, sweep, write, write_new

ROOT = Path(__file__).parents[2]


def test_a_file_is_replaced_only_once_it_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")
    with atomic(place) as file:
        file.write(b"new")
        file.flush()
        assert place.read_bytes() == b"old"
    assert place.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt, OSError])
def test_what_goes_wrong_leaves_no_trace(tmp_path: Path, kind: type[BaseException]) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")

    def fail() -> None:
        with atomic(place) as file:
            file.write(b"half")
            raise kind

    with pytest.raises(UsageError if kind is OSError else kind):
        fail()
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")
    place.chmod(mode)
    write(place, b"new")
    assert place.stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")
    os.chown(place, 1234, 4321)
    place.chmod(0o640)
    write(place, b"new")
    found = place.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (1234, 4321, 0o640)


def test_who_cannot_keep_the_owner_makes_no_program_that_runs_as_another(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    place.write_bytes(b"old")
    place.chmod(0o4755)
    _as_before(place, -1, place.stat())
    assert place.stat().st_mode & 0o7777 == 0o755


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write(tmp_path / "made", b"")
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, b"told")
        assert os.read(reader, 10) == b"told"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_pipe_that_has_no_name_is_written_to(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    try:
        write(Path(f"/dev/fd/{writing}"), b"told")
        assert os.read(reading, 10) == b"told"
    finally:
        os.close(reading)
        os.close(writing)


def test_a_link_to_itself_is_no_place(tmp_path: Path) -> None:
    link = tmp_path / "round"
    link.symlink_to(link)
    with pytest.raises(UsageError, match="cannot be written"):
        write(link, b"")


def test_a_name_beside_cannot_be_predicted(tmp_path: Path) -> None:
    names = {beside(tmp_path / "x").name for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith(".refgraph-") for name in names)


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "is a folder"), ("no/where", "there is no folder"), ("a" * 300, "cannot be written"), ("a\0b", "cannot be")],
)
def test_a_place_that_cannot_be_written_is_one_plain_line(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as told:
        write(tmp_path / name, b"")
    assert "\n" not in str(told.value)


def test_the_cache_folder_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "refgraph"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() != Path("relative/refgraph")


def test_a_new_file_takes_the_place_of_nothing(tmp_path: Path) -> None:
    place = tmp_path / "new"
    write_new(place, b"one")
    assert place.read_bytes() == b"one"
    with pytest.raises(UsageError, match="is there already"):
        write_new(place, b"two")
    (tmp_path / "dangling").symlink_to("nowhere")
    with pytest.raises(UsageError, match="is there already"):
        write_new(tmp_path / "dangling", b"two")
    assert place.read_bytes() == b"one"


_WRITER = """
import sys, time
from pathlib import Path
from refgraph.storage.files import atomic, folder_beside
with (folder_beside if sys.argv[2] == "folder" else atomic)(Path(sys.argv[1])):
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_a_killed_writer_leaves_is_swept_by_the_next_and_a_living_one_is_left_alone(
    tmp_path: Path, kind: str
) -> None:
    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", _WRITER, str(tmp_path / "x"), kind]
        found = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert found.stdout is not None
        found.stdout.readline()
        return found

    killed = start()
    killed.kill()
    killed.communicate()
    (left,) = tmp_path.iterdir()
    living = start()
    (writing,) = tmp_path.iterdir()
    assert writing != left
    write(tmp_path / "y", b"")
    assert sorted(tmp_path.iterdir()) == sorted([writing, tmp_path / "y"])
    living.kill()
    living.communicate()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "y"]


def test_only_our_own_leftovers_are_swept(tmp_path: Path) -> None:
    kept = [tmp_path / name for name in (".refgraph-x.part", "refgraph-0123456789abcdef.part", "a.part")]
    for path in kept:
        path.touch()
    (tmp_path / "far").mkdir()
    link = tmp_path / ".refgraph-0123456789abcdef.part"
    link.symlink_to(tmp_path / "far")
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([*kept, tmp_path / "far", link])


def test_folders_change_places(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if exchange(tmp_path / "a", tmp_path / "b"):
        assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert not exchange(tmp_path / "a", tmp_path / "none")
