"""The command `embed`: a path as a page for a frame, a picture or a PDF."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.options import Data, Group, Output, complete_name, opened, spread
from refgraph.cli.output import harmless, refuse_binary, warn_missing_letters, write_result
from refgraph.cli.paths import Narrow
from refgraph.graph import arguments, names
from refgraph.report import render
from refgraph.web.embed import EMBEDS, Frame, undrawable

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer

_KINDS = " or ".join((", ".join(list(EMBEDS)[:-1]), list(EMBEDS)[-1]))
MOST_RANK, MOST_SCALE, WIDEST = 10_000, 20, 4000
Kind = Annotated[str, typer.Argument(metavar="KIND", help=f"{_KINDS}.")]
Start = Annotated[
    str, typer.Argument(metavar="START", help="What is disturbed; alone: what is felt.", autocompletion=complete_name)
]
End = Annotated[str | None, typer.Argument(metavar="[END]", help="What is felt.", autocompletion=complete_name)]


@dataclass(frozen=True)
class EmbedSettings(Group):
    """Which path an embed shows, how, and with which caption."""

    rank: Annotated[int, typer.Option("--rank", metavar="N", help="Which path, by its number.")] = 1
    shape: Annotated[str, typer.Option("--shape", metavar="SHAPE", help="page (A4 as PDF), slide (16:9) or phone.")] = (
        "page"
    )
    note: Annotated[str, typer.Option("--caption", metavar="TEXT", help="A caption of your own.")] = ""
    credit: Annotated[str, typer.Option("--credit", metavar="TEXT", help="Whom to name beside refgraph.")] = ""
    dermatomes: Annotated[
        bool, typer.Option("--dermatomes", help="SVG, PNG, PDF: draw the areas of skin of single roots, too.")
    ] = False
    scale: Annotated[int, typer.Option("--scale", metavar="N", help="PNG: pixels for one unit of the picture.")] = 2
    font: Annotated[
        list[str] | None,
        typer.Option("--font", metavar="FILE", help="PNG, PDF: a font for letters that ours lacks."),
    ] = None
    width: Annotated[int, typer.Option("--width", metavar="N", help="iframe: width of your column in pixels.")] = 720
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="iframe: where the page will stand.")
    ] = None

    def presentation(self) -> dict[str, Any]:
        """Read the words into fields of `refgraph.web.embed.Presentation`."""
        rank = arguments.number("--rank", self.rank, MOST_RANK)
        return {
            "rank": rank,
            "shape": self.shape,
            "note": self.note,
            "credit": self.credit,
            "dermatomes": self.dermatomes,
        }

    def options(self, taken: Sequence[str], file: str | None) -> dict[str, Any]:
        """Read the words into the further options that a kind of embed takes.

        Args:
            taken: names of options.
            file: where the result goes, if to a file.
        """
        readers: dict[str, Callable[[], Any]] = {
            "scale": lambda: arguments.number("--scale", self.scale, MOST_SCALE),
            "fonts": lambda: self.font or (),
            "width": lambda: arguments.number("--width", self.width, WIDEST),
            "address": lambda: self.address if self.address is not None else Path(file).name if file else "",
        }
        return {name: readers[name]() for name in taken}


@spread()
def embed(
    kind: Kind,
    start: Start,
    narrow: Narrow,
    settings: EmbedSettings,
    output: Output,
    end: End = None,
    data: Data = None,
) -> int:
    """Make a path ready for somebody else's page. Prints a snippet to paste, or a picture with caption and sources.

    Example: refgraph embed iframe "tight hamstrings" "neck pain" --output neck.html
    """
    form = arguments.one_of(kind, "kind", EMBEDS)
    kg = opened(data)
    answer = _ask(kg, start, end, narrow)
    if not (answer.paths or answer.members):
        print(harmless(str(render(kg, answer))), end="", file=sys.stderr)
        return 1
    _make(kg, answer, form, settings, output)
    return 0


def _ask(kg: KnowledgeGraph, start: str, end: str | None, narrow: Narrow) -> Answer:
    from refgraph.search import questions

    options, one = narrow.read(kg), names.read(kg, start, narrow.side if end is None else None)
    return (
        questions.origins(kg, one, **options)
        if end is None
        else questions.paths(kg, one, names.read(kg, end), **options)
    )


def _make(kg: KnowledgeGraph, answer: Answer, kind: str, settings: EmbedSettings, output: Output) -> None:
    """Make an embed; a page for a frame goes to its file, and the snippet that shows it is printed."""
    form, presentation = EMBEDS[kind], settings.presentation()
    if not form.is_text:
        refuse_binary(output, kind)
    if form.bundled_typeface and not settings.font:
        warn_missing_letters(undrawable(kg, answer, **presentation), " (give a font: --font FILE)")
    file = output.output if output.output not in (None, "-") else None
    made = form.make(kg, answer, **presentation, **settings.options(form.options, file))
    if not isinstance(made, Frame):
        write_result(made, output, form.suffix.removeprefix("."))
        return
    if file or output.open:
        write_result(made.page, output, "html")
    print(made.snippet)
