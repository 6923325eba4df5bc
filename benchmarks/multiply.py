"""The bundled graph several times over: what grows is real claims, not drawn numbers.

Run: python benchmarks/multiply.py TIMES FOLDER [--seed N]

Each copy after the first has its own names and articles. One end in three of a copy's claims stands in another copy,
so that the copies are one graph, in which the symptoms of all have more origins and longer ways. The same number and
seed give the same files.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yaml import load

try:
    from yaml import CBaseLoader as Loader
except ImportError:
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

DATA = Path(__file__).parents[1] / "graph_data"
STRAYS = 3  # one end in so many stands in another copy


def multiply(times: int, folder: Path, data: Path = DATA, seed: int = 0) -> Path:
    """Write a data folder that holds some data folder several times over."""
    shutil.copytree(data, folder)
    core = _core(data)
    for copy in range(2, times + 1):
        for name, records in core.items():
            _write(
                folder / "entities" / name,
                {f"{key}-{copy}": _renamed(form, copy) for key, form in records.items()},
                True,
            )
        dice = random.Random(f"{seed} {copy}")
        for file in sorted((data / "sources").glob("*.yaml")):
            _write(folder / "sources" / f"{file.stem}-{copy}.yaml", _source(_read(file), copy, times, core, dice))
    return folder


def _read(file: Path) -> Any:
    return load(file.read_bytes(), Loader)


def _write(file: Path, value: Any, add: bool = False) -> None:
    # JSON on one line per record is YAML, and quick to write.
    lines = [f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}\n" for key, part in value.items()]
    with file.open("a" if add else "w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)


def _core(data: Path) -> dict[str, dict[str, Any]]:
    return {file.name: _read(file) for file in sorted((data / "entities").glob("*.yaml"))}


def _keys(core: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    return (key for records in core.values() for key in records)


def _renamed(form: dict[str, Any], copy: int) -> dict[str, Any]:
    """A name of a copy: its words get the number of the copy, so that they name nothing else."""
    told = dict(form) | {"label": f"{form['label']} {copy}"}
    told["synonyms"] = {
        kind: [f"{text} {copy}" for text in texts] for kind, texts in (form.get("synonyms") or {}).items()
    }
    for part in ("distinct_from", "opposite"):
        if form.get(part):
            told[part] = {f"{key}-{copy}": why for key, why in form[part].items()}
    if "broader" in form:
        told["broader"] = f"{form['broader']}-{copy}"
    return told


def _source(doc: dict[str, Any], copy: int, times: int, core: Any, dice: random.Random) -> dict[str, Any]:
    known = set(_keys(core))
    local = set(doc.get("names") or ())

    def entity(key: str) -> str:
        stray = key in known and dice.randrange(STRAYS) == 0
        number = dice.randint(1, times) if stray else copy
        return key if number == 1 and key not in local else f"{key}-{number}"

    def end(form: dict[str, Any]) -> dict[str, Any]:
        if "all" in form:
            return form | {"all": [end(part) for part in form["all"]]}
        return form | {"entity": entity(form["entity"])}

    told = dict(doc)
    told["source"] = {name: value for name, value in doc["source"].items() if name not in ("sha256", "url", "related")}
    told["source"]["title"] = f"{doc['source'].get('title', '')} {copy}"
    if local:
        told["names"] = {f"{key}-{copy}": _renamed(form, copy) for key, form in doc["names"].items()}
    claims = []
    for claim in doc.get("claims") or ():
        made = claim | {"subject": end(claim["subject"]), "object": end(claim["object"])}
        if made["subject"] != made["object"]:
            if claim.get("relies_on"):
                made["relies_on"] = [f"{key}-{copy}" for key in claim["relies_on"]]
            claims.append(made)
    return told | {"claims": claims}


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("times", type=int)
    words.add_argument("folder", type=Path)
    words.add_argument("--seed", type=int, default=0)
    chosen = words.parse_args()
    multiply(chosen.times, chosen.folder, seed=chosen.seed)
