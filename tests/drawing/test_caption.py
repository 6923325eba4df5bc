"""What stands beside a picture: warnings first, then trust, disputes, sources, and the whole path in words."""

from __future__ import annotations

from xml.etree import ElementTree

from pictures import SVG, picture, texts

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Path


def test_the_description_tells_the_whole_chain(toy: KnowledgeGraph, longest: Path) -> None:
    said = ElementTree.fromstring(picture(toy, longest)).findtext(f"{SVG}desc") or ""
    assert "not a diagnosis" in said
    assert said.count("Step ") == len(longest.steps)
    for word in ("weak gluteal muscles (left)", "tilts into", "posterior pelvic tilt", "side unstated", "source"):
        assert word in said


def test_red_flags_come_first_and_the_notice_is_there(toy: KnowledgeGraph, answer: Answer) -> None:
    said = texts(picture(toy, answer.paths[0], red_flags=answer.red_flags))
    assert said[0].startswith("Red flag: A headache that comes on suddenly")
    assert any(text.startswith("Information, not a diagnosis.") for text in said)
