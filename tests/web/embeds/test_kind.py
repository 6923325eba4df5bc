"""What a kind says of itself."""

from __future__ import annotations

from refgraph.web.embeds.kind import EVERY, Embed


def test_what_is_text_and_what_it_is_made_of() -> None:
    assert Embed(lambda: "", ".svg", "image/svg+xml").is_text
    assert Embed(lambda: "", ".json", "application/json").is_text
    assert not Embed(lambda: "", ".png", "image/png").is_text
    assert Embed(lambda: "", ".a", "a/b").made_of == "a path"
    assert len(Embed(lambda: "", ".a", "a/b", takes=EVERY).made_of.split("; ")) == 3


def test_what_needs_nothing_is_installed() -> None:
    assert Embed(lambda: "", ".a", "a/b").installed
    assert not Embed(lambda: "", ".a", "a/b", extra="no_such_module").installed
