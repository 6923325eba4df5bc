"""The named questions: `queries/*.rq`, one SPARQL query per file, which runs as it stands in any editor.

Its header is comments: `#+ summary:` and `#+ example:` once, and `#+ parameter: NAME KIND what it means` for each
parameter. A parameter is a line `VALUES ?_NAME { … }`. To ask with another value, only what stands between the braces
is replaced, by terms that this module writes out: what a person types never becomes part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from refgraph.errors import DataError, UnknownNameError, UsageError
from refgraph.language.suggest import candidates

KINDS: Mapping[str, str] = {
    "finding": "a thing, with or without state and side, as people type it: `tight hamstrings`",
    "state": "a state of the schema: `tight`",
    "family": "a family of relations: `causal`",
    "source": "the key of an article, as `refgraph sources` lists it",
}
_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)
_VALUES = re.compile(r"VALUES\s+\?_(\w+)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: its kind is one of `KINDS`; `given` is the term that stands in the file."""

    name: str
    kind: str
    meaning: str
    given: str

    @property
    def optional(self) -> bool:
        """True where leaving it out means any."""
        return self.given == "UNDEF"


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: what it answers, what it can be told, an example, and its text."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by its name.

        Raises:
            UnknownNameError: the question has none of this name.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise UnknownNameError(
            name, candidates(name, {p.name: p.name for p in self.parameters}), kind=f"{self.name} parameter"
        )

    def bind(self, terms: Mapping[str, Sequence[str]]) -> str:
        """Return the query with other values; each is a term in SPARQL's own writing, from `iri` or `text`.

        Example:
            >>> query = question("contested-edges").bind({"family": [text("timing")]})
            >>> [line.strip() for line in query.splitlines() if "VALUES" in line]
            ['VALUES ?_family { "timing" }']
        """
        parts, end = [], 0
        for match in _VALUES.finditer(self.text):
            values = terms.get(match.group(1))
            if values is not None:
                parts += [self.text[end : match.start(2)], f" {' '.join(values)} "]
                end = match.end(2)
        return "".join(parts) + self.text[end:]


def folder() -> Path:
    """Return where the questions stand: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parents[1] / "_bundled" / "queries"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "queries"


def catalogue() -> tuple[Question, ...]:
    """Return all named questions, by name.

    Example:
        >>> [question.name for question in catalogue()]  # doctest: +NORMALIZE_WHITESPACE
        ['contested-edges', 'opposite-states', 'single-source-edges', 'treatments-for', 'what-causes']
    """
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder().glob("*.rq")))


def question(name: str) -> Question:
    """Return a question by its name.

    Raises:
        UnknownNameError: there is none of this name.
    """
    known = catalogue()
    for found in known:
        if found.name == name:
            return found
    raise UnknownNameError(name, candidates(name, {found.name: found.name for found in known}), kind="query")


def read(name: str, text: str) -> Question:
    """Read a question from the text of its file.

    Raises:
        DataError: the header lacks a summary or an example, or its parameters are not those of the query.
    """
    header: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        header.setdefault(key, []).append(value.strip())
    given = {match.group(1): match.group(2).strip() for match in _VALUES.finditer(text)}
    described = [line.split(maxsplit=2) for line in header.get("parameter", [])]
    whole = all(len(parts) == 3 and parts[1] in KINDS for parts in described)
    if not whole or [parts[0] for parts in described] != list(given):
        raise DataError(f"{name}.rq: the parameters of the header are not those of the query")
    if len(header.get("summary", [])) != 1 or len(header.get("example", [])) != 1:
        raise DataError(f"{name}.rq: the header needs one `#+ summary:` and one `#+ example:`")
    parameters = tuple(Parameter(key, kind, meaning, given[key]) for key, kind, meaning in described)
    return Question(name, header["summary"][0], parameters, header["example"][0], text)


def iri(address: str) -> str:
    """Write an IRI as SPARQL does.

    Raises:
        UsageError: it holds a character that would end it.
    """
    if re.search(r'[\x00-\x20<>"{}|^`\\]', address):
        raise UsageError(f"not an IRI: {address!r}")
    return f"<{address}>"


def text(value: str) -> str:
    r"""Write a text as SPARQL does, whatever it holds.

    Example:
        >>> print(text('a "b" \\ } \n'))
        "a \"b\" \\ } \n"
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for character, letter in (("\n", "n"), ("\r", "r"), ("\t", "t"), ("\b", "b"), ("\f", "f")):
        escaped = escaped.replace(character, f"\\{letter}")
    return f'"{escaped}"'


def page() -> str:
    """Return `docs/queries.md`: every question, from its header."""
    known = catalogue()
    lines = [_PREFACE, *(f"- [{found.name}](#{found.name}): {found.summary}" for found in known)]
    for found in known:
        lines += ["", f"## {found.name}", "", found.summary, "", f"    refgraph query {found.name} {found.example}", ""]
        lines += ["| parameter | takes | meaning | if left out |", "|---|---|---|---|"]
        lines += [
            f"| `{p.name}` | {KINDS[p.kind]} | {p.meaning} | {'any' if p.optional else f'`{p.given}`'} |"
            for p in found.parameters
        ]
        body = "\n".join(line for line in found.text.splitlines() if not line.startswith("#+")).strip()
        lines += ["", f"[The query](../queries/{found.name}.rq):", "", "```sparql", body, "```"]
    return "\n".join(lines) + "\n"


_PREFACE = """\
# Named queries

<!-- Made from the headers of queries/*.rq; a test compares. To make it anew:
     python -c "from refgraph.rdf.named_queries import page; print(page(), end='')" > docs/queries.md -->

Each stands in a file of its own under `queries/` and runs as it stands, with the value that is written in it: here, in
an editor, or in any SPARQL 1.1 engine that has loaded `refgraph export turtle`. `refgraph query NAME parameter=value`
asks with another value; a state or side that you leave out matches any. For queries of your own there is
`refgraph sparql FILE`, and [rdf.md](rdf.md) for the words.
"""
