"""A second reading: claims drawn by chance, each beside its passage, a verdict for each field, and the rates of error.

The draw is fixed by its seed and the claims that there are. Verdicts stand with their claims (`review`), so the rates
can be had again from the data at any time.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.curation.article import read
from refgraph.errors import UsageError
from refgraph.language.sentences import fold
from refgraph.language.voice import tr
from refgraph.model.statements import REVIEWED, VERDICTS, Claim, id_order

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

RIGHT = VERDICTS[0]
# Two-sided 95 % of a normal distribution.
_Z = 1.959964
_ALIASES = {"hedge": "modality", "direction": "predicate", "paragraph": "locator", "place": "locator"}
WHOLE = "whole claim"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a field was found wrong.

    Attributes:
        field: one of `REVIEWED`, or `WHOLE` for claims of which any field is.
        judged, arguable, wrong: how many.
        low, high: bounds of the 95 % interval of the share that is wrong.
    """

    field: str
    judged: int
    arguable: int
    wrong: int
    low: float
    high: float


def draw(kg: KnowledgeGraph, seed: int, count: int, sources: Iterable[str] = ()) -> tuple[Claim, ...]:
    """Draw claims by chance, of those that were read in a passage.

    Args:
        kg: the graph.
        seed: the same seed draws the same claims of the same data.
        count: how many; all where there are fewer.
        sources: keys of the sources to draw from; all if none is given.

    Returns:
        The claims, by source and number.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> len(draw(kg, 7, 5)), draw(kg, 7, 5) == draw(kg, 7, 5), draw(kg, 7, 5) == draw(kg, 8, 5)
        (5, True, False)
    """
    wanted = set(sources)
    able = [claim for claim in kg.claims() if claim.paragraph and (not wanted or claim.source in wanted)]
    chosen = random.Random(seed).sample(able, min(count, len(able)))
    return tuple(sorted(chosen, key=lambda claim: id_order(claim.id)))


def passage(claim: Claim, folders: Iterable[Path]) -> tuple[tuple[int, str], ...]:
    """Return the paragraphs that a claim was read in and leans on, in their order, from the first folder that has them.

    Args:
        claim: of a source.
        folders: that hold `<source>.txt`.

    Returns:
        Number and text of each paragraph; none where no folder has the text.
    """
    file = next(
        (folder / f"{claim.source}.txt" for folder in folders if (folder / f"{claim.source}.txt").is_file()), None
    )
    if file is None:
        return ()
    lines = read(file)
    numbers = sorted({claim.paragraph, *claim.context})
    return tuple((number, fold(lines[number - 1])) for number in numbers if 1 <= number <= len(lines))


def verdict(text: str) -> dict[str, str]:
    """Read a verdict as a reader types it: fields that are not named are right.

    Args:
        text: `object wrong, hedge arguable`; nothing means that all is right.

    Returns:
        A verdict for each field.

    Raises:
        UsageError: a field or a verdict is none.

    Example:
        >>> found = verdict("object wrong, hedge arguable")
        >>> found["object"], found["modality"], found["side"]
        ('wrong', 'arguable', 'right')
    """
    found = dict.fromkeys(REVIEWED, RIGHT)
    for part in filter(None, (one.strip().lower() for one in text.split(","))):
        field, _, word = part.replace("=", " ").partition(" ")
        field, word = _ALIASES.get(field, field), word.strip()
        if field not in REVIEWED or word not in VERDICTS:
            raise UsageError(
                f"{part!r} is no verdict; write FIELD {' | '.join(VERDICTS)}, with FIELD one of {', '.join(REVIEWED)}"
            )
        found[field] = word
    return found


def recorded(value: Mapping[str, Any], number: str, by: str, date: str, verdicts: Mapping[str, str]) -> dict[str, Any]:
    """Write a verdict into a source's file; an earlier one of this claim is replaced.

    Args:
        value: of the file, as `refgraph.curation.yaml.parse` gives it.
        number: of the claim.
        by: who read it.
        date: when, such as 2026-11-28.
        verdicts: field → verdict.

    Returns:
        The new value of the file.
    """
    told = {"by": by, "date": date, **verdicts}
    claims = [{**item, "review": told} if item.get("id") == number else item for item in value["claims"]]
    return {**value, "claims": claims}


def rates(claims: Iterable[Claim], by: str | None = None) -> tuple[Rate, ...]:
    """Count verdicts by field.

    Args:
        claims: those with a review count.
        by: only reviews by this reader.

    Returns:
        The rate of whole claims first, then that of each field; none where nothing was reviewed.

    Example:
        >>> rates([])
        ()
    """
    reviews = [dict(claim.review.verdicts) for claim in claims if claim.review and by in (None, claim.review.by)]
    if not reviews:
        return ()
    worst = [max(verdicts.values(), key=VERDICTS.index, default=RIGHT) for verdicts in reviews]
    counted = [(WHOLE, worst), *((field, [one[field] for one in reviews if field in one]) for field in REVIEWED)]
    return tuple(_rate(field, found) for field, found in counted)


def _rate(field: str, found: Sequence[str]) -> Rate:
    wrong = found.count("wrong")
    return Rate(field, len(found), found.count("arguable"), wrong, *wilson(wrong, len(found)))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score method.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22 (1927), 209-212.

    Args:
        part: how many of them.
        whole: of how many; nothing is known of none.

    Example:
        >>> [round(bound, 3) for bound in wilson(1, 100)], wilson(0, 0)
        ([0.002, 0.054], (0.0, 1.0))
    """
    if whole == 0:
        return 0.0, 1.0
    share, more = part / whole, _Z**2 / whole
    middle = share + more / 2
    half = _Z * sqrt(share * (1 - share) / whole + more / (4 * whole))
    low, high = ((middle + sign * half) / (1 + more) for sign in (-1, 1))
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


# ---------------------------------------------------------------- in words


COLUMNS = ("field", "judged", "right", "arguable", "wrong", "wrong, percent", "95 % interval")


def rows(found: Iterable[Rate]) -> list[tuple[str, ...]]:
    """Write rates as rows under `COLUMNS`; shares in per cent."""
    return [
        (
            rate.field,
            str(rate.judged),
            str(rate.judged - rate.arguable - rate.wrong),
            str(rate.arguable),
            str(rate.wrong),
            f"{100 * rate.wrong / rate.judged:.1f}" if rate.judged else "",
            tr("{low} to {high}", low=f"{100 * rate.low:.1f}", high=f"{100 * rate.high:.1f}"),
        )
        for rate in found
    ]


def card(kg: KnowledgeGraph, claim: Claim, paragraphs: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield the lines that show a claim beside its passage.

    Args:
        kg: the graph.
        claim: of it.
        paragraphs: of `passage`; where there is none the anchor stands for it.
    """
    from refgraph.report.words import wording

    yield from map(wording.clean, _card(kg, claim, paragraphs))


def _card(kg: KnowledgeGraph, claim: Claim, paragraphs: Sequence[tuple[int, str]]) -> Iterator[str]:
    from refgraph.report.words import wording

    for name, end in (("subject", claim.subject), ("object", claim.object)):
        parts = [end.entity, f"state: {end.state}" if end.state else "", f"side: {end.side}" if end.side else ""]
        told = {"predicate": claim.predicate} if name == "object" else {}
        yield from (f"  {key}: {value}" for key, value in told.items())
        yield f"  {name}: {', '.join(filter(None, parts))}"
    yield f"  polarity: {claim.polarity}; modality: {claim.modality}; evidence: {claim.evidence}"
    yield from (f"  {line}" for line in [wording.remarks(kg, claim)] if line)
    yield f"  statement: {wording.statement(kg, claim)}"
    yield f"  locator: {wording.placed(claim.source, claim)}; anchor: “{claim.anchor}”"
    for number, text in paragraphs:
        yield f"  ¶{number} {text}"
