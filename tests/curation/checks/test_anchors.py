"""Claims against their texts: folding, sentences, and a check that fails closed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ARTICLES, ends_at_all

from refgraph.curation.checks.anchors import TextCheck, check_texts
from refgraph.language.sentences import contains, fold, paragraphs, place, sentences, shared_run, words_of
from refgraph.model.dataset import Dataset

# ---------------------------------------------------------------- folding

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


# ---------------------------------------------------------------- sentences


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


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_paragraphs_are_lines_that_are_not_empty(end: str, mark: bytes) -> None:
    text = mark + end.join(["One.", "", " \t ", " Two. ", "Three\u2028and\fmore."]).encode()
    assert paragraphs(text) == ("One.", "Two.", "Three\u2028and\fmore.")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ARTICLES, tmp_path / "texts"))


def found(check: TextCheck) -> list[str]:
    return [fault.code for fault in check.faults]


def test_every_anchor_of_the_toy_graph_is_in_its_paragraph(mini: Dataset) -> None:
    assert check_texts(mini, ARTICLES) == TextCheck(33, ())


def test_windows_line_ends_and_a_byte_order_mark_change_no_text(mini: Dataset, texts: Path) -> None:
    for path in texts.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_texts(mini, texts) == TextCheck(33, ())


def test_typographic_quotes_and_spaces_change_no_anchor(mini: Dataset, texts: Path) -> None:
    path = texts / "toy-hip.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(" the ", "\u00a0 the\u00ad "), encoding="utf-8")
    assert found(check_texts(mini, texts)) == ["E602"]


@pytest.mark.parametrize("place", ["nowhere", "x" * 5000, "a\0b"])
def test_nothing_checked_is_a_fault(mini: Dataset, place: str) -> None:
    check = check_texts(mini, place)
    assert check.checked == 0
    assert found(check) == ["E608", "E601", "E601"]


def test_nothing_to_check_is_a_fault(mini: Dataset) -> None:
    assert found(check_texts(replace(mini, claims=()), ARTICLES)) == ["E608"]
    assert found(check_texts(replace(mini, claims=(), sources={}), ARTICLES)) == ["E608"]


def test_one_text_missing_does_not_hide_the_others(mini: Dataset, texts: Path) -> None:
    (texts / "toy-neck.txt").unlink()
    check = check_texts(mini, texts)
    assert (check.checked, found(check)) == (16, ["E601"])


def test_a_text_that_is_empty_or_a_folder(mini: Dataset, texts: Path) -> None:
    (texts / "toy-neck.txt").write_bytes(b"")
    assert set(found(check_texts(mini, texts))) == {"E602", "E606"}
    (texts / "toy-neck.txt").unlink()
    (texts / "toy-neck.txt").mkdir()
    assert found(check_texts(mini, texts)) == ["E601"]


def asserting(mini: Dataset, sentence: str, texts: Path, **change: object) -> list[str]:
    """Check the first claim against a text where its anchor stands in this sentence."""
    claim = replace(mini.claims[0], paragraph=1, **change)  # type: ignore[arg-type]
    (texts / "toy-hip.txt").write_text(sentence.replace("@", claim.anchor), encoding="utf-8")
    source = replace(mini.sources["toy-hip"], sha256=None)
    return found(check_texts(replace(mini, claims=(claim,), sources={"toy-hip": source}), texts))


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("The @ today.", []),
        ("They do not say that the @ today.", ["W611"]),
        ("They don’t think the @ today.", ["W611"]),
        ("It never is that @ today.", ["W611"]),
        ("They no longer hold that @ today.", ["W611"]),
        ("Without reason the @ today.", ["W611"]),
        ("It is not only that @ today.", []),
        ("They don't just say that @ today.", []),
        ("It is not so. The @ today.", []),
        ("It is not a matter of how one sits or stands or walks or lies, the @ today.", []),
        ("The @ today, not so.", []),
    ],
)
def test_a_negation_that_may_reach_the_anchor_is_shown(
    mini: Dataset, texts: Path, sentence: str, codes: list[str]
) -> None:
    assert asserting(mini, sentence, texts) == codes


def test_a_denial_needs_a_negation(mini: Dataset, texts: Path) -> None:
    assert asserting(mini, "It is not so that @ today.", texts, polarity="denies") == []
    assert asserting(mini, "Despite all that is said, @ today.", texts, polarity="denies") == []
    assert asserting(mini, "It is so that @ today.", texts, polarity="denies") == ["W612"]


def test_a_state_that_is_itself_a_lack_carries_the_negation(mini: Dataset, texts: Path) -> None:
    lacking = replace(mini.claims[0].object, state="reduced")
    assert asserting(mini, "They do not see that @ today.", texts, object=lacking) == []


def test_a_relation_that_is_itself_negative_carries_the_negation(mini: Dataset, texts: Path) -> None:
    assert asserting(mini, "They do not see that @ today.", texts, predicate="not-predictive-of") == []


def test_words_copied_into_the_statement_are_shown(mini: Dataset, texts: Path) -> None:
    sentence = "One two three four five six, seven eight and @."
    assert asserting(mini, sentence, texts, statement="We say one two three four five six seven eight.") == ["W613"]
    assert asserting(mini, sentence, texts, statement="We say one two three four five six seven.") == []
