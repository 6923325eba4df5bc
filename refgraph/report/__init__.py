"""Answers in words: one view of an answer, and every form of text that is made from it.

`FORMATS` names the forms of an answer: to add one, write its maker and add its row. It imports `search` and what is
below it; makers of pictures and pages stand higher, and are found by name when they are asked for. Read `view` and
`view_builder` first: every renderer takes what they make; then `words`: each thing is said in one way everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from refgraph.language.voice import msgid

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.model.answers import Answer
    from refgraph.report.view import AnswerView
    from refgraph.search.null_model import Chance


@dataclass(frozen=True, slots=True)
class Format:
    """A form that an answer can be written in.

    Attributes:
        name: as `--format` takes it.
        suffix: of a file that holds it; `also` are other suffixes that mean it.
        media: media type.
        maker: module and function; it takes an `AnswerView` and returns text or bytes.
        title: what a download of it is called; empty where it is not offered as one.
        picture: whether it draws origins or a path, so that an answer without paths cannot be written in it.
        binary: whether it is no text.
        extra: the module of an extra that it needs.
        screen: whether its maker also takes the width of a line, and whether there may be colour.
    """

    name: str
    suffix: str
    media: str
    maker: str
    title: str = ""
    also: tuple[str, ...] = ()
    picture: bool = False
    binary: bool = False
    extra: str | None = None
    screen: bool = False

    def render(self, shown: AnswerView, *screen: Any) -> str | bytes:
        """Write an answer in this form; its maker is imported now, so that no form pays for another."""
        made: str | bytes = made_by(self.maker)(shown, *(screen if self.screen else ()))
        return made


def made_by(maker: str) -> Any:
    """Import a function by `module:name`.

    Args:
        maker: `module:name`.

    Returns:
        The function.

    Example:
        >>> made_by("math:floor")(2.5)
        2
    """
    module, _, name = maker.partition(":")
    return getattr(import_module(module), name)


_UTF8 = "; charset=utf-8"
_ROWS = (
    Format("text", "txt", f"text/plain{_UTF8}", "refgraph.report.text:answer", screen=True),
    Format("json", "json", "application/json", "refgraph.report.records.answer_json:text"),
    Format("csv", "csv", f"text/csv{_UTF8}", "refgraph.report.csv:answer", msgid("Table (CSV)")),
    Format("markdown", "md", f"text/markdown{_UTF8}", "refgraph.report.markdown:answer"),
    Format("mermaid", "mmd", f"text/plain{_UTF8}", "refgraph.report.diagrams:mermaid", msgid("Diagram (Mermaid)")),
    Format("dot", "dot", f"text/vnd.graphviz{_UTF8}", "refgraph.report.diagrams:dot", also=("gv",)),
    Format("svg", "svg", "image/svg+xml", "refgraph.drawing.origins.picture:svg", msgid("Picture (SVG)"), picture=True),
    Format(
        "png", "png", "image/png", "refgraph.drawing.png:answer", msgid("Picture (PNG)"),
        picture=True, binary=True, extra="resvg_py",
    ),
    Format(
        "pdf", "pdf", "application/pdf", "refgraph.drawing.pdf:answer", msgid("Handout (PDF)"),
        picture=True, binary=True, extra="typst",
    ),
    Format("html", "html", f"text/html{_UTF8}", "refgraph.web.answer_page:answer_page", also=("htm",)),
)  # fmt: skip
FORMATS: Mapping[str, Format] = MappingProxyType({row.name: row for row in _ROWS})


def render(
    kg: KnowledgeGraph,
    answer: Answer,
    form: str = "text",
    width: int = 100,
    colour: bool = False,
    *,
    chance: Chance | None = None,
) -> str | bytes:
    """Write an answer in one of `FORMATS`.

    Args:
        kg: the graph that answered.
        answer: of `refgraph.search.questions`.
        form: a name of `FORMATS`.
        width: of a line, in characters; only `text` is wrapped.
        colour: whether `text` may hold ANSI codes.
        chance: how unusual its paths are, if that was asked.

    Returns:
        Text; bytes where the form is no text.

    Raises:
        UsageError: there is no such form, it draws a path and there is none, or it needs an extra.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> from refgraph.model.answers import Answer, Query
        >>> from refgraph.model.statements import Finding
        >>> query = Query("origins", end=Finding("headache"))
        >>> made = render(open_graph(Path("tests/data/mini")), Answer(query, "v", True, False, (), ()), "mermaid")
        >>> made.splitlines()[0]
        '%% Where may headache come from?'
    """
    from refgraph.errors import UsageError
    from refgraph.language.suggest import did_you_mean, quoted
    from refgraph.report.view_builder import view

    if form not in FORMATS:
        raise UsageError(f"no form {quoted(form)}.{did_you_mean(form, FORMATS)} There are {', '.join(FORMATS)}")
    return FORMATS[form].render(view(kg, answer, chance), width, colour)
