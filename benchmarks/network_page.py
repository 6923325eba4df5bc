"""How large network pages are, how long Python takes to write them and a browser to show them.

Run with `python benchmarks/network_page.py`; it needs Chromium. First draw counts from navigation to the second frame
after the script has run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / part) for part in ("tests", "tests/support", "")]

SIZES = (200, 2000, 10_000)
FRAMES = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"


def main() -> None:
    from browser.network import generated
    from conftest import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    from refgraph.web.network.page import network_page

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        print(f"{'findings':>9} {'edges':>6} {'kB':>6} {'write s':>8} {'draw s':>7} {'wider s':>8} {'all s':>6}")
        for size in SIZES:
            kg = generated.graph(size)
            start = time.perf_counter()
            html = network_page(kg)
            wrote = time.perf_counter() - start
            file = Path(folder) / f"{size}.html"
            file.write_bytes(html.encode())
            figures = [f"{figure:8.2f}" for figure in (wrote, *shown(browser, file))]
            print(f"{size:9} {len(kg.edges()):6} {len(html.encode()) // 1000:6}", *figures)
        browser.close()


def shown(browser: Any, file: Path) -> list[float]:
    """Seconds to the first drawing, to a wider view, to everything."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    page.goto(f"file://{file}")
    figures = [page.evaluate(FRAMES) / 1000]
    for control in ("#wider", "#everything"):
        start = time.perf_counter()
        page.click(control)
        page.evaluate(FRAMES)
        figures.append(time.perf_counter() - start)
    page.close()
    return figures


if __name__ == "__main__":
    main()
