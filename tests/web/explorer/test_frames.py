"""Pages for frames: what they are asked becomes their presentation; anyone may frame them, and nothing else."""

from __future__ import annotations

import pytest
from serving import text

from refgraph.errors import NoPageError, RefusedError
from refgraph.web.explorer import Explorer

SYMPTOM = "embed/v1/symptom/headache"


def asked(explorer: Explorer, address: str, **query: str) -> str:
    return explorer.file(address, {name: [value] for name, value in query.items()}).body.decode()


def test_only_a_page_for_a_frame_may_be_framed(explorer: Explorer) -> None:
    framed, usual = explorer.file(SYMPTOM), explorer.file("symptom/headache")
    assert (framed.abroad, usual.abroad) == (True, False)
    assert "frame-ancestors" not in (framed.policy or "")
    assert "frame-ancestors 'none'" in (usual.policy or "")


def test_a_page_has_the_theme_title_and_labels_that_it_is_asked_for(explorer: Explorer) -> None:
    assert 'id="dark" media="screen"' in asked(explorer, SYMPTOM, theme="dark")
    assert '<h1 id="title">Week 3 &lt;b&gt;</h1>' in asked(explorer, SYMPTOM, title="Week 3 <b>")
    assert "Answer key" in asked(explorer, SYMPTOM, labels="numbers")
    assert "Step by step" in asked(explorer, SYMPTOM, rank="1")
    assert "Who says it" in text(explorer, SYMPTOM)


def test_paths_and_entities_have_frames(explorer: Explorer, longest: str) -> None:
    assert "Step by step" in text(explorer, f"embed/v1/{longest}")
    assert "Only step 1 of" in asked(explorer, f"embed/v1/{longest}", steps="1")
    assert "What it is said to lead to" in text(explorer, "embed/v1/entity/upper-trapezius")


@pytest.mark.parametrize(
    "address",
    ["embed/v2/symptom/headache", "embed/v1/symptom/nobody", "embed/v1/symptom/hamstrings", "embed/v1/paths/headache"],
)
def test_what_has_no_frame_is_not_there(explorer: Explorer, address: str) -> None:
    with pytest.raises(NoPageError):
        explorer.file(address)


@pytest.mark.parametrize(
    "query", [{"theme": "blue"}, {"rank": "x"}, {"width": "1"}, {"colour": "red"}, {"steps": "9-1"}, {"rank": "9999"}]
)
def test_what_cannot_be_shown_is_refused(explorer: Explorer, query: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        asked(explorer, SYMPTOM, **query)
