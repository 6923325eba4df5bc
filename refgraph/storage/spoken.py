"""What people type, laid out in the index: names whatever the order of their words, term ids, and what is felt where.

`read` holds a key for each name (see `refgraph.language.phrases`), `=` and the name without gaps, `~` and the key of a
name without the word for its kind, and `@` and the id of a term. `felt` says which symptom stands for a word said of a
place: "pain" or "hurts" said of the knee is knee pain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from refgraph.language import phrases
from refgraph.model import joints
from refgraph.model.dataset import Dataset
from refgraph.model.vocabulary import Entity, Schema
from refgraph.storage.index import blob, numbers

PAIN = 0
_EXACT, _CLOSE = "skos:exactMatch", "skos:closeMatch"
Section = tuple[str, bytes]
Felt = dict[tuple[str, int], str]


def spoken_sections(dataset: Dataset, ids: Mapping[str, int]) -> dict[str, Section]:
    """Make the sections.

    Args:
        dataset: a faultless dataset.
        ids: entity key → its number in the index.
    """
    entities = dataset.entities.values()
    pairs = sorted({(text, ids[entity.key]) for entity in entities for text in _keys(entity)} | _terms(entities, ids))
    felt = sorted((ids[place], code, ids[symptom]) for (place, code), symptom in _felt(dataset).items())
    return blob("read", (text.encode() for text, _ in pairs)) | {
        "read.ent": numbers("I", (i for _, i in pairs)),
        "felt.place": numbers("I", (place for place, _, _ in felt)),
        "felt.state": numbers("B", (code for _, code, _ in felt)),
        "felt.symptom": numbers("I", (symptom for _, _, symptom in felt)),
        "felt.pain": numbers("I", sorted(ids[key] for key in _pains(dataset))),
    }


def _names(entity: Entity) -> Iterator[phrases.Words]:
    return map(phrases.words_of, (entity.label, entity.key, *entity.synonyms))


def _keys(entity: Entity) -> Iterator[str]:
    for words in _names(entity):
        if phrases.key(words):
            yield phrases.key(words)
            yield f"={phrases.joined(words)}"
        kinds = [place for place, word in enumerate(words) if phrases.KINDS.get(word) == entity.category]
        for place in kinds[:1]:
            rest = words[:place] + words[place + 1 :]
            if phrases.key(rest):
                yield f"{phrases.KIND_MARK}{phrases.key(rest)}"


def _terms(entities: Iterable[Entity], ids: Mapping[str, int]) -> set[tuple[str, int]]:
    """Ids of terms; one that is close to an entity counts where it is exactly no other."""
    found: dict[str, dict[str, set[int]]] = {_EXACT: defaultdict(set), _CLOSE: defaultdict(set)}
    for entity in entities:
        for relation, term in entity.mappings:
            if relation in found:
                found[relation][term.lower()].add(ids[entity.key])
    chosen = found[_CLOSE] | found[_EXACT]
    return {(f"@{term}", number) for term, numbers_ in chosen.items() for number in numbers_}


# ---------------------------------------------------------------- what is felt where


def felt_words(schema: Schema) -> dict[str, int]:
    """Return the single words that name something felt, folded, with the code of their state; of pain it is 0."""
    codes, found = joints.state_codes(schema), dict[str, int]()
    for state in schema.states.values():
        if state.felt in ("pain", "symptom"):
            code = PAIN if state.felt == "pain" else codes[state.key]
            for word in (phrases.folded(phrases.words_of(text)) for text in (state.key, *state.words)):
                if len(word) == 1:
                    found.setdefault(word[0], code)
    return found


def _pains(dataset: Dataset) -> Iterator[str]:
    """Yield the symptoms that are pains by one of their names."""
    words = felt_words(dataset.schema)
    for key in _symptoms(dataset):
        names = (phrases.parted(phrases.folded(name), words) for name in _names(dataset.entities[key]))
        if any(words.get(word) == PAIN for name in names for word in name):
            yield key


def _felt(dataset: Dataset) -> Felt:
    """Return the symptom that stands for something felt at a place, by the place and the code of the state.

    It is the one that is named as the place is, with the word for what is felt, where no claim places it elsewhere. Of
    symptoms named otherwise, one counts where claims say that it is felt there and it is the only one of its kind.
    """
    words = felt_words(dataset.schema)
    felt_at = _felt_at(dataset)
    symptoms = {claim for pair in felt_at.values() for claim in pair} | _symptoms(dataset)
    places: dict[str, set[str]] = defaultdict(set)
    for entity in dataset.entities.values():
        if entity.key not in symptoms:
            for name in _names(entity):
                places[phrases.key(name)].add(entity.key)
    named: dict[tuple[str, int], set[str]] = defaultdict(set)
    for key in symptoms & set(dataset.entities):
        for place, code in _named_after(dataset.entities[key], words, places):
            named[place, code].add(key)
    placed = {key for keys in felt_at.values() for key in keys}
    found = _only({at: _agreed(some, felt_at.get(at[0], set()), placed) for at, some in named.items()})
    loose: dict[tuple[str, int], set[str]] = defaultdict(set)
    for place, here in felt_at.items():
        for key in here:
            label = phrases.parted(phrases.folded(phrases.words_of(dataset.entities[key].label)), words)
            codes = {words[word] for word in label if word in words}
            if len(codes) == 1:
                loose[place, codes.pop()].add(key)
    return _only(loose) | found


def _felt_at(dataset: Dataset) -> dict[str, set[str]]:
    """Return the symptoms that claims place somewhere, by the place."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in dataset.claims:
        if dataset.schema.predicates[claim.predicate].places and claim.polarity == "asserts":
            found[claim.object.entity].add(claim.subject.entity)
    return found


def _symptoms(dataset: Dataset) -> set[str]:
    """Return all entities of the categories whose things are felt at places."""
    kinds = {kind for p in dataset.schema.predicates.values() if p.places for kind in p.subject}
    return {entity.key for entity in dataset.entities.values() if entity.category in kinds}


def _named_after(
    symptom: Entity, words: Mapping[str, int], places: Mapping[str, set[str]]
) -> Iterator[tuple[str, int]]:
    for name in (phrases.parted(phrases.folded(name), words) for name in _names(symptom)):
        for position, word in enumerate(name):
            if word in words:
                rest = " ".join(sorted(name[:position] + name[position + 1 :]))
                yield from ((place, words[word]) for place in places.get(rest, ()))


def _agreed(keys: set[str], here: set[str], placed: set[str]) -> set[str]:
    """Of symptoms named after a place, keep those that claims place here, or failing these, that no claim places."""
    return keys & here or keys - placed


def _only(found: Mapping[tuple[str, int], set[str]]) -> Felt:
    return {at: next(iter(keys)) for at, keys in found.items() if len(keys) == 1}
