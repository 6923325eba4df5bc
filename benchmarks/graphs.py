"""What the peers are measured on: one folder a size with the index, its arcs and the questions, made once."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate
import numpy as np
import product

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph

SEED = 7
ORIGINS = 20
PAIRS = {"random": 14, "hub": 6}
HUBS = 12
MOST_PRODUCT = 1_000_000  # edges
MOST_TEXT = 1_000_000


@dataclass(frozen=True)
class Made:
    """A prepared folder."""

    edges: int
    folder: Path

    @property
    def index(self) -> Path:
        return self.folder / "graph.index"

    @property
    def kgx(self) -> tuple[Path, Path]:
        return self.folder / "kgx" / "nodes.tsv", self.folder / "kgx" / "edges.tsv"

    @property
    def json(self) -> Path:
        return self.folder / "graph.json"

    def name(self, entity: int) -> str:
        """What people call an entity."""
        return str(open_graph(self.index).entity_at(entity).label)

    def questions(self) -> dict[str, list[list[int]]]:
        found: dict[str, list[list[int]]] = json.loads((self.folder / "questions.json").read_text("utf-8"))
        return found


def make(edges: int, base: Path) -> Made:
    """Make a folder, or find it whole from an earlier run."""
    made = Made(edges, base / f"{edges:.0e}".replace("+0", ""))
    done = made.folder / "questions.json"
    if done.is_file():
        return made
    made.folder.mkdir(parents=True, exist_ok=True)
    drawn = generate.draw(edges, SEED)
    generate.write_index(drawn, made.index)
    generate.write_kgx(drawn, made.folder / "kgx")
    kg = open_graph(made.index)
    asked = _asked(kg)
    product.stateless(kg).save(made.folder / "stateless")
    if edges <= MOST_PRODUCT:
        arcs, own = product.product(kg, [entity for (entity,) in asked["origins"]])
        arcs.save(made.folder / "product")
        (made.folder / "product" / "own.json").write_text(json.dumps(own), "utf-8")
    if edges <= MOST_TEXT:
        _write_triples(kg, made.folder / "graph.nt")
        _write_json(kg, made.json)
    done.write_text(json.dumps(asked), "utf-8")
    return made


def _asked(kg: KnowledgeGraph) -> dict[str, list[list[int]]]:
    """Entities that anything causes, pairs of any, and pairs of a hub of causes and a hub of effects."""
    dice = random.Random(SEED)
    into, out = (np.diff(np.asarray(kg.index.column(f"{way}.off")).astype(np.int64)) for way in ("in", "out"))
    ends, starts = np.flatnonzero(into).tolist(), np.flatnonzero(out).tolist()
    far, near = (np.argsort(degree, kind="stable")[::-1][:HUBS].tolist() for degree in (out, into))
    return {
        "origins": [[end] for end in dice.sample(ends, ORIGINS)],
        "random": _pairs(dice, starts, ends, PAIRS["random"]),
        "hub": _pairs(dice, far, near, PAIRS["hub"]),
    }


def _pairs(dice: random.Random, starts: Sequence[int], ends: Sequence[int], count: int) -> list[list[int]]:
    found: list[list[int]] = []
    while len(found) < count:
        pair = [dice.choice(starts), dice.choice(ends)]
        if pair[0] != pair[1] and pair not in found:
            found.append(pair)
    return found


def _write_triples(kg: KnowledgeGraph, path: Path) -> None:
    walked = kg.index.column("in.edge")
    columns = (kg.index.column(name) for name in ("e.subj", "e.pred", "e.obj"))
    subject, predicate, obj = columns
    with path.open("w", encoding="ascii") as file:
        file.writelines(f"<n:{subject[edge]}> <p:{predicate[edge]}> <n:{obj[edge]}> .\n" for edge in walked)


def _write_json(kg: KnowledgeGraph, path: Path) -> None:
    """Write the graph as networkx writes one, from effect to cause."""
    names = ("e.obj", "e.subj", "e.pred", "e.sstate", "e.ostate", "e.sside", "e.oside", "e.cost")
    columns = [kg.index.column(name) for name in names]
    keys = ("source", "target", "predicate", "subject_state", "object_state", "subject_side", "object_side", "cost")
    links = (
        json.dumps(dict(zip(keys, (column[edge] for column in columns), strict=True)) | {"key": edge})
        for edge in kg.index.column("in.edge")
    )
    nodes = (json.dumps({"id": node, "name": key}) for node, key in enumerate(_keys(kg)))
    with path.open("w", encoding="ascii") as file:
        file.write('{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
        file.writelines(_separated(nodes))
        file.write('], "links": [')
        file.writelines(_separated(links))
        file.write("]}")


def _keys(kg: KnowledgeGraph) -> Iterator[str]:
    for entity in range(kg.index.count("ent.key")):
        yield kg.index.text("ent.key", entity).decode()


def _separated(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f",\n{text}" if number else text
