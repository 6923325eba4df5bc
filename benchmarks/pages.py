"""How long a site takes to write, how large its pages are, and how soon a browser paints them from disk.

Run with `python benchmarks/pages.py [DATA]`; it needs Chromium. Paint is the browser's own first-contentful-paint, the
median of some loads of the largest page of each kind, after one load that is not counted. Sizes are without typefaces.
`python benchmarks/pages.py --site DIR` weighs the pages of a site that is there, and needs no browser.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "support"), str(ROOT)]

LOADS = 7
FONT = re.compile(rb"data:font/[^)\"']*")
PAINT = """new Promise(done => {
  const found = () => performance.getEntriesByName('first-contentful-paint')[0];
  const look = () => found() ? done(found().startTime) : setTimeout(look, 5);
  look();
})"""


def main(data: Path) -> None:
    from browser.network import generated
    from conftest import ARGUMENTS
    from playwright.sync_api import sync_playwright

    from refgraph.graph.open import open_graph
    from refgraph.web.network.page import network_page
    from refgraph.web.site import freeze

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site, kg = Path(folder) / "site", open_graph(data)
        start = time.perf_counter()
        frozen = freeze(kg, site)
        print(f"site: {frozen.files} files, {frozen.size / 1e6:.1f} MB, {time.perf_counter() - start:.1f} s")
        largest = len(network_page(generated.graph(200)).encode())
        print(f"network page of 200 findings: {largest / 1000:.0f} kB\n")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        weigh(site, lambda file: f"{painted(browser, file):4.0f} ms")
        browser.close()


def weigh(site: Path, more: Callable[[Path], str] = lambda _: "") -> None:
    """Print for each kind of page how many there are, the median and the largest size, and which is the largest."""
    print(f"{'kind':>10} {'pages':>6} {'median kB':>10} {'largest kB':>11}  largest")
    for kind, files in sorted(kinds(site).items()):
        sizes = {file: len(FONT.sub(b"", file.read_bytes())) / 1000 for file in files}
        file = max(files, key=sizes.__getitem__)
        numbers = f"{len(files):6} {median(sizes.values()):10.1f} {sizes[file]:11.1f}"
        print(f"{kind:>10} {numbers}  {file.relative_to(site)} {more(file)}".rstrip())


def kinds(site: Path) -> dict[str, list[Path]]:
    """Pages by kind: the folder that they stand in, or their own name."""
    found: dict[str, list[Path]] = {}
    for file in sorted(site.rglob("*.html")):
        parts = file.relative_to(site).parts
        chosen = parts[0] == "compare" and len(parts) == 2
        found.setdefault("choose" if chosen else parts[0].removesuffix(".html"), []).append(file)
    return found


def painted(browser: Any, file: Path) -> float:
    """Milliseconds from navigation to the first paint of something."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    times = []
    for _ in range(LOADS + 1):
        page.goto(file.as_uri())
        times.append(page.evaluate(PAINT))
    page.close()
    return median(times[1:])


if __name__ == "__main__":
    if "--site" in sys.argv[1:-1]:
        weigh(Path(sys.argv[-1]))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "graph_data")
