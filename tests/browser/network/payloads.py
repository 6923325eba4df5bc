"""Text that would run, load or break out if a page let it: one graph carries each of them in every text field."""

from __future__ import annotations

import hostile

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.joints import JOINT_FLAGS, SIDE_UNSTATED
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Category, Entity, EvidenceKind, Family, Flag, Predicate, Ranking, Schema, State

# Where a page takes keys for names in its address or for properties of an object.
KEYS = (
    "__proto__",
    "constructor",
    "toString",
    "\u202egnorw eht daer\u202c",
    "#n0",
    "focus=x&node=y#~%",
    "%ZZ%00",
    "<template><script>globalThis.ran=1</script></template>",
    "<object data='https://a.example/x.swf'></object>",
    "<form action=https://a.example/><input autofocus onfocus=globalThis.ran=1>",
)
PAYLOADS = (*hostile.PAYLOADS, *KEYS)


def graph() -> KnowledgeGraph:
    """A graph that no `validate` would let pass: every payload in every field of words and keys."""
    entities, sources, claims = {}, {}, []
    for i, text in enumerate(PAYLOADS):
        for side in "ab":
            entities[text + side] = Entity(text + side, text, f"{text} {side}", text, (text, f"{text}{i}"), (text,))
        sources[text] = Source(
            key=text,
            title=text,
            authors=(text, text),
            publisher=text,
            url=text,
            date=text,
            type=text,
            licence=text,
            related=(text,),
            note=text,
            sha256=text,
        )
        ends = Finding(f"{text}a", text, "left"), Finding(f"{text}b", None, None)
        claims.append(_claim(i, text, ends, polarity="denies" if i % 5 == 0 else "asserts"))
        claims.append(_claim(i + 1000, text, ends[::-1]))
    return build(Dataset(_schema(), entities, sources, tuple(claims), {}, PAYLOADS[1]))


def _claim(number: int, text: str, ends: tuple[Finding, Finding], polarity: str = "asserts") -> Claim:
    return Claim(
        id=f"{text}#{number}",
        source=text,
        subject=ends[0],
        predicate=text,
        object=ends[1],
        paragraph=1,
        anchor=text,
        statement=text,
        polarity=polarity,
        evidence=text,
        speaker=text,
        author=text,
        cites=text,
        condition=text,
        relies_on=(f"{text}a",),
    )


def _schema() -> Schema:
    flags = {key: Flag(key, 1, PAYLOADS[0]) for key in (*JOINT_FLAGS, SIDE_UNSTATED) if key}
    return Schema(
        {t: Category(t, t, t, True, t, t, t) for t in PAYLOADS},
        {t: State(t, t, (t,), None, {}) for t in PAYLOADS},
        {t: _predicate(i, t) for i, t in enumerate(PAYLOADS)},
        Ranking(
            1,
            1,
            {key: EvidenceKind(key, key, 1, 1) for key in PAYLOADS},
            {"states": 0, "may": 1},
            {"supported": 0, "contested": 1},
            flags,
        ),
        {
            "risk": Family("risk", PAYLOADS[0], "warning", PAYLOADS[0]),
            **{t: Family(t, t, "walked", t) for t in PAYLOADS},
        },
    )


def _predicate(number: int, text: str) -> Predicate:
    # Two of them warn and dispute, so that those parts of the page carry payloads as well.
    family = "risk" if number % 3 == 0 else text
    walk, every = "yes" if number % 2 else "no", ("any",)
    return Predicate(text, family, text, text, every, every, text, walk, contests=number % 4 == 0)
