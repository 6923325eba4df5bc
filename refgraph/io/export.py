"""Exports of the whole graph. Every form is text, and the same graph gives the same text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from refgraph.errors import UsageError
from refgraph.io import EXPORTS
from refgraph.language.suggest import did_you_mean
from refgraph.model import citations
from refgraph.rdf import rdflib as rdflib_graphs
from refgraph.rdf import statements
from refgraph.report import csv as report_csv
from refgraph.report import made_by
from refgraph.report.records import json as report_json

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def export(kg: KnowledgeGraph, form: str) -> str:
    """Write the whole graph in one of `refgraph.io.EXPORTS`.

    Args:
        kg: the graph.
        form: a name of `EXPORTS`.

    Returns:
        Text that ends in a line feed.

    Raises:
        UsageError: no such form.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> print(export(kg, "bibtex").splitlines()[0])
        @misc{toy-hip,
        >>> export(kg, "exel")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        refgraph.errors.UsageError: unknown form 'exel'. Known: turtle, trig, nquads, jsonld, csv, ...
    """
    if form not in EXPORTS:
        raise UsageError(f"unknown form {form[:40]!r}.{did_you_mean(form, EXPORTS)} Known: {', '.join(EXPORTS)}")
    made: str = made_by(EXPORTS[form])(kg)
    return made


def turtle(kg: KnowledgeGraph) -> str:
    """RDF: claims with source, anchor and locator, and the edges derived from them."""
    return rdflib_graphs.serialise(kg, "turtle")


def trig(kg: KnowledgeGraph) -> str:
    """RDF with a named graph for each article, holding its claims and what they assert as plain triples."""
    return rdflib_graphs.serialise(kg, "trig")


def jsonld(kg: KnowledgeGraph) -> str:
    """What `turtle` holds as JSON-LD: every claim, finding and source with its type and its identifier."""
    return rdflib_graphs.json_ld(kg)


def nquads(kg: KnowledgeGraph) -> str:
    """What `trig` holds, a statement a line: larger, quicker to write, and what a server loads fastest."""
    return "".join(statements.nquads(kg))


def csv(kg: KnowledgeGraph) -> str:
    """A table of all claims, a row each, for spreadsheets (RFC 4180, UTF-8).

    A cell that begins with `=`, `+`, `-`, `@` (wide ones, too), a tab or a line end gets an apostrophe in front,
    because spreadsheets would run it as a formula; for untouched texts use `jsonl`.
    """
    edges = ((edge, claim) for edge in kg.edges() for claim in edge.claims)
    rows = {claim.id: report_csv.row(kg, edge, claim) for edge, claim in edges}
    return report_csv.write(report_csv.COLUMNS, (rows[claim.id] for claim in kg.claims()))


def jsonl(kg: KnowledgeGraph) -> str:
    """A line of JSON for each claim, in the words of `refgraph claims --format json`."""
    edges = ((edge, claim) for edge in kg.edges() for claim in edge.claims)
    lines = {claim.id: report_json.whole_claim(kg, edge, claim) for edge, claim in edges}
    told = (json.dumps(lines[claim.id], ensure_ascii=False) for claim in kg.claims())
    return "".join(report_json.escaped(line) + "\n" for line in told)


def bibtex(kg: KnowledgeGraph) -> str:
    """A bibliography of the articles."""
    return citations.bibliography(kg.sources())
