"""Holding a list of facts against the graph: checklist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.options import Data, Output, opened, spread
from refgraph.cli.output import progress_bar, screen, write_result
from refgraph.errors import UsageError, reason
from refgraph.graph import arguments
from refgraph.report.records import json as report_json

if TYPE_CHECKING:
    from refgraph.curator.checklist import Outcome


@spread("text", "json", "csv")
def checklist(
    facts: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Facts, tab-separated, with id, start, relation, end."),
    ],
    output: Output,
    topic: Annotated[list[str] | None, typer.Option("--topic", metavar="TOPIC", help="Only of this topic.")] = None,
    least: Annotated[
        int | None, typer.Option("--at-least", metavar="PERCENT", help="Exit with 1 if fewer are answered.")
    ] = None,
    data: Data = None,
) -> int:
    """Count how many facts of a list the graph answers. Misses are listed, faults of names apart from missing data.

    Example: refgraph checklist tests/data/field_checklist.tsv --at-least 85
    """
    from refgraph.curator import checklist as asked

    wanted = arguments.number("--at-least", least, 100) if least is not None else 0
    kg, listed = opened(data), asked.read_facts(_text(facts), facts)
    chosen = [fact for fact in listed if not topic or fact.topic in topic]
    if not chosen:
        topics = ", ".join(sorted({fact.topic for fact in listed if fact.topic}))
        raise UsageError(f"{facts}: no fact has this topic; there are: {topics}")
    found: list[Outcome] = []
    with progress_bar("asking") as tell:
        for outcome in asked.outcomes(kg, chosen):
            found.append(outcome)
            tell(len(found), len(chosen))
    counted = asked.summary(found)
    write_result(_written(found, counted, output), output, output.form)
    return 1 if 100 * counted["answered"] < wanted * len(found) else 0


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read ({reason(error)})") from error


def _written(found: list[Outcome], counted: dict[str, Any], output: Output) -> str:
    rows = [
        {
            **{name: getattr(one.fact, name) for name in ("id", "topic", "start", "relation", "end", "polarity")},
            "outcome": one.word,
            "remark": one.remark,
        }
        for one in found
    ]
    if output.form == "json":
        return report_json.dumps({**counted, "rows": rows})
    if output.form == "csv":
        from refgraph.report import csv as report_csv

        return report_csv.records(rows)
    return _listed(found, counted, *screen(output))


def _listed(found: list[Outcome], counted: dict[str, Any], width: int, colour: bool) -> str:
    from refgraph.curator.checklist import ANSWERED, OUTCOMES
    from refgraph.report.terminal import LineWriter

    paper, nearby = LineWriter(width, colour), counted["told_under_a_nearby_name"]
    told = f"{counted['answered']} of {counted['facts']} facts are answered ({counted['answered_percent']} %)"
    paper.line(paper.paint(told, "bold"))
    paper.line(f"{nearby} more are told under a name like the one that was not read", indent=2)
    paper.line()
    for topic, of in counted["topics"].items():
        paper.line(f"{of['answered']:>5} of {of['facts']:<4} {topic or 'without a topic'}")
    for word, meaning in OUTCOMES.items():
        missed = [one for one in found if one.word == word]
        if missed:
            paper.line()
            paper.line(f"{word} ({len(missed)}): {meaning}", style="bold", hang=2)
        for one in missed if word not in ANSWERED else ():
            fact, denied = one.fact, " (denied)" if one.fact.polarity == "denies" else ""
            remark = f"  {paper.paint(one.remark, 'dim')}" if one.remark else ""
            paper.line(f"{fact.id}  {fact.start} — {fact.relation} → {fact.end}{denied}{remark}", indent=2, hang=6)
    return paper.text()
