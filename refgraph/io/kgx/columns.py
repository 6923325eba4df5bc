"""Which columns of a KGX graph are read, which qualify an edge, and which change nothing of what it says."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from refgraph.io.kgx.words import bare

# Columns that describe a row and change nothing of what it says.
_USUAL = frozenset({
    "category", "type", "relation", "relation_label", "iri", "description", "name", "label", "xref", "same_as",
    "source",
    "subject_name", "object_name", "subject_label", "object_label", "subject_category", "object_category",
    "original_subject", "original_predicate", "original_object", "aggregator_knowledge_source", "full_name", "symbol",
    "equivalent_identifiers", "update_date", "creation_date", "version", "ingest", "file_source", "association_type",
    "supporting_data_source", "sources", "has_evidence", "score", "p_value", "supporting_text_located_in",
})  # fmt: skip
_HUMAN = frozenset({
    "ncbitaxon:9606", "taxon:9606", "9606", "human", "humans", "homo sapiens", "homo sapiens (human)", "h. sapiens",
})  # fmt: skip
_SPECIES = frozenset({"species", "taxon", "organism", "organisms", "strain", "host"})
# Words in the name of a column that says, where it says yes, that an edge is doubted or does not hold …
_DOUBTING = frozenset({
    "retracted", "retraction", "deprecated", "obsolete", "withdrawn", "superseded", "refuted", "refutes", "refutation",
    "rejected", "disputed", "disputes", "contested", "contradicted", "contradicts", "contradicting", "contradiction",
    "denied", "denies", "denial", "excluded", "exclusion", "absent", "absence", "hypothesis", "hypothetical",
    "hypothesized", "speculative", "speculation", "speculated", "suspected", "tentative", "uncertain", "uncertainty",
    "hedged", "hedge", "unlikely", "ruled", "negated", "negation", "negative", "not",
})  # fmt: skip
# … where it says no, or a word of doubt: how well an edge is known is no matter else.
_GRADING = frozenset({
    "present", "presence", "observed", "supported", "supports", "valid", "validity", "asserted", "assertion", "status",
    "classification", "significance", "pathogenicity", "certainty",
})  # fmt: skip
_DOUBTS = _DOUBTING | {
    "no", "non", "none", "without", "benign", "low", "weak", "limited", "unclear", "conflicting", "inactive",
    "unproven", "unconfirmed", "unsupported", "insufficient", "insignificant", "nonsignificant", "questionable",
    "doubtful",
}  # fmt: skip
# In the cells of these columns a dash is no word for nothing.
_SIGNED = frozenset({"sign", "polarity", "valence", "stance"})
_NO = frozenset({"false", "f", "no", "n", "0"})
# Words in the name of a column by which an edge may hold of some only, under a circumstance, or not at all.
_QUALIFYING = _SPECIES | _DOUBTING | _GRADING | {
    "qualifier", "qualifiers", "context", "contexts", "modifier", "modifiers", "condition", "conditions",
    "circumstances", "population", "cohort", "sex", "gender", "age", "ethnicity", "ancestry", "stage", "onset", "phase",
    "severity", "dose", "dosage", "tissue", "cell", "anatomical", "side", "laterality", "state", "aspect", "frequency",
    "penetrance", "direction", "directionality", "polarity", "sign", "valence", "stance", "modality", "vitro", "vivo",
    "animal", "location", "temporal", "timepoint", "duration", "interval", "route", "comorbid", "requires", "trigger",
}  # fmt: skip
# Columns that tell the cells of another column once more.
_AGAIN = re.compile(r"(?:_(?:label|name|category|namespace|closure|iri|id))+")
_TYPE = re.compile(r":(?:string|boolean|bool|int|integer|long|float|double)?(?:\[\])?", re.IGNORECASE)
_BIOLINK = re.compile(r"(?:biolink:|https?://w3id\.org/biolink/(?:vocab/)?)", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Column(NamedTuple):
    """A column that is read, and what it does.

    Attributes:
        use: `key` identifies a row; `text` describes a node; `end` names a node of an edge; the cells of all columns
            `kind` say together what an edge says, those of all columns `source` who says it, those of all columns
            `detail` how often and under what circumstances; `anchor` quotes it.
        needed: whether a file must have it.
        aliases: other names of it.
    """

    name: str
    use: Literal["key", "text", "end", "kind", "source", "detail", "anchor"]
    needed: bool = False
    aliases: tuple[str, ...] = ()


NODE_COLUMNS = (
    Column("id", "key", needed=True),
    Column("category", "text"),
    Column("name", "text", aliases=("label",)),
    Column("synonym", "text", aliases=("synonyms",)),
    Column("in_taxon", "text", aliases=("taxon", "species", "in_taxon_label")),
)
EDGE_COLUMNS = (
    Column("id", "key"),
    Column("subject", "end", needed=True),
    Column("object", "end", needed=True),
    Column("predicate", "kind", needed=True),
    Column("qualified_predicate", "kind", aliases=("qualified_predicate_qualifier",)),
    Column("subject_state", "kind"),
    Column("subject_aspect", "kind", aliases=("subject_aspect_qualifier",)),
    Column("subject_direction", "kind", aliases=("subject_direction_qualifier",)),
    Column("subject_side", "kind"),
    Column("object_state", "kind"),
    Column("object_aspect", "kind", aliases=("object_aspect_qualifier",)),
    Column("object_direction", "kind", aliases=("object_direction_qualifier",)),
    Column("object_side", "kind"),
    Column("negated", "kind", aliases=("negation", "is_negated")),
    Column("knowledge_level", "kind"),
    Column("agent_type", "kind"),
    Column("publications", "source", aliases=("publication", "pubs")),
    Column("primary_knowledge_source", "source"),
    Column("knowledge_source", "source"),
    Column("provided_by", "source"),
    Column("qualified", "detail"),
    Column("frequency_qualifier", "detail", aliases=("frequency",)),
    Column("has_count", "detail"),
    Column("has_total", "detail"),
    Column("has_percentage", "detail"),
    Column("has_quotient", "detail"),
    Column("supporting_text", "anchor"),
)


@cache
def folded(name: str) -> str:
    """Return the name of a column in the one way in which it is compared.

    Example:
        >>> {folded(name) for name in ("biolink:hasCount", "Has Count", "has-count", "has_count:int", "HAS_COUNT")}
        {'has_count'}
        >>> folded("publications:string[]")
        'publications'
    """
    bare = _BIOLINK.sub("", name.strip())
    stem, colon, kind = bare.partition(":")
    if stem and colon and _TYPE.fullmatch(f":{kind}"):
        bare = stem
    return re.sub(r"[\s_-]+", "_", _HUMP.sub("_", bare)).lower()


def is_qualifier(name: str, names: Container[str] = ()) -> bool:
    """Say whether a column that is not read says under what circumstances an edge holds.

    Args:
        name: of the column, folded.
        names: of all columns; one that only tells the cells of another of them once more qualifies nothing itself.

    Example:
        >>> is_qualifier("anatomical_context_qualifier"), is_qualifier("object_name")
        (True, False)
        >>> is_qualifier("frequency_qualifier_label", {"frequency_qualifier"})
        False
    """
    ending = re.search(rf"{_AGAIN.pattern}$", name)
    if ending and name[: ending.start()] in names:
        return False
    return not _QUALIFYING.isdisjoint(name.split("_"))


def is_usual(name: str) -> bool:
    """Say whether a column that is not read changes nothing of what a row says."""
    return name in _USUAL


def said_by(cells: Iterable[tuple[str, str]]) -> str:
    """Put what qualifies an edge in words; that it holds of people, or is not doubted, says nothing more.

    Example:
        >>> said_by([("retracted", "false"), ("status", "released")]), said_by([("retracted", "true")])
        ('', 'retracted: true')
        >>> said_by([("species_context_qualifier", "NCBITaxon:10090"), ("sex_qualifier", "")])
        'species context: NCBITaxon:10090'
        >>> said_by([("species_context_qualifier", "NCBITaxon:9606")])
        ''
    """
    told = []
    for name, text in cells:
        value = bare(text) or (
            text.strip() if not _SIGNED.isdisjoint(name.split("_")) and text.strip() in "-–—" else ""
        )
        if value and not _is_plain(name.split("_"), value):
            told.append(f"{name.removesuffix('_qualifier').replace('_', ' ')}: {value}")
    return "; ".join(told)


def _is_plain(words: Sequence[str], value: str) -> bool:
    """Say whether a cell says what is so of an edge anyway, by the words in the name of its column."""
    said = value.casefold()
    return (
        (not _SPECIES.isdisjoint(words) and is_human(value))
        or (not _DOUBTING.isdisjoint(words) and said in _NO)
        or (_grades(words) and said not in _NO and _DOUBTS.isdisjoint(re.findall("[a-z]+", said)))
    )


def _grades(words: Sequence[str]) -> bool:
    return not _GRADING.isdisjoint(words) and {"qualifier", "qualifiers"}.isdisjoint(words)


def is_human(text: str) -> bool:
    """Say whether a cell names our own species.

    Example:
        >>> is_human("http://purl.obolibrary.org/obo/NCBITaxon_9606"), is_human("NCBITaxon:10090")
        (True, False)
    """
    parts = (part.strip().rpartition("/")[2].replace("_", ":", 1).casefold() for part in text.split("|"))
    return all(part in _HUMAN for part in parts)
