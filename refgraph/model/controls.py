"""Letters that a terminal obeys and those that turn the writing round: what is written of the data has none."""

from __future__ import annotations

import re

# All controls but those of lines, DEL and C1 among them; what parts lines or turns letters. Joiners shape words.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def tamed(text: str) -> str:
    r"""Put a space in the place of each such letter.

    Args:
        text: of the data.

    Returns:
        The text, as long as it was.

    Example:
        >>> tamed("neck\x9b2J\u202e pain")
        'neck 2J  pain'
    """
    return text if text.isprintable() else OBEYED.sub(" ", text)
