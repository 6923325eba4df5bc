"""Reading a data folder: everything as it is written, every fault at once, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refgraph.curation.files import files, tree_version
from refgraph.curation.load import Loaded, read, read_schema
from refgraph.errors import DataError
from refgraph.model.dataset import Dataset
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
    assert (schema.ranking.hop, schema.ranking.evidence["experiment"].cost, schema.ranking.flags["equated"].cost) == (
        10,
        0,
        6,
    )
    assert list(schema.states["tight"].compatible) == ["short"]
    assert read_schema(MINI) == schema


def test_every_part_of_a_claim_has_its_place(mini: Dataset) -> None:
    lines = (MINI / "sources/toy-hip.yaml").read_text(encoding="utf-8").splitlines()
    for part in (("object", "entity"), ("anchor",), ("subject", "state"), ("locator", "paragraph")):
        mark = mini.marks["claim", "toy-hip#1", *part]
        claim = mini.claims[0]
        words = {"entity": "hamstrings", "anchor": claim.anchor, "state": "weak", "paragraph": "2"}[part[-1]]
        assert mark.path == "sources/toy-hip.yaml"
        assert lines[mark.line - 1][mark.column - 1 :].startswith(words)


def test_mappings_are_joined_to_their_entities(mini_copy: Path) -> None:
    (mini_copy / "mappings").mkdir(exist_ok=True)
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


@pytest.mark.parametrize("text", ["", "~\n", "# nothing\n", "---\n"])
def test_a_ranking_that_says_nothing_is_missed(mini_copy: Path, text: str) -> None:
    (mini_copy / "schema/ranking.yaml").write_text(text, encoding="utf-8")
    assert [(fault.mark.path, fault.code) for fault in read(mini_copy).faults] == [("schema/ranking.yaml", "E008")]
    with pytest.raises(DataError):
        read_schema(mini_copy)


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
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


# ---------------------------------------------------------------- versions
