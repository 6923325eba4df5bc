"""An article as paragraphs, one a line: plain text, Markdown, HTML, and PDF through pypdf.

The lines are what claims are counted by and what `refgraph check --texts` looks into, so the same file always gives the
same lines. Nothing is fetched.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from refgraph.errors import UsageError, reason
from refgraph.language.sentences import paragraphs

MAX_BYTES = 50_000_000
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "button", "aside"}
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
    }
    | {"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)


def read(file: Path) -> tuple[str, ...]:
    """Read an article.

    Args:
        file: its ending tells what it is: `.html`, `.htm`, `.md`, `.markdown`, `.pdf`; anything else is plain text.

    Returns:
        Its paragraphs. Those of plain text are its non-empty lines as they stand.

    Raises:
        UsageError: it cannot be read, is not UTF-8, holds no text, or is a PDF and pypdf is not installed.

    Example:
        >>> read(Path("tests/data/articles/toy-hip.txt"))[1]
        'Weak gluteals on the left tighten the hamstrings of the same leg.'
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"{file}: is larger than {MAX_BYTES // 1_000_000} million bytes")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: cannot be read ({reason(error)})") from error
    ending = file.suffix.lower()
    if ending == ".pdf":
        found = from_pdf(data, str(file))
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UsageError(f"{file}: is not UTF-8 text") from error
        if ending in (".html", ".htm", ".xhtml"):
            found = from_html(text)
        else:
            found = from_markdown(text) if ending in (".md", ".markdown") else paragraphs(data)
    if not found:
        raise UsageError(
            f"{file}: holds no text" + (" (a scan has to be read by other means)" if ending == ".pdf" else "")
        )
    return found


def from_html(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a page, without scripts, navigation and forms.

    Example:
        >>> from_html("<nav>Home</nav><h1>Hips</h1><p>Weak <b>hips</b><br>ache.</p><script>x</script>")
        ('Hips', 'Weak hips', 'ache.')
    """
    page = _Page()
    page.feed(text)
    page.close()
    return tuple(page.lines())


class _Page(HTMLParser):
    """Collects the text of blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the parser passes it)
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag not in _INLINE:
            self._blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            # What was left open inside it ends with it.
            del self._hidden[self._hidden.index(tag) :]
        if tag not in _INLINE:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._blocks[-1].append(data)

    def lines(self) -> list[str]:
        return [line for block in self._blocks if (line := " ".join("".join(block).split()))]


def from_markdown(text: str) -> tuple[str, ...]:
    r"""Return the paragraphs of a text in Markdown, without its marks; a list item and a row are paragraphs.

    Example:
        >>> from_markdown("# Hips\n\nWeak *hips*\nache ([why](x)).\n\n- one\n- two")
        ('Hips', 'Weak hips ache (why).', 'one', 'two')
    """
    text = re.sub(r"<!--.*?-->|^---\n.*?\n---\n", "", text, flags=re.DOTALL)
    found: list[list[str]] = [[]]
    fenced = False
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith(("```", "~~~")):
            fenced = not fenced
            continue
        begins = re.match(r"(#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+|\|)", bare)
        if not bare or begins or re.fullmatch(r"[-=*_\s|:]+", bare):
            found.append([])
        if not fenced and not re.fullmatch(r"[-=*_\s|:]*", bare):
            found[-1].append(re.sub(r"^(?:#{1,6}|[-*+]|\d{1,3}[.)]|>)\s+", "", bare))
        if begins and bare.startswith(("#", "|")):
            found.append([])
    return tuple(filter(None, (_unmarked(" ".join(lines)) for lines in found)))


def _unmarked(text: str) -> str:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    text = re.sub(r"(\*{1,3}|_{2,3}|`+)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", r"\1", text)
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text.strip("| ")).split())


def from_pdf(data: bytes, name: str = "the file") -> tuple[str, ...]:
    """Return the paragraphs of a PDF: lines are joined up to one that ends a sentence well before the margin.

    Args:
        data: its content.
        name: of the file, for messages.

    Raises:
        UsageError: pypdf is not installed, or cannot read it.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UsageError('reading a PDF needs pypdf: pip install "refgraph[curate]"') from error
    try:
        pages = [page.extract_text() or "" for page in PdfReader(BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise UsageError(f"{name}: cannot be read as PDF ({type(error).__name__})") from error
    return joined_lines([line for page in pages for line in (*page.splitlines(), "")])


def joined_lines(lines: list[str]) -> tuple[str, ...]:
    """Join printed lines to paragraphs, and words that were cut at the end of a line.

    Example:
        >>> joined_lines(["Weak hips may be felt in the shoul-", "der blade.", "Tight ones pull on the pelvis."])
        ('Weak hips may be felt in the shoulder blade.', 'Tight ones pull on the pelvis.')
    """
    widths = sorted(len(line.strip()) for line in lines if line.strip())
    usual = widths[(3 * len(widths)) // 4] if widths else 0
    found = [""]
    for line in (" ".join(line.split()) for line in lines):
        before = found[-1]
        if not line:
            # The end of a page ends a paragraph only where it ends a sentence.
            found += [""] if before.endswith((".", "!", "?", ":")) else []
            continue
        cut = re.search(r"[a-z]-$", before) and line[0].islower()
        found[-1] = before[:-1] + line if cut else f"{before} {line}".strip()
        if line.endswith((".", "!", "?")) and len(line) < 0.8 * usual:
            found.append("")
    return tuple(filter(None, found))
