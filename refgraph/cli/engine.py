"""Where a question about paths goes: to the graph on this machine, or to a store that `--engine` names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.cli.options import opened
from refgraph.errors import UsageError
from refgraph.report import FORMATS, render
from refgraph.search.best_first import USUAL, Limits

if TYPE_CHECKING:
    from refgraph.engines.local import Budget, Neighbours
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer, NearMiss, Query
    from refgraph.model.statements import Finding


class Place:
    """The graph that names are read with, and what answers questions about paths.

    Args:
        data: of `--data`. engine: of `--engine`; None for the graph of `--data`, asked directly.
        names: what was typed as names, which is all that is known here of a store elsewhere.
        sources: what was typed as sources.
    """

    def __init__(self, data: str | None, engine: str | None, names: Sequence[str], sources: Sequence[str] = ()) -> None:
        self.store: Neighbours | None = None
        if engine is None:
            self.kg: KnowledgeGraph = opened(data)
            return
        from refgraph.engines import open_engine
        from refgraph.engines.naming import naming

        self.store = open_engine(engine, lambda: opened(data))
        self.kg = naming(self.store, names, sources)

    def ask(self, query: Query, form: str = "text", limits: Limits = USUAL) -> tuple[KnowledgeGraph, Answer]:
        """Answer a question; the graph that comes with it knows all that the answer shows in this form."""
        if self.store is None:
            return self.kg, _asked(self.kg, query, limits)
        if query.also:
            raise UsageError("shared origins are looked for in a graph on this machine; leave out --engine")
        from refgraph.engines.gather import ask as gather
        from refgraph.engines.local import Budget

        asked = gather(self.store, query, Budget() if limits.seconds is None else Budget(seconds=limits.seconds))
        _said(asked.budget)
        if FORMATS[form].picture or form == "html":
            asked.show(lambda kg: render(kg, asked.answer, "html"))
        return asked.kg, asked.answer

    def why_not(self, start: Finding, end: Finding) -> tuple[NearMiss, ...]:
        """Tell which chains come nearest to joining two findings."""
        if self.store is None:
            from refgraph.search.questions import why_not

            return why_not(self.kg, start, end)
        from refgraph.engines.gather import why_not as gather
        from refgraph.engines.local import Budget

        budget = Budget()
        found = gather(self.store, start, end, budget)
        _said(budget)
        return found


def _asked(kg: KnowledgeGraph, query: Query, limits: Limits) -> Answer:
    if query.also:
        from refgraph.search.shared_origins import ask
    else:
        from refgraph.search.questions import ask
    return ask(kg, query, limits)


def _said(budget: Budget) -> None:
    if budget.spent:
        print(f"stopped early: {budget.spent} used up", file=sys.stderr)
