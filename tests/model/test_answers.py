"""Questions and answers are frozen values that show themselves once something can draw them."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from refgraph.model import answers
from refgraph.model.answers import Answer, Query
from refgraph.model.display import Displayed
from refgraph.model.statements import Finding

KINDS = [
    kind for kind in vars(answers).values() if dataclasses.is_dataclass(kind) and kind.__module__ == answers.__name__
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_is_frozen(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)


def test_a_question_is_equal_by_what_it_asks() -> None:
    one = Query("origins", end=Finding("headache"))
    assert one == Query("origins", None, Finding("headache"), 6, 20, 3)
    assert hash(one) == hash(dataclasses.replace(one))
    assert one != dataclasses.replace(one, strict=True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.top = 3  # type: ignore[misc]


def test_an_answer_survives_a_pickle(answer: Answer) -> None:
    assert pickle.loads(pickle.dumps(answer)) == answer


def test_answers_and_paths_show_themselves(answer: Answer) -> None:
    assert isinstance(answer, Displayed)
    assert all(isinstance(path, Displayed) for path in answer.paths)
