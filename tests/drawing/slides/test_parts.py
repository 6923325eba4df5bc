"""What every deck has: pictures with words, who says what, and the warning before everything else."""

from __future__ import annotations

from dataclasses import replace

from refgraph.drawing.slides import parts
from refgraph.drawing.svg import Paint
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.answers import Path as FoundPath
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding, Measure
from refgraph.report.view_builder import view


def _teller(kg: KnowledgeGraph) -> parts.Teller:
    return parts.Teller(kg, Paint(kg.schema, baked=True))


def test_a_step_is_told_with_its_hedge_who_says_it_and_the_figure_so_far(
    toy: KnowledgeGraph, longest: FoundPath
) -> None:
    teller = _teller(toy)
    told = teller.builder.path(longest, sections=False)
    first, last = (teller.step(told, step, "Step") for step in (told.steps[0], told.steps[-1]))
    assert first.texts[0].look == "strong"
    assert "Evidence: " in first.texts[1].text
    assert first.picture
    assert last.picture
    # The frame stands still while the path grows in it.
    assert (first.picture.width, first.picture.height) == (last.picture.width, last.picture.height)
    assert len(first.picture.body) < len(last.picture.body)
    assert first.picture.alt.endswith(told.steps[0].sentence)


def test_a_slide_says_of_whom_one_claim_alone_is_made(mini: Dataset) -> None:
    measured = Measure("frequency", "43", unit="%", n="53")
    told = replace(mini.claims[0], id="toy-hip#90", predicate="causes", population="53 dancers", measure=measured)
    told = replace(told, subject=Finding("rounded-back"), object=Finding("buttock-pain"))
    kg = build(replace(mini, claims=(*mini.claims, told)))
    edge = next(edge for edge in kg.edges("rounded-back", object="buttock-pain") if edge.predicate == "causes")
    slide = _teller(kg).claim(edge, "Step")
    assert "53 dancers; frequency 43 %, n = 53" in slide.texts[1].text


def test_notes_cite_the_passage_and_what_speaks_against_it(toy: KnowledgeGraph, disputed: Answer) -> None:
    teller = _teller(toy)
    told = teller.builder.path(disputed.paths[0], sections=False)
    notes = teller.notes(told.steps)
    assert any(note.startswith("Against it: ") for note in notes)
    assert all("“" in note and "paragraph" in note for note in notes)
    against = teller.against(told)
    assert any(text.look == "alert" for text in against.texts)


def test_signs_stand_in_the_warning_and_silence_is_no_reassurance(toy: KnowledgeGraph, answer: Answer) -> None:
    shown = view(toy, answer)
    told = parts.warning(toy, shown)
    assert told.text.startswith(("See a doctor first if there is ", "Red flag: "))
    from dataclasses import replace

    quiet = parts.warning(toy, view(toy, replace(answer, red_flags=(), warning=())))
    assert quiet.look == "muted"
    assert quiet.text == shown.no_red_flag


def test_a_number_is_larger_where_more_of_the_body_is_shown(toy: KnowledgeGraph, longest: FoundPath) -> None:
    teller = _teller(toy)
    near = teller.place(Finding("headache"))
    assert near
    assert 'font-size="16"' not in near.body or near.height < 460


def test_a_thing_without_a_place_has_no_picture(toy: KnowledgeGraph) -> None:
    unplaced = next(entity for entity in toy.entities() if entity.category == "theory")
    assert _teller(toy).place(Finding(unplaced.key)) is None


def test_sources_are_listed_as_they_were_numbered(toy: KnowledgeGraph, longest: FoundPath) -> None:
    teller = _teller(toy)
    teller.builder.path(longest, sections=False)
    listed = teller.sources()
    assert [text.text.split("]")[0] for text in listed.texts] == [f"[{n}" for n in range(1, len(listed.texts) + 1)]
    assert len(listed.notes) == len(listed.texts)


def test_the_licence_names_who_drew_it() -> None:
    assert [text.text for text in parts.licence("Drawn by us").texts][:2] == [parts.LICENCE, "Drawn by us"]
