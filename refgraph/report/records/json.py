"""The JSON form of findings, claims and edges: plain dicts, keys in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from refgraph.model import citations
from refgraph.model.controls import OBEYED
from refgraph.model.statements import AsWritten, Claim, Edge, Finding, Measure, Review
from refgraph.report.words import wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

Record = dict[str, Any]

NOTICE = wording.NOTICE


def finding(kg: KnowledgeGraph, f: Finding) -> Record:
    """Return FINDING.

    Args:
        kg: the graph.
        f: the finding.

    Returns:
        FINDING.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> finding(open_graph(Path("tests/data/mini")), Finding("headache"))
        {'entity': 'headache', 'label': 'headache', 'category': 'symptom', 'state': None, 'side': None}
    """
    known = kg.entity(f.entity)
    return _finding(f, known.label, known.category)


def _finding(f: Finding, label: str, category: str) -> Record:
    return {"entity": f.entity, "label": label, "category": category, "state": f.state, "side": f.side}


def claim(kg: KnowledgeGraph, c: Claim, disputed_by: Iterable[Claim] = ()) -> Record:
    """Return CLAIM; `disputed_by` are the claims that bear against it, known from its edge.

    Args:
        kg: the graph.
        c: the claim.
        disputed_by: the claims that bear against it, known from its edge.

    Returns:
        CLAIM.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> claim(kg, kg.claim("toy-neck#1"))["evidence"]
        'author-assertion'
    """
    disputes = [dispute(kg, other) for other in disputed_by]
    return _claim(c, disputes, citations.link(kg.source(c.source), c))


def _claim(c: Claim, disputes: Sequence[Record], link: str | None) -> Record:
    return {
        "id": c.id,
        "source": c.source,
        "polarity": c.polarity,
        "modality": c.modality,
        "evidence": c.evidence,
        "locator": {
            "paragraph": c.paragraph or None,
            "section": c.section,
            "context": list(c.context),
            "repeated": list(c.repeated),
            "term": c.term,
        },
        "anchor": c.anchor,
        "statement": c.statement,
        "condition": c.condition,
        "population": c.population,
        "disputed_by": disputes,
        "link": link,
        "speaker": c.speaker,
        "author": c.author,
        "author_from": c.author_from,
        "cites": c.cites,
        "underlying": list(c.underlying),
        "relies_on": list(c.relies_on),
        "certain": c.certain,
        "measure": asdict(c.measure) if c.measure else None,
        "as_written": asdict(c.as_written) if c.as_written else None,
        "urgency": c.urgency,
        "unspecified": list(c.unspecified),
        "review": _review(c.review) if c.review else None,
    }


def _review(found: Review) -> Record:
    return {"by": found.by, "date": found.date, "verdicts": dict(found.verdicts)}


def dispute(kg: KnowledgeGraph, c: Claim) -> Record:
    """Return a claim that speaks against something, in brief.

    Args:
        kg: the graph.
        c: a claim that speaks against something.

    Returns:
        Its id, source, statement and link.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> dispute(kg, kg.claim("toy-neck#8"))["id"]
        'toy-neck#8'
    """
    return {"id": c.id, "source": c.source, "statement": c.statement, "link": citations.link(kg.source(c.source), c)}


def whole_claim(kg: KnowledgeGraph, edge: Edge, c: Claim) -> Record:
    """Return CLAIM with its subject, predicate and object, for lists of claims.

    Args:
        kg: the graph.
        edge: the edge that it belongs to.
        c: the claim.

    Returns:
        CLAIM with its ends.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> found = kg.edge(0)
        >>> list(whole_claim(kg, found, found.claims[0]))[:4]
        ['id', 'subject', 'predicate', 'object']
    """
    return _whole((finding(kg, edge.subject), edge.predicate, finding(kg, edge.object)), claim(kg, c, edge.against(c)))


def _whole(said: tuple[Record, str, Record], told: Record) -> Record:
    return {"id": told.pop("id"), "subject": said[0], "predicate": said[1], "object": said[2], **told}


def blank_claim() -> Record:
    """Return CLAIM of nothing, as `whole_claim` does: it tells which keys there are.

    Returns:
        CLAIM with its ends, every value empty.

    Example:
        >>> list(blank_claim())[:3]
        ['id', 'subject', 'predicate']
    """
    nothing = Finding("")
    end = _finding(nothing, "", "")
    blank = replace(
        Claim("", "", nothing, "", nothing, 0, "", ""),
        measure=Measure(""),
        as_written=AsWritten(),
        review=Review("", ""),
    )
    return _whole((end, "", end), _claim(blank, [], None))


def edge(kg: KnowledgeGraph, e: Edge) -> Record:
    """Return an edge with all its claims.

    Args:
        kg: the graph.
        e: the edge.

    Returns:
        Ends, status, claims and what speaks against them.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> edge(kg, kg.edge(0))["status"]
        'supported'
    """
    return {
        "subject": finding(kg, e.subject),
        "predicate": e.predicate,
        "object": finding(kg, e.object),
        "status": e.status,
        "claims": [claim(kg, c, e.against(c)) for c in e.claims],
    }


def dumps(record: object) -> str:
    r"""Write a record as JSON, the same bytes for the same record.

    Args:
        record: plain values; keys keep their order.

    Returns:
        Indented JSON that ends in one line feed.

    Example:
        >>> dumps({"b": 1})
        '{\n  "b": 1\n}\n'
    """
    import json

    return escaped(json.dumps(record, indent=2, ensure_ascii=False)) + "\n"


def escaped(text: str) -> str:
    r"""Escape in a text of JSON what a terminal obeys and what turns letters round, so that it can be printed.

    Args:
        text: JSON.

    Returns:
        JSON of the same value.

    Example:
        >>> escaped('"a\u202eb\x9b"')
        '"a\\u202eb\\u009b"'
    """
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# ---------------------------------------------------------------- entities and sources
