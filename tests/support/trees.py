"""Trees of origins that no answer of the toy graph gives."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.tree import END, Node, Tree, tree
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words.summary import summary
from refgraph.search import questions


def several(mini: Dataset) -> KnowledgeGraph:
    """The toy graph with three more origins of a headache, each said in the words of the one that it has."""
    said = next(claim for claim in mini.claims if claim.object.entity == "headache" and claim.predicate == "refers-to")
    ends = [Finding("gluteals", "weak"), Finding("upper-neck-joints"), Finding("piriformis", "tight")]
    more = tuple(replace(said, id=f"{said.source}#{n}", subject=end) for n, end in enumerate(ends, 900))
    return build(replace(mini, claims=(*mini.claims, *more)))


def toy_tree(kg: KnowledgeGraph, end: str = "headache") -> Tree:
    """The tree of a symptom of a graph."""
    found = questions.origins(kg, Finding(end))
    return tree(ViewBuilder(kg), found, summary(kg, found).groups)


def made_tree(kg: KnowledgeGraph, groups: int, behind: dict[str, tuple[str, ...]], label: str = "group") -> Tree:
    """A tree with so many groups, and for each further node what it leads to."""
    known = toy_tree(kg)
    link, node = known.links[0], known.groups[0]
    keys = [str(n) for n in range(1, groups + 1)]
    nodes = [replace(node, key=key, label=f"{label} {key}", number=int(key)) for key in keys]
    nodes += [
        Node(key, f"behind {key}", node.category, node.finding, int(key.partition(".")[0]))
        for key in behind
        if "." in key
    ]
    links = [replace(link, start=key, end=END) for key in keys]
    links += [replace(link, start=key, end=end) for key, ends in behind.items() for end in ends]
    return Tree((known.end, *nodes), tuple(links), 0)
