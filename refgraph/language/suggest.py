"""Names in messages: how one is quoted, and the nearest known names for one that is not known.

Two measures: of a few keys, by their letters (`nearest`, standard library only), and of many names of several words,
by letters and by words (`alike`, with rapidfuzz).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from refgraph.errors import quoted

__all__ = ["alike", "candidates", "did_you_mean", "nearest", "quoted"]

FEW = 12
ALIKE_FROM = 66
# Comparing takes the square of the length, and no key is that long.
_LONGEST = 80


def nearest(name: str, known: Iterable[str], most: int = 3, cutoff: float = 0.7) -> tuple[str, ...]:
    """Return the known names that resemble a name, best first.

    Args:
        name: what was typed or read.
        known: the names to choose from.
        most: how many at the most.
        cutoff: how much alike they must be, from 0 to 1 (twice the matching letters over all letters).

    Example:
        >>> nearest("ancor", ("anchor", "author"))
        ('anchor',)
    """
    if len(name) > _LONGEST:
        return ()
    import difflib

    return tuple(difflib.get_close_matches(name, list(known), most, cutoff))


def candidates(name: str, known: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """Return what to offer for a name that is not known: what resembles it, or everything where that is not much.

    Args:
        name: what was typed or read.
        known: every wording that would have been understood, with the key that it stands for.
        most: how many keys at the most, where there are more than a few.

    Returns:
        Keys, the nearest first; where none is near, all of them, or the first ones of many.

    Example:
        >>> known = {"text": "text", "json": "json", "md": "markdown"}
        >>> candidates("jso", known), candidates("xyz", known)
        (('json',), ('text', 'json', 'markdown'))
    """
    near = dict.fromkeys(known[wording] for wording in nearest(name, known, most, 0.5))
    every = tuple(dict.fromkeys(known.values()))
    return tuple(near) or (every if len(every) <= FEW else every[:most])


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Word a suggestion, with a blank in front; empty if nothing is near.

    Example:
        >>> did_you_mean("ancor", ("anchor", "author"))
        ' Did you mean: anchor?'
        >>> did_you_mean("xyz", ("anchor",))
        ''
    """
    near = nearest(name, known)
    return f" Did you mean: {', '.join(near)}?" if near else ""


def alike(text: str, names: Sequence[str]) -> list[tuple[int, float]]:
    """Find the names that resemble a text of one or more words.

    Args:
        text: a normalised text.
        names: normalised names.

    Returns:
        The place of each in `names`, with how much it resembles the text, from `ALIKE_FROM` to 100, in no order.

    Example:
        >>> alike("piriformis tight", ["tight piriformis", "hip"])
        [(0, 100.0)]
    """
    from rapidfuzz import fuzz, process

    found: dict[int, float] = {}
    # Two quick passes choose candidates; which of them is nearest is judged word by word.
    for scorer, cutoff in ((fuzz.ratio, 55), (fuzz.WRatio, 75)):
        for name, _, place in process.extract(text, names, scorer=scorer, score_cutoff=cutoff, limit=60):
            score = max(fuzz.ratio(text, name), fuzz.token_sort_ratio(text, name), _by_words(text, name))
            if score >= ALIKE_FROM:
                found[place] = score
    return list(found.items())


def _by_words(text: str, name: str) -> float:
    """Say how well the words of a text are found among those of a name; that says less than a likeness of the whole."""
    from rapidfuzz import fuzz

    best = [max(fuzz.ratio(word, other) for other in name.split()) for word in text.split()]
    found = sum(score for score in best if score >= ALIKE_FROM) / len(best)
    return 0.85 * found + 0.05 * fuzz.ratio(text, name)
