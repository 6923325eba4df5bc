"""What all tests share: the toy graph, and copies of it with faults laid over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from toys import MINI

from refgraph.graph import KnowledgeGraph, build
from refgraph.load import Loaded, read
from refgraph.model import Dataset


@pytest.fixture(scope="session")
def mini() -> Dataset:
    """The toy graph; frozen, so one for all tests."""
    loaded = read(MINI)
    assert loaded.faults == ()
    return loaded.dataset


@pytest.fixture(scope="session")
def toy(mini: Dataset) -> KnowledgeGraph:
    """The toy graph, joined."""
    return build(mini)


@pytest.fixture(scope="session")
def mini_loaded() -> Loaded:
    """What `load.read` says of the toy graph."""
    return read(MINI)


@pytest.fixture
def mini_copy(tmp_path: Path) -> Path:
    """A copy of the toy graph's folder that a test may spoil."""
    return Path(shutil.copytree(MINI, tmp_path / "data"))


@pytest.fixture
def clock() -> Callable[[], float]:
    """Seconds since the test began."""
    start = time.perf_counter()
    return lambda: time.perf_counter() - start
