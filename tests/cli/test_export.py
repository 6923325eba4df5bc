"""refgraph query, sparql and export."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, shell
from toys import MINI


def test_sparql_is_read_from_a_file_and_from_standard_input(run: Run, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?c) AS ?claims) { ?c a rg:Claim }"
    (tmp_path / "q.rq").write_text(query)
    code, out, _ = run("sparql", str(tmp_path / "q.rq"), "--format", "csv")
    assert (code, out) == (0, "claims\r\n33\r\n")
    piped = shell("sparql", "-", "--data", str(MINI), "--format", "csv", stdin=query)
    assert (piped.returncode, piped.stdout) == (0, "claims\n33\n")


@pytest.mark.parametrize(
    ("form", "told"), [("csv", "these are the first 10,000 rows, and there are more\n"), ("json", "")]
)
def test_a_table_that_is_cut_says_so(run: Run, tmp_path: Path, form: str, told: str) -> None:
    (tmp_path / "all.rq").write_text("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", encoding="utf-8")
    code, out, err = run("sparql", str(tmp_path / "all.rq"), "--format", form)
    assert (code, err) == (0, told)
    assert ('"complete": false' in out) is (form == "json")
