"""Words in cells: what says nothing, how words of Biolink are compared, and what they say of an edge and its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from refgraph.model.vocabulary import Ranking, Schema

_WORDS = (
    "na", "n/a", "n.a.", "nan", "nil", "null", "none", "unknown", "undefined", "unspecified", "missing", "unpublished",
    "not provided", "not available", "not applicable", "not reported", "not specified", "not known", "not given",
    "no data", "no value", "no information", "no publication", "no publications", "no reference", "no source",
    "none available", "not determined", "not assessed", "not recorded", "not stated", "not defined", "unavailable",
    "to be determined", "tbd", "n.d.",
)  # fmt: skip
_MARKS = ("\\N", "-", "--", "---", "—", "–", ".", "...", "…", "?", "[]", "{}", "()", "''", '""', "#N/A", "#NA")
_OUTER = (("", ""), ("<", ">"), ("(", ")"), ("[", "]"))
# The same cells come row after row.
_KEPT = 1 << 14
_TRUTH = {
    **dict.fromkeys(("", "false", "f", "no", "n", "0", "0.0"), False),
    **dict.fromkeys(("true", "t", "yes", "y", "1", "1.0", "not", "negated", "negative", "denied"), True),
}
_BIOLINK = re.compile(r"^(?:biolink:|https?://w3id\.org/biolink/(?:vocab/)?)", re.IGNORECASE)
_SPACES, _JOINTS = re.compile(r"[\s_]+"), re.compile(r"[\s_-]+")
# What may be said of how an edge came about without a doubt; any other word that is not in the tables is one.
_PLAIN_MANNERS = {
    "manual_agent", "manual_validation_of_automated_agent", "automated_agent", "data_analysis_pipeline",
    "image_processing_agent",
}  # fmt: skip
# Aspects of which more is more of the thing itself. Of every other it is not known what it means for the thing.
_AMOUNTS = {
    "", "activity", "abundance", "activity-or-abundance", "amount", "level", "quantity", "concentration", "expression",
    "synthesis", "secretion", "release", "severity", "intensity",
}  # fmt: skip
# What undoes its object, and the state that it leaves it in: what the object itself does is not said of it then.
UNDOING = {"biolink:disrupts": "disrupted"}
# Classes of Biolink that nobody feels; with the categories of the schema that are none of `felt`.
_UNFELT = {
    f"biolink:{name}" for name in (
        "Gene", "GeneOrGeneProduct", "GeneFamily", "GeneProductMixin", "Protein", "ProteinFamily", "Polypeptide",
        "Transcript", "RNAProduct", "MicroRNA", "SequenceVariant", "Genotype", "ChemicalEntity", "SmallMolecule",
        "MolecularEntity", "MolecularMixture", "ChemicalMixture", "ChemicalOrDrugOrTreatment", "NucleicAcidEntity",
        "MacromolecularComplex", "MolecularActivity", "Pathway", "Cell", "CellularComponent", "CellLine",
    )
}  # fmt: skip


class Unreadable(Exception):  # noqa: N818 (it is caught where the line is known, and becomes a fault there)
    """A cell cannot be read; the text says why."""


def _spelled(word: str) -> Iterator[str]:
    for told in {word, word.replace(" ", "_"), word.replace(" ", "-"), word.replace(" ", "")}:
        for cased in (told, told.upper(), told.capitalize(), told.title()):
            yield from (f"{begin}{cased}{end}" for begin, end in _OUTER)


# "Na" and "NaN" are told apart by their letters: "Na" is sodium.
PLACEHOLDERS = frozenset((*_MARKS, "NaN", *(text for word in _WORDS for text in _spelled(word)))) - {"Na"}


def is_nothing(text: str) -> bool:
    """Say whether a cell is empty or says in words that it says nothing.

    Example:
        >>> [is_nothing(text) for text in ("", " N/A ", "Not_Provided", "<NA>", "Na", "none of them")]
        [True, True, True, True, False, False]
    """
    text = text.strip()
    return not text or text in PLACEHOLDERS


@lru_cache(_KEPT)
def bare(text: str) -> str:
    """Return the words of a cell without quotes, and a list that stands in brackets or twice as one parted by bars.

    Example:
        >>> [bare(text) for text in ('"prediction"', "['a', 'b']", "a|a", "nan|nan", "'null'", " b ")]
        ['prediction', 'a|b', 'a', '', '', 'b']
    """
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]" and "{" not in text:
        text = text[1:-1].replace(",", "|")
    parts = (part.strip(" \t'\"") for part in text.split("|"))
    return "|".join(dict.fromkeys(part for part in parts if not is_nothing(part)))


def joined(text: str) -> str:
    """Write words as one word of a key.

    Example:
        >>> joined("biolink:Activity or_abundance")
        'activity-or-abundance'
    """
    return _SPACES.sub("-", _BIOLINK.sub("", text.strip()).lower())


def is_direction(tables: Mapping[str, Any], text: str) -> bool:
    """Say whether it is known which way a direction goes, if there is one."""
    word = joined(text)
    return not word or word in tables["directions"] or word in tables["less"]


def is_amount(direction: str, aspect: str) -> bool:
    """Say whether some of an aspect, or more of it, is some of the thing itself.

    Example:
        >>> is_amount("increased", "abundance"), is_amount("decreased", "abundance"), is_amount("", "impairment")
        (True, False, False)
    """
    return direction in ("", "increased") and aspect in _AMOUNTS


def is_less(schema: Schema, tables: Mapping[str, Any], state: str) -> bool:
    """Say whether a state is known to be less of the thing, or none of it."""
    known = schema.states.get(joined(state))
    return known.negates if known else not set(tables["less"]).isdisjoint(joined(state).split("-"))


def is_felt(schema: Schema, tables: Mapping[str, Any], category: str) -> bool:
    """Say whether a thing of a category is felt, or may be for all that is known: less of it is no origin of it."""
    return category in tables["felt"] or category not in {*schema.categories, *_UNFELT}


def manner(tables: Mapping[str, Any], ranking: Ranking, denied: bool, level: str, agent: str) -> tuple[str, str, str]:
    """Return polarity, modality and kind of evidence.

    Args:
        tables: that map KGX.
        ranking: of the schema.
        denied: whether the edge is denied.
        level: a cell that tells how it came to be known.
        agent: a cell that tells who or what made it.

    Raises:
        Unreadable: the schema has no such kind of evidence.
    """
    polarity, modality = "denies" if denied else "asserts", "may" if is_doubt(tables, level, agent) else "states"
    return polarity, modality, evidence(tables, ranking, level, agent)


def is_doubt(tables: Mapping[str, Any], *cells: str) -> bool:
    """Say whether what is told of how an edge came about is a doubt, or in words of its own, which may be one."""
    plain = _PLAIN_MANNERS.union(tables["evidence"]).difference(tables.get("hedged", ()))
    return not plain.issuperset(word for text in cells for word in _listed(text))


def evidence(tables: Mapping[str, Any], ranking: Ranking, *cells: str) -> str:
    """Return the kind of evidence; the first cell with an entry counts, and one that says several things has none.

    Raises:
        Unreadable: the schema has no such kind.
    """
    found = (tables["evidence"].get(listed[0]) for listed in map(_listed, cells) if len(listed) == 1)
    key = str(next(filter(None, found), tables["other_evidence"]))
    if key not in ranking.evidence:
        raise Unreadable(f"the kind of evidence {key!r} is not in the schema's ranking")
    return key


def truth(text: str) -> bool:
    """Say whether a cell says yes; several words must say the same.

    Raises:
        Unreadable: it says neither yes nor no, or both.

    Example:
        >>> truth("True|1"), truth(""), truth("no")
        (True, False, False)
    """
    found = {_TRUTH.get(part.strip().lower()) for part in text.split("|")}
    if len(found) > 1 or None in found:
        raise Unreadable(f"negated is {text.strip()[:40]!r}; it may be true, false or nothing")
    return True in found


def _listed(text: str) -> tuple[str, ...]:
    """Return the words of an enumeration that a cell names, each in the one way in which it is compared.

    Example:
        >>> _listed("biolink:Text-mining agent|prediction")
        ('text_mining_agent', 'prediction')
    """
    return tuple(_JOINTS.sub("_", _BIOLINK.sub("", part.strip()).lower()) for part in text.split("|") if part)
