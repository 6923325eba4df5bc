"""The JSON form of answers: queries, paths, verdicts, groups, near misses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from refgraph.model.answers import Instead, Nearby, NearMiss, Path, Query, Rivalry, Step, Verdict
from refgraph.model.statements import Edge, Finding
from refgraph.report.records.json import NOTICE, Record, claim, dumps, edge, finding, whole_claim

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.report.view import AnswerView
    from refgraph.report.words.summary import GroupView


def _step(kg: KnowledgeGraph, s: Step) -> Record:
    """Return one step: sides as they are resolved along the path."""
    return {
        "subject": finding(kg, s.subject),
        "predicate": s.edge.predicate,
        "object": finding(kg, s.object),
        "status": s.edge.status,
        "grade": s.grade,
        "flags": list(s.flags),
        "claims": [claim(kg, c, s.edge.against(c)) for c in s.edge.claims],
    }


def _verdict(v: Verdict) -> Record:
    """Return how far a path can be trusted."""
    return {
        "weakest_step": v.weakest_step,
        "evidence": v.evidence,
        "grade": v.grade,
        "independent_sources": v.independent_sources,
        "sources": list(v.sources),
        "joined": v.joined,
        "contested": v.contested,
        "single_point_of_failure": list(v.single_point_of_failure),
        "flags": list(v.flags),
    }


VERDICT = (
    *("weakest_step", "evidence", "grade", "independent_sources", "sources", "joined", "contested"),
    *("single_point_of_failure", "flags", "abstains"),
)


def judged(p: Path) -> Record:
    """Return the verdict of a path, and whether it abstains because of a rival.

    Args:
        p: a path of an answer.

    Returns:
        The verdict, with `abstains`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> path = questions.origins(kg, Finding("headache"), top=1).paths[0]
        >>> judged(path)["abstains"]
        False
    """
    return _verdict(p.verdict) | {"abstains": bool(p.rivals)}


def path(kg: KnowledgeGraph, p: Path) -> Record:
    """Return a path, its verdict, and what touches it without being a step.

    Args:
        kg: the graph.
        p: a path of an answer.

    Returns:
        The path; its steps run in causal order, origin first.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1).paths[0]
        >>> path(kg, found)["hops"]
        1
    """
    return {
        "rank": p.rank,
        "hops": len(p.steps),
        "origin": finding(kg, p.origin),
        "target": finding(kg, p.target),
        "verdict": judged(p),
        "steps": [_step(kg, s) for s in p.steps],
        "beside": {family: [edge(kg, e) for e in edges] for family, edges in p.beside.items()},
        "told_of": told_of(kg, p.instead) if p.instead else None,
        "rivals": list(p.rivals),
        "loops": None if p.loops is None else [[finding(kg, f) for f in loop] for loop in p.loops],
    }


def told_of(kg: KnowledgeGraph, one: Instead) -> Record:
    """Return what a path is told of in place of an end that was asked for.

    Args:
        kg: the graph.
        one: of a path.

    Returns:
        What the path ends in, its relation to the end that was asked for, and that end.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> told_of(kg, Instead(Finding("gluteus-medius"), "member", Finding("gluteals")))["relation"]
        'member'
    """
    return {"finding": finding(kg, one.finding), "relation": one.relation, "asked": finding(kg, one.asked)}


def nearby(kg: KnowledgeGraph, one: Nearby) -> Record:
    """Return how much is told under a nearby name.

    Args:
        kg: the graph.
        one: of an answer.

    Returns:
        The finding, its relation to what was asked, and how many paths it has.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> nearby(kg, Nearby(Finding("neck-pain"), "same place", 3))["paths"]
        3
    """
    return {"finding": finding(kg, one.finding), "relation": one.relation, "paths": one.paths}


def group(kg: KnowledgeGraph, told: GroupView) -> Record:
    """Return paths that share what stands next to the end: `paths` are the ranks of those that the answer holds.

    Args:
        kg: the graph.
        told: a group in words.

    Returns:
        Its fields; findings as FINDING, claims by id.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> answer = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.words.summary import summary
        >>> group(kg, summary(kg, answer).groups[0])["through"]["label"]
        'tight upper trapezius or knots in it'
    """
    found = told.group
    return {
        "through": {"entity": found.entity, "label": told.label, "states": list(found.states)},
        "grade": found.grade,
        "paths": list(found.ranks),
        "roots": [finding(kg, end) for end in found.roots],
        "triggers": [finding(kg, end) for end in found.triggers],
        "independent_sources": found.independent,
        "claims": [c.id for e in found.direct for c in e.claims],
        "aside": found.aside,
        "paths_found": found.paths,
        "joined": found.joined,
    }


def query(kg: KnowledgeGraph, q: Query) -> Record:
    """Return the question with everything that narrowed it, and what was typed and is no part of it.

    Args:
        kg: the graph.
        q: the question.

    Returns:
        Its fields; what does not narrow it is None or empty.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> query(kg, Query("origins", end=Finding("headache")))["kind"]
        'origins'
    """
    record: Record = {
        "kind": q.kind,
        "origin": finding(kg, q.start) if q.start else None,
        "target": finding(kg, q.end) if q.end else None,
        "max_hops": q.max_hops,
        "top": q.top,
        "categories": list(q.categories),
        "predicates": list(q.predicates),
        "via": list(q.via),
        "avoid": list(q.avoid),
        "sources": list(q.sources),
        "min_evidence": q.min_evidence,
        "one_source": q.one_source,
        "strict": q.strict,
        "also": [finding(kg, end) for end in q.also],
    }
    return record | ({"left_out": list(q.left_out)} if q.left_out else {})


def _near_miss(miss: NearMiss) -> Record:
    """Return a walk that almost answers."""
    return {"why": miss.why, "steps": list(miss.steps)}


def _rivalry(kg: KnowledgeGraph, r: Rivalry) -> Record:
    """Return which paths contradict each other, and why."""
    return {
        "end": finding(kg, r.end),
        "why": r.why,
        "one": {"through": finding(kg, r.one), "ranks": list(r.one_ranks)},
        "other": {"through": finding(kg, r.other), "ranks": list(r.other_ranks)},
        "other_end": finding(kg, r.other_end) if r.other_end else None,
    }


def answer(shown: AnswerView) -> Record:
    """Return a whole answer: the object that `--format json` prints.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        The object, its keys in a fixed order.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.view_builder import view
        >>> list(answer(view(kg, found)))[:4]
        ['query', 'data_version', 'complete', 'lead']
    """
    kg, a = shown.kg, shown.answer
    record = {
        "query": query(kg, a.query),
        "data_version": a.data_version,
        "complete": a.complete,
        "lead": shown.lead,
        "red_flags": [claim(kg, c) for c in a.red_flags],
        "notice": NOTICE,
        "groups": [group(kg, told) for told in shown.groups],
        "joined": shown.joined,
        "paths": [path(kg, p) for p in a.paths],
        "members": [path(kg, p) for p in a.members],
        "nearby": [nearby(kg, one) for one in a.nearby],
        "aggravated_by": _said_by(kg, a.altered_by),
        "indefinite": _said_by(kg, a.indefinite),
        "near_misses": [_near_miss(miss) for miss in a.near_misses],
        "more": a.more,
        "rivals": [_rivalry(kg, r) for r in a.rivals],
        "common": [{"ranks": list(ranks)} for ranks in a.common],
    }
    return record | ({"chance": asdict(shown.chance)} if shown.chance else {})


def _said_by(kg: KnowledgeGraph, edges: Iterable[Edge]) -> list[Record]:
    return [whole_claim(kg, e, c) for e in edges for c in e.claims]


def text(shown: AnswerView) -> str:
    """Write an answer as JSON.

    Args:
        shown: what `refgraph.report.view_builder.view` made of the answer.

    Returns:
        JSON that ends in one line feed.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.search import questions
        >>> found = questions.origins(kg, Finding("headache"), top=1)
        >>> from refgraph.report.view_builder import view
        >>> text(view(kg, found)).splitlines()[0]
        '{'
    """
    return dumps(answer(shown))


def misses(kg: KnowledgeGraph, start: Finding, end: Finding, found: Iterable[NearMiss]) -> Record:
    """Return why two findings do not chain.

    Args:
        kg: the graph.
        start: the cause; a state or side of None matches any.
        end: the effect; likewise.
        found: the near misses, the nearest first.

    Returns:
        The ends and the near misses.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> list(misses(kg, Finding("headache"), Finding("neck-pain"), ()))
        ['query', 'data_version', 'notice', 'near_misses']
    """
    return {
        "query": {"kind": "why-not", "origin": finding(kg, start), "target": finding(kg, end)},
        "data_version": kg.data_version,
        "notice": NOTICE,
        "near_misses": [_near_miss(miss) for miss in found],
    }
