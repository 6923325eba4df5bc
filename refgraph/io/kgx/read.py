"""The two files of a KGX graph → entities and claims as frames. Needs polars.

Nodes are numbered in the order of their ids, sources in that of their keys. Cells that mean something together
(predicate, states, sides, …; publications and primary source) are read once for each combination of texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from refgraph.io.kgx.tables import LINE, Faults, Progress, Table
from refgraph.io.kgx.vocabulary import EDGE_COLUMNS, NODE_COLUMNS, EdgeKind, Terms, Unreadable
from refgraph.language.normalise import normalise

LONGEST = 1000  # bytes of an id; a longer one is a fault
LONGEST_SOURCE = 200
ANCHOR_WORDS, ANCHOR_BYTES = 8, 200
_PLURAL = r"(?-u:\b)(?:[a-z]+(?:s|ae)|feet|teeth)(?-u:\b)"
_NUMBER = pl.UInt32
_ROWS = {
    "subject": _NUMBER, "object": _NUMBER, "kind": _NUMBER, "told": _NUMBER, "record": pl.String, "id": pl.UInt64,
    LINE: _NUMBER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nodes:
    """Entities of an index, by key.

    Attributes:
        keys: the ids, sorted; the place of one is the number of its node.
        records: what an index tells of each, JSON.
        names: `name`, folded, and `number` of the entity; sorted by both.
        digest: a hash of the file.
    """

    keys: pl.Series
    records: pl.Series
    names: pl.DataFrame
    digest: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in the order of the file; a row with several publications is one claim by each.

    Attributes:
        frame: numbers of `subject`, `object`, `kind` and `source`, and `record`: what an index tells of each besides.
        kinds: what claims say, by number.
        sources: keys, sorted, and links.
        digest: a hash of the file.
    """

    frame: pl.DataFrame
    kinds: Sequence[EdgeKind]
    sources: Sequence[tuple[str, str | None]]
    digest: str


# ---------------------------------------------------------------- nodes


def read_nodes(table: Table, terms: Terms, faults: Faults, progress: Progress) -> Nodes:
    """Read a file of nodes; where it has faults, the keys serve to find those of the edges.

    Args:
        table: of `NODE_COLUMNS`.
        terms: reads categories.
        faults: takes what is wrong.
        progress: told how much has been read.

    Raises:
        DataError: the file cannot be read.
    """
    blocks = []
    for block in table.blocks(progress, "reading nodes"):
        _check_ids(table.path, block, faults)
        blocks.append(block)
    progress("sorting nodes", 0, 1)
    empty = pl.DataFrame(schema={**{column.name: pl.String for column in NODE_COLUMNS}, LINE: _NUMBER})
    nodes = pl.concat([empty, *blocks]).sort("id", LINE)
    before = nodes.with_columns(first=pl.col(LINE).shift()).filter(pl.col("id") == pl.col("id").shift())
    faults.rows(
        table.path, before, "E703", lambda row: f"the node {row['id'][:60]!r} stands on line {row['first']} already"
    )
    if faults.found:
        keys = nodes.filter(pl.col("id") != "")["id"].unique().sort()
        return Nodes(keys, empty["id"], empty, table.digest)
    kinds = {kind: terms.category(kind) for kind in nodes.sort(LINE)["category"].unique(maintain_order=True)}
    nodes = nodes.with_row_index("number").with_columns(
        pl.col("category").replace_strict(kinds, return_dtype=pl.String),
        label=pl.when(pl.col("name") == "").then("id").otherwise("name"),
        synonym=pl.col("synonym")
        .str.split("|")
        .list.eval(pl.element().str.strip_chars(" "))
        .list.unique(maintain_order=True)
        .list.filter(pl.element() != ""),
    )
    return Nodes(nodes["id"], _records(nodes), _names(nodes), table.digest)


def _check_ids(path: Path, block: pl.DataFrame, faults: Faults) -> None:
    faults.rows(path, block.filter(pl.col("id") == ""), "E704", lambda _: "the id is missing")
    long = block.filter(pl.col("id").str.len_bytes() > LONGEST)
    faults.rows(path, long, "E705", lambda _: f"the id is longer than {LONGEST} bytes")


def quoted(text: pl.Expr) -> pl.Expr:
    """Write a text without control characters as a JSON string."""
    escaped = text.str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True)
    return pl.format('"{}"', escaped)


def _records(nodes: pl.DataFrame) -> pl.Series:
    return nodes.select(
        pl.format(
            '{{"key":{},"category":{},"label":{},"definition":"","lay":[],"clinical":[{}],"distinct_from":{{}},"mappings":[]}}',
            quoted(pl.col("id")),
            quoted(pl.col("category")),
            quoted(pl.col("label")),
            pl.col("synonym").list.eval(quoted(pl.element())).list.join(","),
        )
    ).to_series()


def _names(nodes: pl.DataFrame) -> pl.DataFrame:
    names = pl.concat(
        [
            nodes.select("number", name="id"),
            nodes.select("number", name="label"),
            nodes.select("number", name="synonym").explode("name").drop_nulls(),
        ]
    )
    return names.with_columns(fold(names["name"])).unique().sort("name", "number").select("name", "number")


def fold(names: pl.Series) -> pl.Series:
    r"""Fold many names as `refgraph.language.normalise.normalise` folds one; those without plurals all at once.

    Example:
        >>> fold(pl.Series(["Runner's  Knees", "Ménière", "", "N:01"])).to_list()
        ['runner knee', 'ménière', '', 'n 01']
    """
    plain = names.str.to_lowercase().str.replace_all("['`]", "").str.replace_all("[^a-z0-9]+", " ").str.strip_chars(" ")
    slow = ((names.str.len_bytes() != names.str.len_chars()) | plain.str.contains(_PLURAL)).arg_true()
    return plain.scatter(slow, [normalise(name) for name in names.gather(slow)])


# ---------------------------------------------------------------- edges


class Numbering:
    """Numbers texts in the order in which they are added, whole columns at a time.

    Polars keeps each text once for all its columns of the type `Categorical`, under a code; a table leads from there.
    """

    def __init__(self) -> None:
        self._held: pl.Series | None = None  # Codes stay what they are while a column has them.
        self._numbers = pl.Series([], dtype=_NUMBER)
        self._count = 0

    def add(self, texts: pl.Series) -> None:
        """Number categorical texts that are not in yet, each once."""
        self._held = texts if self._held is None else self._held
        codes = texts.to_physical()
        most: Any = codes.max()
        more = 0 if most is None else max(most + 1 - len(self._numbers), 0)
        fresh = pl.int_range(self._count, self._count + len(texts), dtype=_NUMBER, eager=True)
        self._numbers = self._numbers.extend_constant(None, more).rechunk().scatter(codes, fresh)
        self._count += len(texts)

    def of(self, texts: pl.Series) -> pl.Series:
        """Return the number of each categorical text, null where it has none."""
        return self._numbers.gather(texts.to_physical(), null_on_oob=True)


class _Combinations:
    """Numbers combinations of cells in the order in which they are met; what one of them means is found out once.

    Args:
        columns: which cells belong together.
        read: makes something of one combination.

    Attributes:
        meant: what each means, by number; an error where it cannot be read.
    """

    def __init__(self, columns: Sequence[str], read: Callable[..., Any]) -> None:
        self._columns, self._read, self._numbering = columns, read, Numbering()
        self._wrong: list[int] = []
        self.meant: list[Any] = []

    def numbers(self, path: Path, block: pl.DataFrame, faults: Faults) -> pl.Series:
        """Return the number of each row's combination; those that cannot be read are noted as faults."""
        texts = block.select(pl.concat_str(self._columns, separator="\t").cast(pl.Categorical)).to_series()
        found = self._numbering.of(texts)
        if found.has_nulls():
            fresh = texts.filter(found.is_null()).unique(maintain_order=True)
            self._numbering.add(fresh)
            self._learn(fresh.cast(pl.String))
            found = self._numbering.of(texts)
        if self._wrong:
            wrong = block.select(LINE, number=found).filter(pl.col("number").is_in(self._wrong))
            faults.rows(path, wrong, "E706", lambda row: str(self.meant[row["number"]]))
        return found

    def _learn(self, texts: pl.Series) -> None:
        for text in texts:
            try:
                self.meant.append(self._read(*text.split("\t")))
            except Unreadable as error:
                self._wrong.append(len(self.meant))
                self.meant.append(error)


class _EdgeReader:
    """Reads the blocks of a file of edges."""

    def __init__(self, table: Table, keys: pl.Series, terms: Terms, faults: Faults) -> None:
        self._table, self._terms, self._faults = table, terms, faults
        self._nodes = Numbering()
        self._nodes.add(keys.cast(pl.Categorical))
        named = {use: [column.name for column in EDGE_COLUMNS if column.use == use] for use in ("kind", "source")}
        self.kinds = _Combinations(
            named["kind"], lambda *cells: terms.kind(dict(zip(named["kind"], cells, strict=True)))
        )
        self.told = _Combinations(named["source"], self._told)
        self._rows, self._named = 0, False

    def _told(self, publications: str, primary: str) -> tuple[str, ...]:
        """Return the sources of an edge."""
        keys = self._terms.sources(publications, primary)
        long = next((key for key in keys if len(key) > LONGEST_SOURCE), None)
        if long is not None:
            raise Unreadable(f"the source {long[:40]!r} is longer than {LONGEST_SOURCE} letters")
        return keys

    def take(self, block: pl.DataFrame) -> pl.DataFrame:
        """Return numbers of `subject`, `object`, `kind` and `told`, and `record`, hash of the `id` and `line`."""
        path, faults = self._table.path, self._faults
        columns = [self._ends(block, "subject"), self._ends(block, "object")]
        columns.append(self.kinds.numbers(path, block, faults).alias("kind"))
        columns.append(self.told.numbers(path, block, faults).alias("told"))
        ids = self._ids(block)
        self._rows += len(block)
        return block.select(*columns, _with_anchors(ids, block["supporting_text"]), ids.hash().alias("id"), LINE)

    def _ends(self, block: pl.DataFrame, name: str) -> pl.Series:
        path, faults = self._table.path, self._faults
        found = self._nodes.of(block[name].cast(pl.Categorical))
        lost = block.filter(found.is_null()) if found.has_nulls() else block.clear()
        long = pl.col(name).str.len_bytes() > LONGEST
        faults.rows(path, lost.filter(long), "E705", lambda _: f"the {name} is longer than {LONGEST} bytes")

        def message(row: Any) -> str:
            return f"no node {row[name][:60]!r} ({name})" if row[name] else f"the {name} is missing"

        faults.rows(path, lost.filter(~long), "E707", message)
        return found.alias(name)

    def _ids(self, block: pl.DataFrame) -> pl.Series:
        """Return the ids, or numbers of rows where the header, or the first of JSON lines, has no id."""
        path, faults = self._table.path, self._faults
        if not self._rows:
            self._named = "id" in self._table.names and (not self._table.is_json or block["id"][0] != "")
        if self._named:
            _check_ids(path, block, faults)
            return block["id"]
        late = block.filter(pl.col("id") != "")
        faults.rows(path, late, "E704", lambda _: "the id stands here and not in edges before")
        first = self._rows + 1
        return pl.int_range(first, first + len(block), eager=True).cast(pl.String)

    def claims(self, rows: pl.DataFrame) -> Claims:
        """Return rows, one for each of their sources."""
        pairs = [(number, key) for number, named in enumerate(self.told.meant) for key in named]
        told = pl.Series("told", [number for number, _ in pairs], _NUMBER)
        texts = pl.Series("source", [key for _, key in pairs], pl.String)
        keys = texts.unique().sort()
        numbers = texts.cast(pl.Enum(keys)).to_physical()
        frame = rows.select("subject", "object", "kind", "record", "told")
        if len(pairs) == len(self.told.meant):
            frame = frame.with_columns(numbers.gather(frame["told"]).alias("source"))
        else:
            frame = frame.join(pl.DataFrame([told, numbers]), on="told", maintain_order="left_right")
        sources = [(key, self._terms.link(key)) for key in keys]
        return Claims(frame, self.kinds.meant, sources, self._table.digest)


def read_edges(table: Table, keys: pl.Series, terms: Terms, faults: Faults, progress: Progress) -> Claims:
    """Read a file of edges.

    Args:
        table: of `EDGE_COLUMNS`.
        keys: ids of the nodes, in the order of their numbers.
        terms: reads words.
        faults: takes what is wrong.
        progress: told how much has been read.

    Raises:
        DataError: the file cannot be read, or it or that of the nodes has faults.
    """
    reader = _EdgeReader(table, keys, terms, faults)
    parts = [pl.DataFrame(schema=_ROWS)]
    for block in table.blocks(progress, "reading edges"):
        rows = reader.take(block)
        if not faults.found:  # Else nothing will be written; reading on serves to find the other faults.
            parts.append(rows)
    rows = pl.concat(parts)
    if not faults.found:
        _check_twice(table.path, rows, faults)
    faults.refuse()
    return reader.claims(rows)


def _check_twice(path: Path, rows: pl.DataFrame, faults: Faults) -> None:
    """Note ids that stand twice."""
    alike = rows.filter(rows["id"].is_duplicated()) if rows["id"].n_unique() < len(rows) else rows.clear()
    ids = pl.col("record").str.split("\n").list.first()
    again = alike.with_columns(first=pl.col(LINE).first().over(ids)).filter(pl.col(LINE) != pl.col("first"))
    faults.rows(path, again, "E703", lambda row: f"the id of this edge stands on line {row['first']} already")


def anchor(text: str) -> str:
    """Return the first words of a supporting text: enough to find it, not enough to replace it.

    Example:
        >>> anchor("The piriformis may press on the sciatic nerve below it.|Another.")
        'The piriformis may press on the sciatic nerve'
    """
    words = [word for word in text.partition("|")[0].split(" ") if word]
    return " ".join(words[:ANCHOR_WORDS]).encode()[:ANCHOR_BYTES].decode(errors="ignore")


def _with_anchors(ids: pl.Series, texts: pl.Series) -> pl.Series:
    """Return the records of claims: the id without its source and, on a line of its own, the anchor if any."""
    if (texts == "").all():
        return ids.alias("record")
    frame = pl.DataFrame({"record": ids, "anchor": [anchor(text) for text in texts]})
    told = pl.format('{}\n{{"anchor":{}}}', "record", quoted(pl.col("anchor")))
    return frame.select(pl.when(pl.col("anchor") == "").then("record").otherwise(told).alias("record")).to_series()
