"""English that agrees: verbs with their subjects, lists, counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_IRREGULAR = {"is": ("are", "be"), "has": ("have", "have"), "does": ("do", "do"), "goes": ("go", "go")}
_SIBILANTS = ("ches", "shes", "sses", "xes", "zes")
# A verb of one word that does not change with its subject.
_MODAL = frozenset({"can", "cannot", "may", "must"})
# What is spoken with a vowel first: "an ulnar nerve", but "a unilateral pain", "a urinary infection".
_VOWEL = re.compile(r"[aeio]|u(?:n(?!i)|[lp])", re.IGNORECASE)


def agree(verb: str, *, plural: bool = False, may: bool = False) -> str:
    """Make a verb in the third person singular agree with a plural, or with "may".

    Args:
        verb: with whatever follows it, as the vocabulary words it.
        plural: whether its subject is a plural.
        may: whether it is only said that it may be so.

    Returns:
        The verb with whatever follows it.

    Example:
        >>> agree("is felt as", plural=True), agree("is felt as", may=True), agree("causes", plural=True)
        ('are felt as', 'may be felt as', 'cause')
    """
    first, space, rest = verb.partition(" ")
    if first in _MODAL or not (plural or may):
        return verb
    many, base = _IRREGULAR.get(first, (_base(first),) * 2)
    return f"may {base}{space}{rest}" if may else f"{many}{space}{rest}"


def _base(verb: str) -> str:
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(_SIBILANTS):
        return verb[:-2]
    return verb.removesuffix("s")


def listed(words: Sequence[str], last: str) -> str:
    """List words with commas, and the last one after "and" or "or".

    Args:
        words: in the order in which they are listed.
        last: the conjunction, such as `or`.

    Returns:
        One text; empty of no words.

    Example:
        >>> listed(["fever", "chills", "a rash"], "or")
        'fever, chills or a rash'
    """
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def count(number: int, word: str) -> str:
    """Count a thing.

    Args:
        number: how many.
        word: what is counted, in the singular.

    Returns:
        Number and word.

    Example:
        >>> count(1, "path"), count(2, "path")
        ('1 path', '2 paths')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def plural(word: str) -> str:
    """Make the plural of a thing, if it is not one.

    Args:
        word: in either number.

    Returns:
        The plural.

    Example:
        >>> plural("trigger point"), plural("knots")
        ('trigger points', 'knots')
    """
    return word if word.endswith("s") else f"{word}s"


def indefinite(words: str) -> str:
    """Put the indefinite article before some words.

    Args:
        words: a noun, and what stands before it.

    Returns:
        The words with their article.

    Example:
        >>> indefinite("entrapped nerve"), indefinite("weak ankle"), indefinite("unstable joint")
        ('an entrapped nerve', 'a weak ankle', 'an unstable joint')
    """
    return f"an {words}" if _VOWEL.match(words) else f"a {words}"


def capital(text: str) -> str:
    """Begin a text with a capital letter.

    Args:
        text: empty or not.

    Returns:
        The text; all after its first letter as it was.

    Example:
        >>> capital("knee pain")
        'Knee pain'
    """
    return text[:1].upper() + text[1:]
