"""The languages in which answers are given, and where their words are read.

The interface of a language is `refgraph/language/messages/<code>.yaml`; its names are `languages/<code>.yaml` in the
data that comes with refgraph. A language needs both; English has everyday names alone, read where they are asked for.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from refgraph.graph.open import bundled
from refgraph.language.voice import ENGLISH, PLAIN, Brought, Name, Verb, Voice

_MESSAGES = Path(__file__).parents[2] / "language" / "messages"

# By code, as those who speak a language call it.
NAMES = {"en": "English", "es": "Español"}
LANGUAGES = tuple(NAMES)


@cache
def voice_of(lang: str = "en", *, plain: bool = False) -> Voice:
    """Return the words of a language.

    Args:
        lang: one of `LANGUAGES`.
        plain: whether words are those of lay people; only English tells the two apart.

    Returns:
        The words, to be used by `refgraph.language.voice.speaking`.

    Example:
        >>> voice_of("es").messages["Sources"], voice_of("es").names["piriformis"].label
        ('Fuentes', 'piriforme')
    """
    if lang == "en" and not plain:
        return ENGLISH
    words = _read(bundled().joinpath("languages", f"{lang}.yaml").read_text(encoding="utf-8"))
    names = {key: Name(**found) for key, found in words["names"].items()}
    if lang == "en":
        return replace(PLAIN, names=names)
    messages = (_MESSAGES / f"{lang}.yaml").read_text(encoding="utf-8")
    return Voice(
        lang=lang,
        plain=plain,
        messages=_read(messages),
        names=names,
        verbs={key: Verb(**found) for key, found in words["predicates"].items()},
        states={key: tuple(forms) for key, forms in words["states"].items()},
        brought={key: Brought(**found) for key, found in words["brought"].items()},
        words=words["words"],
        circumstances=words["circumstances"],
        contractions=words["contractions"],
    )


def _read(text: str) -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found
