"""What the path questions answer, on the toy graph and, where they are here, on the founding articles."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest
from toys import FOUNDING

from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Path, Query
from refgraph.model.statements import Finding
from refgraph.search import ends
from refgraph.search.questions import effects, origins, paths, why_not
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.walks.steps import steps


def chain(path: Path) -> list[str]:
    return [path.origin.entity, *(step.object.entity for step in path.steps)]


def ask(kg: KnowledgeGraph, start: str, end: str) -> tuple[Path, ...]:
    return paths(kg, names.read(kg, start), names.read(kg, end), sources=FOUNDING).paths


# ---------------------------------------------------------------- the founding articles


def test_headache_reaches_weak_left_gluteals_by_the_articles_own_chain(real: KnowledgeGraph) -> None:
    found = origins(real, Finding("headache"), sources=FOUNDING).paths
    own = [path for path in found if path.origin == Finding("gluteals", "weak", "left")]
    assert own
    assert own[0].verdict.sources == ("sather-hip-headache",)
    assert not own[0].verdict.joined
    assert chain(own[0]) == ["gluteals", "scapular-muscles", "headache"]
    assert own[0].steps[0].object.side == "right"


def test_neck_pain_lists_both_patterns_whole(real: KnowledgeGraph) -> None:
    found = origins(real, Finding("neck-pain"), top=50, sources=("drjo-hip-neck",)).paths
    chains = [chain(path) for path in found]
    assert [
        "hip-external-rotators",
        "sciatic-nerve",
        "foot",
        "forward-head-posture+slouched-posture",
        "neck-pain",
    ] in chains
    assert [
        "hamstrings.tight+hip-external-rotators.tight",
        "posterior-pelvic-tilt",
        "forward-head-posture+lumbar-hypolordosis+thoracic-hyperkyphosis",
        "neck-pain",
    ] in chains
    # The article says it of both muscles together, of neither alone.
    for muscle in ("hamstrings", "hip-external-rotators"):
        assert not any(path[:2] == [muscle, "posterior-pelvic-tilt"] for path in chains)


def test_a_forward_pelvis_ends_in_a_tight_neck_and_never_in_the_other_patterns(real: KnowledgeGraph) -> None:
    assert ask(real, "tight hip flexors", "tight neck")
    assert not ask(real, "anterior pelvic shift", "neck pain")
    for path in origins(real, Finding("neck-pain"), top=200, sources=FOUNDING).paths:
        assert not {"anterior-pelvic-shift", "posterior-pelvic-tilt"} <= set(chain(path))
        assert not {"swayback", "posterior-pelvic-tilt"} <= set(chain(path))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("tight hamstrings", "swayback"),
        ("right gluteals", "left neck"),
        ("weak gluteals", "sciatic nerve"),
        ("tight hip flexors", "posterior pelvic tilt"),
        ("foot weakness", "headache"),
    ],
)
def test_what_no_article_says_is_not_found_and_the_answer_says_why(real: KnowledgeGraph, start: str, end: str) -> None:
    answer = paths(real, names.read(real, start), names.read(real, end), sources=FOUNDING)
    assert not answer.paths
    assert not answer.members
    assert answer.complete
    assert answer.near_misses
    assert answer.near_misses[0].why


def test_less_walking_is_not_walking(real: KnowledgeGraph) -> None:
    """What impairs walking must not be told as what walking does."""
    for path in origins(real, Finding("headache"), top=500, per_origin=20, sources=FOUNDING).paths:
        assert "walking" not in chain(path)[1:]


def test_no_shown_path_breaks_a_rule(real: KnowledgeGraph) -> None:
    """Every joint of every path to every symptom holds, judged anew from the claims."""
    states = real.schema.states
    for symptom in real.entities("symptom"):
        query = Query("origins", end=Finding(symptom.key))
        # An answer is these paths with verdicts, which no rule of a joint depends on.
        for found in islice(BestFirst(real, query, barred=ends.itself(real, query).barred).paths(), 100):
            walked = steps(real, query, found.edges)
            for before, after in pairwise(walked):
                assert before.object.entity == after.subject.entity
                a, b = before.object.state, after.subject.state
                assert a == b or None in (a, b) or b in states[a].compatible or a in states[b].compatible
                assert not ({a, b} - {None} and None in (a, b) and any(states[s].negates for s in (a, b) if s))
                sides = {before.object.side, after.subject.side} - {None, "ipsilateral", "contralateral"}
                assert len(sides) < 2
            assert all(step.edge.status != "denied" for step in walked)
            assert all(any(c.polarity == "asserts" for c in step.edge.claims) for step in walked)


# ---------------------------------------------------------------- options, on the toy graph


def test_every_filter_narrows(toy: KnowledgeGraph) -> None:
    everything = origins(toy, Finding("headache"), top=100).paths
    longest = max(everything, key=lambda path: len(path.steps))
    through = chain(longest)[1]
    assert all(through in chain(p) for p in origins(toy, Finding("headache"), via=(through,)).paths)
    assert all(through not in chain(p) for p in origins(toy, Finding("headache"), avoid=(through,)).paths)
    assert all(not p.verdict.flags for p in origins(toy, Finding("headache"), strict=True).paths)
    assert all(not p.verdict.joined for p in origins(toy, Finding("headache"), one_source=True).paths)
    assert all(len(p.steps) <= 2 for p in origins(toy, Finding("headache"), max_hops=2).paths)
    muscles = origins(toy, Finding("headache"), categories=("muscle",), top=100).paths
    assert muscles
    assert {toy.entity(p.origin.entity).category for p in muscles} == {"muscle"}


def test_top_cuts_and_says_that_there_is_more(toy: KnowledgeGraph) -> None:
    everything = origins(toy, Finding("headache"), top=100)
    first = origins(toy, Finding("headache"), top=1)
    assert first.more
    assert not everything.more
    assert first.paths == everything.paths[:1]


def test_red_flags_of_what_was_asked_come_first(toy: KnowledgeGraph) -> None:
    flags = origins(toy, Finding("headache")).red_flags
    assert flags
    assert flags[0].subject.entity == "headache"


def test_tests_and_remedies_touch_a_finding_of_the_path(toy: KnowledgeGraph) -> None:
    for path in origins(toy, Finding("headache"), top=100).paths:
        passed = {end.entity for step in path.steps for end in (step.subject, step.object)}
        for edge in (edge for edges in path.beside.values() for edge in edges):
            assert {edge.subject.entity, edge.object.entity} & passed
            assert toy.schema.predicates[edge.predicate].walk == "no"


def test_a_group_lists_its_members_apart(toy: KnowledgeGraph) -> None:
    groups = {e.object.entity for e in toy.edges() if toy.schema.predicates[e.predicate].groups}
    assert groups
    apart = [path for key in sorted(groups) for path in (*effects(toy, Finding(key)).members,)]
    assert all(path.origin.entity not in groups for path in apart)


def test_nothing_found_from_a_thing_to_itself(toy: KnowledgeGraph) -> None:
    assert paths(toy, Finding("headache"), Finding("headache")).paths == ()
    assert why_not(toy, Finding("headache"), Finding("headache"))[0].why.startswith("both ends")
