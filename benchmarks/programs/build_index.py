"""Build an index of KGX files: python build_index.py NODES EDGES OUT."""

import sys
from pathlib import Path

from refgraph.curation.load import read_schema
from refgraph.graph.open import bundled
from refgraph.io.kgx import build_index

nodes, edges, out = map(Path, sys.argv[1:4])
print(build_index(nodes, edges, out, read_schema(bundled())).edges)
