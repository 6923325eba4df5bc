"""Claims and edges without their texts, for what counts all of a graph."""

from __future__ import annotations

from typing import NamedTuple

from refgraph.model.statements import Finding


class ClaimOutline(NamedTuple):
    """What a claim says, and on what it rests; the fields are those of `model.statements.Claim`, but for its number.

    Attributes:
        number: of the claim in the index.
    """

    number: int
    source: str
    subject: Finding
    predicate: str
    object: Finding
    polarity: str
    modality: str
    evidence: str
    relies_on: tuple[str, ...]


class EdgeOutline(NamedTuple):
    """What an edge says, and who says or denies it; the fields are those of `model.statements.Edge`.

    Attributes:
        disputed: whether claims elsewhere bear on it.
    """

    id: int
    subject: Finding
    predicate: str
    object: Finding
    status: str
    claims: tuple[ClaimOutline, ...]
    disputed: bool

    @property
    def asserting(self) -> tuple[ClaimOutline, ...]:
        """The claims that say it, in their order; denials are left out."""
        return tuple(claim for claim in self.claims if claim.polarity == "asserts")
