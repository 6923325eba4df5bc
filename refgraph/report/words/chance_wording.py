"""How the connectivity of two findings compares with chance, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.report.words.wording import clean

if TYPE_CHECKING:
    from refgraph.search.null_model import Chance

_AS_MANY = {
    "far-more": "far more paths than chance brings",
    "more": "more paths than chance brings",
    "ordinary": "no more paths than chance may bring",
    "less": "fewer paths than chance brings",
}
_AS_DIRECT = {
    "far-more": "the best is told far more directly than chance brings",
    "more": "the best is told more directly than chance brings",
    "ordinary": "the best is told no more directly than chance may bring",
    "less": "the best is told less directly than chance brings",
}
_NOT_WHETHER = "This is how closely articles connect the two, not whether one brings the other about."


def chance(found: Chance) -> tuple[str, ...]:
    """Say how unusual the paths are against shuffled graphs: in words, in the counts, and what neither says.

    Args:
        found: the comparison with shuffled graphs.

    Returns:
        Sentences, in the order in which they are read.

    Example:
        >>> from refgraph.api import against_chance, open_graph
        >>> compared = against_chance(open_graph("tests/data/mini"), "upper trapezius", "headache", permutations=1)
        >>> chance(compared)[0]
        'Against chance nothing can be told: fewer than 3 paths.'
    """
    from refgraph.search.null_model import MOST_PATHS

    done = grammar.count(found.permutations, "shuffled graph")
    if found.why is not None:
        after = f" {done} tried, seed {found.seed}." if found.permutations else ""
        return (f"Against chance nothing can be told: {clean(found.why)}.{after}",)
    here = grammar.count(found.paths, "path") + (" at least" if found.paths == MOST_PATHS else "")
    return (
        f"Against chance: {_AS_MANY[found.number]}; {_AS_DIRECT[found.quality]}.",
        f"{here} here. Of {done} (seed {found.seed}), {found.as_many} with as many or more, "
        f"{found.as_direct} with a best one told as directly or more so. {_NOT_WHETHER}",
    )
