"""Say which claim of the anatomy backbone stands in no row of the ontology tables.

    check_backbone.py ONTOLOGY [DATA]

ONTOLOGY holds `relations.tsv` and `terms.tsv`. DATA (graph_data if left out) holds the sources whose claims are
compared: the locator of a claim names the term of its subject, or a whole chain of terms joined by " > ". Exits with 1
if a claim is not supported. Of our own vocabulary it checks that a pain is a kind of another one only where its place
lies in the other's place.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from refgraph.curation.load import read
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim

PART = frozenset(("part_of", "branching_part_of", "subdivision_of"))
# The atlas tables do not tell parts and kinds apart.
CHILD = "hra_child_of"
STEPS: Mapping[str, frozenset[str]] = {
    "part-of": PART | {"is_a", CHILD},
    "member-of": PART | {"is_a", CHILD},
    "kind-of": frozenset(("is_a", CHILD)),
    "supplies": frozenset(("innervates", "supplies")),
    "attaches-to": frozenset(("has_muscle_origin", "has_muscle_insertion", "attached_to")),
}
# The prefix of the terms that a source says something of; of the atlas (None) it is any.
SOURCES: Mapping[str, str | None] = {"uberon": "UBERON", "hp": "HP", "mondo": "MONDO", "asctb": None}
ATLAS = "hubmapconsortium"
VOCABULARY = "refgraph-vocabulary"
Pairs = Mapping[tuple[str, str], set[str]]
Terms = Mapping[str, set[str]]


def table(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def exact_terms(data: Dataset) -> Terms:
    """Return the terms that mean just a thing, by its key."""
    found = {key: {term for kind, term in e.mappings if kind == "skos:exactMatch"} for key, e in data.entities.items()}
    return defaultdict(set, found)


def rows_of(relations: list[dict[str, str]], prefix: str | None) -> Pairs:
    """Return what the rows that belong to a source say of each pair of terms."""
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in relations:
        atlas = row["source_repo"].startswith(ATLAS)
        if atlas if prefix is None else not atlas and row["subject"].startswith(prefix):
            pairs[row["subject"], row["object"]].add(row["predicate"])
    return pairs


def unsupported(claim: Claim, pairs: Pairs, terms: Terms, known: set[str]) -> str:
    """Say what is wrong with a claim; empty where a row, or a chain of rows, says it."""
    subject, obj = claim.subject.entity, claim.object.entity
    ids = (claim.term or "").split(" > ")
    strange = next((term for term in ids if term not in known), None)
    if strange is not None:
        return f"{strange} is no term of the tables"
    if len(ids) > 1 and (ids[0] not in terms[subject] or ids[-1] not in terms[obj]):
        return "the ends of the chain are not the exact terms of the two names"
    if claim.predicate == "supplies" and ids[0] in terms[obj]:
        said = any("innervated_by" in pairs.get((ids[0], nerve), ()) for nerve in terms[subject])
        return "" if said else "no row innervated_by"
    if ids[0] not in terms[subject]:
        return f"{ids[0]} is not the exact term of {subject}"
    chains = [ids] if len(ids) > 1 else [[ids[0], end] for end in sorted(terms[obj])]
    said = any(_said(chain, claim.predicate, pairs) for chain in chains)
    return "" if said else "no row, or no chain of rows, says it"


def _said(chain: list[str], predicate: str, pairs: Pairs) -> bool:
    steps = [pairs.get(pair, set()) & STEPS.get(predicate, frozenset()) for pair in pairwise(chain)]
    # That something is a kind of something else makes no part of it.
    parts = predicate != "part-of" or any(step - {"is_a"} for step in steps)
    return all(steps) and parts


def misplaced(data: Dataset) -> Iterator[tuple[Claim, str]]:
    """Yield the claims of our own vocabulary that make a pain a kind of one that is felt elsewhere."""
    whole: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for claim in data.claims:
        if claim.source in SOURCES or claim.source == VOCABULARY:
            pair = claim.subject.entity, claim.object.entity
            if data.schema.predicates[claim.predicate].places:
                places[pair[0]].add(pair[1])
            elif claim.predicate in STEPS and data.entities[pair[0]].category != "symptom":
                whole[pair[0]].add(pair[1])
    for claim in (claim for claim in data.claims if claim.source == VOCABULARY):
        narrow, broad = claim.subject.entity, claim.object.entity
        placed = claim.predicate == "kind-of" and places[narrow] and places[broad]
        if placed and not _reached(places[narrow], whole) & places[broad]:
            yield claim, f"no place of {narrow} lies in a place of {broad}"


def _reached(start: set[str], whole: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            waiting.extend(whole.get(place, ()))
    return seen


def main() -> int:
    """Compare all claims of the backbone and print those that nothing supports."""
    ontology, data = Path(sys.argv[1]), read(Path(sys.argv[2] if len(sys.argv) > 2 else "graph_data")).dataset
    relations, known = table(ontology / "relations.tsv"), {row["id"] for row in table(ontology / "terms.tsv")}
    terms, checked, wrong = exact_terms(data), 0, list(misplaced(data))
    for source, prefix in SOURCES.items():
        pairs = rows_of(relations, prefix)
        for claim in (claim for claim in data.claims if claim.source == source):
            checked += 1
            why = unsupported(claim, pairs, terms, known)
            wrong += [(claim, why)] if why else []
    for claim, why in wrong:
        print(f"{claim.id} {claim.subject.entity} {claim.predicate} {claim.object.entity}: {why}")
    print(f"{checked} claims compared with the ontology tables, {len(wrong)} not supported")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main())
