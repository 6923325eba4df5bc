"""The toy graph with other claims."""

from __future__ import annotations

from dataclasses import replace

from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding


def with_claims(mini: Dataset, *claims: Claim) -> Dataset:
    return replace(mini, claims=claims, marks={})


def claim(subject: Finding, predicate: str, obj: Finding, **rest: object) -> Claim:
    made = Claim("toy-hip#1", "toy-hip", subject, predicate, obj, 1, "some words here", "A sentence.")
    return replace(made, **rest)  # type: ignore[arg-type]
