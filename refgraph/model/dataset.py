"""What the files of a dataset say before they are joined to a graph, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import Entity, Schema


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a dataset: place, code and message. Codes that begin with W are warnings."""

    mark: Mark
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.mark.path}:{self.mark.line}:{self.mark.column}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that the files say, before it is joined to a graph.

    Attributes:
        marks: where each thing stands: keys are ("entity", key), ("source", key), ("claim", id), ("predicate", key),
            ("state", key), and for a part of one a further name: ("claim", id, "object", "entity").
    """

    schema: Schema
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    marks: Mapping[tuple[str, ...], Mark] = field(default_factory=dict)
    version: str = ""
