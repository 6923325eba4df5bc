"""How many of the phrases that people type lead to the same page by the search of a frozen site as at the shell.

Run with `python benchmarks/frozen_search.py [--all] [PHRASES]`; it needs a JavaScript engine: `node`, or that of
playwright. The script of the site runs as it is, with the index of the site, outside a browser. What the shell reads as
a finding has one page that answers it (`pages.names.page_of`); counted is how often the site's search leads there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

FOLDER = ROOT / "refgraph" / "web" / "templates" / "explorer" / "scripts"
SCRIPTS = [FOLDER / "search.js", FOLDER / "reading.js"]
# Just as much of a page as the script asks for.
HARNESS = """
const fs = require("fs"), [index, phrases, ...scripts] = process.argv.slice(2);
const part = (more) => ({ addEventListener() {}, dataset: {}, contains: () => false, replaceChildren() {}, ...more });
const data = { index: "index", root: "", suffix: ".html", into: "" };
globalThis.location = { protocol: "https:" };
globalThis.document = { querySelector: () => part({ dataset: data }), getElementById: () => part({ value: "" }),
  querySelectorAll: () => [], activeElement: null };
globalThis.fetch = async () => ({ ok: true, json: async () => JSON.parse(fs.readFileSync(index, "utf8")) });
for (const script of scripts) (0, eval)(fs.readFileSync(script, "utf8"));
naming.load().then(() => {
  const asked = JSON.parse(fs.readFileSync(phrases, "utf8"));
  process.stdout.write(JSON.stringify(asked.map((text) => naming.read(text))));
});
"""


def main() -> None:
    """Print how many phrases lead to the page that answers them, and what the others lead to."""
    import phrases as listed

    from refgraph.errors import RefgraphError
    from refgraph.graph import readings
    from refgraph.graph.open import open_graph
    from refgraph.web.explorer.pages import names
    from refgraph.web.explorer.state import ExplorerState

    state = ExplorerState(open_graph(), frozen=True)
    lists = [Path(word) for word in sys.argv[1:] if not word.startswith("-")] or [listed.DATA / "phrases.tsv"]
    texts = [phrase.text for place in lists for phrase in listed.load(place)]
    found, counts = searched(names.search_index(state), texts), Counter[str]()
    for text, there in zip(texts, found, strict=True):
        try:
            page = names.page_of(state, readings.read(state.kg, text).finding).partition("?")[0] + ".html"
        except RefgraphError:
            page = None
        outcome = "neither" if page == there is None else "same" if page == there else "shell only"
        outcome = "other page" if page and there and page != there else outcome
        outcome = "site only" if page is None and there else outcome
        counts[outcome] += 1
        if outcome != "same" and outcome != "neither" and "--all" in sys.argv:
            print(f"{outcome}: {text!r}: {page} / {there}")
    read = len(texts) - counts["neither"] - counts["site only"]
    print(", ".join(f"{name} {count}" for name, count in counts.most_common()))
    print(f"of {read} phrases that the shell reads the site's search finds the page of {counts['same']}")
    print(f"that is {counts['same'] / read:.1%}")


def searched(index: object, texts: list[str]) -> list[str | None]:
    """Return the pages that the script finds."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("harness.js", "index.json", "phrases.json")]
        for file, held in zip(files, (HARNESS, json.dumps(index), json.dumps(texts)), strict=True):
            file.write_text(held, encoding="utf-8")
        command = [engine(), str(files[0]), *map(str, files[1:]), *map(str, SCRIPTS)]
        made = subprocess.run(command, capture_output=True, text=True, check=True)
    pages: list[str | None] = json.loads(made.stdout)
    return pages


def engine() -> str:
    """Return the JavaScript engine."""
    if node := shutil.which("node"):
        return node
    import playwright

    return str(Path(playwright.__file__).parent / "driver" / "node")


if __name__ == "__main__":
    main()
