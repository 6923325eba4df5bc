"""Files of other people: exports, networkx graphs, and KGX tables compiled into an index.

networkx is imported here and for feedback loops only; numpy and polars here and for all origins only. It imports `rdf`
and what is below it. Read `export` first, then `kgx`.
"""
