"""Everything that has a name, by its first letter; or what a search finds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from refgraph.errors import MovedError, RefusedError, UnknownNameError, UsageError
from refgraph.graph import company, names, readings
from refgraph.graph.graph import KnowledgeGraph
from refgraph.graph.reading import lexicon, suggestions
from refgraph.language import circumstances, phrases
from refgraph.language import normalise as normalising
from refgraph.language.normalise import normalise
from refgraph.language.voice import msgid, tr, voice
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.report.words import speech, wording
from refgraph.web.explorer import addresses
from refgraph.web.explorer.filters import SIDES
from refgraph.web.explorer.page import Page, PageKind, PageRequest, Template
from refgraph.web.explorer.state import ExplorerState
from refgraph.web.network.part import joined

_HITS = 40


def all_names(state: ExplorerState, request: PageRequest) -> Page:
    """Everything that has a name, by its first letter; or what a search finds.

    Raises:
        RefusedError: what is searched for is too long.
        MovedError: what is searched for is read as one thing, which has a page of its own.
    """
    kg = state.kg
    wanted = " ".join(" ".join(request.query.get("q", ())).split())
    if len(wanted) > names.LONGEST:
        raise RefusedError(tr("A search may hold {count} letters at the most.", count=names.LONGEST))
    meant = _meant(state, wanted) if wanted else ()
    known = _found(kg, wanted) if wanted else _by_initial(kg.entities())
    letters = [("", known)] if wanted else [(letter, list(some)) for letter, some in groupby(known, key=_initial)]
    words = {
        "title": tr("Names like “{what}”", what=wording.clean(wanted)) if wanted else tr("All names"),
        "wanted": wording.clean(wanted),
        "meant": meant,
        "letters": [(letter, [_named(state, one) for one in some]) for letter, some in letters if some],
        "count": len(known),
        "references": [],
    }
    return Page(addresses.NAMES, words, lambda: search_index(state))


def _found(kg: KnowledgeGraph, wanted: str) -> list[Entity]:
    """What a search finds: by its names in the language in use, then as the graph knows it."""
    words = normalise(wanted).split()
    mine = (key for key, name in voice().names.items() if all(word in normalise(name.label).split() for word in words))
    told = [kg.entity(key) for key in mine if kg.index.find("ent.key", key)] if voice().foreign else []
    return list({one.key: one for one in (*told, *(hit.entity for hit in names.search(kg, wanted, _HITS)))}.values())


def _meant(state: ExplorerState, wanted: str) -> list[tuple[str, str]]:
    """What may have been meant by a text that names nothing, read as at the shell.

    Raises:
        MovedError: it names one thing.
    """
    kg = state.kg
    if voice().foreign:
        for key, name in voice().names.items():
            if normalise(name.label) == normalise(wanted) and kg.index.find("ent.key", key):
                raise MovedError(state.address(key))
    try:
        found = readings.read(kg, wanted)
    except UnknownNameError as error:
        return _pages(state, error.candidates)
    except UsageError:
        return []
    raise MovedError(page_of(state, found.finding, found.beside))


def _pages(state: ExplorerState, said: Iterable[str]) -> list[tuple[str, str]]:
    return [(wording.clean(name), page_of(state, names.read(state.kg, name))) for name in said]


def page_of(state: ExplorerState, finding: Finding, beside: Iterable[Finding] = ()) -> str:
    """Address of the page that answers what is asked by a finding: of a place where it hurts, that of its pain.

    Where it tells of something felt, it names what was named with that, too.
    """
    felt = suggestions.asked(state.kg, finding)
    asked = felt if state.is_felt(felt.entity) else finding
    told: list[tuple[str, str]] = []
    if state.is_felt(asked.entity):
        told += [("side", asked.side)] * bool(asked.side in SIDES) if asked.side else []
        told += [("beside", addresses.finding(one)) for one in beside]
    return state.address(asked.entity) + (f"?{urlencode(told)}" if told else "")


def _by_initial(known: Iterable[Entity]) -> list[Entity]:
    return sorted(known, key=lambda one: (_initial(one), _called(one).casefold(), one.key))


def _called(known: Entity) -> str:
    """A name in the language in use, or in English where it has none."""
    name = voice().names.get(known.key) if voice().foreign else None
    return name.label if name else known.label


def _initial(known: Entity) -> str:
    first = normalise(_called(known))[:1]
    return first.upper() if first.isalpha() else "#"


def _named(state: ExplorerState, known: Entity) -> dict[str, Any]:
    return {
        "label": wording.said(state.kg, Finding(known.key)),
        "also": ", ".join((known.label, *known.synonyms) if voice().foreign else known.synonyms),
        "folded": _folded(known),
        "category": known.category,
        "kind": speech.word(state.kg.schema, "category", known.category),
        "to": state.address(known.key),
    }


def _folded(known: Entity) -> str:
    """All names of an entity as a search compares them."""
    every = (_called(known), known.label, *known.synonyms)
    return "|".join(filter(None, dict.fromkeys(map(normalise, every))))


def search_index(state: ExplorerState) -> dict[str, Any]:
    """What the search of a page without a server looks through.

    Returns:
        Of each name: label, address, kind, folded names, and of a place where it hurts the address of its pain, with
        the states in which the place itself is meant. Beside them what a text is read with: words that are left out,
        sides, other spellings, words of pain and of states, what is felt where in which state; the kinds of things that
        a circumstance may name; the places of those that have a network around them; and what joins several things that
        are named together, what comes earlier, what denies, and the places of pains.
    """
    kg = state.kg
    kinds = list(kg.schema.categories)
    entities = tuple(kg.entities())
    listed = [
        [
            wording.said(kg, Finding(known.key)),
            state.address(known.key),
            kinds.index(known.category),
            _folded(known),
            *_pain(state, known),
        ]
        for known in entities
    ]
    pains = [word for held in kg.schema.states.values() if held.felt == "pain" for word in (held.key, *held.words)]
    return {
        "data_version": kg.data_version,
        "kinds": [speech.word(kg.schema, "category", key) for key in kg.schema.categories],
        "plurals": normalising.IRREGULAR,
        "little": sorted(phrases.LITTLE),
        "sides": phrases.SIDE_WORDS,
        "directed": phrases.DIRECTED,
        "spelt": {**phrases.SPELLINGS, **phrases.DIRECTIONS},
        "tails": sorted(circumstances.FIRST_WORDS),
        "beside": [n for n, category in enumerate(kg.schema.categories.values()) if category.circumstance],
        "felt": sorted({normalise(word) for word in pains}),
        "states": dict(sorted(kg.state_words.meanings.items())),
        "felt_in": {number: held for number, known in enumerate(entities) if (held := _felt_in(state, known))},
        "joined": [number for number, known in enumerate(entities) if known.key in joined(state.kg)],
        "joining": sorted(company.JOINING),
        "earlier": sorted(company.EARLIER),
        "denials": sorted(circumstances.DENIALS),
        "sore": [number for number, known in enumerate(entities) if lexicon.is_pain(kg, kg.number(known.key))],
        "names": listed,
    }


def _pain(state: ExplorerState, known: Entity) -> list[Any]:
    """The page of the pain of a place, and the states in which the place itself is meant: "" bare, "*" in any other."""
    kg = state.kg
    number = lexicon.felt(kg, kg.number(known.key))
    if number is None:
        return []
    pain = addresses.symptom(kg.entity_at(number).key)
    led = sorted({edge.object.state for edge in kg.edges(object=known.key)} - {None}, key=str)
    other = next((key for key in kg.schema.states if key not in led), None)
    asked = [(None, ""), (other, "*"), *((key, key) for key in led)]
    return [pain, [word for key, word in asked if page_of(state, Finding(known.key, key)) != pain]]


def _felt_in(state: ExplorerState, known: Entity) -> dict[str, str]:
    """The symptoms that the vocabulary has for states of a place: state → address."""
    kg, place = state.kg, state.kg.number(known.key)
    codes = ((key, code) for key, code in kg.codes.states.items() if key and kg.schema.states[key].felt == "symptom")
    found = ((key, lexicon.felt(kg, place, code)) for key, code in codes)
    return {key: addresses.symptom(kg.entity_at(number).key) for key, number in found if number is not None}


_NAMES = Template("names", ("lists",), ("names",))
PAGES = (PageKind(addresses.NAMES, all_names, _NAMES, read=True, navigation=(3, msgid("All names"))),)
