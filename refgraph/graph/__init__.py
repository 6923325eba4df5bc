"""The knowledge graph as everything else sees it: look-ups by key, and typed words read as entities and findings.

It opens data of every kind (a folder, an index, a dataset) and imports `curation`, `storage` and what is below them.
Read `graph` first, then `names`.
"""
