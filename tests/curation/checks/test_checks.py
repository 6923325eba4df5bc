"""The checks: each has an example of what it finds, says where it stands, and is listed in the docs."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pytest
from toys import FAULTS, ends_at_all, overlay
from with_claims import with_claims

from refgraph.curation.checks import CHECKS, TEXT_CODES, catalogue, check_texts, names, validate, vocabulary
from refgraph.curation.checks import claims as stated
from refgraph.curation.load import CODES, read
from refgraph.model.dataset import Dataset

EXAMPLES = sorted(FAULTS.iterdir())
DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_each_example_has_exactly_its_faults(example: Path, tmp_path: Path) -> None:
    data, articles = overlay(example, tmp_path)
    loaded = read(data)
    faults = loaded.faults + validate(loaded.dataset)
    code = example.name[:4]
    if code in TEXT_CODES:
        faults += check_texts(loaded.dataset, articles).faults
    found = "".join(f"{fault}\n" for fault in faults).replace(str(tmp_path), "TMP")
    assert found == (example / "expected.txt").read_text(encoding="utf-8")
    assert code in {fault.code for fault in faults}


def test_every_code_has_an_example() -> None:
    assert {path.name[:4] for path in EXAMPLES} == {*CODES, *CHECKS, *TEXT_CODES}


def test_every_check_has_a_code_and_a_message_in_one_line() -> None:
    defined = {
        check
        for module in (vocabulary, names, stated)
        for name, check in inspect.getmembers(module, inspect.isfunction)
        if check.__module__ == module.__name__ and list(inspect.signature(check).parameters) == ["data"]
        if not name.startswith("_")
    }
    assert defined == set(CHECKS.values())
    assert all(check.__doc__ and "\n" not in check.__doc__ and check.__doc__.endswith(".") for check in CHECKS.values())


def test_the_page_of_codes_is_fresh() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == catalogue()


def test_no_word_of_the_vocabulary_stands_in_the_checks(mini: Dataset) -> None:
    words = {*mini.schema.predicates, *mini.schema.states, *mini.schema.categories, *mini.schema.ranking.flags}
    words |= {*mini.schema.ranking.evidence, *mini.schema.families}
    for module in (vocabulary, names, stated):
        tree = ast.parse(inspect.getsource(module))
        literals = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not literals & words


def test_the_toy_graph_passes_every_check(mini: Dataset) -> None:
    assert validate(mini) == ()


def test_select_takes_codes_and_beginnings(mini_copy: Path) -> None:
    path = mini_copy / "sources/toy-hip.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("hip-drop-test", "hip-dorp-test")
        .replace("predicate: tilts", "predicate: tlits")
    )
    path.write_text(text, encoding="utf-8")
    dataset = read(mini_copy).dataset
    assert [fault.code for fault in validate(dataset)] == ["W205", "E402", "E401"]
    assert [fault.code for fault in validate(dataset, ("W",))] == ["W205"]
    assert [fault.code for fault in validate(dataset, ("E401", "E402"))] == ["E402", "E401"]
    assert validate(dataset, ()) == ()


def test_a_fault_of_a_dataset_without_marks_names_its_claim(mini: Dataset) -> None:
    bare = replace(mini, marks={}, claims=(replace(mini.claims[0], predicate="tigthens"),))
    fault = next(fault for fault in validate(bare) if fault.code == "E402")
    assert str(fault).startswith("claim toy-hip#1:1:1: E402 ")
    assert "Did you mean: tightens" in str(fault)


# ---------------------------------------------------------------- rules whose edges an example cannot show


def test_a_large_dataset_does_not_hang(mini: Dataset) -> None:
    many = [
        replace(claim, id=f"{claim.source}#{n}-{claim.id}", paragraph=n) for n in range(80) for claim in mini.claims
    ]
    with ends_at_all():
        validate(with_claims(mini, *many))
