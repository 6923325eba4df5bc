"""Drafts into a source's file: numbered after the claims that are there, with the hash of the text that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refgraph.curator.drafting import Drafted, draft
from refgraph.errors import UsageError

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

WHOLE = "whole"
_OWN_WORD = "author-assertion"


def text_of(paragraphs: Sequence[str]) -> bytes:
    r"""Write paragraphs as the text that claims are counted by.

    Example:
        >>> text_of(["One.", "Two."])
        b'One.\nTwo.\n'
    """
    return "".join(f"{paragraph}\n" for paragraph in paragraphs).encode()


def evidence_of(kg: KnowledgeGraph, kind: str | None) -> str:
    """Return the kind of evidence that a source's own statements are, by the kind of source: a trial's are a trial.

    Args:
        kg: the graph.
        kind: `type` of the source.

    Example:
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph()
        >>> evidence_of(kg, "trial"), evidence_of(kg, "preprint-cohort"), evidence_of(kg, "clinic-blog")
        ('trial', 'cohort', 'author-assertion')
    """
    design = (kind or "").removeprefix("preprint-")
    return design if design in kg.schema.ranking.evidence else _OWN_WORD


def drafted_into(
    kg: KnowledgeGraph, value: Mapping[str, Any], paragraphs: Sequence[str], text: bytes
) -> tuple[dict[str, Any], Drafted]:
    """Add drafts to a source's file.

    Args:
        kg: the graph whose names count.
        value: of the file, as `refgraph.curation.yaml.parse` gives it.
        paragraphs: of the article.
        text: the bytes that are kept of it.

    Returns:
        The new value of the file, and what was drafted.

    Raises:
        UsageError: the file is of another text, or holds something else than a source.
    """
    source, claims = value.get("source") or {}, value.get("claims") or []
    if not isinstance(source, dict) or not isinstance(claims, list):
        raise UsageError("the file is no source's file; begin one with: refgraph new-source")
    digest = hashlib.sha256(text).hexdigest()
    if source.get("sha256") not in (None, digest):
        raise UsageError("the claims that are there were read from another text (its sha256 differs)")
    read = source.get("read") or WHOLE
    numbers = [int(item["id"]) for item in claims if isinstance(item, dict) and str(item.get("id")).isdecimal()]
    found = draft(
        kg,
        paragraphs,
        evidence=evidence_of(kg, source.get("type")),
        section=None if read == WHOLE else read,
        first=max(numbers, default=0) + 1,
    )
    known = {**source, "read": read, "sha256": digest}
    return {**value, "source": known, "claims": [*claims, *found.claims]}, found
