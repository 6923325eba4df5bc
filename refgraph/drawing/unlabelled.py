"""Figures to be labelled by a class: nothing in the drawing or in its words names a thing; the answer key does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from refgraph.drawing.caption import Caption
from refgraph.drawing.sheet import Picture
from refgraph.drawing.svg import Svg
from refgraph.language.voice import msgid, tr
from refgraph.report.tree import Tree
from refgraph.report.view import PathView

BLANK = "_" * 12
ASKED = msgid("What is numbered here?")
_ID = re.compile(r'((?: id="| href="#|url\(#))([^")]+)')


def picture(drawn: Picture) -> Picture:
    """Number the ids of a picture, which are made of the names of what is drawn.

    Args:
        drawn: the picture.
    """
    known: dict[str, str] = {}

    def numbered(part: Svg) -> Svg:
        return Svg(_ID.sub(lambda found: found[1] + known.setdefault(found[2], f"{drawn.prefix}-{len(known)}"), part))

    return replace(drawn, defs=numbered(drawn.defs), body=numbered(drawn.body))


def path(shown: PathView) -> PathView:
    """Take the names of the findings out of a path; what each step says of them stays.

    Args:
        shown: the path.
    """
    findings = tuple(replace(one, label=BLANK, read_as=None) for one in shown.findings)
    steps = tuple(replace(one, subject=str(one.number), object=str(one.number + 1)) for one in shown.steps)
    return replace(shown, title=tr(ASKED), findings=findings, steps=steps, sections=(), rivals=())


def tree(shown: Tree) -> Tree:
    """Take the names out of a tree of origins; what it is asked of keeps its own.

    Args:
        shown: the tree.
    """
    end, *others = shown.nodes
    return replace(shown, nodes=(end, *(replace(one, label=BLANK) for one in others)))


def words(said: Caption, places: int, title: str = "") -> Caption:
    """Take out of a caption what names a thing.

    Args:
        said: the caption of the labelled picture.
        places: how many things are to be named.
        title: in place of ours.
    """
    told = tr("A figure without labels, to be filled in: {count} things are numbered.", count=places)
    return Caption(
        title=title or tr(ASKED),
        alerts=(),
        flagged=False,
        told="",
        disputes=(),
        sources=(),
        credit=said.credit,
        described=told,
        named=tr("A figure to be labelled"),
    )


def key_of_path(shown: PathView, said: Caption) -> str:
    """Write the answer key of a path: what each number stands for, what each step says, and who says it.

    Args:
        shown: the path with its names.
        said: its caption.
    """
    named = (f"{one.number}. {one.label}" for one in shown.findings)
    steps = (
        f"{one.number} → {one.number + 1}: {one.sentence} {''.join(f'[{n}]' for n in one.cites)}".rstrip()
        for one in shown.steps
    )
    return "\n".join([tr("Answer key: {title}", title=said.title), "", *named, "", *steps, "", *_after(said)]) + "\n"


def key_of_tree(shown: Tree, said: Caption) -> str:
    """Write the answer key of a tree of origins: what each number stands for, what lies behind it, and who says it.

    Args:
        shown: the tree with its names.
        said: its caption.
    """
    named = (f"{one.key}. {one.label}" for one in shown.nodes[1:])
    steps = (f"{one.sentence} {''.join(f'[{n}]' for n in one.cites)}".rstrip() for one in shown.links)
    return "\n".join([tr("Answer key: {title}", title=said.title), "", *named, "", *steps, "", *_after(said)]) + "\n"


def key_of_entity(label: str, said: Caption) -> str:
    """Write the answer key of the place of an entity: what it is, and who says what of it.

    Args:
        label: of the entity.
        said: its caption.
    """
    return (
        "\n".join([tr("Answer key: {title}", title=said.title), "", f"1. {label}", "", said.described, *_after(said)])
        + "\n"
    )


def _after(said: Caption) -> Iterator[str]:
    yield from said.alerts
    yield said.told
    yield from said.disputes
    yield from (source.line for source in said.sources)
    yield said.credit
