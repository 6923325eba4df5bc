"""What the scripts of the network say is listed, for the page to carry it in its language."""

from __future__ import annotations

import re
from pathlib import Path

import refgraph.web
from refgraph.web.network.script_texts import SCRIPT_TEXTS

SCRIPTS = Path(refgraph.web.__file__).parent / "templates" / "network"


def test_whatever_a_script_says_is_listed_and_nothing_else() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in sorted(SCRIPTS.rglob("*.js")))
    assert [text for text in SCRIPT_TEXTS if text not in code] == []
    said = re.findall(r'\btr\(\s*"((?:[^"\\]|\\.)*)"', code)
    assert said
    assert set(said) <= set(SCRIPT_TEXTS)
