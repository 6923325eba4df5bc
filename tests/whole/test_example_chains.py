"""Chains across sources that the literature is known for: told end to end, their joins flagged, doubts beside them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Answer, Path
from refgraph.search import questions


@dataclass(frozen=True)
class Chain:
    """What is asked, what the first path passes, which joint is flagged, and sources that speak against it."""

    start: str
    end: str
    passes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


CHAINS = (
    Chain(
        "sitting",
        "headache",
        ("piriformis", "sciatic-nerve", "toes", "forward-head-posture+slouched-posture"),
        ("state-unstated",),
        ("swain-2020-posture-causality",),
    ),
    Chain(
        "tight hip flexors",
        "headache",
        ("anterior-pelvic-tilt", "slouched-posture", "suboccipital-muscles"),
        ("state-bridged",),
        ("youdas-1996-pelvis-healthy", "youdas-2000-pelvis-back-pain", "laird-2014-lumbopelvic"),
    ),
    Chain(
        "tight hip flexors",
        "lower back pain",
        ("anterior-pelvic-tilt", "lumbar-hyperlordosis"),
        ("state-unstated",),
        ("youdas-1996-pelvis-healthy", "laird-2014-lumbopelvic", "hargrove-2012-pelvic-tilt"),
    ),
    Chain(
        "unequal foot pronation",
        "sacroiliac joint pain",
        ("leg-length-discrepancy", "quadratus-lumborum"),
        (),
        ("rannisto-2015-leg-length-standing", "quintner-2015-trigger-point-critique"),
    ),
    Chain(
        "foot pronation",
        "lower back pain",
        ("anterior-pelvic-tilt",),
        (),
        ("duval-2010-rearfoot-pelvis", "yazdani-2018-hyperpronation-pelvis"),
    ),
    Chain(
        "foot pronation",
        "sacroiliac joint pain",
        ("sacroiliac-joint-dysfunction",),
        (),
        ("yazdani-2018-hyperpronation-pelvis",),
    ),
    Chain(
        "weak serratus anterior",
        "temple pain",
        ("scapular-winging", "upper-trapezius"),
        ("state-unstated",),
        ("pubmed-1997-palpation-trapezius",),
    ),
    Chain("semispinalis capitis", "trigeminocervical nucleus", ("greater-occipital-nerve",)),
    Chain("semispinalis capitis", "face pain", ("greater-occipital-nerve",), (), ("lee-2019-occipital-v2",)),
    Chain("soleus", "sacroiliac joint pain", (), (), ("pmc-soleus-sacroiliac-figure",)),
    Chain(
        "sacroiliac joint dysfunction",
        "lower back pain",
        ("gluteus-medius", "tensor-fasciae-latae"),
        ("state-bridged",),
        ("sadler-2019-gluteus-medius", "brinjikji-2015-mri-back-pain"),
    ),
    Chain("forward head posture", "neck pain", (), (), ("mahmoud-2019-head-posture", "rani-2023-head-posture")),
)


def asked(kg: KnowledgeGraph, chain: Chain) -> Answer:
    start, end = names.read(kg, chain.start), names.read(kg, chain.end)
    return questions.paths(kg, start, end, via=chain.passes, max_hops=12)


def against(kg: KnowledgeGraph, path: Path) -> set[str]:
    """Sources that deny a step, or deny or doubt something that is shown beside the path."""
    doubts = kg.schema.of_role("doubt")
    said = [claim for step in path.steps for claim in (*step.edge.claims, *step.edge.disputed_by)]
    found = {claim.source for claim in said if claim.polarity == "denies"}
    for family, edges in path.beside.items():
        claims = [claim for edge in edges for claim in edge.claims]
        found |= {claim.source for claim in claims if family in doubts or claim.polarity == "denies"}
    return found


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: f"{chain.start} to {chain.end}, {len(chain.passes)}")
def test_a_chain_of_the_field_is_told_with_its_flags_and_its_doubts(real: KnowledgeGraph, chain: Chain) -> None:
    answer = asked(real, chain)
    assert answer.paths
    path = answer.paths[0]
    passed = [step.subject.entity for step in path.steps]
    assert [key for key in passed if key in chain.passes] == list(chain.passes)
    assert not set(passed) & set(real.schema.ranking.generic)
    assert set(chain.flags) <= set(path.verdict.flags)
    assert set(chain.against) <= against(real, path)


def test_neck_and_trigeminal_nerve_meet_in_one_nucleus(real: KnowledgeGraph) -> None:
    nucleus = "trigeminocervical-nucleus"
    meeting = {
        ({edge.subject.entity, edge.object.entity} - {nucleus}).pop()
        for edge in real.edges()
        if nucleus in (edge.subject.entity, edge.object.entity) and edge.predicate == "connects-to"
    }
    assert {"trigeminal-nerve", "greater-occipital-nerve", "cervical-spine"} <= meeting
