"""What articles say, as frozen values: findings, claims, edges and the sources they stand in.

A *claim* is what one article says, an *edge* is what one or more claims say. A *finding* is an entity with a state
and a side: the end of every edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# Keys of sources that begin so are databases, which are no articles: who said it first is not known.
DATABASE = "infores:"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """An entity, its state and its side; state and side are None where nothing is said of them."""

    entity: str
    state: str | None = None
    side: str | None = None


def teller(source: str, edge: int) -> str:
    """Return who tells an edge, for asking whether one source tells a path whole: a database tells each edge apart.

    Args:
        source: its key.
        edge: the number of the edge.

    Returns:
        The key; of a database one that no other edge has.

    Example:
        >>> teller("a", 7), teller("infores:x", 7)
        ('a', 'infores:x/7')
    """
    return f"{source}/{edge}" if source.startswith(DATABASE) else source


@dataclass(frozen=True, slots=True)
class AsWritten:
    """What the source itself calls the two ends, at most 5 words each, where our names differ."""

    subject: str | None = None
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that a study gives, as the source writes it.

    Attributes:
        name: what is measured, such as `prevalence` or `odds ratio`.
        value: the number. low, high: the bounds of its interval.
        unit: of value and bounds. n: how many people or parts were looked at.
    """

    name: str
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    n: str | None = None


# What a second reader judges of a claim, and how.
REVIEWED = ("subject", "state", "side", "predicate", "object", "polarity", "modality", "evidence", "locator")
VERDICTS = ("right", "arguable", "wrong")


@dataclass(frozen=True, slots=True)
class Review:
    """What a second reader found when comparing a claim with its passage.

    Attributes:
        by: who read it. date: when.
        verdicts: pairs of a field of the claim (one of `REVIEWED`) and what was found of it (one of `VERDICTS`).
    """

    by: str
    date: str
    verdicts: tuple[tuple[str, str], ...] = ()


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
        id: `source-key#number`, never renumbered; a claim that follows from the names of its source has a word for it.
        paragraph: the non-empty line of the text that was read, from 1; 0 where there is none.
        anchor: at most 8 words copied from that paragraph, enough to find it; empty where a term is the place.
        statement: one sentence in our own words.
        certain: True where the source stresses that it is certain.
        evidence: one of the evidence kinds of `ranking.yaml`.
        speaker: who says so, where that is not the author of the article.
        author: who wrote this paragraph, in an article put together from others' texts; `author_from` says where that
            name was found.
        cites: the work that this very sentence cites.
        underlying: keys of the works or studies that it retells.
        relies_on: keys of theories that the claim leans on.
        population: who was studied. condition: under what circumstances it is said to hold.
        section: the part of the source that the paragraph stands in: `abstract`, `figure 2`.
        context: further paragraphs that the claim leans on. repeated: further paragraphs with the same text.
        term: id of the term of an ontology that says it.
        urgency: how soon what it warns of is to be looked at, where the source says so.
        unspecified: which of `subject` and `object` stand for something that the source does not name.
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
    certain: bool = False
    evidence: str = "author-assertion"
    speaker: str | None = None
    author: str | None = None
    author_from: str | None = None
    cites: str | None = None
    underlying: tuple[str, ...] = ()
    population: str | None = None
    condition: str | None = None
    measure: Measure | None = None
    relies_on: tuple[str, ...] = ()
    section: str | None = None
    context: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    term: str | None = None
    as_written: AsWritten | None = None
    urgency: str | None = None
    unspecified: tuple[str, ...] = ()
    review: Review | None = None

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """What claims are sorted by wherever they stand in a list: source, then number."""
        return id_order(self.id)


# Fields of a claim that are records of their own.
PARTS: Mapping[str, type[AsWritten | Measure | Review]] = MappingProxyType(
    {"as_written": AsWritten, "measure": Measure, "review": Review}
)


def field_of(claim: Claim, name: str) -> Any:
    """Return a field of a claim, or a field of one of its parts; None where it has no such part.

    Args:
        claim: the claim.
        name: of the field, that of a part after a point: `measure.value`.

    Returns:
        The value as the claim holds it.

    Example:
        >>> measured = Claim("a#1", "a", Finding("x"), "p", Finding("y"), 1, "", "", measure=Measure("share", "16"))
        >>> field_of(measured, "measure.value"), field_of(measured, "review.by"), field_of(measured, "paragraph")
        ('16', None, 1)
    """
    outer, _, inner = name.partition(".")
    held = getattr(claim, outer)
    return getattr(held, inner) if inner and held is not None else held


def claim_of(values: Mapping[str, Any]) -> Claim:
    """Put a claim together from its fields; `field_of` is the way back.

    Args:
        values: by the names that `field_of` takes; a part of which every field is empty is left out.

    Returns:
        The claim.

    Example:
        >>> ends = {"subject": Finding("x"), "predicate": "p", "object": Finding("y")}
        >>> places = {"id": "a#1", "source": "a", "paragraph": 1, "anchor": "", "statement": ""}
        >>> claim_of({**ends, **places, "measure.name": "share", "measure.value": "16"}).measure.value
        '16'
    """
    told: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        outer, _, inner = name.partition(".")
        if not inner:
            told[outer] = value
        elif value not in (None, ()):
            parts.setdefault(outer, {})[inner] = value
    told |= {name: PARTS[name](**held) for name, held in parts.items()}
    return Claim(**told)


@dataclass(frozen=True, slots=True)
class Source:
    """One article: the key is the stem of its file; None or empty means not known, never guessed.

    Attributes:
        authors_from: where their names were found, such as `byline` or `signature`.
        read: how much of it was before the curator: `whole`, `abstract`, `figure 2`.
        underlying: keys of the works or studies that it retells; retellings of one work are one voice.
        sha256: of the text that was read.
    """

    key: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    authors_from: str | None = None
    publisher: str | None = None
    url: str | None = None
    doi: str | None = None
    pmid: str | None = None
    date: str | None = None
    type: str | None = None
    licence: str | None = None
    read: str | None = None
    underlying: tuple[str, ...] = ()
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
    def asserting(self) -> tuple[Claim, ...]:
        """The claims that say it, in their order; denials are left out."""
        return tuple(claim for claim in self.claims if claim.polarity == "asserts")

    @property
    def indefinite(self) -> bool:
        """Whether all who say it leave open what one of its ends is; no path takes it then."""
        return bool(said := self.asserting) and all(claim.unspecified for claim in said)

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
