"""Words that stand in a cell of a KGX graph and say that it says nothing."""

from __future__ import annotations

from collections.abc import Iterator

_WORDS = (
    "na", "n/a", "n.a.", "nan", "nil", "null", "none", "unknown", "undefined", "unspecified", "missing", "unpublished",
    "not provided", "not available", "not applicable", "not reported", "not specified", "not known", "not given",
    "no data", "no value", "no information", "no publication", "no publications", "no reference", "no source",
    "none available",
)  # fmt: skip
_MARKS = ("\\N", "-", "--", "---", "—", "–", ".", "...", "…", "?", "[]", "{}", "()", "''", '""', "#N/A", "#NA")
_OUTER = (("", ""), ("<", ">"), ("(", ")"), ("[", "]"))


def _spelled(word: str) -> Iterator[str]:
    for told in {word, word.replace(" ", "_"), word.replace(" ", "-"), word.replace(" ", "")}:
        for cased in (told, told.upper(), told.capitalize(), told.title()):
            yield from (f"{begin}{cased}{end}" for begin, end in _OUTER)


# "Na" and "NaN" are told apart by their letters: "Na" is sodium.
PLACEHOLDERS = frozenset((*_MARKS, "NaN", *(text for word in _WORDS for text in _spelled(word)))) - {"Na"}


def is_nothing(text: str) -> bool:
    """Say whether a cell is empty or says in words that it says nothing.

    Example:
        >>> [is_nothing(text) for text in ("", " N/A ", "Not_Provided", "<NA>", "Na", "none of them")]
        [True, True, True, True, False, False]
    """
    text = text.strip()
    return not text or text in PLACEHOLDERS
