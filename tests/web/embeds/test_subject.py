"""What is shown of a subject: a path, a part of one that is judged as such, an answer, an entity."""

from __future__ import annotations

import pytest

from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.search import questions
from refgraph.web.embeds import subject
from refgraph.web.embeds.presentation import Presentation


def test_a_part_is_a_path_of_its_own_and_says_that_it_is_a_part(
    toy: KnowledgeGraph, answer: Answer, longest: FoundPath
) -> None:
    rank, count = longest.rank, len(longest.steps)
    how = Presentation(rank=rank, steps=f"1-{count - 1}")
    shown = subject.path_view(toy, answer, how)
    part = shown.paths[0].path
    assert part.steps == longest.steps[:-1]
    asked = questions.paths(toy, part.origin, part.target, max_hops=count, top=200)
    same = next(one for one in asked.paths if one.steps == part.steps)
    assert part.verdict == same.verdict
    told = subject.path_words(shown, answer, how).told
    assert f"Only steps 1 to {count - 1} of {count} of the path from" in told


def test_all_steps_are_the_path_itself(toy: KnowledgeGraph, answer: Answer, longest: FoundPath) -> None:
    how = Presentation(rank=longest.rank, steps=f"1-{len(longest.steps)}")
    shown = subject.path_view(toy, answer, how)
    assert shown.paths[0].path.verdict == longest.verdict
    assert "Only" not in subject.path_words(shown, answer, how).told


def test_steps_that_are_not_there_are_refused(toy: KnowledgeGraph, answer: Answer) -> None:
    with pytest.raises(UsageError, match="there is no step 99"):
        subject.path_view(toy, answer, Presentation(steps="99"))


@pytest.mark.parametrize("how", [{"rank": 2}, {"steps": "1"}])
def test_a_whole_answer_has_no_path_to_choose(toy: KnowledgeGraph, answer: Answer, how: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="leave out --all"):
        subject.answer_view(toy, answer, Presentation(whole=True, **how))  # type: ignore[arg-type]


def test_a_title_of_ones_own_leaves_the_accessible_name(toy: KnowledgeGraph, answer: Answer) -> None:
    plain, mine = Presentation(), Presentation(title="My title")
    shown = subject.path_view(toy, answer, plain)
    said = subject.path_words(shown, answer, mine)
    assert (said.title, said.name) == ("My title", subject.path_words(shown, answer, plain).name)


def test_forms(toy: KnowledgeGraph, answer: Answer) -> None:
    assert subject.form_of(answer, Presentation()) == "path"
    assert subject.form_of(answer, Presentation(whole=True)) == "answer"
    assert subject.form_of(toy.entity("headache"), Presentation()) == "entity"
