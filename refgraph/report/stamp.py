"""What an embed or a package was made from, in a form that travels with it: question, content, versions, licences.

The content is what is shown, as claims: it says nothing of wording or looks, so that it is the same in every language
and every kind of file, and `changes` can tell what has become of it. A file carries `Stamp.text`, a line of JSON;
`found_in` finds it again in any text.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import TYPE_CHECKING, Any

from refgraph import __version__
from refgraph.errors import DataError
from refgraph.model.answers import Answer, Path, Query
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.tree import GROUPS, ROOTS
from refgraph.search.judging.grade import grade

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.vocabulary import Entity

# A member of an archive that holds a stamp; the key that its text begins with.
FILE, MARK = "refgraph-stamp.json", "refgraph-stamp"
# What the name of a step of a path begins with in a stamp.
STEP = "step "
VERSION = 1
TEXT_LICENCE, ARTWORK_LICENCE = "MIT", "CC-BY-4.0"
ARTWORK_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCES = "text MIT, artwork CC BY 4.0"
_BEGINS = re.compile(r'\{\s*(?:"|&quot;|&#34;|\\")refgraph-stamp(?:"|&quot;|&#34;|\\")\s*:')
_LONGEST = 400_000
# Letters that mean something in XML; in JSON they stand in texts alone, where they may be written so.
_PLAIN = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&'"}
_ROLES = ("walked", "warning", "doubt")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is shown, such as a step.

    Attributes:
        what: which, by keys of the graph: it stays the same however it is worded.
        how: its grade or standing.
        claims: of its claims, the id and a digest of what it says.
    """

    what: str
    how: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an embed was made from.

    Attributes:
        shows: `path`, `answer` or `entity`.
        query: the question that was asked; for an entity None.
        entity: key of an entity; empty for an answer.
        rank, steps: which path of an answer, and which of its steps.
        told: what is shown, in its order.
        verdict: on a path.
        data_version, refgraph: what made it.
    """

    shows: str
    told: tuple[Told, ...]
    data_version: str
    query: Query | None = None
    entity: str = ""
    rank: int = 1
    steps: str = ""
    verdict: str = ""
    refgraph: str = __version__

    @property
    def answer(self) -> str:
        """The hash of the content: claims, their order, verdict."""
        content = [self.shows, self.verdict, [[one.what, one.how, one.claims] for one in self.told]]
        return f"sha256:{sha256(_json(content).encode()).hexdigest()}"

    @property
    def short(self) -> str:
        """The beginning of the hash, as a footer shows it."""
        return self.answer.removeprefix("sha256:")[:12]

    @property
    def text(self) -> str:
        """The stamp as one line of JSON in plain ASCII, without letters that mean something in XML but its quotes."""
        asked = _sparse(self.query) if self.query else None
        record = {
            MARK: VERSION,
            "shows": self.shows,
            "query": asked,
            "entity": self.entity,
            "rank": self.rank,
            "steps": self.steps,
            "verdict": self.verdict,
            "told": [[one.what, one.how, list(one.claims)] for one in self.told],
            "answer": self.answer,
            "data_version": self.data_version,
            "refgraph": self.refgraph,
            "licence": {"text": TEXT_LICENCE, "artwork": ARTWORK_LICENCE},
        }
        text = _json({key: value for key, value in record.items() if value not in (None, "")})
        return text.translate(_PLAIN)

    @property
    def folded(self) -> str:
        """The stamp packed, for a file that is not to give its answer away to whoever looks into it."""
        return _json({MARK: VERSION, "packed": b64encode(zlib.compress(self.text.encode(), 9)).decode("ascii")})


# ---------------------------------------------------------------- making one


def of_path(kg: KnowledgeGraph, answer: Answer, path: Path, rank: int = 1, steps: str = "") -> Stamp:
    """Stamp a path of an answer.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        path: what is shown of it, perhaps a part of one of its paths.
        rank: of the path in the answer, from 1.
        steps: which of its steps are shown, as `1-3`; empty for all.

    Returns:
        The stamp.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> answer = refgraph.origins(kg, "headache")
        >>> made = of_path(kg, answer, answer.paths[0])
        >>> made.told[-1].what, found_in(made.text) == made
        ('step 1: upper-trapezius.tight refers-to headache', True)
    """
    doubts = kg.schema.of_role("doubt")
    beside = (edge for family, edges in path.beside.items() if family in doubts for edge in edges)
    told = [
        _warned(answer.red_flags),
        *(
            _edge(step.edge, " ".join((step.grade, step.edge.status, *step.flags)), f"{STEP}{n}")
            for n, step in enumerate(path.steps, 1)
        ),
        *(_edge(edge, edge.status) for edge in beside),
    ]
    verdict = path.verdict
    judged = [verdict.grade, verdict.evidence, f"step {verdict.weakest_step}"]
    judged += [f"{verdict.independent_sources} independent", "joined" if verdict.joined else "whole"]
    judged += ["contested"] * verdict.contested + ["rivals"] * bool(path.rivals)
    return Stamp(
        "path", _kept(told), answer.data_version, answer.query, rank=rank, steps=steps, verdict=", ".join(judged)
    )


def of_answer(kg: KnowledgeGraph, answer: Answer) -> Stamp:
    """Stamp a whole answer about origins: its groups with what lies behind them, and its warning signs.

    Args:
        kg: the graph that the answer comes from.
        answer: of a question about origins.

    Returns:
        The stamp.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> of_answer(kg, refgraph.origins(kg, "headache")).shows
        'answer'
    """
    told = [_warned(answer.warning)]
    for group in answer.groups.shown[:GROUPS]:
        chained = (step.edge for chain in group.chains[:ROOTS] for step in chain)
        edges = {edge.id: edge for edge in (*group.direct, *chained)}
        told += [_edge(edge, f"{grade(kg, edge)} {edge.status}", group.entity) for edge in edges.values()]
    # No more is shown, however much was asked for.
    asked = replace(answer.query, top=min(answer.query.top, GROUPS))
    return Stamp("answer", _kept(told), answer.data_version, asked)


def of_entity(kg: KnowledgeGraph, entity: Entity) -> Stamp:
    """Stamp an entity: everything that it is said to lead to or to come from.

    Args:
        kg: the graph.
        entity: one of its entities.

    Returns:
        The stamp.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> of_entity(kg, kg.entity("headache")).entity
        'headache'
    """
    roles = {name for name, family in kg.schema.families.items() if family.role in _ROLES}
    touching = {edge.id: edge for edge in (*kg.edges(subject=entity.key), *kg.edges(object=entity.key))}
    shown = (edge for edge in touching.values() if kg.schema.predicates[edge.predicate].family in roles)
    told = [Told(entity.key, _digest(entity.definition), ()), *(_edge(e, f"{grade(kg, e)} {e.status}") for e in shown)]
    return Stamp("entity", _kept(told), kg.data_version, entity=entity.key)


def _kept(told: Iterable[Told]) -> tuple[Told, ...]:
    """What says anything, each once."""
    return tuple(dict.fromkeys(one for one in told if one.claims or one.how))


def _warned(claims: Iterable[Claim]) -> Told:
    return Told("warning signs", "", tuple(map(_claim, claims)))


def _edge(edge: Edge, how: str, within: str = "") -> Told:
    what = f"{_end(edge.subject)} {edge.predicate} {_end(edge.object)}"
    claims = dict.fromkeys(map(_claim, (*edge.claims, *edge.counter_evidence)))
    return Told(f"{within}: {what}" if within else what, how, tuple(claims))


def _end(finding: Finding) -> str:
    return ".".join(filter(None, (finding.entity, finding.state, finding.side)))


# A page and its card carry the same stamp, and a warning sign stands in those of many.
@lru_cache(maxsize=4096)
def _claim(claim: Claim) -> str:
    """A claim by its id and by what it says; a second reading of it does not change that."""
    said = {name: value for name, value in asdict(claim).items() if name not in ("id", "review")}
    return f"{claim.id}:{_digest(_json(said))}"


def _digest(text: str) -> str:
    """Shorten a text to what tells it from others."""
    return sha256(text.encode()).hexdigest()[:10]


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=False, default=list)


# ---------------------------------------------------------------- reading one


def found_in(text: str) -> Stamp | None:
    """Find the stamp in a text of any kind: SVG, HTML, XML, JSON, Markdown.

    Args:
        text: of a file.

    Returns:
        The stamp; None where there is none.

    Raises:
        DataError: there is one that cannot be read.

    Example:
        >>> made = Stamp("entity", (), "sha256:0", entity="headache")
        >>> found_in(f"<meta content='{made.text}'>") == made, found_in("nothing")
        (True, None)
    """
    found = _BEGINS.search(text)
    if found is None:
        return None
    told = text[found.start() : found.start() + _LONGEST]
    if "\\" in found[0]:
        told = told.replace('\\"', '"').replace("\\\\", "\\")
    elif "&" in found[0]:
        told = unescape(told)
    try:
        record, _ = json.JSONDecoder().raw_decode(told)
        return _read(record)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as error:
        raise DataError("the stamp of this file is damaged, so it cannot be compared") from error


def _read(record: Mapping[str, Any]) -> Stamp:
    if record[MARK] != VERSION:
        raise ValueError
    if "packed" in record:
        return _read(json.loads(zlib.decompressobj().decompress(b64decode(record["packed"]), _LONGEST)))
    told = tuple(Told(str(what), str(how), tuple(map(str, claims))) for what, how, claims in record["told"])
    asked = record.get("query")
    made = Stamp(
        shows=str(record["shows"]),
        told=told,
        data_version=str(record["data_version"]),
        query=None if asked is None else _query(asked),
        entity=str(record.get("entity", "")),
        rank=int(record["rank"]),
        steps=str(record.get("steps", "")),
        verdict=str(record.get("verdict", "")),
        refgraph=str(record["refgraph"]),
    )
    if made.answer != record["answer"] or (made.query is None) == (made.shows != "entity"):
        raise ValueError
    return made


def _sparse(query: Query) -> dict[str, Any]:
    """The fields of a question that are not as they usually are."""
    told = {}
    for part in fields(Query):
        value, usual = getattr(query, part.name), part.default if part.default is not MISSING else None
        if value != usual:
            told[part.name] = _ends(value)
    return told


def _ends(value: Any) -> Any:
    if isinstance(value, Finding):
        return [value.entity, value.state, value.side]
    return [_ends(one) for one in value] if isinstance(value, tuple) else value


def _query(told: Mapping[str, Any]) -> Query:
    usual = {part.name: part.default for part in fields(Query)}
    read = {name: _read_field(name, value, usual[name]) for name, value in told.items()}
    return Query(**read)


def _read_field(name: str, value: Any, usual: Any) -> Any:
    """Read a field of a question; what is not of its type fails."""
    if name in ("start", "end"):
        return _finding(value)
    if name in ("also", "beside"):
        return tuple(map(_finding, value))
    if isinstance(usual, tuple):
        return tuple(str(one) for one in value)
    kind = str if usual in (None, MISSING) else type(usual)
    if type(value) is not kind:
        raise ValueError
    return value


def _finding(told: Any) -> Finding:
    entity, state, side = told
    if not all(one is None or isinstance(one, str) for one in told) or not entity:
        raise ValueError
    return Finding(entity, state, side)


# ---------------------------------------------------------------- comparing two


def changes(then: Stamp, now: Stamp) -> tuple[str, ...]:
    """Say what has changed between two stamps of the same question.

    Args:
        then: what a file carries.
        now: what the same question gives today.

    Returns:
        A line for each change; none where the content is the same.

    Example:
        >>> old = Stamp("entity", (Told("a causes b", "", ("x#1:a",)),), "v", entity="a")
        >>> changes(old, replace(old, told=(Told("a causes b", "", ("x#1:a", "y#2:b")),)))
        ('new: claim y#2, in a causes b',)
    """
    if then.answer == now.answer:
        return ()
    before, after = {one.what: one for one in then.told}, {one.what: one for one in now.told}
    lines = [f"gone: {what}" for what in before if what not in after]
    lines += [f"new: {what}" for what in after if what not in before]
    for what in (one for one in before if one in after):
        lines += _claims_changed(before[what], after[what])
        if before[what].how != after[what].how:
            lines.append(f"changed: {what} was {before[what].how}, is {after[what].how}")
    if then.verdict != now.verdict:
        lines.append(f"verdict changed: was {then.verdict}; is {now.verdict}")
    return tuple(lines) or ("the order has changed",)


def _claims_changed(then: Told, now: Told) -> list[str]:
    before, after = {_id(one): one for one in then.claims}, {_id(one): one for one in now.claims}
    lines = [f"gone: claim {key}, in {then.what}" for key in before if key not in after]
    lines += [
        f"changed: what claim {key} says, in {then.what}"
        for key in before
        if after.get(key, before[key]) != before[key]
    ]
    return lines + [f"new: claim {key}, in {then.what}" for key in after if key not in before]


def _id(claim: str) -> str:
    return claim.rpartition(":")[0]
