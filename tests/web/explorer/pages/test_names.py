"""All names, and the search among them: what it reads, what it finds, and what it says is not covered."""

from __future__ import annotations

import json

import pytest
from serving import text

from refgraph.errors import MovedError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.web.explorer import Explorer


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("headaches", "symptom/headache"),
        ("pain in the head", "symptom/headache"),
        ("upper trapezius", "entity/upper-trapezius"),
        ("my left gluteals are weak", "entity/gluteals"),
        ("my neck hurts on the left", "symptom/neck-pain?side=left"),
    ],
)
def test_what_the_shell_reads_leads_to_its_page(explorer: Explorer, typed: str, address: str) -> None:
    with pytest.raises(MovedError) as moved:
        explorer.file("names", {"q": [typed]})
    assert moved.value.address == address


def test_a_part_of_a_name_lists_what_holds_it(explorer: Explorer) -> None:
    assert "entity/upper-trapezius" in text(explorer, "names", q=["trapez"])


def test_what_is_not_covered_is_said(explorer: Explorer) -> None:
    assert "is not covered" in text(explorer, "names", q=["zzzz qqqq"])


def test_the_table_for_pages_without_a_server_knows_the_pain_of_a_place(founding: KnowledgeGraph) -> None:
    table = json.loads(Explorer(founding).file("names.json").body)
    rows = {row[1]: row for row in table["names"]}
    assert rows["entity/neck"][4] == "symptom/neck-pain"
    assert isinstance(rows["entity/neck"][5], list)
    assert len(rows["symptom/headache"]) == 4
    assert "my" in table["little"]
