"""Every address of a source is listed, so that it can be compared with the pages that are kept back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from toys import MINI

TOOL = Path(__file__).parents[2] / "tools" / "source_addresses.py"


def test_each_form_of_an_address_is_listed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    article = data / "sources" / "toy-hip.yaml"
    told = article.read_text(encoding="utf-8")
    article.write_text(told.replace("source:\n", 'source:\n  doi: "10.1/toy"\n  pmid: "12"\n', 1), encoding="utf-8")
    made = subprocess.run([sys.executable, str(TOOL), str(data)], capture_output=True, text=True, check=True)
    listed = made.stdout.splitlines()
    assert {"10.1/toy", "https://doi.org/10.1/toy", "https://pubmed.ncbi.nlm.nih.gov/12"} <= set(listed)
    assert "https://nowhere-clinic.example/hips-and-heads" in listed
    assert "" not in listed
