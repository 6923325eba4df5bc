"""An index built from KGX files is, byte for byte, the one that is assembled claim by claim."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.curation.load import read_schema
from refgraph.errors import DataError, UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.io.kgx import build_from_dataset, build_index, files, version_of
from refgraph.io.kgx.columns import EDGE_COLUMNS as KNOWN_COLUMNS
from refgraph.io.kgx.columns import NODE_COLUMNS as KNOWN_NODE_COLUMNS
from refgraph.io.kgx.vocabulary import Terms, read_tables
from refgraph.io.kgx.words import PLACEHOLDERS
from refgraph.model.answers import Query
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Entity
from refgraph.search.questions import ask
from refgraph.storage.compiler import assemble
from refgraph.storage.index import Index

pytest.importorskip("polars")

from refgraph.io.kgx.read import read_edges, read_nodes
from refgraph.io.kgx.records import anchor
from refgraph.io.kgx.tables import Faults, Table
from refgraph.io.kgx.write import Graph, write

ROOT = Path(__file__).parents[3]
SCHEMA = read_schema(ROOT / "graph_data")
TABLES = read_tables(ROOT / "graph_data/mappings/kgx.yaml")
Row = Mapping[str, str]
NODE_COLUMNS = ("id", "category", "name", "synonym")

# ---------------------------------------------------------------- the same, read slowly


def without_placeholders(row: Row) -> Row:
    return {name: "" if text in PLACEHOLDERS and not name.endswith("id") else text for name, text in row.items()}


def slowly(nodes: Sequence[Row], edges: Sequence[Row], version: str) -> Dataset:
    terms = Terms(SCHEMA, TABLES)
    nodes, edges = (list(map(without_placeholders, rows)) for rows in (nodes, edges))
    entities = {}
    for node in nodes:
        told = (text.strip() for text in node.get("synonym", "").split("|"))
        synonyms = tuple(dict.fromkeys(text for text in told if text and text not in PLACEHOLDERS))
        label = node.get("name") or node["id"]
        entities[node["id"]] = Entity(node["id"], terms.category(node.get("category", "")), label, clinical=synonyms)
    claims, sources = [], {}
    for number, edge in enumerate(edges, 1):
        kind = terms.kind({**edge, "object_category": entities[edge["object"]].category})
        for key in terms.sources(edge.get("publications", ""), edge.get("primary_knowledge_source", "")):
            sources[key] = Source(key, url=terms.link(key), type="database" if key.startswith("infores:") else None)
            claims.append(
                Claim(
                    f"{key}#{edge.get('id', number)}",
                    key,
                    Finding(edge["subject"], kind.subject_state, kind.subject_side),
                    kind.predicate,
                    Finding(edge["object"], kind.object_state, kind.object_side),
                    0,
                    anchor(edge.get("supporting_text", "")),
                    "",
                    polarity=kind.polarity,
                    modality=kind.modality,
                    evidence=kind.evidence,
                )
            )
    return Dataset(terms.schema(), entities, sources, tuple(claims), version=version)


def write_tsv(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> Path:
    lines = ["\t".join(columns), *("\t".join(row.get(name, "") for name in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="")
    return path


def write_json(path: Path, rows: Sequence[Row]) -> Path:
    def value(name: str, text: str) -> Any:
        many = name in ("category", "synonym", "publications")
        return text.split("|") if many else text == "true" if name == "negated" else text

    records = ({name: value(name, text) for name, text in row.items() if text} for row in rows)
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), "utf-8", newline="")
    return path


def same(held: Path, nodes: Sequence[Row], edges: Sequence[Row]) -> None:
    """Compare section by section, so that a difference has a name, then all of it."""
    found = Index.open(held)
    found.verify()
    version = KnowledgeGraph(found).data_version
    wanted = Index.from_bytes(assemble(slowly(nodes, edges, version), spoken=False))
    assert list(found._table) == list(wanted._table)
    for name in wanted._table:
        assert bytes(found.column(name)) == bytes(wanted.column(name)), name
    assert bytes(found._data) == bytes(wanted._data)


# ---------------------------------------------------------------- small graphs

texts = st.text(st.sampled_from("aàs eE'\"\\-_.é’1ß"), max_size=14).map(str.strip)
IDS = ("HP:1", "HP:10", "HP:2", "x:é", 'q:"1"', "a-much-longer-identifier:0000001", "a-much-longer-identifier:0000002")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    ids = draw(st.permutations(IDS))[: draw(st.integers(2, len(IDS)))]
    nodes: list[Row] = [
        {
            "id": key,
            "category": draw(
                st.sampled_from(["", "biolink:Disease", "biolink:Gene|biolink:Disease", "biolink:GeneFamily"])
            ),
            "name": draw(texts),
            "synonym": "|".join(draw(st.lists(texts, max_size=2))),
        }
        for key in ids
    ]
    states = st.sampled_from(["", "", "tight", "Very_odd state"])
    predicates = ["biolink:causes", "biolink:causes", "biolink:subclass_of", "biolink:gene_of", "refgraph:same-as"]
    columns: dict[str, st.SearchStrategy[str]] = {
        "subject": st.sampled_from(ids),
        "predicate": st.sampled_from([*predicates, "biolink:disrupts"]),
        "object": st.sampled_from(ids),
        "subject_state": states,
        "subject_side": st.sampled_from(["", "", "left", "Right"]),
        "object_state": states,
        "object_side": st.sampled_from(["", "", "left", "ipsilateral"]),
        "negated": st.sampled_from(["", "", "false", "true"]),
        "knowledge_level": st.sampled_from(["", "prediction", "statistical_association"]),
        "agent_type": st.sampled_from(["", "text_mining_agent"]),
        "publications": st.sampled_from(
            ["", "PMID:1", "PMID:2|PMID:1", "https://x.org/#a|PMID:2", "|".join(f"PMID:{i}" for i in range(300))]
        ),
        "primary_knowledge_source": st.sampled_from(["", "infores:a", 'infores:"b"']),
        "supporting_text": st.one_of(st.just(""), texts, st.just("one two three four five six seven eight nine")),
    }
    kept = [name for name in columns if name in ("subject", "predicate", "object") or draw(st.booleans())]
    count = draw(st.integers(0, 14))
    edges: list[Row] = [{name: draw(columns[name]) for name in kept} for _ in range(count)]
    if draw(st.booleans()):
        edges = [
            {"id": draw(st.sampled_from(["", "e#", 'e"\\', "e" * 150])) + str(i), **edge}
            for i, edge in enumerate(edges)
        ]
    return nodes, edges


@given(graphs(), st.booleans())
def test_it_is_what_is_assembled_claim_by_claim(graph: tuple[list[Row], list[Row]], as_json: bool) -> None:
    nodes, edges = graph
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if as_json:
            paths = write_json(folder / "nodes.jsonl", nodes), write_json(folder / "edges.jsonl", edges)
            edges = [{name: text for name, text in edge.items() if text} for edge in edges]
            if not edges:
                return
        else:
            known = [column.name for column in KNOWN_COLUMNS]
            names = [name for name in known if edges and name in edges[0]] or ["subject", "predicate", "object"]
            paths = (
                write_tsv(folder / "nodes.tsv", NODE_COLUMNS, nodes),
                write_tsv(folder / "edges.tsv", names, edges),
            )
        found = build_index(*paths, folder / "x.index", SCHEMA)
        same(folder / "x.index", nodes, edges)
        kg = open_graph(folder / "x.index")
        assert (found.nodes, found.claims, found.sources) == (len(nodes), len(kg.claims()), len(kg.sources()))
        walks = [e for e in kg.edges() if kg.schema.predicates[e.predicate].walk != "no" and e.status != "denied"]
        assert (found.edges, found.walkable) == (len(kg.edges()), len(walks))


NODES: list[Row] = [
    {"id": "N:1", "category": "refgraph:muscle", "name": "piriformis"},
    {"id": "N:2", "category": "refgraph:nerve", "name": "sciatic nerve"},
    {"id": "N:3", "category": "biolink:PhenotypicFeature", "name": "leg pain"},
]
EDGES: list[Row] = [
    {"id": "a", "subject": "N:1", "predicate": "refgraph:compresses", "object": "N:2", "publications": "PMID:7"},
    {"id": "b", "subject": "N:2", "predicate": "biolink:causes", "object": "N:3", "publications": "PMID:7"},
    {"id": "c", "subject": "N:1", "predicate": "biolink:colocalizes_with", "object": "N:3", "publications": ""},
]
EDGE_COLUMNS = ("id", "subject", "predicate", "object", "publications")


@pytest.fixture
def kgx(tmp_path: Path) -> tuple[Path, Path]:
    return write_tsv(tmp_path / "nodes.tsv", NODE_COLUMNS, NODES), write_tsv(
        tmp_path / "edges.tsv", EDGE_COLUMNS, EDGES
    )


def test_questions_are_answered_from_it(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    counts = build_index(*kgx, tmp_path / "x.index", SCHEMA)
    assert counts.walkable == 2
    assert counts.predicates == ("biolink:colocalizes_with",)
    kg = open_graph(tmp_path / "x.index")
    answer = ask(kg, Query("origins", end=Finding("N:3")))
    assert [[step.edge.predicate for step in path.steps] for path in answer.paths] == [
        ["causes"],
        ["compresses", "causes"],
    ]
    assert kg.source("PMID:7").url == "https://pubmed.ncbi.nlm.nih.gov/7"
    assert kg.claim("PMID:7#b").object == Finding("N:3")
    assert kg.lookup("leg pain") == ("N:3",)


def test_the_same_files_give_the_same_bytes(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("1.index", "2.index"):
        build_index(*kgx, tmp_path / name, SCHEMA)
    assert (tmp_path / "1.index").read_bytes() == (tmp_path / "2.index").read_bytes()
    assert open_graph(tmp_path / "1.index").data_version.startswith("sha256:")
    assert version_of("a", "b") != version_of("a", "c")


def test_small_blocks_give_the_same_bytes(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    build_index(*kgx, tmp_path / "1.index", SCHEMA)
    terms, faults = Terms(SCHEMA, TABLES), Faults()
    nodes = read_nodes(Table(kgx[0], KNOWN_NODE_COLUMNS, faults, block=50), terms, faults, quiet)
    claims = read_edges(Table(kgx[1], KNOWN_COLUMNS, faults, block=50), nodes, terms, faults, quiet)
    version = version_of(nodes.digest, claims.digest)
    with (tmp_path / "2.index").open("wb") as file:
        write(Graph(terms.schema(), version, nodes, claims), file, quiet, chunk=2)
    assert (tmp_path / "1.index").read_bytes() == (tmp_path / "2.index").read_bytes()


def quiet(phase: str, done: int, total: int) -> None:
    """Stand in for a caller that shows no progress."""


def test_windows_lines_blank_lines_and_a_missing_last_one_do_not_matter(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    build_index(*kgx, tmp_path / "1.index", SCHEMA)
    for path in kgx:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n\r\n").strip(b"\r\n"))
    build_index(*kgx, tmp_path / "2.index", SCHEMA)
    one, two = Index.open(tmp_path / "1.index"), Index.open(tmp_path / "2.index")
    assert all(bytes(one.column(name)) == bytes(two.column(name)) for name in one._table if name != "meta")


def test_progress_is_told(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(*kgx, tmp_path / "x.index", SCHEMA, lambda *step: told.append(step))
    phases = list(dict.fromkeys(phase for phase, _, _ in told))
    assert phases == ["reading nodes", "sorting nodes", "reading edges", "sorting edges", "writing", "writing claims"]
    assert all(0 <= done <= total for _, done, total in told)


def test_a_dataset_folder_becomes_an_index(tmp_path: Path) -> None:
    build_from_dataset(ROOT / "tests/data/mini", tmp_path / "mini.index")
    assert open_graph(tmp_path / "mini.index").data_version == open_graph(ROOT / "tests/data/mini").data_version


# ---------------------------------------------------------------- faults


def refused(kgx: tuple[Path, Path], tmp_path: Path) -> list[str]:
    """What is said of faulty files: and nothing is written, nothing that stood there is touched."""
    out = tmp_path / "x.index"
    out.write_bytes(b"as it was")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DataError) as error:
        build_index(*kgx, out, SCHEMA)
    assert out.read_bytes() == b"as it was"
    assert sorted(tmp_path.iterdir()) == before
    return [f"{Path(f.mark.path).name}:{f.mark.line} {f.code} {f.message}" for f in error.value.faults] or [
        str(error.value)
    ]


def test_all_faults_are_told_at_once(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    nodes, edges = kgx
    with nodes.open("ab") as file:
        file.write(b"N:1\t\tagain\t\n\t\tnameless\t\nN:9\t\n")
    with edges.open("ab") as file:
        file.write(b"d\tN:1\tbiolink:causes\tN:77\t\n")
        file.write(b"e\t\tbiolink:causes\tN:1\t\n")
        file.write(b"f\tN:1\t\tN:2\t\n")
        file.write(b"\tN:1\trefgraph:nonsense\tN:2\t\n")
        file.write(b"g\tN:1\n")
        file.write(b"\n")
        file.write(b"h\tN:1\tbiolink:\xffcauses\tN:2\t\n")
        file.write(b"i\tN:1\tbiolink:\x00causes\tN:2\t\n")
    assert refused(kgx, tmp_path) == [
        "edges.tsv:5 E707 no node 'N:77' (object)",
        "edges.tsv:6 E707 the subject is missing",
        "edges.tsv:7 E706 the predicate is missing",
        "edges.tsv:8 E704 the id is missing",
        "edges.tsv:8 E706 the schema has no predicate 'nonsense'",
        "edges.tsv:9 E701 the line has 2 cells, the header 5",
        "edges.tsv:11 E001 the line is not UTF-8 text",
        "edges.tsv:12 E702 the line holds a control character",
        "nodes.tsv:5 E703 the node 'N:1' stands on line 2 already",
        "nodes.tsv:6 E704 the id is missing",
        "nodes.tsv:7 E701 the line has 2 cells, the header 4",
    ]


def test_an_id_of_an_edge_stands_once(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    with kgx[1].open("ab") as file:
        file.write(b"\nb\tN:1\tbiolink:causes\tN:2\t\n")
    assert refused(kgx, tmp_path) == ["edges.tsv:6 E703 the id of this edge stands on line 3 already"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("subject_side", "ipsilateral", "subject_side is 'ipsilateral'"),
        ("object_side", "up", "object_side is 'up'"),
        ("negated", "perhaps", "negated is 'perhaps'"),
        ("publications", "P:" + "1" * 300, "longer than 200 letters"),
        ("subject", "N" * 2000, "the subject is longer than 1000 bytes"),
        ("id", "N" * 2000, "the id is longer than 1000 bytes"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(
    kgx: tuple[Path, Path], tmp_path: Path, column: str, value: str, said: str
) -> None:
    columns = list(dict.fromkeys([*EDGE_COLUMNS, column]))
    write_tsv(kgx[1], columns, [*EDGES, {**EDGES[0], "id": "z", column: value}])
    (fault,) = refused(kgx, tmp_path)
    assert fault.startswith("edges.tsv:5 E70")
    assert said in fault


def test_faults_are_told_up_to_a_limit(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    with kgx[1].open("ab") as file:
        file.write(b"".join(b"x%d\tN:1\tbiolink:causes\tN:5\t\n" % number for number in range(500)))
    assert len(refused(kgx, tmp_path)) == 100


def test_states_that_are_no_states_are_told(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    rows = [{**EDGES[0], "id": f"s{i}", "subject_state": f"free text {i}"} for i in range(300)]
    write_tsv(kgx[1], (*EDGE_COLUMNS, "subject_state"), rows)
    assert "is this the right column?" in refused(kgx, tmp_path)[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"id\tsubject\tobject\n", "the header lacks the column predicate"),
        (b"subject\tpredicate\tobject\tsubject\n", "names the column 'subject' twice"),
        (b"\xff\xfe\n", "is UTF-16 text"),
        (b"\xe9\n", "the header is not UTF-8 text"),
        (b"subject,predicate,object\n", "parted by commas"),
        (b"subject\tpredicate\tobject\ra\tb\tc\r", "lines end in a carriage return alone"),
    ],
)
def test_a_file_that_is_no_table_is_told(kgx: tuple[Path, Path], tmp_path: Path, content: bytes, said: str) -> None:
    kgx[1].write_bytes(content)
    assert said in refused(kgx, tmp_path)[0]


def test_json_lines_that_are_none_are_told(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    edges = write_json(tmp_path / "edges.jsonl", EDGES)
    with edges.open("ab") as file:
        file.write(b'{"subject": "N:1"}\n\n[1]\n{"subject": \n')
        file.write(b'{"subject":"N:1","predicate":{},"object":"N:2"}\n' + b"[" * 100_000 + b"\n\xff\n")
    told = refused((kgx[0], edges), tmp_path)
    assert [line.split()[0] for line in told] == [f"edges.jsonl:{n}" for n in (4, 6, 7, 8, 9, 10)]
    assert all(" E701 " in line for line in told)


def test_a_missing_file_and_a_missing_folder_are_one_line(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing\.tsv: cannot be read"):
        build_index(kgx[0], tmp_path / "nothing.tsv", tmp_path / "x.index", SCHEMA)
    with pytest.raises(UsageError, match="there is no folder"):
        build_index(*kgx, tmp_path / "no" / "x.index", SCHEMA)


def test_without_polars_it_says_what_to_install(
    kgx: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"refgraph\[scale\]"):
        build_index(*kgx, tmp_path / "x.index", SCHEMA)


# ---------------------------------------------------------------- what a foreign graph says


def asked(tmp_path: Path, columns: str, *rows: str, nodes: str = "", skip: bool = False) -> KnowledgeGraph:
    """The graph of three nodes (drug D:1, region M:1, symptom S:1) and some edges; cells are parted by blanks."""
    lines = [columns, *rows]
    (tmp_path / "edges.tsv").write_text("".join("\t".join(line.split(" ")) + "\n" for line in lines))
    (tmp_path / "nodes.tsv").write_text(
        "id\tcategory\tname\tin_taxon\n" + (nodes or "D:1\tbiolink:Drug\trelaxant\t\n")
        + "M:1\tbiolink:GrossAnatomicalStructure\tneck muscle\t\nS:1\tbiolink:PhenotypicFeature\tneck ache\t\n"
    )  # fmt: skip
    places = tmp_path / "nodes.tsv", tmp_path / "edges.tsv", tmp_path / "x.index"
    build_index(*places, SCHEMA, skip_faulty=skip)
    return open_graph(places[2])


def chains(kg: KnowledgeGraph) -> list[list[str]]:
    answer = ask(kg, Query("origins", end=Finding("S:1")))
    return [[step.subject.entity for step in path.steps] for path in answer.paths]


CHAIN = ("subject predicate object publications", "D:1 biolink:causes M:1 PMID:1", "M:1 biolink:causes S:1 PMID:2")


def test_edges_that_nothing_qualifies_chain(tmp_path: Path) -> None:
    assert chains(asked(tmp_path, *CHAIN)) == [["M:1"], ["D:1", "M:1"]]


@pytest.mark.parametrize(
    ("column", "first", "second", "found"),
    [
        # Less tone does what more tone does not.
        ("{end}_direction_qualifier {end}_aspect_qualifier", "decreased tone", "increased tone", [["M:1"]]),
        ("{end}_direction_qualifier {end}_aspect_qualifier", "downregulated tone", " ", [["M:1"]]),
        ("{end}_direction_qualifier {end}_aspect_qualifier", "increased tone", "upregulated tone", "both"),
        ("{end}_aspect_qualifier", "tone", "length", [["M:1"]]),
        # What holds in a mouse, in some or under a circumstance is told and not walked.
        ("species_context_qualifier", "NCBITaxon:10090", "", [["M:1"]]),
        ("species_context_qualifier", "NCBITaxon:9606", "NCBITaxon:9606", "both"),
        ("population_context_qualifier", "infants", "elderly", []),
        ("anatomical_context_qualifier", "UBERON:1", "", [["M:1"]]),
        ("stage_qualifier", "", "late", []),
        ("qualifiers", "in_vitro", "", [["M:1"]]),
        # How often it is so.
        ("frequency_qualifier", "", "HP:0040285", []),
        ("frequency_qualifier", "", "Excluded", []),
        ("frequency_qualifier", "", "0/10", []),
        ("frequency_qualifier", "1/10", "HP:0040281", "both"),
        ("has_count has_total", "0 12", "3 12", [["M:1"]]),
        ("has_percentage", "0.0", "5", [["M:1"]]),
        ("has_quotient", "0", "0.2", [["M:1"]]),
        ("negated", "true", "false", [["M:1"]]),
        ("negated frequency_qualifier", "false HP:0040285", "false ", [["M:1"]]),
        ("negated has_count has_total", "False 0 9", "False 3 9", [["M:1"]]),
        ("frequency_qualifier frequency", "0/7 HP:0040285", " ", [["M:1"]]),
        ("retracted", "true", "false", [["M:1"]]),
        ("excluded", "no", "yes", []),
        ("{end}_aspect_qualifier", "impairment", "", [["M:1"]]),
        ("{end}_state", "paralysed", "", [["M:1"]]),
        # The qualified predicate is what the edge says.
        ("qualified_predicate", "biolink:caused_by", "biolink:causes", [["M:1"]]),
        ("qualified_predicate", "interacts_with", "", [["M:1"]]),
        ("qualified_predicate", "contributes_to", "", "both"),
        # However the column is written, and whatever else may change an edge.
        ("Negated", "true", "", [["M:1"]]),
        ("biolink:negated", "true", "", [["M:1"]]),
        ("negated:boolean", "true", "", [["M:1"]]),
        ("objectDirectionQualifier", "decreased", "", [["M:1"]]),
        ("Qualified_Predicate", "biolink:prevents", "", [["M:1"]]),
        ("population", "infants", "", [["M:1"]]),
        ("sex", "female", "", [["M:1"]]),
        ("polarity", "negative", "", [["M:1"]]),
        ("modifier", "NOT", "", [["M:1"]]),
        ("subject_taxon", "NCBITaxon:10090", "", [["M:1"]]),
        ("subject_taxon", "NCBITaxon:9606", "", "both"),
        ("frequency_qualifier frequency_qualifier_label", "HP:0040281 often", " ", "both"),
        ("evidence_count", "7", "1", "both"),
        # Less of a thing in other words; a direction that nobody knows; an aspect of what is felt.
        ("{end}_direction_qualifier {end}_aspect_qualifier", "decrease tone", " ", [["M:1"]]),
        ("{end}_direction_qualifier {end}_aspect_qualifier", "altered tone", " ", [["M:1"]]),
        ("{end}_direction_qualifier {end}_aspect_qualifier", "increased degradation", " ", [["M:1"]]),
        ("{end}_aspect_qualifier", "absence", "", [["M:1"]]),
        ("object_state", "loss_of_tone", "", [["M:1"]]),
        ("object_aspect_qualifier", "", "severity", []),
        # Words for nothing.
        ("negated", "n.a.", "Na", "both"),
        ("negated", "NA", "null", "both"),
        ("stage_qualifier", "None", "unknown", "both"),
    ],
)  # fmt: skip
def test_what_changes_the_meaning_of_an_edge_is_heeded(
    tmp_path: Path, column: str, first: str, second: str, found: Any
) -> None:
    ends = ("object", "subject") if "{" in column else ("",)
    columns = " ".join((CHAIN[0], *(column.format(end=end) for end in ends)))
    halves = (f" {first} {' ' * (len(first.split(' ')) - 1)}", f" {' ' * (len(second.split(' ')) - 1)} {second}")
    if "{" not in column:
        halves = (f" {first}", f" {second}")
    kg = asked(tmp_path, columns, CHAIN[1] + halves[0], CHAIN[2] + halves[1])
    assert chains(kg) == ([["M:1"], ["D:1", "M:1"]] if found == "both" else found)


def test_what_qualifies_an_edge_is_told(tmp_path: Path) -> None:
    kg = asked(tmp_path, f"{CHAIN[0]} sex_qualifier has_count has_total", f"{CHAIN[1]} female 3 10")
    (claim,) = kg.claims()
    assert (claim.predicate, claim.condition) == ("causes-qualified", "sex: female")
    assert (claim.measure.value, claim.measure.n) == ("3", "10")
    assert kg.schema.predicates["causes-qualified"].walk == "no"


def test_more_or_less_of_what_is_felt_is_no_origin_of_it(tmp_path: Path) -> None:
    columns = "subject predicate object qualified_predicate object_direction_qualifier object_aspect_qualifier"
    rows = (f"D:1 biolink:affects S:1 biolink:causes {way} severity" for way in ("increased", "decreased"))
    kg = asked(tmp_path, columns, *rows)
    assert chains(kg) == []
    assert {claim.object.state for claim in kg.claims()} == {"increased-severity", "decreased-severity"}


def test_a_denial_under_a_circumstance_denies_nothing_else(tmp_path: Path) -> None:
    kg = asked(
        tmp_path, f"{CHAIN[0]} negated species_context_qualifier", f"{CHAIN[1]} false ", f"{CHAIN[1]}2 true mouse"
    )
    assert [edge.status for edge in kg.edges(predicate="causes")] == ["supported"]


def test_edges_of_other_animals_are_not_walked(tmp_path: Path) -> None:
    kg = asked(tmp_path, *CHAIN, nodes="D:1\tbiolink:Gene\tgene\tNCBITaxon:10090\n")
    assert chains(kg) == [["M:1"]]
    assert "subject species: NCBITaxon:10090" in {claim.condition for claim in kg.claims()}


def test_a_paper_is_one_source_however_it_is_written(tmp_path: Path) -> None:
    spelled = ("PMID:1", "pmid:1", "PMID:1;PMID:2", "https://pubmed.ncbi.nlm.nih.gov/1/")
    kg = asked(tmp_path, CHAIN[0], *(f"M:1 biolink:causes S:1 {text}" for text in spelled))
    assert [source.key for source in kg.sources()] == ["PMID:1", "PMID:2"]
    answer = ask(kg, Query("origins", end=Finding("S:1")))
    assert answer.paths[0].verdict.independent_sources == 2


@pytest.mark.parametrize(
    ("told", "voices"),
    [
        (("PMID:1|PMC7|10.1000/a", "pmid:1"), 1),
        (("PMID:1|PMC7", "PMID:2"), 2),
        (("PMID:1|PMID:2|PMC7", ""), 3),
        (("PMID:1", "PMC7"), 2),
    ],
)
def test_numbers_of_articles_that_may_be_one_are_one_voice(tmp_path: Path, told: Sequence[str], voices: int) -> None:
    kg = asked(tmp_path, CHAIN[0], *(f"M:1 biolink:causes S:1 {text}" for text in told if text))
    assert ask(kg, Query("origins", end=Finding("S:1"))).paths[0].verdict.independent_sources == voices


@pytest.mark.parametrize(
    ("columns", "first", "second", "keys"),
    [
        ("knowledge_source", "infores:semmeddb", "infores:hpoa", ["infores:hpoa", "infores:semmeddb"]),
        ("provided_by", "SemMedDB", "SemMedDB", ["infores:semmeddb"]),
        ("provided_by", "", "", ["infores:not-provided"]),
        ("publications", "NA", "not_provided", ["infores:not-provided"]),
        ("publications", "OMIM:154700", "OMIM:1", ["infores:omim"]),
    ],
)
def test_a_database_is_no_article(tmp_path: Path, columns: str, first: str, second: str, keys: list[str]) -> None:
    rows = f"D:1 biolink:causes M:1 {first}", f"M:1 biolink:causes S:1 {second}"
    kg = asked(tmp_path, f"subject predicate object {columns}", *rows)
    assert [source.key for source in kg.sources()] == keys
    near, far = (path.verdict for path in ask(kg, Query("origins", end=Finding("S:1"))).paths)
    assert (near.joined, far.joined, far.independent_sources, far.single_point_of_failure) == (False, True, 1, ())
    alone = ask(kg, Query("origins", end=Finding("S:1"), one_source=True))
    assert [len(path.steps) for path in alone.paths] == [1]


def test_columns_that_are_not_understood_and_words_for_nothing_are_counted(tmp_path: Path) -> None:
    write_tsv(tmp_path / "nodes.tsv", (*NODE_COLUMNS, "mood"), [{**node, "mood": "good"} for node in NODES])
    rows = [{**EDGES[0], "weather": "fair", "negated": "NA"}, {**EDGES[1], "weather": "", "relation": "RO:1"}]
    write_tsv(tmp_path / "edges.tsv", (*EDGE_COLUMNS, "weather", "negated", "relation"), rows)
    counts = build_index(tmp_path / "nodes.tsv", tmp_path / "edges.tsv", tmp_path / "x.index", SCHEMA)
    assert counts.unread == (("mood", 3), ("weather", 1))
    assert counts.placeholders == 1
    write_json(tmp_path / "edges.jsonl", rows)
    counts = build_index(tmp_path / "nodes.tsv", tmp_path / "edges.jsonl", tmp_path / "x.index", SCHEMA)
    assert counts.unread == (("mood", 3), ("weather", 1))


# ---------------------------------------------------------------- files


def test_more_faults_than_are_told_in_the_nodes_do_not_empty_the_edges(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    with kgx[0].open("ab") as file:
        file.write(b"x\n" * 101)
    told = refused(kgx, tmp_path)
    assert len(told) == 100
    assert {line.split(":")[0] for line in told} == {"nodes.tsv"}


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        (b"id\tcategory\tname\n", "nodes.tsv: holds no node"),
        (b"id\tcategory\tname\n\n \n", "nodes.tsv: holds no node"),
        (b"id\tcategory\tname\nA:1\n", "nodes.tsv:2 E701"),
    ],
)
def test_nodes_without_a_row_are_told(kgx: tuple[Path, Path], tmp_path: Path, nodes: bytes, said: str) -> None:
    kgx[0].write_bytes(nodes)
    assert said in refused(kgx, tmp_path)[0]


def test_faulty_rows_are_left_out_and_counted(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    build_index(*kgx, tmp_path / "1.index", SCHEMA)
    with kgx[0].open("ab") as file:
        file.write(b"N:1\t\tagain\t\n\t\tnameless\t\nN:9\t\n")
    with kgx[1].open("ab") as file:
        file.write(b"d\tN:1\tbiolink:causes\tN:77\t\n" * 300)
        file.write(b"b\tN:1\tbiolink:causes\tN:2\t\nf\tN:1\t\tN:2\t\ng\tN:1\n")
    counts = build_index(*kgx, tmp_path / "2.index", SCHEMA, skip_faulty=True)
    assert counts.skipped == (("E701", 2), ("E703", 2), ("E704", 1), ("E706", 1), ("E707", 300))
    one, two = Index.open(tmp_path / "1.index"), Index.open(tmp_path / "2.index")
    assert all(bytes(one.column(name)) == bytes(two.column(name)) for name in one._table if name != "meta")


def test_rows_that_are_left_out_take_no_source_from_others_and_leave_none(
    kgx: tuple[Path, Path], tmp_path: Path
) -> None:
    # As many cells of sources as sources: each row still has its own.
    told = ("PMID:1|PMID:2", "PMID:3", "88", "PMID:9")
    rows = [{**EDGES[0], "id": str(number), "publications": text} for number, text in enumerate(told)]
    write_tsv(kgx[1], EDGE_COLUMNS, [*rows[:3], {**rows[3], "object": "N:77"}])
    counts = build_index(*kgx, tmp_path / "x.index", SCHEMA, skip_faulty=True)
    kg = open_graph(tmp_path / "x.index")
    assert [claim.id for claim in kg.claims()] == ["PMID:1#0", "PMID:2#0", "PMID:3#1"]
    assert [source.key for source in kg.sources()] == ["PMID:1", "PMID:2", "PMID:3"]
    assert counts.sources == 3


def test_gzipped_files_are_read_as_what_they_hold(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    build_index(*kgx, tmp_path / "1.index", SCHEMA)
    folder = tmp_path / "packed"
    folder.mkdir()
    for path in kgx:
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    found = files(folder)
    assert found == (folder / "nodes.tsv.gz", folder / "edges.tsv.gz")
    build_index(*found, tmp_path / "2.index", SCHEMA)
    assert (tmp_path / "1.index").read_bytes() == (tmp_path / "2.index").read_bytes()


def test_of_two_files_of_edges_none_is_left_out_silently(kgx: tuple[Path, Path]) -> None:
    packed = kgx[1].with_name("edges.tsv.gz")
    packed.write_bytes(gzip.compress(kgx[1].read_bytes()))
    with pytest.raises(UsageError, match=r"has edges\.tsv and edges\.tsv\.gz beside it; name one with --edges"):
        files(kgx[0].parent)


@pytest.mark.parametrize(
    "name", ["x_nodes.csv", "x.tar.gz", "x.tar.xz", "x.zip", "graph.json", "x_nodes.tsv.zst", "x_edges.parquet"]
)
def test_other_forms_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    for place in (tmp_path, tmp_path / name):
        with pytest.raises(UsageError, match=f"{name}: KGX is read as TSV or JSON lines"):
            files(place)


def test_one_meaning_in_two_columns_is_put_together(tmp_path: Path) -> None:
    columns = f"{CHAIN[0]} negated negation publication"
    kg = asked(tmp_path, columns, f"{CHAIN[1]} true true PMID:1", f"{CHAIN[2]}  false PMID:3")
    assert [(claim.polarity, claim.source) for claim in kg.claims()] == [
        ("denies", "PMID:1"), ("asserts", "PMID:2"), ("asserts", "PMID:3"),
    ]  # fmt: skip
    with pytest.raises(DataError, match=r"edges.tsv:2:1: E706 negated is 'false\|true'"):
        asked(tmp_path, columns, f"{CHAIN[1]} false true ")


def test_a_name_of_a_json_line_has_one_value(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    edges = write_json(tmp_path / "edges.jsonl", EDGES)
    with edges.open("ab") as file:
        file.write(b'{"id":"z","subject":"N:1","predicate":"x:y","object":"N:2","negated":true,"Negated":false}\n')
    (fault,) = refused((kgx[0], edges), tmp_path)
    assert "negated stands twice" in fault


def test_a_name_is_one_source_in_whatever_letters(tmp_path: Path) -> None:
    kg = asked(
        tmp_path,
        "subject predicate object publications",
        *(f"M:1 biolink:causes S:1 {text}" for text in ("Quill(2001)", "quill-2001")),
    )
    assert [source.key for source in kg.sources()] == ["Quill(2001)"]


def test_categories_and_predicates_are_known_by_their_address(tmp_path: Path) -> None:
    place = "https://w3id.org/biolink/vocab/"
    nodes = f"D:1\t{place}Drug\trelaxant\t\nD:2\tDrug\tother\t\n"
    kg = asked(tmp_path, CHAIN[0], CHAIN[1].replace("biolink:", place), CHAIN[2], nodes=nodes)
    assert chains(kg) == [["M:1"], ["D:1", "M:1"]]
    assert {kg.entity(key).category for key in ("D:1", "D:2")} == {"intervention"}


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [("X_Nodes.TSV", "X_Edges.TSV"), ("NODES.jsonl", "EDGES.jsonl.gz"), ("nodes.TSV.GZ", "edges.TSV")],
)
def test_files_are_found_in_whatever_letters(tmp_path: Path, nodes: str, edges: str) -> None:
    for name in (nodes, edges):
        (tmp_path / name).touch()
    assert [path.name for path in files(tmp_path) or ()] == [nodes, edges]


def test_edges_alone_are_told(tmp_path: Path) -> None:
    (tmp_path / "x_edges.jsonl.gz").touch()
    with pytest.raises(UsageError, match=r"x_edges\.jsonl\.gz: has no nodes of this name beside it"):
        files(tmp_path)


def test_what_disrupts_a_thing_does_not_do_what_it_does(tmp_path: Path) -> None:
    kg = asked(tmp_path, CHAIN[0], CHAIN[1].replace("causes", "disrupts"), CHAIN[2])
    assert chains(kg) == [["M:1"]]


def test_nodes_alone_are_told(tmp_path: Path) -> None:
    (tmp_path / "x_nodes.tsv").touch()
    with pytest.raises(UsageError, match=r"x_nodes\.tsv: has no edges beside it"):
        files(tmp_path)


def test_what_is_interrupted_leaves_no_trace(kgx: tuple[Path, Path], tmp_path: Path) -> None:
    def stop(phase: str, done: int, total: int) -> None:
        if phase == "writing claims":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(*kgx, tmp_path / "x.index", SCHEMA, stop)
    assert sorted(tmp_path.iterdir()) == sorted(kgx)
