"""Where each page of the explorer stands: short, readable, stable addresses, and the links between them.

An address is a path without a leading slash and without an ending: `symptom/headache`. The server takes it as it is, a
frozen site writes it to `symptom/headache.html`; what a page links to is always relative, so both can stand anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from refgraph.model.answers import Path
from refgraph.model.statements import Finding

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

START, NAMES, SOURCES, DISPUTES, EVIDENCE, NETWORK = "", "names", "sources", "disputes", "evidence", "network"
RED_FLAGS = "red-flags"
CURATION = "curation"
# Where a server tells the oEmbed document of any of its pages.
ENDPOINT = "oembed"
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_HASHED = "x--"
# Names of devices, which no Windows folder can hold as a file.
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")
_DIGEST = 10


def slug(key: str) -> str:
    """Return a key as a part of an address: the key itself where it is safe in any file system, else a hash of it.

    Example:
        >>> slug("forward-head-posture"), slug("../etc"), slug("con")
        ('forward-head-posture', 'x--f7f9121fdb53', 'x--1143da2bc54c')
    """
    if _SLUG.fullmatch(key) and not key.startswith(_HASHED) and not _DEVICES.fullmatch(key):
        return key
    return _HASHED + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def unslug(part: str, keys: Iterable[str]) -> str | None:
    """Find the key that a part of an address stands for; only a hash needs the keys to be looked through."""
    if not part.startswith(_HASHED):
        return part if slug(part) == part else None
    return next((key for key in keys if slug(key) == part), None)


def entity(key: str) -> str:
    """Address of an entity."""
    return f"entity/{slug(key)}"


def symptom(key: str) -> str:
    """Address of the question where something felt may come from."""
    return f"symptom/{slug(key)}"


def paths(key: str) -> str:
    """Address of all paths to something felt, with filters."""
    return f"paths/{slug(key)}"


def signs(key: str) -> str:
    """Address of all warning signs that concern something felt."""
    return f"signs/{slug(key)}"


def source(key: str) -> str:
    """Address of an article."""
    return f"source/{slug(key)}"


def finding(end: Finding) -> str:
    """Return a finding as a part of an address: `gluteals.weak.left`; what is not said is left out.

    Example:
        >>> finding(Finding("gluteals", "weak", "left")), finding(Finding("neck", None, "right"))
        ('gluteals.weak.left', 'neck..right')
    """
    parts = [slug(end.entity), slug(end.state) if end.state else "", slug(end.side) if end.side else ""]
    return ".".join(parts).rstrip(".")


def read_finding(kg: KnowledgeGraph, part: str) -> Finding | None:
    """Read a finding back out of an address; None where the graph has none of that name."""
    words = part.split(".")
    if not 1 <= len(words) <= 3:
        return None
    entity_part, state_part, side_part = (*words, "", "")[:3]
    key = read_entity(kg, entity_part)
    state = unslug(state_part, kg.schema.states) if state_part else None
    if key is None or (state_part and state not in kg.schema.states):
        return None
    return Finding(key, state, side_part or None)


def read_entity(kg: KnowledgeGraph, part: str) -> str | None:
    """Read the key of an entity back out of an address."""
    found = _hashed(kg).get(part) if part.startswith(_HASHED) else unslug(part, ())
    return found if found is not None and kg.index.find("ent.key", found) else None


@lru_cache(maxsize=4)
def _hashed(kg: KnowledgeGraph) -> Mapping[str, str]:
    """Keys of entities by the hash that stands for them in an address, where one does."""
    named = ((slug(key), key) for key in map(bytes.decode, kg.index.texts("ent.key")))
    return {part: key for part, key in named if part.startswith(_HASHED)}


def digest(path: Path) -> str:
    """Tell a path from all others between the same ends by a short hash of its edges."""
    told = [[_end(step.edge.subject), step.edge.predicate, _end(step.edge.object)] for step in path.steps]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def _end(end: Finding) -> tuple[str, str | None, str | None]:
    return end.entity, end.state, end.side


def path_key(found: Path) -> str:
    """Address of a path, without the word in front: origin, target, digest."""
    return f"{finding(found.origin)}/{finding(found.target)}/{digest(found)}"


def path(found: Path) -> str:
    """Address of a path."""
    return f"path/{path_key(found)}"


def choice(key: str) -> str:
    """Address of the page where two paths to a symptom are chosen."""
    return f"compare/{slug(key)}"


def compare(one: Path, other: Path) -> str:
    """Address of two paths side by side."""
    return f"compare/{path_key(one)}/{path_key(other)}"


def chosen(one: Path, other: Path) -> str:
    """Address of the choice between the paths to a symptom, with two of them chosen."""
    return f"{choice(one.target.entity)}#one={path_key(one)}&other={path_key(other)}"


def network(key: str) -> str:
    """Address of the network around an entity.

    Example:
        >>> network("neck")
        'network/neck'
    """
    return f"{NETWORK}/{slug(key)}"


def asking(address: str, asked: str) -> str:
    """Add to a link what it asks for.

    Args:
        address: of a page, with or without a question and a fragment.
        asked: `name=value`; empty for nothing.

    Example:
        >>> asking("neck?side=left#red-flags", "lang=es"), asking("neck", "lang=es"), asking("neck", "")
        ('neck?side=left&lang=es#red-flags', 'neck?lang=es', 'neck')
    """
    if not asked:
        return address
    place, mark, fragment = address.partition("#")
    return f"{place}{'&' if '?' in place else '?'}{asked}{mark}{fragment}"


def relative(here: str, there: str, suffix: str = "") -> str:
    """Link from one page to another.

    Args:
        here: address of the page that holds the link.
        there: address of the page that is meant; a fragment or another ending may follow it.
        suffix: what pages end in, where they are files.

    Example:
        >>> relative("symptom/headache", "entity/neck", ".html"), relative("names", "", ".html"), relative("names", "")
        ('../entity/neck.html', 'index.html', './')
        >>> relative("symptom/headache", "symptom/neck-pain"), relative("entity/neck", "entity/neck.json")
        ('neck-pain', 'neck.json')
    """
    place, mark, fragment = there.partition("#")
    target = f"{place}{suffix}" if place else ("index" + suffix if suffix else "")
    folders, parts = here.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return ("../" * (len(folders) - shared) + "/".join(parts[shared:]) or "./") + mark + fragment
