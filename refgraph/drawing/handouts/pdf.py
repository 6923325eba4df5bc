"""A handout as a PDF of one sheet or two by Typst: searchable text, tags for screen readers, no time stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from refgraph.drawing.caption import NOTICE
from refgraph.drawing.handouts.values import PAPERS, Handout
from refgraph.drawing.pdf import typeset


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
        "notice": NOTICE,
        "keywords": ["referred pain", "refgraph", "handout"],
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
    }
