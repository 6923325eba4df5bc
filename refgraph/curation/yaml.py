"""One YAML file as plain values, each with its place, or with what is wrong.

Every scalar stays text (a plain `null` or nothing apart), so `no`, `12:30` and `2020-05-13` mean what they say, and
the model alone decides types. The file is read as a flat run of events, never by recursion; anchors and aliases,
tags and great depth are refused, so that no file can blow up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from refgraph.language.suggest import quoted
from refgraph.model.dataset import Fault, Mark

Where: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file.

    Attributes:
        value: text, None, lists and dicts.
        places: where each value stands, by the keys and indices that lead to it.
        keys: where the key of each value stands.
        faults: what is wrong; where a file cannot be read at all, the value is None.
    """

    path: str
    value: Any
    places: Mapping[Where, Mark]
    keys: Mapping[Where, Mark]
    faults: tuple[Fault, ...] = ()

    def mark(self, where: Where, *, key: bool = False) -> Mark:
        """Give the place of a value, or of the nearest thing around it."""
        if key and where in self.keys:
            return self.keys[where]
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, Mark(self.path))


def parse(path: str, data: bytes) -> Document:
    r"""Read YAML; all that is wrong with it becomes a fault.

    Example:
        >>> parse("a.yaml", b"side: no").value
        {'side': 'no'}
        >>> print(*parse("a.yaml", b"side: left\nside: right").faults)
        a.yaml:2:1: E003 key 'side' stands twice in one mapping, first in line 1
    """
    try:
        builder = _Builder(path)
        builder.run(_events(path, _decode(path, data)))
    except _BrokenError as broken:
        return Document(path, None, {}, {}, (broken.fault,))
    return Document(path, builder.value, builder.places, builder.keys, tuple(builder.faults))


class _BrokenError(Exception):
    def __init__(self, mark: Mark, code: str, message: str) -> None:
        self.fault = Fault(mark, code, message)
        super().__init__(message)


def _decode(path: str, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _BrokenError(Mark(path), "E007", f"the file is larger than {MAX_BYTES // 1_000_000} million bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        message = f"the file is not UTF-8 text: byte 0x{data[error.start]:02x}"
        raise _BrokenError(Mark(path, line, column), "E001", message) from error


def _events(path: str, text: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(path, mark.line + 1, mark.column + 1) if mark else Mark(path)
        raise _BrokenError(place, "E002", f"the file is not valid YAML: {_plain(error)}") from error
    except yaml.reader.ReaderError as error:
        at = next((i for i, letter in enumerate(text) if not _allowed(letter)), 0)
        line = text.count("\n", 0, at) + 1
        place = Mark(path, line, at - (text.rfind("\n", 0, at) + 1) + 1)
        raise _BrokenError(place, "E002", "the file holds a character that YAML does not allow") from error


def _plain(error: Any) -> str:
    words = " ".join(str(error.problem or error.context or "syntax error").split())
    return words if len(words) <= 120 else f"{words[:117]}..."


def _allowed(letter: str) -> bool:
    return letter.isprintable() or letter in "\t\n\r\x85\xa0\ufeff" or letter.isspace()


@dataclass(slots=True)
class _Frame:
    """A mapping or a list that is being filled."""

    value: Any
    where: Where
    key: str | None = None
    skip: bool = False
    first: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Puts the events of one document together."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.value: Any = None
        self.places: dict[Where, Mark] = {}
        self.keys: dict[Where, Mark] = {}
        self.faults: list[Fault] = []
        self.stack: list[_Frame] = []
        self.documents = 0

    def run(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self.refuse_tricks(event)
                self.scalar(event)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self.refuse_tricks(event)
                self.open({} if kind == "MappingStartEvent" else [], event)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self.stack.pop()
            elif kind == "AliasEvent":
                raise self.broken(event, "E007", f"alias {quoted(event.anchor)}: write the value out")
            elif kind == "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    raise self.broken(event, "E007", "a second document in one file: keep one")

    def refuse_tricks(self, event: Any) -> None:
        if event.anchor is not None:
            raise self.broken(event, "E007", f"anchor {quoted(event.anchor)}: write the value out where it is needed")
        if event.tag is not None:
            raise self.broken(event, "E007", f"tag {quoted(event.tag)}: leave it out, the model decides types")

    def scalar(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self.start_key(frame, event)
            return
        plain = event.style in (None, "")
        self.put(None if plain and event.value in NULLS else event.value, event)

    def start_key(self, frame: _Frame, event: Any) -> None:
        name = event.value
        frame.key = name
        frame.skip = name in frame.first
        if frame.skip:
            first = frame.first[name]
            message = f"key {quoted(name)} stands twice in one mapping, first in line {first}"
            self.faults.append(Fault(self.mark(event), "E003", message))
            return
        frame.first[name] = event.start_mark.line + 1
        self.keys[(*frame.where, name)] = self.mark(event)

    def open(self, value: Any, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.broken(event, "E007", f"more than {MAX_DEPTH} levels deep")
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            raise self.broken(event, "E002", "a key must be plain text, not a mapping or a list")
        self.stack.append(_Frame(value, self.put(value, event)))

    def put(self, value: Any, event: Any) -> Where:
        """Put a value where it belongs and give its place; what stands under a repeated key is dropped."""
        if not self.stack:
            self.value = value
            where: Where = ()
        else:
            where = self._put_in(self.stack[-1], value)
        self.places.setdefault(where, self.mark(event))
        return where

    def _put_in(self, frame: _Frame, value: Any) -> Where:
        if isinstance(frame.value, list):
            frame.value.append(value)
            return (*frame.where, len(frame.value) - 1)
        key, frame.key = frame.key, None
        if frame.skip:
            return (*frame.where, f"{key} (again)")
        frame.value[key] = value
        return (*frame.where, str(key))

    def mark(self, event: Any) -> Mark:
        return Mark(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def broken(self, event: Any, code: str, message: str) -> _BrokenError:
        return _BrokenError(self.mark(event), code, message)
