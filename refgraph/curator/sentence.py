"""One sentence of an article: its words with their places, and what in it names a thing or a relation.

Names are read as the graph reads them (`refgraph.graph.reading.composition`), the longest first; relations by their
wording in the schema, by what the schema says they cover, and by `wordings.tsv`. Nothing is guessed: a name that
several things carry is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.graph.reading import composition, lexicon
from refgraph.language import phrases
from refgraph.model.statements import Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONGEST_NAME = 7
_WORD = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
_SPLIT = re.compile(r"[,;:()\[\]—–]|\s-\s")
_LINKS = frozenset({"and", "or"})
_PLACING = frozenset(
    {"left", "right", "both", "bilateral", "side", "back", "front", "inside", "outside", "inner", "outer", "rear", "of"}
)
_BEFORE_A_NOUN = frozenset(
    {"a", "an", "the", "in", "of", "with", "by", "for", "and", "or", "to", "from", "no", "despite", "more", "less"}
)
_DROPPED = ("is", "are", "can", "be")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence.

    Attributes:
        text: as it is written. start, end: where it stands.
        apart: whether a mark stands before it. depth: in how many brackets it stands.
    """

    text: str
    start: int
    end: int
    apart: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """What names a thing.

    Attributes:
        start, end: its words, `end` not included.
        finding: what it is read as; None where several things have this name.
    """

    start: int
    end: int
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What words a predicate; `turned` where the object comes first, `pain` where the words say that it is pain."""

    start: int
    end: int
    predicate: str
    turned: bool
    pain: bool


def tokens(sentence: str) -> tuple[Token, ...]:
    """Take a sentence apart into words.

    Example:
        >>> [(token.text, token.apart) for token in tokens("Hip-flexors, if tight, pull.")]
        [('Hip-flexors', False), ('if', True), ('tight', False), ('pull', True)]
    """
    found: list[Token] = []
    depth = 0
    for match in _WORD.finditer(sentence):
        before = sentence[found[-1].end if found else 0 : match.start()]
        depth = max(depth + before.count("(") - before.count(")"), 0)
        found.append(Token(match[0], match.start(), match.end(), bool(_SPLIT.search(before)), depth))
    return tuple(found)


class Reader:
    """Finds names and relations of one graph in sentences.

    Args:
        kg: the graph.
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        self._known = _known_words(kg)
        self._wordings = _wordings(kg)
        self._read = lru_cache(100_000)(self._finding)

    def mentions(self, words: tuple[Token, ...], taken: Collection[int] = ()) -> list[Mention]:
        """Return what names things, from left to right, the longest first and none overlapping.

        Args:
            words: of the sentence.
            taken: places of words that are part of no name.
        """
        folded = [phrases.words_of(token.text) for token in words]
        told = [
            place not in taken and bool(part) and all(word in self._known for word in part)
            for place, part in enumerate(folded)
        ]
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._longest(words, folded, told, at)
            if mention is not None:
                found.append(mention)
            at = mention.end if mention else at + 1
        return found

    def _longest(
        self, words: tuple[Token, ...], folded: list[phrases.Words], told: list[bool], at: int
    ) -> Mention | None:
        if not told[at] or _little(folded[at]):
            return None
        end = at + 1
        while end < min(at + LONGEST_NAME, len(words)) and told[end] and not words[end].apart:
            end += 1
        for last in range(end, at, -1):
            if _little(folded[last - 1]):
                continue
            found = self._read(tuple(word for part in folded[at:last] for word in part))
            if found and not (last == at + 1 and self._is_small_word(words[at], found[0])):
                return Mention(at, last, found[0])
        return None

    def _is_small_word(self, word: Token, found: Finding | None) -> bool:
        """Say whether what reads as an abbreviation is the English word: "as" is no ankylosing spondylitis."""
        if found is None or word.text.isupper():
            return False
        return word.text.casefold() in map(str.casefold, self._kg.entity(found.entity).abbreviation)

    def _finding(self, words: phrases.Words) -> tuple[Finding | None, ...]:
        """Read words as a finding, or as none; as None where they name several things."""
        numbers = lexicon.named(self._kg, words)
        if len(numbers) == 1:
            return (Finding(self._kg.entity_at(numbers[0]).key),)
        if not numbers and _LINKS.intersection(words):
            return ()
        try:
            found = composition.compose(self._kg, " ".join(words), words)
        except UsageError:
            return (None,)
        return (found,) if found else ()

    def relations(self, words: tuple[Token, ...]) -> list[Relation]:
        """Return what words a predicate, from left to right, the longest first and none overlapping."""
        lower = [token.text.lower() for token in words]
        found: list[Relation] = []
        at = 0
        while at < len(lower):
            relation = self._relation(lower, at)
            if relation is not None:
                found.append(relation)
            at = relation.end if relation else at + 1
        return found

    def _relation(self, lower: list[str], at: int) -> Relation | None:
        for wording, predicate, turned in self._wordings.get(lower[at], ()):
            if tuple(lower[at : at + len(wording)]) == wording and not (len(wording) == 1 and _describes(lower, at)):
                return Relation(at, at + len(wording), predicate, turned, "pain" in wording)
        return None


def _describes(lower: list[str], at: int) -> bool:
    """Say whether what could be a verb describes a noun: "a reduced range", "in increased lordosis"."""
    return lower[at].endswith(("ed", "ing")) and (at == 0 or lower[at - 1] in _BEFORE_A_NOUN)


def _little(words: phrases.Words) -> bool:
    return all(word in phrases.LITTLE or word in _LINKS for word in words)


def _known_words(kg: KnowledgeGraph) -> frozenset[str]:
    """Return every folded word that a name, a state or a side may hold."""
    known = {word for name, _ in kg.names() for word in name.split()}
    known |= {word for wording in kg.state_words.meanings for word in wording.split()}
    return frozenset(known | phrases.LITTLE | set(phrases.KINDS) | _PLACING)


_Wordings = Mapping[str, list[tuple[tuple[str, ...], str, bool]]]


def _wordings(kg: KnowledgeGraph) -> _Wordings:
    """Return the wordings of predicates by their first word, the longest first."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for predicate, turned, wording in _written(kg):
        for words in inflected(wording):
            found.setdefault(words, (predicate, turned))
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for words, (predicate, turned) in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        table.setdefault(words[0], []).append((words, predicate, turned))
    return table


def _written(kg: KnowledgeGraph) -> Iterable[tuple[str, bool, str]]:
    """Yield predicate, whether its object comes first, and wording; what comes first wins."""
    predicates = kg.schema.predicates
    for key, known in predicates.items():
        # "Includes", "needs" and "supports" say too many things.
        if kg.schema.family(key).role != "structure":
            yield from ((key, False, wording) for wording in (key.replace("-", " "), known.forward, *known.covers))
            yield key, True, known.inverse
    table = files(__package__).joinpath("wordings.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        key, voice, wording = line.split("\t")
        if key in predicates:
            yield key, voice == "inverse", wording


def inflected(wording: str) -> set[tuple[str, ...]]:
    """Return a wording in its forms: the verb it begins with in every tense, without "is" and "can".

    Example:
        >>> sorted(words[0] for words in inflected("refers pain to"))
        ['refer', 'referred', 'referring', 'refers']
        >>> inflected("is caused by")
        {('caused', 'by')}
    """
    words = wording.lower().split()
    while len(words) > 1 and words[0] in _DROPPED:
        words = words[1:]
        if words[0] not in _DROPPED:
            return {tuple(words)}
    first, rest = words[0], tuple(words[1:])
    return {(form, *rest) for form in _forms(first)} if first.endswith("s") and len(first) > 3 else {(first, *rest)}


_PAST = {"lead": "led", "bring": "brought", "give": "gave", "come": "came", "send": "sent", "shoot": "shot"}
_PAST |= {"make": "made", "spread": "spread", "put": "put", "arise": "arose"}


def _forms(verb: str) -> set[str]:
    """Return the forms of a verb that is given in the third person."""
    if verb.endswith("ies"):
        base = f"{verb[:-3]}y"
    else:
        base = verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "zes")) else verb[:-1]
    stem = base.removesuffix("e")
    if re.fullmatch(r".*[^aeiou][aeiou][bdglmnprt]", base) and not base.endswith(("en", "el")):
        stem += base[-1]
    past = _PAST.get(base) or (f"{base[:-1]}ied" if verb.endswith("ies") else f"{stem}ed")
    return {verb, base, f"{stem}ing", past}
