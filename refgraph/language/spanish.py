"""Spanish that agrees: articles, states after their noun, verbs with their subjects, and contracted articles."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.language import grammar
from refgraph.language.voice import Brought, Name, Verb

_ARTICLES = {("m", False): "el", ("f", False): "la", ("m", True): "los", ("f", True): "las"}
_SIDES = {
    "left": "lado izquierdo",
    "right": "lado derecho",
    "bilateral": "ambos lados",
    "midline": "línea media",
    "ipsilateral": "mismo lado",
    "contralateral": "lado contrario",
}
_CONTRACTED = {"a": "al", "de": "del"}
MAY = ("puede", "pueden")


def described(name: Name, forms: tuple[str, ...] = (), side: str | None = None) -> str:
    """Say a thing with its state and side, without article.

    Args:
        name: the thing.
        forms: of its state: none, one that does not change, or masculine, feminine, and both in the plural.
        side: one of `refgraph.model.vocabulary.SIDES`.

    Returns:
        Words in their order: the thing, its state, its side in brackets; a state of one word stands before the place
        that a name ends with, as in "dolor sordo en la nalga".

    Example:
        >>> described(Name("fascia plantar", "f"), ("tenso", "tensa", "tensos", "tensas"), "left")
        'fascia plantar tensa (lado izquierdo)'
    """
    state = forms[(name.gender == "f") + 2 * name.plural] if len(forms) == 4 else " ".join(forms)
    thing, at, place = name.label.partition(" en ")
    if state and at and " " not in state:
        told = f"{thing} {state}{at}{place}"
    else:
        told = f"{name.label} {state}" if state else name.label
    return f"{told} ({_SIDES[side]})" if side else told


def with_article(name: Name, words: str) -> str:
    """Put the article of a thing before some words that begin with it.

    Args:
        name: the thing.
        words: what `described` made of it.

    Returns:
        The words, with their article where the thing takes one.

    Example:
        >>> with_article(Name("glúteos", "m", plural=True), "glúteos débiles")
        'los glúteos débiles'
    """
    return words if name.bare else f"{_ARTICLES[name.gender, name.plural]} {words}"


def verb(known: Verb, *, plural: bool = False, may: bool = False) -> str:
    """Make a verb agree with its subject, or with "may".

    Args:
        known: its forms.
        plural: whether its subject is a plural.
        may: whether it is only said that it may be so.

    Returns:
        The verb with whatever follows it.

    Example:
        >>> causes = Verb("causa", "causan", "causar")
        >>> verb(causes, plural=True), verb(causes, plural=True, may=True)
        ('causan', 'pueden causar')
    """
    if may:
        return f"{MAY[plural]} {known.base}"
    return known.many if plural else known.one


def contracted(verb: str, object_: str) -> tuple[str, str]:
    """Contract the article of an object with the preposition that a verb ends in.

    Args:
        verb: with whatever follows it.
        object_: with its article.

    Returns:
        The verb with the article in its preposition, and the object without it; both as they are otherwise.

    Example:
        >>> contracted("contribuye a", "el dolor de cuello"), contracted("contribuye a", "la ciática")
        (('contribuye al', 'dolor de cuello'), ('contribuye a', 'la ciática'))
    """
    before, _, last = verb.rpartition(" ")
    if last in _CONTRACTED and object_.startswith("el "):
        return f"{before} {_CONTRACTED[last]}".lstrip(), object_.removeprefix("el ")
    return verb, object_


def brought_about(state: Brought, thing: str, *, article: bool) -> str:
    """Name a state of a thing as what is brought about.

    Args:
        state: as a noun.
        thing: with its article.
        article: whether the state takes its own.

    Returns:
        Words such as "la tensión de los isquiotibiales".

    Example:
        >>> knots = Brought("puntos gatillo", plural=True, joint="en")
        >>> brought_about(knots, "el trapecio superior", article=True)
        'los puntos gatillo en el trapecio superior'
        >>> brought_about(Brought("lesión", "f"), "el menisco", article=False)
        'lesión del menisco'
    """
    words = " ".join((state.label, *contracted(state.joint, thing)))
    return f"{_ARTICLES[state.gender, state.plural]} {words}" if article else words


def listed(words: Sequence[str]) -> str:
    """List words, with the form of the conjunction that the sound of the last one asks for.

    Args:
        words: in their order, at least one.

    Returns:
        One text.

    Example:
        >>> listed(["hipolordosis", "hipercifosis"]), listed(["fiebre", "dolor"])
        ('hipolordosis e hipercifosis', 'fiebre y dolor')
    """
    last = words[-1].casefold()
    return grammar.listed(words, "e" if last.startswith(("i", "hi")) and not last.startswith("hie") else "y")
