"""List every address that a source of the data can be opened at, one a line.

    source_addresses.py [DATA]

DATA is graph_data if left out. A DOI and a PubMed number are written in each form in which they are used as addresses.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from refgraph.curation.load import read
from refgraph.model.statements import Source

DOI = ("{}", "doi:{}", "https://doi.org/{}", "https://dx.doi.org/{}")
PMID = ("https://pubmed.ncbi.nlm.nih.gov/{}", "https://www.ncbi.nlm.nih.gov/pubmed/{}")


def addresses(source: Source) -> Iterator[str]:
    """Yield the addresses of a source."""
    if source.url:
        yield source.url
    for known, forms in ((source.doi, DOI), (source.pmid, PMID)):
        for form in forms if known else ():
            yield form.format(known)


def main(arguments: list[str]) -> int:
    """List them."""
    dataset = read(arguments[0] if arguments else Path("graph_data")).dataset
    for source in dataset.sources.values():
        for address in addresses(source):
            print(address)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
