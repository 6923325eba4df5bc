"""Everything that a dataset can be blamed for, as a table of small checks.

E faults make a dataset unusable, W faults are for a person to look at. The first digit is the topic: 0 form (found by
`load`), 1 vocabulary, 2 entities, 3 sources, 4 claims, 5 anchors and statements, 6 texts (found by `check_texts`).
`docs/checks.md` lists all codes; it is made from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from refgraph import declared, stated
from refgraph.declared import Check
from refgraph.load import CODES
from refgraph.model import Dataset, Fault
from refgraph.passages import TEXT_CODES, TextCheck, check_texts, mark_of

__all__ = ["CHECKS", "CODES", "TEXT_CODES", "TextCheck", "catalogue", "check_texts", "message", "validate"]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "E101": declared.schema_category,
        "E102": declared.schema_state,
        "E103": declared.schema_walk,
        "E104": declared.schema_flag,
        "E105": declared.schema_compatible,
        "E106": declared.schema_entity,
        "E107": declared.schema_ranking,
        "W108": declared.schema_words,
        "E109": declared.schema_opposite,
        "E201": declared.slug,
        "E202": declared.category,
        "E203": declared.shared_name,
        "E204": declared.distinct,
        "W205": declared.unused,
        "E206": declared.opposite,
        "E301": declared.url,
        "W302": declared.silent_source,
        "W303": declared.no_hash,
        "E401": stated.entity,
        "E402": stated.predicate,
        "E403": stated.state,
        "E404": stated.side,
        "E405": stated.polarity,
        "E406": stated.modality,
        "E407": stated.evidence,
        "E408": stated.subject_category,
        "E409": stated.object_category,
        "E410": stated.result_missing,
        "E411": stated.result_wrong,
        "E412": stated.existing_wrong,
        "E413": stated.carried,
        "E414": stated.relative_subject,
        "E415": stated.self_loop,
        "E416": stated.repeated_claim,
        "E417": stated.theory,
        "E418": stated.repeated_paragraph,
        "E419": stated.ring,
        "E420": stated.unnamed,
        "E501": stated.anchor_long,
        "E502": stated.anchor_short,
        "E503": stated.anchor_gap,
        "E504": stated.statement_long,
        "E505": stated.statement_copied,
        "W506": stated.statement_sentence,
    }
)


_INTRODUCTION = (
    "# What `refgraph check` can find",
    "",
    "Every fault is one line, `file:line:column: CODE message`, and all of them come at once. An error makes the data",
    "unusable; a warning is for a person to look at. The first digit is the topic: 0 the form of the files, 1 the",
    "vocabulary, 2 entities, 3 sources, 4 claims, 5 anchors and statements, 6 the texts (with `--texts DIR`).",
    "",
    "This page is made by `refgraph.validate.catalogue()`; each code has an example in `tests/data/faults/`.",
    "",
    "| code | kind | what is wrong |",
    "|---|---|---|",
)


def validate(dataset: Dataset, select: tuple[str, ...] | None = None) -> tuple[Fault, ...]:
    """Run the checks; faults come in the order of files and lines.

    Args:
        dataset: what `load.read` returns.
        select: codes or beginnings of codes (`E`, `W2`, `E410`); all checks if None.

    Example:
        >>> from refgraph.load import read
        >>> validate(read("tests/data/mini").dataset)
        ()
    """
    chosen = [(code, check) for code, check in CHECKS.items() if select is None or code.startswith(tuple(select))]
    faults = (
        Fault(mark_of(dataset, place), code, f"{message(code)}: {detail}")
        for code, check in chosen
        for place, detail in check(dataset)
    )
    return tuple(sorted(set(faults)))


def catalogue() -> str:
    """Write the page that lists every code, `docs/checks.md`.

    Example:
        >>> catalogue().splitlines()[0]
        '# What `refgraph check` can find'
    """
    meanings = {**CODES, **{code: message(code) for code in CHECKS}}
    meanings |= {code: text[0].lower() + text[1:].rstrip(".") for code, text in TEXT_CODES.items()}
    rows = [f"| {code} | {'warning' if code[0] == 'W' else 'error'} | {text} |" for code, text in meanings.items()]
    return "\n".join([*_INTRODUCTION, *sorted(rows, key=lambda row: (row[3:6], row)), ""])


def message(code: str) -> str:
    """Say what a code of `CHECKS` means.

    Example:
        >>> message("E404")[:33]
        'the side must be left, right, bil'
    """
    text = (CHECKS[code].__doc__ or code).strip().rstrip(".")
    return text[0].lower() + text[1:]
