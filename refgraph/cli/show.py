"""Looking at what the graph holds: red-flags, show, search, claims, sources, stats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.options import Data, Group, Name, Output, Words, complete_name, keyed, opened, read_finding, spread
from refgraph.cli.output import screen, write_result
from refgraph.graph import arguments, names
from refgraph.graph import claims as selection
from refgraph.report import listings, text
from refgraph.report.records import entity_json, statistics
from refgraph.report.records import json as report_json
from refgraph.report.words import glossary

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Kinds of evidence, of sources and of things, and regions, are listed whole; sources and places are not.
_TABLE_ROWS = 40


@dataclass(frozen=True)
class Filters(Group):
    """Which claims are listed; each filter may be given several times."""

    source: Annotated[list[str] | None, keyed("sources", "--source", "Of this article.")] = None
    predicate: Annotated[list[str] | None, keyed("predicates", "--predicate", "Of this relation.")] = None
    category: Annotated[list[str] | None, keyed("categories", "--category", "With an end of this category.")] = None
    entity: Annotated[
        list[str] | None,
        typer.Option(
            "--entity",
            metavar="NAME",
            help="With this end.",
            autocompletion=complete_name,
        ),
    ] = None
    family: Annotated[list[str] | None, keyed("families", "--family", "Of this family of relations.")] = None
    state: Annotated[list[str] | None, keyed("states", "--state", "With an end in this state.")] = None
    side: Annotated[list[str] | None, keyed("sides", "--side", "With an end on this side.")] = None
    polarity: Annotated[list[str] | None, keyed("polarities", "--polarity", "asserts or denies.")] = None
    modality: Annotated[list[str] | None, keyed("modalities", "--modality", "states or may.")] = None
    evidence: Annotated[list[str] | None, keyed("evidence", "--evidence", "Of this kind of evidence.")] = None

    def read(self, kg: KnowledgeGraph) -> selection.Wanted:
        """Read the words into filters."""
        return selection.Wanted(
            sources=tuple(arguments.source(kg, text) for text in self.source or ()),
            predicates=tuple(arguments.predicate(kg, text) for text in self.predicate or ()),
            categories=tuple(arguments.category(kg, text) for text in self.category or ()),
            ends=tuple(names.read(kg, text) for text in self.entity or ()),
            families=tuple(arguments.family(kg, text) for text in self.family or ()),
            states=tuple(arguments.state(kg, text) for text in self.state or ()),
            sides=tuple(arguments.side(kg, text) for text in self.side or ()),
            polarities=tuple(arguments.polarity(kg, text) for text in self.polarity or ()),
            modalities=tuple(arguments.modality(kg, text) for text in self.modality or ()),
            evidence=tuple(arguments.evidence(kg, text) for text in self.evidence or ()),
        )


@spread("text", "json")
def red_flags(
    output: Output,
    symptom: Annotated[
        str | None,
        typer.Argument(
            metavar="[SYMPTOM]",
            help='What is felt or has happened: "lower back pain", "can\'t pee", "fall". Left out: all of them.',
            autocompletion=complete_name,
        ),
    ] = None,
    data: Data = None,
) -> int:
    """List warning signs, the most urgent first. With what sources say of warning signs themselves.

    Example: refgraph red-flags "lower back pain"
    """
    from refgraph.report import red_flags as listed
    from refgraph.search.warning.signs import signs

    form, kg = output.form, opened(data)
    finding = read_finding(kg, symptom).finding if symptom is not None else None
    found = signs(kg, finding)
    if form == "json":
        write_result(report_json.dumps(listed.record(kg, finding, found)), output, form)
    else:
        write_result(listed.text(kg, finding, found, *screen(output)), output, form)
    return 0 if found.warned else 1


@spread("text", "json", after=f"The words of answers:\n{glossary.brief()}")
def show(name: Name, words: Words, output: Output, data: Data = None) -> int:
    """Show all that is said of one thing. What it leads to and comes from, tests, treatments, disputes.

    Example: refgraph show piriformis
    """
    form, kg = output.form, opened(data)
    key = names.read(kg, name).entity
    with words.used():
        if form == "json":
            write_result(report_json.dumps(entity_json.show(kg, key)), output, form)
        else:
            write_result(listings.show(kg, key, *screen(output)), output, form)
    return 0


@spread("text", "json", "csv")
def search(
    words: Annotated[str, typer.Argument(metavar="TEXT", help="A part of a name or of a definition.")],
    output: Output,
    data: Data = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="How many at the most.")] = 20,
) -> int:
    """Find names by a part of them. Synonyms and definitions count, and misspelt words are found, too.

    Example: refgraph search gluteus
    """
    form, kg = output.form, opened(data)
    found = names.search(kg, words, arguments.number("--limit", limit, 1000))
    if form == "text":
        write_result(listings.hits(kg, words, found, *screen(output)), output, form)
    else:
        rows = [{**entity_json.entity(hit.entity), "matched": hit.name, "how": hit.how} for hit in found]
        write_result(_plain_rows(rows, form), output, form)
    return 0 if found else 1


@spread("text", "json", "csv", "markdown")
def claims(filters: Filters, output: Output, data: Data = None) -> int:
    """List claims with their sources. Each filter may be given several times: any of its values, and all filters.

    Example: refgraph claims --family epistemic
    """
    form, kg = output.form, opened(data)
    found = selection.claims(kg, filters.read(kg))
    write_result(text.claims(kg, found, form, *screen(output)), output, form)
    return 0 if found else 1


@spread("text", "json", "csv")
def sources(output: Output, data: Data = None) -> int:
    """List the articles. Each with the number of its claims."""
    form, kg = output.form, opened(data)
    rows = entity_json.sources(kg)
    write_result(listings.sources(rows, *screen(output)) if form == "text" else _plain_rows(rows, form), output, form)
    return 0 if rows else 1


@spread("text", "json")
def stats(
    output: Output,
    every: Annotated[bool, typer.Option("--all", help="Every row of long tables; else their largest ten.")] = False,
    data: Data = None,
) -> int:
    """Count what the graph holds. By category, family, evidence, kind of source, region; and how far names are shared.

    Example: refgraph stats --format json
    """
    from refgraph.curator.state import by_region

    form, kg = output.form, opened(data)
    record = {**statistics.stats(kg), "claims_by_region": by_region(kg)}
    record["reuse"] = record.pop("reuse")  # what is measured stands after what is counted
    if form == "json":
        write_result(report_json.dumps(record), output, form)
    else:
        write_result(listings.stats(record, *screen(output), most=None if every else _TABLE_ROWS), output, form)
    return 0


def _plain_rows(rows: list[dict[str, Any]], form: str) -> str:
    """Write records as JSON or CSV."""
    if form == "json":
        return report_json.dumps(rows)
    from refgraph.report import csv as report_csv

    return report_csv.records(rows)
