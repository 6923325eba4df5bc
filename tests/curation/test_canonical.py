"""The canonical form of a source's file: nothing is lost, and one value has one form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import MINI

from refgraph.curation.canonical import canonical, changed, dump, without_empty
from refgraph.curation.yaml import parse
from refgraph.errors import DataError
from refgraph.graph.open import bundled

# Any letter that YAML allows in a quoted scalar, and those that mean something to it.
_TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(":#-?,[]{}&*!|>'\"%@`~ \n\t"), max_size=12
)
_SCALARS = _TEXTS | st.sampled_from(
    ["null", "~", "no", "2020-05-13", "Null", "0x1", "1_000", "1e3", "- a", "a: b", "a #b", ""]
)
_KEYS = st.sampled_from(["id", "title", "subject", "entity", "n", "date", "context", "locator", "claims"]) | _SCALARS
_VALUES = st.recursive(
    st.none() | _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)
_FILES = st.fixed_dictionaries(
    {"source": st.dictionaries(_KEYS, _VALUES, max_size=4)},
    optional={"claims": st.lists(st.dictionaries(_KEYS, _VALUES, max_size=4), max_size=3) | _VALUES, "names": _VALUES},
)


def _value(text: str) -> object:
    document = parse("x.yaml", text.encode())
    assert document.faults == (), (text, document.faults)
    return document.value


@given(_FILES)
def test_what_is_written_reads_as_the_same(value: dict[str, object]) -> None:
    text = dump(value)
    assert _value(text) == value
    assert dump(_value(text)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("folder", [MINI, bundled()], ids=["toy", "bundled"])
def test_every_file_reads_as_the_same_in_its_canonical_form(folder: Path) -> None:
    files = sorted((folder / "sources").glob("*.yaml"))
    assert files
    for file in files:
        value = parse(file.name, file.read_bytes()).value
        assert _value(dump(value)) == value, file


def test_keys_come_in_order_and_unknown_ones_last() -> None:
    claim = "- statement: S.\n  new: x\n  object: {state: sore, entity: neck}\n  id: 3\n"
    told = f"claims:\n{claim}source: {{date: 2020, title: T}}\n"
    assert canonical("a.yaml", told.encode()) == (
        "source:\n  title: T\n  date: 2020\nclaims:\n- id: 3\n  object: {entity: neck, state: sore}\n"
        "  statement: S.\n  new: x\n"
    )


def test_text_that_looks_like_something_else_is_quoted() -> None:
    claim = {"id": "1", "certain": "true", "measure": {"value": "16", "unit": "%", "n": "212"}, "condition": "no"}
    assert dump({"claims": [claim]}) == (
        'claims:\n- id: 1\n  certain: "true"\n  condition: "no"\n  measure: {value: "16", unit: "%", n: "212"}\n'
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (b"source: {title: T} # why\nclaims: []\n", "a.yaml:1: a comment would be lost"),
        (b"source:\n  title: T\n# why\nclaims: []\n", "a.yaml:3: a comment would be lost"),
        (b"- a\n", "its top level must be a mapping"),
        (b"source: {title: [}\n", "cannot be formatted"),
    ],
)
def test_what_cannot_be_kept_is_refused(told: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        canonical("a.yaml", told)


def test_a_number_sign_in_a_text_is_no_comment() -> None:
    assert "no. #3" in canonical("a.yaml", b'source: {title: "no. #3 of C#"}\nclaims: []\n')


def test_comments_in_front_of_all_else_stay() -> None:
    told = "# Why.\n# And how.\nsource: {title: T}\nclaims: []\n"
    assert canonical("a.yaml", told.encode()) == "# Why.\n# And how.\nsource:\n  title: T\nclaims: []\n"


def test_what_a_blank_file_leaves_unsaid_is_dropped_and_nothing_else() -> None:
    told = b"source:\n  title: Hips\n  doi:\n  authors: []\nclaims: []\n"
    assert changed("a.yaml", told, without_empty) == "source:\n  title: Hips\n  authors: []\nclaims: []\n"
    assert without_empty({"source": None, "claims": []}) == {"source": None, "claims": []}
