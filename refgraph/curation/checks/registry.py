"""What a check is, and the table that each enters itself in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from refgraph.language.suggest import did_you_mean, quoted
from refgraph.model.dataset import Dataset

Place: TypeAlias = tuple[str, ...]
Found: TypeAlias = Iterator[tuple[Place, str]]
Check: TypeAlias = Callable[[Dataset], Found]

CHECKS: dict[str, Check] = {}
# Codes of checks that find much of one kind: they are counted in one line unless all is asked for.
COUNTED: set[str] = set()
ANY = "any"


def check(code: str, *, counted: bool = False) -> Callable[[Check], Check]:
    """Enter a check in the table.

    It yields where a fault stands and what it is about; its docstring is the message.

    Args:
        code: E or W and three digits, of which the first is the topic; each code has one check.
        counted: whether what it finds is counted in one line unless all is asked for.
    """

    def entered(function: Check) -> Check:
        assert code not in CHECKS, f"two checks have the code {code}"
        CHECKS[code] = function
        if counted:
            COUNTED.add(code)
        return function

    return entered


def kinds(data: Dataset, kind: str) -> set[str]:
    """Name everything of a kind that is declared, even if its record has faults: those are reported as such."""
    tables = {
        "entity": data.entities,
        "category": data.schema.categories,
        "state": data.schema.states,
        "family": data.schema.families,
        "predicate": data.schema.predicates,
    }
    return set(tables[kind]) | {place[1] for place in data.marks if len(place) == 2 and place[0] == kind}


def unknown(names: Iterable[str], known: Collection[str], but: str | None = None) -> Iterator[str]:
    """Word each name that is not known, with the nearest ones.

    Args:
        names: what is used.
        known: what is declared; a set or a mapping where it may be long.
        but: one of these that does not count.
    """
    for name in names:
        # What is known is only gone through for the few names that are not.
        if name not in known or name == but:
            yield f"{quoted(name)}.{did_you_mean(name, sorted(set(known) - {but}))}"
