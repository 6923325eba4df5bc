"""KGX graphs (nodes and edges as TSV or JSON lines) compiled into an index.

Ten million edges fit in 4 GiB, because claims are columns of numbers throughout. It needs polars and numpy, the extra
`scale`, and imports `graph` and what is below it. Read `columns` first (what each column does), then
`vocabulary`, `tables`, `read`, `edges`, `write`.

Codes of faults: E001 not UTF-8, E701 cells missing or too many, E702 control character, E703 given twice, E704 no id,
E705 too long, E706 a word that cannot be read, E707 no such node. With `skip_faulty` such rows are left
out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from refgraph.errors import UsageError
from refgraph.graph.open import bundled, checked
from refgraph.io.kgx.columns import EDGE_COLUMNS, NODE_COLUMNS
from refgraph.io.kgx.vocabulary import Terms, read_tables
from refgraph.model.vocabulary import Schema
from refgraph.storage.files import atomic
from refgraph.storage.index import Index

_NODES = re.compile(r"(.*)(nodes)(\.(?:tsv|jsonl|ndjson)(?:\.gz)?)", re.IGNORECASE)
_EDGES = re.compile(r".*edges\.(?:tsv|jsonl|ndjson)(?:\.gz)?", re.IGNORECASE)
_KGX = re.compile(r"\.(?:tsv|jsonl|ndjson|txt)(?:\.gz)?", re.IGNORECASE)
# Files in a folder that look like a graph, or like a packed one.
_LIKE_A_GRAPH = re.compile(r"nodes|edges|\.(?:csv|json|nt|tar|tgz|zip|7z|gz|bz2|xz|zst)(?=\.|$)", re.IGNORECASE)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """What an index holds; `walkable` counts edges that a search may take, `predicates` are new to the schema.

    Attributes:
        skipped: how many faulty rows were left out, by code.
        unread: how many cells are filled in columns that are not understood, by the name of the column.
        placeholders: how many cells say in words that they say nothing.
    """

    nodes: int
    edges: int
    claims: int
    sources: int
    walkable: int
    predicates: tuple[str, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()
    placeholders: int = 0


def build_index(
    nodes: Path,
    edges: Path,
    out: Path,
    schema: Schema,
    progress: Progress | None = None,
    *,
    skip_faulty: bool = False,
) -> Counts:
    r"""Build an index file from a KGX graph.

    Args:
        nodes: `nodes.tsv` or `nodes.jsonl`: id, category, name, synonym.
        edges: `edges.tsv` or `edges.jsonl`: subject, predicate, object, and what qualifies them.
        out: the index; it is written beside and renamed, so that it is whole or not there.
        schema: the vocabulary to start from; what it lacks is added, and never walked unless the tables of
            `graph_data/mappings/kgx.yaml` say so.
        progress: told a phase, how much of it is done, and how much there is.
        skip_faulty: leave out the rows that are faulty, and count them.

    Returns:
        What the index holds; `predicates` are those that the schema did not have.

    Raises:
        DataError: the files have faults, all of them told up to a limit, and nothing is written.
        UsageError: polars is missing, or the index cannot be written there.

    Example:
        >>> import tempfile
        >>> from refgraph.curation.load import read_schema
        >>> with tempfile.TemporaryDirectory() as place:
        ...     nodes, edges = Path(place, "nodes.tsv"), Path(place, "edges.tsv")
        ...     _ = nodes.write_text("id\tcategory\tname\nX:1\tbiolink:Disease\ta\nX:2\t\tb\n")
        ...     _ = edges.write_text("subject\tpredicate\tobject\nX:1\tbiolink:causes\tX:2\n")
        ...     found = build_index(nodes, edges, Path(place, "x.index"), read_schema(Path("graph_data")))
        >>> found.nodes, found.edges, found.walkable
        (2, 1, 1)
    """
    _need_polars()
    from refgraph.io.kgx.read import read_edges, read_nodes
    from refgraph.io.kgx.tables import Faults, Table
    from refgraph.io.kgx.write import Graph, write

    say = progress or _say_nothing
    terms, faults = Terms(schema, read_tables(bundled() / "mappings" / "kgx.yaml")), Faults(skip_faulty)
    with atomic(out) as file:  # First of all, so that a place that cannot be written is told at once.
        entities = read_nodes(Table(nodes, NODE_COLUMNS, faults), terms, faults, say)
        claims = read_edges(Table(edges, EDGE_COLUMNS, faults), entities, terms, faults, say)
        graph = Graph(terms.schema(), version_of(entities.digest, claims.digest), entities, claims)
        walkable, drawn = write(graph, file, say)
    new = tuple(key for key in graph.schema.predicates if key not in schema.predicates)
    skipped = Counter[str]()
    for (_, code), count in faults.counts.items():
        skipped[code] += count
    return Counts(
        len(entities.keys),
        drawn,
        len(claims.frame),
        len(claims.sources),
        walkable,
        new,
        tuple(sorted(skipped.items())),
        tuple(sorted(faults.unread.items())),
        faults.placeholders,
    )


def files(place: Path) -> tuple[Path, Path] | None:
    """Find the nodes and the edges of a KGX graph.

    Args:
        place: the file of nodes, or a folder with both: `nodes.tsv` and `edges.tsv`, or `NAME_nodes.jsonl` and so on.

    Returns:
        Both files; None where the folder holds no KGX graph.

    Raises:
        UsageError: the place cannot be read, it is a file without edges beside it, or there are several graphs.

    Example:
        >>> import tempfile
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
    if found:
        return found[0]
    if place.is_dir() and not (place / "schema").is_dir():
        _refuse_half(beside)
    other = next((path for path in beside if _is_of_another_form(path, place)), None)
    if other is not None:
        raise UsageError(f"{other}: KGX is read as TSV or JSON lines, plain or gzipped (.gz); unpack or convert it")
    if not place.is_dir():
        raise UsageError(
            f"{place}: {'has no edges beside it; name them with --edges' if place.exists() else 'not found'}"
        )
    return None


def _refuse_half(beside: Sequence[Path]) -> None:
    alone = next((path for path in beside if _NODES.fullmatch(path.name)), None)
    if alone is not None:
        raise UsageError(f"{alone}: has no edges beside it; name them with --edges")
    alone = next((path for path in beside if _EDGES.fullmatch(path.name)), None)
    if alone is not None:
        raise UsageError(f"{alone}: has no nodes of this name beside it; name nodes and --edges")


def _with_edges(nodes: Path) -> tuple[Path, Path] | None:
    named = _NODES.fullmatch(nodes.name)
    if named is None:
        return None
    word = "EDGES" if named[2].isupper() else "Edges" if named[2][0].isupper() else "edges"
    ending = named[3][:-3] if named[3].lower().endswith(".gz") else named[3]
    beside = (nodes.with_name(f"{named[1]}{word}{ending}{packed}") for packed in ("", ".gz", ".GZ"))
    # Where letters of file names are one, large and small, the last two are the same file.
    edges = list({path.name.lower(): path for path in beside if path.is_file()}.values())
    if len(edges) > 1:
        raise UsageError(f"{nodes}: has {edges[0].name} and {edges[1].name} beside it; name one with --edges")
    return (nodes, edges[0]) if edges else None


def _is_of_another_form(path: Path, place: Path) -> bool:
    """Say whether a file looks like a graph that is packed or written in another way."""
    if not path.is_file() or _KGX.fullmatch("".join(path.suffixes[-2:])) or _KGX.fullmatch(path.suffix):
        return False
    return path == place or (_LIKE_A_GRAPH.search(path.name) is not None and not (place / "schema").is_dir())


def build_from_dataset(folder: Path, out: Path) -> Counts:
    """Build an index file from a data folder; for one of any size that people write, memory is no matter.

    Raises:
        DataError: the folder has faults.
        UsageError: the index cannot be written there.

    Example:
        >>> import tempfile
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


def _need_polars() -> None:
    try:
        import numpy  # noqa: F401
        import polars  # noqa: F401
    except ImportError as error:
        raise UsageError('building from KGX needs polars; install it with: pip install "refgraph[scale]"') from error


def _say_nothing(phase: str, done: int, total: int) -> None:
    """Stand in for a caller that shows no progress."""
