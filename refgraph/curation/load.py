"""YAML to `Dataset`, or every fault of form at once; what the claims mean is for `validate` to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from refgraph.curation import composites, files, sssom
from refgraph.curation import yaml as yaml_tree
from refgraph.curation.yaml import Document, Where
from refgraph.errors import DataError
from refgraph.language.suggest import did_you_mean, quoted
from refgraph.model.dataset import Dataset, Fault, Mark
from refgraph.model.statements import PARTS, Claim, Finding, Review, Source
from refgraph.model.vocabulary import (
    Category,
    Entity,
    EvidenceKind,
    Family,
    Flag,
    Grade,
    Predicate,
    Ranking,
    Schema,
    State,
)

CODES: Mapping[str, str] = MappingProxyType(
    {
        "E001": "a file or folder cannot be read",
        "E002": "a file is not valid YAML",
        "E003": "a key stands twice in one mapping",
        "E004": "a key is not known",
        "E005": "a key is missing",
        "E006": "a value has the wrong form",
        "E007": "a file uses a trick (alias, tag, second document, great depth or size)",
        "E008": "a data folder lacks a part",
        "E009": "a row of a mapping table cannot be used",
        "E010": "a key or a claim id is given to two things",
        "E011": "a claim is a draft that nobody has accepted",
    }
)
# File in `schema/` → what each of its entries is.
_PARTS = (("categories", "category"), ("states", "state"), ("families", "family"), ("predicates", "predicate"))
# The key of a claim that `refgraph draft` has proposed and nobody has accepted.
DRAFT = "draft"
_RANKING = "schema/ranking.yaml"
NO_RANKING = Ranking(0, 0, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a data folder, and every fault of form."""

    dataset: Dataset
    faults: tuple[Fault, ...] = ()


def read(folder: str | Path) -> Loaded:
    """Read a data folder; what is faulty is left out of the dataset and reported.

    Args:
        folder: the folder that holds `schema/`, `entities/` and `sources/`.

    Example:
        >>> loaded = read("tests/data/mini")
        >>> loaded.faults, loaded.dataset.claims[0].id
        ((), 'toy-hip#1')
        >>> print(*read("no/such/folder").faults)
        .:1:1: E008 no data folder at 'no/such/folder'. Give one with --data DIR.
    """
    reader = _Reader(Path(folder))
    try:
        names = files.files(folder)
    except DataError as error:
        reader.say(Mark("."), "E008", str(error))
        return reader.finish("")
    _read_schema(reader, names)
    _read_entities(reader, names)
    _read_sources(reader, names)
    for name in names:
        if name.startswith("mappings/") and name.endswith(".sssom.tsv"):
            reader.take_mappings(name)
    _report_strays(reader, names)
    try:
        version = files.tree_version(folder)
    except DataError:
        version = ""  # The file that cannot be read has its own fault by now.
    return reader.finish(version)


def read_schema(folder: str | Path) -> Schema:
    """Read the vocabulary of a data folder alone.

    Raises:
        DataError: it has faults.

    Example:
        >>> read_schema("tests/data/mini").predicates["tilts"].forward
        'tilts into'
    """
    reader = _Reader(Path(folder))
    _read_schema(reader, files.files(folder))
    if reader.faults:
        raise DataError(
            f"the schema in {quoted(str(folder), files.SHOWN)} has faults: {min(reader.faults)}", tuple(reader.faults)
        )
    return reader.schema


def _read_schema(reader: _Reader, names: tuple[str, ...]) -> None:
    for part, kind in _PARTS:
        reader.tables[kind] = reader.table(f"schema/{part}.yaml", kind, names)
    forms = reader.mapping(_RANKING, names)
    form = reader.take("ranking", forms, (), ("ranking",)) if forms else None
    if forms is None and all(fault.mark.path != _RANKING for fault in reader.faults):
        reader.say(Mark(_RANKING), "E008", "the file is empty, and paths cannot be put in order without it")
    ranking = _ranking(form) if form else NO_RANKING
    tables = reader.tables
    reader.schema = Schema(
        frozen({key: Category(key=key, **form) for key, form in tables["category"].items()}),
        frozen({key: State(key=key, categories=form.pop("on"), **form) for key, form in tables["state"].items()}),
        frozen({key: Predicate(key=key, **form) for key, form in tables["predicate"].items()}),
        ranking,
        frozen({key: Family(key=key, **form) for key, form in tables["family"].items()}),
    )


def _ranking(form: dict[str, Any]) -> Ranking:
    flags = {key: Flag(key=key, **dict(flag)) for key, flag in form["flags"].items()}
    kinds = {key: EvidenceKind(key=key, **dict(kind)) for key, kind in form["evidence"].items()}
    grades = {
        key: Grade(**{**dict(grade), "key": key, "said": frozen(grade.said)}) for key, grade in form["grades"].items()
    }
    return Ranking(**{**form, "flags": frozen(flags), "evidence": frozen(kinds), "grades": frozen(grades)})


def _read_entities(reader: _Reader, names: tuple[str, ...]) -> None:
    for name in _yaml(names, "entities"):
        for key, form in reader.table(name, "entity", names).items():
            synonyms = form.pop("synonyms")
            reader.entities[key] = Entity(key=key, category=Path(name).stem, **dict(synonyms), **form)
    if not reader.entities and not reader.faults:
        reader.say(Mark("entities"), "E008", "the folder names no entity")


def _read_sources(reader: _Reader, names: tuple[str, ...]) -> None:
    for name in _yaml(names, "sources"):
        key = Path(name).stem
        parts = reader.mapping(name, names, known=("source", "claims"), optional=("names",))
        if parts is None:
            continue
        doc, value = parts
        form = reader.take("source", (doc, value.get("source", {})), ("source",), ("source", key))
        if form is not None:
            reader.sources[key] = Source(key=key, **form)
        if value.get("names") is not None:
            _read_names(reader, doc, key, value["names"])
        items = value.get("claims")
        if items is not None and not isinstance(items, list):
            reader.say(doc.mark(("claims",)), "E006", "claims: must be a list, each item begins with '- id:'")
            items = None
        for index, item in enumerate(items or ()):
            _read_claim(reader, doc, key, index, item)
    if not reader.claims and not reader.faults:
        reader.say(Mark("sources"), "E008", "the folder holds no claim")
    reader.claims.extend(reader.implied())


def _read_names(reader: _Reader, doc: Document, source: str, value: Any) -> None:
    """Read the names that one source alone uses."""
    if not isinstance(value, dict):
        reader.say(doc.mark(("names",)), "E006", "names: must be a mapping: {key: value}")
        return
    for key, form in reader.records(doc, value, "name", ("names",), "entity").items():
        synonyms = form.pop("synonyms")
        reader.entities[key] = Entity(key=key, source=source, **dict(synonyms), **form)


def _read_claim(reader: _Reader, doc: Document, source: str, index: int, item: Any) -> None:
    where = ("claims", index)
    number = item.get("id") if isinstance(item, dict) else None
    id_ = f"{source}#{number}"
    if isinstance(number, str) and ("claim", id_) in reader.marks:
        first = reader.marks["claim", id_].line
        message = f"id {quoted(number)} is given to two claims, first in line {first}"
        reader.say(doc.mark((*where, "id")), "E010", message)
        return
    drafted = isinstance(item, dict) and DRAFT in item
    told = {key: value for key, value in item.items() if key != DRAFT} if drafted else item
    form = reader.take("claim", (doc, told), where, ("claim", id_))
    if drafted:
        what = f"compare it with its passage, then delete the line {DRAFT!r} to accept it, or the whole claim"
        reader.say(doc.mark((*where, DRAFT), key=True), "E011", f"the claim is a draft: {what}")
    elif form is not None:
        reader.claims.append(_claim(reader, id_, source, form))


def _claim(reader: _Reader, id_: str, source: str, form: dict[str, Any]) -> Claim:
    ends = {end: form.pop(end) for end in ("subject", "object")}
    place = dict(form.pop("locator"))
    place["paragraph"] = place["paragraph"] or 0
    review = form.pop("review")
    parts = {name: PARTS[name](**dict(form[name])) for name in ("measure", "as_written") if form[name] is not None}
    if review is not None:
        verdicts = tuple(sorted((review.model_extra or {}).items()))
        parts["review"] = Review(review.by, review.date, verdicts)
    return Claim(
        **form
        | {"id": id_, "source": source}
        | {end: _finding(reader, written, ("claim", id_, end)) for end, written in ends.items()}
        | {"unspecified": tuple(sorted(end for end, written in ends.items() if getattr(written, "unspecified", False)))}
        | place
        | parts
    )


def _finding(reader: _Reader, written: Any, at: tuple[str, ...]) -> Finding:
    """Make the finding of an end; a combination is an entity that is made of its parts."""
    if not hasattr(written, "all"):
        return Finding(written.entity, written.state, written.side)
    parts = tuple(Finding(part.entity, part.state, part.side) for part in written.all)
    key = composites.composite_key(parts)
    if key not in reader.entities:
        reader.composites[key] = parts
        reader.entities[key] = composites.composite(parts, reader.entities, reader.schema)
        reader.marks["entity", key] = reader.marks[at]
    return Finding(key, side=written.side)


def _report_strays(reader: _Reader, names: tuple[str, ...]) -> None:
    for name in names:
        folder, _, rest = name.partition("/")
        if folder in ("entities", "sources") and (not name.endswith(".yaml") or "/" in rest):
            reader.say(Mark(name), "E008", f"the file is not read: only {folder}/<name>.yaml is")


def _yaml(names: Iterable[str], folder: str) -> list[str]:
    return [name for name in names if name.startswith(f"{folder}/") and name.endswith(".yaml") and name.count("/") == 1]


def frozen(value: Any) -> Any:
    """Close a mapping against change; anything else is returned as it is.

    Example:
        >>> frozen({"a": 1})
        mappingproxy({'a': 1})
    """
    return MappingProxyType(value) if isinstance(value, dict) else value


Parts = tuple[Document, dict[str, Any]]


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    marks: dict[tuple[str, ...], Mark] = field(default_factory=dict)
    tables: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    schema: Schema = field(default_factory=lambda: Schema({}, {}, {}, NO_RANKING, {}))
    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    composites: dict[str, composites.Parts] = field(default_factory=dict)

    def say(self, mark: Mark, code: str, message: str) -> None:
        self.faults.append(Fault(mark, code, message))

    def implied(self) -> list[Claim]:
        """Return the claims that follow from names; each stands where its name does."""
        found = list(composites.implied(self.claims, self.composites, self.entities, self.schema))
        for claim in found:
            self.marks["claim", claim.id] = self.marks["entity", claim.subject.entity]
        return found

    def finish(self, version: str) -> Loaded:
        claims = tuple(sorted(self.claims, key=lambda claim: claim.sort_key))
        parts = (self.schema, frozen(self.entities), frozen(self.sources), claims, frozen(self.marks))
        return Loaded(Dataset(*parts, version), tuple(sorted(set(self.faults))))

    def content(self, name: str) -> bytes | None:
        try:
            return files.content(self.folder, name)
        except DataError as error:
            self.say(Mark(name), "E001", str(error))
            return None

    def mapping(
        self, name: str, names: tuple[str, ...], known: tuple[str, ...] = (), optional: tuple[str, ...] = ()
    ) -> Parts | None:
        """Read a file whose top level is a mapping; an empty file has no keys."""
        if name not in names:
            self.say(Mark(name), "E008", "the file is missing")
            return None
        data = self.content(name)
        if data is None:
            return None
        doc = yaml_tree.parse(name, data)
        self.faults.extend(doc.faults)
        if not isinstance(doc.value, dict):
            if doc.value is not None or (known and not doc.faults):
                self.say(doc.mark(()), "E006", f"the file must be a mapping{_of(known)}, not {_kind(doc.value)}")
            return None
        for key in known:
            if key not in doc.value:
                self.say(Mark(name), "E005", f"key {key!r} is missing")
        for key in doc.value if known else ():
            if key not in known + optional:
                hint = did_you_mean(key, known + optional)
                self.say(doc.mark((key,), key=True), "E004", f"unknown key {quoted(key)}.{hint}")
        return doc, doc.value

    def table(self, name: str, kind: str, names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
        """Read a file of key → record; what is faulty is left out, but its mark stays, for it is declared."""
        parts = self.mapping(name, names)
        return self.records(*parts, kind) if parts else {}

    def records(
        self, doc: Document, values: dict[str, Any], kind: str, where: Where = (), called: str | None = None
    ) -> dict[str, dict[str, Any]]:
        """Read a mapping of key → record that stands at a place of a document; `called` is what their marks name."""
        found: dict[str, dict[str, Any]] = {}
        named = called or kind
        for key, value in values.items():
            at, first = doc.mark((*where, key), key=True), self.marks.get((named, key))
            if first is not None:
                self.say(at, "E010", f"{named} {quoted(key)} is declared twice, first in {first.path}:{first.line}")
                continue
            form = self.take(kind, (doc, value), (*where, key), (named, key))
            self.marks[named, key] = at
            if form is not None:
                found[key] = form
        return found

    def take(self, kind: str, parts: tuple[Document, Any], where: Where, name: tuple[str, ...]) -> Any:
        """Check one record that stands at a place of a document: its fields, or None where it has faults.

        Where the parts of it stand is noted under the name.
        """
        from refgraph.curation import forms

        doc, value = parts
        self._note(doc, value, where, name)
        form, errors = forms.check(kind, value)
        for error in errors:
            self._report(doc, where, error, forms.keys(kind))
        return {key: frozen(part) for key, part in form} if form is not None else None

    def _note(self, doc: Document, value: Any, where: Where, name: tuple[str, ...]) -> None:
        self.marks[name] = doc.mark(where)
        inner: Iterable[tuple[Any, Any]] = ()
        if isinstance(value, dict):
            inner = value.items()
        elif isinstance(value, list):
            inner = enumerate(value)
        for key, part in inner:
            self._note(doc, part, (*where, key), (*name, str(key)))

    def _report(self, doc: Document, where: Where, error: dict[str, Any], keys: tuple[str, ...]) -> None:
        at = (*where, *error["loc"])
        shown = ".".join(str(part) if str(part).isidentifier() else quoted(str(part)) for part in error["loc"])
        kind = error["type"]
        if kind == "extra_forbidden":
            key = str(error["loc"][-1])
            self.say(doc.mark(at, key=True), "E004", f"unknown key {quoted(key)}.{did_you_mean(key, keys)}")
        elif kind == "missing":
            self.say(doc.mark(at), "E005", f"key {shown!r} is missing")
        else:
            words = error["msg"].removeprefix("Value error, ")
            words = "must be a mapping: {key: value}" if kind == "model_type" else words
            self.say(doc.mark(at), "E006", f"{shown}: {words}" if shown else words)

    def take_mappings(self, name: str) -> None:
        data = self.content(name)
        rows, faults = sssom.rows(name, data) if data is not None else ((), ())
        self.faults.extend(faults)
        for row in rows:
            entity = self.entities.get(row.key)
            if entity is not None:
                self.entities[row.key] = replace(entity, mappings=(*entity.mappings, (row.relation, row.term)))
            elif ("entity", row.key) not in self.marks and row.key not in self.schema.predicates:
                hint = did_you_mean(row.key, self.entities)
                self.say(row.mark, "E009", f"nothing is named {quoted(row.key)}.{hint}")


def _of(known: tuple[str, ...]) -> str:
    return f" with the keys {' and '.join(known)}" if known else ""


def _kind(value: Any) -> str:
    return "a list" if isinstance(value, list) else "nothing" if value is None else "text"
