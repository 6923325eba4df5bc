"""What a notebook or a script calls: names as people type them, the same answers as below, plain errors."""

from __future__ import annotations

import pytest
from toys import MINI

from refgraph import api
from refgraph.errors import UnknownNameError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions


def test_names_are_read_as_people_type_them(toy: KnowledgeGraph) -> None:
    typed = api.paths(toy, "weak gluteals (left)", "headaches", top=2)
    assert typed == questions.paths(toy, Finding("gluteals", "weak", "left"), Finding("headache"), top=2)
    assert api.origins(toy, "headaches", strict=True) == questions.origins(toy, Finding("headache"), strict=True)
    assert api.effects(toy, "slump") == questions.effects(toy, Finding("slump"))
    assert api.why_not(toy, "tight hamstrings", "slump") == questions.why_not(
        toy, Finding("hamstrings", "tight"), Finding("slump")
    )


def test_a_finding_is_taken_as_it_is(toy: KnowledgeGraph) -> None:
    assert api.origins(toy, Finding("headache")) == api.origins(toy, "headache")


def test_wrong_names_and_options_are_plain_errors(toy: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="headache"):
        api.origins(toy, "headake")
    with pytest.raises(UsageError):
        api.origins(toy, "headache", max_hops=31)
    with pytest.raises(UsageError):
        api.shared_origins(toy, ["headache"])
    with pytest.raises(TypeError):
        api.origins(toy, "headache", colour="red")


def test_a_graph_is_opened_from_a_text_and_from_a_path() -> None:
    assert api.open_graph(str(MINI)).claims() == api.open_graph(MINI).claims()
    assert api.open_graph().data_version != api.open_graph(MINI).data_version


def test_what_is_found_has_names(toy: KnowledgeGraph) -> None:
    assert api.find(toy, "gluteus")[0].entity.key.startswith("glute")
    assert [loop.entities for loop in api.feedback_loops(toy).loops]
    assert api.from_networkx(api.to_networkx(toy)).claims() == toy.claims()


def test_paths_are_found_under_their_former_name_too(toy: KnowledgeGraph) -> None:
    with pytest.warns(DeprecationWarning, match="refgraph.paths"):
        former = api.routes(toy, "weak gluteals", "headache")
    assert former == api.paths(toy, "weak gluteals", "headache")
