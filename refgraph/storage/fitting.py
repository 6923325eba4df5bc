"""Whether what JSON held is what a frozen value is made of; standard library only."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

# Whole numbers are places, counts and costs: no sum of those is near what an array can hold.
_LARGEST = 10**9
# Halves of letters: they cannot be written anywhere.
_HALVES = re.compile("[\ud800-\udfff]")


def fits(kind: type, record: Any, needed: Iterable[str] = ()) -> bool:
    """Say whether a record has only fields that a value is made of, each of its kind, and those that are needed.

    Args:
        kind: a frozen class with annotations.
        record: what JSON held.
        needed: names of fields.

    Example:
        >>> from refgraph.model.statements import Source
        >>> fits(Source, {"key": "a", "authors": ["b"]}), fits(Source, {"key": 1}), fits(Source, {"key": "a", "x": ""})
        (True, False, False)
    """
    if not isinstance(record, dict) or not record.keys() >= set(needed):
        return False
    told = _fields_of(kind)
    for name, value in record.items():
        held = told.get(name)
        if held is None or not held.holds(value):
            return False
    return True


def required(kind: type) -> frozenset[str]:
    """Name the fields without which a value cannot be made.

    Example:
        >>> from refgraph.model.vocabulary import Flag
        >>> sorted(required(Flag))
        ['cost', 'key', 'meaning']
    """
    return _required(kind)


class _Held(NamedTuple):
    """What JSON holds for a field, what it or each thing in it must be, and whether it may hold nothing."""

    kind: type[Any]
    inner: Callable[[Any], bool] | None
    empty: bool

    def holds(self, value: Any) -> bool:
        if value is None:
            return self.empty
        # Before it is JSON a list is a tuple.
        if type(value) is not self.kind and not (self.kind is list and type(value) is tuple):
            return False
        if self.kind not in (dict, list):
            return self.inner is None or self.inner(value)
        return self.inner is None or all(map(self.inner, value.values() if self.kind is dict else value))


@cache
def _required(kind: type) -> frozenset[str]:
    # Asked of every record that is read, at every start.
    nothing = dataclasses.MISSING
    return frozenset(f.name for f in dataclasses.fields(kind) if f.default is f.default_factory is nothing)


@cache
def _fields_of(kind: type) -> Mapping[str, _Held]:
    told = {name: str(annotation) for name, annotation in kind.__annotations__.items()}
    return {name: _Held(*_kinds(annotation), "None" in annotation) for name, annotation in told.items()}


def _kinds(annotation: str) -> tuple[type[Any], Callable[[Any], bool] | None]:
    """Read an annotation: what JSON holds for it, and what is in that; a value of its own is a mapping of anything."""
    begin = annotation.partition("[")[0].partition(" ")[0]
    inner = _is_number if "int" in annotation else _is_pair if "[tuple[" in annotation else _is_text
    if begin == "tuple":
        return list, inner
    if begin == "Mapping":
        return dict, inner
    return _SINGLE.get(begin, (dict, None))


def _is_text(value: Any) -> bool:
    return type(value) is str and (value.isascii() or not _HALVES.search(value))


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LARGEST


def _is_pair(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(map(_is_text, value))


_SINGLE: Mapping[str, tuple[type[Any], Callable[[Any], bool] | None]] = {
    "str": (str, _is_text),
    "bool": (bool, None),
    "int": (int, _is_number),
}
