"""Try damaged and hostile input of seven kinds by the thousand: `make fuzz`, or `python tools/fuzz.py kgx --count 500`.

Every input follows from the seed and its number. It may be answered or refused in words (`RefgraphError`); anything
else that is raised, and anything that takes longer than 5 seconds, is a find: it is told, and its input is kept.
`tests/data/fuzz` holds the finds of the past by campaign; `tests/whole/test_fuzz.py` tries them again.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from refgraph.engines.gathering.gather import ask as gather
from refgraph.engines.http import _FailedError, _rows
from refgraph.engines.protocol import Budget
from refgraph.engines.sparql import Endpoint
from refgraph.errors import EngineError, RefgraphError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.search.questions import ask
from refgraph.storage.index import Index, pack
from refgraph.storage.soundness import check

ROOT = Path(__file__).parents[1]
MINI, CORPUS = ROOT / "tests/data/mini", ROOT / "tests/data/fuzz"
SECONDS = 5
Draw = Callable[[Random], bytes]
Try = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What draws an input of a kind, and what is done with it."""

    draw: Draw
    attempt: Try


class HangError(Exception):
    """It takes too long."""


# ---------------------------------------------------------------- damage

_JUNK = (
    "\0",
    "\t",
    "\n",
    "\x1b[2J",
    "\u202e",
    "é",
    "̈",
    "'",
    '"',
    "$(x)",
    "{",
    "}",
    "|",
    "%",
    "\ufeff",
    "- ",
    ": ",
    "=1",
)


def damaged(chance: Random, data: bytes, most: int = 6) -> bytes:
    """Change some bytes, leave some out, repeat some or put something in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, most)):
        at, length = chance.randrange(len(found) + 1), chance.choice((1, 1, 2, 8, 60))
        kind = chance.randrange(4)
        if kind == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + length]
        elif kind == 2:
            found[at:at] = found[at : at + length] * chance.randint(1, 3)
        else:
            found[at:at] = chance.choice(_JUNK).encode()
    return bytes(found)


@cache
def toy() -> KnowledgeGraph:
    """The graph that everything is tried on."""
    return open_graph(MINI)


# ---------------------------------------------------------------- names


@cache
def _words() -> Sequence[str]:
    kg = toy()
    told = [name for entity in kg.entities() for name in (entity.label, *entity.synonyms)]
    states = [word for state in kg.schema.states.values() for word in (state.key, *state.words)]
    joining = [
        "left",
        "right",
        "pain",
        "in the",
        "my",
        "hurts",
        "and",
        "of",
        "+",
        "(",
        ")",
        ",",
        "sore",
        "side",
        "HP:0002315",
    ]
    return [*told, *states * 2, *joining * 8]


def _name(chance: Random) -> bytes:
    words = [chance.choice(_words()) for _ in range(chance.choice((1, 2, 3, 4, 6, 12, 40)))]
    text = chance.choice((" ", " ", "", "-")).join(words).encode()
    return damaged(chance, text) if chance.random() < 0.4 else text


def _read_name(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    found = names.read(toy(), text)
    return names.search(toy(), text), names.read(toy(), names.say(toy(), found))


# ---------------------------------------------------------------- YAML


@cache
def _yaml_file() -> bytes:
    return (MINI / "sources/toy-neck.yaml").read_bytes()


def _load(data: bytes) -> object:
    from refgraph.curation.checks import validate
    from refgraph.curation.load import read

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for part in ("schema", "entities"):
            (folder / part).symlink_to(MINI / part)
        (folder / "sources").mkdir()
        (folder / "sources/toy-neck.yaml").write_bytes(data)
        loaded = read(folder)
        return [str(fault) for fault in (*loaded.faults, *validate(loaded.dataset))]


# ---------------------------------------------------------------- KGX

_NODES = (
    b"id\tcategory\tname\tin_taxon\n"
    b"A:1\tbiolink:Drug\ta\t\nB:1\tbiolink:Disease\tb\t\nC:1\tbiolink:PhenotypicFeature\tc\t\n"
)
_EDGES = (
    b"id\tsubject\tpredicate\tobject\tpublications\tnegated\tobject_direction_qualifier\tfrequency_qualifier\tx_qualifier\n"
    b"e1\tA:1\tbiolink:causes\tB:1\tPMID:1;doi:10.1/x\tfalse\tdecreased\t1/3\t\n"
    b"e2\tB:1\tbiolink:affects\tC:1\thttps://x.org/a|PMID:2\t\t\tHP:0040285\tmouse\n"
    b"e3\tB:1\tbiolink:subclass_of\tC:1\t\tNA\t\t\t\n"
)


def _kgx(chance: Random) -> bytes:
    nodes, edges = _NODES, _EDGES
    if chance.random() < 0.3:
        head, *rows = _EDGES.decode().splitlines()
        told = (dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows)
        edges = b"{}" + "".join(json.dumps(row) + "\n" for row in told).encode()
    if chance.random() < 0.4:
        nodes = damaged(chance, nodes)
    return nodes + b"\0\0" + damaged(chance, edges)


def _build(data: bytes) -> object:
    from refgraph.curation.load import read_schema
    from refgraph.io.kgx import build_index

    nodes, _, edges = data.partition(b"\0\0")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ending = "jsonl" if edges.startswith(b"{}") else "tsv"
        paths = folder / "nodes.tsv", folder / f"edges.{ending}", folder / "x.index"
        paths[0].write_bytes(nodes)
        paths[1].write_bytes(edges.removeprefix(b"{}"))
        build_index(*paths, _schema(read_schema), skip_faulty=len(data) % 2 == 0)
        kg = open_graph(paths[2])
        return [render(kg, ask(kg, Query("origins", end=Finding(e.key))), "text") for e in kg.entities()[:3]]


_SCHEMAS: dict[str, Any] = {}


def _schema(read: Callable[[Path], Any]) -> Any:
    if "mini" not in _SCHEMAS:
        _SCHEMAS["mini"] = read(ROOT / "graph_data")
    return _SCHEMAS["mini"]


# ---------------------------------------------------------------- index files


@cache
def _sections() -> Mapping[str, tuple[str, bytes]]:
    from refgraph.curation.load import read
    from refgraph.storage.compiler import assemble

    data = assemble(read(MINI).dataset)
    index = Index.from_bytes(data)
    return {name: (code, data[at : at + length]) for name, (code, _, at, length) in index._table.items()}


# What a value in JSON may be instead of what it should be.
_OTHERS: Sequence[Any] = (None, 0, -1, 1.5, 10**30, "", "x", "\x1b[2J", "\ud800", [], {}, True, ["a"], [[1]], {"a": 1})


def _places(held: Any) -> Iterator[tuple[Any, Any]]:
    """Yield everything that stands in what JSON held: what it stands in, and under which name or number."""
    for name, value in held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ():
        yield held, name
        yield from _places(value)


def _made_up(chance: Random) -> bytes:
    """Put something else in the place of one thing that the vocabulary of an index says."""
    held = dict(_sections())
    meta = json.loads(bytes(held["meta"][1]))
    inside, name = chance.choice(list(_places(meta["schema"])))
    inside[name] = chance.choice(_OTHERS)
    return pack({**held, "meta": ("c", json.dumps(meta).encode())})


def _index(chance: Random) -> bytes:
    if chance.random() < 0.3:
        return _made_up(chance)
    held = dict(_sections())
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(held))
        code, data = held[name]
        changed = damaged(chance, data, 2)
        # Most sections keep their size: else few get past the first look.
        held[name] = code, (changed + bytes(len(data)))[: len(data)] if chance.random() < 0.8 else changed
    return pack(held) if chance.random() < 0.9 else damaged(chance, pack(held))


def _open(data: bytes) -> object:
    index = Index.from_bytes(data)
    index.verify()
    check(index)
    kg = KnowledgeGraph(index)
    for form in ("text", "json"):
        render(kg, ask(kg, Query("origins", end=Finding("headache"))), form)
    return kg.entities(), kg.sources(), kg.claims(), kg.edges()


# ---------------------------------------------------------------- addresses


@cache
def _explorer() -> Any:
    from refgraph.web.explorer import Explorer

    return Explorer(toy())


@cache
def _addresses() -> Sequence[str]:
    return tuple(_explorer().addresses())


def _url(chance: Random) -> bytes:
    address = chance.choice(_addresses()) + chance.choice(("", "", ".json", ".csv", ".mmd", ".bib", ".svg", ".html"))
    query = {chance.choice(("q", "steps", "from", "to", "category", "a", "b")): [chance.choice(_words())]}
    text = json.dumps([address, query if chance.random() < 0.5 else {}])
    return damaged(chance, text.encode(), 2) if chance.random() < 0.7 else text.encode()


def _visit(data: bytes) -> object:
    try:
        address, query = json.loads(data)
        asked = {str(name): [str(value) for value in values] for name, values in query.items()}
    except (ValueError, TypeError, AttributeError):
        address, asked = data.decode("utf-8", "replace"), {}
    return _explorer().file(str(address), asked)


# ---------------------------------------------------------------- SPARQL


def _sparql(chance: Random) -> bytes:
    parts = [path.read_text() for path in sorted((ROOT / "queries").glob("*.rq"))]
    text = chance.choice([*parts, "SELECT * { ?s ?p ?o } LIMIT 3", "ASK {}", "DESCRIBE claim:toy-hip"]).encode()
    return damaged(chance, text)


def _query(data: bytes) -> object:
    from refgraph.rdf.sparql import run_file

    return run_file(toy(), data.decode("utf-8", "surrogateescape"), seconds=SECONDS - 2)


# ---------------------------------------------------------------- answers of an endpoint


@cache
def _store() -> Any:
    from refgraph.rdf.sparql import store

    return store(toy())


@cache
def _answered(query: str) -> bytes:
    from pyoxigraph import QueryResultsFormat

    found = _store().query(query, use_default_graph_as_union=True)
    return bytes(found.serialize(format=QueryResultsFormat.JSON))


class _Liar:
    """Answers as an endpoint does, and damages what it says."""

    address = "http://localhost/"

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def select(self, query: str) -> list[Any]:
        body = _answered(query)
        if self._chance.random() < 0.3:
            body = self._changed(body)
        try:
            return _rows(body)
        except _FailedError as error:
            raise EngineError(str(error)) from None

    def _changed(self, body: bytes) -> bytes:
        if self._chance.random() < 0.3:
            return damaged(self._chance, body)
        held = json.loads(body)
        rows = held["results"]["bindings"]
        for row in rows:
            if row and self._chance.random() < 0.1:
                name = self._chance.choice(list(row))
                if self._chance.random() < 0.5:
                    del row[name]
                else:
                    row[name]["value"] = damaged(self._chance, row[name]["value"].encode()).decode("utf-8", "replace")
        return json.dumps(held).encode()

    def close(self) -> None:
        """Close nothing."""


def _lie(data: bytes) -> object:
    endpoint = Endpoint("http://localhost/", toy().schema, client=_Liar(int(data)))  # type: ignore[arg-type]
    # Small graphs are fetched whole; every other one is fetched in batches, as a large one would be.
    whole = 5000 if int(data) % 2 else 0
    return gather(endpoint, Query("origins", end=Finding("headache")), Budget(seconds=SECONDS, whole=whole))


CAMPAIGNS: Mapping[str, Campaign] = {
    "names": Campaign(_name, _read_name),
    "yaml": Campaign(lambda chance: damaged(chance, _yaml_file()), _load),
    "kgx": Campaign(_kgx, _build),
    "index": Campaign(_index, _open),
    "urls": Campaign(_url, _visit),
    "sparql": Campaign(_sparql, _query),
    "endpoint": Campaign(lambda chance: str(chance.randrange(1 << 40)).encode(), _lie),
}


# ---------------------------------------------------------------- trying


@contextmanager
def _in_time() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise HangError(f"takes longer than {SECONDS} seconds")

    # Seconds of this process: on a busy machine a minute may pass meanwhile. Who waits for ever is caught by the other.
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, SECONDS), (signal.SIGALRM, signal.ITIMER_REAL, 20 * SECONDS))
    for number, timer, seconds in timers:
        signal.signal(number, ring)
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)


def tried(campaign: Campaign, data: bytes) -> Exception | None:
    """Try one input; return what should not have been raised, or None."""
    try:
        with _in_time():
            campaign.attempt(data)
    except RefgraphError:
        return None
    except Exception as error:
        return error
    return None


def run(name: str, seed: int, first: int, count: int, keep: Path | None) -> int:
    """Try inputs of a kind; tell finds and how long it took, and return how many finds there are."""
    campaign, finds, longest = CAMPAIGNS[name], 0, (0.0, first)
    tried(campaign, b"0")  # What is made once is made now.
    begun = time.process_time()
    for number in range(first, first + count):
        data = campaign.draw(Random(f"{name} {seed} {number}"))
        before = time.process_time()
        error = tried(campaign, data)
        longest = max(longest, (time.process_time() - before, number))
        if error is not None:
            finds += 1
            print(f"{name} {number}: {type(error).__name__}: {str(error)[:200]}", flush=True)
            if keep is not None:
                (keep / name).mkdir(parents=True, exist_ok=True)
                (keep / name / f"{seed}-{number}").write_bytes(data)
    spent = time.process_time() - begun
    print(
        f"{name}: {count:,} inputs of seed {seed}, {finds} finds, {spent:.0f} CPU seconds, "
        f"longest {1000 * longest[0]:.0f} ms (number {longest[1]})",
        flush=True,
    )
    return finds


def main() -> int:
    """Read the command line and run campaigns; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaigns", nargs="*", choices=[*CAMPAIGNS, []], help="all of them without a name")
    parser.add_argument("--count", type=int, default=2000, help="inputs of each kind")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs of finds")
    given = parser.parse_args()
    chosen = given.campaigns or list(CAMPAIGNS)
    finds = [run(name, given.seed, given.first, given.count, given.keep) for name in chosen]
    return int(any(finds))


if __name__ == "__main__":
    sys.exit(main())
