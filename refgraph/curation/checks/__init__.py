"""The checks of a dataset: a table of small functions, entered by `@check(code)`.

E faults make a dataset unusable, W faults are for a person to look at. The first digit is the topic: 0 form (found by
`load`), 1 vocabulary, 2 entities, 3 sources, 4 claims, 5 anchors and statements as they are written, 6 anchors in the
texts (found by `check_texts`), 7 foreign graphs (found by `io.kgx`). `docs/checks.md` lists all codes; it is made from
here. It imports `model` and `language`. Read `registry` first, then `claims`.

To add a check: a function in the module of its topic (1, 3 and most of 2 in `vocabulary`, whether a name can be shared
in `names`, 4 and 5 in `claims`; 6 in `anchors.TEXT_CODES`, 0 in `load.CODES`), and an example in `tests/data/faults/`.
"""

from __future__ import annotations

from refgraph.curation.checks import claims, names, vocabulary
from refgraph.curation.checks.anchors import TEXT_CODES, TextCheck, check_texts, mark_of
from refgraph.curation.checks.registry import CHECKS, COUNTED
from refgraph.curation.load import CODES
from refgraph.model.dataset import Dataset, Fault

__all__ = ["CHECKS", "CODES", "COUNTED", "TEXT_CODES", "TextCheck", "catalogue", "check_texts", "message", "validate"]

# The modules of checks: importing one enters what it holds.
TOPICS = (vocabulary, names, claims)

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
