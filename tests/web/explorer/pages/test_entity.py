"""The page of an entity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from serving import text

from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.web.explorer import Explorer


def test_a_name_that_is_nearly_right_is_offered(explorer: Explorer) -> None:
    with pytest.raises(NoPageError) as caught:
        explorer.file("entity/piriform")
    assert ("piriformis", "entity/piriformis") in caught.value.near
    assert 'href="entity/piriformis"' in explorer.error_page(404, "x", caught.value.near).body.decode()


def test_where_a_thing_is_said_to_be_felt_is_drawn(toy: KnowledgeGraph, mini: Dataset) -> None:
    html = text(Explorer(toy), "entity/upper-trapezius")
    assert "Dotted: where it is said to be felt." in html
    assert "Thinly dotted" not in html
    over = tuple(replace(claim, condition="spill-over zone") for claim in mini.claims)
    assert "Thinly dotted: where pain is said to spill over." in text(
        Explorer(build(replace(mini, claims=over))), "entity/upper-trapezius"
    )
    assert 'class="zones"' not in text(Explorer(toy), "entity/headache")
