"""How far names are shared: counted from claims that rest on an article."""

from __future__ import annotations

from refgraph.model.reuse import once_without_term, reuse
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import Entity

ENTITIES = (
    Entity("a", "thing", "a", mappings=(("skos:closeMatch", "X:1"),)),
    Entity("b", "thing", "b"),
    Entity("c", "thing", "c"),
    Entity("d", "thing", "d", source="s1", broader="a"),
    Entity("a+b", "thing", "a and b"),
)


def say(key: str, subject: str, obj: str, evidence: str = "author-assertion") -> Claim:
    ends = Finding(subject), "causes", Finding(obj)
    return Claim(key, key.partition("#")[0], *ends, 1, "two words", "A claim.", evidence=evidence)


CLAIMS = (say("s1#1", "a", "b"), say("s2#1", "b", "c"), say("s1#2", "d", "b"), say("o#1", "a", "c", "ontology"))


def test_what_is_counted() -> None:
    found = reuse(ENTITIES, CLAIMS, ("causes",))
    assert (found.core, found.local, found.combined) == (3, 1, 1)
    assert (found.used, found.once, found.once_without_term) == (3, 2, 1)
    assert (found.findings, found.joining) == (4, 1)
    assert dict(found.own) == {"s1": 1, "s2": 1}
    assert dict(found.claims) == {"s1": 2, "s2": 1}


def test_a_term_is_as_good_as_a_second_claim() -> None:
    assert once_without_term(ENTITIES, CLAIMS) == ("c",)
