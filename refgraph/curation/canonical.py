"""The one way in which a source's file is written: keys in order, one key a line, what is inside a value on that line.

`dump` writes what `refgraph.curation.yaml.parse` has read, and reading it again gives the same. It knows the order of
keys from the forms, never drops a key, and changes no value but for white space at the ends of lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from typing import Any

from refgraph.curation.yaml import NULLS, Where, parse
from refgraph.errors import DataError
from refgraph.language.sentences import unify
from refgraph.model.statements import REVIEWED

_PARTS = ("source", "names", "claims")
_CLAIM = (
    *("id", "draft", "subject", "predicate", "object", "polarity", "modality", "certain", "evidence", "speaker"),
    *("author", "author_from", "cites", "underlying", "relies_on", "population", "condition", "measure", "urgency"),
    *("locator", "repeated", "anchor", "as_written", "statement", "review"),
)
# The order of keys by the kind of record: what is not named comes last, as it stands.
ORDER: Mapping[str, tuple[str, ...]] = {
    "source": (
        *("title", "authors", "authors_from", "publisher", "url", "doi", "pmid", "date", "type", "licence", "read"),
        *("underlying", "related", "note", "sha256"),
    ),
    "claim": _CLAIM,
    "name": ("category", "label", "plural", "broader", "synonyms", "definition", "plain", "distinct_from", "opposite"),
    "synonyms": ("lay", "clinical", "abbreviation"),
    "end": ("all", "entity", "state", "side", "unspecified"),
    "locator": ("section", "paragraph", "context", "term"),
    "measure": ("name", "value", "low", "high", "unit", "n"),
    "as_written": ("subject", "object"),
    "review": ("by", "date", *REVIEWED),
}
_INSIDE = {"subject": "end", "object": "end", "all": "end"}
# Values that are numbers or dates by their nature stand without quotes; elsewhere what looks like one is quoted.
_NUMBERS = ("id", "paragraph", "context", "repeated", "date", "sha256")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~].*(?<!\s)")
# A colon needs none of its quotes everywhere, but a reader sees at once that it separates nothing.
_UNSAFE = re.compile(r":(?!//)| #")
_UNSAFE_INSIDE = re.compile(r"[\[\]{},]")
# What readers of YAML by other rules take for something else than text.
_TYPED = re.compile(
    r"[-+]?(?:[0-9][0-9_,.:]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|\.[0-9]+|\.inf)|\.nan|~|null|true|false|yes|no"
    r"|on|off|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    re.IGNORECASE,
)


def canonical(path: str, data: bytes) -> str:
    r"""Return a source's file in its canonical form.

    Args:
        path: its name, for what is wrong with it.
        data: its content.

    Raises:
        DataError: it is not YAML, is no mapping, or holds a comment behind its first key, which would be lost.

    Example:
        >>> print(canonical("a.yaml", b"claims: []\nsource: {date: 2020, title: 'Hips: a view'}"), end="")
        source:
          title: "Hips: a view"
          date: 2020
        claims: []
    """
    return changed(path, data, lambda value: value)


def changed(path: str, data: bytes, change: Callable[[dict[str, Any]], Mapping[str, Any]]) -> str:
    """Return a source's file in its canonical form, with something changed in it.

    Args:
        path: its name, for what is wrong with it.
        data: its content.
        change: makes the new value of the old one.

    Raises:
        DataError: as `canonical` does.
    """
    document = parse(path, data)
    if document.faults:
        raise DataError(f"{path}: cannot be formatted; mend it first", document.faults)
    if not isinstance(document.value, dict):
        raise DataError(f"{path}: is no source's file: its top level must be a mapping")
    head, line = _comments(unify(data).decode("utf-8"))
    if line:
        raise DataError(f"{path}:{line}: a comment would be lost; put it into 'note:' or in front of 'source:'")
    return head + dump(change(document.value))


def without_empty(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a source's bibliography names without saying it, as a blank file does.

    Args:
        value: of a source's file.

    Example:
        >>> without_empty({"source": {"title": "Hips", "doi": None}, "claims": []})
        {'source': {'title': 'Hips'}, 'claims': []}
    """
    source = value.get("source")
    if not isinstance(source, dict):
        return value
    return {**value, "source": {key: held for key, held in source.items() if held is not None} or None}


def dump(value: Mapping[str, Any]) -> str:
    """Write a source's file.

    Args:
        value: what `refgraph.curation.yaml.parse` gives: text, None, lists and mappings.

    Returns:
        YAML that reads as the same value.

    Example:
        >>> print(dump({"claims": [{"object": {"state": "sore", "entity": "neck"}, "id": "1"}]}), end="")
        claims:
        - id: 1
          object: {entity: neck, state: sore}
    """
    lines: list[str] = []
    for part, held in _ordered(value, _PARTS):
        if part == "claims" and isinstance(held, list) and held:
            lines.append("claims:")
            for item in held:
                lines += _claim(item)
        elif part in ("source", "names") and isinstance(held, dict) and held:
            lines += [f"{part}:", *_mapping(part, held)]
        else:
            lines.append(_line(part, held, part))
    return "".join(f"{line}\n" for line in lines)


def _claim(item: Any) -> Iterable[str]:
    if not isinstance(item, dict) or not item:
        return [f"- {_flow(item, ())}"]
    lines = [_line(key, held, key) for key, held in _ordered(item, ORDER["claim"])]
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _mapping(part: str, held: Mapping[str, Any]) -> Iterable[str]:
    if part == "source":
        return [f"  {_line(key, value, key)}" for key, value in _ordered(held, ORDER["source"])]
    return [f"  {_line(key, value, 'name')}" for key, value in held.items()]


def _ordered(value: Mapping[str, Any], order: tuple[str, ...]) -> list[tuple[str, Any]]:
    places = {key: place for place, key in enumerate(order)}
    return sorted(value.items(), key=lambda item: places.get(item[0], len(places)))


def _line(key: str, held: Any, kind: str) -> str:
    return f"{_key(key)}: {_flow(held, (kind,), numeric=key in _NUMBERS)}".rstrip()


def _flow(value: Any, where: Where, *, numeric: bool = False, inside: bool = False) -> str:
    """Write a value on one line; `where` ends in the key that it stands under."""
    if isinstance(value, dict):
        kind = str(where[-1]) if where else ""
        pairs = _ordered(value, ORDER.get(_INSIDE.get(kind, kind), ()))
        told = (
            f"{_key(key)}: {_flow(held, (key,), numeric=key in _NUMBERS, inside=True)}".rstrip() for key, held in pairs
        )
        return "{" + ", ".join(told) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, where, numeric=numeric, inside=True) or "null" for item in value) + "]"
    if value is None:
        return "null" if inside else ""
    return _scalar(str(value), numeric=numeric, inside=inside)


def _key(key: str) -> str:
    return _scalar(key, inside=True)


def _scalar(text: str, *, numeric: bool = False, inside: bool) -> str:
    """Write text plainly where every reader takes it for this text, else in double quotes."""
    typed = text in NULLS or (_TYPED.fullmatch(text) and not numeric)
    unsafe = _UNSAFE.search(text) or (inside and _UNSAFE_INSIDE.search(text))
    if text.isprintable() and _PLAIN.fullmatch(text) and not typed and not unsafe:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if letter == "\t":
        return "\\t"
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def _comments(text: str) -> tuple[str, int]:
    """Return the comments in front of all else, and the line of the first one elsewhere; 0 where there is none."""
    import yaml

    lines = takewhile(lambda line: line.startswith("#"), text.splitlines())
    head = "".join(f"{line}\n" for line in lines)
    if "#" not in text[len(head) :]:
        return head, 0
    taken = set(range(len(head)))
    for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        taken.update(range(token.start_mark.index, token.end_mark.index))
    found = next((place for place, letter in enumerate(text) if letter == "#" and place not in taken), None)
    return head, 0 if found is None else text.count("\n", 0, found) + 1
