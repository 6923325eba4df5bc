"""Rows of Parquet hold all of a claim, an entity and a source."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from refgraph.engines import spark_rows
from refgraph.model.dataset import Dataset
from refgraph.model.statements import AsWritten, Claim, Finding, Measure, Review


class Row(dict[str, Any]):
    """What Spark hands back, as far as it is used."""

    def asDict(self) -> dict[str, Any]:  # noqa: N802 (Spark's name)
        return dict(self)


FULL = Claim(
    *("a#1", "a", Finding("hip", "tight", "left"), "causes", Finding("pain"), 3, "some words", "A sentence."),
    *("denies", "may", True, "trial", "a speaker", "an author", "byline", "a work"),
    underlying=("chart",),
    population="ten people",
    condition="at night",
    measure=Measure("share", "16", "11", "22", "%", "212"),
    relies_on=("theory",),
    section="abstract",
    context=(1, 2),
    repeated=(7,),
    term="X:1",
    as_written=AsWritten("the hip", None),
    unspecified=("object",),
    review=Review("a reader", "2026-11-28", (("side", "right"),)),
)


def _names(table: str) -> list[str]:
    return [part.split()[0] for part in table.replace("struct<key: string, why: string>", "x").split(", ")]


def test_every_field_of_a_claim_comes_back(mini: Dataset) -> None:
    for claim in (FULL, *mini.claims):
        row = Row(zip(_names(spark_rows.CLAIM_TABLE), spark_rows.claim_row(claim), strict=True))
        assert spark_rows.claim_of_row(row) == claim


def test_every_field_of_a_source_has_a_column(mini: Dataset) -> None:
    for source in mini.sources.values():
        row = Row(zip(_names(spark_rows.SOURCE_TABLE), asdict(source).values(), strict=True))
        assert spark_rows.source_of_row(row) == source
