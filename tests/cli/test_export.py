"""refgraph query, sparql and export."""

from __future__ import annotations

from pathlib import Path

from commands import Run, shell
from toys import MINI


def test_sparql_is_read_from_a_file_and_from_standard_input(run: Run, tmp_path: Path) -> None:
    query = "SELECT (COUNT(?c) AS ?claims) { ?c a rg:Claim }"
    (tmp_path / "q.rq").write_text(query)
    code, out, _ = run("sparql", str(tmp_path / "q.rq"), "--format", "csv")
    assert (code, out) == (0, "claims\r\n33\r\n")
    piped = shell("sparql", "-", "--data", str(MINI), "--format", "csv", stdin=query)
    assert (piped.returncode, piped.stdout) == (0, "claims\n33\n")
