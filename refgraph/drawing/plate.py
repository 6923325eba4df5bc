"""The body plate: one path as a picture that stands on its own.

The picture holds everything it needs (figure, numbered route, chain, sources) and nothing that runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from refgraph.drawing import chain as ladder
from refgraph.drawing.body.figure import Figure, Plates
from refgraph.drawing.body.plates import load
from refgraph.drawing.chain import Ladder
from refgraph.drawing.metrics import wrap
from refgraph.drawing.svg import FONT, Paint, Svg, element, join
from refgraph.model.citations import reference
from refgraph.report import wording
from refgraph.report.route import Numbers, described, follow

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Path, Rivalry
    from refgraph.model.statements import Claim

_MARGIN, _BETWEEN = 30.0, 28.0
_FIGURE_HEIGHT = 640.0
_LEAST_WIDTH = 640.0
_NOTICE = "Information, not a diagnosis. Each step is what an article says, not what is proven."


def svg(kg: KnowledgeGraph, path: Path, *, red_flags: Sequence[Claim] = (), rivals: Sequence[Rivalry] = ()) -> str:
    """Draw a path as a picture of its own: no style sheet, no script, nothing to load.

    Args:
        kg: the graph that the path comes from.
        path: with at least one step.
        red_flags: claims to show above everything else, as the answer gives them.
        rivals: which routes of the answer contradict each other, as the answer gives them.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.search import questions
        >>> from refgraph.model.statements import Finding
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> svg(kg, questions.origins(kg, Finding("headache")).paths[0])[:42]
        '<svg xmlns="http://www.w3.org/2000/svg" vi'
    """
    paint, numbers = Paint(kg.schema, baked=True), Numbers()
    flagged = [(claim, numbers[claim.source]) for claim in red_flags]
    route = follow(kg, path, numbers, rivals)
    figure = Plates(load(), paint, _prefix(path)).draw(route)
    chain = ladder.draw(route, paint, figure.placed)
    scale = _FIGURE_HEIGHT / figure.height
    inner = max(figure.width * scale + (_BETWEEN if figure.width else 0) + ladder.WIDTH, _LEAST_WIDTH)
    head, top = _head(paint, wording.title(kg, path), [f"{wording.statement(kg, c)} [{n}]" for c, n in flagged], inner)
    plate, bottom = _plate(figure, chain, scale, inner, top)
    sources = [f"[{n}] {wording.clean(reference(kg.source(key)))}" for key, n in numbers.given.items()]
    foot, end = _lines(paint, sources, "kind", 11.5, inner, bottom + 18)
    title, says = f"From {wording.title(kg, path)}", f"{_NOTICE} {described(route)}"
    return element(
        "svg",
        element("title", title, id=_prefix(path) + "-title"),
        element("desc", says, id=_prefix(path) + "-desc"),
        element("defs", figure.defs) if figure.defs else Svg(),
        element("rect", width=inner + 2 * _MARGIN, height=end + _MARGIN, **paint("ground")),
        head,
        plate,
        foot,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {inner + 2 * _MARGIN:.0f} {end + _MARGIN:.0f}",
        width=inner + 2 * _MARGIN,
        height=end + _MARGIN,
        font_family=FONT,
        role="img",
        aria_labelledby=f"{_prefix(path)}-title {_prefix(path)}-desc",
    )


def _prefix(path: Path) -> str:
    """Ids of this file, so that several of them can be put in line into one page."""
    told = [(step.subject, step.edge.predicate, step.object) for step in path.steps]
    return "r" + sha256(repr(told).encode()).hexdigest()[:6]


def _head(paint: Paint, title: str, flags: Sequence[str], inner: float) -> tuple[Svg, float]:
    """Red flags, the notice and the title; returns them with the height they take."""
    raised, y = _lines(paint, [f"Red flag: {flag}" for flag in flags], "alert-text", 13, inner, _MARGIN)
    named, y = _lines(paint, [title], "label", 20, inner, y)
    notice, y = _lines(paint, [_NOTICE], "kind", 12, inner, y + 2)
    return join(raised, named, notice), y + 14


def _lines(paint: Paint, texts: Sequence[str], role: str, size: float, inner: float, y: float) -> tuple[Svg, float]:
    """Wrapped lines of text from a height on; returns them with the height where they end."""
    drawn: list[Svg] = []
    for text in texts:
        for line in wrap(text, size, inner, bold=role == "label"):
            drawn.append(element("text", line, x=_MARGIN, y=y + size, font_size=size, **paint(role)))
            y += size * 1.36
    return join(*drawn), y


def _plate(figure: Figure, chain: Ladder, scale: float, inner: float, top: float) -> tuple[Svg, float]:
    """Figure and chain side by side, the lower one in the middle of the higher one."""
    height = max(figure.height * scale if figure.width else 0.0, chain.height)
    down = (height - figure.height * scale) / 2
    body = element("g", figure.picture, transform=f"translate({_MARGIN:g} {top + max(down, 0):.1f}) scale({scale:.4f})")
    x = _MARGIN + inner - ladder.WIDTH if figure.width else _MARGIN + (inner - ladder.WIDTH) / 2
    boxes = element("g", chain.picture, transform=f"translate({x:.1f} {top + (height - chain.height) / 2:.1f})")
    return join(body if figure.width else Svg(), boxes), top + height
