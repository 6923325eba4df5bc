"""Measure how well refgraph reads what people type: `make phrases`.

`tests/data/phrases.tsv` holds phrases from public pages, collected before anybody looked at the names, each with what
it means. `tests/data/phrase_meanings.tsv` says which findings of the vocabulary a meaning stands for, where its words
are not a name there; a reviewer can read it in one go.

A phrase is *understood* if the reading has the entity, the state and the side that are meant, understood *in part* if
what is read is right as far as it goes (a circumstance is left out and told, "when I sneeze"; a second
complaint is told beside the first; a wider finding; no
state; no side where both are meant), *misread* if one of them differs, and *not understood* if there is no reading.
Words for pain count as one: a sore back is back pain.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.errors import UsageError
from refgraph.graph import names, readings
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.open import open_graph
from refgraph.graph.reading import own_place
from refgraph.language import phrases as wording
from refgraph.model.statements import Finding

DATA = Path(__file__).parents[1] / "tests" / "data"
OUTCOMES = ("understood", "in part", "misread", "not understood")
_NONE = "-"
# What a list may call a circumstance that the schema has a wider or another word for.
_MOVEMENTS = ("bending", "gripping", "lifting", "reaching", "running", "stairs", "turning", "walking")
_CIRCUMSTANCES = {
    "morning": "on-waking",
    **{f"on-{doing}": "with-movement" for doing in _MOVEMENTS},
    **{
        f"on-{doing}": f"with-{doing}" for doing in ("breathing", "chewing", "coughing", "lying", "sitting", "standing")
    },
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of `phrases.tsv`: `states` are those that the meaning names, most of them within its own name."""

    text: str
    meaning: str
    states: tuple[str, ...]
    side: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a phrase."""

    phrase: Phrase
    outcome: str
    read: str


def load(path: Path = DATA / "phrases.tsv") -> list[Phrase]:
    """Read the phrases."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Phrase(
                row["phrase"],
                row["meaning"],
                tuple(state for state in row["state"].split(",") if state != _NONE),
                None if row["side"] == _NONE else row["side"],
                row["kind"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def load_meanings(path: Path = DATA / "phrase_meanings.tsv") -> dict[str, list[Finding]]:
    """Read what meanings stand for: meaning → findings without a side, any of which is right."""
    found: dict[str, list[Finding]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            state = None if row["state"] == _NONE else row["state"]
            found.setdefault(row["meaning"], []).append(Finding(row["entity"], state))
    return found


def judge(kg: KnowledgeGraph, phrase: Phrase, meanings: dict[str, list[Finding]]) -> Result:
    """Read a phrase and compare the reading with what is meant."""
    try:
        reading = readings.read(kg, phrase.text)
    except UsageError as error:
        return Result(phrase, "not understood", str(error))
    read, text = reading.finding, (reading.spelt or phrase.text).removesuffix(reading.left_out)
    every = _meant(kg, phrase, meanings)
    right = any(_same(kg, read, meant, phrase, text) for meant in every)
    wider = any(_same(kg, read, replace(meant, entity=read.entity), phrase, text) for meant in _wider(kg, read, every))
    sided = read.side == phrase.side
    if right and sided and not reading.left_out:
        return Result(phrase, "understood", names.say(kg, read))
    # Of several things that were typed together one is asked about, and the others are named with it.
    if reading.beside:
        return Result(phrase, "in part", names.say(kg, read))
    less = read.state is None and any(read.entity == meant.entity for meant in every)
    partly = (right or wider or less) and (sided or (read.side is None and phrase.side == "bilateral"))
    return Result(phrase, "in part" if partly else "misread", names.say(kg, read))


def _wider(kg: KnowledgeGraph, read: Finding, every: list[Finding]) -> list[Finding]:
    """Return those of some meanings that are kinds or parts of what was read."""
    return [meant for meant in every if read.entity in own_place.wholes(kg, {meant.entity}) - {meant.entity}]


def _meant(kg: KnowledgeGraph, phrase: Phrase, meanings: dict[str, list[Finding]]) -> list[Finding]:
    named = kg.lookup(" ".join(wording.words_of(phrase.meaning)))
    return [*meanings.get(phrase.meaning, ()), *(Finding(key) for key in named)]


def _same(kg: KnowledgeGraph, read: Finding, meant: Finding, phrase: Phrase, text: str) -> bool:
    """Compare entity and state; one that the meaning has in its name or no word names may be missing, none be added.

    Args:
        kg: the graph.
        read: what was read.
        meant: a finding that the phrase may stand for.
        phrase: that was read.
        text: the part of the phrase that was read.
    """
    if read.entity != meant.entity:
        return False
    states = kg.state_words.meanings
    named = (_CIRCUMSTANCES.get(state, state) for state in phrase.states)
    asked = {states.get(" ".join(wording.words_of(state)), state) for state in named}
    if meant.state is not None:
        return read.state == meant.state
    typed = {match.state for match in kg.state_words.matches(wording.words_of(text))}
    beyond = {state for state in asked & typed if not _within(kg, state, meant.entity)}
    return read.state in beyond if beyond else read.state is None or read.state in asked or _is_pain(kg, read.state)


def _within(kg: KnowledgeGraph, state: str, entity: str) -> bool:
    """Say whether a state is part of what an entity is: it cannot stand on it, or is a word for pain."""
    known = kg.schema.states.get(state)
    return known is None or _is_pain(kg, state) or not known.stands_on(kg.entity(entity).category)


def _is_pain(kg: KnowledgeGraph, state: str) -> bool:
    return kg.schema.states[state].felt == "pain"


def measure(kg: KnowledgeGraph, path: Path = DATA / "phrases.tsv") -> list[Result]:
    """Judge every phrase."""
    meanings = load_meanings()
    return [judge(kg, phrase, meanings) for phrase in load(path)]


def rates(results: list[Result]) -> dict[str, float]:
    """Return the share of each outcome."""
    counts = Counter(result.outcome for result in results)
    return {outcome: counts[outcome] / len(results) for outcome in OUTCOMES}


def report(results: list[Result], every: bool = False) -> str:
    """Word the rates by kind, and the misread phrases; all phrases if `every`."""
    lines = [f"{'kind':14}{'phrases':>8}{'understood':>12}{'in part':>9}{'misread':>9}{'not understood':>16}"]
    kinds = dict.fromkeys(result.phrase.kind for result in results)
    for kind in (*sorted(kinds), "all"):
        some = [result for result in results if kind in ("all", result.phrase.kind)]
        share = rates(some)
        lines.append(
            f"{kind:14}{len(some):8}"
            + "".join(f"{share[o]:{w}.1%}" for o, w in zip(OUTCOMES, (12, 9, 9, 16), strict=True))
        )
    shown = [result for result in results if every or result.outcome == "misread"]
    lines += ["", *(f"{r.outcome}: {r.phrase.text!r} means {_worded(r.phrase)}; read: {r.read}" for r in shown)]
    return "\n".join(lines) + "\n"


def _worded(phrase: Phrase) -> str:
    more = ", ".join(filter(None, (*phrase.states, phrase.side)))
    return f"{phrase.meaning} ({more})" if more else phrase.meaning


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--data", type=Path, help="a data folder or index file; the bundled data if left out")
    parser.add_argument("--phrases", type=Path, default=DATA / "phrases.tsv", help="another list of phrases")
    parser.add_argument("--all", action="store_true", help="list every phrase")
    options = parser.parse_args()
    sys.stdout.write(report(measure(open_graph(options.data), options.phrases), options.all))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
