"""The words in which an answer is given: English as it is written here, everyday English, or another language.

An interface text is marked with `tr` where it stands and is its own id, as in gettext; a catalogue gives it in another
language. Which words are in use is set for a stretch of work by `speaking`, and is English otherwise. Standard library
only, and nothing is read before another language is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Name:
    """A thing in another language.

    Attributes:
        label: as it stands within a sentence, without article.
        gender: `m` or `f`.
        plural: whether verbs after it stand in the plural.
        bare: whether it takes no article.
        definition: what it is, in everyday words; empty where that is not translated.
    """

    label: str
    gender: str = "m"
    plural: bool = False
    bare: bool = False
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A predicate in another language.

    Attributes:
        one, many: after a subject in the singular and in the plural.
        base: after the word for "may".
        bare: the category of objects that take no article after it; `any` for all, empty for none.
        state: whether the state of its object is said although the verb says it.
    """

    one: str
    many: str
    base: str
    bare: str = ""
    state: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """The words in use.

    Attributes:
        lang: the code of the language.
        plain: whether words are those of lay people.
        messages: interface text → the same in this language.
        names, verbs: of entities and predicates, by key; `entity.state` where the two have one name together.
        states: forms of a state by key: one that does not change, or masculine, feminine, and both in the plural.
        words: words for keys of the schema, by what they are: `grade`, `graded`, `evidence`, `flag`, `meaning`,
            `category`, `family`, `source`.
        circumstances: part of a claim's condition → the same in this language.
        contractions: what is written as one where it meets → how it is written.
    """

    lang: str = "en"
    plain: bool = False
    messages: Mapping[str, str] = field(default_factory=lambda: _NONE)
    names: Mapping[str, Name] = field(default_factory=lambda: _NONE)
    verbs: Mapping[str, Verb] = field(default_factory=lambda: _NONE)
    states: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NONE)
    circumstances: Mapping[str, str] = field(default_factory=lambda: _NONE)
    contractions: Mapping[str, str] = field(default_factory=lambda: _NONE)

    @property
    def usual(self) -> bool:
        """Whether it is English as it is written here."""
        return self.lang == "en" and not self.plain

    @property
    def foreign(self) -> bool:
        """Whether it is another language than the one in which sources and statements are told."""
        return self.lang != "en"


ENGLISH = Voice()
PLAIN = Voice(plain=True)
_IN_USE: ContextVar[Voice] = ContextVar("voice", default=ENGLISH)
# What was said in English since another language is in use.
_LEFT: ContextVar[set[str] | None] = ContextVar("left_in_english", default=None)


def voice() -> Voice:
    """The words in use.

    Example:
        >>> voice().lang
        'en'
    """
    return _IN_USE.get()


@contextmanager
def speaking(chosen: Voice) -> Iterator[None]:
    """Use other words for a stretch of work; what is made within it must be finished within it.

    Args:
        chosen: the words.

    Example:
        >>> with speaking(Voice("es", messages={"Sources": "Fuentes"})):
        ...     tr("Sources")
        'Fuentes'
        >>> tr("Sources")
        'Sources'
    """
    begun = _LEFT.set(set()) if chosen.foreign and _IN_USE.get() != chosen else None
    before = _IN_USE.set(chosen)
    try:
        yield
    finally:
        _IN_USE.reset(before)
        if begun is not None:
            _LEFT.reset(begun)


def tr(text: str, /, **values: object) -> str:
    """Say an interface text in the words in use.

    Args:
        text: in English; `{name}` stands for a value.
        values: by name; a text without any is taken as it stands.

    Returns:
        The text with its values; in English where the catalogue lacks it.

    Example:
        >>> tr("Step {n}", n=2)
        'Step 2'
    """
    said = _IN_USE.get()
    told = said.messages.get(text, text)
    told = told.format(**values) if values else told
    for met, written in said.contractions.items():
        told = told.replace(met, written)
    return told


def as_english(words: str) -> str:
    """Remember words that are English though another language is in use, so that `pieces` finds them again.

    Args:
        words: of the data; they stay as they are.

    Example:
        >>> as_english("masseter")
        'masseter'
    """
    left = _LEFT.get()
    if words and left is not None and _IN_USE.get().foreign:
        left.add(words)
    return words


def left_in_english() -> frozenset[str]:
    """Return what `as_english` was told of, for what is kept and shown again in another stretch of work.

    Example:
        >>> with speaking(Voice("es")):
        ...     as_english("masseter") and sorted(left_in_english())
        ['masseter']
    """
    return frozenset(_LEFT.get() or ())


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """Part a text where it passes from the language in use to English or back.

    Args:
        text: said in the words in use, with whatever of it `as_english` was told of.

    Returns:
        Texts in their order, each with whether it is English although another language is in use.

    Example:
        >>> with speaking(Voice("es")):
        ...     pieces(f"el {as_english('masseter')} duele")
        (('el ', False), ('masseter', True), (' duele', False))
        >>> pieces("the masseter hurts")
        (('the masseter hurts', False),)
    """
    pattern = finding_english()
    parts = re.split(pattern, text) if pattern else [text]
    return tuple((part, bool(place % 2)) for place, part in enumerate(parts) if part)


def finding_english() -> str:
    r"""Give a regular expression for whatever was left in English.

    Returns:
        An expression with one group; empty where nothing was.

    Example:
        >>> with speaking(Voice("es")):
        ...     as_english("(neck)") and finding_english()
        '(?i)(\\(neck\\))'
        >>> finding_english()
        ''
    """
    left = _LEFT.get()
    return _finding(frozenset(left)) if left and _IN_USE.get().foreign else ""


@lru_cache(maxsize=8)
def _finding(left: frozenset[str]) -> str:
    """Of several words that begin alike the longest; a sentence may capitalise them."""
    ordered = sorted(left, key=lambda words: (-len(words), words))
    return f"(?i)({'|'.join(_bounded(words) for words in ordered)})"


def _bounded(words: str) -> str:
    begin, end = (r"\b" if words[place].isalnum() else "" for place in (0, -1))
    return f"{begin}{re.escape(words)}{end}"


def msgid(text: str) -> str:
    """Mark an interface text that is said elsewhere by `tr`, so that a catalogue has it; it stays as it is.

    Args:
        text: in English.

    Example:
        >>> msgid("a trigger")
        'a trigger'
    """
    return text


def trn(count: int, one: str, many: str, /, **values: object) -> str:
    """Say an interface text that counts something.

    Args:
        count: how many; `{count}` stands for it.
        one: for one thing.
        many: for none or several.
        values: other values, by name.

    Returns:
        The text with its values.

    Example:
        >>> trn(1, "{count} path", "{count} paths"), trn(2, "{count} path", "{count} paths")
        ('1 path', '2 paths')
    """
    return tr(one if count == 1 else many, count=count, **values)
