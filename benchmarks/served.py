"""How soon `refgraph serve` answers for the page of a symptom: the first request after its start, and warm ones.

Run with `python benchmarks/served.py [DATA]`. A server of its own is started on a free port and asked over one
connection, as a browser does. Cold is the first request for a page; warm is the median of the requests after it. A
second server is asked for one page only, which is then its very first request.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

REQUESTS = 20
# When the pages that are made beforehand are made, in seconds.
SETTLED = 10
# The symptoms that issue 10 names: from head to foot, then what is no pain.
SYMPTOMS = (
    *("headache", "jaw-pain", "neck-pain", "shoulder-pain", "interscapular-region-pain", "chest-pain", "elbow-pain"),
    *("hand-pain", "lower-back-pain", "buttock-pain", "hip-pain", "groin-pain", "thigh-pain", "knee-pain"),
    *("calf-pain", "foot-pain", "sciatica", "leg-numbness", "neck-stiffness", "dizziness"),
)


def main(data: list[str]) -> None:
    """Print the times of each page, and of all."""
    with served(data) as ask:
        print(f"{'':22}{'first ms':>9}{'warm ms':>9}{'kB':>7}")
        times = []
        for key in SYMPTOMS:
            status, size, first = ask(f"/symptom/{key}")
            if status != 200:
                print(f"{key:22} {status}")
                continue
            warm = median(ask(f"/symptom/{key}")[2] for _ in range(REQUESTS))
            times.append((first, warm))
            print(f"{key:22}{first:9.1f}{warm:9.1f}{size / 1000:7.1f}")
        later = [first for first, _ in times[1:]]
        print(f"first request for a page: median {median(later):.1f} ms, worst {max(later):.1f} ms")
        print(f"warm: median {median(warm for _, warm in times):.1f} ms, worst {max(warm for _, warm in times):.1f} ms")
    with served(data) as ask:
        print(f"very first request after the start: {ask('/symptom/sciatica')[2]:.1f} ms")
    with served(data) as ask:
        time.sleep(SETTLED)
        first = [ask(f"/symptom/{key}")[2] for key in SYMPTOMS]
        print(f"first requests {SETTLED} s after the start: median {median(first):.1f} ms, worst {max(first):.1f} ms")


@contextmanager
def served(data: list[str]) -> Iterator[Ask]:
    """Start a server and hand out what asks it: address → status, bytes, milliseconds."""
    command = [sys.executable, "-m", "refgraph", "serve", "--port", "0", *(["--data", *data] if data else [])]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        place = urlsplit(server.stdout.readline().strip())
        yield Ask(place.hostname or "", place.port or 0)
    finally:
        server.terminate()
        server.wait()


class Ask:
    """Asks a server over one connection."""

    def __init__(self, host: str, port: int) -> None:
        self._connection = http.client.HTTPConnection(host, port)

    def __call__(self, address: str) -> tuple[int, int, float]:
        """Return status, bytes and milliseconds of a request."""
        start = time.perf_counter()
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, len(body), (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
