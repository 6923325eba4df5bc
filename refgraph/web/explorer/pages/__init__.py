"""The pages of the explorer, one module each: address, template, place in the navigation, maker.

Every module of this package is found by itself and declares its kinds of page as `PAGES`; to add a page, write a module
here and a template of its name. It imports `explorer.page`, `explorer.state`, `explorer.parts` and what is below `web`.
Read `symptom` first.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from refgraph.web.explorer import frames
from refgraph.web.explorer.page import PageKind


@cache
def kinds() -> tuple[PageKind, ...]:
    """Return every kind of page, in the order of the names of their modules; last what stands in pages of others."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return (*(kind for module in modules for kind in module.PAGES), *frames.PAGES)


@cache
def navigation() -> tuple[tuple[str, str], ...]:
    """Return the navigation as (words, address), from left to right."""
    listed = sorted((*kind.navigation, kind.name) for kind in kinds() if kind.navigation)
    return tuple((words, address) for _, words, address in listed)
