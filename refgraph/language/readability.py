"""How hard a text is to read: length of words and sentences, and words that only the trained know.

The two formulas are made for passages. Of a single phrase only its length and its technical words say anything, so that
is what a lay definition is held to, and the formulas are given for many of them together. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt

LONGEST = 20  # words of a lay definition
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_END = re.compile(r"[.!?;:]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are spoken apart.
_APART = re.compile(
    r"ia(?!l)|(?<=[^aeiouyt])ial|io(?!u|n)|(?<=r)iou|iu|eo(?!p)|(?<!q)ua|[aeiou]ing$|(?<=[a-df-z])y(?=[aeiou])|(?<=ar)ea|ism$"
)
# Vowels that are written and not spoken: at the end of a word, or within one that is made of two.
_SILENT = re.compile(
    r"(?<=[^aeiouyl])(?<!br)es?$|(?<=[aeiou]l)es?$|(?<=[^tdi])ed$|(?<=g)ue$"
    r"|(?<=[^aeiouy])e(?=ment|ly$|less|ful|where|ways|head|foot|most|spread|thing|board)"
)
_SPOKEN = re.compile(r"(?:[sxzcg]|[cs]h)es$")
_MANY = 3  # syllables of a word that SMOG counts


@dataclass(frozen=True, slots=True)
class Measured:
    """What is counted of some text.

    Attributes:
        words, sentences, syllables: how many.
        long: words of three and more syllables.
    """

    words: int
    sentences: int
    syllables: int
    long: int

    @property
    def grade(self) -> float:
        """Years of school that it takes, by Flesch and Kincaid.

        Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted
        personnel. Research Branch Report 8-75, Naval Technical Training Command, 1975.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """Years of school that it takes, by SMOG; made for thirty sentences and more.

        McLaughlin GH. SMOG grading: a new readability formula. Journal of Reading 12 (1969) 639-646.
        """
        return 3.1291 + 1.0430 * sqrt(self.long * 30 / self.sentences) if self.words else 0.0


def syllables(word: str) -> int:
    """Count the syllables of an English word by its letters.

    Args:
        word: letters alone.

    Returns:
        At least 1.

    Example:
        >>> [syllables(word) for word in ("pain", "muscle", "shoulder", "ankle", "vertebra", "bones", "needed")]
        [1, 2, 2, 2, 3, 1, 2]
    """
    folded = word.casefold()
    counted = len(_VOWELS.findall(folded)) + len(_APART.findall(folded))
    return max(1, counted - (0 if _SPOKEN.search(folded) else len(_SILENT.findall(folded))))


def measure(texts: Iterable[str]) -> Measured:
    """Count what the formulas need, of several texts taken as one passage.

    Args:
        texts: each of one sentence or more; a phrase without a full stop is a sentence.

    Returns:
        The counts.

    Example:
        >>> measure(["Pain at the knee.", "Cushion between two bones of the spine."])
        Measured(words=11, sentences=2, syllables=13, long=0)
    """
    words: list[int] = []
    sentences = 0
    for text in texts:
        words += map(syllables, _WORD.findall(text))
        sentences += len([part for part in _END.split(text) if _WORD.search(part)])
    return Measured(len(words), sentences, sum(words), sum(1 for count in words if count >= _MANY))


def technical(text: str) -> tuple[str, ...]:
    """Name the words of a text that only the trained know.

    Args:
        text: English.

    Returns:
        The words as they are listed in `technical.txt`, in the order of the text.

    Example:
        >>> technical("Joint between the sacrum and the hip bone.")
        ('sacrum',)
    """
    known = _technical()
    return tuple(word for word in (found.casefold() for found in _WORD.findall(text)) if word in known)


@cache
def _technical() -> frozenset[str]:
    listed = files("refgraph.language").joinpath("technical.txt").read_text(encoding="utf-8")
    return frozenset(line for line in listed.splitlines() if line and not line.startswith("#"))
