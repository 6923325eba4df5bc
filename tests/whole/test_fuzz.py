"""What fuzzing found once stays mended, and a few inputs of every kind are tried anew: `make fuzz` tries thousands."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests/data/fuzz"
KINDS = ("names", "yaml", "kgx", "index", "urls", "sparql", "endpoint")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the time of an input cannot be limited here")


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    pytest.importorskip("polars")
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import fuzz as found
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return found


@pytest.mark.parametrize("path", sorted(path for path in CORPUS.glob("*/*") if path.is_file()), ids=lambda p: p.name)
def test_what_was_found_once_is_mended(fuzz: ModuleType, path: Path) -> None:
    assert fuzz.tried(fuzz.CAMPAIGNS[path.parent.name], path.read_bytes()) is None


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_input_is_answered_or_refused_in_words(fuzz: ModuleType, kind: str) -> None:
    campaign = fuzz.CAMPAIGNS[kind]
    fuzz.tried(campaign, b"0")  # What is made once takes its time.
    for number in range(25):
        data = campaign.draw(Random(f"{kind} test {number}"))
        assert fuzz.tried(campaign, data) is None, data


def test_the_campaigns_are_all_tried(fuzz: ModuleType) -> None:
    assert tuple(fuzz.CAMPAIGNS) == KINDS
    for kind, campaign in fuzz.CAMPAIGNS.items():
        assert campaign.draw(Random(f"{kind} 1")) == campaign.draw(Random(f"{kind} 1"))
