"""The order of a tree of origins: which groups stand first, what each box stands below, and what stays together."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.report.tree import END, Tree


def order(tree: Tree) -> list[str]:
    """Keys of the groups, so that what a group leads to stands before it."""
    keys = [node.key for node in tree.groups]
    found: list[str] = []

    def take(key: str, on: tuple[str, ...] = ()) -> None:
        for ahead in _groups_ahead(tree, key):
            if ahead not in found and ahead not in on:
                take(ahead, (*on, key))
        if key not in found:
            found.append(key)

    for key in keys:
        take(key)
    return found


def _groups_ahead(tree: Tree, key: str) -> list[str]:
    """Groups that a group leads to, by whatever is between them."""
    groups = {node.key for node in tree.groups}
    open_, seen = [key], list[str]()
    while open_:
        at = open_.pop(0)
        ahead = [one.end for one in tree.links if one.start == at and one.end not in (END, *seen)]
        seen += ahead
        open_ += ahead
    return [one for one in seen if one in groups]


def parents(tree: Tree, ordered: Sequence[str]) -> dict[str, str]:
    """What each box stands below: the lowest of all that it leads to; for a group always the end."""
    place: dict[str, tuple[int, ...]] = {key: (n,) for n, key in enumerate(ordered)}
    found = dict.fromkeys(ordered, END)

    def placed(key: str) -> tuple[int, ...]:
        if key not in place:
            ends = [one.end for one in tree.links if one.start == key]
            found[key] = max(ends, key=placed)
            place[key] = (*placed(found[key]), [node.key for node in tree.nodes].index(key))
        return place[key]

    for node in tree.nodes[1:]:
        placed(node.key)
    return found


def tied(tree: Tree, ordered: Sequence[str]) -> list[list[str]]:
    """Groups that share something behind them, or of which one leads to the other; in order."""
    found: list[tuple[set[str], list[str]]] = []
    for key in ordered:
        reach = _behind(tree, key) | {key}
        meeting = [one for one in found if one[0] & reach]
        found = [one for one in found if one not in meeting]
        members = [member for one in meeting for member in one[1]]
        found.append((reach.union(*(one[0] for one in meeting)), [*members, key]))
    found.sort(key=lambda one: min(ordered.index(key) for key in one[1]))
    return [sorted(members, key=ordered.index) for _, members in found]


def _behind(tree: Tree, key: str) -> set[str]:
    found, open_ = set[str](), [key]
    while open_:
        at = open_.pop()
        behind = [one.start for one in tree.links if one.end == at and one.start not in found]
        found |= set(behind)
        open_ += behind
    return found
