"""Rows of SSSOM tables: which of our names stands for which term of another vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from refgraph.model.dataset import Fault, Mark
from refgraph.model.vocabulary import ONTOLOGIES

PREFIX = "refgraph:"
RELATIONS = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
COLUMNS = ("subject_id", "predicate_id", "object_id")
_DECLARED = re.compile(r"#\s+([A-Za-z][\w.-]*):\s+https?://\S+\s*")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):[^\s:][^\s]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a key of ours."""

    key: str
    relation: str
    term: str
    mark: Mark


def rows(path: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    r"""Read an SSSOM table: lines with `#` are metadata, then a header, then rows; negated rows are left out.

    The prefix of a term must be one that refgraph knows, or be declared in the table's `curie_map`.

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
    declared = {match[1] for _, line in lines if (match := _DECLARED.fullmatch(line))}
    found: list[Row] = []
    faults: list[Fault] = []
    for number, cells in table[1:]:
        one = _row(Mark(path, number), header, cells, declared)
        if isinstance(one, Row):
            found.append(one)
        elif one is not None:
            faults.append(one)
    return tuple(found), tuple(faults)


def _row(mark: Mark, header: list[str], cells: list[str], declared: set[str]) -> Row | Fault | None:
    """Read one row, or say what is wrong with it; None where it says that something does not match."""
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    subject, relation, term = (row.get(name, "") for name in COLUMNS)
    if not (subject and relation and term):
        return Fault(mark, "E009", f"a row needs {', '.join(COLUMNS)}")
    if not subject.startswith(PREFIX):
        return Fault(mark, "E009", f"{subject[:60]!r} must begin with {PREFIX!r}")
    if relation not in RELATIONS:
        return Fault(mark, "E009", f"the relation {relation[:60]!r} is none of {', '.join(RELATIONS)}")
    match = _CURIE.fullmatch(term)
    if match is None:
        return Fault(mark, "E009", f"{term[:60]!r} is no term: it must be PREFIX:NAME")
    if match[1] not in declared and match[1] not in ONTOLOGIES:
        known = ", ".join(ONTOLOGIES)
        return Fault(mark, "E009", f"the prefix {match[1][:60]!r} is not in the table's curie_map, nor one of {known}")
    if row.get("predicate_modifier", "").lower() == "not":
        return None
    return Row(subject.removeprefix(PREFIX), relation, term, mark)
