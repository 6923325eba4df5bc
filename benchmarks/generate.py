"""Seeded graphs of any size to measure with: scale-free typed multigraphs with states, sides and integer costs.

Run: python benchmarks/generate.py EDGES FOLDER [--seed N] [--index]

It writes `nodes.tsv` and `edges.tsv` (KGX), or with `--index` the same graph as `graph.index`, without going through
text. The same number of edges and the same seed give the same bytes. Needs numpy, and polars for `--index`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
KINDS = ("muscle", "joint", "nerve", "posture", "symptom", "region")
PREDICATES = (
    "causes", "contributes-to", "affects", "refers-to", "compresses", "tilts", "overactivates", "inhibits", "tightens",
    "weakens", "irritates", "strains",
)  # fmt: skip
STATES = ("", "tight", "weak", "compressed")
SIDES = ("", "left", "right", "midline", "ipsilateral", "contralateral")
LEVELS = ("knowledge_assertion", "observation", "statistical_association", "prediction")
NODE_HEADER = b"id\tcategory\tname\n"
EDGE_HEADER = (
    b"id\tsubject\tpredicate\tobject\tsubject_state\tsubject_side\tobject_state\tobject_side\t"
    b"knowledge_level\tprimary_knowledge_source\tpublications\n"
)
PER_NODE = 10  # edges
PER_SOURCE = 20  # edges
SKEW = 3.0  # node of rank r has a degree like r ** (1 / SKEW - 1): a tail with exponent 2.5
BLOCK = 1 << 18


@dataclass(frozen=True)
class Drawn:
    """A graph as columns of numbers; nodes and publications are numbered, the rest indexes the tables above."""

    kinds: Array
    subject: Array
    object: Array
    predicate: Array
    states: tuple[Array, Array]
    sides: tuple[Array, Array]
    level: Array
    publication: Array


def draw(edges: int, seed: int = 0) -> Drawn:
    dice = np.random.Generator(np.random.PCG64(seed))
    nodes = max(edges // PER_NODE, 10)
    # Hubs stand anywhere among the names, and other nodes are hubs of causes than of effects.
    subject = dice.permutation(nodes)[_ranks(dice, nodes, edges)]
    obj = dice.permutation(nodes)[_ranks(dice, nodes, edges)]
    obj = np.where(obj == subject, (obj + 1) % nodes, obj)

    def pick(weights: Sequence[float]) -> Array:
        places = np.cumsum(weights)[:-1] / sum(weights)
        return np.searchsorted(places, dice.random(edges), side="right").astype(np.uint8)

    return Drawn(
        kinds=dice.integers(0, len(KINDS), nodes, dtype=np.uint8),
        subject=subject,
        object=obj,
        predicate=pick([4, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1]),
        states=(pick([4, 2, 2, 2]), pick([4, 2, 2, 2])),
        sides=(pick([14, 2, 2, 1]), pick([14, 2, 2, 1, 1, 1])),
        level=pick([5, 2, 2, 1]),
        publication=dice.integers(0, max(edges // PER_SOURCE, 3), edges),
    )


def _ranks(dice: np.random.Generator, nodes: int, edges: int) -> Array:
    return (nodes * dice.random(edges) ** SKEW).astype(np.int64)


# ---------------------------------------------------------------- text, without a loop over rows

# Rows are drawn up as a matrix of bytes whose cells are filled up with NUL; what is left without the NULs is the text.


def words(texts: Sequence[str], numbers: Array) -> Array:
    """One text of a small table for each row."""
    table = np.array([text.encode() for text in texts], dtype=np.bytes_)
    return table.view(np.uint8).reshape(len(texts), -1)[numbers]


def named(prefix: str, numbers: Array, width: int) -> Array:
    """A prefix and a number of fixed width for each row, so that the order of names is that of numbers."""
    cells = np.empty((len(numbers), len(prefix) + width), np.uint8)
    cells[:, : len(prefix)] = np.frombuffer(prefix.encode(), np.uint8)
    rest = numbers.astype(np.int64)
    for place in range(len(prefix) + width - 1, len(prefix) - 1, -1):
        rest, digit = np.divmod(rest, 10)
        cells[:, place] = digit + ord("0")
    return cells


def lines(cells: Sequence[Array]) -> bytes:
    """Join cells to lines of a table."""
    rows = len(cells[0])
    tab, end = np.full((rows, 1), 9, np.uint8), np.full((rows, 1), 10, np.uint8)
    parts = [part for cell in cells for part in (cell, tab)]
    matrix = np.concatenate([*parts[:-1], end], axis=1)
    return bytes(matrix[matrix != 0].tobytes())


def node_rows(drawn: Drawn) -> Iterator[bytes]:
    width = digits(len(drawn.kinds))
    for begin in range(0, len(drawn.kinds), BLOCK):
        kinds = drawn.kinds[begin : begin + BLOCK]
        numbers = np.arange(begin, begin + len(kinds))
        labels = np.concatenate([words([f"{kind} " for kind in KINDS], kinds), named("", numbers, width)], axis=1)
        yield lines([named("N:", numbers, width), words([f"refgraph:{kind}" for kind in KINDS], kinds), labels])


def edge_rows(drawn: Drawn) -> Iterator[bytes]:
    nodes, edges = digits(len(drawn.kinds)), digits(len(drawn.subject))
    for begin in range(0, len(drawn.subject), BLOCK):
        at = slice(begin, begin + BLOCK)
        subject = drawn.subject[at]
        yield lines(
            [
                named("E:", np.arange(begin, begin + len(subject)), edges),
                named("N:", subject, nodes),
                words([f"refgraph:{key}" for key in PREDICATES], drawn.predicate[at]),
                named("N:", drawn.object[at], nodes),
                words(STATES, drawn.states[0][at]),
                words(SIDES, drawn.sides[0][at]),
                words(STATES, drawn.states[1][at]),
                words(SIDES, drawn.sides[1][at]),
                words(LEVELS, drawn.level[at]),
                words(["infores:generated"], np.zeros(len(subject), np.uint8)),
                named("PUB:", drawn.publication[at], edges),
            ]
        )


def digits(count: int) -> int:
    return len(str(count - 1))


def write_kgx(drawn: Drawn, folder: Path) -> tuple[Path, Path]:
    """Write a graph as `nodes.tsv` and `edges.tsv`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "nodes.tsv", folder / "edges.tsv"
    for path, header, rows in zip(paths, (NODE_HEADER, EDGE_HEADER), (node_rows(drawn), edge_rows(drawn)), strict=True):
        with path.open("wb") as file:
            file.write(header)
            file.writelines(rows)
    return paths


# ---------------------------------------------------------------- an index, without text in between


def write_index(drawn: Drawn, out: Path) -> None:
    """Write a graph as an index that differs from the one built of its KGX files in nothing but its version."""
    import polars as pl

    from refgraph.curation.load import read_schema
    from refgraph.graph.open import bundled
    from refgraph.io.kgx.read import Claims
    from refgraph.io.kgx.sources import Told
    from refgraph.io.kgx.vocabulary import Terms, read_tables
    from refgraph.io.kgx.write import Graph, write

    terms = Terms(read_schema(bundled()), read_tables(bundled() / "mappings" / "kgx.yaml"))
    edges, width = len(drawn.subject), digits(len(drawn.subject))
    known, source = np.unique(drawn.publication, return_inverse=True)
    keys = [cell.tobytes().decode() for cell in named("PUB:", known, width)]
    kind, kinds = _kinds(drawn, terms)
    numbers = {"subject": drawn.subject, "object": drawn.object, "kind": kind, "source": source}
    frame = pl.DataFrame({name: column.astype(np.uint32) for name, column in numbers.items()})
    ids = pl.int_range(edges, eager=True).cast(pl.String).str.zfill(width)
    claims = Claims(frame.with_columns(record="E:" + ids), kinds, [Told(key, terms.link(key)) for key in keys], "")
    with out.open("wb") as file:
        write(Graph(terms.schema(), f"sha256:generated-{edges}", _nodes(drawn), claims), file, lambda *_: None)


def _kinds(drawn: Drawn, terms: Any) -> tuple[Array, list[Any]]:
    """Return the kind of each edge by number, and what each kind says."""
    tables = (PREDICATES, STATES, SIDES, STATES, SIDES, LEVELS)
    chosen = (drawn.predicate, drawn.states[0], drawn.sides[0], drawn.states[1], drawn.sides[1], drawn.level)
    packed = np.ravel_multi_index(tuple(chosen), tuple(map(len, tables)))
    met, combined = np.unique(packed, return_inverse=True)
    names = ("predicate", "subject_state", "subject_side", "object_state", "object_side", "knowledge_level")
    kinds = []
    for places in zip(*np.unravel_index(met, tuple(map(len, tables))), strict=True):
        cells = {name: table[place] for name, table, place in zip(names, tables, places, strict=True)}
        kinds.append(terms.kind({**cells, "predicate": f"refgraph:{cells['predicate']}"}))
    return combined, kinds


def _nodes(drawn: Drawn) -> Any:
    """The nodes, read from their rows as from a file."""
    import tempfile

    from refgraph.curation.load import read_schema
    from refgraph.graph.open import bundled
    from refgraph.io.kgx.columns import NODE_COLUMNS
    from refgraph.io.kgx.read import read_nodes
    from refgraph.io.kgx.tables import Faults, Table
    from refgraph.io.kgx.vocabulary import Terms, read_tables

    terms, faults = Terms(read_schema(bundled()), read_tables(bundled() / "mappings" / "kgx.yaml")), Faults()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "nodes.tsv")
        with path.open("wb") as file:
            file.write(NODE_HEADER)
            file.writelines(node_rows(drawn))
        return read_nodes(Table(path, NODE_COLUMNS, faults), terms, faults, lambda *_: None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("edges", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--index", action="store_true", help="write graph.index instead of KGX files")
    options = parser.parse_args()
    drawn = draw(options.edges, options.seed)
    if options.index:
        options.folder.mkdir(parents=True, exist_ok=True)
        write_index(drawn, options.folder / "graph.index")
    else:
        write_kgx(drawn, options.folder)


if __name__ == "__main__":
    main()
