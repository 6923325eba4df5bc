"""Reading a data folder: everything as it is written, every fault at once, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import ends_at_all

from refgraph.curation import forms
from refgraph.curation import yaml as yaml_tree
from refgraph.curation.files import files, tree_version
from refgraph.curation.load import CODES, Loaded, read, read_schema
from refgraph.errors import DataError
from refgraph.model.dataset import Dataset, Mark
from refgraph.model.statements import Claim, Finding

MINI = Path(__file__).parents[1] / "data" / "mini"


# ---------------------------------------------------------------- what is read


def test_the_toy_graph_has_no_fault(mini_loaded: Loaded) -> None:
    assert mini_loaded.faults == ()
    assert list(mini_loaded.dataset.sources) == ["toy-hip", "toy-neck"]
    assert len(mini_loaded.dataset.claims) == 33


def test_a_claim_is_read_as_it_is_written(mini: Dataset) -> None:
    assert mini.claims[0] == Claim(
        id="toy-hip#1",
        source="toy-hip",
        subject=Finding("gluteals", "weak", "left"),
        predicate="tightens",
        object=Finding("hamstrings", "tight", "ipsilateral"),
        paragraph=2,
        anchor="gluteals on the left tighten the hamstrings",
        statement="When the left gluteals lack strength, the hamstrings on that side become tight.",
    )


def test_fields_that_are_left_out_are_defaults_or_unknown(mini: Dataset) -> None:
    claim = mini.claims[0]
    assert (claim.polarity, claim.modality, claim.evidence) == ("asserts", "states", "author-assertion")
    assert (claim.speaker, claim.condition, claim.relies_on, claim.repeated) == (None, None, (), ())
    assert (mini.sources["toy-neck"].date, mini.sources["toy-neck"].url) == (None, None)


def test_repeats_theories_and_sides_are_kept(mini: Dataset) -> None:
    claims = {claim.id: claim for claim in mini.claims}
    assert claims["toy-hip#2"].repeated == (13,)
    assert claims["toy-neck#7"].relies_on == ("goblin-theory",)
    assert claims["toy-hip#7"].object.side == "contralateral"


def test_an_entity_takes_its_category_from_its_file(mini: Dataset) -> None:
    assert mini.entities["posterior-pelvic-tilt"].category == "posture"
    assert list(mini.entities["posterior-pelvic-tilt"].distinct_from) == ["pelvis-dragged-forward"]
    assert mini.entities["gluteals"].synonyms == ("glutes", "butt muscles", "gluteals")


def test_the_schema_is_typed(mini: Dataset) -> None:
    schema = mini.schema
    assert (schema.categories["muscle"].stateful, schema.categories["posture"].stateful) == (True, False)
    assert (schema.predicates["same-as"].symmetric, schema.predicates["member-of"].walk) == (True, "carry")
    assert (schema.ranking.hop, schema.ranking.evidence["study"], schema.ranking.flags["equated"].cost) == (10, 0, 6)
    assert list(schema.states["tight"].compatible) == ["short"]
    assert read_schema(MINI) == schema


def test_the_dataset_cannot_be_changed(mini: Dataset) -> None:
    with pytest.raises(TypeError):
        mini.entities["x"] = mini.entities["gluteals"]  # type: ignore[index]
    with pytest.raises(TypeError):
        mini.schema.states["tight"].compatible["weak"] = "no"  # type: ignore[index]


def test_every_part_of_a_claim_has_its_place(mini: Dataset) -> None:
    lines = (MINI / "sources/toy-hip.yaml").read_text(encoding="utf-8").splitlines()
    for part in (("object", "entity"), ("anchor",), ("subject", "state"), ("locator", "paragraph")):
        mark = mini.marks["claim", "toy-hip#1", *part]
        claim = mini.claims[0]
        words = {"entity": "hamstrings", "anchor": claim.anchor, "state": "weak", "paragraph": "2"}[part[-1]]
        assert mark.path == "sources/toy-hip.yaml"
        assert lines[mark.line - 1][mark.column - 1 :].startswith(words)


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


def test_mappings_are_joined_to_their_entities(mini_copy: Path) -> None:
    (mini_copy / "mappings").mkdir()
    table = (
        "#curie_map:\n#  HP: http://purl.obolibrary.org/obo/HP_\n"
        "subject_id\tpredicate_id\tobject_id\tpredicate_modifier\n"
        "refgraph:headache\tskos:exactMatch\tHP:0002315\t\n"
        "refgraph:headache\tskos:exactMatch\tHP:0000001\tNot\n"
        "refgraph:tightens\tskos:broadMatch\tRO:0002411\t\n"
    )
    (mini_copy / "mappings/hp.sssom.tsv").write_text(table, encoding="utf-8")
    loaded = read(mini_copy)
    assert loaded.faults == ()
    assert loaded.dataset.entities["headache"].mappings == (("skos:exactMatch", "HP:0002315"),)


# ---------------------------------------------------------------- what is wrong


def test_all_faults_come_at_once_in_the_order_of_the_files(mini_copy: Path) -> None:
    (mini_copy / "entities/nerve.yaml").write_text("sciatic-nerve: {labell: x}\n", encoding="utf-8")
    (mini_copy / "sources/aa.yaml").write_text("source: {}\nclaims: [\n", encoding="utf-8")
    (mini_copy / "sources/toy-hip.yaml").write_bytes(b"\xff")
    faults = read(mini_copy).faults
    assert [fault.code for fault in faults] == ["E005", "E005", "E004", "E002", "E001"]
    assert list(faults) == sorted(faults)


def test_what_is_sound_beside_a_fault_is_read(mini_copy: Path) -> None:
    source = mini_copy / "sources/toy-hip.yaml"
    source.write_text(
        source.read_text(encoding="utf-8").replace("{paragraph: 2}", "{paragraph: two}"), encoding="utf-8"
    )
    loaded = read(mini_copy)
    assert len(loaded.faults) == 1
    assert [claim.id for claim in loaded.dataset.claims[:2]] == ["toy-hip#2", "toy-hip#3"]


@pytest.mark.parametrize("name", ["no/such/folder", "x" * 10_000, "a\0b", __file__])
def test_a_folder_that_is_none_is_one_fault(name: str) -> None:
    loaded = read(name)
    assert [fault.code for fault in loaded.faults] == ["E008"]
    assert len(str(loaded.faults[0])) < 200
    assert loaded.dataset.claims == ()
    with pytest.raises(DataError):
        tree_version(name)
    with pytest.raises(DataError):
        read_schema(name)


def test_an_empty_folder_says_what_it_lacks(tmp_path: Path) -> None:
    assert [str(fault) for fault in read(tmp_path).faults] == [
        f"schema/{name}.yaml:1:1: E008 the file is missing"
        for name in ("categories", "families", "predicates", "ranking", "states")
    ]


def test_a_folder_without_entities_and_claims_says_so(mini_copy: Path) -> None:
    for name in files(mini_copy):
        if not name.startswith("schema/"):
            (mini_copy / name).unlink()
    assert [fault.mark.path for fault in read(mini_copy).faults] == ["entities"]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_files_that_cannot_be_read_are_faults(mini_copy: Path) -> None:
    (mini_copy / "sources/gone.yaml").symlink_to(mini_copy / "nowhere")
    (mini_copy / "sources/round.yaml").symlink_to("round.yaml")
    (mini_copy / "sources/folder.yaml").mkdir()
    os.mkfifo(mini_copy / "sources/pipe.yaml")
    loaded = read(mini_copy)
    assert {fault.mark.path: fault.code for fault in loaded.faults} == {
        "sources/gone.yaml": "E001",
        "sources/pipe.yaml": "E001",
        "sources/round.yaml": "E001",
    }
    assert len(loaded.dataset.claims) == 33


@pytest.mark.skipif(os.name == "nt", reason="needs a file system of bytes")
def test_a_file_name_that_is_no_text_is_one_fault(mini_copy: Path) -> None:
    Path(os.fsdecode(os.fsencode(mini_copy) + b"/sources/\xff.yaml")).write_bytes(b"")
    faults = read(mini_copy).faults
    assert [fault.code for fault in faults] == ["E008"]
    str(faults[0]).encode()


def test_a_schema_with_faults_is_refused(mini_copy: Path) -> None:
    (mini_copy / "schema/states.yaml").write_text("tight: {}\n", encoding="utf-8")
    with pytest.raises(DataError, match="description") as caught:
        read_schema(mini_copy)
    assert [fault.code for fault in caught.value.faults] == ["E005"]


def test_what_is_faulty_is_declared_all_the_same(mini_copy: Path) -> None:
    from refgraph.curation.checks import validate

    path = mini_copy / "entities/nerve.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("label:", "lable:"), encoding="utf-8")
    loaded = read(mini_copy)
    assert {fault.code for fault in loaded.faults} == {"E004", "E005"}
    assert not [fault for fault in validate(loaded.dataset) if fault.code == "E401"]


# ---------------------------------------------------------------- hostile files


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


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_faults(data: bytes) -> None:
    doc = yaml_tree.parse("x.yaml", data)
    assert all(fault.code in CODES and fault.mark.line >= 1 and fault.mark.column >= 1 for fault in doc.faults)


YAML_TEXT = st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~ \n\t\\é\u2028\x85\ufeff"), max_size=80)


@settings(max_examples=300, deadline=None)
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


VALUES = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["1", "0", "tight", "gluteals", "true", "2020-05-13"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = [*forms.keys("claim"), *forms.keys("source"), *forms.keys("predicate"), *forms.keys("ranking"), "x"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(forms.FORMS)), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8) | VALUES)
def test_any_record_is_taken_or_blamed(kind: str, value: object) -> None:
    form, errors = forms.check(kind, value)
    assert (form is None) == bool(errors)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["schema/states.yaml", "schema/ranking.yaml", "entities/muscle.yaml", "sources/toy-hip.yaml"]),
    st.data(),
)
def test_a_file_spoilt_anywhere_never_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    import shutil

    from refgraph.curation.checks import validate

    folder = Path(shutil.copytree(MINI, tmp_path_factory.mktemp("spoilt") / "data"))
    content = (folder / name).read_bytes()
    at = data.draw(st.integers(0, len(content)))
    (folder / name).write_bytes(
        content[:at] + data.draw(st.binary(max_size=5)) + content[at + data.draw(st.integers(0, 40)) :]
    )
    loaded = read(folder)
    for fault in (*loaded.faults, *validate(loaded.dataset)):
        assert str(fault).isprintable()


# ---------------------------------------------------------------- the strict scalars


@pytest.mark.parametrize(
    "text", ["1_0", "１２", "1.0", " 1 2", "0x1", "-1", "+1", "1e3", "yes", "", "07", "9" * 10, None, [], {}]
)
def test_a_paragraph_is_a_plain_whole_number(text: object) -> None:
    value = {"paragraph": text}
    found = forms.check("claim", {"locator": value})[1]
    assert any(error["loc"] == ("locator", "paragraph") for error in found)


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2020-13", "20-01-01", "2020-1-1", "yesterday", "2020-05-13T00:00", "0000", "1/2/2020"]
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert [error["loc"] for error in forms.check("source", {"date": text})[1]] == [("date",)]


@pytest.mark.parametrize("text", ["2020", "2020-05", "2020-02-29"])
def test_a_date_may_be_as_vague_as_it_is_known(text: str) -> None:
    form, _ = forms.check("source", {"date": text})
    assert form is not None
    assert dict(form)["date"] == text


# ---------------------------------------------------------------- versions


def test_the_version_names_the_content(mini_copy: Path) -> None:
    first = tree_version(mini_copy)
    assert first == tree_version(MINI) == read(MINI).dataset.version
    (mini_copy / "sources/.toy-hip.yaml.swp").write_text("x", encoding="utf-8")
    (mini_copy / "notes.txt").write_text("x", encoding="utf-8")
    assert tree_version(mini_copy) == first
    path = mini_copy / "sources/toy-hip.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    second = tree_version(mini_copy)
    path.rename(path.with_name("toy-hop.yaml"))
    assert len({first, second, tree_version(mini_copy)}) == 3


def test_files_that_run_together_have_another_version(tmp_path: Path) -> None:
    versions = []
    for number, contents in enumerate(({"a": b"bc", "d": b""}, {"a": b"b", "cd": b""}, {"a": b"", "b": b"cd"})):
        folder = tmp_path / str(number) / "sources"
        folder.mkdir(parents=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        versions.append(tree_version(folder.parent))
    assert len(set(versions)) == 3


def test_the_fast_path_imports_no_third_party() -> None:
    code = (
        "import sys, refgraph.curation.files, refgraph.model.citations, refgraph.model; "
        "sys.exit('yaml' in sys.modules or 'pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_mark_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    doc = yaml_tree.parse("a.yaml", b"a:\n  b: c\n")
    assert doc.mark(("a", "x", "y")) == Mark("a.yaml", 2, 3)
    assert doc.mark(("a",), key=True) == Mark("a.yaml", 1, 1)
    assert doc.mark(("z",)) == Mark("a.yaml", 1, 1)
