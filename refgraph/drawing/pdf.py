"""A path as a one-page PDF by Typst: vector picture, searchable text, tags for screen readers, no time stamp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from refgraph.drawing import sheet
from refgraph.drawing.caption import ARTWORK, NOTICE, Caption
from refgraph.drawing.origins import picture
from refgraph.drawing.svg import clean
from refgraph.drawing.typeface import FAMILY, faces
from refgraph.errors import UsageError
from refgraph.language.voice import finding_english, tr, voice
from refgraph.report.view import AnswerView

_NEEDED = 'PDF needs typst: pip install "refgraph[pdf]"'
# How much of a slide the picture may take: by its own proportions, within reason.
_LEAST_SHARE, _MOST_SHARE, _SLIDE_ROOM = 0.3, 0.62, (314.67, 166.5)


def answer(shown: AnswerView) -> bytes:
    """Write an answer as a PDF of one page: the tree of its origins, or its first path.

    Raises:
        UsageError: the answer has no path, or typst is not installed.
    """
    return pdf(*picture.drawn(shown))


def pdf(
    drawn: sheet.Picture, words: Caption, shape: str = "page", fonts: Sequence[str | Path] = (), stamp: str = ""
) -> bytes:
    """Write a picture with its words as a PDF of one page.

    Args:
        drawn: the picture.
        words: what belongs to it.
        shape: `page` is A4, `slide` is 16:9.
        fonts: files for letters that the bundled face lacks.
        stamp: what it was made from, to be attached; empty for none.

    Raises:
        UsageError: typst is not installed, or a font cannot be read.
    """
    return typeset("sheet.typ", _said(drawn, words, shape), drawn, fonts, stamp)


def typeset(
    template: str, said: Mapping[str, Any], drawn: sheet.Picture, fonts: Sequence[str | Path] = (), stamp: str = ""
) -> bytes:
    """Set a template of ours by Typst.

    Args:
        template: a file of `drawing`.
        said: what it says, as JSON can hold it.
        drawn: its picture.
        fonts: files for letters that the bundled face lacks.
        stamp: what it was made from, to be attached; empty for none.

    Raises:
        UsageError: typst is not installed, or a font cannot be read.
    """
    try:
        import typst
    except ImportError:
        raise UsageError(_NEEDED) from None
    from importlib.resources import files
    from json import dumps
    from shutil import copyfile
    from tempfile import TemporaryDirectory

    source = files("refgraph").joinpath("drawing", *template.split("/")).read_bytes()
    cleaned = {key: _cleaned(value) for key, value in {**said, "family": FAMILY, "english": finding_english()}.items()}
    given = {"said": dumps(cleaned), "picture": sheet.bare(drawn, FAMILY), "stamp": stamp}
    with faces(fonts) as paths, TemporaryDirectory(prefix="refgraph-") as folder:
        # Typst accepts folders of fonts only, and ignores a file without an error.
        for n, path in enumerate(paths):
            copyfile(path, Path(folder) / f"{n}{path.suffix}")
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        return _compiled(typst.Compiler(root=folder, font_paths=known, ignore_system_fonts=True), source, given)


def _compiled(compiler: Any, template: bytes, said: dict[str, str]) -> bytes:
    """Compile as PDF/UA; a letter that no font has is against that standard, and better shown as a box than not."""
    from typst import TypstError

    try:
        made = compiler.compile(template, format="pdf", sys_inputs=said, pdf_standards=["ua-1"])
    except TypstError:
        made = compiler.compile(template, format="pdf", sys_inputs=said)
    assert isinstance(made, bytes)
    return made


def _said(drawn: sheet.Picture, words: Caption, shape: str) -> dict[str, Any]:
    share = drawn.width / drawn.height * _SLIDE_ROOM[1] / _SLIDE_ROOM[0]
    return {
        "shape": shape,
        "lang": voice().lang,
        "title": words.title,
        "description": words.told,
        "keywords": [tr("referred pain"), "refgraph", tr(ARTWORK)],
        "alt": f"{words.name}. {words.described}",
        "alerts": words.alerts,
        "flagged": words.flagged,
        "notice": tr(NOTICE),
        "told": words.told,
        "disputes": words.disputes,
        "sources": [
            {"number": one.number, "text": one.text, "address": one.address, "places": one.places}
            for one in words.sources
        ],
        "credit": words.credit,
        "dark": drawn.dark,
        "colours": {name: drawn.palette[name] for name in ("paper", "ink", "muted", "alert")},
        "stamp": tr("What this sheet was made from"),
        "share": min(max(share, _LEAST_SHARE), _MOST_SHARE),
    }


def _cleaned(value: Any) -> Any:
    """Drop what neither XML nor a PDF can carry from every text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, (list, tuple)):
        return [_cleaned(one) for one in value]
    return {key: _cleaned(one) for key, one in value.items()} if isinstance(value, dict) else value
