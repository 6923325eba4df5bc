"""Formats of other programs: exports, networkx graphs, and KGX tables compiled into an index.

networkx is imported here and for feedback loops only; numpy and polars here and for all origins only. It imports `rdf`
and what is below it. Read `export` first, then `kgx`.

`EXPORTS` names the forms that a whole graph can be written in: to add one, write its maker and add its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Name → module and function; it takes a graph and returns text.
EXPORTS: Mapping[str, str] = MappingProxyType(
    {
        "turtle": "refgraph.io.export:turtle",
        "trig": "refgraph.io.export:trig",
        "nquads": "refgraph.io.export:nquads",
        "jsonld": "refgraph.io.export:jsonld",
        "csv": "refgraph.io.export:csv",
        "bibtex": "refgraph.io.export:bibtex",
        "graphml": "refgraph.io.networkx:graphml",
        "jsonl": "refgraph.io.export:jsonl",
    }
)
