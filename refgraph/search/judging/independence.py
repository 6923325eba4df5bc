"""Which sources speak independently of each other: whoever shares an author, a study or a cited work adds no voice.

Names are compared without titles and degrees, a shorter form with a longer one ("Premkumar et al." with "Premkumar et
al. 2018"). What begins with a small letter ("a reader", "one study, not named") names nobody and is shared with nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.normalise import normalise
from refgraph.model.statements import DATABASE, Claim, Source

FEWEST_TITLE_WORDS = 3
# Compiled where a name needs them: most have neither, and every start would pay.
_BRACKETS = r"\([^()]*\)|\[[^\[\]]*\]"
_DEGREES = r"(?:,\s*[A-Z][A-Za-z.]*[A-Z][A-Za-z.]*)+\s*$"
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms"})
_Words = tuple[str, ...]
# The same names and titles are compared for path after path.
_KEPT = 8_192


def independent(kg: KnowledgeGraph, claims: Iterable[Claim]) -> int:
    """Count the sources of claims that share nothing with each other, each taken only if it adds to those taken before.

    Two sources share something where they have an author, a paragraph's author, a speaker, a cited work or an
    underlying study in common, where one cites or retells the other, or where both are one text or stand at one
    address. A database shares something with every other source: who says what it holds is not known. Of sources that
    share something with a third but not with each other both count. Where that can be done in several ways the count
    may be too low, never too high.

    Args:
        kg: the graph.
        claims: the claims that a path rests on.

    Returns:
        How many sources.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> independent(kg, kg.claims())
        2
    """
    every = _near(kg, claims)
    near = {key: others for key, others in every.items() if others}
    count = len(every) - len(near)
    while near:
        chosen = min(near, key=lambda key: (len(near[key]), key))
        gone = near.pop(chosen)
        for other in gone:
            for third in near.pop(other) - {chosen} - gone:
                near[third].discard(other)
        count += 1
    return count


def _near(kg: KnowledgeGraph, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """For each source those that share something with it."""
    shared: dict[object, set[str]] = defaultdict(set)
    names: dict[_Words, set[str]] = defaultdict(set)
    works: dict[_Words, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = {}
    for claim in claims:
        if claim.source not in near:
            near[claim.source] = set()
            _identify(kg.source(claim.source), shared, names)
        _note(claim, shared, names, works)
    titles: dict[_Words, set[str]] = defaultdict(set)
    for key in near:
        title = _folded(kg.source(key).title or "")
        if len(title) >= FEWEST_TITLE_WORDS:
            titles[title].add(key)
    groups = [*shared.values(), *_meeting(names, names), *_meeting(works, titles)]
    for group in groups:
        for key in group if len(group) > 1 else ():
            near[key] |= group - {key}
    for database in (key for key in tuple(near) if key.startswith(DATABASE)):  # What it holds may be any of the others.
        for other in near.keys() - {database}:
            near[database].add(other)
            near[other].add(database)
    return near


def _note(
    claim: Claim, shared: dict[object, set[str]], names: dict[_Words, set[str]], works: dict[_Words, set[str]]
) -> None:
    for key in claim.underlying:
        shared["study", key].add(claim.source)
    for text in (claim.speaker, claim.author, claim.cites):
        for words in _named(text):
            names[words].add(claim.source)
    for words in _named(claim.cites):
        works[words].add(claim.source)


def _identify(source: Source, shared: dict[object, set[str]], names: dict[_Words, set[str]]) -> None:
    for kind, mark in (("text", source.sha256), ("address", (source.url or "").rstrip("/").casefold())):
        if mark:
            shared[kind, mark].add(source.key)
    for study in (source.key, *source.underlying):
        shared["study", study].add(source.key)
    # Whoever publishes without naming an author answers for it.
    for author in source.authors or filter(None, (source.publisher,)):
        names[_folded(author)].add(source.key)


def _named(text: str | None) -> Iterator[_Words]:
    """The words of a name; none where nobody is named."""
    words = _folded(text or "")
    if words and not (text or "").strip(" \"'“‘(")[:1].islower():
        yield words


@lru_cache(_KEPT)
def _folded(text: str) -> _Words:
    bare = re.sub(_BRACKETS, " ", text).strip() if "(" in text or "[" in text else text
    bare = re.sub(_DEGREES, "", bare) if "," in bare else bare
    words = tuple(normalise(bare).split())
    return tuple(word for word in words if word not in _TITLES) or words


def _meeting(longer: dict[_Words, set[str]], shorter: dict[_Words, set[str]]) -> Iterator[set[str]]:
    """Sources that name the same, or of which one names it at greater length."""
    for words, keys in longer.items():
        for length in range(1, len(words) + 1):
            other = shorter.get(words[:length])
            if other is not None:
                yield keys | other
