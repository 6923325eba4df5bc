"""All names, and the search among them."""

from __future__ import annotations

from serving import text

from refgraph.web.explorer import Explorer


def test_search(explorer: Explorer) -> None:
    assert 'href="symptom/headache"' in text(explorer, "names", q=["pain in the head"])
    assert "entity/upper-trapezius" in text(explorer, "names", q=["trapez"])
    assert "Nothing is called so" in text(explorer, "names", q=["zzzz qqqq"])
