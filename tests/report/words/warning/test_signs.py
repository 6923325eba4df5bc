"""Signs in few words: the first of them differ, and each is understood by itself."""

from __future__ import annotations

from dataclasses import replace

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report.words.warning.signs import signs_of


def test_what_only_a_source_explains_comes_after_what_is_understood_alone(toy: KnowledgeGraph) -> None:
    plain = toy.claim("toy-neck#9")
    told = [
        replace(plain, condition=condition, subject=Finding(key))
        for key, condition in (
            ("headache", "new"),
            ("headache", "after the age of 50"),
            ("headache", "with fever"),
            ("neck-pain", "on the side of the tear"),
            ("neck-pain", "over 60"),
        )
    ]
    assert signs_of(toy, told) == [
        "headache (after the age of 50)",
        "neck pain (over 60)",
        "headache (with fever)",
        "headache (new)",
        "neck pain (on the side of the tear)",
    ]
