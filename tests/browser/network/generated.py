"""Graphs of any size for the network page: made up, shaped like the real ones; the same size gives the same graph."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from refgraph.curation.load import read
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity, Schema

MINI = Path(__file__).parents[2] / "data" / "mini"
WORDS = ("upper", "lower", "deep", "outer", "inner", "long", "short", "great", "small", "middle")


def graph(findings: int, edges_per_finding: float = 1.3) -> KnowledgeGraph:
    """A graph whose edges join about so many findings: few hubs, many leaves, some loops, some denials."""
    schema = read(MINI).dataset.schema
    chance = random.Random(findings)
    entities = dict(_entities(schema, findings))
    ends = [Finding(key, state) for key, e in entities.items() for state in _states(schema, e)][:findings]
    sources = {
        f"article-{i}": Source(f"article-{i}", f"Article number {i}", (f"Author {i}",), url=_url(i)) for i in range(12)
    }
    claims = tuple(_claims(entities, ends, chance, int(findings * edges_per_finding)))
    return build(Dataset(schema, entities, sources, claims, {}, f"sha256:made-of-{findings}"))


def _url(i: int) -> str:
    return f"https://articles.example/{2000 + i}/what-the-hips-do-to-the-head-part-{i}/"


def _entities(schema: Schema, findings: int) -> Iterator[tuple[str, Entity]]:
    wanted = ("muscle", "muscle", "posture", "symptom", "condition", "intervention")
    categories = [key for key in wanted if key in schema.categories]
    for i in range(findings):
        category = categories[i % len(categories)]
        label = "headache" if i == 3 else f"{WORDS[i % 10]} {category} {i}"
        key = label.replace(" ", "-")
        yield key, Entity(key, category, label, f"A made-up {category}, the one with number {i}.", (f"thing {i}",))


def _states(schema: Schema, entity: Entity) -> tuple[str | None, ...]:
    return ("tight", "weak") if schema.categories[entity.category].stateful else (None,)


def _claims(entities: dict[str, Entity], ends: list[Finding], chance: random.Random, wanted: int) -> Iterator[Claim]:
    for i in range(wanted):
        # Each finding is joined at least once; the later ends of an edge are drawn towards a few hubs.
        subject = ends[i % len(ends)]
        obj = ends[int(len(ends) * chance.random() ** 3)]
        if subject.entity == obj.entity:
            continue
        treats = entities[subject.entity].category == "intervention"
        predicate = "relieves" if treats else "causes"
        yield Claim(
            id=f"article-{i % 12}#{i}",
            source=f"article-{i % 12}",
            subject=subject,
            predicate=predicate,
            object=obj,
            paragraph=1 + i % 40,
            anchor="so the article says in its own words",
            statement=f"Claim {i} says in one sentence of our own words what the article makes of these two findings.",
            polarity="denies" if i % 29 == 0 else "asserts",
            modality="may" if i % 3 else "states",
        )
