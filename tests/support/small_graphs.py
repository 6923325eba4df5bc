"""Small random datasets, and the chaining rules said a second time, slowly and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from hypothesis import strategies as st

from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Edge, Finding, Source
from refgraph.model.vocabulary import Category, Entity, EvidenceKind, Family, Flag, Predicate, Ranking, Schema, State

ENTITIES = tuple("abcdef")
UNSPECIFIC = ("e", "f")  # Only a path that one source tells whole passes through them.
SOURCES = ("s1", "s2", "s3")
FLAGS = {
    "side-unstated": 1,
    "state-unstated": 3,
    "kind-level": 4,
    "state-bridged": 5,
    "group-level": 6,
    "component-level": 6,
}
OPPOSITE = {"left": "right", "right": "left", "bilateral": "bilateral", "midline": "midline"}


def _predicate(
    key: str, walk: str, flag: str | None = None, *, groups: bool = False, implied: bool = False
) -> Predicate:
    return Predicate(
        key, "causal", key, key, ("any",), ("any",), key, walk=walk, flag=flag, groups=groups, implied=implied
    )


SCHEMA = Schema(
    categories={"thing": Category("thing", "thing", "things", True, "#000", "box", "")},
    states={
        "tight": State("tight", "", compatible={"short": "said together"}),
        "short": State("short", ""),
        "weak": State("weak", ""),
        "reduced": State("reduced", "", negates=True),
    },
    predicates={
        p.key: p
        for p in (
            _predicate("causes", "yes"),
            _predicate("member-of", "carry", "group-level", groups=True),
            _predicate("has-part", "yes", "component-level"),
            _predicate("precedes", "no", implied=True),
        )
    },
    families={"causal": Family("causal", "Causes", "walked", ""), "timing": Family("timing", "Timing", "beside", "")},
    ranking=Ranking(
        hop=1,
        joined=4,
        evidence={
            key: EvidenceKind(key, key, rank, cost)
            for rank, (key, cost) in enumerate({"study": 0, "author-assertion": 4, "advertisement": 16}.items(), 1)
        },
        modality={"states": 0, "may": 2},
        status={"supported": 0, "contested": 8},
        flags={key: Flag(key, cost, key) for key, cost in FLAGS.items()},
        generic=UNSPECIFIC[:1],
        varied=UNSPECIFIC[1:],
    ),
)


def dataset_of(claims: tuple[Claim, ...]) -> Dataset:
    """A dataset of the small entities and sources that holds these claims."""
    return Dataset(
        SCHEMA,
        {key: Entity(key, "thing", f"thing {key}") for key in ENTITIES},
        {key: Source(key) for key in SOURCES},
        claims,
        version="sha256:test",
    )


def _findings(*, relative: bool) -> st.SearchStrategy[Finding]:
    sides = [None, None, None, "left", "right", "midline"] + (["ipsilateral", "contralateral"] if relative else [])
    return st.builds(
        Finding,
        st.sampled_from(ENTITIES),
        st.sampled_from([None, None, "tight", "short", "weak", "reduced"]),
        st.sampled_from(sides),
    )


@st.composite
def claims(draw: st.DrawFn, plain: bool = False) -> tuple[Claim, ...]:
    """Up to a dozen claims; plain ones name no state and no side and are all causal assertions."""
    found = []
    for i in range(draw(st.integers(1, 12))):
        predicate = "causes" if plain else draw(st.sampled_from(["causes"] * 4 + ["member-of", "has-part", "precedes"]))
        subject, obj = draw(_findings(relative=False)), draw(_findings(relative=True))
        if plain or predicate == "member-of":
            subject, obj = Finding(subject.entity), Finding(obj.entity)
        if subject.entity == obj.entity:
            continue
        source = draw(st.sampled_from(SOURCES))
        found.append(
            Claim(
                f"{source}#{i + 1}", source, subject, predicate, obj, 1, "three words here", "A claim.",
                polarity="asserts" if plain else draw(st.sampled_from(["asserts"] * 5 + ["denies"])),
                modality=draw(st.sampled_from(["states", "may"])),
                evidence=draw(st.sampled_from(list(SCHEMA.ranking.evidence))),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def dense_claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    """Most pairs of five or six entities joined, mostly without states: many paths between any two."""
    dice = draw(st.randoms(use_true_random=False))
    keys = ENTITIES[: dice.choice([5, 6])]
    found = []
    for a in keys:
        for b in keys:
            if a == b or dice.random() < 0.3:
                continue
            predicate = "member-of" if dice.random() < 0.1 else "causes"
            state = dice.choice([None] * 6 + ["tight"]) if predicate == "causes" else None
            source = dice.choice(SOURCES)
            evidence = dice.choice(list(SCHEMA.ranking.evidence))
            key, ends = f"{source}#{len(found) + 1}", (Finding(a, state), predicate, Finding(b))
            found.append(Claim(key, source, *ends, 1, "three words here", "A claim.", evidence=evidence))
    return tuple(found)


# ---------------------------------------------------------------- the rules, said slowly


def brute_force(kg: KnowledgeGraph, query: Query) -> list[tuple[int, tuple[int, ...]]]:
    """Every path that answers a query, with its cost, in the documented order; filters included."""
    walkable = [e for e in kg.edges() if SCHEMA.predicates[e.predicate].walk != "no" and _told(e, query)]
    found = []
    for edges in _simple(walkable, query.max_hops):
        cost = _cost(edges, query)
        if cost is not None and _asked_for(edges, query):
            found.append((cost, tuple(edge.id for edge in edges)))
    back = query.end is not None
    return sorted(found, key=lambda one: (one[0], len(one[1]), one[1][::-1] if back else one[1]))


def best_of_each(kg: KnowledgeGraph, query: Query) -> list[tuple[int, tuple[int, ...]]]:
    """The same, no more than `per_origin` for each open end."""
    seen: Counter[tuple[object, ...]] = Counter()
    kept = []
    for cost, edges in brute_force(kg, query):
        end = _open_end(tuple(kg.edge(i) for i in edges), query)
        seen[end] += 1
        if seen[end] <= query.per_origin:
            kept.append((cost, edges))
    return kept


def _told(edge: Edge, query: Query) -> list[Claim]:
    ranks = list(SCHEMA.ranking.evidence)
    worst = ranks.index(query.min_evidence) if query.min_evidence else len(ranks)
    predicate = SCHEMA.predicates[edge.predicate]
    if edge.status == "denied" or edge.predicate in query.avoid:
        return []
    if query.predicates and edge.predicate not in query.predicates and predicate.walk != "carry":
        return []
    return [
        claim
        for claim in edge.claims
        if claim.polarity == "asserts"
        and claim.source not in query.avoid
        and (not query.sources or claim.source in query.sources)
        and ranks.index(claim.evidence) <= worst
    ]


def _simple(edges: list[Edge], longest: int) -> Iterator[tuple[Edge, ...]]:
    def extend(path: tuple[Edge, ...], passed: tuple[str, ...]) -> Iterator[tuple[Edge, ...]]:
        yield path
        if len(path) < longest:
            for edge in edges:
                if edge.subject.entity == passed[-1] and edge.object.entity not in passed:
                    yield from extend((*path, edge), (*passed, edge.object.entity))

    for edge in edges:
        yield from extend((edge,), (edge.subject.entity, edge.object.entity))


def _carries(edge: Edge) -> bool:
    return SCHEMA.predicates[edge.predicate].walk == "carry"


def _asked_for(path: tuple[Edge, ...], query: Query) -> bool:
    passed = [path[0].subject.entity, *(edge.object.entity for edge in path)]
    if set(query.via) - set(passed) or set(query.avoid) & set(passed[1:-1]):
        return False
    if (query.start and query.start.entity != passed[0]) or (query.end and query.end.entity != passed[-1]):
        return False
    if (query.start is None and passed[0] in query.avoid) or (query.end is None and passed[-1] in query.avoid):
        return False
    return not (query.start is None and _carries(path[0])) and not (query.end is None and _carries(path[-1]))


def _ends(path: tuple[Edge, ...], query: Query) -> list[tuple[Finding | None, Finding | None]]:
    """The two findings that meet at each joint; None where the query asks for anything."""
    real = [edge for edge in path if not _carries(edge)]
    if not real:
        return [(query.start, query.end)] if query.start and query.end else []
    inner: list[tuple[Finding | None, Finding | None]] = [(a.object, b.subject) for a, b in pairwise(real)]
    return [(query.start, real[0].subject), *inner, (real[-1].object, query.end)]


def _state_flags(path: tuple[Edge, ...], query: Query) -> list[str] | None:
    flags = []
    for i, (a, b) in enumerate(ends := _ends(path, query)):
        open_start = i == 0 and (a is None or a.state is None)
        open_end = i == len(ends) - 1 and (b is None or b.state is None)
        if open_start or open_end or a is None or b is None or a.state == b.state:
            continue
        if "reduced" in (a.state, b.state):
            return None
        if None in (a.state, b.state):
            flags.append("state-unstated")
        elif {a.state, b.state} == {"tight", "short"}:
            flags.append("state-bridged")
        else:
            return None
    return flags


def _at_the_end(query: Query, running: str | None, stated: str | None, *, anything: bool) -> list[str] | None:
    end = query.end.side if query.end else None
    if end is None:
        return []
    if running and running != end:
        return None
    return ["side-unstated"] if not anything and stated is None else []


def _side_flags(path: tuple[Edge, ...], query: Query) -> list[str] | None:
    """Run along the path with the side that is known; count the joints at which exactly one claim states its side."""
    running = query.start.side if query.start else None
    stated: str | None = running
    anything, flags = query.start is None or query.start.side is None, []
    for edge in path:
        if _carries(edge):
            continue
        need = edge.subject.side
        if not anything:
            if need and running and need != running:
                return None
            if (stated is None) != (need is None):
                flags.append("side-unstated")
        subject = need or running
        anything = False
        obj = edge.object.side
        # What is said of no side and felt on one is not said of the other.
        if need is None and running in ("left", "right") and obj == OPPOSITE[running]:
            return None
        if obj in ("ipsilateral", "contralateral"):
            running = subject if obj == "ipsilateral" else OPPOSITE.get(subject or "")
            stated = running if need else None
        else:
            running = stated = obj
    last = _at_the_end(query, running, stated, anything=anything)
    return None if last is None else flags + last


def _cost(path: tuple[Edge, ...], query: Query) -> int | None:
    states, sides = _state_flags(path, query), _side_flags(path, query)
    if states is None or sides is None:
        return None
    own = [flag for edge in path if (flag := SCHEMA.predicates[edge.predicate].flag)]
    flags = [*states, *sides, *own]
    told = [_told(edge, query) for edge in path]
    joined = not set.intersection(*({claim.source for claim in claims} for claims in told))
    if joined and (set(UNSPECIFIC) - set(query.via)) & {edge.object.entity for edge in path[:-1]}:
        return None
    if (query.strict and flags) or (query.one_source and joined):
        return None
    ranking = SCHEMA.ranking
    cost = sum(FLAGS[flag] for flag in flags) + (ranking.joined if joined else 0)
    for edge, claims_told in zip(path, told, strict=True):
        best = min(ranking.evidence[c.evidence].cost + ranking.modality[c.modality] for c in claims_told)
        cost += ranking.hop + best + ranking.status[edge.status]
    return cost


def _open_end(path: tuple[Edge, ...], query: Query) -> tuple[object, ...]:
    if query.end is None:
        last, side = path[-1].object, _arriving(path, query)
        return last.entity, last.state, *side
    if query.start is None:
        first = path[0].subject
        return first.entity, first.state, *_leaving(path, query)
    return ()


def _leaving(path: tuple[Edge, ...], query: Query) -> tuple[str | None, bool, bool]:
    """The side that a path needs of its origin, whether its first claim states it, and whether it only leans to it."""
    need = query.end.side if query.end else None
    stated, leaning = need is not None, False
    for edge in reversed(path):
        if _carries(edge):
            continue
        if edge.subject.side or edge.object.side not in ("ipsilateral", "contralateral"):
            need, stated = edge.subject.side, edge.subject.side is not None
            leaning = need is None and edge.object.side in ("left", "right")
            need = edge.object.side if leaning else need
        else:
            need = OPPOSITE.get(need or "") if edge.object.side == "contralateral" else need
            stated = False
    return need, stated, leaning


def _arriving(path: tuple[Edge, ...], query: Query) -> tuple[str | None, bool]:
    running = query.start.side if query.start else None
    stated = running is not None
    for edge in path:
        if _carries(edge):
            continue
        subject = edge.subject.side or running
        if edge.object.side in ("ipsilateral", "contralateral"):
            running = subject if edge.object.side == "ipsilateral" else OPPOSITE.get(subject or "")
            stated = edge.subject.side is not None and running is not None
        else:
            running, stated = edge.object.side, edge.object.side is not None
    return running, stated


def reachable(claims_told: tuple[Claim, ...]) -> Mapping[str, set[str]]:
    """Plain adjacency of the claims, for networkx."""
    found: dict[str, set[str]] = {key: set() for key in ENTITIES}
    for claim in claims_told:
        found[claim.subject.entity].add(claim.object.entity)
    return found


# ---------------------------------------------------------------- shapes


def graph(pairs: list[tuple[str, str]]) -> KnowledgeGraph:
    """A graph of plain claims, each of which says that one thing causes another."""
    claims = tuple(
        Claim(f"s#{i}", "s", Finding(a), "causes", Finding(b), i, "three words here", "A claim.")
        for i, (a, b) in enumerate(dict.fromkeys(pairs), 1)
    )
    things = {key: Entity(key, "thing", key) for key in sorted({end for pair in pairs for end in pair})}
    return build(Dataset(SCHEMA, things, {"s": Source("s")}, claims, version="sha256:test"))


def complete(size: int) -> list[tuple[str, str]]:
    names = [f"e{i:02}" for i in range(size)]
    return [(a, b) for a in names for b in names if a != b]


def hub(leaves: int) -> list[tuple[str, str]]:
    return [pair for i in range(leaves) for pair in ((f"cause{i}", "hub"), ("hub", f"effect{i}"))]


asked = st.builds(
    Finding,
    st.sampled_from(ENTITIES),
    st.sampled_from([None, None, "tight", "weak", "reduced"]),
    st.sampled_from([None, None, "left", "right"]),
)
