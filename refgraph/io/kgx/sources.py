"""Who tells an edge of a KGX graph: its publications, or else the database that it was found in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from refgraph.io.kgx.publications import identifiers
from refgraph.io.kgx.words import Unreadable, is_nothing
from refgraph.model.statements import DATABASE

LONGEST = 200  # letters of a source
NO_SOURCE = f"{DATABASE}not-provided"
_SPACES = re.compile(r"[\s_]+")
_ARTICLES = ("PMID", "PMC", "DOI", "ISBN", "NCT", "NBK")
_ONE_PAPER = _ARTICLES[:3]
# Prefixes of other numbers of which each is one work; whatever else has a prefix is an entry of a database.
_WORKS = {
    "HDL", "HANDLE", "URN", "ARK", "S2CID", "CORPUSID", "OPENALEX", "WOS", "OCLC", "LCCN", "AGRICOLA", "BIBCODE",
    "WBPAPER", "PATENT", "USPTO", "ISRCTN", "PROSPERO", "HTTPS", "HTTP", "PUB", "REF", "PAPER", "ARTICLE",
}  # fmt: skip
_CURIE = re.compile(r"[A-Za-z][\w.-]*:\S+")
# What databases are called besides their names in the tables.
_CALLED = {"hpo": "hpo-annotations", "hpoa": "hpo-annotations", "semmeddb": "semmeddb", "semmed": "semmeddb"}
_LINKS = {"NCT": "https://clinicaltrials.gov/study/NCT", "NBK": "https://www.ncbi.nlm.nih.gov/books/NBK"}


class Told(NamedTuple):
    """A source of an index: its key, where it can be read, and the works that it may be."""

    key: str
    link: str | None = None
    works: tuple[str, ...] = ()


class Sources:
    """Reads who tells an edge.

    Args:
        tables: of `refgraph.io.kgx.vocabulary.read_tables`.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        named = {**tables["databases"], **{name: name for name in tables["databases"].values()}}
        self._called = _CALLED | {_letters(name): found for name, found in named.items()}

    def of(self, publications: str, *databases: str) -> tuple[str, ...]:
        """Return the sources of an edge: its publications, or else the databases it was found in, each once.

        Args:
            publications: identifiers, in any of their spellings.
            databases: cells that name one, the best first; the first that is filled counts. An article by its number
                or DOI that stands there is one; an address or another identifier there is of a database.

        Raises:
            Unreadable: a list cannot be taken apart, or a name is too long.

        Example:
            >>> known = Sources({"databases": {}})
            >>> known.of("PMID:1|pmid:2|https://pubmed.ncbi.nlm.nih.gov/1/", "infores:x")
            ('PMID:1', 'PMID:2')
            >>> known.of("", "", "SemMedDB"), known.of("")
            (('infores:semmeddb',), ('infores:not-provided',))
            >>> known.of("SEMMEDDB:12|SemMedDB|ORCID:0000-0001")
            ('infores:semmeddb', 'infores:orcid')
        """
        for text in (publications, *databases):
            found = identifiers(text)
            if found:
                of_databases = text is not publications
                return tuple(dict.fromkeys(self._source(name, in_database=of_databases) for name in found))
        return (NO_SOURCE,)

    def _source(self, name: str, *, in_database: bool) -> str:
        """Return the key of a source; one that is a database, or an entry of one, is called by the database."""
        if len(name) > LONGEST:
            raise Unreadable(f"the source {name[:40]!r} is longer than {LONGEST} letters")
        prefix, colon, rest = name.partition(":")
        database = self._database(prefix, rest) if colon else self._called.get(_letters(name))
        if database:
            return f"{DATABASE}{database}"
        kind = prefix.upper()
        entry = in_database or (kind not in _WORKS and _CURIE.fullmatch(name) is not None)
        named = rest if prefix == DATABASE[:-1] else name if entry and kind not in _ARTICLES else None
        if named is None:
            return name
        if is_nothing(named):
            return NO_SOURCE
        host = urlsplit(named).hostname if prefix == "https" else None
        return f"{DATABASE}{host or _SPACES.sub('-', self._prefix(named).strip().lower())}"

    def _database(self, prefix: str, rest: str) -> str | None:
        """Return the database that an entry is of, by its prefix or by its address."""
        if prefix != "https":
            found: str | None = self._tables["databases"].get(prefix.upper()) or _CALLED.get(_letters(prefix))
            return found
        hosts = self._tables.get("databases_at", {})
        return next((name for place, name in hosts.items() if f"{rest}/".startswith(f"//{place}/")), None)

    @staticmethod
    def _prefix(name: str) -> str:
        """Return what an entry is of; a plain name is of itself."""
        return name.partition(":")[0]

    def link(self, source: str) -> str | None:
        """Return where a source can be read; None where that is not known."""
        if source.startswith(("https://", "http://")):
            return source
        prefix, _, rest = source.partition(":")
        base = self._tables["links"].get(prefix) or _LINKS.get(prefix)
        return f"{base}{rest}" if base and rest else None


def together(told_by: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Find articles that may be one: a number, a PMC number and a DOI, each named once and together for an edge.

    Nothing says that they are one, so both tell the edge; but they are no two voices.

    Args:
        told_by: the sources of each edge.

    Returns:
        By source, in words, the works that it may be.

    Example:
        >>> together([("PMID:1", "PMC:7"), ("PMID:1", "PMID:2", "PMC:8")])
        {'PMID:1': ('PMC:7 or PMID:1',), 'PMC:7': ('PMC:7 or PMID:1',)}
    """
    found: dict[str, set[str]] = {}
    for keys in told_by:
        articles = [key for key in keys if key.partition(":")[0] in _ONE_PAPER]
        kinds = {key.partition(":")[0] for key in articles}
        if 1 < len(articles) == len(kinds):
            for key in articles:
                found.setdefault(key, set()).add(" or ".join(sorted(articles)))
    return {key: tuple(sorted(works)) for key, works in found.items()}


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
