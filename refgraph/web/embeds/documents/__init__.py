"""Embeds that are documents, or stand in one: slides, handouts, and blocks for Quarto, MyST and notebooks.

`KINDS` lists them as `refgraph.web.embeds.EMBEDS` takes them. It imports the other modules of `web.embeds` and what is
below `web`. Read `slides` first, then `handout` and `blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.web.embeds.documents import blocks, handout, notebook, slides
from refgraph.web.embeds.kind import Embed

# The forms that documents may have, and what a file's ending says of its form.
FORMS = tuple(dict.fromkeys((*slides.FORMS, *handout.FORMS)))
SUFFIXES: Mapping[str, str] = {**slides.SUFFIXES, **handout.SUFFIXES}
KINDS: Mapping[str, Embed] = {**slides.KINDS, **handout.KINDS, **blocks.KINDS, **notebook.KINDS}
