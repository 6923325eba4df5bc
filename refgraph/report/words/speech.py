"""How things, states and relations are called in the words in use: the one place where their wording is chosen.

English is what the vocabulary says; everyday English takes the `plain` wording of the vocabulary where there is one;
another language takes the names of `graph_data/languages` (`foreign`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from refgraph.graph import names
from refgraph.language import grammar, spanish
from refgraph.language.voice import ENGLISH, Verb, as_english, speaking, voice
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity, Schema, State
from refgraph.report.words import foreign

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph


def finding(kg: KnowledgeGraph, told: Finding) -> str:
    """Say a finding without article.

    Args:
        kg: the graph.
        told: entity, state and side; what is None is not said.

    Returns:
        Words such as `tight hamstrings (left)`.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> finding(kg, Finding("hamstrings", "tight", "left"))
        'tight hamstrings (left)'
    """
    said = voice()
    if said.foreign:
        parts = foreign.named(kg, told)
        return spanish.listed([words for words, _ in parts]) if parts else as_english(names.say(kg, told))
    state = kg.schema.states[told.state] if said.plain and told.state else None
    lay = said.names.get(told.entity)
    # Data of one's own may give another thing the same key: only a synonym is a name for it.
    lay = lay if lay and lay.label in kg.entity(told.entity).lay else None
    if lay is None and (state is None or not state.plain):
        return names.say(kg, told)
    thing = names.say(kg, replace(told, state=None))
    if lay is not None:
        thing = thing.replace(kg.entity(told.entity).label, lay.label, 1)
    return _stated(state, thing) if state is not None else thing


def _stated(state: State, thing: str) -> str:
    """Say a state of a thing in everyday English: knots in it, the state before it, or after it where it is a place."""
    if state.entity and state.plain:
        return f"{state.plain} in the {thing}"
    worded = state.plain or _spaced(state.key)
    return f"{thing} {worded}" if state.key.startswith(names.AFTER_THE_NAME) else f"{worded} {thing}"


def noun(kg: KnowledgeGraph, told: Finding) -> tuple[str, bool]:
    """Say a finding within a sentence, with its article, and whether a verb after it stands in the plural.

    Args:
        kg: the graph.
        told: of it.

    Returns:
        The words, and whether they are a plural.

    Example:
        >>> import refgraph
        >>> noun(refgraph.open_graph("tests/data/mini"), Finding("piriformis", "tight"))
        ('a tight piriformis', False)
    """
    said = voice()
    if said.foreign and not (parts := foreign.named(kg, told)):
        return _english_noun(kg, told)
    if said.foreign:
        words = spanish.listed([spanish.with_article(name, words) for words, name in parts])
        return words, len(parts) > 1 or parts[0][1].plural
    entity = kg.entity(told.entity)
    name, held = finding(kg, told), told.state and kg.schema.states[told.state].entity
    if held:
        if said.plain and kg.schema.states[told.state or ""].plain:
            return name, True
        bare = noun(kg, replace(told, state=None))[0]
        return f"{grammar.plural(kg.entity(held).label)} in {bare}", True
    category = kg.schema.categories.get(entity.category)
    # What is suffered, done or held is named bare; a thing of the body takes an article.
    plural = entity.plural or (said.plain and entity.composite)
    if plural or category is None or not category.stateful:
        return name, plural
    return f"{grammar.indefinite(name) if told.state else f'the {name}'}", False


def _english_noun(kg: KnowledgeGraph, told: Finding) -> tuple[str, bool]:
    """Say a finding in English within a sentence of another language: without article."""
    held = told.state and kg.schema.states[told.state].entity
    with speaking(ENGLISH):
        words, plural = noun(kg, told)
        words = words if held else finding(kg, told)
    return as_english(words), plural


def verb(kg: KnowledgeGraph, predicate: str, *, plural: bool = False, may: bool = False) -> str:
    """Word a predicate after its subject.

    Args:
        kg: the graph.
        predicate: its key.
        plural: whether its subject is a plural.
        may: whether it is only said that it may be so.

    Returns:
        The verb with whatever follows it.

    Example:
        >>> import refgraph
        >>> verb(refgraph.open_graph("tests/data/mini"), "compresses", plural=True)
        'compress'
    """
    said = voice()
    if said.foreign and (known := said.verbs.get(predicate)):
        return spanish.verb(known, plural=plural, may=may)
    told = kg.schema.predicates[predicate]
    return grammar.agree((said.plain and told.plain) or told.forward, plural=plural, may=may)


def parts(
    kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding, *, may: bool = False
) -> tuple[str, str, str]:
    """Subject, verb and object as a table or a heading shows them, which say one thing read together.

    A verb that already says the state that it leaves does not say it twice. In usual English the ends stand bare.

    Args:
        kg: the graph.
        subject: a finding.
        predicate: the key of a predicate.
        object_: a finding.
        may: whether it is only said that it may be so; the usual English does not tell.

    Returns:
        Three texts.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> parts(kg, Finding("piriformis"), "compresses", Finding("sciatic-nerve", "compressed"))
        ('piriformis', 'compresses', 'sciatic nerve')
    """
    said = voice()
    known = said.verbs.get(predicate) if said.foreign else None
    met = object_ if known and known.state else _met(kg, predicate, object_)
    if said.foreign:
        begin, plural = noun(kg, subject)
        worded = verb(kg, predicate, plural=plural, may=may)
        bare = known is not None and known.bare in ("any", kg.entity(met.entity).category)
        end = _brought_about(kg, met, known) or (finding(kg, met) if bare else noun(kg, met)[0])
        return (begin, *spanish.contracted(worded, end))
    plural = noun(kg, subject)[1] if said.plain else kg.entity(subject.entity).plural
    return finding(kg, subject), verb(kg, predicate, plural=plural, may=may and said.plain), finding(kg, met)


def sentence(
    kg: KnowledgeGraph, subject: Finding, predicate: str, object_: Finding, *, may: bool = False
) -> tuple[str, str, str]:
    """Subject, verb and object of a sentence, with their articles, agreeing with each other.

    Args:
        kg: the graph.
        subject: a finding.
        predicate: the key of a predicate.
        object_: a finding; the state that the verb says is not said again.
        may: whether it is only said that it may be so.

    Returns:
        Three texts.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> sentence(kg, Finding("piriformis"), "compresses", Finding("sciatic-nerve", "compressed"), may=True)
        ('the piriformis', 'may compress', 'the sciatic nerve')
    """
    if voice().foreign:
        return parts(kg, subject, predicate, object_, may=may)
    begin, plural = noun(kg, subject)
    return begin, verb(kg, predicate, plural=plural, may=may), noun(kg, _met(kg, predicate, object_))[0]


def _brought_about(kg: KnowledgeGraph, told: Finding, verb: Verb | None) -> str:
    """Name a state of a part of the body as what a verb brings about; empty where it is not named so."""
    said = voice()
    state = said.brought.get(told.state or "")
    category = kg.schema.categories.get(kg.entity(told.entity).category)
    if verb is None or not verb.brought or state is None or category is None or not category.stateful:
        return ""
    parts = foreign.named(kg, replace(told, state=None))
    if not parts or f"{told.entity}.{told.state}" in said.names:
        return ""
    thing = spanish.listed([spanish.with_article(name, words) for words, name in parts])
    return spanish.brought_about(state, thing, article=verb.brought == "article")


def _met(kg: KnowledgeGraph, predicate: str, object_: Finding) -> Finding:
    """An object without the state that its verb says."""
    result = kg.schema.predicates[predicate].result
    return replace(object_, state=None) if result and object_.state == result else object_


def word(schema: Schema, kind: str, key: str) -> str:
    """Word a key of the vocabulary.

    Args:
        schema: of the graph.
        kind: `grade`, `evidence`, `flag`, `meaning` (of a flag), `category`, `plural` (of a category), `description`
            (of a category), `family`, `relation` (a family in one word), `relation-meaning` (of a predicate), `source`
            (its kind), `state`, `field` (of a claim), `modality`, `status`, `grade-meaning` or `grade-example`.
        key: of the vocabulary; what it does not know is said as it is written.

    Returns:
        Words; of a flag that the vocabulary does not know no meaning.

    Example:
        >>> import refgraph
        >>> word(refgraph.open_graph("tests/data/mini").schema, "grade", "single-voice")
        'single voice'
    """
    said = voice()
    if said.foreign and key in (known := said.words.get(kind, {})):
        return known[key]
    if said.foreign and kind == "state" and key in said.states:
        return said.states[key][0]
    return as_english(_ENGLISH[kind](schema, key, said.plain))


def definition(entity: Entity) -> str:
    """Say what a thing is.

    Args:
        entity: of any graph.

    Returns:
        Its definition; in everyday words where those are in use, or where the language in use has none of its own.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> definition(kg.entity("headache")) == kg.entity("headache").definition
        True
    """
    said = voice()
    if said.foreign and (known := said.names.get(entity.key)) and known.definition:
        return known.definition
    return entity.definition if said.usual else as_english(entity.in_plain_words)


def explained(kg: KnowledgeGraph, told: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Say what the things are that some findings speak of, in the words in use.

    Args:
        kg: the graph.
        told: findings, such as those of a path.

    Returns:
        Name and definition of each thing, once; nothing in usual English, nor where a language has no definition of it.

    Example:
        >>> import refgraph
        >>> from refgraph.language.voice import PLAIN, speaking
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> with speaking(PLAIN):
        ...     explained(kg, [Finding("headache")])
        (('headache', 'Pain felt in the head.'),)
    """
    said = voice()
    if said.usual:
        return ()
    found = dict.fromkeys(part.entity for one in told for part in foreign.components(kg, one))
    things = [kg.entity(key) for key in found]
    if said.foreign:
        things = [thing for thing in things if thing.key in said.names and said.names[thing.key].definition]
    return tuple((finding(kg, Finding(thing.key)), definition(thing)) for thing in things if definition(thing))


# ---------------------------------------------------------------- English


def _grade(schema: Schema, key: str, plain: bool) -> str:
    grades = schema.ranking.grades
    return (plain and key in grades and grades[key].plain) or _spaced(key)


def _evidence(schema: Schema, key: str, plain: bool) -> str:
    known = schema.ranking.evidence[key]
    return (plain and known.plain) or known.label


def _flag(schema: Schema, key: str, plain: bool) -> str:
    """A flag is told in everyday words everywhere: nobody knows its key."""
    del plain
    known = schema.ranking.flags.get(key)
    return (known.plain if known else None) or _spaced(key)


def _meaning(schema: Schema, key: str, plain: bool) -> str:
    del plain
    known = schema.ranking.flags.get(key)
    return "" if known is None else known.plain_meaning or known.meaning


def _written(table: str, field: str) -> Callable[[Schema, str, bool], str]:
    """Say what a table of the schema holds in one of its fields, in everyday words or not."""
    rows = attrgetter(table)

    def told(schema: Schema, key: str, plain: bool) -> str:
        del plain
        return str(getattr(rows(schema)[key], field))

    return told


def _key(schema: Schema, key: str, plain: bool) -> str:
    del schema, plain
    return _spaced(key)


def _spaced(key: str) -> str:
    return key.replace("-", " ")


_ENGLISH: Mapping[str, Callable[[Schema, str, bool], str]] = {
    "grade": _grade,
    "grade-meaning": _written("ranking.grades", "meaning"),
    "grade-example": _written("ranking.grades", "example"),
    "evidence": _evidence,
    "flag": _flag,
    "meaning": _meaning,
    "category": _written("categories", "label"),
    "plural": _written("categories", "plural"),
    "description": _written("categories", "description"),
    "family": _written("families", "heading"),
    "relation": _key,
    "relation-meaning": _written("predicates", "description"),
    "source": _key,
    "state": _key,
    "field": _key,
    "modality": _key,
    "status": _key,
}
