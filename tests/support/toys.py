"""Where the toy graph stands, and copies of it with faults laid over it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from refgraph.model.dataset import Dataset

DATA = Path(__file__).parents[1] / "data"
MINI = DATA / "mini"
ARTICLES = DATA / "articles"
FAULTS = DATA / "faults"
# The founding articles: what they do not say is refused, however much of it other sources say.
FOUNDING = (
    "drjo-hip-neck",
    "hip-back-passages",
    "hip-flexors-neck-midback",
    "referred-back-pain",
    "sather-hip-headache",
)


def opposed(dataset: Dataset, one: str, other: str) -> Dataset:
    """The toy graph with two things declared opposite, so that paths through them are rivals."""
    changed = replace(dataset.entities[one], opposite={other: "One is the other turned round."})
    return replace(dataset, entities={**dataset.entities, one: changed})


def overlay(fixture: Path, place: Path) -> tuple[Path, Path]:
    """Copy the toy graph and its articles and lay a fault over them; `name.absent` takes a file away."""
    data = Path(shutil.copytree(MINI, place / "data"))
    articles = Path(shutil.copytree(ARTICLES, place / "articles"))
    for file in sorted(fixture.rglob("*")):
        part = file.relative_to(fixture)
        if not file.is_file() or part.name == "expected.txt":
            continue
        target = articles / part.name if part.parts[0] == "articles" else data / part
        if part.suffix == ".absent":
            target.with_suffix("").unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return data, articles


@contextmanager
def ends_at_all(seconds: float = 60) -> Iterator[None]:
    """What grows with the square of its input would take far longer, on any machine; no measure of speed."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds, "it hangs"
