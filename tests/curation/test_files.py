"""The files of a data folder: their version names their content."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from refgraph.curation.files import tree_version
from refgraph.curation.load import read

MINI = Path(__file__).parents[1] / "data" / "mini"


def test_the_version_names_the_content(mini_copy: Path) -> None:
    first = tree_version(mini_copy)
    assert first == tree_version(MINI) == read(MINI).dataset.version
    (mini_copy / "sources/.toy-hip.yaml.swp").write_text("x", encoding="utf-8")
    (mini_copy / "notes.txt").write_text("x", encoding="utf-8")
    assert tree_version(mini_copy) == first
    path = mini_copy / "sources/toy-hip.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    second = tree_version(mini_copy)
    path.rename(path.with_name("toy-hop.yaml"))
    assert len({first, second, tree_version(mini_copy)}) == 3


def test_files_that_run_together_have_another_version(tmp_path: Path) -> None:
    versions = []
    for number, contents in enumerate(({"a": b"bc", "d": b""}, {"a": b"b", "cd": b""}, {"a": b"", "b": b"cd"})):
        folder = tmp_path / str(number) / "sources"
        folder.mkdir(parents=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        versions.append(tree_version(folder.parent))
    assert len(set(versions)) == 3


def test_the_fast_path_imports_no_third_party() -> None:
    code = (
        "import sys, refgraph.curation.files, refgraph.model.citations, refgraph.model; "
        "sys.exit('yaml' in sys.modules or 'pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
