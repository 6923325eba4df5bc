"""What an index tells of a claim besides its numbers, whole columns at a time. Needs polars."""

from __future__ import annotations

import polars as pl

ANCHOR_WORDS, ANCHOR_BYTES = 8, 200


def quoted(text: pl.Expr) -> pl.Expr:
    """Write a text without control characters as a JSON string."""
    escaped = text.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    return pl.format('"{}"', escaped)


def anchor(text: str) -> str:
    """Return the first words of a supporting text: enough to find it, not enough to replace it.

    Example:
        >>> anchor("The piriformis may press on the sciatic nerve below it.|Another.")
        'The piriformis may press on the sciatic nerve'
    """
    words = [word for word in text.partition("|")[0].split(" ") if word]
    return " ".join(words[:ANCHOR_WORDS]).encode()[:ANCHOR_BYTES].decode(errors="ignore")


def records_of(ids: pl.Series, texts: pl.Series, details: pl.Series) -> pl.Series:
    """Return the records of claims: the id without its source and, on a line of its own, what else is told if any."""
    if (texts == "").all() and (details == "").all():
        return ids.alias("record")
    frame = pl.DataFrame({"record": ids, "anchor": [anchor(text) for text in texts], "detail": details})
    anchored = pl.when(pl.col("anchor") != "").then(pl.format('"anchor":{}', quoted(pl.col("anchor"))))
    detailed = pl.when(pl.col("detail") != "").then(pl.col("detail"))
    told = pl.concat_str(anchored, detailed, separator=",", ignore_nulls=True)
    filled = (pl.col("anchor") != "") | (pl.col("detail") != "")
    record = pl.when(filled).then(pl.format("{}\n{{{}}}", "record", told)).otherwise("record")
    return frame.select(record.alias("record")).to_series()
