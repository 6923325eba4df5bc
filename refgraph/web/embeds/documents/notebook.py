"""A notebook that asks the question of a subject again, and shows its answer before anything is run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import tr
from refgraph.model.answers import Path
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.report.words import wording
from refgraph.web import notebook
from refgraph.web.embeds import subject as subjects
from refgraph.web.embeds.documents.handout import content
from refgraph.web.embeds.kind import EVERY, Embed
from refgraph.web.embeds.presentation import Presentation, in_its_words
from refgraph.web.embeds.subject import Subject, rank

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


@in_its_words
def jupyter(kg: KnowledgeGraph, subject: Subject, **presentation: Any) -> str:
    """Write a notebook of three cells: what is asked, the call that asks it with what it gave, and who may use it.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        presentation: fields of `Presentation`.

    Returns:
        A notebook as JSON; what it shows stands in it as HTML and as plain text.

    Raises:
        UsageError: the answer has no such path, or a field has no such value.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> made = json.loads(jupyter(kg, questions.origins(kg, Finding("headache"))))
        >>> made["cells"][1]["source"][-1]
        'refgraph.origins(kg, "headache").paths[0]'
    """
    # The call gives a path whole and with its names, and so does what stands below it.
    how = Presentation(**{**presentation, "steps": "", "labels": "on"})
    told = content(kg, subject, how)
    head = [f"## {told.title}", "", told.warning, "", tr(wording.NOTICE)]
    foot = [f"{told.credit}. {told.licence}"]
    cells = [
        _cell("markdown", "asked", head),
        _code(_call(kg, subject, how), notebook.bundle(kg, _shown(kg, subject, how))),
        _cell("markdown", "licence", foot),
    ]
    made = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "refgraph": json.loads(told.stamp),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return f"{json.dumps(made, ensure_ascii=False, indent=1)}\n"


def _cell(kind: str, name: str, lines: list[str]) -> dict[str, Any]:
    return {"cell_type": kind, "id": name, "metadata": {}, "source": _lines("\n".join(lines))}


def _code(call: str, given: Mapping[str, str]) -> dict[str, Any]:
    data = {media: _lines(text) for media, text in given.items()}
    output = {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": {}}
    code = ["import refgraph", "", "kg = refgraph.open_graph()", call]
    return {**_cell("code", "answer", code), "execution_count": 1, "outputs": [output]}


def _lines(text: str) -> list[str]:
    """A text as notebooks keep it: in lines, each with its end."""
    return text.splitlines(keepends=True)


def _call(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> str:
    if isinstance(subject, Entity):
        return f"refgraph.show(kg, {_said(kg, Finding(subject.key))})"
    query = subject.query
    ends = [_said(kg, end) for end in (query.start, query.end) if end]
    asked = f"refgraph.{query.kind}(kg, {', '.join(ends)})"
    return asked if how.whole else f"{asked}.paths[{rank(subject, how) - 1}]"


def _shown(kg: KnowledgeGraph, subject: Subject, how: Presentation) -> Subject | Path:
    if isinstance(subject, Entity) or how.whole:
        return subject
    return subjects.path_view(kg, subject, how).answer.paths[0]


def _said(kg: KnowledgeGraph, finding: Finding) -> str:
    return json.dumps(wording.said(kg, finding), ensure_ascii=False)


KINDS: Mapping[str, Embed] = {
    "jupyter": Embed(
        jupyter, ".ipynb", "application/x-ipynb+json", "a notebook that shows it and can ask again", EVERY
    ),
}
