"""How many facts of a field the graph answers: a list made from charts and textbooks, held against what is told.

A fact is asked the way that people would ask: both names are read, then what is told between the two is looked at. What
is missed is told apart: a name that is not read although the thing is there is a fault of names, not of the data.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from refgraph.errors import DataError, RefgraphError
from refgraph.graph import names, readings
from refgraph.graph.reading import suggestions
from refgraph.language import phrases
from refgraph.model import joints
from refgraph.model.statements import Edge, Finding
from refgraph.search import questions

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

COLUMNS = ("id", "start", "relation", "end")
_EMPTY = (None, "", "-")
MOST_HOPS = 4
# What a fact can come to, the best first: word → what it means.
OUTCOMES: Mapping[str, str] = {
    "told": "a claim says it of these two",
    "chained": "no claim says it, but a coherent chain leads from one to the other",
    "otherwise": "the two are joined by a claim of another kind, such as “goes with” for “causes”",
    "opposite": "a claim speaks of the two, but says what the fact denies, or denies what it says",
    "state": "a claim speaks of the two in another state or on another side",
    "nearby": "a name is not read, and it is told under a name like it: a fault of names",
    "unread": "a name is not read, and nothing is told under a name like it",
    "missing": "both names are read, and nothing is told of the two",
}
ANSWERED = ("told", "chained")
_OF_NAMES = ("nearby",)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a checklist; state, side, polarity and topic are empty where the row has none."""

    id: str
    start: str
    relation: str
    end: str
    start_state: str = ""
    end_state: str = ""
    side: str = ""
    polarity: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fact came to.

    Attributes:
        word: one of `OUTCOMES`.
        remark: what was read or found instead, or which name was not read.
    """

    fact: Fact
    word: str
    remark: str = ""

    @property
    def answered(self) -> bool:
        """Whether the graph answers it."""
        return self.word in ANSWERED


def read_facts(text: str, name: str = "the file") -> tuple[Fact, ...]:
    r"""Read a checklist: tab-separated, with a header; only id, start, relation and end must be there.

    Args:
        text: of the file.
        name: of the file, for messages.

    Raises:
        DataError: a column is missing, a row has no start, relation or end, or an id stands twice.

    Example:
        >>> read_facts("id\tstart\trelation\tend\nF1\tweak hips\tcauses\theadache\n")[0].start
        'weak hips'
    """
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    lacking = [column for column in COLUMNS if not rows or column not in rows[0]]
    if lacking:
        raise DataError(f"{name}: the header lacks {', '.join(lacking)} (columns are parted by tabs)")
    found: dict[str, Fact] = {}
    for line, row in enumerate(rows, 2):
        told = {key: "" if value in _EMPTY else str(value) for key, value in row.items() if key in Fact.__slots__}
        if not all(told.get(column) for column in COLUMNS):
            raise DataError(f"{name}:{line}: the row needs {', '.join(COLUMNS)}")
        if told["id"] in found:
            raise DataError(f"{name}:{line}: the id {told['id']} stands twice")
        found[told["id"]] = Fact(**told)
    return tuple(found.values())


def outcomes(kg: KnowledgeGraph, facts: Iterable[Fact]) -> Iterator[Outcome]:
    """Ask the graph for each fact.

    Args:
        kg: the graph.
        facts: of `read_facts`.

    Yields:
        What each came to, in their order.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> [found.word for found in outcomes(kg, [Fact("F1", "piriformis", "compresses", "sciatic nerve")])]
        ['told']
    """
    for fact in facts:
        yield _outcome(kg, fact)


def summary(found: Sequence[Outcome]) -> dict[str, Any]:
    """Count outcomes, over all and by topic, with shares in per cent.

    Args:
        found: of `outcomes`.
    """
    answered = sum(one.answered for one in found)
    by_names = sum(one.word in _OF_NAMES for one in found)
    counted = Counter(one.word for one in found)
    topics = dict.fromkeys(one.fact.topic for one in found)
    return {
        "facts": len(found),
        "answered": answered,
        "answered_percent": _percent(answered, len(found)),
        "told_under_a_nearby_name": by_names,
        "outcomes": {word: counted[word] for word in OUTCOMES if counted[word]},
        "topics": {
            topic: {"facts": len(these), "answered": sum(one.answered for one in these)}
            for topic in topics
            for these in [[one for one in found if one.fact.topic == topic]]
        },
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


# ---------------------------------------------------------------- one fact


def _outcome(kg: KnowledgeGraph, fact: Fact) -> Outcome:
    read = [_read(kg, fact.start, fact.start_state), _read(kg, fact.end, fact.end_state)]
    start, end = read
    if start is not None and end is not None:
        word, remark = _said_of(kg, fact, start, end)
        if (
            word not in (*ANSWERED, "opposite")
            and fact.polarity != "denies"
            and (steps := _chain(kg, fact, start, end))
        ):
            word, remark = "chained", f"{steps} steps"
        return Outcome(fact, word, remark)
    unread = [text for text, one in zip((fact.start, fact.end), read, strict=True) if one is None]
    told = ", ".join(f"“{text}”" for text in unread)
    for one, other in product(_near(kg, fact.start, start), _near(kg, fact.end, end)):
        if one.entity != other.entity and _said_of(kg, fact, one, other)[0] in ANSWERED:
            read_as = f"{names.say(kg, one)} → {names.say(kg, other)}"
            return Outcome(fact, "nearby", f"{told} is not read; it is told of {read_as}")
    return Outcome(fact, "unread", f"{told} is not read")


def _read(kg: KnowledgeGraph, text: str, state: str) -> Finding | None:
    try:
        # As the command line reads it: a circumstance may be left out.
        found = readings.read(kg, text).finding
    except RefgraphError:
        return None
    known = kg.schema.states.get(state)
    if found.state is None and known is not None and known.stands_on(kg.entity(found.entity).category):
        return replace(found, state=state)
    return found


def _near(kg: KnowledgeGraph, text: str, read: Finding | None) -> tuple[Finding, ...]:
    """Return what is read, else what the words are like: without one of them, or of a name that is spelt alike."""
    if read is not None:
        return (read,)
    words = phrases.words_of(text)
    shorter = (words[:place] + words[place + 1 :] for place in range(len(words)) if len(words) > 1)
    bare = text.partition("(")[0].strip()
    tried = [bare] if bare != text else []
    found = [_read(kg, one, "") for one in (*tried, *map(" ".join, shorter))]
    return tuple(dict.fromkeys(filter(None, (*found, *suggestions.nearest(kg, words)))))


def _said_of(kg: KnowledgeGraph, fact: Fact, start: Finding, end: Finding) -> tuple[str, str]:
    """Say what claims tell of two findings."""
    denies, role = fact.polarity == "denies", _role(kg, fact)
    edges = [*kg.edges(subject=start.entity, object=end.entity), *kg.edges(subject=end.entity, object=start.entity)]
    meeting = [edge for edge in edges if _meets(kg, edge, start, end)]
    right = [edge for edge in meeting if (_speaks_against(kg, edge) if denies else edge.status != "denied")]
    alike = [edge for edge in right if denies or _is_like(kg, edge, start, role)]
    for word, found in (("told", alike), ("otherwise", right), ("opposite", meeting), ("state", edges)):
        if found:
            return word, _said(kg, found[0])
    return "missing", ""


def _is_like(kg: KnowledgeGraph, edge: Edge, start: Finding, role: str) -> bool:
    """Say whether an edge plays the part that a fact asks for; what a path may take has a direction."""
    told = kg.schema.family(edge.predicate).role
    return role in ("", told) and (told != "walked" or edge.subject.entity == start.entity)


def _role(kg: KnowledgeGraph, fact: Fact) -> str:
    """Return the part that a relation plays; empty where it is no predicate, and any will do."""
    return kg.schema.family(fact.relation).role if fact.relation in kg.schema.predicates else ""


def _chain(kg: KnowledgeGraph, fact: Fact, start: Finding, end: Finding) -> int:
    """Return how many steps the best chain has that leads from one finding to another; 0 where none does."""
    if _role(kg, fact) not in ("", "walked") or start.entity == end.entity:
        return 0
    answer = questions.paths(kg, _askable(start), _askable(end), max_hops=MOST_HOPS, top=1)
    found = (*answer.paths, *answer.members)
    return len(found[0].steps) if found else 0


def _askable(end: Finding) -> Finding:
    return end if end.side in (None, *names.ASKABLE_SIDES) else replace(end, side=None)


def _meets(kg: KnowledgeGraph, edge: Edge, start: Finding, end: Finding) -> bool:
    ends = (edge.subject, edge.object) if edge.subject.entity == start.entity else (edge.object, edge.subject)
    asked = (replace(start, side=None), replace(end, side=None))
    return all(joints.meets(kg.codes, replace(one, side=None), other) for one, other in zip(ends, asked, strict=True))


def _speaks_against(kg: KnowledgeGraph, edge: Edge) -> bool:
    """Say whether anything of an edge is doubt: a denial of it, or a relation that is itself a doubt or a negation."""
    predicate = kg.schema.predicates[edge.predicate]
    negative = any(word in ("not", "cannot") for word in predicate.forward.split())
    return negative or kg.schema.family(edge.predicate).role == "doubt" or bool(edge.counter_evidence)


def _said(kg: KnowledgeGraph, edge: Edge) -> str:
    return f"{names.say(kg, edge.subject)} {edge.predicate} {names.say(kg, edge.object)} ({edge.status})"
