"""Options that commands share, and how they reach the library."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import Field, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from refgraph.cli.quoting import quoted
from refgraph.engines import ENGINES
from refgraph.errors import UsageError
from refgraph.report import FORMATS, render
from refgraph.search.walks.best_first import USUAL, Limits

if TYPE_CHECKING:
    from refgraph.engines.protocol import Budget, ClaimStore
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.graph.readings import Reading
    from refgraph.model.answers import Answer, NearMiss, Query
    from refgraph.model.statements import Finding

_BY_SUFFIX = {suffix: form.name for form in FORMATS.values() for suffix in (form.suffix, *form.also)}


# ---------------------------------------------------------------- completion of names


def complete_name(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a finding in the shell; an error gives no completions."""
    try:
        from refgraph.graph.completion import complete_finding

        return quoted(complete_finding(_opened(ctx.params.get("data")), incomplete), os.environ)
    except Exception:
        return []


def complete_key(table: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completion of the keys of one table: of the schema, `sides` or `sources`."""

    def completed(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            from refgraph.graph import completion

            return quoted(completion.complete_key(_opened(ctx.params.get("data")), table, incomplete), os.environ)
        except Exception:
            return []

    return completed


def keyed(table: str, flag: str, about: str) -> Any:
    """Declare an option that takes a key of a table, and completes it."""
    return typer.Option(flag, metavar="KEY", help=about, autocompletion=complete_key(table))


# ---------------------------------------------------------------- where data come from and results go


Data = Annotated[str | None, typer.Option("--data", metavar="DIR", help="Data folder or index file.")]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="WHERE",
        help=f"Where the graph stands: {', '.join(engine.name for engine in ENGINES)}.",
    ),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as people say it.", autocompletion=complete_name)]


class Group:
    """Options that belong together; a command takes them as one value (see `spread`)."""


@dataclass(frozen=True)
class Words(Group):
    """In which words a result is told."""

    plain: Annotated[bool, typer.Option("--plain", help="In everyday words.")] = False

    def used(self) -> AbstractContextManager[None]:
        """Use them for a stretch of work."""
        from refgraph.language.voice import speaking
        from refgraph.report.words.languages import voice_of

        return speaking(voice_of(plain=self.plain))


@dataclass(frozen=True)
class Output(Group):
    """How a result is written, and where to; `forms` are those that the command knows."""

    forms: tuple[str, ...]
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")] = None
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its ending may tell the format."),
    ] = None
    open: Annotated[bool, typer.Option("--open", help="Open the written file in the browser.")] = False
    excel: Annotated[bool, typer.Option("--excel", help="CSV: with the mark that Excel knows UTF-8 by.")] = False

    @property
    def form(self) -> str:
        """The form that was asked for, by name or by the ending of the file; else the first one."""
        from refgraph.graph import arguments

        asked = self.format if self.format is not None else self._by_suffix()
        return arguments.one_of(asked, "format", self.forms) if asked is not None else self.forms[0]

    def _by_suffix(self) -> str | None:
        suffix = Path(self.output or "").suffix[1:].lower()
        form = _BY_SUFFIX.get(suffix, suffix)
        return form if form in self.forms else None


def _complete(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Return a completion of some words."""

    def completed(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return completed


# ---------------------------------------------------------------- joining them to commands


def opened(data: str | None, *, lasting: bool = False) -> KnowledgeGraph:
    """Open the data that a command was pointed at; `lasting` as in `refgraph.open_graph`."""
    if data == "":
        raise UsageError("--data is empty; give a data folder or an index file")
    return _opened(data, lasting=lasting)


def data_folder(data: str | None) -> Path:
    """Return the folder or index file that a command was pointed at; that of the bundled data if it was not."""
    from refgraph.graph.open import bundled

    if data == "":
        raise UsageError("--data is empty; give a data folder or an index file")
    return Path(data) if data else bundled()


def read_finding(kg: KnowledgeGraph, said: str, side: str | None = None) -> Reading:
    """Read a finding, and say so where something was left out of it or a word was taken for a misspelt one."""
    from refgraph.graph import readings

    read = readings.read(kg, said, side)
    remark = readings.remark(kg, read)
    if remark:
        from refgraph.report.words.wording import clean

        print(clean(remark), file=sys.stderr)
    return read


def _opened(data: str | None, *, lasting: bool = False) -> KnowledgeGraph:
    from refgraph.graph.open import open_graph

    return open_graph(Path(data) if data else None, lasting=lasting)


def spread(*forms: str, after: str = "") -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Let a command take a group of options as one value: its fields become options of the command.

    Args:
        forms: what `--format` may be, the one that is meant without it first; none if the command has no such option.
        after: lines that stand at the end of its help, kept as they are.

    Example:
        >>> def command(name: str, output: Output) -> int:
        ...     return len(name)
        >>> list(inspect.signature(spread("text", "json")(command)).parameters)
        ['name', 'format', 'output', 'open', 'excel']
    """

    def spread_out(function: Callable[..., int]) -> Callable[..., int]:
        hints = get_type_hints(function, include_extras=True)
        groups = {name: kind for name, kind in hints.items() if _is_group(kind)}

        def command(**values: Any) -> int:
            for name, group in groups.items():
                given = {part.name: values.pop(part.name) for part in _options(group, forms)}
                values[name] = group(forms, **given) if group is Output else group(**given)
            return function(**values)

        parameters = [
            made
            for parameter in inspect.signature(function).parameters.values()
            for made in _parameters(parameter, hints[parameter.name], forms)
        ]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        command.__doc__, command.__name__ = function.__doc__, function.__name__
        # The mark keeps the lines of a paragraph of help apart.
        command.epilog = f"\b\n{after}" if after else None  # type: ignore[attr-defined]
        return command

    return spread_out


def _is_group(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Group)


def _options(group: Any, forms: tuple[str, ...]) -> list[Field[Any]]:
    """List the fields that are options; where there is nothing to choose from, there is no `--format`."""
    hidden = ("forms",) if forms else ("forms", "format")
    return [part for part in fields(group) if part.name not in hidden]


def _parameters(parameter: inspect.Parameter, hint: Any, forms: tuple[str, ...]) -> list[inspect.Parameter]:
    if not _is_group(hint):
        return [parameter.replace(annotation=hint, kind=parameter.KEYWORD_ONLY)]
    kinds = get_type_hints(hint, include_extras=True)
    about = " or ".join([", ".join(forms[:-1]), *forms[-1:]]) if len(forms) > 1 else "".join(forms)
    kinds["format"] = Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"{about}.", autocompletion=_complete(forms))
    ]
    return [
        inspect.Parameter(part.name, parameter.KEYWORD_ONLY, default=part.default, annotation=kinds[part.name])
        for part in _options(hint, forms)
    ]


# ---------------------------------------------------------------- where a question about paths goes


class Place:
    """The graph that names are read with, and what answers questions about paths.

    Args:
        data: of `--data`. engine: of `--engine`; None for the graph of `--data`, asked directly.
        names: what was typed as names, which is all that is known here of a store elsewhere.
        sources: what was typed as sources.
    """

    def __init__(self, data: str | None, engine: str | None, names: Sequence[str], sources: Sequence[str] = ()) -> None:
        self.store: ClaimStore | None = None
        if engine is None:
            self.kg: KnowledgeGraph = opened(data)
            return
        from refgraph.engines import open_engine
        from refgraph.engines.gathering.partial_graph import names_of

        self.store = open_engine(engine, lambda: opened(data))
        self.kg = names_of(self.store, names, sources)

    def ask(self, query: Query, form: str = "text", limits: Limits = USUAL) -> tuple[KnowledgeGraph, Answer]:
        """Answer a question; the graph that comes with it knows all that the answer shows in this form."""
        if self.store is None:
            return self.kg, _asked(self.kg, query, limits)
        if query.also:
            raise UsageError("shared origins are looked for in a graph on this machine; leave out --engine")
        from refgraph.engines.gathering.gather import ask as gather
        from refgraph.engines.protocol import Budget

        asked = gather(self.store, query, Budget() if limits.seconds is None else Budget(seconds=limits.seconds))
        _tell(asked.budget)
        if FORMATS[form].picture or form == "html":
            asked.show(lambda kg: render(kg, asked.answer, "html"))
        return asked.kg, asked.answer

    def why_not(self, start: Finding, end: Finding) -> tuple[NearMiss, ...]:
        """Tell which chains come nearest to joining two findings."""
        if self.store is None:
            from refgraph.search.questions import why_not

            return why_not(self.kg, start, end)
        from refgraph.engines.gathering.gather import why_not as gather
        from refgraph.engines.protocol import Budget

        budget = Budget()
        found = gather(self.store, start, end, budget)
        _tell(budget)
        return found


def _asked(kg: KnowledgeGraph, query: Query, limits: Limits) -> Answer:
    if query.also:
        from refgraph.search.shared_origins import ask
    else:
        from refgraph.search.questions import ask
    return ask(kg, query, limits)


def _tell(budget: Budget) -> None:
    if budget.spent:
        print(f"stopped early: {budget.spent} used up", file=sys.stderr)
