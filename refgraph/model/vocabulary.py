"""The words that a dataset may use, as frozen values: categories, states, predicates, their ranking, and entities.

Standard library only. An *entity* is a named thing and carries no facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from refgraph.model.display import Displayed

SIDES = ("left", "right", "bilateral", "midline", "ipsilateral", "contralateral")
POLARITIES = ("asserts", "denies")
STATUSES = ("supported", "contested", "denied")
# What it is numbered as in the index.
DENIED = STATUSES.index("denied")
# Prefixes of other people's terms, with what they stand for in an address.
_OBO = "http://purl.obolibrary.org/obo/"
ONTOLOGIES: Mapping[str, str] = {
    **{name: f"{_OBO}{name}_" for name in ("UBERON", "HP", "MONDO", "RO", "PATO", "ECO", "SYMP", "DOID")},
    "FMA": "http://purl.org/sig/ont/fma/fma",
    "ILX": "http://uri.interlex.org/base/ilx_",
    "biolink": "https://w3id.org/biolink/vocab/",
}
ROLES = ("walked", "beside", "aggravating", "warning", "doubt", "structure")
ENDS = ("subject", "object")
URGENCIES = ("now", "soon", "ask")
COUNTERS = ("none", "theory", "weaker", "equal", "stronger", "only")
FELT = ("pain", "symptom", "quality")
EMPTY: Mapping[str, str] = MappingProxyType({})
_NO_GRADES: Mapping[str, Grade] = MappingProxyType({})
_NO_VOICES: Mapping[str, int] = MappingProxyType({})


def _empty() -> Mapping[str, str]:
    return EMPTY


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of entity.

    Attributes:
        stateful: an effect on it must name the state that results.
        circumstance: what people name beside a complaint without changing it: "when running", "at my desk", "on MRI".
        suffered: what people complain of: a symptom, a condition.
    """

    key: str
    label: str
    plural: str
    stateful: bool
    colour: str
    shape: str
    description: str
    circumstance: bool = False
    suffered: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A state word, the other forms people type, and the states it may be chained with (key → reason).

    A state that `negates` means less of the thing: what a claim says of the thing itself is not said of it then.
    `opposite` are states that contradict it (key → reason): paths through the one and the other are rivals.
    `categories` are those of the things that it may stand on; none given means any.
    `felt` tells what the word becomes when people say it of a place: `pain` (the pain of that place), `symptom` (the
    symptom that the vocabulary has there for this word) or `quality` (the pain of that place, with this quality).
    `never` are fixed expressions that hold a word of the state and name something else. `plain` is the everyday word
    for it, where the key is none.
    """

    key: str
    description: str
    words: tuple[str, ...] = ()
    entity: str | None = None
    compatible: Mapping[str, str] = field(default_factory=_empty)
    negates: bool = False
    opposite: Mapping[str, str] = field(default_factory=_empty)
    categories: tuple[str, ...] = ()
    felt: str | None = None
    never: tuple[str, ...] = ()
    plain: str | None = None

    def stands_on(self, category: str) -> bool:
        """Say whether a thing of this category can be in this state."""
        return not self.categories or category in self.categories


@dataclass(frozen=True, slots=True)
class Family:
    """Predicates that are used alike: what they stand under, and what part they play.

    `role` is one of `ROLES`: a path may take what is `walked`, what is `beside` is shown with what it touches, so is
    what is `aggravating`, which makes a thing better or worse that is there already, a `warning` is shown first, a
    `doubt` as counter-evidence, and a `structure` names the body. `entity` is the thing that the claims of the family
    are, so that doubts about it are shown with them.
    """

    key: str
    heading: str
    role: str
    description: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A typed relation: wording both ways, allowed categories, and whether a causal walk may take it.

    `walk` is `no`, `yes` (joined by its two findings) or `carry` (state and side pass through unchanged).
    `contests`: what relies on the object of such a claim is contested. `groups`: its subject is one of the group or
    kind that its object names. `acyclic`: what it leads to never leads back. `places`: its object is where its subject
    is felt. `by_naming`: it says what follows from names alone, that a combination has a `component` or that a local
    name has a `broader` one. `implied`: whatever leads from the one thing to the other implies it, so that its denial
    speaks against that. `parts`: its subject is a part of its object or lies in it. `warns`: for which of its ends
    it is a warning (`ENDS`), and `urgency` how soon that is to be looked at unless the claim says otherwise. `plain`
    and `plain_inverse` word it for a reader without training, where `forward` and `inverse` do not.
    """

    key: str
    family: str
    forward: str
    inverse: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    description: str
    walk: str = "no"
    flag: str | None = None
    symmetric: bool = False
    contests: bool = False
    groups: bool = False
    acyclic: bool = False
    places: bool = False
    by_naming: str | None = None
    implied: bool = False
    parts: bool = False
    warns: str | None = None
    urgency: str | None = None
    result: str | None = None
    existing: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    plain: str | None = None
    plain_inverse: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A weakness of a joint between two steps: what it costs in the order of paths, and what it means.

    `plain` is what it is called, and `plain_meaning` what it means, for a reader without training.
    """

    key: str
    cost: int
    meaning: str
    plain: str | None = None
    plain_meaning: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """What a claim rests on.

    Attributes:
        label: in plain words.
        rank: from 1, the best; kinds of one rank are not told apart.
        cost: what a claim of this kind adds to a path.
        eco: id of the term of the Evidence and Conclusion Ontology that means just this; None where there is none.
        needs: field of a claim that must not be empty; None where none must.
        flag: of a step that no claim of another kind says; None where it is not flagged.
        one_patient: whether such a claim speaks of its patient alone, and not in general.
        plain: the label for a reader without training, where `label` is none.
    """

    key: str
    label: str
    rank: int
    cost: int
    eco: str | None = None
    needs: str | None = None
    flag: str | None = None
    one_patient: bool = False
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """One word for how far what is said of an edge can be relied on; the first that holds is given.

    Attributes:
        meaning, example: in words.
        counter: what speaks against it must be one of these (see `refgraph.search.judging.grade`).
        said: how many voices, independent of each other, must say it on evidence of a kind or better, by the kind; any
            one of these is enough, and none need be where nothing is given.
        plain: the word for a reader without training, where the key is none.
    """

    key: str
    meaning: str
    example: str
    counter: tuple[str, ...]
    said: Mapping[str, int] = field(default_factory=lambda: _NO_VOICES)
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The costs that order paths; `evidence`, `modality` and `grades` from best to worst.

    Evidence that is better by `outweighs` ranks outweighs what it denies. `generic` are keys of entities that tell too
    little to stand ahead of others in an answer; `varied` of those that are in many places or of many kinds. Two
    sources that name either need not mean the same: only a path told whole by one source passes through them.
    `neurovascular` are signs of brain, nerves or vessels (`entity` or `entity.state`), which warnings name first.
    """

    hop: int
    joined: int
    evidence: Mapping[str, EvidenceKind]
    modality: Mapping[str, int]
    status: Mapping[str, int]
    flags: Mapping[str, Flag]
    outweighs: int = 1
    grades: Mapping[str, Grade] = field(default_factory=lambda: _NO_GRADES)
    generic: tuple[str, ...] = ()
    varied: tuple[str, ...] = ()
    neurovascular: tuple[str, ...] = ()

    @property
    def unspecific(self) -> tuple[str, ...]:
        """Keys of the entities that do not join what different sources say of them."""
        return self.generic + self.varied


@dataclass(frozen=True, slots=True)
class Schema:
    """The vocabulary of a dataset, each table in the order of its file."""

    categories: Mapping[str, Category]
    states: Mapping[str, State]
    predicates: Mapping[str, Predicate]
    ranking: Ranking
    families: Mapping[str, Family]

    def of_role(self, *roles: str) -> tuple[str, ...]:
        """Keys of the families that play one of some roles, in the order of the schema."""
        return tuple(family.key for family in self.families.values() if family.role in roles)

    def family(self, predicate: str) -> Family:
        """The family of a predicate."""
        return self.families[self.predicates[predicate].family]


@dataclass(frozen=True, slots=True)
class Entity(Displayed):
    """A named thing: slug key, category, label, synonyms, definition. It carries no facts.

    Synonyms are `lay`, `clinical` or an `abbreviation`; `plural` tells that the label is a plural.
    `distinct_from` keeps look-alikes apart (key → why they are not the same); `mappings` are (relation, term id).
    `opposite` are things that contradict it, such as a tilt the other way (key → why they cannot both hold).
    A local name is used by one `source` alone, and `broader` is the name that it is a kind of. `plain` says in everyday
    words what it is, where the definition does not.
    """

    key: str
    category: str
    label: str
    definition: str = ""
    lay: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    distinct_from: Mapping[str, str] = field(default_factory=_empty)
    mappings: tuple[tuple[str, str], ...] = ()
    opposite: Mapping[str, str] = field(default_factory=_empty)
    abbreviation: tuple[str, ...] = ()
    plural: bool = False
    source: str | None = None
    broader: str | None = None
    plain: str = ""

    @property
    def in_plain_words(self) -> str:
        """What it is, for a reader without training; the definition where that is plain already."""
        return self.plain or self.definition

    @property
    def composite(self) -> bool:
        """Whether it stands for several findings together; key and label are then made from theirs."""
        return "+" in self.key

    @property
    def synonyms(self) -> tuple[str, ...]:
        """All synonyms: lay ones, clinical ones, abbreviations."""
        return self.lay + self.clinical + self.abbreviation
