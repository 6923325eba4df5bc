"""Who tells an edge of a KGX graph: its publications, or else the database that it was found in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from refgraph.io.kgx.placeholders import is_nothing
from refgraph.io.kgx.publications import identifiers
from refgraph.model.statements import DATABASE

NO_SOURCE = f"{DATABASE}not-provided"
_SPACES = re.compile(r"[\s_]+")
_ARTICLES = ("PMID", "PMC", "DOI")


class Sources:
    """Reads who tells an edge.

    Args:
        tables: of `refgraph.io.kgx.vocabulary.read_tables`.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables

    def of(self, publications: str, *databases: str) -> tuple[str, ...]:
        """Return the sources of an edge: its publications, or else the databases it was found in, each once.

        Args:
            publications: identifiers, in any of their spellings.
            databases: cells that name one, the best first; the first that is filled counts. An article by its number
                or DOI that stands there is one; an address or another identifier there is of a database.

        Raises:
            Unreadable: a list cannot be taken apart.

        Example:
            >>> known = Sources({"databases": {}})
            >>> known.of("PMID:1|pmid:2|https://pubmed.ncbi.nlm.nih.gov/1/", "infores:x")
            ('PMID:1', 'PMID:2')
            >>> known.of("", "", "SemMedDB"), known.of("")
            (('infores:semmeddb',), ('infores:not-provided',))
        """
        for text in (publications, *databases):
            found = identifiers(text)
            if found:
                of_databases = text is not publications
                return tuple(dict.fromkeys(self._source(name, in_database=of_databases) for name in found))
        return (NO_SOURCE,)

    def _source(self, name: str, *, in_database: bool) -> str:
        """Return the key of a source; one that is a database, or an entry of one, is called by the database."""
        prefix, colon, rest = name.partition(":")
        database = self._database(prefix, rest) if colon else None
        if database:
            return f"{DATABASE}{database}"
        named = rest if prefix == DATABASE[:-1] else name if in_database and prefix not in _ARTICLES else None
        if named is None:
            return name
        if is_nothing(named):
            return NO_SOURCE
        host = urlsplit(named).hostname if prefix == "https" else None
        return f"{DATABASE}{host or _SPACES.sub('-', self._prefix(named).strip().lower())}"

    def _database(self, prefix: str, rest: str) -> str | None:
        """Return the database that an entry is of, by its prefix or by its address."""
        if prefix != "https":
            found: str | None = self._tables["databases"].get(prefix.upper())
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
        base = self._tables["links"].get(prefix)
        return f"{base}{rest}" if base and rest else None
