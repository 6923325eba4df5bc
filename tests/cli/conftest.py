"""Commands on the toy graph."""

from __future__ import annotations

import pytest
from commands import Run
from toys import MINI

from refgraph.cli import main


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache folder in which the toy graph is compiled once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, cache: str) -> Run:
    """Run one command on the toy graph: exit code, stdout, stderr."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "REFGRAPH_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)

    def once(*words: str, data: str | None = str(MINI)) -> tuple[int, str, str]:
        code = main([*words, "--data", data] if data is not None else list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return once
