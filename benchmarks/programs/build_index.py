"""Build an index of KGX files: python build_index.py NODES EDGES OUT."""

import sys
from pathlib import Path

from refgraph.kgx import build_index
from refgraph.load import read_schema
from refgraph.store import bundled

nodes, edges, out = map(Path, sys.argv[1:4])
print(build_index(nodes, edges, out, read_schema(bundled())).edges)
