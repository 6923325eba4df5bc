"""The same answers through a real Spark over Parquet; nothing here takes long but the start of Spark."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engine_checks import assert_same_commands, bit_by_bit, queries, recorded, same

from refgraph.cli import main
from refgraph.engines import spark
from refgraph.engines.gathering.gather import ask, ask_all
from refgraph.engines.gathering.partial_graph import names_of
from refgraph.engines.local import Mapped
from refgraph.engines.protocol import Budget
from refgraph.errors import EngineError
from refgraph.graph import names
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.answers import Query
from refgraph.model.statements import Finding
from refgraph.report.records import answer_json
from refgraph.report.view_builder import view
from refgraph.search import questions


def _why_not() -> str:
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'refgraph[spark]'"
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        return "there is no Java, which Spark needs (17 or later)"
    return ""


WHY_NOT = _why_not()
pytestmark = [
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "all is there"),
    # Spark's own Python leaves sockets and files to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    made = spark.session(
        spark_driver_memory="1g",
        spark_master="local[1]",
        spark_driver_extraJavaOptions="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        spark_sql_shuffle_partitions="1",
        spark_default_parallelism="1",
        spark_sql_adaptive_enabled="false",
        # Small plans run once: compiling each would take longer than running it.
        spark_sql_codegen_wholeStage="false",
        spark_sql_codegen_factoryMode="NO_CODEGEN",
    )
    yield made
    made.stop()


@pytest.fixture(scope="module")
def folder(founding: KnowledgeGraph, session: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("parquet") / "real")
    spark.write(founding, place, session)
    return place


@pytest.fixture(scope="module")
def toy_folder(toy: KnowledgeGraph, session: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("parquet") / "toy")
    spark.write(toy, place, session)
    return place


def test_ends_of_the_toy_graph_in_one_batch(toy: KnowledgeGraph, toy_folder: str, session: Any) -> None:
    asked = ask_all(spark.Spark(toy_folder, session), list(queries(toy, step=30)), bit_by_bit())
    assert all(same(toy, one) for one in asked)


@pytest.mark.slow
def test_ends_of_the_bundled_graph_in_one_batch(founding: KnowledgeGraph, folder: str, session: Any) -> None:
    asked = ask_all(spark.Spark(folder, session), list(queries(founding, step=160)), bit_by_bit())
    assert all(same(founding, one) for one in asked)
    assert asked[0].budget.used["rounds"] < 60


@pytest.mark.slow
def test_the_origins_of_all_symptoms_of_a_graph_that_is_fetched_whole(
    founding: KnowledgeGraph, folder: str, session: Any
) -> None:
    store = spark.Spark(folder, session)
    symptoms = store.of_category("symptom")
    assert list(symptoms) == sorted(entity.key for entity in founding.entities("symptom"))
    asked = ask_all(store, [Query("origins", end=Finding(key)) for key in symptoms])
    assert all(same(founding, one) for one in asked)
    assert asked[0].budget.used["rounds"] == 1


def test_a_store_tells_what_a_mapped_index_tells(toy: KnowledgeGraph, toy_folder: str, session: Any) -> None:
    store, near = spark.Spark(toy_folder, session), Mapped(toy)
    keys = [entity.key for entity in toy.entities()]
    assert store.data_version == toy.data_version
    assert store.schema == toy.schema
    assert store.in_edges(keys, 1000) == near.in_edges(keys, 1000)
    assert store.out_edges(keys[:5], 1000) == near.out_edges(keys[:5], 1000)
    assert store.touching(keys, 1000) == near.touching(keys, 1000)
    assert store.links(keys, "in", 1000) == near.links(keys, "in", 1000)
    assert not store.in_edges(keys, 3).whole
    assert sorted(store.entities(keys), key=repr) == sorted(near.entities(keys), key=repr)
    assert store.entities(["no-such-thing"]) == ()
    assert store.sources(["toy-hip"]) == near.sources(["toy-hip"])
    assert names.read(names_of(store, ["left gluteals weak"]), "left gluteals weak").entity == "gluteals"


def test_the_command_line_answers_the_same(
    toy_folder: str, session: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert_same_commands(f"spark:{toy_folder}", "tests/data/mini", capsys, forms=1)
    assert main(["origins", "headache", "--engine", f"spark:{tmp_path}/none"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("refgraph: spark: cannot read (")
    assert error.count("\n") == 1


def test_large_batches_are_joined(toy: KnowledgeGraph, toy_folder: str, session: Any) -> None:
    store, near = spark.Spark(toy_folder, session, inline=3), Mapped(toy)
    keys = [entity.key for entity in toy.entities()]
    assert store.out_edges(keys, 1000) == near.out_edges(keys, 1000)
    assert store.claims([claim.id for claim in toy.claims()], 1000).claims == near.everything(1000).claims


def test_an_index_is_built_of_parquet(founding: KnowledgeGraph, folder: str, session: Any, tmp_path: Path) -> None:
    out = tmp_path / "founding.index"
    assert spark.index(folder, out, session) == len(founding.claims())
    assert out.read_bytes() == bytes(founding.index._data)


def test_questions_are_spread_over_workers(founding: KnowledgeGraph, folder: str, session: Any, tmp_path: Path) -> None:
    out = tmp_path / "founding.index"
    spark.index(folder, out, session)
    asked = [Query("origins", end=Finding(entity.key)) for entity in founding.entities("symptom")][:20]
    told = list(spark.answers(out, asked, session))
    assert [query for query, _ in told] == asked
    assert all(record == recorded(founding, questions.ask(founding, query), True) for query, record in told)
    with pytest.raises(EngineError, match=r"spark: a worker failed"):
        list(spark.answers(tmp_path / "none.index", asked[:1], session))


def test_what_goes_wrong_is_one_plain_line(toy: KnowledgeGraph, toy_folder: str, session: Any, tmp_path: Path) -> None:
    with pytest.raises(EngineError) as told:
        spark.Spark(str(tmp_path / "none"), session)
    assert str(told.value).startswith("spark: cannot read (")
    assert "\n" not in str(told.value)
    with pytest.raises(EngineError, match="spark: cannot write"):
        spark.write(toy, toy_folder, session)
    spoilt = shutil.copytree(toy_folder, tmp_path / "spoilt")
    for part in (spoilt / "claims").glob("*.parquet"):
        part.write_bytes(part.read_bytes()[:200])
    for crc in (spoilt / "claims").glob(".*.crc"):
        crc.unlink()
    with pytest.raises(EngineError, match="spark: cannot read"):
        ask(spark.Spark(str(spoilt), session), Query("origins", end=Finding("headache")))


def test_a_budget_that_ends_is_said(founding: KnowledgeGraph, folder: str, session: Any) -> None:
    query = Query("origins", end=Finding("headache"))
    cut = ask(spark.Spark(folder, session), query, Budget(rounds=1, whole=0))
    assert cut.budget.spent == "rounds"
    assert not cut.answer.complete
    answer_json.answer(view(cut.kg, cut.answer))
