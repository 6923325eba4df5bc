"""SPARQL over the graph, read-only, through pyoxigraph: the named questions, and questions of your own.

The graph is loaded as one: a query sees the claims of all sources, and with `GRAPH <…/claim/KEY>` those of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from refgraph.errors import RefgraphError, UsageError
from refgraph.graph import arguments, names
from refgraph.rdf import named_queries, statements
from refgraph.rdf import names as rdf_names
from refgraph.rdf.apart import LOST, run_apart
from refgraph.rdf.named_queries import Parameter, catalogue

if TYPE_CHECKING:
    import pyoxigraph

    from refgraph.graph.graph import KnowledgeGraph

__all__ = ["Table", "catalogue", "run", "run_file", "store"]

SECONDS = 20.0
ROWS = 10_000
MEGABYTES = 1024
# The parser recurses; a text of this length cannot nest deeper than the stack of `apart` reaches.
LONGEST = 10_000
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(r"^\s*(insert|delete|load|clear|create|drop|copy|move|add|with)\b", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """What a query found, as text.

    Attributes:
        columns: names of the columns.
        rows: a text for each column; empty where a row has no value.
        complete: False where there are more rows than were asked for.
        given: the parameters that were asked with, the question's own values included.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    complete: bool = True
    given: tuple[tuple[str, str], ...] = ()


def run(kg: KnowledgeGraph, name: str, /, **values: str) -> Table:
    """Ask a named question.

    Args:
        kg: the graph.
        name: one of `catalogue()`.
        **values: parameters as people type them; those left out keep the value that stands in the question's file.

    Raises:
        UnknownNameError: no such question, parameter, thing, state, family or source.
        UsageError: it took too long.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> found = run(kg, "what-causes", finding="posterior pelvic tilt")
        >>> [row[:3] for row in found.rows]
        [('tight hamstrings', 'tilts into', 'posterior pelvic tilt')]
    """
    question = named_queries.question(name)
    terms = {key: _terms(kg, question.parameter(key), value) for key, value in values.items()}
    found = _limited(kg, question.bind(terms), SECONDS, ROWS, MEGABYTES)
    given = tuple((p.name, values.get(p.name, _shown(p.given))) for p in question.parameters)
    return Table(found.columns, found.rows, found.complete, given)


def run_file(
    kg: KnowledgeGraph, text: str, *, seconds: float = SECONDS, rows: int = ROWS, megabytes: int = MEGABYTES
) -> Table:
    """Ask a question of your own: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of `iris.PREFIXES` are known.

    ASK gives one row, `yes` or `no`; CONSTRUCT and DESCRIBE give the statements, sorted.

    Args:
        kg: the graph.
        text: a SPARQL 1.1 query of at most 10,000 characters.
        seconds: how long it may take.
        rows: how many rows at the most.
        megabytes: how much memory it may take, besides what the graph takes.

    Raises:
        UsageError: the query is not SPARQL, would change something or ask another server, or took too long.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> run_file(kg, "SELECT (COUNT(?c) AS ?claims) { ?c a rg:Claim }").rows
        (('33',),)
        >>> run_file(kg, "SELECT ?x { ?x a rg:Claim")
        Traceback (most recent call last):
            ...
        refgraph.errors.UsageError: the query has an error at line 1, column 26, after 'SELECT ?x { ?x a rg:Claim'
    """
    _refuse(text)
    return _limited(kg, text, seconds, rows, megabytes)


def store(kg: KnowledgeGraph) -> pyoxigraph.Store:
    """Return the graph as a pyoxigraph store, for uses that a table does not serve; a new one on every call."""
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

    made: dict[statements.Term | None, Any] = {None: DefaultGraph()}

    def term(value: statements.Term | None) -> Any:
        found = made.get(value)
        if found is None:
            found = made[value] = NamedNode(value) if isinstance(value, rdf_names.Iri) else literal(value)
        return found

    def literal(value: Any) -> Any:
        datatype = NamedNode(rdf_names.word(f"xsd:{value.datatype}")) if value.datatype else None
        return Literal(value.value, language=value.language, datatype=datatype)

    filled = Store()
    filled.extend(Quad(term(s), term(p), term(o), term(graph)) for s, p, o, graph in statements.quads(kg))
    return filled


# ---------------------------------------------------------------- values of parameters


def _terms(kg: KnowledgeGraph, parameter: Parameter, value: str) -> tuple[str, ...]:
    """Read what was typed for a parameter; every term is a name of the graph, written by `questions`."""
    if parameter.kind == "finding":
        return _findings(kg, value)
    key = str(getattr(arguments, parameter.kind)(kg, value))
    return (
        (named_queries.text(key),)
        if parameter.kind == "family"
        else (named_queries.iri(rdf_names.name(parameter.kind, key)),)
    )


def _findings(kg: KnowledgeGraph, value: str) -> tuple[str, ...]:
    """Every finding of the graph that what was typed covers: a state or side that is left out matches any."""
    asked = names.read(kg, value)
    touching = (*kg.edges(subject=asked.entity), *kg.edges(object=asked.entity))
    ends = {end for edge in touching for end in (edge.subject, edge.object) if end.entity == asked.entity}
    matching = [end for end in ends if asked.state in (None, end.state) and asked.side in (None, end.side)]
    return tuple(sorted(named_queries.iri(rdf_names.finding(end)) for end in matching or [asked]))


def _shown(given: str) -> str:
    return "any" if given == "UNDEF" else given.partition(":")[2] or given.strip('"')


# ---------------------------------------------------------------- running


def _refuse(text: str) -> None:
    """Keep out what could reach another server or break the parser.

    The word SERVICE is refused wherever it stands, also in escapes: to tell a keyword from a text would take a second
    parser, and a difference between the two would be a way around the check.
    """
    if len(text) > LONGEST:
        raise UsageError(f"the query has {len(text)} characters; at most {LONGEST} are read")
    spelt = _UNICODE.sub(lambda match: _character(int(match.group(1) or match.group(2), 16)), text)
    if any("service" in said.casefold() for said in (text, spelt)):
        raise UsageError("SERVICE would ask another server: that word is refused in a query, even in a text or comment")


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else ""


def _limited(kg: KnowledgeGraph, text: str, seconds: float, rows: int, megabytes: int) -> Table:
    """Run a query where it can be ended: pyoxigraph itself has no way to stop one, and aborts where memory ends."""
    filled = store(kg)
    told = run_apart(lambda: _attempt(filled, text, rows), seconds, megabytes << 20)
    if told is None:
        raise UsageError(f"the query took longer than {seconds:g} seconds; ask for less, or with a LIMIT")
    if told is LOST:
        least = f"than there is, or than {megabytes:,} MB"
        raise UsageError(f"the query needs more memory {least}; ask for less, or in no ORDER")
    if isinstance(told, Table):
        return told
    of_syntax, said = told
    raise _plain(of_syntax, said, text) from None


def _attempt(filled: pyoxigraph.Store, text: str, rows: int) -> Table | tuple[bool, str]:
    """Run a query; where it cannot be run, return whether it is a fault of its syntax, and what is said of it."""
    try:
        return _table(filled, text, rows)
    except Exception as fault:
        return isinstance(fault, SyntaxError), str(fault)


def _table(filled: pyoxigraph.Store, text: str, rows: int) -> Table:
    from pyoxigraph import QueryBoolean, QueryTriples

    found = filled.query(text, prefixes=dict(rdf_names.PREFIXES), use_default_graph_as_union=True)
    if isinstance(found, QueryBoolean):
        return Table(("answer",), (("yes" if found else "no",),))
    taken: list[tuple[str, ...]] = []
    for row in found:
        if len(taken) == rows:
            break
        taken.append(tuple(_text(value) for value in row))
    else:
        rows = -1
    if isinstance(found, QueryTriples):
        return Table(("subject", "predicate", "object"), tuple(sorted(taken)), rows < 0)
    return Table(tuple(variable.value for variable in found.variables), tuple(taken), rows < 0)


def _text(value: Any) -> str:
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, NamedNode):
        return rdf_names.short(value.value)
    return value.value if isinstance(value, Literal) else "" if value is None else str(value)


def _plain(of_syntax: bool, fault: str, text: str) -> RefgraphError:
    """Word a fault of pyoxigraph in one line with a place."""
    place = _PLACE.search(fault)
    if not of_syntax or not place:
        return UsageError(f"the query cannot be run: {' '.join(fault.split())[:200]}")
    if _UPDATE.search(text):
        return UsageError("only SELECT, ASK, CONSTRUCT and DESCRIBE are run: the graph is read and never written")
    line, column = int(place.group(1)), int(place.group(2))
    before = "".join(text.split("\n")[line - 1 : line])[: column - 1].strip()[-30:]
    after = f", after {before!r}" if before else ""
    return UsageError(f"the query has an error at line {line}, column {column}{after}")
