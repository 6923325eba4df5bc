"""Who tells an edge of a KGX graph: its publications, or else the database that it was found in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from refgraph.io.kgx.publications import identifiers
from refgraph.model.statements import DATABASE

NO_SOURCE = f"{DATABASE}not-provided"
_SPACES = re.compile(r"[\s_]+")


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
            databases: cells that name one, the best first; the first that is filled counts. A publication that stands
                there is one.

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
        database = self._tables["databases"].get(prefix.upper()) if colon else None
        if database:
            return f"{DATABASE}{database}"
        if prefix == DATABASE[:-1] or (in_database and not colon):
            return f"{DATABASE}{_SPACES.sub('-', (rest if colon else name).strip().lower())}"
        return name

    def link(self, source: str) -> str | None:
        """Return where a source can be read; None where that is not known."""
        if source.startswith(("https://", "http://")):
            return source
        prefix, _, rest = source.partition(":")
        base = self._tables["links"].get(prefix)
        return f"{base}{rest}" if base and rest else None
