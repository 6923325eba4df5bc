"""Slides to be labelled by a class: what is numbered is not named, and what is claimed is asked; the notes answer."""

from __future__ import annotations

from dataclasses import replace

from refgraph.drawing import sheet, unlabelled
from refgraph.drawing.slides.deck import Deck, Picture, Slide, Text
from refgraph.language.voice import msgid, tr

_ASKED = msgid("What is claimed here, and how surely?")
_KEPT = ("title", "licence")


def deck(told: Deck) -> Deck:
    """Take the names out of a deck; what they were stands in the notes of each slide.

    Args:
        told: with its names.

    Example:
        >>> import refgraph
        >>> from refgraph.drawing.slides import path
        >>> from refgraph.drawing.svg import Paint
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> answer = refgraph.origins(kg, "headache", top=1)
        >>> [text.text for text in deck(path.deck(kg, answer, answer.paths[0], Paint(kg.schema))).slides[1].texts]
        ['1 → 2', 'What is claimed here, and how surely?']
    """
    asked = [_asked(slide) for slide in told.slides if slide.kind in ("title", "step", "whole", "licence")]
    return replace(told, title=tr(unlabelled.ASKED), slides=tuple(asked))


def _asked(slide: Slide) -> Slide:
    if slide.kind == "licence":
        return slide
    picture = _unnamed(slide.picture) if slide.picture else None
    if slide.kind == "title":
        texts = tuple(text for text in slide.texts if text.look != "alert")[-1:]
        return replace(slide, heading=tr(unlabelled.ASKED), texts=texts, picture=picture, notes=(slide.heading,))
    numbered = [replace(text, text=unlabelled.BLANK) for text in slide.texts if text.number]
    step = int(slide.heading.split()[1]) if slide.kind == "step" else 0
    texts = tuple(numbered) or (Text(f"{step} → {step + 1}", "strong"), Text(tr(_ASKED)))
    heading = slide.heading if slide.kind == "step" else tr(unlabelled.ASKED)
    notes = (*(f"{text.number or ''} {text.text}".strip() for text in slide.texts), *slide.notes)
    return replace(slide, heading=heading, texts=texts, picture=picture, notes=notes)


def _unnamed(drawn: Picture) -> Picture:
    """The same picture with ids that name nothing."""
    bare = unlabelled.picture(sheet.Picture(drawn.defs, drawn.body, drawn.width, drawn.height, "f"))
    return Picture(bare.defs, bare.body, drawn.width, drawn.height, tr("A figure to be labelled"), drawn.sides)
