"""A handout as a PDF of one sheet or two by Typst: searchable text, tags for screen readers, no time stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from refgraph.drawing.caption import NOTICE
from refgraph.drawing.handouts.values import PAPERS, Handout
from refgraph.drawing.pdf import typeset
from refgraph.language.voice import tr, voice


def pdf(made: Handout, fonts: Sequence[str | Path] = ()) -> bytes:
    """Set a handout.

    Args:
        made: what it says.
        fonts: files for letters that the bundled face lacks.

    Raises:
        UsageError: typst is not installed, or a font cannot be read.
    """
    return typeset("handouts/handout.typ", _said(made), made.picture, fonts, made.stamp)


def _said(made: Handout) -> dict[str, Any]:
    return {
        "title": made.title,
        "warning": made.warning,
        "flagged": made.flagged,
        "told": made.told,
        "notice": tr(NOTICE),
        "lang": voice().lang,
        "keywords": [tr("referred pain"), "refgraph", tr("handout")],
        "alt": made.alt,
        "heading": made.heading,
        "entries": [asdict(one) for one in made.entries],
        "against": made.against,
        "questions": [asdict(one) for one in made.questions],
        "sources": [asdict(one) for one in made.sources],
        "credit": made.credit,
        "licence": made.licence,
        "drawn": bool(made.picture.width),
        "aspect": made.picture.width / (made.picture.height or 1.0),
        "keyed": made.keyed,
        "paper": PAPERS[made.paper],
        "words": {
            "against": tr("What speaks against it"),
            "sources": tr("Sources"),
            "questions": tr("Questions, with their answers" if made.keyed else "Questions"),
            "stamp": tr("What this sheet was made from"),
        },
    }
