"""An index that was made up, with good checksums, is refused or answers; it never ends in anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from refgraph.curation.load import read
from refgraph.errors import DataError, RefgraphError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.report import render
from refgraph.search.questions import ask
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index, pack
from refgraph.storage.soundness import check, check_vocabulary

MINI = Path(__file__).parents[1] / "data/mini"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return assemble(read(MINI).dataset)


def sections(data: bytes) -> dict[str, tuple[str, bytes]]:
    index = Index.from_bytes(data)
    return {name: (code, data[place : place + length]) for name, (code, _, place, length) in index._table.items()}


def used(file: Path) -> None:
    """Ask, and look at everything."""
    kg = open_graph(file)
    for form in ("text", "json"):
        render(kg, ask(kg, Query("origins", end=Finding("headache"))), form)
    for entity in kg.entities():
        kg.lookup(entity.label)
    kg.sources(), kg.claims(), kg.edges()


@pytest.mark.parametrize("seed", range(60))
def test_a_made_up_index_is_refused_or_answers(whole: bytes, tmp_path: Path, seed: int) -> None:
    chance, held = Random(seed), sections(whole)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(held))
        code, data = held[name]
        changed = bytearray(data)
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        held[name] = code, bytes(changed[: chance.choice((len(changed), len(changed) & ~7, 0))])
    file = tmp_path / "made-up.index"
    file.write_bytes(pack(held))
    with suppress(RefgraphError):
        used(file)


@pytest.mark.parametrize("section", ["ent.key", "e.subj", "edge", "claim", "in.edge", "name.ent", "meta", "src.rec"])
def test_a_section_that_is_not_there_is_missed(whole: bytes, section: str) -> None:
    held = sections(whole)
    held.pop("edge" if section == "e.subj" else section)
    with pytest.raises(DataError, match="damaged index"):
        check(Index.from_bytes(pack(held)))


def test_one_flipped_bit_is_never_answered_from(whole: bytes, tmp_path: Path) -> None:
    file, table = tmp_path / "x.index", Index.from_bytes(whole)._table
    chance = Random(7)
    for _ in range(40):
        _, _, place, length = table[chance.choice([name for name in table if table[name][3]])]
        damaged = bytearray(whole)
        damaged[place + chance.randrange(length)] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises(DataError, match="damaged index"):
            open_graph(file)


def test_of_a_large_file_what_is_used_is_compared(whole: bytes) -> None:
    damaged = bytearray(whole)
    _, _, place, _ = Index.from_bytes(whole)._table["src.rec"]
    damaged[place] ^= 1
    index = Index.from_bytes(bytes(damaged))
    index.watch()
    kg = KnowledgeGraph(index)
    assert kg.entity("headache").label == "headache"
    for _ in range(2):
        with pytest.raises(DataError, match=r"damaged index \(section src\.rec\)"):
            kg.sources()


NOTHING_FITS = [None, -1, 1.5, 10**30, "", "nothing", "\ud800", [], {}, True, ["a"], {"a": 1}, [None], [["a"]]]


def places(held: object, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where something stands in what JSON held."""
    for name, value in held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ():
        yield (*before, name)
        yield from places(value, (*before, name))


@pytest.mark.parametrize("seed", range(150))
def test_a_made_up_schema_is_refused_or_answers(whole: bytes, tmp_path: Path, seed: int) -> None:
    chance, held = Random(seed), sections(whole)
    meta = json.loads(bytes(held["meta"][1]))
    *before, last = chance.choice(list(places(meta["schema"])))
    inside = meta["schema"]
    for name in before:
        inside = inside[name]
    inside[last] = chance.choice(NOTHING_FITS)
    file = tmp_path / "made-up.index"
    file.write_bytes(pack({**held, "meta": ("c", json.dumps(meta).encode())}))
    with suppress(RefgraphError):
        used(file)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("predicates", "family", "nowhere"),
        ("predicates", "urgency", "never"),
        ("families", "role", "guest"),
        ("states", "felt", "green"),
        ("states", "words", "sore"),
        ("categories", "stateful", 1),
        ("categories", "key", "muscle"),
    ],
)
def test_a_schema_that_names_what_it_does_not_have_is_refused(
    whole: bytes, part: str, field: str, value: object
) -> None:
    held = sections(whole)
    meta = json.loads(bytes(held["meta"][1]))
    meta["schema"][part][-1][field] = value
    index = Index.from_bytes(pack({**held, "meta": ("c", json.dumps(meta).encode())}))
    for look in (check, check_vocabulary):
        with pytest.raises(DataError, match="damaged index"):
            look(index)
