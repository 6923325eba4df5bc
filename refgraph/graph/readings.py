"""Findings read from what people type with a remark: what was left out, and how a misspelt word was read.

`refgraph.graph.names.read` drops and corrects nothing. Here a circumstance after a finding ("when I sneeze") may be
left out, and one letter of a long word may be wrong, and whoever asks is told so. What would change the finding is
never left out: another body part, a side, a denial. A second complaint or an injury is no part of what is asked either,
but it is kept (`beside`), since it may be a warning sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph import company, names
from refgraph.graph.reading import lexicon, suggestions
from refgraph.language import circumstances, phrases
from refgraph.language.phrases import Words
from refgraph.model.statements import Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONG_WORD = 6
MOST_MISSPELT = 2
MOST_SPELLINGS = 9
# Of a graph with more names no word is taken for a misspelt one: whatever is typed is near to something there.
MOST_NAMES = 50_000
_MOST_TOGETHER = 4
ADVICE = "If it is sudden, severe or getting worse, see a doctor; refgraph red-flags lists the signs."
# "Chest pain spreading to my jaw": where a pain goes is named with it.
_SPREADS = re.compile(
    r"(?P<what>.+?)\s+(?:(?:that|which|and)\s+)?(?:spread|radiat|shoot|travel|go|mov)(?:ing|es|s)\s+"
    r"(?:in|on|up|down|out)?\s*(?:to|into)\s+(?P<where>.+)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A finding, with what was done to read it.

    Attributes:
        finding: what was read.
        left_out: what was typed and is no part of the finding; empty where nothing was left out.
        spelt: the text as it was read, where a word was taken for a misspelt one; otherwise empty.
        beside: findings that were named with it and are left out.
    """

    finding: Finding
    left_out: str = ""
    spelt: str = ""
    beside: tuple[Finding, ...] = ()


def read(kg: KnowledgeGraph, text: str, side: str | None = None) -> Reading:
    """Read a finding as `names.read` does, or else with a circumstance left out or one letter of a word corrected.

    Args:
        kg: the graph whose names and states count.
        text: "lower back hurts when I sneeze", "tight piriformus".
        side: a side given apart from the text; it must not contradict it.

    Returns:
        The finding, and what has to be told of how it was read.

    Raises:
        UnknownNameError: it cannot be read that way either; the nearest readings are listed.
        UsageError: two sides, two states, or a name that several entities carry.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> read(kg, "my neck hurts every time I look up").left_out
        'every time I look up'
        >>> read(kg, "tight piriformus").spelt
        'tight piriformis'
    """
    if side is not None and side not in names.ASKABLE_SIDES:
        raise UnknownNameError(side, names.ASKABLE_SIDES, kind="side")
    whole = names.whole(kg, text)
    ways = (_without_part, _without_tail, _in_company, _spreading, _without_qualities, _corrected)
    found = Reading(whole) if whole else next(filter(None, (way(kg, text) for way in ways)), None)
    if found is None:
        raise _unknown(kg, text)
    return replace(found, finding=names.with_side(text, found.finding, side))


def remark(kg: KnowledgeGraph, reading: Reading) -> str:
    """Word what has to be told of a reading, in one line; empty where it is what was typed.

    Args:
        kg: the graph.
        reading: of a text.

    Returns:
        Words, or an empty text.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> remark(kg, read(kg, "my neck hurts every time I look up"))
        'read as: neck pain; "every time I look up" is not part of what is asked'
    """
    if not reading.left_out and not reading.spelt:
        return ""
    said = f"read as: {names.say(kg, reading.finding)}"
    if reading.beside:
        return f"{said}; named with it: {', '.join(names.say(kg, one) for one in reading.beside)}"
    return f'{said}; "{reading.left_out}" is not part of what is asked' if reading.left_out else said


def _unknown(kg: KnowledgeGraph, text: str) -> UsageError:
    """The error for a text that cannot be read; whoever describes a complaint in several words is told when to go."""
    error = names.unknown(kg, text)
    if isinstance(error, UnknownNameError) and len(text.split()) > 1:
        return UnknownNameError(text, error.candidates, advice=ADVICE)
    return error


# ---------------------------------------------------------------- circumstances


def _without_part(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read a name without the part of the thing that stands in brackets after it: "multifidus (S1 level)"."""
    bracket = _BRACKET.search(text) if len(text) <= names.LONGEST else None
    if bracket is None or not circumstances.is_part(phrases.words_of(bracket["inside"])):
        return None
    finding = _finding(kg, text[: bracket.start()] + text[bracket.end() :])
    return Reading(finding, bracket["inside"].strip()) if finding else None


def _without_tail(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read what stands before a circumstance, as much of it as is a finding."""
    for head, tail in _tails(text):
        finding = _finding(kg, head)
        if finding and _is_felt_or_stated(kg, finding) and not _changes(kg, phrases.words_of(head), tail):
            return Reading(finding, tail)
    return None


def _tails(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a text before a circumstance, the longest beginning first."""
    typed = text.split() if len(text) <= names.LONGEST else []
    for place in range(min(len(typed), names.MOST_WORDS) - 1, 0, -1):
        tail = " ".join(typed[place:])
        if circumstances.begins(phrases.words_of(tail)) and not _split_adverb(typed, place):
            yield " ".join(typed[:place]), tail


def _split_adverb(typed: list[str], place: int) -> bool:
    """Say whether a word before a place belongs to what follows; "on the right" before it is a side."""
    before = phrases.words_of(" ".join(typed[:place]))
    is_side = before[-1:] == ("right",) and before[-2:-1] in (("the",), ("my",))
    return bool(before) and circumstances.is_adverb(before[-1]) and not is_side


def _finding(kg: KnowledgeGraph, text: str) -> Finding | None:
    try:
        return names.whole(kg, text)
    except UsageError:
        return None


def _is_felt_or_stated(kg: KnowledgeGraph, finding: Finding) -> bool:
    """Say whether a finding is one by itself; a bare place or exercise before a circumstance is something else."""
    category = kg.schema.categories[kg.entity(finding.entity).category]
    return finding.state is not None or category.suffered


def _changes(kg: KnowledgeGraph, head: Words, tail: str) -> bool:
    """Say whether a circumstance holds something that is more than one."""
    words = phrases.words_of(tail)
    if circumstances.changes(words) or any(sides for _, sides in phrases.sided(words)):
        return True
    felt = (kg.schema.states[match.state].felt for match in kg.state_words.matches(words))
    if any(kind in ("pain", "symptom", "quality") for kind in felt):
        return True
    return any(_is_other(kg, number, circumstances.acts(words)) for number in _named_in(kg, words, frozenset(head)))


def _named_in(kg: KnowledgeGraph, words: Words, known: frozenset[str]) -> Iterator[int]:
    """Yield the entities that are named anywhere in words, but by the words that are known already."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_TOGETHER, len(words)) + 1):
            part = words[start:end]
            if part[0] not in phrases.LITTLE and not known.issuperset(part):
                yield from lexicon.named(kg, part)


def _is_other(kg: KnowledgeGraph, number: int, acting: bool) -> bool:
    """Say whether an entity in a circumstance is another thing; body parts are not where somebody moves them."""
    category = kg.schema.categories[kg.category_at(number)]
    return category.suffered if acting else not category.circumstance


def _in_company(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read one of several things that were typed together, and keep the others."""
    if len(text) > names.LONGEST or len(text.split()) > names.MOST_WORDS:
        return None
    found = company.read(kg, text, lambda part: _finding(kg, part) or _head(kg, part))
    return Reading(found.finding, found.words, beside=found.beside) if found else None


def _spreading(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read what is said to spread somewhere, and keep what is felt there beside it."""
    told = _SPREADS.fullmatch(text.strip()) if len(text) <= names.LONGEST else None
    what, where = (_finding(kg, told["what"]), _finding(kg, told["where"])) if told else (None, None)
    if told is None or what is None or where is None or not _is_felt_or_stated(kg, what):
        return None
    felt = suggestions.asked(kg, where)
    return Reading(what, text.strip()[len(told["what"]) :].strip(), beside=(felt,)) if felt != what else None


def _without_qualities(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read a complaint without what is said of the skin over it: "calf red, hot and painful"."""
    typed = text.replace(",", " ").split() if len(text) <= names.LONGEST else []
    told = [word for word in typed if word.casefold() in circumstances.QUALITIES]
    left = [word for word in typed if word not in told]
    if not told or circumstances.denies(phrases.words_of(text)):
        return None
    # What joined them joins nothing any more.
    rest = [word for word in left if word.casefold() != "and"]
    finding = _finding(kg, " ".join(rest))
    return Reading(finding, ", ".join(told)) if finding and _is_felt_or_stated(kg, finding) else None


def _head(kg: KnowledgeGraph, text: str) -> Finding | None:
    read = _without_tail(kg, text)
    return read.finding if read else None


# ---------------------------------------------------------------- spelling


def _corrected(kg: KnowledgeGraph, text: str) -> Reading | None:
    """Read a text in which long words have one letter wrong; None where two things are equally near."""
    found: dict[Finding, Reading] = {}
    for spelt in _spellings(kg, text):
        finding = _finding(kg, spelt)
        reading = Reading(finding) if finding else _without_tail(kg, spelt)
        if reading:
            found[reading.finding] = Reading(reading.finding, reading.left_out, spelt)
    return next(iter(found.values())) if len(found) == 1 else None


def _spellings(kg: KnowledgeGraph, text: str) -> list[str]:
    """Return the texts that may be meant: each unknown word replaced by each known one that is one letter away."""
    if len(text) > names.LONGEST or kg.index.count("name") > MOST_NAMES:
        return []
    typed = phrases.words_of(text)
    if not typed or len(typed) > names.MOST_WORDS:
        return []
    known = suggestions.known_words(kg)
    odd = {word for word in typed if word not in known and len(word) >= LONG_WORD - 1 and word.isalpha()}
    if not odd or len(odd) > MOST_MISSPELT:
        return []
    ways = product(*(_near(word, known) if word in odd else (word,) for word in typed))
    spelt = [words for words in ways if words != typed]
    return [" ".join(words) for words in spelt] if len(spelt) <= MOST_SPELLINGS else []


def _near(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the known words one letter away from a word: added, missing, another, or two that changed places.

    The distance is that of F. J. Damerau (1964), "A technique for computer detection and correction of spelling
    errors", Communications of the ACM 7(3), 171-176. A word that is near none stays as it is.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=MOST_SPELLINGS + 1)
    return tuple(sorted(other for other, *_ in near if max(len(other), len(word)) >= LONG_WORD)) or (word,)
