"""Top 20 origins with scipy over arrays, without a library for the command line: python scipy_bare.py FOLDER ENTITY."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from peers.scipy import Peer

for cost, path in Peer(Path(sys.argv[1]), "stateless").top(int(sys.argv[2])):
    print(cost, *path)
