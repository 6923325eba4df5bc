"""How hard refgraph is to read: `python tools/reading_level.py` prints the tables of docs/plain-language.md.

Grades are years of school: Flesch and Kincaid's, which counts the length of sentences and words, and SMOG, which counts
words of three syllables and more and is made for thirty sentences. `refgraph.language.readability` says how they count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.language.readability import measure, technical
from refgraph.language.voice import ENGLISH, Voice, speaking
from refgraph.model.statements import Finding
from refgraph.report.words import speech
from refgraph.report.words.languages import voice_of
from refgraph.report.words.lead import lead
from refgraph.search import questions

# What people ask about most: the symptoms whose leads are measured.
ASKED = (
    *("headache", "neck-pain", "neck-stiffness", "jaw-pain", "shoulder-pain", "elbow-pain", "wrist-pain", "hand-pain"),
    *("chest-pain", "upper-back-pain", "mid-back-pain", "lower-back-pain", "hip-pain", "buttock-pain", "groin-pain"),
    *("sciatica", "thigh-pain", "knee-pain", "calf-pain", "heel-pain"),
)
Row = tuple[str, int, float, float, float]


def row(name: str, texts: Sequence[str]) -> Row:
    """Measure texts as one passage: how many, both grades, and technical words in a hundred."""
    counted = measure(texts)
    share = 100 * sum(len(technical(text)) for text in texts) / max(1, counted.words)
    return name, len(texts), counted.grade, counted.smog, share


def definitions(kg: KnowledgeGraph) -> Iterator[Row]:
    """Measure what names mean: definitions, lay definitions, and these by category."""
    named = [entity for entity in kg.entities() if not entity.composite]
    yield row("definitions", [entity.definition for entity in named])
    yield row("lay definitions", [entity.in_plain_words for entity in named])
    for key, category in kg.schema.categories.items():
        yield row(f"… of {category.plural}", [entity.in_plain_words for entity in named if entity.category == key])


def sentences(kg: KnowledgeGraph, said: Voice) -> list[str]:
    """Say every edge that a path may take as a sentence."""
    walked = kg.schema.of_role("walked")
    edges = [edge for edge in kg.edges() if kg.schema.predicates[edge.predicate].family in walked]
    with speaking(said):
        return [" ".join(speech.sentence(kg, edge.subject, edge.predicate, edge.object)) + "." for edge in edges]


def leads(kg: KnowledgeGraph, said: Voice) -> list[str]:
    """Answer where each of `ASKED` may come from, in the sentences that lead the answer."""
    answers = [questions.origins(kg, Finding(key)) for key in ASKED]
    with speaking(said):
        return [lead(kg, answer) for answer in answers]


def told(kg: KnowledgeGraph) -> Iterator[Row]:
    """Measure what is said of relations and in answers, as usual and in everyday words, and our own sentences."""
    for name, said in (("", ENGLISH), (", --plain", voice_of(plain=True))):
        yield row(f"steps as sentences{name}", sentences(kg, said))
    for name, said in (("", ENGLISH), (", --plain", voice_of(plain=True))):
        yield row(f"leads of {len(ASKED)} answers{name}", leads(kg, said))
    yield row("our sentences for claims", [claim.statement for claim in kg.claims() if claim.statement])


def table(rows: Iterable[Row]) -> str:
    """Write rows as a Markdown table."""
    head = "| text | how many | Flesch-Kincaid | SMOG | technical words in 100 |\n|---|---:|---:|---:|---:|\n"
    return head + "".join(
        f"| {name} | {many:,} | {grade:.1f} | {smog:.1f} | {share:.1f} |\n" for name, many, grade, smog, share in rows
    )


if __name__ == "__main__":
    graph = open_graph()
    print(table((*definitions(graph), *told(graph))), end="")
