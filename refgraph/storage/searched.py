"""What a search for names looks into, laid out in the index: pieces of names, words of names, and definitions.

`piece` holds every three letters that stand in names (see `refgraph.language.pieces`) and `piece.name` the numbers of
the names that hold each, so that a misspelt name is compared with the likely ones alone. `word` holds every word of the
names, and `told` the definition of each entity that has one, folded as names are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from refgraph.language.normalise import normalise
from refgraph.language.pieces import pieces
from refgraph.storage.index import blob, numbers

Section = tuple[str, bytes]


def searched_sections(names: Sequence[str], definitions: Iterable[str]) -> dict[str, Section]:
    """Make the sections.

    Args:
        names: normalised, in the order of their numbers.
        definitions: of the entities that have one, in the order of theirs.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for piece in pieces(name):
            holding[piece].append(number)
    known = sorted(holding, key=str.encode)
    places = [0]
    for piece in known:
        places.append(places[-1] + len(holding[piece]))
    words = sorted({word for name in names for word in name.split()}, key=str.encode)
    return {
        **blob("piece", (piece.encode() for piece in known)),
        "piece.at": numbers("I", places),
        "piece.name": numbers("I", (number for piece in known for number in holding[piece])),
        **blob("word", (word.encode() for word in words)),
        **blob("told", (normalise(text).encode() for text in definitions)),
    }
