"""What an engine is: a store of claims that is walked batch by batch, wherever it stands.

A walk asks for what leads to (or from) a whole batch of entities at once, one call for each hop, so that a remote store
is asked a few times and not once for each edge. All stores answer in claims; status, cost and order of edges are
derived where the answer is made, by the same code for all of them (`refgraph.engines.gathering.gather`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import NamedTuple, Protocol

from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity, Schema

IN, OUT, SHOWN = "in", "out", "shown"
Keys = Sequence[str]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """The claims of a batch, by source and number; `whole` is False where there were more than were asked for."""

    claims: tuple[Claim, ...]
    whole: bool = True


class Link(NamedTuple):
    """A walking claim reduced to its ends and its source; `asserts` is False for a denial."""

    subject: Finding
    predicate: str
    object: Finding
    source: str
    claim: str
    asserts: bool


def link_order(link: Link) -> tuple[str, str, str]:
    """Sort links by what is at their ends, then by claim."""
    return link.subject.entity, link.object.entity, link.claim


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a batch, in alphabetical order; `whole` is False where there were more than were asked for."""

    found: tuple[Link, ...]
    whole: bool = True


class ClaimStore(Protocol):
    """A store of claims that is asked for the surroundings of a batch of entities. Unknown keys are ignored.

    *Walking* claims are those whose predicate a walk may take, denials among them; one of a predicate that holds both
    ways leads in at both of its ends. `most` is how many claims (or links) are wanted at the most: a batch that is cut
    is said to be, and is not used, because a claim that speaks against another may be among those left out.
    """

    @property
    def schema(self) -> Schema:
        """The vocabulary."""

    @property
    def data_version(self) -> str:
        """What identifies the data."""

    def everything(self, most: int) -> Batch | None:
        """Return all claims of a small graph; None, at little cost, where there are more than `most`."""

    def in_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads to one of these entities."""

    def out_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads from one of these entities."""

    def touching(self, keys: Keys, most: int) -> Batch:
        """Return every claim with one of these entities at either end that is `shown`."""

    def links(self, keys: Keys, way: str, most: int) -> Links:
        """Return the links of what `in_edges` (way `IN`) or `out_edges` (`OUT`) would return."""

    def claims(self, ids: Keys, most: int) -> Batch:
        """Return these claims, of which `links` has told."""

    def entities(self, keys: Keys) -> tuple[Entity, ...]:
        """Return those of these entities that there are."""

    def alike(self, keys: Keys) -> tuple[Entity, ...]:
        """Return the entities of which it is said that they are not one of these."""

    def sources(self, keys: Keys) -> tuple[Source, ...]:
        """Return those of these sources that there are."""

    def named(self, names: Keys) -> tuple[str, ...]:
        """Return the keys of entities that carry one of these names as key, label or synonym, however it is spelt."""

    def close(self) -> None:
        """Release connections and memory."""


# ---------------------------------------------------------------- what a schema says of walks


def walking(schema: Schema) -> tuple[str, ...]:
    """Predicates that a walk may take, in the order of the schema."""
    return tuple(key for key, predicate in schema.predicates.items() if predicate.walk != "no")


def both_ways(schema: Schema) -> tuple[str, ...]:
    """Those of them that hold both ways."""
    return tuple(key for key in walking(schema) if schema.predicates[key].symmetric)


def shown(schema: Schema) -> tuple[str, ...]:
    """Predicates that are shown with a path and never walked, and those that merely change the level.

    What is a warning for a kind of headache is shown for headaches, too, whatever has been left of the budget.
    """
    return tuple(key for key, p in schema.predicates.items() if p.walk in ("no", "carry") or p.contests)


def batch_of(claims: Iterable[Claim], *, whole: bool = True) -> Batch:
    """Put claims in order, each once."""
    return Batch(tuple(sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.sort_key)), whole)


def links_of(batch: Batch, keys: Keys, way: str, both: frozenset[str]) -> Links:
    """Reduce the claims of a row to links."""
    bare = (Link(c.subject, c.predicate, c.object, c.source, c.id, c.polarity == "asserts") for c in batch.claims)
    return row_of(bare, keys, way, both, whole=batch.whole)


def row_of(links: Iterable[Link], keys: Keys, way: str, both: frozenset[str], *, whole: bool) -> Links:
    """Put the links of a row in order, each once; one of a predicate that holds both ways gives a link each way."""
    asked, found = set(keys), set()
    for link in links:
        turned = link._replace(subject=link.object, object=link.subject)
        for one in (link, turned) if link.predicate in both else (link,):
            if (one.object if way == IN else one.subject).entity in asked:
                found.add(one)
    return Links(tuple(sorted(found, key=link_order)), whole)


# ---------------------------------------------------------------- how much may be asked for


@dataclass(slots=True)
class Budget:
    """How much a question may cost; when any of it is used up, the answer is what is known by then.

    Attributes:
        claims, links: how many to take in at the most.
        seconds: how long to go on asking. rounds: how many batches to ask for.
        whole: a graph of at most so many claims is fetched whole, with one request; only then feedback loops are told.
        shown: claims that are shown with an answer and never walked; more are refused, whatever is left of the rest.
        used: what has been used, by name. spent: what ran out, in a word; empty while nothing has.
    """

    claims: int = 200_000
    links: int = 2_000_000
    seconds: float = 60.0
    rounds: int = 200
    whole: int = 5_000
    shown: int = 200_000
    used: dict[str, int] = field(default_factory=lambda: {"claims": 0, "links": 0, "rounds": 0})
    spent: str = ""
    _start: float = field(default_factory=monotonic)

    def left(self, what: str) -> int:
        """Return how many more `claims` or `links` may be taken in."""
        return int(getattr(self, what)) - self.used[what]

    def allows(self, what: str) -> bool:
        """Say whether one more batch may be asked for, and count it.

        Example:
            >>> budget = Budget(rounds=1)
            >>> budget.allows("claims"), budget.allows("claims"), budget.spent
            (True, False, 'rounds')
        """
        if not self.spent:
            if monotonic() - self._start > self.seconds:
                self.spent = "seconds"
            elif self.used["rounds"] >= self.rounds:
                self.spent = "rounds"
            elif self.left(what) <= 0:
                self.spent = what
        self.used["rounds"] += not self.spent
        return not self.spent

    def take(self, what: str, count: int, *, whole: bool) -> bool:
        """Count what has come in; a batch that was cut ends the budget and is not to be used."""
        self.used[what] += count
        if not whole:
            self.spent = what
        return whole


def chunks(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut keys into batches.

    Example:
        >>> list(chunks("abc", 2))
        [['a', 'b'], ['c']]
    """
    left = iter(keys)
    while some := list(islice(left, size)):
        yield some
