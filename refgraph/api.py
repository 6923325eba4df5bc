"""What a notebook or a script calls: the path questions with findings as people type them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as File
from typing import TYPE_CHECKING, Any
from warnings import warn

from refgraph.graph import names, open
from refgraph.model.answers import Answer, NearMiss, Query
from refgraph.model.statements import Finding
from refgraph.search import query_checks, questions
from refgraph.web import notebook

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.graph.names import Hit
    from refgraph.model.vocabulary import Schema
    from refgraph.search.all_origins import AllOrigins
    from refgraph.search.feedback_loops import Loops
    from refgraph.search.null_model import Chance


def open_graph(data: str | File | None = None) -> KnowledgeGraph:
    """Open a graph.

    Args:
        data: a data folder or an index file; None for the data that comes with refgraph.

    Returns:
        The graph, every look-up of which is in a fixed order.

    Raises:
        DataError: the data cannot be read or has faults.

    Example:
        >>> open_graph("tests/data/mini").entity("headache").category
        'symptom'
    """
    kg = open.open_graph(None if data is None else File(data))
    notebook.remember(kg)
    return kg


def origins(kg: KnowledgeGraph, target: str | Finding, **options: Any) -> Answer:
    """Find where a finding may come from, the most directly told paths first.

    Args:
        kg: the graph.
        target: what is felt, as people type it ("pain in the butt") or as a Finding.
        options: fields of `refgraph.Query`, such as `max_hops`, `top`, `via`, `strict`.

    Returns:
        The answer: paths in causal order from an origin to the target, best first (`graph_data/schema/ranking.yaml`).

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or an option is out of its range.

    Example:
        >>> kg = open_graph("tests/data/mini")
        >>> origins(kg, "headaches", top=1).paths[0].target.entity
        'headache'
    """
    return questions.origins(kg, _finding(kg, target), **options)


def every_origin(kg: KnowledgeGraph, target: str | Finding, max_hops: int = 6, *, strict: bool = False) -> AllOrigins:
    """Find all origins of a finding at once, as columns of numbers; needs numpy (`scale`).

    Args:
        kg: the graph.
        target: what is felt, as people type it or as a Finding.
        max_hops: how many steps a path may have.
        strict: no joint may have a flag.

    Returns:
        The origins, the most directly told first.

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or a number is out of its range.

    Example:
        >>> kg = open_graph("tests/data/mini")
        >>> found = every_origin(kg, "headaches", max_hops=2)
        >>> [kg.entity_at(int(entity)).key for entity in found.entities]
        ['upper-trapezius', 'upper-trapezius', 'forward-head-posture', 'upper-neck-joints']
    """
    from refgraph.search.all_origins import all_origins

    end = _finding(kg, target)
    query_checks.check(kg, Query("origins", end=end, max_hops=max_hops, strict=strict))
    return all_origins(kg, end, max_hops, strict=strict)


def shared_origins(kg: KnowledgeGraph, targets: Sequence[str | Finding], **options: Any) -> Answer:
    """Find what several findings may all come from; `common` of the answer groups its paths.

    Args:
        kg: the graph.
        targets: what is felt, two or more, as people type it or as Findings.
        options: as of `origins`; `top` counts shared origins.

    Returns:
        The answer; each group of `common` holds the ranks of the paths from one origin, one to each target.

    Raises:
        UnknownNameError: nothing carries one of the names.
        UsageError: there are too few targets, or an option is out of its range.

    Example:
        >>> found = shared_origins(open_graph("tests/data/mini"), ["headache", "neck pain"])
        >>> len(found.paths) == 2 * len(found.common)
        True
    """
    from refgraph.search import shared_origins as common

    return common.origins(kg, [_finding(kg, target) for target in targets], **options)


def effects(kg: KnowledgeGraph, start: str | Finding, **options: Any) -> Answer:
    """Find what a finding is said to lead to.

    Args:
        kg: the graph.
        start: what is disturbed, as people type it or as a Finding.
        options: fields of `refgraph.Query`, such as `max_hops`, `top`, `via`, `strict`.

    Returns:
        The answer: paths in causal order that begin with `start`, best first.

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or an option is out of its range.

    Example:
        >>> found = effects(open_graph("tests/data/mini"), "headache").paths
        >>> {path.origin.entity for path in found}
        {'headache'}
    """
    return questions.effects(kg, _finding(kg, start), **options)


def paths(kg: KnowledgeGraph, start: str | Finding, end: str | Finding, **options: Any) -> Answer:
    """Find the best coherent paths from one finding to another.

    Args:
        kg: the graph.
        start: the cause, as people type it or as a Finding.
        end: the effect, likewise.
        options: fields of `refgraph.Query`, such as `max_hops`, `top`, `via`, `strict`.

    Returns:
        The answer: paths in causal order, best first; without any, its `near_misses` say why.

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or an option is out of its range.

    Example:
        >>> paths(open_graph("tests/data/mini"), "headache", "headache").paths
        ()
    """
    return questions.paths(kg, _finding(kg, start), _finding(kg, end), **options)


def routes(kg: KnowledgeGraph, start: str | Finding, end: str | Finding, **options: Any) -> Answer:
    """Find paths under their former name; deprecated: call `paths`.

    Args:
        kg: as of `paths`.
        start: as of `paths`.
        end: as of `paths`.
        options: as of `paths`.

    Returns:
        As `paths` does.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     routes(open_graph("tests/data/mini"), "headache", "headache").paths
        ()
    """
    warn("refgraph.routes is called refgraph.paths now", DeprecationWarning, stacklevel=2)
    return paths(kg, start, end, **options)


def why_not(kg: KnowledgeGraph, start: str | Finding, end: str | Finding) -> tuple[NearMiss, ...]:
    """Tell which chains come nearest to joining two findings, and what keeps them from counting.

    Args:
        kg: the graph.
        start: the cause, as people type it or as a Finding.
        end: the effect, likewise.

    Returns:
        At most three near misses, the nearest first; none where nothing leads even near.

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or an option is out of its range.

    Example:
        >>> why_not(open_graph("tests/data/mini"), "headache", "headache")[0].why
        'both ends are the same thing: headache'
    """
    return questions.why_not(kg, _finding(kg, start), _finding(kg, end))


def against_chance(kg: KnowledgeGraph, start: str | Finding, end: str | Finding, **options: Any) -> Chance:
    """Compare the paths between two findings with those of shuffled graphs; options as in `null_model.chance`.

    Args:
        kg: the graph.
        start: the cause, as people type it or as a Finding.
        end: the effect, likewise.
        options: of `refgraph.search.null_model.chance`, such as `permutations`, `seed`, and fields of `refgraph.Query`.

    Returns:
        How many shuffled graphs do as well, in words and in counts; never a probability.

    Raises:
        UnknownNameError: nothing carries that name; the message names the nearest.
        UsageError: the name is ambiguous or an option is out of its range.

    Example:
        >>> kg = open_graph("tests/data/mini")
        >>> against_chance(kg, "upper trapezius", "headache", permutations=1).number
        'cannot-tell'
    """
    from refgraph.search.null_model import chance

    return chance(kg, _finding(kg, start), _finding(kg, end), **options)


def feedback_loops(kg: KnowledgeGraph) -> Loops:
    """Find the feedback loops of a graph, the shortest first.

    Args:
        kg: the graph.

    Returns:
        The loops, each in causal order; `complete` says whether these are all.

    Example:
        >>> [loop.entities for loop in feedback_loops(open_graph("tests/data/mini")).loops]
        [('headache', 'upper-trapezius')]
    """
    from refgraph.search.feedback_loops import loops

    return loops(kg)


def to_networkx(kg: KnowledgeGraph) -> MultiDiGraph:
    """Return a graph as a frozen networkx MultiDiGraph; see `refgraph.io.networkx`.

    Args:
        kg: the graph.

    Returns:
        A frozen copy: entities as nodes, edges with their claims.

    Example:
        >>> to_networkx(open_graph("tests/data/mini")).has_edge("upper-trapezius", "headache")
        True
    """
    from refgraph.io import networkx as io_networkx

    return io_networkx.to_networkx(kg)


def from_networkx(graph: MultiDiGraph, schema: Schema | None = None) -> KnowledgeGraph:
    """Read back what `to_networkx` wrote, or a graph in that form; see `refgraph.io.networkx`.

    Args:
        graph: a directed multigraph in the form of `to_networkx`.
        schema: the vocabulary; that of the graph, else the bundled one, if None.

    Returns:
        A graph for all other functions.

    Raises:
        DataError: the graph is not in that form.

    Example:
        >>> kg = open_graph("tests/data/mini")
        >>> from_networkx(to_networkx(kg)).claims() == kg.claims()
        True
    """
    from refgraph.io import networkx as io_networkx

    return io_networkx.from_networkx(graph, schema)


def find(kg: KnowledgeGraph, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Search the names and definitions of entities, the best match first.

    Args:
        kg: the graph.
        text: a name or a part of one, as people type it.
        limit: how many hits at the most.

    Returns:
        The hits, the closest first: exact names, beginnings, words, parts, definitions; misspelt names where there are
        none.

    Example:
        >>> find(open_graph("tests/data/mini"), "headache")[0].entity.key
        'headache'
    """
    return names.search(kg, text, limit)


def _finding(kg: KnowledgeGraph, said: str | Finding) -> Finding:
    return said if isinstance(said, Finding) else names.read(kg, said)
