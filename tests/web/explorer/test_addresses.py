"""Addresses: short, safe in any file system, and read back without loss."""

from __future__ import annotations

import re

from hostile import PAYLOADS

from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import addresses


def test_a_finding_comes_back_out_of_its_address(toy: KnowledgeGraph) -> None:
    for edge in toy.edges():
        for end in (edge.subject, edge.object):
            assert addresses.read_finding(toy, addresses.finding(end)) == end


def test_slugs_are_safe_anywhere() -> None:
    for key in (*PAYLOADS, "..", ".", "", "CON", "con", "nul", "a/b", "a.b", "x--0", "-a", "Ä", "a" * 300, "\ud800"):
        slug = addresses.slug(key)
        assert re.fullmatch(r"[a-z0-9-]{1,80}", slug), key
        assert addresses.unslug(slug, [key]) == key
