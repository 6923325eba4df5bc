"""What is translated and what is left in English is known of every finding, claim and definition."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.language.voice import Name, Verb, Voice, speaking
from refgraph.model.statements import AsWritten, Finding
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import foreign, speech, wording

PIRIFORMIS, NERVE = Finding("piriformis", "tight"), Finding("sciatic-nerve", "compressed")
OTHER = Voice(
    "xx",
    names={"piriformis": Name("piriforme"), "sciatic-nerve": Name("nervio", definition="Un nervio.")},
    verbs={"compresses": Verb("comprime", "comprimen", "comprimir")},
    states={"tight": ("tenso", "tensa", "tensos", "tensas"), "compressed": ("comprimido",)},
)


def test_what_has_no_name_is_said_in_english_as_a_whole_and_known_to_be(toy: KnowledgeGraph) -> None:
    named, unstated = Finding("hamstrings", "tight", "left"), replace(PIRIFORMIS, state="weak")
    claim = next(one for one in toy.claims() if one.statement)
    with speaking(OTHER):
        for told in (named, unstated):
            assert foreign.in_english(toy, told)
            assert speech.noun(toy, told)[0].startswith(("tight", "weak"))
        assert not foreign.in_english(toy, PIRIFORMIS)
        assert foreign.untranslated(toy, claim)
        assert wording.statement(toy, claim) == claim.statement
        assert claim.statement not in foreign.left_in_english(toy, claim)


def test_our_sentence_stands_beside_a_statement_that_is_made_anew(toy: KnowledgeGraph) -> None:
    claim = replace(toy.claims()[0], subject=PIRIFORMIS, predicate="compresses", object=NERVE, modality="may")
    claim = replace(claim, condition="after a fall", as_written=AsWritten(subject="the deep one"))
    with speaking(OTHER):
        assert wording.statement(toy, claim) == "El piriforme tenso puede comprimir el nervio."
        assert wording.statement(toy, replace(claim, polarity="denies")).startswith("This is denied: El piriforme")
        assert foreign.left_in_english(toy, claim) == f"{claim.statement} (after a fall; “the deep one”)"
        assert "after a fall" not in wording.remarks(toy, claim)
    assert foreign.left_in_english(toy, claim) == ""
    assert "after a fall" in wording.remarks(toy, claim)


def test_a_definition_is_translated_or_known_not_to_be(toy: KnowledgeGraph) -> None:
    nerve, muscle = toy.entity("sciatic-nerve"), toy.entity("piriformis")
    with speaking(OTHER):
        assert (foreign.defined_in_english(nerve), foreign.defined_in_english(muscle)) == (False, True)
        assert speech.definition(nerve) == "Un nervio."
        assert speech.definition(muscle) == muscle.in_plain_words
    assert not foreign.defined_in_english(muscle)


def test_a_combination_lacks_a_name_where_a_part_lacks_one(toy: KnowledgeGraph) -> None:
    with speaking(OTHER):
        assert len(foreign.named(toy, Finding("piriformis.tight+sciatic-nerve"))) == 2
        assert foreign.named(toy, Finding("hamstrings+piriformis.tight")) == []


def test_a_name_without_translation_stands_without_article_in_a_sentence(toy: KnowledgeGraph) -> None:
    with speaking(OTHER):
        assert speech.sentence(toy, Finding("hamstrings", "tight"), "compresses", NERVE)[0] == "tight hamstrings"
        assert speech.noun(toy, Finding("sciatic-nerve", "weak")) == ("weak sciatic nerve", False)


def test_where_nothing_stands_beside_it_a_statement_keeps_its_condition(toy: KnowledgeGraph) -> None:
    claim = replace(toy.claims()[0], subject=PIRIFORMIS, predicate="compresses", object=NERVE)
    bound = replace(claim, id="other", condition="after a fall")
    with speaking(OTHER):
        free, tied = (ViewBuilder(toy).claim(one) for one in (claim, bound))
        assert free.alone == free.statement == "El piriforme tenso comprime el nervio."
        assert tied.alone == claim.statement != tied.statement
    assert ViewBuilder(toy).claim(bound).alone == claim.statement
