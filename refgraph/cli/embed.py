"""The command `embed`: a path, an answer or an entity as a page for a frame, a picture, a sheet, or for a course."""

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
from refgraph.drawing.handouts.values import A4, PAPERS
from refgraph.errors import UsageError
from refgraph.graph import arguments
from refgraph.model.answers import Answer
from refgraph.report import render
from refgraph.storage.files import write
from refgraph.teaching.exports.scorm import VERSIONS
from refgraph.teaching.quiz import MOST_QUESTIONS, MOST_SEED, USUAL_QUESTIONS
from refgraph.web.embeds import EMBEDS, LABELS, LANGUAGES, SHAPES, THEMES, Embed, Frame, Presentation, key, undrawable
from refgraph.web.embeds.documents import FORMS, SUFFIXES
from refgraph.web.embeds.kind import Block
from refgraph.web.embeds.presentation import WIDEST
from refgraph.web.embeds.subject import PATH, TAKEN, Subject, form_of, named

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

_KINDS = " or ".join((", ".join(list(EMBEDS)[:-1]), list(EMBEDS)[-1]))
_ABOUT = ["Kinds, what they are, and what they are made of:"]
_ABOUT += [f"  {kind}: {row.about}. Of {row.made_of}." for kind, row in EMBEDS.items()]
MOST_RANK, MOST_SCALE = 10_000, 20
Kind = Annotated[str | None, typer.Argument(metavar="KIND", help=f"{_KINDS}.")]
Start = Annotated[
    str | None,
    typer.Argument(
        metavar="SUBJECT", help="What is felt; a muscle, joint or nerve; before END: what is disturbed.",
        autocompletion=complete_name,
    ),
]  # fmt: skip
Verify = Annotated[
    str | None,
    typer.Option("--verify", metavar="FILE", help="Say whether the present data still give what a file shows."),
]
End = Annotated[str | None, typer.Argument(metavar="[END]", help="What is felt.", autocompletion=complete_name)]


def _choice(flag: str, words: Sequence[str], about: str) -> Any:
    """Declare an option that takes one of some words, and completes it."""
    return typer.Option(
        flag,
        metavar=flag.removeprefix("--").upper(),
        help=f"{about}: {', '.join(words[:-1])} or {words[-1]}.",
        autocompletion=lambda incomplete: [word for word in words if word.startswith(incomplete)],
    )


@dataclass(frozen=True)
class EmbedQuestion(Narrow):
    """What narrows the answer that an embed is made of."""

    all: Annotated[bool, typer.Option("--all", help="All origins of a symptom in one picture.")] = False


@dataclass(frozen=True)
class EmbedSettings(Group):
    """What an embed shows, how, and with which caption."""

    rank: Annotated[
        int | None, typer.Option("--rank", metavar="N", help="Which path, by its number; else that of the first cause.")
    ] = None
    steps: Annotated[
        str, typer.Option("--steps", metavar="N-N", help="Of a path only these steps, as 1-3; it is said so.")
    ] = ""
    labels: Annotated[
        str, _choice("--labels", LABELS, "numbers leaves names blank and gives an answer key, off is the figure alone")
    ] = "on"
    theme: Annotated[str, _choice("--theme", THEMES, "auto is what the reader's system asks for, in a page")] = "light"
    shape: Annotated[str, _choice("--shape", SHAPES, "Pictures; page is A4 as PDF, slide 16:9")] = "page"
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="A title in place of ours.")] = ""
    note: Annotated[str, typer.Option("--caption", metavar="TEXT", help="A caption of your own.")] = ""
    credit: Annotated[str, typer.Option("--credit", metavar="TEXT", help="Whom to name beside refgraph.")] = ""
    lang: Annotated[str, typer.Option("--lang", metavar="CODE", help=f"Language: {', '.join(LANGUAGES)}.")] = "en"
    plain: Annotated[bool, typer.Option("--plain", help="In the words of lay people.")] = False
    dermatomes: Annotated[
        bool, typer.Option("--dermatomes", help="Pictures: draw the areas of skin of single roots, too.")
    ] = False
    scale: Annotated[int, typer.Option("--scale", metavar="N", help="PNG: pixels for one unit of the picture.")] = 2
    font: Annotated[
        list[str] | None,
        typer.Option("--font", metavar="FILE", help="PNG, PDF: a font for letters that ours lacks."),
    ] = None
    width: Annotated[int, typer.Option("--width", metavar="N", help="Width of your column in pixels.")] = 720
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="Where the page or the picture will stand.")
    ] = None
    to: Annotated[str, _choice("--to", FORMS, "Slides and handouts, in place of what the ending of --output says")] = ""
    paper: Annotated[str, _choice("--paper", tuple(PAPERS), "Handouts")] = A4
    key: Annotated[bool, typer.Option("--key", help="Handouts: with the answers.")] = False

    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Quizzes: another number is another quiz.")] = 1
    questions: Annotated[
        int, typer.Option("--questions", metavar="N", help="Quizzes: how many questions at the most.")
    ] = USUAL_QUESTIONS
    scorm: Annotated[str, _choice("--scorm", VERSIONS, "scorm: which version")] = VERSIONS[0]

    def presentation(self, *, whole: bool = False) -> dict[str, Any]:
        """Read the words into fields of `refgraph.web.embeds.Presentation`."""
        rank = None if self.rank is None else arguments.number("--rank", self.rank, MOST_RANK)
        width = arguments.number("--width", self.width, WIDEST)
        same = ("steps", "labels", "theme", "shape", "title", "note", "credit", "lang", "plain", "dermatomes")
        return {"rank": rank, "width": width, "whole": whole, **{name: getattr(self, name) for name in same}}

    def options(self, taken: Sequence[str], file: str | None) -> dict[str, Any]:
        """Read the words into the further options that a kind of embed takes.

        Args:
            taken: names of options.
            file: where the result goes, if to a file.
        """
        readers: dict[str, Callable[[], Any]] = {
            "scale": lambda: arguments.number("--scale", self.scale, MOST_SCALE),
            "fonts": lambda: self.font or (),
            "to": lambda: self.to or SUFFIXES.get(Path(file or "").suffix, ""),
            "paper": lambda: self.paper,
            "keyed": lambda: self.key,
            "seed": lambda: arguments.number("--seed", self.seed, MOST_SEED),
            "questions": lambda: arguments.number("--questions", self.questions, MOST_QUESTIONS),
            "scorm": lambda: self.scorm,
            "address": lambda: self.address if self.address is not None else Path(file).name if file else "",
        }
        return {name: readers[name]() for name in taken}


@spread(after="\n".join(_ABOUT))
def embed(
    narrow: EmbedQuestion,
    settings: EmbedSettings,
    output: Output,
    kind: Kind = None,
    start: Start = None,
    end: End = None,
    verify: Verify = None,
    data: Data = None,
) -> int:
    """Take a path, the origins of a symptom (--all), or a muscle, joint or nerve along for a page or a course.

    Example: refgraph embed iframe "tight hamstrings" "neck pain" --output neck.html; later: refgraph embed --verify
    neck.html
    """
    if verify is not None:
        return _verify(opened(data), verify, kind)
    if kind is None or start is None:
        raise UsageError(f"name a kind ({_KINDS}) and what it is made of, as in: refgraph embed svg headache")
    form = EMBEDS[arguments.one_of(kind, "kind", EMBEDS)]
    kg = opened(data)
    whole = narrow.all or PATH not in form.takes
    subject = named(kg, start, end, narrow.side, **narrow.read(kg))
    presentation = settings.presentation(whole=whole)
    _check(kind, form, subject, Presentation(**presentation))
    if isinstance(subject, Answer) and not (subject.paths or subject.members):
        print(harmless(str(render(kg, subject))), end="", file=sys.stderr)
        return 1
    _make(kg, subject, form, presentation, settings, output)
    return 0


def _verify(kg: KnowledgeGraph, file: str, kind: str | None) -> int:
    """Say whether the present data give what a file shows, or what has changed; tell it by the exit code, too."""
    from refgraph.io.stamped import read
    from refgraph.web.embeds.verify import verify

    if kind is not None:
        raise UsageError("--verify takes a file and nothing else")
    found = verify(kg, read(Path(file).read_bytes(), Path(file).name))
    made = found.stamp
    print(f"{'same' if found.same else 'changed'}: answer {made.short}, made by refgraph {made.refgraph} from data "
          f"{made.data_version.removeprefix('sha256:')[:12]}")  # fmt: skip
    for line in found.changes:
        print(harmless(line))
    return 0 if found.same else 1


def _check(kind: str, form: Embed, subject: Subject, how: Presentation) -> None:
    """Refuse a subject that a kind is not made of.

    Raises:
        UsageError: the kind is made of other subjects.
    """
    if (of := form_of(subject, how)) not in form.takes:
        raise UsageError(f"{kind} is not made of {TAKEN[of]}; it is made of {form.made_of}")


def _make(
    kg: KnowledgeGraph,
    subject: Subject,
    form: Embed,
    presentation: dict[str, Any],
    settings: EmbedSettings,
    output: Output,
) -> None:
    """Make an embed; a page for a frame goes to its file, and the snippet that shows it is printed."""
    suffix = form.suffix.removeprefix(".")
    if not form.is_text:
        refuse_binary(output, suffix)
    if form.bundled_typeface and not settings.font:
        warn_missing_letters(undrawable(kg, subject, **presentation), " (give a font: --font FILE)")
    file = output.output if output.output not in (None, "-") else None
    made = form.make(kg, subject, **presentation, **settings.options(form.options, file))
    if isinstance(made, bytes):
        refuse_binary(output, suffix)
    if isinstance(made, Block):
        _write_block(made, file)
        return
    if not isinstance(made, Frame):
        write_result(made, output, suffix)
        _write_key(kg, subject, presentation, file)
        return
    if file or output.open:
        write_result(made.page, output, "html")
    print(made.snippet)


def _write_block(made: Block, file: str | None) -> None:
    """Write the pictures of a block under the name of its file, and print the block."""
    for suffix, data in made.files.items():
        if file:
            picture = Path(file).with_suffix(suffix)
            write(picture, data)
            print(f"wrote {picture}", file=sys.stderr)
    print(made.text, end="")


def _write_key(kg: KnowledgeGraph, subject: Subject, presentation: dict[str, Any], file: str | None) -> None:
    """Write the answer key of a picture without labels beside it, or to standard error where it has no file."""
    if presentation["labels"] != "numbers":
        return
    told = key(kg, subject, **presentation)
    if file is None:
        print(harmless(told), end="", file=sys.stderr)
        return
    beside = Path(file).with_name(f"{Path(file).stem}-key.txt")
    write(beside, told.encode())
    print(f"wrote {beside}", file=sys.stderr)
