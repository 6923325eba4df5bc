"""The commands by name; only the one that is called is imported and built."""

from __future__ import annotations

import gc
from importlib import import_module
from itertools import pairwise, takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from refgraph import __version__

ABOUT = """Ask what articles say about pain that comes from elsewhere.

Every answer is a chain of cited claims, with its weakest step, its sources and who disputes it.
Information, not a diagnosis.
"""
COMMANDS = {
    "origins": "paths",
    "effects": "paths",
    "paths": "paths",
    "why-not": "paths",
    "compare": "paths",
    "red-flags": "show",
    "show": "show",
    "search": "show",
    "claims": "show",
    "sources": "show",
    "stats": "show",
    "gaps": "curator.gaps",
    "conflicts": "curator.compare",
    "diff": "curator.compare",
    "review": "curator.review",
    "checklist": "curator.checklist",
    "check": "check",
    "new-source": "curator.files",
    "draft": "curator.draft",
    "format": "curator.files",
    "index": "index",
    "html": "export",
    "embed": "embed",
    "query": "export",
    "sparql": "export",
    "export": "export",
    "site": "serve",
    "serve": "serve",
}
# Modules of commands that answer one question and end.
_BRIEF = ("paths", "show")
# Thresholds of the collector of garbage for the other ones. What is read of a graph stays: looking through all of it
# again and again would take a quarter of their time.
SELDOM = 50_000, 20, 100
_ALIKE = 0.75
# No rich: it would cost more than the answer, and help is as readable without it.
_PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}


class _Plain:
    """Coerces words of the shell to str and int without pydantic, which typer would import for this alone (70 ms)."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Coerce a value the way that typer's own coercion does."""
        if param.multiple or param.nargs == -1:
            return tuple(value or ())
        if value is None or self._kind is not int:
            return value
        try:
            return int(value)
        except ValueError:
            shown = value if len(value) <= 40 else f"{value[:37]}..."
            raise typer.BadParameter(f"{shown!r} is not a whole number", ctx, param) from None


class _PlainParams:
    """Coerces every parameter plainly, the ones that typer adds for help and completion included."""

    def get_params(self, ctx: Any) -> Any:
        """Return the parameters."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            # Typer before 0.29 has no such attribute and no need of it.
            if hasattr(param, "_runtime_param"):
                param._runtime_param = _Plain(param.type_descriptor.annotation)
        return params


class Command(_PlainParams, TyperCommand):
    """A command whose values are words and numbers."""


class Commands(_PlainParams, TyperGroup):
    """A group that knows its commands by name and builds each when it is asked for."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (typer passes it)
        """Return a command, built now if it has not been."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _built(cmd_name)
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (typer passes it)
        """Return all names, in the order of the help."""
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read a name where a command is expected; everything is built where neither is known, to be compared with."""
        if args[0] not in COMMANDS:
            meant = _named(args)
            if meant:
                return super().resolve_command(ctx, meant)
            for name in COMMANDS:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def _named(args: list[str]) -> list[str]:
    """Read "refgraph neck pain --top 3" as a question for origins, or as what else is meant by a bare name."""
    words = list(takewhile(lambda word: not word.startswith("-"), args))
    rest = args[len(words) :]
    from difflib import get_close_matches
    from pathlib import Path

    from refgraph.errors import RefgraphError, UnknownNameError
    from refgraph.graph import readings
    from refgraph.graph.open import open_graph

    data = next((after for word, after in pairwise(rest) if word == "--data"), None)
    try:
        kg = open_graph(Path(data) if data else None)
        found = readings.read(kg, " ".join(words)).finding
    except UnknownNameError as error:
        # A misspelt command is more likely than a misspelt name where the two are alike.
        if get_close_matches(args[0], COMMANDS, 1, _ALIKE) or (
            not error.candidates and len(" ".join(words).split()) < 2
        ):
            return []
        raise
    except RefgraphError:
        return []
    # What is felt is asked for its origins even where none is told: the answer says what is told nearby.
    if kg.entity(found.entity).category == "symptom":
        return ["origins", " ".join(words), *rest]
    from refgraph.search.query_checks import meant

    return [meant(kg, found) or "show", " ".join(words), *rest]


def _built(name: str) -> Any:
    if COMMANDS[name] not in _BRIEF:
        gc.set_threshold(*SELDOM)
        gc.enable()
    function = getattr(import_module(f"refgraph.cli.{COMMANDS[name]}"), name.replace("-", "_"))
    one = typer.Typer(add_completion=False, **_PLAIN)
    one.command(name, cls=Command, no_args_is_help=False, epilog=getattr(function, "epilog", None))(function)
    return get_command(one)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"refgraph {__version__}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 (its callback has dealt with it)
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> int:
    """Print the help if no command is named."""
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
    return 0


def command() -> Any:
    """Return the command line as one object, ready to be called."""
    app = typer.Typer(name="refgraph", cls=Commands, help=ABOUT, invoke_without_command=True, **_PLAIN)
    app.callback()(_root)
    return get_command(app)
