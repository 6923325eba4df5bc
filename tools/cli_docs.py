"""Write docs/cli.md from the help of the commands; `--check` tells whether it is fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from refgraph.cli.app import COMMANDS, command

PLACE = Path(__file__).parents[1] / "docs" / "cli.md"
WIDTH = 100
HEAD = """# The command line

Written by `python tools/cli_docs.py` from the help of the commands; do not edit.

Exit codes: 0 found · 1 nothing found (the nearest miss is printed) · 2 wrong usage or unknown name · 3 bad data.
Results go to stdout, everything else to stderr. `REFGRAPH_TRACEBACK=1` shows where a bug of refgraph is.

A finding is typed as people say it: `"tight piriformis"`, `"left gluteals weak"`, `headache`, `"pain in the butt"`.
"""


def page() -> str:
    """Return the whole document."""
    root = command()
    context = root.make_context("refgraph", [], resilient_parsing=True, terminal_width=WIDTH)
    parts = [HEAD, _section("refgraph", context.get_help())]
    for name in COMMANDS:
        one = root.get_command(context, name)
        inner = one.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=WIDTH)
        parts.append(_section(f"refgraph {name}", inner.get_help()))
    return "\n".join(parts)


def _section(title: str, help_text: str) -> str:
    lines = "\n".join(line.rstrip() for line in help_text.strip().splitlines())
    return f"## {title}\n\n```\n{lines}\n```\n"


def main() -> int:
    """Write the document, or check that it is what would be written."""
    if "--check" in sys.argv:
        fresh = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == page()
        print("docs/cli.md is fresh" if fresh else "docs/cli.md is stale: python tools/cli_docs.py")
        return 0 if fresh else 1
    PLACE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
