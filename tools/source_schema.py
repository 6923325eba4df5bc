"""Write graph_data/schema/source.schema.json, by which an editor completes a source file; --check: is it stale?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from refgraph.curation.forms import ClaimForm, written
from refgraph.model.statements import Source

FILE = Path(__file__).parents[1] / "graph_data" / "schema" / "source.schema.json"


class SourceFile(BaseModel):
    """A file of graph_data/sources: one article and its claims."""

    model_config = ConfigDict(extra="forbid")

    source: written(Source)  # type: ignore[valid-type]
    claims: list[ClaimForm] = Field(default_factory=list)


def main() -> int:
    """Write the file, or compare it."""
    made = json.dumps(SourceFile.model_json_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        fresh = FILE.is_file() and FILE.read_text("utf-8") == made
        print("fresh" if fresh else f"{FILE.name} is stale: python tools/source_schema.py", file=sys.stderr)
        return 0 if fresh else 1
    FILE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
