"""Names and claims in another language: which of them are translated, and what is left in English.

A name that is not translated is said in English as a whole, with its state and side, and a claim that holds one keeps
our English sentence; both are known to be English, so that a page can mark them. Only `speech` calls `named`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.language import spanish
from refgraph.language.voice import Name, as_english, voice
from refgraph.model.statements import Claim, Finding
from refgraph.model.vocabulary import SIDES, Entity

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def untranslated(kg: KnowledgeGraph, claim: Claim) -> bool:
    """Say whether a claim names something that has no name in the language in use.

    Args:
        kg: the graph.
        claim: of it.

    Returns:
        Always False in English.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> untranslated(kg, kg.claim("toy-neck#1"))
        False
    """
    said = voice()
    ends = (claim.subject, claim.object)
    return said.foreign and not (claim.predicate in said.verbs and all(named(kg, end) for end in ends))


def left_in_english(kg: KnowledgeGraph, claim: Claim) -> str:
    """Give what a claim says beyond its subject, verb and object, where another language is in use: our own sentence.

    Args:
        kg: the graph.
        claim: of it.

    Returns:
        Our English sentence where the statement was made anew in the language in use, of whom and under which condition
        it is said, whom it cites and in which words; always empty in English.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> left_in_english(kg, kg.claim("toy-neck#1"))
        ''
    """
    if not voice().foreign:
        return ""
    sentence = "" if untranslated(kg, claim) else claim.statement
    written = claim.as_written
    quoted = [f"“{words}”" for words in (written.subject, written.object) if words] if written else []
    rest = "; ".join(filter(None, (claim.population, claim.condition, claim.cites, *quoted)))
    return as_english(f"{sentence} ({rest})" if sentence and rest else sentence or rest)


def in_english(kg: KnowledgeGraph, told: Finding) -> bool:
    """Say whether a finding is said in English though another language is in use.

    Args:
        kg: the graph.
        told: of it.

    Returns:
        Always False in English.

    Example:
        >>> import refgraph
        >>> in_english(refgraph.open_graph("tests/data/mini"), Finding("headache"))
        False
    """
    said = voice()
    return said.foreign and not named(kg, told)


def circumstance(condition: str) -> str | None:
    """Say a condition, or some parts of one, in the language in use.

    Args:
        condition: of a claim; semicolons divide its parts.

    Returns:
        Words; the condition itself in English, and None where a part of it is not translated.

    Example:
        >>> from refgraph.language.voice import Voice, speaking
        >>> with speaking(Voice("es", circumstances={"new": "de nueva aparición"})):
        ...     circumstance("new"), circumstance("new; in adults")
        ('de nueva aparición', None)
    """
    said = voice()
    if not said.foreign or not condition:
        return condition
    parts = [said.circumstances.get(part) for part in condition.split("; ")]
    return None if None in parts else "; ".join(filter(None, parts))


def defined_in_english(entity: Entity) -> bool:
    """Say whether the definition of a thing is English though another language is in use.

    Args:
        entity: of any graph.

    Returns:
        Always False in English.

    Example:
        >>> import refgraph
        >>> defined_in_english(refgraph.open_graph("tests/data/mini").entity("headache"))
        False
    """
    said = voice()
    return said.foreign and not (entity.key in said.names and said.names[entity.key].definition)


def named(kg: KnowledgeGraph, told: Finding) -> list[tuple[str, Name]]:
    """Name a finding, or the parts of a combination, in the language in use.

    Args:
        kg: the graph.
        told: of it.

    Returns:
        Words without article, each with the name that they are made of; nothing where one is lacking.

    Example:
        >>> import refgraph
        >>> from refgraph.language.voice import Voice, speaking
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> with speaking(Voice("es", names={"headache": Name("dolor de cabeza")})):
        ...     named(kg, Finding("headache", side="left"))[0][0]
        'dolor de cabeza (lado izquierdo)'
    """
    said = voice()
    if told.entity not in said.names and "+" not in told.entity:
        return []
    found = []
    for part in components(kg, told):
        whole = said.names.get(f"{part.entity}.{part.state}")
        name = whole or said.names.get(part.entity)
        forms = said.states.get(part.state) if part.state and not whole else ()
        if name is None or forms is None:
            return []
        found.append((spanish.described(name, forms, part.side), name))
    return found


def components(kg: KnowledgeGraph, told: Finding) -> Iterator[Finding]:
    """Yield the findings that the key of a combination is made of; of anything else itself.

    Args:
        kg: the graph.
        told: of it.

    Yields:
        Findings in the order of the key.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> [part.entity for part in components(kg, Finding("gluteals.weak+hamstrings.tight"))]
        ['gluteals', 'hamstrings']
    """
    if "+" not in told.entity:
        yield told
        return
    for key in told.entity.split("+"):
        entity, *rest = key.split(".")
        state = next((word for word in rest if word in kg.schema.states), None)
        yield Finding(entity, state, next((word for word in rest if word in SIDES), None))
