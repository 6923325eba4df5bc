"""Write docs/glossary.md from the words of answers and the vocabulary; `--check` tells whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from refgraph.curation.load import read
from refgraph.graph.open import bundled
from refgraph.report.words.glossary import page

PLACE = Path(__file__).parents[1] / "docs" / "glossary.md"


def main() -> int:
    """Write the document, or check that it is what would be written."""
    made = page(read(bundled()).dataset.schema)
    if "--check" in sys.argv:
        fresh = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == made
        print("docs/glossary.md is fresh" if fresh else "docs/glossary.md is stale: python tools/glossary.py")
        return 0 if fresh else 1
    PLACE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
