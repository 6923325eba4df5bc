"""Say which definition has a run of words in common with a text that was read: definitions are our own words.

    check_definitions.py FOLDER ... [--data DATA]

FOLDER holds texts (`*.txt`). Exits with 1 if a definition shares eight words on end with one of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from refgraph.curation.checks.anchors import COPIED_WORDS
from refgraph.curation.load import read
from refgraph.language.sentences import words_of

Runs = Mapping[tuple[str, ...], list[str]]


def runs_of(definitions: Mapping[str, str]) -> Runs:
    """Return the keys of the definitions that hold each run of words."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, text in definitions.items():
        for run in _runs(text):
            found[run].append(key)
    return found


def copied(runs: Runs, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the key of a definition, the name of a text and the first run of words that both have.

    Args:
        runs: of the definitions.
        texts: names and texts.
    """
    for name, text in texts:
        told = set[str]()
        for run in _runs(text):
            for key in runs.get(run, ()):
                if key not in told:
                    told.add(key)
                    yield key, name, " ".join(run)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    return (tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1))


def main() -> int:
    """Read the command line and compare; 1 where a definition is copied."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[1] / "graph_data")
    given = parser.parse_args()
    entities = read(given.data).dataset.entities
    files = sorted(file for folder in given.folders for file in folder.rglob("*.txt"))
    texts = ((file.name, file.read_text("utf-8", "replace")) for file in files)
    found = list(copied(runs_of({key: entity.definition for key, entity in entities.items()}), texts))
    for key, name, run in found:
        print(f"definition of {key}: shares {COPIED_WORDS} words with {name}: {run}")
    print(f"definitions: {len(entities):,} compared with {len(files):,} texts, {len(found)} share a run of words")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
