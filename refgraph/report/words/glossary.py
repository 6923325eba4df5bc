"""The words that answers use, each in a sentence: for `docs/glossary.md` and for the help of `refgraph show`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from refgraph.report.words.wording import spaced

if TYPE_CHECKING:
    from refgraph.model.vocabulary import Flag, Schema

TERMS: Mapping[str, str] = MappingProxyType(
    {
        "source": "What was read: an article, a study, a guideline, a textbook, a clinic's page.",
        "claim": "What one source says in one passage: this leads to that, or it does not.",
        "finding": "A thing in a state and on a side: tight piriformis, left.",
        "path": "Claims that follow one from the other, from an origin to a symptom; states and sides must agree.",
        "step": "One link of a path: every claim that says, or denies, that the one finding leads to the other.",
        "origin": "Where a path begins.",
        "hedge": "A source says that it may be so, and not that it is so; the answer says the same.",
        "grade": "One word for how far a step can be relied on; a path has the grade of its weakest step.",
        "voice": "A source that shares no author, text, study or cited work with another; retellings are one voice.",
        "joined path": "A path that no single source tells whole; it stands apart from those that one source tells.",
        "disputed": "Another source speaks against a step, or against a theory that it relies on.",
        "rival": "A path to the same end through the opposite posture or state; no verdict is given between the two.",
        "loop": "A path that comes back to where it began: each keeps the other going.",
        "nearby": "What is told of another finding at the same place, of a part, a kind or a group.",
        "combination": "Several findings that a source names together; what it says of them is not said of each alone.",
        "red flag": "What a source calls a sign of something serious: a reason to see a doctor, and no diagnosis.",
        "backbone": "Anatomy from an ontology: what is part of what, and which nerve supplies it.",
        "trigger": "Something done or met with, such as sitting; told after the muscles, joints and nerves behind it.",
    }
)


def brief() -> str:
    """Write the words in lines, for the help of a command.

    Returns:
        A line for each word.

    Example:
        >>> brief().splitlines()[0]
        "source: What was read: an article, a study, a guideline, a textbook, a clinic's page."
    """
    return "\n".join(f"{term}: {meaning}" for term, meaning in TERMS.items())


def page(schema: Schema) -> str:
    """Write the page that explains the words, with the grades and flags of a vocabulary.

    Args:
        schema: the vocabulary; its grades and flags come in its order.

    Returns:
        Markdown.

    Example:
        >>> from refgraph.curation.load import read
        >>> page(read("tests/data/mini").dataset.schema).splitlines()[0]
        '# Glossary'
    """
    ranking = schema.ranking
    parts = [
        "# Glossary",
        "",
        "Written by `python tools/glossary.py`; do not edit. The words that answers use, one for each idea.",
        "",
        *_table("word", TERMS),
        "## Grades, best first",
        "",
        *_table("grade", {spaced(key): f"{grade.meaning} *{grade.example}*" for key, grade in ranking.grades.items()}),
        "## What weakens a joint between two steps",
        "",
        *_table("flag", {f"{flag.plain or spaced(key)} (`{key}`)": _told(flag) for key, flag in ranking.flags.items()}),
        "## Kinds of evidence, best first",
        "",
        *_table("kind", {spaced(key): kind.label for key, kind in ranking.evidence.items()}),
    ]
    return "\n".join(parts)


def _told(flag: Flag) -> str:
    """What a flag means, in everyday words and to the letter."""
    return " ".join(filter(None, (flag.plain_meaning, flag.meaning)))


def _table(heading: str, rows: Mapping[str, str]) -> list[str]:
    return [f"| {heading} | meaning |", "|---|---|", *(f"| {term} | {meaning} |" for term, meaning in rows.items()), ""]
