"""Spanish agrees in gender and number, and contracts its articles."""

from __future__ import annotations

import pytest

from refgraph.language.spanish import brought_about, contracted, described, verb, with_article
from refgraph.language.voice import Brought, Name, Verb

TIGHT = ("tenso", "tensa", "tensos", "tensas")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (Name("piriforme"), "el piriforme tenso"),
        (Name("fascia plantar", "f"), "la fascia plantar tensa"),
        (Name("isquiotibiales", "m", plural=True), "los isquiotibiales tensos"),
        (Name("vísceras", "f", plural=True), "las vísceras tensas"),
        (Name("caminar", bare=True), "caminar tenso"),
    ],
)
def test_article_and_state_agree_with_the_thing(name: Name, told: str) -> None:
    assert with_article(name, described(name, TIGHT)) == told


def test_a_state_stands_with_the_pain_and_not_with_its_place() -> None:
    pain, dull = Name("dolor en la nalga"), ("sordo", "sorda", "sordos", "sordas")
    assert described(pain, dull, "left") == "dolor sordo en la nalga (lado izquierdo)"
    assert described(pain, ("al toser",)) == "dolor en la nalga al toser"
    assert described(pain) == "dolor en la nalga"


def test_a_state_that_is_brought_about_is_named_as_a_thing() -> None:
    weak, knots = Brought("debilidad", "f"), Brought("puntos gatillo", plural=True, joint="en")
    assert brought_about(weak, "el glúteo medio", article=True) == "la debilidad del glúteo medio"
    assert brought_about(weak, "los isquiotibiales", article=False) == "debilidad de los isquiotibiales"
    assert brought_about(knots, "el trapecio superior", article=True) == "los puntos gatillo en el trapecio superior"


def test_a_state_of_one_form_does_not_change_and_a_side_stands_in_brackets() -> None:
    hip = Name("cadera", "f")
    assert described(hip, ("con puntos gatillo",), "bilateral") == "cadera con puntos gatillo (ambos lados)"
    assert described(hip, (), "contralateral") == "cadera (lado contrario)"


@pytest.mark.parametrize(
    ("plural", "may", "told"),
    [
        (False, False, "tira de"),
        (True, False, "tiran de"),
        (False, True, "puede tirar de"),
        (True, True, "pueden tirar de"),
    ],
)
def test_a_verb_agrees_with_its_subject(plural: bool, may: bool, told: str) -> None:
    assert verb(Verb("tira de", "tiran de", "tirar de"), plural=plural, may=may) == told


def test_an_article_is_contracted_with_the_preposition_before_it_alone() -> None:
    assert contracted("tira de", "el sacro") == ("tira del", "sacro")
    assert contracted("lleva a", "el sacro") == ("lleva al", "sacro")
    assert contracted("inerva", "el sacro") == ("inerva", "el sacro")
    assert contracted("tira de", "los pies") == ("tira de", "los pies")
