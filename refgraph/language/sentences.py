"""Words of an article: folding, paragraphs, sentences, and finding a few copied words in them; standard library only.

All of it reads a text once from left to right, so that no text can make it slow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        # Soft hyphens, zero-width spaces and joiners are not seen by a reader.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_ENDS = ".!?…"
_CLOSING = "\"')]}"
_OPENING = "\"'([{"
# A full stop after one of these ends no sentence. A sentence missed costs little (two are searched as one), a sentence
# cut in two would reject a sound anchor; so the list is generous.
_ABBREVIATIONS = frozenset(
    [
        *("e.g", "i.e", "eg", "ie", "al", "etc", "cf", "vs", "v", "viz", "approx", "ca", "esp", "incl", "resp"),
        *("dr", "drs", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "rev", "hon", "dept", "univ", "inc", "ltd", "co"),
        *("fig", "figs", "no", "nos", "vol", "pp", "p", "ch", "sec", "ed", "eds", "ref", "refs", "m", "mm", "n", "nn"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "a.m", "p.m", "u.s"),
        *("min", "max", "hr", "hrs", "lb", "lbs", "oz", "ft", "d.c", "d.o", "m.d", "ph.d", "p.t", "d.p.t"),
    ]
)


def fold(text: str) -> str:
    """Fold what typesetting changes: quotes, dashes, white space, soft hyphens; letters and their case stay.

    Example:
        >>> fold("the  “hip–knee”\u00a0pull")
        'the "hip-knee" pull'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


def paragraphs(data: bytes) -> tuple[str, ...]:
    r"""Split a text file into its non-empty lines; line ends of any system and a byte order mark are understood.

    Raises:
        UnicodeDecodeError: the text is not UTF-8.

    Example:
        >>> paragraphs(b"One.\r\n\r\n Two. \n")
        ('One.', 'Two.')
    """
    lines = unify(data).decode("utf-8").split("\n")
    return tuple(line.strip() for line in lines if line.strip())


def unify(data: bytes) -> bytes:
    r"""Give the bytes of a text as they would be with plain line ends and without a byte order mark.

    Example:
        >>> unify(b"a\r\nb")
        b'a\nb'
    """
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def sentences(text: str) -> tuple[str, ...]:
    """Split folded text into sentences.

    Example:
        >>> sentences("See Dr. Quill et al. (e.g. 2.5 cm). It hurts! Does it? yes, at 3 p.m. or so.")
        ('See Dr. Quill et al. (e.g. 2.5 cm).', 'It hurts!', 'Does it? yes, at 3 p.m. or so.')
    """
    found: list[str] = []
    start = 0
    for end in _breaks(text):
        found.append(text[start:end].strip())
        start = end
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _breaks(text: str) -> Iterator[int]:
    word = 0  # where the word before the current character begins
    for at, letter in enumerate(text):
        if letter == " ":
            word = at + 1
        elif letter in _ENDS:
            after = at + 1
            while after < len(text) and text[after] in _CLOSING:
                after += 1
            ended = text[after : after + 1] == " " and _begins(text, after + 1)
            if ended and not (letter == "." and _abbreviated(text[word:at])):
                yield after


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence may begin here: not with a small letter, opening quotes and brackets aside."""
    while at < len(text) and text[at] in _OPENING:
        at += 1
    return at < len(text) and not text[at].islower() and text[at] not in ",;:"


def _abbreviated(word: str) -> bool:
    bare = word.lstrip(_OPENING).lower()
    return bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha())


def contains(text: str, words: str) -> bool:
    """Tell whether folded words stand in a folded text, whole words only.

    Example:
        >>> contains("a ship in sight", "hip in"), contains("the hip in sight", "hip in")
        (False, True)
    """
    return place(text, words) >= 0


def place(text: str, words: str) -> int:
    """Give where folded words begin in a folded text, or -1."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        inner_start = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        inner_end = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not (inner_start or inner_end):
            return at
        at = text.find(words, at + 1)
    return -1


def words_of(text: str) -> list[str]:
    """List the words of a text in small letters, without punctuation.

    Example:
        >>> words_of("The hip's “pull”, again")
        ['the', "hip's", 'pull', 'again']
    """
    kept = "".join(letter if letter.isalnum() or letter in "'-" else " " for letter in fold(text).casefold())
    return [word for word in (part.strip("'-") for part in kept.split()) if word]


def shared_run(text: str, other: str, length: int) -> str:
    """Give the first run of so many words that two texts have in common, or an empty text.

    Example:
        >>> shared_run("it is said that the hips pull", "we hear that the hips pull hard", 4)
        'that the hips pull'
    """
    first, second = words_of(text), words_of(other)
    runs = {tuple(second[at : at + length]) for at in range(len(second) - length + 1)}
    for at in range(len(first) - length + 1):
        if tuple(first[at : at + length]) in runs:
            return " ".join(first[at : at + length])
    return ""
