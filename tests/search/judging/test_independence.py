"""Which sources are one voice: those that share an author, a text, a study or a cited work."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graphs import SCHEMA
from toys import ends_at_all

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity
from refgraph.search.judging.independence import independent

CLAIM = Claim("", "", Finding("a"), "causes", Finding("b"), 1, "three words here", "A claim.")


def graph(*told: dict[str, Any]) -> KnowledgeGraph:
    """One source and one claim for each: what begins with `claim_` belongs to the claim."""
    sources, claims = {}, []
    for number, fields in enumerate(told):
        key = f"s{number:03}"
        own = {name.removeprefix("claim_"): value for name, value in fields.items() if name.startswith("claim_")}
        rest = {name: value for name, value in fields.items() if not name.startswith("claim_")}
        sources[key] = Source(key, **rest)
        claims.append(replace(CLAIM, id=f"{key}#1", source=key, **own))
    things = {key: Entity(key, "thing", key) for key in "ab"}
    return build(Dataset(SCHEMA, things, sources, tuple(claims), version="sha256:test"))


def count(*told: dict[str, Any]) -> int:
    kg = graph(*told)
    return independent(kg, kg.claims())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"authors": ("Ada Author",)}, {"authors": ("ADA  author",)}),
        ({"authors": ("Dr. Jo Hill",)}, {"authors": ("Jo Hill, PT, DPT",)}),
        ({"authors": ("Ada Author", "Ben Writer")}, {"authors": ("Ben Writer",)}),
        ({"authors": ("Rob Danoff, DO",)}, {"authors": ("Ada Author",), "claim_speaker": "Rob Danoff"}),
        ({"claim_author": "Paul Ingraham"}, {"authors": ("Paul Ingraham",)}),
        ({"claim_speaker": "Leigh F. Callahan"}, {"claim_speaker": "Leigh F. Callahan, PhD"}),
        ({"claim_cites": "Premkumar et al. (10,000 patients)"}, {"claim_cites": "Premkumar et al. 2018"}),
        ({"claim_cites": "Calming the Headache Storm, chapter 2"}, {"title": "Calming the Headache Storm"}),
        ({"publisher": "vendor.example"}, {"publisher": "vendor.example"}),
        ({"sha256": "a" * 64, "authors": ("Ada",)}, {"sha256": "a" * 64, "authors": ("Ben",)}),
        ({"url": "https://a.example/x/"}, {"url": "https://A.example/x"}),
    ],
)
def test_what_has_one_origin_counts_once(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert count(one, other) == count(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"authors": ("Ada Author",)}, {"authors": ("Ben Writer",)}),
        (
            {"authors": ("Ada Author",), "publisher": "x.example"},
            {"authors": ("Ben Writer",), "publisher": "x.example"},
        ),
        ({"claim_speaker": "a reader"}, {"claim_speaker": "a reader"}),
        ({"claim_cites": "one study, not named"}, {"claim_cites": "one study, not named"}),
        ({"claim_cites": "the author's previous article"}, {"claim_cites": "the author's previous article"}),
        ({"title": "Why does it hurt?"}, {"title": "Why does it hurt?"}),
        ({"claim_cites": "Back pain: a review"}, {"title": "Back pain"}),
        ({"authors": ("Ingraham Paul",)}, {"authors": ("Paul Ingraham",)}),
    ],
)
def test_what_has_nothing_known_in_common_counts_twice(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert count(one, other) == 2


def test_an_article_between_two_does_not_make_them_one() -> None:
    ada, ben = {"authors": ("Ada Author",)}, {"authors": ("Ben Writer",)}
    assert count(ada, ben, {"claim_speaker": "Ada Author", "claim_cites": "Ben Writer 2019"}) == 2


def test_claims_of_one_article_are_one_source_whoever_speaks() -> None:
    kg = graph({"claim_speaker": "Ada Author"})
    claims = [*kg.claims(), replace(CLAIM, id="s000#2", source="s000", speaker="Ben Writer")]
    assert independent(kg, claims) == 1
    assert independent(kg, []) == 0


names = st.lists(st.sampled_from(["Ada", "Ben", "Cy", "Di"]), max_size=2, unique=True).map(tuple)


@given(st.lists(names, max_size=7))
def test_the_count_is_never_too_high_and_grows_with_what_is_told(authors: list[tuple[str, ...]]) -> None:
    told = [{"authors": names} for names in authors]
    found = count(*told)
    most = max(
        len(chosen)
        for size in range(len(authors) + 1)
        for chosen in combinations(authors, size)
        if all(not set(a) & set(b) for a, b in combinations(chosen, 2))
    )
    assert found <= most
    assert found >= 1 if authors else found == 0
    assert count(*told, {"authors": ("Nobody else",)}) == found + 1


def test_thousands_of_sources_end_at_all() -> None:
    with ends_at_all():
        assert count(*({} for _ in range(3_000))) == 3_000
        assert count(*({"authors": ("Ada Author",)} for _ in range(500))) == 1


def test_the_founding_articles_speak_for_themselves(founding: KnowledgeGraph) -> None:
    told = [claim for claim in founding.claims() if claim.source != "refgraph-vocabulary"]
    assert independent(founding, told) == len({claim.source for claim in told}) == 5


def test_retellings_of_one_work_are_one_voice() -> None:
    atlas = {"underlying": ("atlas-1983",)}
    assert count({**atlas, "authors": ("Ada Author",)}, {**atlas, "authors": ("Ben Writer",)}) == 1
    assert count({**atlas, "authors": ("Ada Author",)}, {"authors": ("Ben Writer",), "underlying": ("other",)}) == 2
