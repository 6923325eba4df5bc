"""An SVG as PNG without a browser, by resvg; the same picture gives the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from refgraph.drawing.origins import picture
from refgraph.drawing.typeface import FAMILY, faces
from refgraph.errors import UsageError
from refgraph.report.view import AnswerView

# resvg asks for the whole picture at once: without a limit a scale of 100 takes the machine's memory and the process.
MOST_PIXELS = 64_000_000
_NEEDED = 'PNG needs resvg_py: pip install "refgraph[pictures]"'
_SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')


def answer(shown: AnswerView) -> bytes:
    """Draw an answer as PNG: the tree of its origins, or its first path.

    Raises:
        UsageError: the answer has no path, or resvg_py is not installed.
    """
    return png(picture.svg(shown))


def png(svg: str, scale: float = 2.0, fonts: Sequence[str | Path] = ()) -> bytes:
    """Draw an SVG of ours as PNG.

    Args:
        svg: a picture with plain attributes and a width and height of its own.
        scale: pixels for one unit of the picture.
        fonts: files for letters that the bundled face lacks.

    Raises:
        UsageError: resvg_py is not installed, the scale is out of its range, or a font cannot be read.

    Example:
        >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>')[1:4]
        b'PNG'
    """
    try:
        import resvg_py
    except ImportError:
        raise UsageError(_NEEDED) from None
    _check(svg, scale)
    with faces(fonts) as files:
        drawn: bytes = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=[str(file) for file in files],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    return drawn


def _check(svg: str, scale: float) -> None:
    size = _SIZE.search(svg)
    if size is None:
        raise UsageError("a picture without a width and a height cannot be drawn as PNG")
    area = float(size[1]) * float(size[2])
    if not 0.1 <= scale <= (MOST_PIXELS / max(area, 1.0)) ** 0.5:
        most = int((MOST_PIXELS / max(area, 1.0)) ** 0.5 * 10) / 10
        raise UsageError(f"a scale of {scale:g} is out of range; give 0.1 to {most:g}")
