"""Words of an article: folding, paragraphs, sentences, and copied words found in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ends_at_all

from refgraph.language.sentences import contains, fold, paragraphs, place, sentences, shared_run, words_of

WORDS = st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True), min_size=1, max_size=8)
DRESS = {
    "'": "'’‘′",
    '"': '"“”„«»',
    "-": "-‐‑–—−",
    " ": [" ", "  ", "\u00a0", "\u2009", "\t", " \u200b", "\u00ad "],
}


@st.composite
def dressed(draw: st.DrawFn) -> tuple[str, str]:
    """A plain text, and the same as a typesetter would have it."""
    plain = draw(st.text(st.sampled_from("ab '\"-"), max_size=40))
    return plain, "".join(draw(st.sampled_from(DRESS.get(letter, letter))) for letter in plain)


@given(dressed())
def test_what_typesetting_changes_is_folded(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) == fold(pair[1])


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WORDS, WORDS, WORDS)
def test_an_anchor_is_found_wherever_it_stands(before: list[str], anchor: list[str], after: list[str]) -> None:
    text = " ".join([*before, *anchor, *after])
    assert contains(text, " ".join(anchor))
    assert not contains(text, " ".join(anchor) + "X")


def test_an_anchor_ends_with_its_words() -> None:
    assert not contains("a ship in sight", "hip in")
    assert not contains("the hips hurt", "the hip")
    assert contains("(the hip), hurt", "the hip")
    assert contains("a ship, a hip", "hip")
    assert place("abc", "") == -1


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Quill saw it.",
        "It is 2.5 cm long.",
        "Some, e.g. Ann, say so.",
        "Quill et al. Saw it.",
        "J. R. Nobody wrote it.",
        "See Fig. 3 and p. 12.",
        "It came... and went.",
        "“Really?” she asked.",
        "At 3 p.m. Monday it hurt.",
        "Go to www.nowhere.example now.",
        "Vs. the rest, i.e. All.",
        "No stop at all",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(fold(text)) == (fold(text),)


@pytest.mark.parametrize(
    "text",
    [
        "It hurts.| It heals.",
        "Does it?| Yes!| It does.",
        "He said “stop.”| Then he left.",
        "It is so (really).| 2 of them came.",
        "It came…| It went.",
        "The pain went.| “Good,” she said.",
        "The hip hurts!| (So it does.)",
    ],
)
def test_sentences_are_told_apart(text: str) -> None:
    assert sentences(fold(text.replace("|", ""))) == tuple(fold(part) for part in text.split("|"))


@given(st.text(max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    folded = fold(text)
    assert "".join(sentences(folded)).replace(" ", "") == folded.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["." * 200_000, ". A" * 60_000, '.")' * 60_000, "((" * 100_000, "a.b" * 60_000, "'s " * 60_000]
)
def test_no_text_hangs(text: str) -> None:
    with ends_at_all():
        folded = fold(text)
        sentences(folded)
        place(folded, folded[:50])
        words_of(folded)


def test_shared_words_count_in_a_row() -> None:
    text = "The gluteals on the left side tighten the hamstrings."
    assert shared_run("Gluteals on the left tighten", text, 4) == "gluteals on the left"
    assert shared_run("left gluteals tighten hamstrings", text, 2) == ""
    assert shared_run("", text, 2) == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_paragraphs_are_lines_that_are_not_empty(end: str, mark: bytes) -> None:
    text = mark + end.join(["One.", "", " \t ", " Two. ", "Three\u2028and\fmore."]).encode()
    assert paragraphs(text) == ("One.", "Two.", "Three\u2028and\fmore.")
