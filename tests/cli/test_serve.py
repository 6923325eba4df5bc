"""refgraph site and serve: what they write and say, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run


def test_a_site_is_written_and_counted(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "site"
    code, out, err = run("site", str(place))
    files = [file for file in place.rglob("*") if file.is_file()]
    assert (code, out) == (0, "")
    assert err.startswith(f"wrote {place}: {len(files)} files, ")
    assert (place / "index.html").is_file()


def test_a_site_with_an_address_has_cards(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    place = tmp_path / "site"
    assert run("site", str(place), "--base", "https://a.example/pain")[0] == 0
    beside = {file.name for file in (place / "symptom").iterdir()}
    assert {"headache.html", "headache.oembed.json", "headache.card.png"} <= beside
    assert (place / "embed" / "v1" / "symptom" / "headache.html").is_file()
    assert not list((place / "entity").glob("*.png"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("site", ""), "the folder has no name"),
        (("site", "x", "--previews"), "--previews needs the address of the site"),
        (("site", "x", "--base", "a.example"), "is no address of a site"),
        (("site", "no/where"), "there is no folder"),
        (("serve", "--port", "65536"), "--port must be from 1 to 65535, not 65536"),
        (("serve", "--host", "no.such.host.invalid"), "no.such.host.invalid"),
    ],
)
def test_what_is_refused_is_one_line(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
