"""Embeds that are documents, or stand in one: slides, handouts, and blocks for Quarto, MyST and notebooks.

`KINDS` lists them as `refgraph.web.embeds.EMBEDS` takes them. It imports the other modules of `web.embeds` and what is
below `web`. Read `slides` first, then `handout` and `blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.web.embeds.documents import blocks, notebook
from refgraph.web.embeds.documents import handout as handouts
from refgraph.web.embeds.documents import slides as decks
from refgraph.web.embeds.documents.blocks import myst, quarto
from refgraph.web.embeds.documents.handout import handout
from refgraph.web.embeds.documents.notebook import jupyter
from refgraph.web.embeds.documents.slides import slides
from refgraph.web.embeds.kind import Embed

__all__ = ["FORMS", "KINDS", "SUFFIXES", "handout", "jupyter", "myst", "quarto", "slides"]

# The forms that documents may have, and what a file's ending says of its form.
FORMS = tuple(dict.fromkeys((*decks.FORMS, *handouts.FORMS)))
SUFFIXES: Mapping[str, str] = {**decks.SUFFIXES, **handouts.SUFFIXES}
KINDS: Mapping[str, Embed] = {**decks.KINDS, **handouts.KINDS, **blocks.KINDS, **notebook.KINDS}
