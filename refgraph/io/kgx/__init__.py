"""Build an index from a KGX graph: nodes and edges as TSV or JSON lines.

Ten million edges fit in 4 GiB, because claims are columns of numbers all the way. It needs numpy, the extra `scale`.

Codes of faults: E001 not UTF-8, E701 cells missing or too many, E702 control character, E703 given twice, E704 no id,
E705 too long, E706 a word that cannot be read, E707 no such node.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import UsageError
from refgraph.graph.open import bundled, checked
from refgraph.io.kgx.vocabulary import Terms, read_tables
from refgraph.model.vocabulary import Schema
from refgraph.storage.files import atomic
from refgraph.storage.index import Index

ENDINGS = (".tsv", ".jsonl", ".ndjson")
Progress = Callable[[str, int, int], None]
_SPARE = 1 << 11  # bytes behind the texts, so that the last of them can be cut out like any other


@dataclass(frozen=True, slots=True)
class Counts:
    """What an index holds; `walkable` counts edges that a search may take, `predicates` are new to the schema."""

    nodes: int
    edges: int
    claims: int
    sources: int
    walkable: int
    predicates: tuple[str, ...] = ()


def build_index(nodes: Path, edges: Path, out: Path, schema: Schema, progress: Progress | None = None) -> Counts:
    r"""Build an index file from a KGX graph.

    Args:
        nodes: `nodes.tsv` or `nodes.jsonl`: id, category, name, synonym.
        edges: `edges.tsv` or `edges.jsonl`: subject, predicate, object, and what qualifies them.
        out: the index; it is written beside and renamed, so that it is whole or not there.
        schema: the vocabulary to start from; what it lacks is added, and never walked unless the tables of
            `graph_data/mappings/kgx.yaml` say so.
        progress: told a phase, how much of it is done, and how much there is.

    Returns:
        What the index holds; `predicates` are those that the schema did not have.

    Raises:
        DataError: the files have faults, all of them told up to a limit, and nothing is written.
        UsageError: numpy is missing, or the index cannot be written there.

    Example:
        >>> from refgraph.curation.load import read_schema
        >>> with tempfile.TemporaryDirectory() as place:
        ...     nodes, edges = Path(place, "nodes.tsv"), Path(place, "edges.tsv")
        ...     _ = nodes.write_text("id\tcategory\tname\nX:1\tbiolink:Disease\ta\nX:2\t\tb\n")
        ...     _ = edges.write_text("subject\tpredicate\tobject\nX:1\tbiolink:causes\tX:2\n")
        ...     found = build_index(nodes, edges, Path(place, "x.index"), read_schema(Path("graph_data")))
        >>> found.nodes, found.edges, found.walkable
        (2, 1, 1)
    """
    _need_numpy()
    from refgraph.io.kgx.claim_records import Kept
    from refgraph.io.kgx.edges import Edges
    from refgraph.io.kgx.nodes import Finder, read_nodes
    from refgraph.io.kgx.read import Faults
    from refgraph.io.kgx.write import Told, write

    say = progress or _say_nothing
    terms, faults = Terms(schema, read_tables(bundled() / "mappings" / "kgx.yaml")), Faults()
    held, node_hash = read_nodes(nodes, terms, faults, say)
    with _beside_texts(out) as texts:
        reader = Edges(Finder(held.keys), terms, faults, texts)
        edge_hash = reader.read(edges, say)
        faults.refuse()
        columns, said, sources = reader.columns()
        del reader
        grown, linked = terms.schema(), [(key, terms.link(key)) for key in sources]
        told = Told(grown, version_of(node_hash, edge_hash), held, columns, said, linked)
        walkable, drawn = write(told, Kept.of(_mapped(texts), columns), out, say)
    new = tuple(key for key in grown.predicates if key not in schema.predicates)
    return Counts(len(held.keys), drawn, len(columns.source), len(sources), walkable, new)


def files(place: Path) -> tuple[Path, Path] | None:
    """Find the nodes and the edges of a KGX graph.

    Args:
        place: the file of nodes, or a folder with both: `nodes.tsv` and `edges.tsv`, or `NAME_nodes.jsonl` and so on.

    Returns:
        Both files; None where the folder holds no KGX graph.

    Raises:
        UsageError: the place cannot be read, it is a file without edges beside it, or there are several graphs.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     for name in ("x_nodes.tsv", "x_edges.tsv"):
        ...         Path(folder, name).touch()
        ...     [path.name for path in files(Path(folder)) or ()]
        ['x_nodes.tsv', 'x_edges.tsv']
    """
    try:
        beside = sorted(place.iterdir()) if place.is_dir() else [place]
        found = [pair for pair in map(_with_edges, beside) if pair is not None]
    except OSError as error:
        raise UsageError(f"{place}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    if len(found) > 1:
        raise UsageError(f"{place}: holds {len(found)} KGX graphs; name the nodes of one, such as {found[0][0]}")
    if not found and not place.is_dir():
        raise UsageError(
            f"{place}: {'has no edges beside it; name them with --edges' if place.exists() else 'not found'}"
        )
    return found[0] if found else None


def _with_edges(nodes: Path) -> tuple[Path, Path] | None:
    if nodes.suffix not in ENDINGS or not nodes.stem.endswith("nodes"):
        return None
    edges = nodes.with_name(f"{nodes.stem.removesuffix('nodes')}edges{nodes.suffix}")
    return (nodes, edges) if edges.is_file() else None


def build_from_dataset(folder: Path, out: Path) -> Counts:
    """Build an index file from a data folder; for one of any size that people write, memory is no matter.

    Raises:
        DataError: the folder has faults.
        UsageError: the index cannot be written there.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> with tempfile.TemporaryDirectory() as place:
        ...     counts = build_from_dataset(Path("tests/data/mini"), Path(place, "mini.index"))
        ...     open_graph(Path(place, "mini.index")).entity("headache").label
        'headache'
        >>> counts.sources
        2
    """
    from refgraph.storage.compiler import assemble

    data = assemble(checked(folder))
    with atomic(out) as file:
        file.write(data)
    index = Index.from_bytes(data)
    mirrored = index.column("e.mirror")
    return Counts(
        nodes=index.count("ent.key"),
        edges=index.column("obj.off")[-1],
        claims=index.count("c.rec"),
        sources=index.count("src.key"),
        walkable=sum(not mirrored[edge] for edge in index.column("in.edge")),
    )


def version_of(nodes: str, edges: str) -> str:
    """Name the content of a KGX graph by the hashes of its two files."""
    return f"sha256:{sha256(f'{nodes} {edges}'.encode()).hexdigest()}"


def _need_numpy() -> None:
    try:
        import numpy  # noqa: F401
    except ImportError as error:
        raise UsageError('building from KGX needs numpy; install it with: pip install "refgraph[scale]"') from error


def _say_nothing(phase: str, done: int, total: int) -> None:
    """Stand in for a caller that shows no progress."""


@contextmanager
def _beside_texts(out: Path) -> Iterator[BinaryIO]:
    """Open a nameless file on the disk of the index, which has room; the one of temporary files may be memory."""
    try:
        with tempfile.TemporaryFile(dir=out.parent) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({(error.strerror or str(error)).lower()})") from error


def _mapped(file: BinaryIO) -> memoryview:
    """Map a file for as long as anyone looks at it."""
    file.write(bytes(_SPARE))
    file.flush()
    return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
