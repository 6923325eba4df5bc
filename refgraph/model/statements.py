"""What articles say, as frozen values: findings, claims, edges and the sources they stand in.

A *claim* is what one article says, an *edge* is what one or more claims say. A *finding* is an entity with a state
and a side: the end of every edge.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """An entity, its state and its side; state and side are None where nothing is said of them."""

    entity: str
    state: str | None = None
    side: str | None = None


def id_order(key: str) -> tuple[str, int, str]:
    """Return what ids of claims are sorted by: source, then number by its value.

    Args:
        key: `source-key#number`; what is no number comes first, in alphabetical order.

    Returns:
        Source, number, and the number as text.

    Example:
        >>> sorted(["s#10", "s#9", "r#11"], key=id_order)
        ['r#11', 's#9', 's#10']
    """
    source, _, number = key.rpartition("#")
    return source, int(number) if number.isdecimal() else 0, number


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says: subject finding, predicate, object finding, and how it says so.

    Attributes:
        id: `source-key#number`, never renumbered.
        evidence: one of the evidence kinds of `ranking.yaml`.
        speaker: who says so, where that is not the author of the article.
        author: who wrote this paragraph, in an article put together from others' texts.
        cites: the work that this very sentence cites.
        relies_on: keys of theories that the claim leans on.
        paragraph: the non-empty line of the article, from 1; `repeated` are further places with the same text.
        anchor: at most 8 words copied from that paragraph, enough to find it.
        statement: one sentence in our own words.
    """

    id: str
    source: str
    subject: Finding
    predicate: str
    object: Finding
    paragraph: int
    anchor: str
    statement: str
    polarity: str = "asserts"
    modality: str = "states"
    evidence: str = "author-assertion"
    speaker: str | None = None
    author: str | None = None
    cites: str | None = None
    condition: str | None = None
    relies_on: tuple[str, ...] = ()
    repeated: tuple[int, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """What claims are sorted by wherever they stand in a list: source, then number."""
        return id_order(self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """One article: the key is the stem of its file; None or empty means not known, never guessed."""

    key: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    type: str | None = None
    licence: str | None = None
    related: tuple[str, ...] = ()
    note: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A subject, a predicate and an object with all claims that say or deny it; `status` is derived.

    Attributes:
        disputed_by: claims elsewhere that bear on this edge: denials of it, and disputes of a theory it relies on.
    """

    id: int
    subject: Finding
    predicate: str
    object: Finding
    status: str
    claims: tuple[Claim, ...]
    disputed_by: tuple[Claim, ...] = ()

    @property
    def counter_evidence(self) -> tuple[Claim, ...]:
        """The claims that speak against it, each once: denials of its own, then what elsewhere bears on it."""
        denials = [claim for claim in self.claims if claim.polarity == "denies"]
        return tuple({claim.id: claim for claim in (*denials, *self.disputed_by)}.values())

    def against(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that speak against one of its claims.

        A denial is not itself disputed by what it denies: it would then stand on both sides.
        """
        if claim.polarity == "denies":
            return ()
        return tuple(other for other in self.counter_evidence if other.id != claim.id)
