"""A frozen site: every page of the explorer as a plain file, for any static host, at any place in it.

It is written beside its place and then renamed, so that a half-written site is never seen. What is already there is
only replaced if it was made here.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph import __version__
from refgraph.errors import UsageError, reason
from refgraph.storage.files import beside, exchange, folder_beside
from refgraph.web.embeds import EMBEDS, Embed
from refgraph.web.explorer import Explorer
from refgraph.web.explorer.downloads import installed, with_extras

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# Its presence says that a folder was made here and may be replaced.
MARK = "refgraph-site.json"


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """What was written: number of files, and of bytes."""

    files: int
    size: int


def freeze(
    kg: KnowledgeGraph,
    folder: Path,
    tell: Callable[[int], None] = lambda _: None,
    *,
    forms: bool = False,
    pictures: bool = False,
    embeds: Mapping[str, Embed] = EMBEDS,
    base: str = "",
    previews: bool = False,
    lang: str = "en",
) -> WrittenSite:
    """Write a site; the same graph gives the same bytes.

    Args:
        kg: the graph.
        folder: where to; it may not exist, be empty, or hold an earlier site.
        tell: is called with the number of files written so far.
        forms: whether the other forms of each page stand beside it: data, tables, citations, pictures of paths as SVG.
        pictures: whether each path is drawn as PNG and PDF, too, beside these; this takes far longer than all the rest.
        embeds: the kinds of download of a path.
        base: the address that the site will stand at, for previews of its links; empty where it is not known.
        previews: whether each page of an entity or a path has a picture for its link, and not only those of symptoms.
        lang: of its pages, by its code.

    Raises:
        UsageError: pictures are asked for and cannot be made here, or the folder holds something else, or cannot be
            written.
    """
    wanted = _drawers(embeds) if pictures else ()
    try:
        place = Path(os.path.abspath(folder))  # noqa: PTH100 (a link in its place must be seen as one)
        _refuse(place)
        with folder_beside(place) as part:
            data = forms or pictures
            explorer = Explorer(
                kg, frozen=True, pictures=wanted, embeds=embeds, forms=data, base=base, previews=previews, lang=lang
            )
            frozen = _write(explorer, part, tell)
            _put(part, place)
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder}: cannot be written ({reason(error)})") from error
    return frozen


def _refuse(place: Path) -> None:
    """Refuse to replace what `freeze` has not made."""
    if not place.parent.is_dir():
        raise UsageError(f"{place}: there is no folder {place.parent}")
    if place.is_symlink():
        raise UsageError(f"{place}: is a link; name the folder itself")
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place}: is a file; name a folder")
    if place.is_dir() and any(place.iterdir()) and not _is_ours(place):
        raise UsageError(f"{place}: holds something that is not a refgraph site; name an empty folder")


def _is_ours(place: Path) -> bool:
    try:
        found = json.loads((place / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("made_by") == "refgraph"


def _drawers(embeds: Mapping[str, Embed]) -> tuple[str, ...]:
    found = installed(embeds)
    if len(found) < len(with_extras(embeds)):
        raise UsageError('PNG and PDF need resvg_py and typst: pip install "refgraph[pictures,pdf]"')
    return found


def _write(explorer: Explorer, part: Path, tell: Callable[[int], None]) -> WrittenSite:
    count, size = 0, 0
    # A static host shows this page for an unknown address at any depth, so it has no relative links.
    for file in chain([explorer.not_found_page()], explorer.files()):
        target = part / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.body)
        count, size = count + 1, size + len(file.body)
        tell(count)
    about = {"made_by": "refgraph", "version": __version__, "data_version": explorer.data_version, "files": count}
    (part / MARK).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8", newline="\n")
    # GitHub Pages would otherwise run Jekyll over every file.
    (part / ".nojekyll").write_bytes(b"")
    return WrittenSite(count + 2, size)


def _put(part: Path, place: Path) -> None:
    """Rename a whole site to its place; an earlier one changes places with it, or is moved aside meanwhile."""
    if not place.exists():
        part.rename(place)
        return
    if exchange(part, place):
        return
    aside = beside(place)
    place.rename(aside)
    try:
        part.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
