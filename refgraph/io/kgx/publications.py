"""One name for each publication, however a KGX graph spells it; and lists of them taken apart where that is sure."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

from refgraph.io.kgx.words import Unreadable, is_nothing
from refgraph.model.statements import DATABASE

_ARXIV = r"([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[a-z]{2})?/[0-9]{7})(?:v[0-9]+)?"
_NUMBERED = (
    ("PMID", re.compile(r"(?:(?:info|urn):)?(?:(?:pmids?|pubmed(?:[_ ]?id)?|medline) ?[:/#=_-]? ?)+0*([0-9]+)(?:\.0*)?",
                        re.IGNORECASE)),
    ("PMC", re.compile(r"(?:(?:info|urn):)?(?:pmcid|pmc) ?[:/#=_-]? ?(?:pmc)?0*([0-9]+)(?:\.[0-9]*)?",
                       re.IGNORECASE)),
    ("NCT", re.compile(r"(?:(?:clinicaltrials(?:\.gov)?|nct) ?[:/]? ?)?nct([0-9]{8})", re.IGNORECASE)),
    ("NBK", re.compile(r"(?:(?:bookshelf|ncbibook|genereviews|nbk) ?[:/]? ?)?nbk ?:?0*([1-9][0-9]*)", re.IGNORECASE)),
    ("ARXIV", re.compile(rf"arxiv(?:\.org)? ?[:/]? ?(?:arxiv:)?{_ARXIV}", re.IGNORECASE)),
)  # fmt: skip
_DOI = re.compile(
    r"(?:(?:info|urn):)?(?:(?:doi ?[:/=]? ?)+(?=10\.[0-9])|(?=10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2f)))"
    r"(10\.[0-9.]+(?:/|%2f)\S+)",
    re.IGNORECASE,
)
# What an address of an article holds: of its number, or of its DOI.
_NUMBER_IN_ADDRESS = (
    ("PMID", re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|pubmed\.gov|/(?:pubmed|pmid)|/(?:abstract|article)/med)"
                        r"[:/?]+(?:term=)?0*([0-9]+)(?=[/?&.]|$)", re.IGNORECASE)),
    ("PMID", re.compile(r"db=pubmed&(?:[^&]*&)*?(?:id|uid|list_uids|term)=0*([0-9]+)(?=&|$)", re.IGNORECASE)),
    ("PMC", re.compile(r"[/:=]pmc0*([0-9]+)(?:\.[0-9]+)?(?=[/?&]|$)", re.IGNORECASE)),
    ("PMC", re.compile(r"/pmc/(?:articles/)?0*([0-9]+)(?=[/?]|$)", re.IGNORECASE)),
    ("NBK", re.compile(r"/books/nbk0*([0-9]+)(?=[/?]|$)", re.IGNORECASE)),
    ("NCT", re.compile(r"clinicaltrials\.gov/.*\bnct([0-9]{8})\b", re.IGNORECASE)),
    ("ARXIV", re.compile(rf"arxiv\.org/[a-z]+/{_ARXIV}(?=[./?]|$)", re.IGNORECASE)),
)  # fmt: skip
_DOI_IN_ADDRESS = re.compile(r"[/:=](10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE)
_VIEW = re.compile(
    r"(?:/(?:full|fulltext|full-text|abstract|abs|e?pdf|html|meta|summary|references|figures)(?:[/.].*)?"
    r"|\.(?:pdf|full|abstract|html)(?:[/.].*)?)$",
    re.IGNORECASE,
)
_PREPRINT = re.compile(r"v[0-9]+(?:\.full.*)?$", re.IGNORECASE)
_OF_PREPRINT = re.compile(r"10\.1101/[0-9]+(?:\.[0-9]+)+v[0-9]+|10\.48550/arxiv\..+v[0-9]+")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9a-z_*]+/(?=https?:/)", re.IGNORECASE)
_BOOK = re.compile(r"(?:urn: ?)?isbn(?:[-_ ]?1[03])? ?:? ?([0-9][0-9 -]*[0-9x]?)", re.IGNORECASE)
_QUOTED_WHOLE = re.compile(r"(?:doi|pmid|pmcid|https?)%3a", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[a-z]+: ?)?(https?://\S*)", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid)=[^&]*", re.IGNORECASE)
_CURIE = re.compile(r"[A-Za-z][\w.-]*:[^\s;,|]+")
_LIST = re.compile(r"\s*[;,、•]\s*|\s+")
# What says which kind of number follows, and must then be followed by one.
_KIND = re.compile(r"(?:(?:info|urn):)?(pmids?|pubmed|pmcid|pmc|doi|isbn|arxiv)(?![a-z])", re.IGNORECASE)
_APART = re.compile(r"\b(pmids?|pubmed|pmcid|pmc|doi)(?: ?: ?| )(?=(?:pmc)?[0-9])", re.IGNORECASE)
_OPENING, _CLOSING, _QUOTES = "([{<", ")]}>", " \t'\""
_OTHERS, _INITIAL = frozenset({"et", "al", "and", "others", "colleagues"}), re.compile("[^\\W\\d_]")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


def identifiers(text: str) -> tuple[str, ...]:
    """Return what a cell names, each once and in one spelling.

    Args:
        text: parted by `|`; or by semicolons, commas or blanks, where every part is an identifier.

    Raises:
        Unreadable: it may be a list, and where its parts end is not sure; or a number that nothing tells the kind of;
            or it begins as an identifier of an article does, and is none.

    Example:
        >>> identifiers("PMID:1;pmid:2 | doi:10.1000/ABC|https://doi.org/10.1000/abc")
        ('PMID:1', 'PMID:2', 'DOI:10.1000/abc')
        >>> identifiers("10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O")
        ('DOI:10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o',)
        >>> identifiers("PMID:NA|https://x.org/doi/full/10.1000/abc?x=1")
        ('DOI:10.1000/abc',)
    """
    parts = (_unwrapped(part) for part in _plain(text).split("|"))
    found = (name for part in parts if not _says_nothing(part) for name in _taken_apart(part))
    return tuple(dict.fromkeys(found))


def alike(key: str) -> str:
    """Return what a source has in common with those that are the same but for case, marks, initials and "et al.".

    Identifiers are spelled in one way already; a name that is none may be spelled in several.

    Example:
        >>> alike("Quill Q et al. (2001)") == alike("quill, 2001"), alike("PMID:1"), alike("DOI:10.1000/a-b")
        (True, 'PMID:1', 'DOI:10.1000/a-b')
    """
    if ":" in key:
        return key
    words = re.findall(r"\w+", key.casefold())
    return " ".join(word for word in words if word not in _OTHERS and not _INITIAL.fullmatch(word)) or key


def _plain(text: str) -> str:
    """Return a text without what is invisible, in the usual letters, digits and marks, with single blanks."""
    if not text.isascii():
        shown = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
        text = "".join(shown)
    for escaped, letter in _ESCAPED:
        text = text.replace(escaped, letter)
    return _APART.sub(r"\1:", " ".join(text.split()))


def _unwrapped(text: str) -> str:
    """Return a text without quotes and brackets around it; brackets of its own stay."""
    before = None
    while text != before:
        before, text = text, text.strip(_QUOTES)
        if text[:1] and text[0] in _OPENING:
            text = text[1:]
        for opening, closing in zip(_OPENING, _CLOSING, strict=True):
            if text.endswith(closing) and text.count(closing) > text.count(opening):
                text = text[:-1]
    return text


def _says_nothing(text: str) -> bool:
    """Say whether a part names nothing: no word, a word for nothing, or a prefix with nothing behind it."""
    prefix, colon, rest = text.partition(":")
    return is_nothing(text) or bool(colon and re.fullmatch(r"\w+", prefix) and is_nothing(rest))


def _taken_apart(text: str) -> tuple[str, ...]:
    if _QUOTED_WHOLE.match(text):
        text = unquote(text)
    pieces = [piece for piece in map(_unwrapped, _LIST.split(text)) if not _says_nothing(piece)]
    sure = [_known(piece) or (_folded(piece) if _is_one(piece) else None) for piece in pieces]
    if all(sure):
        return tuple(name for name in sure if name)
    whole = _known(text)
    if whole:
        return (whole,)
    if ";" in text or "," in text or any(sure):
        raise Unreadable(f"{text[:40]!r} may be a list of publications, parted by what is not sure; part them by |")
    if text.isdecimal():
        raise Unreadable(f"the publication {text[:40]!r} is a number; write what it is a number of, such as PMID:")
    _refuse_broken(text)
    return (text,)


def _is_one(text: str) -> bool:
    """Say whether a text is a CURIE or an address, and so no part of a name."""
    return bool(_CURIE.fullmatch(text) or _BARE_ADDRESS.fullmatch(text))


def _known(text: str) -> str | None:
    """Return the one spelling of what is surely an identifier of an article."""
    for prefix, pattern in _NUMBERED:
        found = pattern.fullmatch(text)
        if found:
            return _numbered(prefix, found[1])
    book, named = _BOOK.fullmatch(text), _DOI.fullmatch(text)
    if book:
        return _book(book[1])
    if named:
        return _doi(named[1])
    address = _ADDRESS.fullmatch(text)
    if address or _BARE_ADDRESS.fullmatch(text):
        return _in_address(address[1] if address else f"https://{text}")
    return None


def _numbered(prefix: str, number: str) -> str:
    """Return an identifier; what is on arXiv has a DOI, of which its number is the end."""
    return f"DOI:10.48550/arxiv.{number.lower()}" if prefix == "ARXIV" else f"{prefix}:{number}"


def _doi(text: str) -> str:
    name = _unwrapped(unquote(text)).rstrip(".,;/").lower()
    return f"DOI:{_PREPRINT.sub('', name) if _OF_PREPRINT.fullmatch(name) else name}"


def _book(text: str) -> str:
    """Return the ISBN of a book in thirteen digits, whether it is written with ten or thirteen.

    Example:
        >>> _book("0-306-40615-2"), _book("978 0 306 40615 7")
        ('ISBN:9780306406157', 'ISBN:9780306406157')
    """
    digits = re.sub("[ -]", "", text).upper()
    if re.fullmatch("[0-9]{9}[0-9X]", digits):
        digits = f"978{digits[:9]}"
        check = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        digits += str(-check % 10)
    return f"ISBN:{digits}"


def _in_address(text: str) -> str | None:
    """Return the article that an address leads to, where it names its number or its DOI."""
    address = _split(text)
    host, path = address.hostname or "", re.sub("/{2,}", "/", unquote(address.path))
    doi = _DOI_IN_ADDRESS.search(path)
    if doi:
        name = doi[1] if host.endswith("doi.org") else _VIEW.sub("", doi[1])
        return _doi(_PREPRINT.sub("", name) if host.endswith("rxiv.org") else name)
    place = f"{host}{path}" + (f"?{unquote(address.query)}" if address.query else "")
    for prefix, pattern in _NUMBER_IN_ADDRESS:
        found = pattern.search(place)
        if found:
            return _numbered(prefix, found[1])
    doi = _DOI_IN_ADDRESS.search(f"?{unquote(address.query)}".replace("&", " "))
    return _doi(doi[1]) if doi else None


def _split(text: str) -> SplitResult:
    text = _ARCHIVED.sub("", text)
    try:
        address = urlsplit(text)
        if not address.hostname or (address.port or 0) > 65535:
            raise Unreadable(f"{text[:40]!r} is no address")
    except ValueError as error:
        raise Unreadable(f"{text[:40]!r} is no address") from error
    return address


def _folded(text: str) -> str:
    """Fold what is spelled freely in an address or before the colon of a CURIE."""
    found = _ADDRESS.fullmatch(text)
    if found or not _CURIE.fullmatch(text):
        return _one_address(found[1] if found else f"https://{text}")
    _refuse_broken(text)
    prefix, _, rest = text.partition(":")
    return f"{prefix.lower() if f'{prefix.lower()}:' == DATABASE else prefix.upper()}:{rest}"


def _one_address(text: str) -> str:
    address = _split(text)
    host = (address.hostname or "").removeprefix("www.")
    if host.endswith("doi.org") or (host.startswith("pubmed.") and not address.path.strip("/")):
        raise Unreadable(f"{text[:40]!r} names no article")
    port = f":{address.port}" if address.port not in (None, 80, 443) else ""
    path = re.sub("/{2,}", "/", quote(unquote(address.path), safe="/:;,@!$&'()*+=~-._")).rstrip("/")
    query = _TRACKING.sub("", address.query).lstrip("&")
    return f"https://{host}{port}{path}" + (f"?{query}" if query else "")


def _refuse_broken(text: str) -> None:
    """Refuse what begins as an identifier of an article does, and is none."""
    kind = _KIND.match(text)
    if kind:
        raise Unreadable(f"the publication {text[:40]!r} begins as a {kind[1].upper()} does and is none")
