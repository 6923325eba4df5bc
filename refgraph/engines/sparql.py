"""A graph behind a SPARQL 1.1 endpoint that has loaded what `refgraph export trig` (or turtle) writes.

A batch is a VALUES block, and one query brings whole claims. Which predicates may be walked is not in the RDF: the
schema is that of the data on this machine, and the endpoint is refused if its words are others. Claims may stand in
named graphs (TriG) or in the default graph (Turtle, or a server that joins all graphs).

RDF keeps no order: authors and synonyms come in alphabetical order, and only the parts of names that an answer
shows come at all (no mappings).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from refgraph.engines.http import Client, Limits, Row
from refgraph.engines.protocol import IN, Batch, Keys, Links, batch_of, both_ways, chunks, row_of, shown, walking
from refgraph.engines.sparql_rows import Values, claims_of, entity_of, key_of, link_of, source_of, variable
from refgraph.errors import EngineError, TooLargeError, quoted
from refgraph.language.normalise import normalise
from refgraph.model.statements import Source
from refgraph.model.vocabulary import Entity, Schema
from refgraph.rdf import names as rdf_names
from refgraph.rdf.named_queries import iri, text
from refgraph.rdf.statements import CLAIM, SOURCE, Property

BATCH = 500
COUNTED = 20_000
MOST_NAMES = 50_000
_HEAD = "\n".join(f"PREFIX {prefix}: <{start}>" for prefix, start in rdf_names.PREFIXES.items())
_LINKED = ("source", "subject", "predicate", "object", "polarity")


def _pattern(properties: Iterable[Property]) -> str:
    """Write the pattern that binds each field of a claim to the variable of its name."""
    known, parts = tuple(properties), []
    if any(one.passage for one in known):
        parts.append("?claim oa:hasTarget ?passage .")
    for one in sorted(known, key=lambda one: one.many or one.optional):
        triple = f"{'?passage' if one.passage else '?claim'} {one.predicate} ?{variable(one)}"
        parts.append(f"OPTIONAL {{ {triple} }}" if one.many or one.optional else f"{triple} .")
    return "\n".join(parts)


_CLAIM = _pattern(CLAIM)
_LINK = _pattern(one for one in CLAIM if one.field in _LINKED)
_ENTITY = (
    "rg:category",
    "skos:prefLabel",
    "skos:definition",
    "skos:altLabel",
    "rg:layLabel",
    "rg:layDefinition",
    "rg:abbreviation",
    "rg:plural",
    "rg:localTo",
    "skos:broader",
    "owl:differentFrom",
    "rg:oppositeOf",
    "skos:scopeNote",
)
_COLUMNS = " ".join(("?claim", *(f"?{variable(one)}" for one in CLAIM)))
_Parts = Callable[[Keys], list[str]]


class _Batches:
    """Asks an endpoint for batches of things.

    Args:
        client: what sends a query.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    def described(self, kind: str, keys: Keys, words: Iterable[str]) -> dict[str, Values]:
        """Return what is said of some things in some words, sorted; things of which nothing is said are left out."""
        listed = " ".join(words)

        def parts(some: Sequence[str]) -> list[str]:
            things = " ".join(iri(rdf_names.name(kind, key)) for key in some)
            return [f"VALUES ?thing {{ {things} }} VALUES ?word {{ {listed} }} ?thing ?word ?said"]

        rows, _ = self.select("?thing ?word ?said", keys, parts)
        found: dict[str, Values] = {key: {} for key in keys}
        for row in rows:
            key = key_of(kind, row["thing"])
            if key not in found:
                raise EngineError(f"endpoint {self._client.address}: tells of {quoted(key)}, which was not asked for")
            found[key].setdefault(rdf_names.short(row["word"]), []).append(row["said"])
        return {
            key: {name: sorted(set(values)) for name, values in said.items()} for key, said in found.items() if said
        }

    def select(self, columns: str, keys: Keys, parts: _Parts, most: int | None = None) -> tuple[list[Row], bool]:
        """Ask for batches of keys, halved where the answer is too large; False if there are more rows than `most`."""
        found: list[Row] = []
        waiting = list(chunks(keys, BATCH))[::-1]
        while waiting:
            some = waiting.pop()
            pattern = " UNION ".join(f"{{ {part} }}" for part in parts(some))
            limit = "" if most is None else f" LIMIT {most - len(found) + 1}"
            try:
                found += self.ask(f"SELECT {columns} {{ {pattern} }}{limit}")
            except TooLargeError:
                if len(some) == 1:
                    raise
                waiting += [some[len(some) // 2 :], some[: len(some) // 2]]
            if most is not None and len(found) > most:
                return found[:most], False
        return found, True

    def ask(self, query: str) -> list[Row]:
        """Ask one query."""
        try:
            return self._client.select(f"{_HEAD}\n{query}")
        except KeyError as error:
            raise EngineError(f"endpoint {self._client.address}: leaves out {error}") from None


class Endpoint:
    """A graph behind a SPARQL endpoint (`refgraph.engines.protocol.ClaimStore`).

    Args:
        address: of the endpoint, such as http://localhost:7878/query.
        schema: the vocabulary of the data that was loaded there.
        limits: time, tries and size of its answers.
        client: what asks it; made of the address if None.
        most_names: up to so many names are read and folded; of more, one must be spelt as it is there.

    Raises:
        EngineError: it does not answer, holds no claims of refgraph, or was made with another vocabulary.
    """

    def __init__(
        self,
        address: str,
        schema: Schema,
        limits: Limits | None = None,
        client: Client | None = None,
        most_names: int = MOST_NAMES,
    ) -> None:
        self._client = client or Client(address, limits)
        self._batches, self._schema = _Batches(self._client), schema
        self._walking, self._both = _words(walking(schema)), _words(both_ways(schema))
        self._shown = _words(shown(schema))
        self._names: dict[str, list[str]] | None = None
        self._most_names = most_names
        self._look_over()

    @property
    def address(self) -> str:
        """Where the endpoint is."""
        return self._client.address

    @property
    def schema(self) -> Schema:
        """The vocabulary."""
        return self._schema

    @property
    def data_version(self) -> str:
        """What identifies the data."""
        return self._version

    def _look_over(self) -> None:
        """Find out which data the endpoint has and where its claims are; refuse data that would be walked wrongly."""
        scheme = iri(rdf_names.BASE)
        found = self._batches.ask(
            f"SELECT ?version ?plain {{ OPTIONAL {{ {scheme} owl:versionInfo ?version }}"
            " BIND(EXISTS { ?c a rg:Claim } AS ?plain) BIND(EXISTS { GRAPH ?g { ?d a rg:Claim } } AS ?named)"
            " FILTER((?plain || ?named) && EXISTS { ?e a rg:Entity }) }"
        )
        if not found:
            where = "load what `refgraph export trig` writes, or Turtle into the default graph"
            raise EngineError(f"endpoint {self._client.address}: holds no claims with names; {where}")
        self._version = found[0].get("version", "")
        self._plain = found[0].get("plain") in ("true", "1")
        words = self._batches.ask(
            "SELECT ?word ?said { { ?word rg:family ?said } UNION { ?word a rg:EvidenceKind ; rg:rank ?said } }"
        )
        ranks = {key: str(kind.rank) for key, kind in self._schema.ranking.evidence.items()}
        known = {rdf_names.name("predicate", key): p.family for key, p in self._schema.predicates.items()}
        known |= {rdf_names.name("evidence", kind): rank for kind, rank in ranks.items()}
        odd = sorted(row["word"] for row in words if known.get(rdf_names.Iri(row["word"])) != row["said"])
        if odd:
            raise EngineError(
                f"endpoint {self._client.address}: its {rdf_names.short(odd[0])} is not that of the data here; "
                "give --data what it was made of"
            )

    # ------------------------------------------------------------ claims

    def everything(self, most: int) -> Batch | None:
        """Return all claims of a small graph, else None."""
        if self._count <= most:
            every = self._graph(f"?claim a rg:Claim . {_CLAIM}")
            return batch_of(claims_of(self._batches.ask(f"SELECT {_COLUMNS} {{ {every} }}")))
        return None

    @cached_property
    def _count(self) -> int:
        """How many claims there are; of more than `COUNTED` it is enough to know that."""
        some = f"SELECT ?claim {{ {self._graph('?claim a rg:Claim')} }} LIMIT {COUNTED + 1}"
        rows = self._batches.ask(f"SELECT (COUNT(*) AS ?count) {{ {{ {some} }} }}")
        said = rows[0]["count"] if rows else ""
        if not (said.isascii() and said.isdigit()):
            raise EngineError(f"endpoint {self._client.address}: counts its claims as {quoted(said)}")
        return int(said[:20])

    def in_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads to one of these entities."""
        return self._claims(keys, lambda some: self._rows(IN, some, _CLAIM), most)

    def out_edges(self, keys: Keys, most: int) -> Batch:
        """Return every walking claim that leads from one of these entities."""
        return self._claims(keys, lambda some: self._rows("out", some, _CLAIM), most)

    def touching(self, keys: Keys, most: int) -> Batch:
        """Return every claim with one of these entities at either end that is shown."""

        def either(some: Sequence[str]) -> list[str]:
            return [self._of_edges(end, some) for end in ("object", "subject")]

        return self._claims(keys, either, most)

    def links(self, keys: Keys, way: str, most: int) -> Links:
        """Return the links that lead to or from these entities."""
        columns = " ".join(("?claim", *(f"?{field}" for field in _LINKED)))
        rows, whole = self._batches.select(columns, keys, lambda some: self._rows(way, some, _LINK), most)
        return row_of(map(link_of, rows), keys, way, frozenset(both_ways(self._schema)), whole=whole)

    def claims(self, ids: Keys, most: int) -> Batch:
        """Return these claims."""

        def told(some: Sequence[str]) -> list[str]:
            values = " ".join(iri(rdf_names.claim(key)) for key in some)
            return [f"VALUES ?claim {{ {values} }} {self._graph(_CLAIM)}"]

        return self._claims(ids, told, most)

    def _rows(self, way: str, keys: Sequence[str], what: str) -> list[str]:
        near, far = ("object", "subject") if way == IN else ("subject", "object")
        found = [self._near(near, keys, self._walking, what)]
        return [*found, self._near(far, keys, self._both, what)] if self._both else found

    def _near(self, end: str, keys: Sequence[str], predicates: str, what: str) -> str:
        values = f"VALUES ?near {{ {_entities(keys)} }} ?{end} rg:entity ?near ."
        return f"{values} {self._graph(f'?claim rg:{end} ?{end} . {what}')} {_only(predicates)}"

    def _of_edges(self, end: str, keys: Sequence[str]) -> str:
        """Choose by edges, which cost little to look at, and read only the claims of those that are chosen."""
        chosen = (
            f"VALUES ?near {{ {_entities(keys)} }} ?end rg:entity ?near . "
            f"?edge rg:{end} ?end ; rg:predicate ?predicate ; rg:claim ?claim {_only(self._shown)}"
        )
        return f"{{ SELECT DISTINCT ?claim {{ {chosen} }} }} {self._graph(_CLAIM)}"

    def _graph(self, pattern: str) -> str:
        return pattern if self._plain else f"GRAPH ?graph {{ {pattern} }}"

    def _claims(self, keys: Keys, parts: _Parts, most: int) -> Batch:
        rows, whole = self._batches.select(_COLUMNS, keys, parts, most)
        return batch_of(claims_of(rows), whole=whole)

    # ------------------------------------------------------------ names

    def entities(self, keys: Keys) -> tuple[Entity, ...]:
        """Return those of these entities that there are."""
        found = self._batches.described("entity", keys, _ENTITY)
        apart = ("owl:differentFrom", "rg:oppositeOf")
        others = {other for said in found.values() for word in apart for other in said.get(word, ())}
        labels = self._batches.described(
            "entity", sorted(key_of("entity", other) for other in others), ("skos:prefLabel",)
        )
        said_of = {key: said.get("skos:prefLabel", [""])[0] for key, said in labels.items()}
        return tuple(entity_of(key, said, said_of) for key, said in found.items() if said.get("rg:category"))

    def alike(self, keys: Keys) -> tuple[Entity, ...]:
        """Return the entities of which it is said that they are not one of these."""
        rows, _ = self._batches.select(
            "DISTINCT ?entity", keys, lambda some: [f"VALUES ?o {{ {_entities(some)} }} ?entity owl:differentFrom ?o"]
        )
        return self.entities(sorted({key_of("entity", row["entity"]) for row in rows}))

    def sources(self, keys: Keys) -> tuple[Source, ...]:
        """Return those of these sources that there are."""
        words = ("rdf:type", *(one.predicate for one in SOURCE))
        return tuple(source_of(key, said) for key, said in self._batches.described("source", keys, words).items())

    def named(self, names: Keys) -> tuple[str, ...]:
        """Return the keys of entities that carry one of these names.

        Where there are few names all of them are read once and folded as everywhere; else a name must be spelt as it
        is there, in lower case, or with a capital letter.
        """
        if self._names is None:
            self._names = self._read_names()
        if self._names:
            return tuple(dict.fromkeys(key for name in names for key in self._names.get(normalise(name), ())))
        spelt = dict.fromkeys(form for name in names for form in (name, name.lower(), name.capitalize(), name.title()))
        rows, _ = self._batches.select("DISTINCT ?entity", list(spelt), _spelt)
        return tuple(key_of("entity", row["entity"]) for row in rows)

    def _read_names(self) -> dict[str, list[str]]:
        names = f"?entity a rg:Entity ; skos:prefLabel|skos:altLabel ?name }} LIMIT {self._most_names + 1}"
        rows = self._batches.ask(f"SELECT ?entity ?name {{ {names}")
        found: dict[str, list[str]] = {}
        for row in rows if len(rows) <= self._most_names else ():
            key = key_of("entity", row["entity"])
            for name in (row["name"], key):
                found.setdefault(normalise(name), []).append(key)
        return {name: sorted(set(keys)) for name, keys in found.items()}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


# ---------------------------------------------------------------- writing queries


def _words(keys: Iterable[str]) -> str:
    return ", ".join(iri(rdf_names.name("predicate", key)) for key in keys)


def _only(predicates: str) -> str:
    """Keep predicates, by a test outside of GRAPH.

    Inside, or as VALUES, Oxigraph begins with the predicates and not with the batch: a thousand times longer.
    """
    return f"FILTER(?predicate IN ({predicates}))"


def _entities(keys: Iterable[str]) -> str:
    return " ".join(iri(rdf_names.name("entity", key)) for key in keys)


def _spelt(names: Sequence[str]) -> list[str]:
    values = " ".join(f"{text(name)}@en" for name in names)
    keys = _entities(name.lower().replace(" ", "-") for name in names)
    carried = f"VALUES ?name {{ {values} }} ?entity skos:prefLabel|skos:altLabel ?name ; a rg:Entity"
    return [carried, f"VALUES ?entity {{ {keys} }} ?entity a rg:Entity"]
