"""The interface texts of refgraph, found where they stand: `python tools/messages.py` lists them, `--check` compares.

A text is the first argument of `tr` and `msgid`, or the second or third of `trn`, in Python and in templates. A
catalogue (`refgraph/language/messages/<code>.yaml`) gives each of them in another language.
"""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from refgraph.drawing.body import regions

PACKAGE = Path(__file__).parents[1] / "refgraph"
CATALOGUES = PACKAGE / "language" / "messages"
_TEXTS = {"tr": (0,), "msgid": (0,), "trn": (1, 2)}
_IN_TEMPLATE = re.compile(r'\b(trn?)\((?:[^"()]*(?:\([^()]*\)[^"()]*)*,\s*)?"([^"]+)"(?:,\s*"([^"]+)")?')


def in_python(source: str) -> Iterator[str]:
    """Yield the interface texts of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TEXTS:
            for place in _TEXTS[node.func.id]:
                if place < len(node.args):
                    yield from _literals(node.args[place])


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def in_template(source: str) -> Iterator[str]:
    """Yield the interface texts of a template."""
    for found in _IN_TEMPLATE.finditer(source):
        yield from filter(None, found.groups()[1:])


def messages() -> tuple[str, ...]:
    """Return every interface text, sorted."""
    found: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        found.update(in_python(path.read_text(encoding="utf-8")))
    for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        found.update(in_template(path.read_text(encoding="utf-8")))
    body = yaml.safe_load((PACKAGE.parent / "graph_data" / "body" / "positions.yaml").read_text(encoding="utf-8"))
    found.update(view["label"] for view in body["views"].values())
    found.update(region.label for region in regions.load())
    return tuple(sorted(found))


def catalogue(code: str) -> Mapping[str, str]:
    """Read the catalogue of a language."""
    read: dict[str, str] = yaml.safe_load((CATALOGUES / f"{code}.yaml").read_text(encoding="utf-8"))
    return read


def values(text: str) -> set[str]:
    """Return the names of the values that a text takes."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults(known: Mapping[str, str], wanted: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a catalogue, a line each.

    Args:
        known: the catalogue.
        wanted: every interface text.
    """
    yield from (f"not translated: {text!r}" for text in wanted if text not in known)
    yield from (f"no longer said: {text!r}" for text in known if text not in wanted)
    for text in wanted:
        if text in known and values(text) != values(known[text]):
            yield f"takes other values: {text!r} → {known[text]!r}"


def main(arguments: list[str]) -> int:
    """List the texts, or compare them with every catalogue."""
    if arguments != ["--check"]:
        print("\n".join(messages()))
        return 0
    found = [
        f"{path.stem}: {line}"
        for path in sorted(CATALOGUES.glob("*.yaml"))
        for line in faults(catalogue(path.stem), messages())
    ]
    print("\n".join(found) or "every interface text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
