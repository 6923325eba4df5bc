"""Bibliography and links; what is not known is said to be unknown or left out, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from refgraph.model.statements import Claim, Source

UNTITLED = "(untitled page)"
NO_AUTHOR = "(author not named)"
NO_DATE = "n.d."

_DIRECTIVE = ":~:"
# What a URL may hold as it stands; whatever else would end it early in Markdown, in a shell or in HTML.
_URL_SAFE = "/:?#[]@!$&*+,;=%-._~"
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces whether they are escaped or not.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_CSL_TYPES = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "paper-conference",
    "post-weblog",
    "report",
    "thesis",
    "webpage",
)
_UNFIT_FOR_HOST = frozenset(" \"'<>\\()`")


def address(source: Source) -> str | None:
    """Give the address of a source if a browser may open it: http or https, with a host and nothing to break out with.

    Args:
        source: the source.

    Returns:
        The address; None where there is none, or none that is safe to open.

    Example:
        >>> address(Source("a", url="https://a.example/x y")), address(Source("b", url="javascript:alert(1)"))
        ('https://a.example/x%20y', None)
    """
    return web_address(source.url)


def web_address(url: str | None) -> str | None:
    """Give a URL in a form that is safe to print and to link, or None if it is no http or https address.

    Args:
        url: as a curator wrote it.

    Returns:
        The address, percent-encoded where it must be.

    Example:
        >>> web_address("HTTPS://a.example/(x)"), web_address("//a.example"), web_address("http://[")
        ('https://a.example/%28x%29', None, None)
    """
    text = (url or "").strip()
    if not text or len(text) > 2000 or any(not letter.isprintable() for letter in text):
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not _UNFIT_FOR_HOST & set(parts.netloc)
    except ValueError:
        return None
    if not usable:
        return None
    rest = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, *rest))


def link(source: Source, claim: Claim) -> str | None:
    """Link to the very passage of a claim with a text fragment; None where no address is known.

    Without an anchor the link leads to the whole source. A fragment that the address has already is kept, a text
    fragment in it is replaced.

    Reference: https://wicg.github.io/scroll-to-text-fragment/

    Args:
        source: the source.
        claim: the claim.

    Returns:
        A URL with a text fragment; without one where the claim has no anchor.

    Example:
        >>> from refgraph.curation.load import read
        >>> data = read("tests/data/mini").dataset
        >>> link(data.sources["toy-hip"], data.claims[8])
        'https://nowhere-clinic.example/hips-and-heads#:~:text=presses%20hard%20on%20the%20sciatic%20nerve'
    """
    url = address(source)
    if url is None:
        return None
    if not claim.anchor:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={fragment_text(claim.anchor)}"


def fragment_text(text: str) -> str:
    """Percent-encode words for a text fragment, where a hyphen, a comma and an ampersand are syntax.

    Args:
        text: words of an article.

    Returns:
        The words as they stand in `#:~:text=…`.

    Example:
        >>> fragment_text("push-ups, sit & go")
        'push%2Dups%2C%20sit%20%26%20go'
    """
    return quote(text, safe="", errors="replace").replace("-", "%2D")


def locator(claim: Claim) -> str:
    """Say where in its article a claim stands, repeats of the passage included; nothing where it is not known.

    Args:
        claim: the claim.

    Returns:
        Words such as `paragraph 11`.

    Example:
        >>> from refgraph.curation.load import read
        >>> [locator(claim) for claim in read("tests/data/mini").dataset.claims[:2]]
        ['paragraph 2', 'paragraphs 3, 13']
    """
    places = sorted({claim.paragraph, *claim.repeated} - {0})
    parts = [claim.section or "", _paragraphs(places), claim.term or ""]
    leaning = f" (with {_paragraphs(claim.context)})" if claim.context else ""
    return ", ".join(filter(None, parts)) + leaning


def _paragraphs(numbers: Sequence[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}" if numbers else ""


def reference(source: Source) -> str:
    """Describe a source in one plain line.

    Args:
        source: the source.

    Returns:
        One line: authors, title, publisher, date, address, as far as they are known.

    Example:
        >>> from refgraph.curation.load import read
        >>> reference(read("tests/data/mini").dataset.sources["toy-neck"])
        'Ada Author and Ben B. Writer (n.d.). A headache from the moon? The Imaginary Neck.'
        >>> reference(Source("x"))
        '(author not named) (n.d.). (untitled page).'
    """
    title = _line(source.title) or UNTITLED
    parts = [f"{_listed(source.authors) or NO_AUTHOR} ({_line(source.date) or NO_DATE}).", _closed(title)]
    if source.publisher:
        parts.append(_closed(_line(source.publisher)))
    return " ".join([*parts, *filter(None, [address(source)])])


def bibtex(source: Source) -> str:
    r"""Write a source as a BibTeX entry; names are kept whole, since which part is the family name is not known.

    Args:
        source: the source.

    Returns:
        The entry, ending without a line feed; its key is that of the source.

    Example:
        >>> from refgraph.curation.load import read
        >>> print(bibtex(read("tests/data/mini").dataset.sources["toy-hip"]))
        @misc{toy-hip,
          title = {{Weak hips \& the head that hangs forward}},
          author = {{Quill Q. Nobody}},
          year = {2001},
          date = {2001-02-03},
          howpublished = {nowhere-clinic.example},
          url = {https://nowhere-clinic.example/hips-and-heads},
        }
    """
    return _entry(source, _citing_key(source.key))


def _entry(source: Source, key: str) -> str:
    date = _line(source.date)
    rows = {
        "title": f"{{{_tex(source.title or UNTITLED)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in source.authors),
        "year": _tex(date[:4]),
        "date": _tex(date),
        "howpublished": _tex(source.publisher),
        # Percent and hash signs stand as they are: the field is read verbatim.
        "url": address(source) or "",
        "note": "" if date else NO_DATE,
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in rows.items() if value)
    return f"@misc{{{key},\n{body}}}"


def bibliography(sources: Iterable[Source]) -> str:
    """Write sources in BibTeX, with a blank line between them; no two have one key, in whatever letters.

    Args:
        sources: in the order in which they are written.

    Returns:
        BibTeX; empty where there are no sources.

    Example:
        >>> bibliography([Source("x")]).splitlines()[0]
        '@misc{x,'
    """
    listed = tuple(sources)
    written = Counter(_citing_key(source.key).lower() for source in listed)
    entries = (_entry(source, _citing_key(source.key, like=written)) for source in listed)
    return "\n".join(f"{entry}\n" for entry in entries)


def _citing_key(key: str, like: Mapping[str, int] = MappingProxyType({})) -> str:
    """Return the key to cite a source by; letters that BibTeX does not take make way for a number that is its own.

    Args:
        key: of the source.
        like: how many keys there are of each spelling in small letters, for programs that do not tell them apart.
    """
    kept = "".join(letter for letter in key if letter.isascii() and (letter.isalnum() or letter in "-_:."))
    alone = kept == key and like.get(key.lower(), 1) == 1
    return kept if alone else f"{kept or 'source'}-{sha256(key.encode()).hexdigest()[:8]}"


def csl(source: Source) -> dict[str, Any]:
    """Describe a source as an item of CSL-JSON; what is not known has no key.

    Args:
        source: the source.

    Returns:
        A JSON object by the schema of CSL-data 1.0.

    Example:
        >>> from refgraph.curation.load import read
        >>> csl(read("tests/data/mini").dataset.sources["toy-hip"])["issued"]
        {'date-parts': [[2001, 2, 3]]}
        >>> csl(Source("x"))
        {'id': 'x', 'type': 'webpage'}
    """
    digits = (source.date or "").split("-")
    issued = [int(part) for part in digits] if all(part.isascii() and part.isdigit() for part in digits) else []
    item = {
        "id": source.key,
        "type": _csl_type(source.type or ""),
        "title": _line(source.title),
        "author": [{"literal": _line(author)} for author in source.authors],
        "container-title": _line(source.publisher),
        "issued": {"date-parts": [issued]} if issued else None,
        "URL": address(source),
    }
    return {key: value for key, value in item.items() if value}


def _csl_type(kind: str) -> str:
    if kind in _CSL_TYPES:
        return kind
    return "post-weblog" if kind.endswith("blog") else "webpage"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _tex(text: str | None) -> str:
    return _line(text).translate(_BIBTEX)


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _listed(names: tuple[str, ...]) -> str:
    lines = [_line(name) for name in names]
    return " and ".join(filter(None, [", ".join(lines[:-1]), *lines[-1:]]))
