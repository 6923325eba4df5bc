"""Questions whose answers are kept, and names of the data that try to be syntax."""

from __future__ import annotations

import dataclasses

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer, Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.search import questions

SUFFIXES = {"text": "txt", "json": "json", "csv": "csv", "markdown": "md", "mermaid": "mmd", "dot": "dot"}
QUESTIONS = {
    "origins-headache": ("origins", None, Finding("headache")),
    "origins-neck-pain": ("origins", None, Finding("neck-pain")),
    "effects-gluteals": ("effects", Finding("gluteals"), None),
    "paths-clouds-headache": ("paths", Finding("sitting-on-clouds"), Finding("headache")),
}
NASTY = 'a "b" <i>c</i> & | ] ) } ; # % \\ `d` *e* _f_ [g](h)\x1b[31m\u202e\nend'


def asked(kg: KnowledgeGraph, name: str) -> Answer:
    """Answer one of `QUESTIONS`."""
    kind, start, end = QUESTIONS[name]
    return questions.ask(kg, Query(kind, start=start, end=end))


def nastily_named(data: Dataset) -> KnowledgeGraph:
    """A graph with labels, statements and titles that try to be syntax."""
    entities = {
        key: dataclasses.replace(e, label=f"{e.label} {NASTY}", definition=NASTY) for key, e in data.entities.items()
    }
    claims = tuple(dataclasses.replace(c, statement=f"{c.statement} {NASTY}", condition=NASTY) for c in data.claims)
    sources = {key: dataclasses.replace(s, title=NASTY, authors=(NASTY,)) for key, s in data.sources.items()}
    return build(dataclasses.replace(data, entities=entities, claims=claims, sources=sources))
