"""Claims against their texts: folding, sentences, and a check that fails closed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from toys import ARTICLES

from refgraph.curation.checks.anchors import TextCheck, check_texts
from refgraph.model.dataset import Dataset

# ---------------------------------------------------------------- folding


# ---------------------------------------------------------------- sentences


# ---------------------------------------------------------------- files


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
    assert found(check) == ["E608", "W614", "W614"]


def test_nothing_to_check_is_a_fault(mini: Dataset) -> None:
    assert found(check_texts(replace(mini, claims=()), ARTICLES)) == ["E608"]
    assert found(check_texts(replace(mini, claims=(), sources={}), ARTICLES)) == ["E608"]


def test_one_text_missing_does_not_hide_the_others(mini: Dataset, texts: Path) -> None:
    (texts / "toy-neck.txt").unlink()
    check = check_texts(mini, texts)
    assert (check.checked, found(check)) == (16, ["W614"])


def test_a_text_that_is_empty_or_a_folder(mini: Dataset, texts: Path) -> None:
    (texts / "toy-neck.txt").write_bytes(b"")
    assert set(found(check_texts(mini, texts))) == {"E602", "E606"}
    (texts / "toy-neck.txt").unlink()
    (texts / "toy-neck.txt").mkdir()
    assert found(check_texts(mini, texts)) == ["W614"]


def test_a_text_is_looked_for_in_one_folder_after_the_other(mini: Dataset, texts: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (texts / "toy-neck.txt").rename(other / "toy-neck.txt")
    check = check_texts(mini, texts, other)
    assert (check.checked, found(check)) == (len(mini.claims), [])


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
