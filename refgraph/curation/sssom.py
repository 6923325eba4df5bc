"""Rows of SSSOM tables: which of our names stands for which term of another vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from refgraph.model.dataset import Fault, Mark
from refgraph.model.vocabulary import ONTOLOGIES

PREFIX = "refgraph:"
RELATIONS = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
COLUMNS = ("subject_id", "predicate_id", "object_id")
# Stands further in than the keys of the table, one of which may be an address as well.
_DECLARED = re.compile(r"#\s{2,}([A-Za-z][\w.-]*):\s+[\"']?(https?://\S+?)[\"']?\s*")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):[^\s:|,;<>\"{}][^\s|,;<>\"{}]*")
_MODIFIERS = ("", "not")


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a key of ours."""

    key: str
    relation: str
    term: str
    mark: Mark


def rows(path: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    r"""Read an SSSOM table: lines with `#` are metadata, then a header, then rows; negated rows are left out.

    The prefix of a term must be one that refgraph knows, or be declared in the table's `curie_map`; one that refgraph
    knows must not be declared as something else.

    Example:
        >>> header = b"subject_id\tpredicate_id\tobject_id\n"
        >>> rows("m.sssom.tsv", header + b"refgraph:headache\tskos:exactMatch\tHP:0002315\n")[0][0].term
        'HP:0002315'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (Fault(Mark(path), "E001", "the file is not UTF-8 text"),)
    # Not splitlines: a form feed or a line separator inside a cell ends no row.
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
    table = [(number, line.split("\t")) for number, line in lines if line.strip() and not line.startswith("#")]
    if not table:
        return (), ()
    number, header = table[0]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        return (), (Fault(Mark(path, number), "E009", f"the header lacks the column {', '.join(missing)}"),)
    twice = next((name for name in header if name.strip() and header.count(name) > 1), None)
    if twice is not None:
        return (), (Fault(Mark(path, number), "E009", f"the header names the column {twice[:60]!r} twice"),)
    found: list[Row] = []
    declared, faults = _declared(path, lines)
    for number, cells in table[1:]:
        one = _row(Mark(path, number), header, cells, declared)
        if isinstance(one, Row):
            found.append(one)
        elif one is not None:
            faults.append(one)
    return tuple(found), tuple(faults)


def _declared(path: str, lines: list[tuple[int, str]]) -> tuple[set[str], list[Fault]]:
    """Return the prefixes that a table declares, and those that mean something else here."""
    found, faults = set(), []
    for number, line in lines:
        match = _DECLARED.fullmatch(line)
        if match is None:
            continue
        found.add(match[1])
        known = ONTOLOGIES.get(match[1])
        if known not in (None, match[2], match[2].replace("https://", "http://")):
            message = f"the prefix {match[1]} is declared as {match[2][:80]}; here it is {known}"
            faults.append(Fault(Mark(path, number), "E009", message))
    return found, faults


def _row(mark: Mark, header: list[str], cells: list[str], declared: set[str]) -> Row | Fault | None:
    """Read one row, or say what is wrong with it; None where it says that something does not match."""
    if any(cell.strip() for cell in cells[len(header) :]):
        return Fault(mark, "E009", f"the row has {len(cells)} cells, the header {len(header)}")
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    subject, relation, term = (row.get(name, "") for name in COLUMNS)
    if not (subject and relation and term):
        return Fault(mark, "E009", f"a row needs {', '.join(COLUMNS)}")
    if not subject.startswith(PREFIX):
        return Fault(mark, "E009", f"{subject[:60]!r} must begin with {PREFIX!r}")
    if relation not in RELATIONS:
        return Fault(mark, "E009", f"the relation {relation[:60]!r} is none of {', '.join(RELATIONS)}")
    match = _CURIE.fullmatch(term)
    if match is None or not term.isprintable():
        return Fault(mark, "E009", f"{term[:60]!r} is no term: it must be PREFIX:NAME")
    if match[1] not in declared and match[1] not in ONTOLOGIES:
        known = ", ".join(ONTOLOGIES)
        return Fault(mark, "E009", f"the prefix {match[1][:60]!r} is not in the table's curie_map, nor one of {known}")
    modifier = row.get("predicate_modifier", "").lower()
    if modifier not in _MODIFIERS:
        return Fault(mark, "E009", f"predicate_modifier is {modifier[:60]!r}; it may be Not or nothing")
    if modifier:
        return None
    return Row(subject.removeprefix(PREFIX), relation, term, mark)
