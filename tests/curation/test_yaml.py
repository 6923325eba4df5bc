"""YAML with places: scalars stay text, and no file hangs or breaks the reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import ends_at_all

from refgraph.curation import yaml as yaml_tree
from refgraph.curation.files import files
from refgraph.curation.load import CODES, read
from refgraph.model.dataset import Dataset, Mark

MINI = Path(__file__).parents[1] / "data" / "mini"


def test_scalars_stay_text(mini_copy: Path) -> None:
    source = mini_copy / "sources/toy-neck.yaml"
    text = source.read_text(encoding="utf-8").replace("A headache from the moon?", "no")
    source.write_text(
        text.replace("publisher: The Imaginary Neck", "publisher: 1_000.0\n  note: null"), encoding="utf-8"
    )
    found = read(mini_copy).dataset.sources["toy-neck"]
    assert (found.title, found.publisher, found.note) == ("no", "1_000.0", None)


def test_a_quoted_null_is_a_word() -> None:
    assert yaml_tree.parse("a", b"[null, '', 'null', ~, \"~\"]").value == [None, "", "null", None, "~"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(mini_copy: Path, mini: Dataset) -> None:
    for name in files(mini_copy):
        path = mini_copy / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    loaded = read(mini_copy)
    assert loaded.faults == ()
    assert replace(loaded.dataset, version="", marks={}) == replace(mini, version="", marks={})


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 50_000,
        "a: &a [x]\n" + "b: [" + "*a, " * 1000 + "]",
        "? " * 50_000,
        "!!python/object/apply:os.system ['true']",
        "%YAML 9.9\n---\na: b",
        "'" * 100_001,
        "a: |\n" + " x\n" * 100_000,
        "\t" * 100_000 + "a: b",
        "#" * 1_000_000,
        "a:\n" + "-\n" * 300_000,
        "x" * 900_000 + ": 1\n" + "x" * 900_000 + ": 1\n",
        "!<%1b[31m> x",
    ],
    ids=lambda text: text[:12].strip(),
)
def test_no_file_can_hang_or_break_the_reader(text: str) -> None:
    with ends_at_all():
        doc = yaml_tree.parse("bad.yaml", text.encode())
    assert doc.value is None or not doc.faults
    assert all(len(str(fault)) < 400 and str(fault).isprintable() for fault in doc.faults)


def test_a_giant_is_refused_before_it_is_parsed() -> None:
    assert yaml_tree.parse("a", b"a" * (yaml_tree.MAX_BYTES + 1)).faults[0].code == "E007"


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch, mini: Dataset) -> None:
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(MINI).dataset == mini
    assert yaml_tree.parse("a.yaml", b"a: [\n").faults[0].code == "E002"
    assert yaml_tree.parse("a.yaml", b"a: \x07").faults[0].mark == Mark("a.yaml", 1, 4)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_faults(data: bytes) -> None:
    doc = yaml_tree.parse("x.yaml", data)
    assert all(fault.code in CODES and fault.mark.line >= 1 and fault.mark.column >= 1 for fault in doc.faults)


YAML_TEXT = st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~ \n\t\\é\u2028\x85\ufeff"), max_size=80)


@given(YAML_TEXT)
def test_any_yaml_like_text_is_read_as_yaml_reads_it(text: str) -> None:
    """What is accepted has the shape that the library itself sees, every scalar apart."""
    import yaml

    doc = yaml_tree.parse("x.yaml", text.encode())
    if not doc.faults:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
        assert _shape(node) == _outline(doc.value)


def _shape(node: object) -> object:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {key.value: _shape(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_shape(item) for item in node.value]
    return "scalar"


def _outline(value: object) -> object:
    if isinstance(value, dict):
        return {key: _outline(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_outline(part) for part in value]
    return "scalar"


def test_the_mark_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    doc = yaml_tree.parse("a.yaml", b"a:\n  b: c\n")
    assert doc.mark(("a", "x", "y")) == Mark("a.yaml", 2, 3)
    assert doc.mark(("a",), key=True) == Mark("a.yaml", 1, 1)
    assert doc.mark(("z",)) == Mark("a.yaml", 1, 1)
