"""Which columns of a KGX graph are read, and what its words mean by the tables of `graph_data/mappings/kgx.yaml`.

What the tables do not name is taken over under its own name, and never walked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from refgraph.errors import DataError
from refgraph.model.vocabulary import SIDES, Category, Predicate, Schema, State

OURS = "refgraph:"
SUBJECT_SIDES = SIDES[:4]
MOST_STATES = 250
_TRUTH = {"": False, "false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
_SPACES = re.compile(r"[\s_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FROM_KGX = "Taken over from a KGX graph."


class Column(NamedTuple):
    """A column that is read, and what it does.

    Attributes:
        use: `key` identifies a row; `text` describes a node; `end` names a node of an edge; the cells of all columns
            `kind` say together what an edge says, those of all columns `source` who says it; `anchor` quotes it.
        needed: whether a file must have it.
        aliases: other names of it.
    """

    name: str
    use: Literal["key", "text", "end", "kind", "source", "anchor"]
    needed: bool = False
    aliases: tuple[str, ...] = ()


NODE_COLUMNS = (
    Column("id", "key", needed=True),
    Column("category", "text"),
    Column("name", "text", aliases=("label",)),
    Column("synonym", "text", aliases=("synonyms",)),
)
EDGE_COLUMNS = (
    Column("id", "key"),
    Column("subject", "end", needed=True),
    Column("object", "end", needed=True),
    Column("predicate", "kind", needed=True),
    Column("subject_state", "kind", aliases=("subject_aspect", "subject_aspect_qualifier")),
    Column("subject_side", "kind"),
    Column("object_state", "kind", aliases=("object_aspect", "object_aspect_qualifier")),
    Column("object_side", "kind"),
    Column("negated", "kind"),
    Column("knowledge_level", "kind"),
    Column("agent_type", "kind"),
    Column("publications", "source"),
    Column("primary_knowledge_source", "source"),
    Column("supporting_text", "anchor"),
)


class EdgeKind(NamedTuple):
    """What an edge says apart from its two nodes, its source and its id; many edges have one in common."""

    predicate: str
    subject_state: str | None = None
    subject_side: str | None = None
    object_state: str | None = None
    object_side: str | None = None
    polarity: str = "asserts"
    modality: str = "states"
    evidence: str = "author-assertion"


class Unreadable(Exception):  # noqa: N818 (it is caught where the line is known, and becomes a fault there)
    """A cell cannot be read; the text says why."""


def read_tables(path: Path) -> Mapping[str, Any]:
    """Read the tables that map KGX to our schema.

    Raises:
        DataError: the file is missing or is no YAML.

    Example:
        >>> read_tables(Path("graph_data/mappings/kgx.yaml"))["predicates"]["biolink:subclass_of"]
        'kind-of'
    """
    import yaml

    try:
        found = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read ({str(error).splitlines()[0]})") from error
    if not isinstance(found, dict):
        raise DataError(f"{path}: must be a mapping of tables")
    return found


class Terms:
    """Reads the words of a KGX graph and keeps what they add to a schema.

    Args:
        schema: what is known already.
        tables: of `read_tables`.

    Example:
        >>> from refgraph.curation.load import read_schema
        >>> terms = Terms(read_schema(Path("graph_data")), read_tables(Path("graph_data/mappings/kgx.yaml")))
        >>> terms.predicate("biolink:causes"), terms.predicate("biolink:interacts_with")
        ('causes', 'biolink:interacts_with')
        >>> terms.schema().predicates["biolink:interacts_with"].walk
        'no'
    """

    def __init__(self, schema: Schema, tables: Mapping[str, Any]) -> None:
        self._base, self._tables = schema, tables
        self._predicates: dict[str, Predicate] = {}
        self._states: dict[str, State] = {}
        self._categories: dict[str, Category] = {}
        self._hedged = frozenset(tables.get("hedged", ()))
        # Words come by the thousand, in few forms.
        self._predicate, self._state, self._manner_of = cache(self.predicate), cache(self.state), cache(self._manner)

    def schema(self) -> Schema:
        """Return the schema with what has been added, in alphabetical order: the order of rows does not matter."""
        base = self._base
        return replace(
            base,
            predicates={**base.predicates, **dict(sorted(self._predicates.items()))},
            states={**base.states, **dict(sorted(self._states.items()))},
            categories={**base.categories, **dict(sorted(self._categories.items()))},
        )

    # ------------------------------------------------------------ nodes

    def category(self, text: str) -> str:
        """Return the category of a node; of several the first that is known counts."""
        names = [name for name in (part.strip() for part in text.split("|")) if name] or [self._tables["no_category"]]
        for name in names:
            key = self._tables["categories"].get(name, name.removeprefix(OURS))
            if key in self._base.categories:
                return str(key)
        return self._new_category(names[0])

    def _new_category(self, name: str) -> str:
        label = _CAMEL.sub(" ", _local(name)).lower()
        self._categories[name] = Category(name, label, label, True, "#6b6b6b", "dot", _FROM_KGX)
        return name

    # ------------------------------------------------------------ edges

    def kind(self, cells: Mapping[str, str]) -> EdgeKind:
        """Read the cells of the columns `kind` of `EDGE_COLUMNS`.

        Args:
            cells: by the name of their column; what is missing says nothing.

        Raises:
            Unreadable: a cell has no meaning.
        """
        cell = cells.get
        return EdgeKind(
            self._predicate(cell("predicate", "")),
            self._state(cell("subject_state", "")),
            _side(cell("subject_side", ""), SUBJECT_SIDES, "subject_side"),
            self._state(cell("object_state", "")),
            _side(cell("object_side", ""), SIDES, "object_side"),
            *self._manner_of(cell("negated", ""), cell("knowledge_level", ""), cell("agent_type", "")),
        )

    def _manner(self, negated: str, level: str, agent: str) -> tuple[str, str, str]:
        """Return polarity, modality and evidence."""
        polarity = "denies" if _truth(negated) else "asserts"
        return polarity, "may" if self._hedged & {level, agent} else "states", self._evidence(level, agent)

    def _evidence(self, level: str, agent: str) -> str:
        found = self._tables["evidence"]
        key = str(found.get(level) or found.get(agent) or self._tables["other_evidence"])
        if key not in self._base.ranking.evidence:
            raise Unreadable(f"the kind of evidence {key!r} is not in the schema's ranking")
        return key

    def predicate(self, text: str) -> str:
        """Return the key of a predicate, a new one where none stands for it.

        Raises:
            Unreadable: there is no predicate, or it names one of ours that does not exist.
        """
        name = text.strip()
        if not name:
            raise Unreadable("the predicate is missing")
        if name.startswith(OURS):
            if name.removeprefix(OURS) not in self._base.predicates:
                raise Unreadable(f"the schema has no predicate {name.removeprefix(OURS)!r}")
            return name.removeprefix(OURS)
        known = self._tables["predicates"].get(name)
        if known in self._base.predicates:
            return str(known)
        if name in self._base.predicates:
            raise Unreadable(f"the predicate {name!r} has no prefix; write {OURS}{name} where ours is meant")
        if name not in self._predicates:
            self._predicates[name] = self._new_predicate(name)
        return name

    def _new_predicate(self, name: str) -> Predicate:
        forward = _local(name).replace("_", " ")
        flag = self._tables["carry"].get(name)
        carries = flag in self._base.ranking.flags
        causal = name in self._tables["causal"]
        role = "walked" if causal else "structure"
        family = next(iter(self._base.of_role(role)), None)
        if family is None:
            raise Unreadable(f"the schema has no family whose role is {role}")
        return Predicate(
            key=name,
            family=family,
            forward=forward,
            inverse=f"{forward} (inverse)",
            subject=("any",),
            object=("any",),
            description=_FROM_KGX,
            walk="carry" if carries else "yes" if causal else "no",
            flag=flag if carries else None,
        )

    def state(self, text: str) -> str | None:
        """Return the key of a state, a new one where the schema has none of this name.

        Raises:
            Unreadable: there are more states than the index can number.
        """
        key = _SPACES.sub("-", text.strip().lower())
        if not key:
            return None
        if key not in self._base.states and key not in self._states:
            if len(self._base.states) + len(self._states) >= MOST_STATES:
                raise Unreadable(f"state {key!r}: there are more than {MOST_STATES} states; is this the right column?")
            self._states[key] = State(key, _FROM_KGX)
        return key

    # ------------------------------------------------------------ sources

    def sources(self, publications: str, primary: str) -> tuple[str, ...]:
        """Return the sources of an edge: its publications, or else where it was found, each once.

        Example:
            >>> terms = Terms(None, {"no_source": "not-provided"})
            >>> terms.sources("PMID:1|PMID:2|PMID:1", "infores:x"), terms.sources("", "infores:x")
            (('PMID:1', 'PMID:2'), ('infores:x',))
            >>> terms.sources("", "")
            ('not-provided',)
        """
        named = publications if publications.strip(" |") else primary
        if named and "|" not in named:
            return (named.strip(),) if named.strip() else (str(self._tables["no_source"]),)
        found = tuple(dict.fromkeys(key for key in (part.strip() for part in named.split("|")) if key))
        return found or (str(self._tables["no_source"]),)

    def link(self, source: str) -> str | None:
        """Return where a source can be read; None where that is not known."""
        if source.startswith(("https://", "http://")):
            return source
        prefix, _, rest = source.partition(":")
        base = self._tables["links"].get(prefix)
        return f"{base}{rest}" if base and rest else None


def _local(name: str) -> str:
    return name.rpartition(":")[2] or name


@cache
def _side(text: str, allowed: tuple[str, ...], column: str) -> str | None:
    side = text.strip().lower()
    if side and side not in allowed:
        raise Unreadable(f"{column} is {text.strip()[:40]!r}; it may be {', '.join(allowed)} or nothing")
    return side or None


def _truth(text: str) -> bool:
    found = _TRUTH.get(text.strip().lower())
    if found is None:
        raise Unreadable(f"negated is {text.strip()[:40]!r}; it may be true, false or nothing")
    return found
