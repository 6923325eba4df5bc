"""The pieces of words that resembling names share; standard library only."""

from __future__ import annotations


def pieces(text: str) -> frozenset[str]:
    """Return every three letters on end of a text's words, a blank before and after each word counting as one.

    Args:
        text: a normalised text.

    Example:
        >>> sorted(pieces("hip x"))
        [' hi', ' x ', 'hip', 'ip ']
    """
    padded = (f" {word} " for word in text.split())
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))
