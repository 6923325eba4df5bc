"""Rows of SSSOM tables: which of our names stands for which term of another vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.model import Fault, Mark

PREFIX = "refgraph:"
COLUMNS = ("subject_id", "predicate_id", "object_id")


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a key of ours."""

    key: str
    relation: str
    term: str
    mark: Mark


def rows(path: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    r"""Read an SSSOM table: lines with `#` are metadata, then a header, then rows; negated rows are left out.

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
    found: list[Row] = []
    faults: list[Fault] = []
    for number, cells in table[1:]:
        _take(Mark(path, number), header, cells, found, faults)
    return tuple(found), tuple(faults)


def _take(mark: Mark, header: list[str], cells: list[str], found: list[Row], faults: list[Fault]) -> None:
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    subject, relation, term = (row.get(name, "") for name in COLUMNS)
    if not (subject and relation and term):
        faults.append(Fault(mark, "E009", f"a row needs {', '.join(COLUMNS)}"))
    elif not subject.startswith(PREFIX):
        faults.append(Fault(mark, "E009", f"{subject[:60]!r} must begin with {PREFIX!r}"))
    elif row.get("predicate_modifier", "").lower() != "not":
        found.append(Row(subject.removeprefix(PREFIX), relation, term, mark))
