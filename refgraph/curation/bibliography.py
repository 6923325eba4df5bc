"""What other people's records say of a work → the fields of a source: BibTeX, CSL-JSON, DOI records.

Nothing is guessed: a field that a record does not state stays empty. The design of a study (`type`) stands in none of
these forms, so that is for the curator.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from refgraph.errors import UsageError
from refgraph.language.sentences import words_of

Fields = dict[str, Any]

# Every key of a source that a curator fills in, in the order of the file.
KEYS = (
    *("title", "authors", "authors_from", "publisher", "url", "doi", "pmid", "date", "type", "licence", "read"),
    *("note", "sha256"),
)
FOUND_IN = "index-record"
# Words of a title that tell nothing of what it is about.
_DULL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "and",
        "or",
        "with",
        "without",
        "by",
        "is",
        "are",
        "be",
        "as",
        "its",
        "their",
        "how",
        "what",
        "why",
        "can",
        "do",
        "does",
        "new",
        "study",
        "review",
        "case",
        "report",
        "systematic",
        "patients",
        "between",
        "among",
        "versus",
        "after",
        "before",
        "use",
        "using",
        "association",
        "effect",
        "effects",
        "relationship",
        "clinical",
    ]
)
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def read(data: bytes, name: str = "the file") -> Fields:
    """Read the one record of a file.

    Args:
        data: BibTeX, CSL-JSON, or the JSON record of a DOI as Crossref or DataCite give it.
        name: of the file, for messages.

    Returns:
        The fields that it states, by their names in a source's file.

    Raises:
        UsageError: it is in none of these forms, or holds no record or several.

    Example:
        >>> read(b'@article{x, title = {On {H}ips}, author = {Doe, Jane}, year = 2020}')["authors"]
        ['Jane Doe']
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is not UTF-8 text") from error
    if text.lstrip().startswith(("{", "[")):
        records = [_from_csl(item) for item in _json_records(text, name)]
    else:
        records = [_from_bibtex(fields) for fields in _bibtex(text)]
    if len(records) != 1:
        told = f"{len(records)} records; give one at a time" if records else "no record in BibTeX, CSL-JSON or DOI JSON"
        raise UsageError(f"{name}: holds {told}")
    return {key: value for key, value in records[0].items() if value}


def key_of(fields: Mapping[str, Any]) -> str:
    """Make the key of a source: family name of its first author, year, the first telling word of its title.

    Args:
        fields: of the source.

    Returns:
        A slug; empty where too little is known.

    Example:
        >>> key_of({"authors": ["Nikolai Bogduk"], "date": "1992", "title": "The anatomical basis of headache"})
        'bogduk-1992-anatomical'
    """
    authors, title = fields.get("authors") or [], fields.get("title") or ""
    family = _slug(authors[0].split()[-1]) if authors else ""
    telling = (_slug(word) for word in words_of(title) if word not in _DULL and not word.isdigit())
    parts = [family, (fields.get("date") or "")[:4], next(filter(None, telling), "")]
    return "-".join(filter(None, parts))


def skeleton(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Make the content of a new source's file: every key, empty where nothing is known, and no claim yet.

    Args:
        fields: what is known of the source.

    Example:
        >>> skeleton({"title": "On hips"})["source"]["title"], skeleton({})["claims"]
        ('On hips', [])
    """
    known = {key: fields.get(key) for key in KEYS}
    known["authors"] = list(fields.get("authors") or ())
    return {"source": known, "claims": []}


# ---------------------------------------------------------------- JSON


def _json_records(text: str, name: str) -> list[Mapping[str, Any]]:
    """List the records of CSL-JSON, or of what Crossref and DataCite answer."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: is not valid JSON") from error
    if isinstance(told, dict):
        inner = told.get("message") or told.get("data") or told
        told = inner if isinstance(inner, list) else [inner]
    found = [item for item in told if isinstance(item, dict)]
    return [_as_csl(item["attributes"]) if isinstance(item.get("attributes"), dict) else item for item in found]


def _as_csl(told: Mapping[str, Any]) -> dict[str, Any]:
    """Bring a record of DataCite into the form of CSL."""
    people = [
        {"given": one.get("givenName"), "family": one.get("familyName"), "literal": one.get("name")}
        for one in told.get("creators") or ()
    ]
    titles, rights = told.get("titles") or [{}], told.get("rightsList") or [{}]
    container = told.get("container") or {}
    publisher = told.get("publisher")
    return {
        "title": titles[0].get("title"),
        "author": people,
        "container-title": container.get("title"),
        "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "issued": {"date-parts": [[told.get("publicationYear")]]},
        "DOI": told.get("doi"),
        "URL": told.get("url"),
        "licence": rights[0].get("rights"),
    }


def _from_csl(item: Mapping[str, Any]) -> Fields:
    people = item.get("author") or []
    authors = [name for name in map(_person, people if isinstance(people, list) else ()) if name]
    licences = item.get("license") or []
    licence = item.get("licence") or next((one.get("URL") for one in licences if isinstance(one, dict)), None)
    return {
        "title": _first(item.get("title")),
        "authors": authors,
        "authors_from": FOUND_IN if authors else None,
        "publisher": _first(item.get("container-title")) or _first(item.get("publisher")),
        "url": _first(item.get("URL")),
        "doi": _doi(_first(item.get("DOI"))),
        "pmid": _first(item.get("PMID")),
        "date": _date(item),
        "licence": _first(licence),
    }


def _person(one: Any) -> str:
    if not isinstance(one, dict):
        return ""
    given, family = _first(one.get("given")), _first(one.get("family"))
    whole = " ".join(filter(None, (given, _first(one.get("non-dropping-particle")), family)))
    return whole if family else _first(one.get("literal")) or _first(one.get("name")) or given or ""


def _first(value: Any) -> str | None:
    """Return the text of a field, which Crossref gives as a list, without the tags that some titles hold."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    return " ".join(re.sub(r"</?[a-z]{1,4}>", "", str(value)).split()) or None


def _date(item: Mapping[str, Any]) -> str | None:
    for key in ("issued", "published", "published-print", "published-online"):
        held = item.get(key)
        parts = held.get("date-parts") if isinstance(held, dict) else None
        numbers = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        told = [int(part) for part in numbers if str(part).isdecimal()]
        if told:
            return "-".join([f"{told[0]:04}", *(f"{part:02}" for part in told[1:3])])
    return None


def _doi(text: str | None) -> str | None:
    found = _DOI.search(text or "")
    return found.group().rstrip(".,;") if found else None


# ---------------------------------------------------------------- BibTeX


def _bibtex(text: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each entry, by their names in small letters."""
    for entry in re.finditer(r"@\s*([a-zA-Z]+)\s*[{(]\s*[^,{}()\s]*\s*,", text):
        if entry[1].lower() not in ("comment", "string", "preamble"):
            yield dict(_bibtex_fields(text, entry.end()))


def _bibtex_fields(text: str, at: int) -> Iterator[tuple[str, str]]:
    field = re.compile(r"\s*,?\s*([a-zA-Z][\w-]*)\s*=\s*")
    while found := field.match(text, at):
        value, at = _bibtex_value(text, found.end())
        yield found[1].lower(), value


def _bibtex_value(text: str, at: int) -> tuple[str, int]:
    """Read a value in braces, in quotes or bare, and say where it ends."""
    closing = {"{": "}", '"': '"'}.get(text[at : at + 1])
    if closing is None:
        bare = re.compile(r"[^,}\s]*").match(text, at)
        return (bare[0], bare.end()) if bare else ("", at)
    depth, end = 0, at + 1
    while end < len(text) and (depth or text[end] != closing):
        depth += (text[end] == "{") - (text[end] == "}")
        end += 2 if text[end] == "\\" else 1
    return text[at + 1 : end], end + 1


_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_ACCENTS |= {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a"}
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "i"}


def _plain(tex: str) -> str:
    """Read TeX's accents and letters, and take its braces out."""
    accent = r"\\(?:(['`^\"~=.])|([cvuHkr])(?=[\s{]))\s*\{?\s*(\\?[a-zA-Z])\s*\}?"
    text = re.sub(accent, lambda m: m[3].lstrip("\\") + _ACCENTS[m[1] or m[2]], tex)
    text = re.sub(r"\\(ss|ae|AE|aa|AA|o|O|l|L|i)(?![a-zA-Z])\s?", lambda m: _LETTERS[m[1]], text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text).replace("---", "—").replace("--", "–").replace("~", " ")
    return unicodedata.normalize("NFC", " ".join(re.sub(r"[{}]", "", text).split()))


def _from_bibtex(fields: Mapping[str, str]) -> Fields:
    told = {key: _plain(value) for key, value in fields.items()}
    people = re.split(r"\s+and\s+", " ".join(fields.get("author", "").split()))
    authors = [name for name in map(_turned, people) if name and name != "others"]
    where = ("journal", "journaltitle", "booktitle", "publisher", "howpublished", "institution", "school")
    return {
        "title": told.get("title"),
        "authors": authors,
        "authors_from": FOUND_IN if authors else None,
        "publisher": next((told[key] for key in where if told.get(key)), None),
        "url": fields.get("url", "").strip() or None,
        "doi": _doi(fields.get("doi")),
        "pmid": told.get("pmid"),
        "date": _bibtex_date(told),
        "licence": told.get("license") or told.get("copyright"),
    }


def _turned(person: str) -> str:
    """Turn "Family, Given" around; what stands in braces is one name."""
    if person.startswith("{") and person.endswith("}"):
        return _plain(person)
    parts = [part.strip() for part in _plain(person).split(",")]
    return " ".join(filter(None, [parts[-1], *parts[:-1]])) if len(parts) > 1 else parts[0]


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _bibtex_date(told: Mapping[str, str]) -> str | None:
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", told.get("date", "")):
        return told["date"]
    year, month = told.get("year", ""), told.get("month", "").lower()
    if not re.fullmatch(r"\d{4}", year):
        return None
    number = int(month) if month.isdecimal() else next((n for n, m in enumerate(_MONTHS, 1) if month.startswith(m)), 0)
    return f"{year}-{number:02}" if 1 <= number <= 12 else year


def _slug(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain)
