"""From an article to proposed claims: drafts that a person reads beside their passage, one by one.

A draft is a claim with the key `draft`, which holds its sentence; `refgraph check` refuses it until that key is gone.
The same text gives the same drafts, and nothing leaves this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from refgraph.curation.checks.anchors import MORE, NEGATIONS
from refgraph.curator.sentence import Mention, Reader, Relation, tokens
from refgraph.graph.reading import lexicon
from refgraph.language import grammar
from refgraph.language.normalise import normalise
from refgraph.language.sentences import fold, sentences
from refgraph.model.statements import Finding
from refgraph.report.words import wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Draft = dict[str, Any]
ANCHOR_WORDS, NAME_WORDS = 8, 5
# How many words may stand between a name and the relation it belongs to, before it and after it.
BEFORE, AFTER = 8, 5
HEDGES = frozenset(
    {"may", "might", "can", "could", "possibly", "potentially", "perhaps", "likely", "probably", "suggest"}
    | {"sometimes", "occasionally", "rarely"}
    | {"suggests", "suggested", "appear", "appears", "seem", "seems", "thought", "believed"}
)
_NAME = r"(?:Dr\.? |Professor )?[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3}"
_SAYS = re.compile(
    rf"(?P<one>{_NAME}),? (?:says|said|explains|explained|notes|noted)\b"
    rf"|\b(?:says|said|explains|explained),? (?P<other>{_NAME})"
)
_JOINING = frozenset({"and", "or", "the", "a", "an", "their", "its", "his", "her", "both", "also", "as", "well", "in"})
_ARTICLES = frozenset({"the", "a", "an", "my", "your", "his", "her", "their", "its", "this", "these", "one"})
PREPOSITIONS = frozenset(
    {"in", "of", "at", "on", "with", "to", "from", "by", "for", "during", "after", "before", "into", "around", "within"}
)
# "Restricts the movement of the neck" is said of the neck.
_OF_A_THING = frozenset({"movement", "movements", "motion", "mobility", "function"})
_STANDS = "author-assertion"


@dataclass(frozen=True, slots=True)
class Unread:
    """A relation between names that could not be read.

    Attributes:
        paragraph: from 1. words: of the article, at most eight. why: what is lacking.
    """

    paragraph: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """Proposed claims in the form of a source's file, and what could not be read."""

    claims: tuple[Draft, ...]
    unread: tuple[Unread, ...]


def draft(
    kg: KnowledgeGraph,
    paragraphs: Sequence[str],
    *,
    evidence: str = _STANDS,
    section: str | None = None,
    first: int = 1,
) -> Drafted:
    """Propose claims for an article.

    Args:
        kg: the graph whose names and predicates count.
        paragraphs: of the article, in order.
        evidence: kind of what the article says on its own.
        section: the part of the source that was read, where that is not the whole.
        first: number of the first claim.

    Returns:
        Drafts in the order of the article, and each relation of which an end could not be read.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = draft(kg, ["Tight hamstrings can cause a headache."]).claims[0]
        >>> found["subject"], found["predicate"], found["object"], found["modality"]
        ({'entity': 'hamstrings', 'state': 'tight'}, 'causes', {'entity': 'headache'}, 'may')
    """
    reader = Reader(kg)
    claims: dict[str, Draft] = {}
    unread: dict[Unread, None] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        for sentence in sentences(fold(paragraph)):
            for found in _Sentence(kg, reader, sentence).read():
                if isinstance(found, str):
                    words, _, why = found.partition("\t")
                    unread[Unread(number, words, why)] = None
                    continue
                place = {"section": section, "paragraph": str(number)}
                told = found | {"locator": {key: value for key, value in place.items() if value}}
                told["evidence"] = "quoted-expert" if "speaker" in told else evidence
                claims.setdefault(repr(told), told)
    numbered = ({"id": str(number), **told} for number, told in enumerate(claims.values(), first))
    return Drafted(tuple(numbered), tuple(unread))


class _Sentence:
    """Reads one sentence."""

    def __init__(self, kg: KnowledgeGraph, reader: Reader, sentence: str) -> None:
        self._kg, self._text = kg, sentence
        self._words = tokens(sentence)
        relations = reader.relations(self._words)
        # Of "puts strain on the hip" the strain is no state of the hip.
        taken = {place for one in relations if one.end - one.start > 1 for place in range(one.start, one.end)}
        mentions = reader.mentions(self._words, taken)
        long = [mention for mention in mentions if mention.end - mention.start > 1]
        self._relations = [one for one in relations if one.end - one.start > 1 or not _overlaps(one, long)]
        self._mentions = [mention for mention in mentions if not _overlaps(mention, self._relations)]

    def read(self) -> Iterator[Draft | str]:
        """Yield a draft for each pair of ends; for an end that is lacking the words, a tab and what is wrong."""
        before: tuple[Mention, ...] = ()
        for place, relation in enumerate(self._relations):
            start = self._relations[place - 1].end if place else 0
            end = self._relations[place + 1].start if place + 1 < len(self._relations) else len(self._words)
            left, right = self._left(relation, start), self._right(relation, end)
            # "A tilts B and strains C": A does both.
            left = left or (before if place and self._linked(start, relation.start) else ())
            before = left
            if not left and not right:
                continue
            yield from self._between(relation, left, right)

    def _between(
        self, relation: Relation, left: tuple[Mention, ...], right: tuple[Mention, ...]
    ) -> Iterator[Draft | str]:
        for side, found in (("before", left), ("after", right)):
            if not found:
                yield f"{self._around(relation)}\tno name that is known {side} “{self._said(relation)}”"
                return
        for one in left:
            for other in right:
                for mention in (one, other):
                    if mention.finding is None:
                        yield f"{self._said(mention)}\tseveral things have this name"
                        return
                yield self._draft(relation, *((other, one) if relation.turned else (one, other)))

    # ------------------------------------------------------------ ends

    def _left(self, relation: Relation, start: int) -> tuple[Mention, ...]:
        """Return the nearest name before a relation, and those it is listed with."""
        depth = self._words[relation.start].depth
        there = [
            one
            for one in self._mentions
            if start <= one.start and one.end <= relation.start and self._words[one.start].depth <= depth
        ]
        if not there or relation.start - there[-1].end > BEFORE or self._breaks(there[-1].end, relation.start):
            return ()
        # "A disc in the lower back compresses …": the disc does, the back is only its place.
        while there and self._placed(there[-1].start):
            there.pop()
            if there and not self._only_placed(there[-1].end, relation.start):
                return ()
        if not there:
            return ()
        found = [there[-1]]
        for one in reversed(there[:-1]):
            if not self._joined(one.end, found[0].start):
                break
            found.insert(0, one)
        return tuple(found)

    def _right(self, relation: Relation, end: int) -> tuple[Mention, ...]:
        there = [one for one in self._mentions if relation.end <= one.start and one.end <= end]
        if not there or there[0].start - relation.end > AFTER or self._breaks(relation.end, there[0].start):
            return ()
        between = [token.text.lower() for token in self._words[relation.end : there[0].start]]
        if any(word in PREPOSITIONS and before not in _OF_A_THING for before, word in pairwise(["", *between])):
            return ()
        found = [there[0]]
        for one in there[1:]:
            if not self._joined(found[-1].end, one.start):
                break
            found.append(one)
        return tuple(found)

    def _placed(self, start: int) -> bool:
        """Say whether a name stands behind a preposition, an article aside."""
        before = [token.text.lower() for token in self._words[max(start - 3, 0) : start]]
        while before and before[-1] in _ARTICLES:
            before.pop()
        return bool(before) and before[-1] in PREPOSITIONS

    def _only_placed(self, start: int, end: int) -> bool:
        """Say whether what follows a name up to a relation only says where it is."""
        return start < end and self._words[start].text.lower() in PREPOSITIONS

    def _joined(self, start: int, end: int) -> bool:
        """Say whether only a comma or "and" stands between two names: they are a list."""
        between = [token.text.lower() for token in self._words[start:end]]
        listed = self._words[end].apart or bool({"and", "or"}.intersection(between))
        return listed and all(word in _JOINING for word in between)

    def _linked(self, start: int, end: int) -> bool:
        between = {token.text.lower() for token in self._words[start:end]}
        return bool(between & {"and", "or", "then", "which"})

    def _breaks(self, start: int, end: int) -> bool:
        """Say whether a semicolon stands between."""
        return ";" in self._text[self._words[start - 1].end if start else 0 : self._words[end].start]

    # ------------------------------------------------------------ a draft

    def _draft(self, relation: Relation, subject: Mention, object_: Mention) -> Draft | str:
        known = self._kg.schema.predicates[relation.predicate]
        ends = [_found(subject), self._object(relation, _found(object_))]
        for mention, end in zip((subject, object_), ends, strict=True):
            if end.entity in self._kg.schema.ranking.generic:
                return f"{self._around(relation)}\t“{self._said(mention)}” says too little; name what is meant"
        for end, allowed, word in zip(ends, (known.subject, known.object), ("before", "after"), strict=True):
            category = self._kg.entity(end.entity).category
            if "any" not in allowed and category not in allowed:
                what = f"{grammar.indefinite(category)} cannot stand {word} “{known.forward}”"
                return f"{self._around(relation)}\t{self._kg.entity(end.entity).label}: {what}"
        if ends[0].entity == ends[1].entity:
            return f"{self._around(relation)}\t{self._kg.entity(ends[0].entity).label} is read twice"
        denies = self._denies(relation)
        may = self._hedged(relation, denies=denies)
        told: Draft = {
            "draft": self._text,
            "subject": _end(ends[0]),
            "predicate": relation.predicate,
            "object": _end(ends[1]),
        }
        told |= {"polarity": "denies"} if denies else {}
        told |= {"modality": "may"} if may else {}
        speaker = _SAYS.search(self._text)
        told |= {"speaker": speaker["one"] or speaker["other"]} if speaker else {}
        told["anchor"] = self._anchor(relation, subject, object_)
        written = self._as_written(subject, ends[0], "subject") | self._as_written(object_, ends[1], "object")
        told |= {"as_written": written} if written else {}
        told["statement"] = self._statement(ends, relation.predicate, denies=denies, may=may)
        return told

    def _object(self, relation: Relation, end: Finding) -> Finding:
        """Give the object what the relation says of it: that it is the pain of a place, or the state that results."""
        known = self._kg.schema.predicates[relation.predicate]
        number = self._kg.number(end.entity)
        felt = lexicon.felt(self._kg, number) if relation.pain and "symptom" in known.object else None
        if felt is not None:
            return replace(end, entity=self._kg.entity_at(felt).key)
        category = self._kg.schema.categories[self._kg.entity(end.entity).category]
        state = self._kg.schema.states.get(known.result or "")
        if end.state is None and state is not None and category.stateful and state.stands_on(category.key):
            return replace(end, state=state.key)
        return end

    def _denies(self, relation: Relation) -> bool:
        depth = self._words[relation.start].depth
        words = self._words[max(relation.start - 4, 0) : relation.end]
        near = [token.text.lower() for token in words if token.depth <= depth]
        pairs = pairwise([*near, ""])
        return any((word in NEGATIONS or word.endswith("n't")) and after not in MORE for word, after in pairs)

    def _hedged(self, relation: Relation, *, denies: bool) -> bool:
        """Say whether a relation is hedged; "cannot" is none, and what is asked is not said."""
        words = {token.text.lower() for token in self._words[max(relation.start - BEFORE, 0) : relation.end]}
        hedges = HEDGES - {"can", "could"} if denies else HEDGES
        return bool(words & hedges) or self._text.endswith("?")

    def _anchor(self, relation: Relation, *ends: Mention) -> str:
        """Copy up to eight words that hold the relation and as much of what follows as fits."""
        first = min(relation.start, *(end.start for end in ends))
        last = max(relation.end, *(end.end for end in ends))
        if last - first > ANCHOR_WORDS:
            first = max(first, min(relation.start, last - ANCHOR_WORDS))
            last = min(last, first + ANCHOR_WORDS)
        return self._text[self._words[first].start : self._words[last - 1].end]

    def _as_written(self, mention: Mention, end: Finding, name: str) -> Draft:
        """Note how the article names an end, where that is neither our label nor how it is said."""
        said, words = self._said(mention), mention.end - mention.start
        ours = {normalise(self._kg.entity(end.entity).label), normalise(wording.said(self._kg, end))}
        return {} if normalise(said) in ours or words > NAME_WORDS else {name: said}

    def _statement(self, ends: Sequence[Finding], predicate: str, *, denies: bool, may: bool) -> str:
        subject, verb, object_ = wording.in_words(self._kg, ends[0], predicate, ends[1])
        plural = self._kg.entity(ends[0].entity).plural
        said = f"{subject} {grammar.agree(verb, plural=plural, may=may and not denies)} {object_}."
        if denies:
            return f"It may not be so that {said}" if may else f"It is denied that {said}"
        return grammar.capital(said)

    def _said(self, part: Mention | Relation) -> str:
        return self._text[self._words[part.start].start : self._words[part.end - 1].end]

    def _around(self, relation: Relation) -> str:
        first, last = max(relation.start - 3, 0), min(relation.end + 4, len(self._words))
        return self._text[self._words[first].start : self._words[min(last, first + ANCHOR_WORDS) - 1].end]


def _overlaps(part: Mention | Relation, others: Iterable[Mention | Relation]) -> bool:
    return any(part.start < other.end and other.start < part.end for other in others)


def _found(mention: Mention) -> Finding:
    assert mention.finding is not None, "ends that several things are named by are told before"
    return mention.finding


def _end(end: Finding) -> dict[str, str]:
    told = {"entity": end.entity, "state": end.state, "side": end.side}
    return {key: value for key, value in told.items() if value}
