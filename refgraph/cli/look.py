"""Looking at what the graph holds: show, search, claims, sources, stats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from refgraph import choices, listing, names, records, selection, text
from refgraph.cli.options import Data, Name, Output, complete_key, complete_name, opened, spread
from refgraph.cli.results import deliver, screen

Several = list[str] | None


def _filter(flag: str, about: str, table: str | None = None) -> Any:
    """Declare a filter that may be given several times."""
    completion = complete_key(table) if table else complete_name if flag == "--entity" else None
    return typer.Option(flag, metavar="NAME" if flag == "--entity" else "KEY", help=about, autocompletion=completion)


@spread("text", "json")
def show(name: Name, output: Output, data: Data = None) -> int:
    """Show all that is said of one thing. What it leads to and comes from, tests, treatments, disputes.

    Example: refgraph show piriformis
    """
    form, kg = output.form, opened(data)
    key = names.read(kg, name).entity
    if form == "json":
        deliver(text.as_json(records.show(kg, key)), output, form)
    else:
        deliver(listing.show(kg, key, *screen(output)), output, form)
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
    found = names.search(kg, words, choices.number("--limit", limit, 1000))
    if form == "text":
        deliver(listing.hits(kg, words, found, *screen(output)), output, form)
    else:
        rows = [{**records.entity(hit.entity), "matched": hit.name, "how": hit.how} for hit in found]
        deliver(_plain_rows(rows, form), output, form)
    return 0 if found else 1


@spread("text", "json", "csv", "markdown")
def claims(
    output: Output,
    data: Data = None,
    source: Annotated[Several, _filter("--source", "Of this article.", "sources")] = None,
    predicate: Annotated[Several, _filter("--predicate", "Of this relation.", "predicates")] = None,
    category: Annotated[Several, _filter("--category", "With an end of this category.", "categories")] = None,
    entity: Annotated[Several, _filter("--entity", "With this end.")] = None,
    family: Annotated[Several, _filter("--family", "Of this family of relations.", "families")] = None,
    state: Annotated[Several, _filter("--state", "With an end in this state.", "states")] = None,
    side: Annotated[Several, _filter("--side", "With an end on this side.")] = None,
    polarity: Annotated[Several, _filter("--polarity", "asserts or denies.")] = None,
    modality: Annotated[Several, _filter("--modality", "states or may.")] = None,
    evidence: Annotated[Several, _filter("--evidence", "Of this kind of evidence.", "evidence")] = None,
) -> int:
    """List claims with their sources. Each filter may be given several times: any of its values, and all filters.

    Example: refgraph claims --family epistemic
    """
    form, kg = output.form, opened(data)
    read: dict[str, tuple[Callable[..., str], Several]] = {
        "sources": (choices.source, source),
        "predicates": (choices.predicate, predicate),
        "categories": (choices.category, category),
        "entities": (names.entity, entity),
        "families": (choices.family, family),
        "states": (choices.state, state),
        "sides": (choices.side, side),
        "polarities": (choices.polarity, polarity),
        "modalities": (choices.modality, modality),
        "evidence": (choices.evidence, evidence),
    }
    wanted = {key: tuple(reader(kg, word) for word in words or ()) for key, (reader, words) in read.items()}
    found = selection.claims(kg, selection.Wanted(**wanted))
    deliver(text.claims(kg, found, form, *screen(output)), output, form)
    return 0 if found else 1


@spread("text", "json", "csv")
def sources(output: Output, data: Data = None) -> int:
    """List the articles. Each with the number of its claims."""
    form, kg = output.form, opened(data)
    rows = records.sources(kg)
    deliver(listing.sources(rows, *screen(output)) if form == "text" else _plain_rows(rows, form), output, form)
    return 0 if rows else 1


@spread("text", "json")
def stats(output: Output, data: Data = None) -> int:
    """Count what the graph holds."""
    form, kg = output.form, opened(data)
    record = records.stats(kg)
    deliver(listing.stats(record, *screen(output)) if form == "text" else text.as_json(record), output, form)
    return 0


def _plain_rows(rows: list[dict[str, Any]], form: str) -> str:
    """Write records as JSON or CSV."""
    if form == "json":
        return text.as_json(rows)
    from refgraph import tables

    return tables.records(rows)
