"""Text that would run, load or break out if a page let it: one graph carries each of them in every text field."""

from __future__ import annotations

from refgraph.chain import JOINT_FLAGS, SIDE_UNSTATED
from refgraph.graph import KnowledgeGraph, build
from refgraph.model import Category, Claim, Dataset, Entity, Finding, Flag, Predicate, Ranking, Schema, Source, State

PAYLOADS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "</style><script>window.hacked=3</script>",
    "<img src=x onerror=window.hacked=4>",
    "<svg onload=window.hacked=5>",
    "<svg><script>window.hacked=6</script></svg>",
    '"><img src=x onerror="window.hacked=7">',
    "'><img src=x onerror='window.hacked=8'>",
    '" onmouseover="window.hacked=9" x="',
    "' onfocus='window.hacked=10' autofocus='",
    "javascript:window.hacked=11",
    "JaVaScRiPt:window.hacked=12",
    "java\tscript:window.hacked=13",
    "data:text/html,<script>window.hacked=14</script>",
    "vbscript:window.hacked=15",
    "{{ 7*7 }}{% for x in y %}",
    "${window.hacked=16}",
    "<!--<script>window.hacked=17",
    "--><script>window.hacked=18</script>",
    "]]><script>window.hacked=19</script>",
    "<a href='https://evil.example/'>href</a>",
    "<iframe srcdoc='<script>parent.hacked=20</script>'></iframe>",
    "<object data='https://evil.example/x.swf'></object>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<style>*{background:url(https://evil.example/x)}</style>",
    "*{}</style><style>*{display:none}",
    "<form action=https://evil.example/><input autofocus onfocus=window.hacked=21>",
    "<details open ontoggle=window.hacked=22>",
    "<template><script>window.hacked=23</script></template>",
    "</textarea></title></noscript><script>window.hacked=24</script>",
    "\u2028window.hacked=25\u2029",
    "\\u003cscript\\u003ewindow.hacked=26\\u003c/script\\u003e",
    "&lt;script&gt;window.hacked=27&lt;/script&gt;",
    "__proto__",
    "constructor",
    "\u202egnorw eht daer\u202c",
    "#n0",
    "focus=x&node=y#~%",
    "%ZZ%00",
    "a" * 5000,
)


def graph() -> KnowledgeGraph:
    """A graph that no `validate` would let pass: every payload in every field of words and keys."""
    entities, sources, claims = {}, {}, []
    for i, text in enumerate(PAYLOADS):
        for side in "ab":
            entities[text + side] = Entity(text + side, text, f"{text} {side}", text, (text, f"{text}{i}"), (text,))
        sources[text] = Source(text, text, (text, text), text, text, text, text, text, (text,), text, text)
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
        Ranking(1, 1, dict.fromkeys(PAYLOADS, 1), {"states": 0, "may": 1}, {"supported": 0, "contested": 1}, flags),
    )


def _predicate(number: int, text: str) -> Predicate:
    # Two of them warn and dispute, so that those parts of the page carry payloads as well.
    family = "risk" if number % 3 == 0 else text
    walk, every = "yes" if number % 2 else "no", ("any",)
    return Predicate(text, family, text, text, every, every, text, walk, contests=number % 4 == 0)
