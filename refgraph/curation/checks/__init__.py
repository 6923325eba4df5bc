"""Everything that a dataset can be blamed for, as a table of small checks.

E faults make a dataset unusable, W faults are for a person to look at. The first digit is the topic: 0 form (found by
`load`), 1 vocabulary, 2 entities, 3 sources, 4 claims, 5 anchors and statements, 6 texts (found by `check_texts`).
`docs/checks.md` lists all codes; it is made from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from refgraph.curation.checks import claims, vocabulary
from refgraph.curation.checks.anchors import TEXT_CODES, TextCheck, check_texts, mark_of
from refgraph.curation.checks.vocabulary import Check
from refgraph.curation.load import CODES
from refgraph.model.dataset import Dataset, Fault

__all__ = ["CHECKS", "CODES", "TEXT_CODES", "TextCheck", "catalogue", "check_texts", "message", "validate"]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "E101": vocabulary.schema_category,
        "E102": vocabulary.schema_state,
        "E103": vocabulary.schema_walk,
        "E104": vocabulary.schema_flag,
        "E105": vocabulary.schema_compatible,
        "E106": vocabulary.schema_entity,
        "E107": vocabulary.schema_ranking,
        "W108": vocabulary.schema_words,
        "E109": vocabulary.schema_opposite,
        "E110": vocabulary.schema_family,
        "E111": vocabulary.schema_role,
        "E112": vocabulary.schema_walked,
        "E113": vocabulary.schema_on,
        "E201": vocabulary.slug,
        "E202": vocabulary.category,
        "E203": vocabulary.shared_name,
        "E204": vocabulary.distinct,
        "W205": vocabulary.unused,
        "E206": vocabulary.opposite,
        "E301": vocabulary.url,
        "W302": vocabulary.silent_source,
        "W303": vocabulary.no_hash,
        "E401": claims.entity,
        "E402": claims.predicate,
        "E403": claims.state,
        "E404": claims.side,
        "E405": claims.polarity,
        "E406": claims.modality,
        "E407": claims.evidence,
        "E408": claims.subject_category,
        "E409": claims.object_category,
        "E410": claims.result_missing,
        "E411": claims.result_wrong,
        "E412": claims.existing_wrong,
        "E413": claims.carried,
        "E414": claims.relative_subject,
        "E415": claims.self_loop,
        "E416": claims.repeated_claim,
        "E417": claims.theory,
        "E418": claims.repeated_paragraph,
        "E419": claims.ring,
        "E420": claims.unnamed,
        "E421": claims.state_category,
        "E501": claims.anchor_long,
        "E502": claims.anchor_short,
        "E503": claims.anchor_gap,
        "E504": claims.statement_long,
        "E505": claims.statement_copied,
        "W506": claims.statement_sentence,
    }
)


_INTRODUCTION = (
    "# What `refgraph check` can find",
    "",
    "Every fault is one line, `file:line:column: CODE message`, and all of them come at once. An error makes the data",
    "unusable; a warning is for a person to look at. The first digit is the topic: 0 the form of the files, 1 the",
    "vocabulary, 2 entities, 3 sources, 4 claims, 5 anchors and statements, 6 the texts (with `--texts DIR`).",
    "",
    "This page is made by `refgraph.curation.checks.catalogue()`; each code has an example in `tests/data/faults/`.",
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
        >>> from refgraph.curation.load import read
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
