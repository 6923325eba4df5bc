"""What an embed is made of: a path of an answer, a whole answer, or an entity; each as a view and in words.

Every kind of embed takes a `Subject` and the fields of a `Presentation`, and asks here what is to be shown. In which
words it is said is chosen around the maker, by `presentation.in_its_words`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refgraph.drawing import entity as entities
from refgraph.drawing.caption import Caption, caption
from refgraph.errors import UsageError
from refgraph.language.voice import msgid, tr
from refgraph.model.answers import Answer, Path, Query
from refgraph.model.sides import askable
from refgraph.model.vocabulary import Entity
from refgraph.report import stamp
from refgraph.report.stamp import Stamp
from refgraph.report.view import AnswerView
from refgraph.report.view_builder import alone, view
from refgraph.report.words import answer_wording
from refgraph.search.judging.verdict import Judge
from refgraph.search.touching import beside
from refgraph.web.embeds.presentation import Presentation

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

PATH, ANSWER, ENTITY = "path", "answer", "entity"
# What a kind of embed may be made of, as its help says it.
TAKEN = {
    PATH: "a path",
    ANSWER: "a symptom with all its origins (--all)",
    ENTITY: "a muscle, joint, nerve or other thing",
}
Subject = Answer | Entity


def named(kg: KnowledgeGraph, start: str, end: str | None = None, side: str | None = None, **options: Any) -> Subject:
    """Read what is to be embedded: two names are a path, one that is felt its origins, any other an entity.

    Args:
        kg: the graph.
        start: a name, as people type it.
        end: what is felt; None for one name alone.
        side: of the one name, where it was given apart.
        options: what narrows the answer, as fields of `refgraph.Query`.

    Raises:
        UnknownNameError: nothing carries one of the names.
        UsageError: a name is ambiguous, or an option is out of its range.
    """
    from refgraph.graph import names
    from refgraph.search import questions

    one = names.read(kg, start, side if end is None else None)
    if end is not None:
        return questions.paths(kg, one, names.read(kg, end), **options)
    known = kg.entity(one.entity)
    felt = known.category == "symptom" or one.state is not None
    return questions.origins(kg, one, **options) if felt else known


def form_of(subject: Subject, presentation: Presentation) -> str:
    """Say what of a subject is shown: `path`, `answer` or `entity`.

    Args:
        subject: an answer of a path query, or an entity.
        presentation: tells whether the whole of an answer is shown.
    """
    if isinstance(subject, Entity):
        return ENTITY
    return ANSWER if presentation.whole else PATH


def path_view(kg: KnowledgeGraph, answer: Answer, presentation: Presentation) -> AnswerView:
    """View the path of an answer that is shown, alone, or the part of it that is.

    Args:
        kg: the graph that the answer comes from.
        answer: of a path query.
        presentation: tells which path and which steps.

    Raises:
        UsageError: the answer has no such path, or the path no such steps.
    """
    path = _path(answer, rank(answer, presentation))
    return alone(kg, answer, _part(kg, answer.query, path, presentation))


def path_words(shown: AnswerView, answer: Answer, presentation: Presentation) -> Caption:
    """Put into words what belongs beside the path that is shown; of a part it is said that it is one.

    Args:
        shown: what `path_view` made.
        answer: that it was made of.
        presentation: tells caption, credit and title.
    """
    note = " ".join(filter(None, [presentation.note, part_note(shown, answer, presentation)]))
    return titled(caption(shown, note=note, credit=presentation.credit), presentation)


def answer_view(kg: KnowledgeGraph, answer: Answer, presentation: Presentation) -> AnswerView:
    """View a whole answer.

    Args:
        kg: the graph that the answer comes from.
        answer: of a question about origins.
        presentation: tells the words.

    Raises:
        UsageError: a path or steps of one are asked for.
    """
    if presentation.rank or presentation.part:
        raise UsageError("all origins are shown together; leave out --all to choose a path or steps of one")
    return view(kg, answer)


def entity_view(kg: KnowledgeGraph, entity: Entity, most: int = entities.MOST) -> entities.EntityView:
    """View an entity.

    Args:
        kg: the graph that it comes from.
        entity: one of its entities.
        most: how many edges of a section are told.
    """
    return entities.view(kg, entity, most)


def entity_words(kg: KnowledgeGraph, shown: entities.EntityView, presentation: Presentation) -> Caption:
    """Put into words what belongs beside an entity.

    Args:
        kg: the graph that it comes from.
        shown: what `entity_view` made.
        presentation: tells caption, credit and title.
    """
    return titled(entities.words(kg, shown, note=presentation.note, credit=presentation.credit), presentation)


def titled(said: Caption, presentation: Presentation) -> Caption:
    """Give a caption the title that was asked for; its accessible name stays.

    Args:
        said: the caption.
        presentation: tells the title.
    """
    return replace(said, title=presentation.title, named=said.name) if presentation.title else said


def stamp_of(kg: KnowledgeGraph, subject: Subject, presentation: Presentation) -> Stamp:
    """Stamp what is shown of a subject: the question, the content, the versions.

    Args:
        kg: the graph that the subject comes from.
        subject: an answer of a path query, or an entity.
        presentation: tells which path and which steps, or the whole answer.

    Raises:
        UsageError: the answer has no such path, or the path no such steps.
    """
    if isinstance(subject, Entity):
        return stamp.of_entity(kg, subject)
    if presentation.whole:
        return stamp.of_answer(kg, subject)
    path = _part(kg, subject.query, _path(subject, rank(subject, presentation)), presentation)
    return stamp.of_path(kg, subject, path, rank(subject, presentation), presentation.steps)


def stamped(said: Caption, made: Stamp) -> Caption:
    """Name the content in the credit line of a caption, so that one picture can be told from another by eye.

    Args:
        said: the caption.
        made: the stamp of what it stands beside.
    """
    return replace(said, credit=f"{said.credit} · {tr('answer {hash}', hash=made.short)}")


# ---------------------------------------------------------------- a part of a path


def rank(answer: Answer, presentation: Presentation) -> int:
    """Return which path of an answer is shown, from 1.

    Args:
        answer: of a path query.
        presentation: tells which; if it does not, the best path of what the answer names first.
    """
    if presentation.rank is not None:
        return presentation.rank
    if not answer.groups.shown:
        return 1
    first = {edge.id for edge in answer.groups.shown[0].direct}
    near = 0 if answer.query.kind == "effects" else -1
    told = (place for place, path in enumerate(answer.paths, 1) if path.steps[near].edge.id in first)
    return next(told, 1)


def _path(answer: Answer, rank: int) -> Path:
    paths = (*answer.paths, *answer.members)
    if not paths:
        raise UsageError("there is no path to embed; refgraph why-not tells what comes nearest")
    if not 1 <= rank <= len(paths):
        listed = "1 path" if len(paths) == 1 else f"{len(paths)} paths"
        raise UsageError(f"there is no path number {rank}; {listed} found")
    return paths[rank - 1]


def _part(kg: KnowledgeGraph, query: Query, path: Path, presentation: Presentation) -> Path:
    """The steps that are shown as a path of their own, judged anew; what lies beyond them is not vouched for."""
    if presentation.part is None:
        return path
    first, last = presentation.part
    if last > len(path.steps):
        raise UsageError(f"there is no step {last}; the path has {len(path.steps)}")
    if last - first + 1 == len(path.steps):
        return path
    steps = path.steps[first - 1 : last]
    start, end = steps[0].subject, steps[-1].object
    asked = replace(query, kind="paths", start=start, end=askable(end), categories=(), via=(), also=(), top=1)
    return replace(
        path,
        origin=start,
        target=end,
        steps=steps,
        verdict=Judge(kg, asked).verdict(steps),
        beside=beside(kg, steps),
        rivals=(),
        looping=lambda: None,
    )


def part_note(shown: AnswerView, answer: Answer, presentation: Presentation) -> str:
    """Say that only a part of a path is shown, and of which.

    Args:
        shown: what `path_view` made.
        answer: that it was made of.
        presentation: tells which path and which steps.

    Returns:
        A sentence; empty where the whole path is shown.
    """
    whole, part = _path(answer, rank(answer, presentation)), presentation.part
    if part is None or part[1] - part[0] + 1 == len(whole.steps):
        return ""
    first, last = part
    one = msgid("Only step {first} of {count} of the path from {title}; the verdict is on what is shown.")
    many = msgid("Only steps {first} to {last} of {count} of the path from {title}; the verdict is on what is shown.")
    values = {"first": first, "count": len(whole.steps), "title": answer_wording.title(shown.kg, whole)}
    return tr(one, **values) if first == last else tr(many, last=last, **values)
