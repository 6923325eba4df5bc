"""The two files of a KGX graph → entities and claims as frames. Needs polars.

Nodes are numbered in the order of their ids, sources in that of their keys. Cells that mean something together
(predicate, states, sides, …; publications and primary source) are read once for each combination of texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from refgraph.errors import DataError
from refgraph.io.kgx.columns import EDGE_COLUMNS, NODE_COLUMNS, is_human, said_by
from refgraph.io.kgx.details import Detail
from refgraph.io.kgx.publications import alike
from refgraph.io.kgx.records import quoted, records_of
from refgraph.io.kgx.sources import Told, together
from refgraph.io.kgx.tables import LINE, QUALIFIED, Faults, Progress, Table
from refgraph.io.kgx.vocabulary import EdgeKind, Terms
from refgraph.io.kgx.words import PLACEHOLDERS, UNDOING, Unreadable
from refgraph.language.normalise import normalise

LONGEST = 1000  # bytes of an id; a longer one is a fault
_PLURAL = r"(?-u:\b)(?:[a-z]+(?:s|ae)|feet|teeth)(?-u:\b)"
_NUMBER = pl.UInt32
_DERIVED = (QUALIFIED, "never", "object_category")
_CHANGED = pl.any_horizontal(
    *(pl.col(f"object_{part}") != "" for part in ("direction", "aspect", "state")),
    *(pl.col("predicate").str.contains(name.partition(":")[2], literal=True) for name in UNDOING),
    *(pl.col("qualified_predicate").str.contains(name.partition(":")[2], literal=True) for name in UNDOING),
)
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
        categories: of each.
        species: what each is of, in words; empty where that is people or is not said.
        digest: a hash of the file.
    """

    keys: pl.Series
    records: pl.Series
    names: pl.DataFrame
    categories: pl.Series
    species: pl.Series
    digest: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in the order of the file; a row with several publications is one claim by each.

    Attributes:
        frame: numbers of `subject`, `object`, `kind` and `source`, and `record`: what an index tells of each besides.
        kinds: what claims say, by number.
        sources: who tells them, by key.
        digest: a hash of the file.
    """

    frame: pl.DataFrame
    kinds: Sequence[EdgeKind]
    sources: Sequence[Told]
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
    empty = pl.DataFrame(schema={**{column.name: pl.String for column in NODE_COLUMNS}, LINE: _NUMBER})
    blocks = [empty]
    for block in table.blocks(progress, "reading nodes"):
        _check_ids(table.path, block, faults)
        blocks.append(block)
    progress("sorting nodes", 0, 1)
    nodes = pl.concat(blocks).sort("id", LINE)
    before = nodes.with_columns(first=pl.col(LINE).shift()).filter(pl.col("id") == pl.col("id").shift())
    faults.rows(
        table.path, before, "E703", lambda row: f"the node {row['id'][:60]!r} stands on line {row['first']} already"
    )
    if faults.full(table.path):  # Not all ids are known, so edges would be blamed for what they are not to blame for.
        faults.refuse()
    nodes = faults.without(table.path, nodes)
    if nodes.is_empty():
        faults.refuse()
        raise DataError(f"{table.path}: holds no node that can be read")
    kinds = _categories(table.path, nodes, terms)
    species = {text: "" if is_human(text) else text for text in nodes["in_taxon"].unique()}
    nodes = nodes.with_row_index("number").with_columns(
        pl.col("category").replace_strict(kinds, return_dtype=pl.String),
        pl.col("in_taxon").replace_strict(species, return_dtype=pl.String),
        label=pl.when(pl.col("name") == "").then("id").otherwise("name"),
        synonym=pl.col("synonym")
        .str.split("|")
        .list.eval(pl.element().str.strip_chars(" "))
        .list.unique(maintain_order=True)
        .list.filter((pl.element() != "") & ~pl.element().is_in(list(PLACEHOLDERS))),
    )
    return Nodes(nodes["id"], _records(nodes), _names(nodes), nodes["category"], nodes["in_taxon"], table.digest)


def _categories(path: Path, nodes: pl.DataFrame, terms: Terms) -> dict[str, str]:
    try:
        return {kind: terms.category(kind) for kind in nodes.sort(LINE)["category"].unique(maintain_order=True)}
    except Unreadable as error:
        raise DataError(f"{path}: {error}") from error


def _check_ids(path: Path, block: pl.DataFrame, faults: Faults) -> None:
    faults.rows(path, block.filter(pl.col("id") == ""), "E704", lambda _: "the id is missing")
    long = block.filter(pl.col("id").str.len_bytes() > LONGEST)
    faults.rows(path, long, "E705", lambda _: f"the id is longer than {LONGEST} bytes")


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

    def readable(self, other: Any) -> list[Any]:
        """Return what each means, by number, with something else in the place of what cannot be read and no row has."""
        return [other if isinstance(one, Unreadable) else one for one in self.meant]

    def texts(self, numbers: pl.Series, say: Callable[[Any], str]) -> pl.Series:
        """Return a text for each of some numbers."""
        return pl.Series([say(one) for one in self.meant], dtype=pl.String).gather(numbers)

    def _learn(self, texts: pl.Series) -> None:
        for text in texts:
            try:
                self.meant.append(self._read(*text.split("\t")))
            except Unreadable as error:
                self._wrong.append(len(self.meant))
                self.meant.append(error)


class _EdgeReader:
    """Reads the blocks of a file of edges."""

    def __init__(self, table: Table, nodes: Nodes, terms: Terms, faults: Faults) -> None:
        self._table, self._terms, self._faults = table, terms, faults
        self._known, self._foreign = nodes, bool((nodes.species != "").any())
        self._nodes = Numbering()
        self._nodes.add(nodes.keys.cast(pl.Categorical))
        named = {
            use: [column.name for column in EDGE_COLUMNS if column.use == use] for use in ("kind", "source", "detail")
        }
        # What the details and the nodes say of an edge decides how it is read.
        kinds = [*named["kind"], *_DERIVED]
        self.kinds = _Combinations(kinds, lambda *cells: terms.kind(dict(zip(kinds, cells, strict=True))))
        self.told = _Combinations(named["source"], terms.sources)
        self.details = _Combinations(named["detail"], terms.detail)
        self._rows, self._named = 0, False

    def take(self, block: pl.DataFrame) -> pl.DataFrame:
        """Return numbers of `subject`, `object`, `kind` and `told`, and `record`, hash of the `id` and `line`."""
        path, faults = self._table.path, self._faults
        subject, obj = (self._ends(block, name) for name in ("subject", "object"))
        if self._foreign:
            block = self._of_other_species(block, subject, obj)
        detail = self.details.numbers(path, block, faults)
        block = block.with_columns(*self._derived(block, detail, obj))
        columns = [subject, obj, self.kinds.numbers(path, block, faults).alias("kind")]
        columns.append(self.told.numbers(path, block, faults).alias("told"))
        ids = self._ids(block)
        self._rows += len(block)
        told = self.details.texts(detail, _fields)
        record = records_of(ids, block["supporting_text"], told)
        rows = block.select(*columns, record, ids.hash().alias("id"), LINE)
        return faults.without(path, rows)

    def _of_other_species(self, block: pl.DataFrame, subject: pl.Series, obj: pl.Series) -> pl.DataFrame:
        """Say of edges whose ends are not of people what they are of."""
        ends = [self._known.species.gather(end).fill_null("").to_list() for end in (subject, obj)]
        told = [
            "; ".join(filter(None, [text, said_by((("subject_species", one), ("object_species", other)))]))
            for text, one, other in zip(block[QUALIFIED], *ends, strict=True)
        ]
        return block.with_columns(pl.Series(QUALIFIED, told, pl.String))

    def _derived(self, block: pl.DataFrame, detail: pl.Series, obj: pl.Series) -> list[pl.Series]:
        """Return the columns of `_DERIVED`: what the kind of an edge depends on besides the cells of its row."""
        category = self._known.categories.gather(obj).fill_null("")
        changed = block.select(_CHANGED).to_series()  # Of any other edge it does not matter what its object is.
        return [
            self.details.texts(detail, lambda one: "yes" if one.qualified else "").alias(QUALIFIED),
            self.details.texts(detail, lambda one: "yes" if one.never else "").alias("never"),
            pl.select(pl.when(changed).then(category).otherwise(pl.lit(""))).to_series().alias("object_category"),
        ]

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
        used = set(rows["told"].unique())  # Rows at fault are left out, and so is who tells nothing else.
        told_by = _spelled_alike([told if at in used else () for at, told in enumerate(self.told.readable(()))])
        pairs = [(number, key) for number, named in enumerate(told_by) for key in named]
        told = pl.Series("told", [number for number, _ in pairs], _NUMBER)
        texts = pl.Series("source", [key for _, key in pairs], pl.String)
        keys = texts.unique().sort()
        numbers = texts.cast(pl.Enum(keys)).to_physical()
        frame = rows.select("subject", "object", "kind", "record", "told")
        if all(len(keys) == 1 for keys in told_by):
            frame = frame.with_columns(numbers.gather(frame["told"]).alias("source"))
        else:
            frame = frame.join(pl.DataFrame([told, numbers]), on="told", maintain_order="left_right")
        works = together(told_by)
        sources = [Told(key, self._terms.link(key), works.get(key, ())) for key in keys]
        kinds = self.kinds.readable(EdgeKind(next(iter(self._terms.schema().predicates))))
        return Claims(frame, kinds, sources, self._table.digest)


def _spelled_alike(told_by: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give sources that are the same one key, the first of their spellings."""
    first: dict[str, str] = {}
    for key in sorted({key for keys in told_by for key in keys}):
        first.setdefault(alike(key), key)
    return [tuple(dict.fromkeys(first[alike(key)] for key in keys)) for keys in told_by]


def _fields(detail: Detail) -> str:
    """Write what a claim tells besides as fields of a record."""
    return json.dumps(detail.told, ensure_ascii=False, separators=(",", ":"))[1:-1]


def read_edges(table: Table, nodes: Nodes, terms: Terms, faults: Faults, progress: Progress) -> Claims:
    """Read a file of edges.

    Args:
        table: of `EDGE_COLUMNS`.
        nodes: what the edges lie between.
        terms: reads words.
        faults: takes what is wrong.
        progress: told how much has been read.

    Raises:
        DataError: the file cannot be read, or it or that of the nodes has faults.
    """
    reader = _EdgeReader(table, nodes, terms, faults)
    parts = [pl.DataFrame(schema=_ROWS)]
    for block in table.blocks(progress, "reading edges"):
        rows = reader.take(block)
        if faults.skip or not faults.kept:  # Else nothing will be written; reading on serves to find the other faults.
            parts.append(rows)
    rows = pl.concat(parts)
    if faults.skip or not faults.kept:
        _check_twice(table.path, rows, faults)
    faults.refuse()
    return reader.claims(faults.without(table.path, rows))


def _check_twice(path: Path, rows: pl.DataFrame, faults: Faults) -> None:
    """Note ids that stand twice."""
    alike = rows.filter(rows["id"].is_duplicated()) if rows["id"].n_unique() < len(rows) else rows.clear()
    ids = pl.col("record").str.split("\n").list.first()
    again = alike.with_columns(first=pl.col(LINE).first().over(ids)).filter(pl.col(LINE) != pl.col("first"))
    faults.rows(path, again, "E703", lambda row: f"the id of this edge stands on line {row['first']} already")
