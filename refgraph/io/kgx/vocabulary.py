"""What the words of a KGX graph mean by the tables of `graph_data/mappings/kgx.yaml`.

What the tables do not name is taken over under its own name, and never walked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from refgraph.errors import DataError
from refgraph.io.kgx import words
from refgraph.io.kgx.details import detail
from refgraph.io.kgx.sources import Sources
from refgraph.io.kgx.words import Unreadable, bare
from refgraph.model.vocabulary import SIDES, Category, Predicate, Schema, State

OURS = "refgraph:"
SUBJECT_SIDES = SIDES[:4]
MOST_STATES = 250
MOST_PREDICATES, MOST_CATEGORIES = 5_000, 5_000
_BIOLINK = re.compile(r"^(?:biolink:|https?://w3id\.org/biolink/(?:vocab/)?)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FROM_KGX = "Taken over from a KGX graph."
_QUALIFIED = "As it is said, under circumstances that the edge names; never walked."


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

    Attributes:
        sources, link: of `Sources`. detail: of `refgraph.io.kgx.details`.

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
        self._known = {name.casefold(): key for name, key in tables["categories"].items()}
        self.sources, self.link = Sources(tables).of, Sources(tables).link
        self.detail = partial(detail, frozenset(word.casefold() for word in tables.get("never", ())))
        # Words come by the thousand, in few forms.
        self._predicate, self._state = cache(self._named), cache(self.state)
        self._is_less = cache(partial(words.is_less, schema, tables))
        self._manner_of = cache(partial(words.manner, tables, schema.ranking))

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
        parts = re.split(r"[|;,]", bare(text))
        names = [name for name in map(_curie, parts) if name] or [self._tables["no_category"]]
        for name in names:
            folded = name.casefold()
            key = self._known.get(folded) or self._known.get(f"biolink:{folded}") or folded.removeprefix(OURS)
            if key in self._base.categories:
                return str(key)
        return self._new_category(names[0])

    def _new_category(self, name: str) -> str:
        _room("category", name, self._categories, MOST_CATEGORIES)
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
        cell = {name: bare(text) for name, text in cells.items()}.get
        direction, aspect, state = (cell(f"object_{name}", "") for name in ("direction", "aspect", "state"))
        predicate = self._predicate(cell("qualified_predicate", ""), cell("predicate", ""))
        result = self._state(direction, aspect, state or words.UNDOING.get(predicate, ""))
        changed = bool(direction or aspect or predicate in words.UNDOING) or self._is_less(state)
        felt = changed and words.is_felt(self._base, self._tables, cell("object_category", ""))
        directed = all(words.is_direction(self._tables, way) for way in (direction, cell("subject_direction", "")))
        ends = (
            self._state(cell("subject_direction", ""), cell("subject_aspect", ""), cell("subject_state", "")),
            _side(cell("subject_side", ""), SUBJECT_SIDES, "subject_side"),
            result,
            _side(cell("object_side", ""), SIDES, "object_side"),
        )
        # A walk passes what carries in whatever state it comes; what is said of one state is no such edge.
        narrowed = any(ends) and self._known_predicate(predicate).walk == "carry"
        if cell("qualified", "") or felt or not directed or narrowed:
            predicate = self._aside(predicate)
        return EdgeKind(
            predicate,
            *ends,
            *self._manner_of(
                words.truth(cell("negated", "")) or bool(cell("never", "")),
                cell("knowledge_level", ""),
                cell("agent_type", ""),
            ),
        )

    def _known_predicate(self, key: str) -> Predicate:
        return self._base.predicates.get(key) or self._predicates[key]

    def _named(self, qualified: str, predicate: str) -> str:
        """Return the key of what an edge says: the qualified predicate, where there is one, says it more exactly."""
        name = _curie(qualified)
        if not name:
            return self.predicate(predicate)
        if not predicate.strip():
            raise Unreadable("the predicate is missing")
        return self.predicate(name if ":" in name else f"biolink:{name}")

    def _aside(self, key: str) -> str:
        """Return the predicate that says the same and is not walked: what it holds under is told, and not weighed."""
        told = self._known_predicate(key)
        if told.walk == "no":
            return key
        aside = _aside(told, self._family("structure"))
        self._predicates[aside.key] = aside
        return aside.key

    def predicate(self, text: str) -> str:
        """Return the key of a predicate, a new one where none stands for it.

        Raises:
            Unreadable: there is no predicate, or it names one of ours that does not exist.
        """
        name = _curie(text)
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
            _room("predicate", name, self._predicates, MOST_PREDICATES)
            self._predicates[name] = self._new_predicate(name)
        return name

    def _new_predicate(self, name: str) -> Predicate:
        forward = _local(name).replace("_", " ")
        flag = self._tables["carry"].get(name)
        carries = flag in self._base.ranking.flags
        causal = name in self._tables["causal"]
        return Predicate(
            key=name,
            family=self._family("walked" if causal else "structure"),
            forward=forward,
            inverse=f"{forward} (inverse)",
            subject=("any",),
            object=("any",),
            description=_FROM_KGX,
            result=words.UNDOING.get(name),
            walk="carry" if carries else "yes" if causal else "no",
            flag=flag if carries else None,
        )

    def _family(self, role: str) -> str:
        family = next(iter(self._base.of_role(role)), None)
        if family is None:
            raise Unreadable(f"the schema has no family whose role is {role}")
        return family

    def state(self, *texts: str) -> str | None:
        """Return the key of a state, a new one where the schema has none of this name.

        Args:
            texts: a direction, an aspect and a state, as far as they are given; together they are one state. Less of
                something is not the thing, and of an aspect or a state that is not known it is not known: such a
                state negates.

        Raises:
            Unreadable: there are more states than the index can number.

        Example:
            >>> from refgraph.curation.load import read_schema
            >>> terms = Terms(read_schema(Path("graph_data")), read_tables(Path("graph_data/mappings/kgx.yaml")))
            >>> terms.state("decreased", "tone", ""), terms.state("downregulated", "tone", "")
            ('decreased-tone', 'decreased-tone')
            >>> _ = terms.state("increased", "activity", "")
            >>> [terms.schema().states[key].negates for key in ("decreased-tone", "increased-activity")]
            [True, False]
        """
        direction, aspect, state = map(words.joined, texts)
        direction = self._tables["directions"].get(direction, direction)
        key = "-".join(filter(None, (direction, aspect, state)))
        if not key:
            return None
        key = str(self._tables["states"].get(key, key))
        if key not in self._base.states and key not in self._states:
            _room("state", key, {**self._base.states, **self._states}, MOST_STATES)
            amount = not state and words.is_amount(direction, aspect)
            self._states[key] = State(key, _FROM_KGX, negates=not amount)
        return key


def _room(what: str, name: str, held: Mapping[str, object], most: int) -> None:
    """Refuse one name more than there can sensibly be."""
    if name not in held and len(held) >= most:
        raise Unreadable(f"{what} {name[:40]!r}: there are more than {most:,}; is this the right column?")


def _aside(told: Predicate, family: str) -> Predicate:
    return replace(
        told,
        key=f"{told.key}-qualified",
        family=family,
        forward=f"{told.forward} (qualified)",
        inverse=f"{told.inverse} (qualified)",
        subject=("any",),
        object=("any",),
        description=_QUALIFIED,
        walk="no",
        flag=None,
        symmetric=False,
    )


def _curie(name: str) -> str:
    """Return a word of Biolink as a CURIE, whether it is written as one or as an address.

    Example:
        >>> _curie("https://w3id.org/biolink/vocab/causes"), _curie("BIOLINK:causes"), _curie("RO:1")
        ('biolink:causes', 'biolink:causes', 'RO:1')
    """
    return _BIOLINK.sub("biolink:", name.strip())


def _local(name: str) -> str:
    return name.rpartition(":")[2] or name


@cache
def _side(text: str, allowed: tuple[str, ...], column: str) -> str | None:
    side = text.strip().lower()
    if side and side not in allowed:
        raise Unreadable(f"{column} is {text.strip()[:40]!r}; it may be {', '.join(allowed)} or nothing")
    return side or None
