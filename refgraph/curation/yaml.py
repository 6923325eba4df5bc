"""One YAML file as plain values, each with its place, or with what is wrong.

Every scalar stays text (a plain `null` or nothing apart), so `no`, `12:30` and `2020-05-13` mean what they say, and
the model alone decides types. Anchors and aliases, tags and great depth are refused before nodes are composed, so
that no small file can expand to fill the memory; `yaml.compose` by itself would show none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    reader = _Reader(path)
    try:
        root = _composed(path, _decode(path, data))
        value = None if root is None else reader.value(root, ())
    except _BrokenError as broken:
        return Document(path, None, {}, {}, (broken.fault,))
    return Document(path, value, reader.places, reader.keys, tuple(reader.faults))


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


def _composed(path: str, text: str) -> Any:
    """Compose the nodes of one document, once its events have passed the guard."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _guard(path, yaml.parse(text, Loader=loader))
        return yaml.compose(text, Loader=loader)
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


def _guard(path: str, events: Iterable[Any]) -> None:
    """Refuse what a composed document no longer shows, or what would make composing one dangerous."""
    depth = documents = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        documents += kind == "DocumentStartEvent"
        # The stream and the document count as two levels.
        refused = _trick(kind, event) or ("a second document in one file: keep one" if documents > 1 else "")
        refused = refused or (f"more than {MAX_DEPTH} levels deep" if depth > MAX_DEPTH + 2 else "")
        if refused:
            raise _BrokenError(_mark(path, event), "E007", refused)


def _trick(kind: str, event: Any) -> str:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if kind == "AliasEvent":
        return f"alias {quoted(str(anchor))}: write the value out"
    if anchor is not None:
        return f"anchor {quoted(anchor)}: write the value out where it is needed"
    return f"tag {quoted(tag)}: leave it out, the model decides types" if tag is not None else ""


def _mark(path: str, at: Any) -> Mark:
    return Mark(path, at.start_mark.line + 1, at.start_mark.column + 1)


class _Reader:
    """Turns nodes into plain values and notes where each stands."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.places: dict[Where, Mark] = {}
        self.keys: dict[Where, Mark] = {}
        self.faults: list[Fault] = []

    def value(self, node: Any, where: Where) -> Any:
        """Read a node; it is never deeper than `MAX_DEPTH`."""
        self.places.setdefault(where, _mark(self.path, node))
        if node.id == "sequence":
            return [self.value(item, (*where, number)) for number, item in enumerate(node.value)]
        if node.id == "mapping":
            return self._mapping(node, where)
        plain = node.style in (None, "")
        return None if plain and node.value in NULLS else node.value

    def _mapping(self, node: Any, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            at = _mark(self.path, key)
            if key.id != "scalar":
                raise _BrokenError(at, "E002", "a key must be plain text, not a mapping or a list")
            name = key.value
            if name in found:
                first = self.keys[(*where, name)].line
                told = f"key {quoted(name)} stands twice in one mapping, first in line {first}"
                self.faults.append(Fault(at, "E003", told))
                self.value(item, (*where, f"{name} (again)"))
            else:
                self.keys[(*where, name)] = at
                found[name] = self.value(item, (*where, name))
        return found
