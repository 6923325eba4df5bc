"""One name for each publication, however a KGX graph spells it; and lists of them taken apart where that is sure."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from refgraph.model.statements import DATABASE

_PMID = re.compile(
    r"(?:pmid|pubmed|medline)\s*[:/]?\s*0*(\d+)|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed"
    r"|europepmc\.org/(?:article|abstract)/med|identifiers\.org/pubmed[:/])/?0*(\d+)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:pmcid|pmc)\s*[:/]?\s*(?:pmc)?0*(\d+)|https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc"
    r"|europepmc\.org)/(?:articles?/)?(?:pmc/)?pmc0*(\d+)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:doi\s*[:/]?\s*|https?://(?:dx\.|www\.)?doi\.org/|https?://identifiers\.org/doi[:/])?(10\.\d{4,9}(?:/|%2f)\S+)",
    re.IGNORECASE,
)
_CURIE = re.compile(r"[A-Za-z][\w.-]*:[^\s;,|]+")
_LIST = re.compile(r"\s*[;,]\s*|\s+")
# Cells that say in words that they say nothing. "Na" is sodium.
PLACEHOLDERS = (
    "NA", "N/A", "n/a", "NaN", "nan", "NAN", "NULL", "Null", "null", "NONE", "None", "none", "nil", "\\N", "-", "--",
    ".", "?", "not_provided", "not provided", "Not provided", "not available", "Not available", "not applicable",
    "Not applicable", "unknown", "Unknown", "UNKNOWN",
)  # fmt: skip
_BARE = " \t'\"[](){}"


class Unreadable(Exception):  # noqa: N818 (it is caught where the line is known, and becomes a fault there)
    """A cell cannot be read; the text says why."""


def identifiers(text: str) -> tuple[str, ...]:
    """Return what a cell names, each once and in one spelling.

    Args:
        text: parted by `|`; or by semicolons, commas or blanks, where every part is an identifier.

    Raises:
        Unreadable: it may be a list, and where its parts end is not sure; or a number that nothing tells the kind of.

    Example:
        >>> identifiers("PMID:1;pmid:2 | doi:10.1000/ABC|https://doi.org/10.1000/abc")
        ('PMID:1', 'PMID:2', 'DOI:10.1000/abc')
        >>> identifiers("10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O")
        ('DOI:10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o',)
    """
    told = map(str.strip, text.split("|"))
    parts = (part.strip(_BARE).strip() if part.startswith(("[", "'")) else part for part in told)
    found = (name for part in parts if part and part not in PLACEHOLDERS for name in _taken_apart(part))
    return tuple(dict.fromkeys(found))


def _taken_apart(text: str) -> tuple[str, ...]:
    pieces = [piece for piece in (part.strip(_BARE) for part in _LIST.split(text)) if piece]
    sure = [_known(piece) or (_folded(piece) if _CURIE.fullmatch(piece) else None) for piece in pieces]
    if pieces and all(sure):
        return tuple(name for name in sure if name)
    whole = _known(text)
    if whole:
        return (whole,)
    if ";" in text or "," in text or any(sure):
        raise Unreadable(f"{text[:40]!r} may be a list of publications, parted by what is not sure; part them by |")
    if text.isdecimal():
        raise Unreadable(f"the publication {text[:40]!r} is a number; write what it is a number of, such as PMID:")
    return (" ".join(text.split()),)


def _known(text: str) -> str | None:
    """Return the one spelling of what is surely an identifier of an article."""
    for prefix, pattern in (("PMID", _PMID), ("PMC", _PMCID)):
        found = pattern.fullmatch(text)
        if found:
            return f"{prefix}:{next(group for group in found.groups() if group)}"
    found = _DOI.fullmatch(text)
    return f"DOI:{unquote(found[1]).rstrip('.').lower()}" if found else None


def _folded(text: str) -> str:
    """Fold what is spelled freely in an address or before the colon of a CURIE."""
    if text.lower().startswith(("http://", "https://")):
        try:
            address = urlsplit(text)
            host = (address.hostname or "").removeprefix("www.")
        except ValueError as error:
            raise Unreadable(f"{text[:40]!r} is no address") from error
        query = f"?{address.query}" if address.query else ""
        return f"https://{host}{address.path.rstrip('/')}{query}"
    prefix, _, rest = text.partition(":")
    return f"{prefix.lower() if f'{prefix.lower()}:' == DATABASE else prefix.upper()}:{rest}"
