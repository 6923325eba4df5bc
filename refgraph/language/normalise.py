"""The one way a name is folded before it is looked up; standard library only.

The index folds every label and synonym when it is built, and `names` folds what people type, so that both meet.
"""

from __future__ import annotations

from functools import lru_cache

# Plurals that no rule gives.
IRREGULAR = {"feet": "foot", "teeth": "tooth", "calves": "calf", "halves": "half", "vertebras": "vertebra"}
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
# The same and every sign that is no letter or digit, for plain ASCII.
_PLAIN = {sign: None if chr(sign) in "'`" else " " for sign in range(128) if not chr(sign).isalnum()}
_KEPT_WORDS = 16_384


def normalise(text: str) -> str:
    """Fold a name: letter case, Unicode forms, punctuation, white space and simple plurals.

    Folding twice changes nothing, and the result holds letters, digits and single spaces only.

    Example:
        >>> normalise("Tight Hip-Flexors"), normalise("headaches"), normalise("  Runner’s knees ")
        ('tight hip flexor', 'headache', 'runner knee')
        >>> normalise("piriformis"), normalise("Vertebrae"), normalise("stretches")
        ('piriformis', 'vertebra', 'stretch')
    """
    return " ".join([_singular(word) for word in _spaced(text).split()])


def _spaced(text: str) -> str:
    """Fold letter case and Unicode forms, with a blank for every sign; plain ASCII, the common case, is quick."""
    if text.isascii():
        return text.lower().translate(_PLAIN)
    from unicodedata import combining, normalize

    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in folded if not combining(letter)).translate(_APOSTROPHES)
    return "".join(letter if letter.isalnum() else " " for letter in bare)


@lru_cache(_KEPT_WORDS)
def _singular(word: str) -> str:
    """Fold a plural until nothing changes; what is no English plural is folded alike everywhere, so it still meets."""
    while (shorter := IRREGULAR.get(word) or _shorter(word)) != word:
        word = shorter
    return word


def _shorter(word: str) -> str:
    """One step of folding a plural."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ae"):
        return word[:-1]
    if word.endswith(("sses", "xes", "shes")) or (word.endswith("ches") and not _ache(word)):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _ache(word: str) -> bool:
    """Tell headaches and aches (one e to keep) from crunches, stretches and reaches."""
    return word.endswith("aches") and not word.endswith(("eaches", "oaches"))
