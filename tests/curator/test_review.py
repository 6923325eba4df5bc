"""A second reading: the draw, the passages, verdicts and rates."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ARTICLES

from refgraph.curator.review import WHOLE, card, draw, passage, rates, recorded, rows, verdict, wilson
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import REVIEWED, Claim, Review


def test_a_draw_is_fixed_by_its_seed(toy: KnowledgeGraph) -> None:
    drawn = draw(toy, 3, 10)
    assert drawn == draw(toy, 3, 10)
    assert len({claim.id for claim in drawn}) == 10
    assert all(claim.paragraph for claim in draw(toy, 1, 1000))
    assert {claim.source for claim in draw(toy, 1, 1000, ["toy-neck"])} == {"toy-neck"}
    assert draw(toy, 1, 0) == ()


def test_a_claim_stands_beside_its_passage(toy: KnowledgeGraph) -> None:
    claim = replace(toy.claim("toy-hip#1"), context=(1,))
    told = passage(claim, [ARTICLES / "nowhere", ARTICLES])
    assert [number for number, _ in told] == [1, 2]
    lines = list(card(toy, claim, told))
    assert "  subject: gluteals, state: weak, side: left" in lines
    assert lines[-1].startswith("  ¶2 Weak gluteals on the left")
    assert passage(claim, []) == ()


def test_verdicts_are_typed_as_people_write_them() -> None:
    assert verdict("\n") == dict.fromkeys(REVIEWED, "right")
    found = verdict(" Object wrong, hedge=arguable ")
    assert (found["object"], found["modality"]) == ("wrong", "arguable")
    for typed in ("object", "object bad", "thing wrong", "wrong"):
        with pytest.raises(UsageError, match="is no verdict"):
            verdict(typed)


def test_a_verdict_is_recorded_with_its_claim_alone() -> None:
    value = {"source": {}, "claims": [{"id": "1"}, {"id": "2", "review": {"by": "B"}}]}
    new = recorded(value, "2", "A", "2026-11-28", {"side": "wrong"})
    assert new["claims"] == [{"id": "1"}, {"id": "2", "review": {"by": "A", "date": "2026-11-28", "side": "wrong"}}]
    assert value["claims"][1] == {"id": "2", "review": {"by": "B"}}


def _reviewed(toy: KnowledgeGraph, by: str, **verdicts: str) -> Claim:
    told = tuple({**dict.fromkeys(REVIEWED, "right"), **verdicts}.items())
    return replace(toy.claims()[0], review=Review(by, "2026", told))


def test_rates_count_fields_and_whole_claims(toy: KnowledgeGraph) -> None:
    claims = [
        _reviewed(toy, "A"),
        _reviewed(toy, "A", object="wrong", side="arguable"),
        _reviewed(toy, "B", side="arguable"),
        toy.claims()[1],
    ]
    found = {rate.field: rate for rate in rates(claims)}
    assert (found[WHOLE].judged, found[WHOLE].arguable, found[WHOLE].wrong) == (3, 1, 1)
    assert (found["side"].arguable, found["side"].wrong, found["object"].wrong) == (2, 0, 1)
    assert {rate.judged for rate in rates(claims, "A")} == {2}
    assert rates(claims, "C") == ()
    assert rows(rates(claims))[0] == (WHOLE, "3", "1", "1", "1", "33.3", "6.1 to 79.2")


def test_the_interval_is_wilsons() -> None:
    # Newcombe 1998, table I: 81 of 263 and 0 of 20.
    assert [round(bound, 4) for bound in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]


@given(st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_holds_its_share(counts: tuple[int, int]) -> None:
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low <= part / whole <= high
        assert isclose(wilson(whole - part, whole)[0], 1 - high, abs_tol=1e-9)


def test_a_card_holds_nothing_that_a_terminal_obeys(toy: KnowledgeGraph) -> None:
    claim = replace(toy.claim("toy-hip#1"), anchor="the \x1b[8mhidden")
    lines = list(card(toy, claim, [(1, "a \x1b[2J line")]))
    assert all(line.isprintable() for line in lines)
    assert "  ¶1 a  [2J line" in lines
