"""Embeds that are documents, or stand in one: slides, handouts, and blocks for Quarto, MyST and notebooks.

`KINDS` lists them as `refgraph.web.embeds.EMBEDS` takes them. It imports the other modules of `web.embeds` and what is
below `web`. Read `slides` first, then `handout` and `blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping

from refgraph.web.embeds.documents import slides
from refgraph.web.embeds.kind import Embed

KINDS: Mapping[str, Embed] = {**slides.KINDS}
