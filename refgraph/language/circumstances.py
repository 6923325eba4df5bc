"""How a circumstance begins in what people type: "when I sit", "from typing", "in the morning", "opening jars".

Only the wording is judged here. Whether the rest is a finding, and whether what follows names another thing, is for
`refgraph.graph.readings`.
"""

from __future__ import annotations

import re

from refgraph.language.normalise import normalise
from refgraph.language.phrases import LITTLE, Words


def _folded(text: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in text.split())


_HOW_OFTEN = _folded("rarely seldom occasionally sometimes often usually commonly frequently mostly always")
_CLAUSES = _folded("when whenever while if after before during since until once")
# Each of these alone begins a circumstance; a search without a server, which judges no further, leaves out the rest.
FIRST_WORDS = _CLAUSES | _folded("from")
_RELATIVE = _folded("that which")
_PERSONS = _folded("i im ive you we it its theyre im")
_PHRASES = frozenset(
    tuple(normalise(phrase).split())
    for phrase in (
        "every time",
        "each time",
        "any time",
        "first thing",
        "all day",
        "all night",
        "all morning",
        "last night",
        "this morning",
        "every morning",
        "every night",
        "every day",
        "as soon as",
        "by the end of",
    )
)
_LEVEL = re.compile(r"[ctls]\d{1,2}([ctls]?\d{1,2})?")
_LONGEST = max(map(len, _PHRASES))
# What a bracket after a name may hold: which part of the thing, or at which levels.
_PARTS = _folded(
    """part parts section sections division divisions head heads belly bellies level levels portion portions fibre
    fibres fiber fibers half"""
)
_PART_WORDS = _folded(
    """upper middle lower superior inferior anterior posterior medial lateral superficial deep long short sternal
    clavicular costal and to"""
)
_DIRECTIONAL = _folded("upper middle lower superior inferior anterior posterior medial lateral superficial deep")
_WHERE_AND_WHEN = {
    "in": _folded("morning mornings evening evenings afternoon night bed car cold winter summer shower weather class"),
    "on": _folded(
        """stairs drives drive flights flight walks walk runs run hills hill bike waking weekends flight imaging mri
        scan scans xray xrays ct ultrasound radiograph"""
    ),
    "at": _folded("night work desk rest gym computer school end"),
}
_DONE = _folded(
    """touch press move bend lift sit stand walk run climb turn twist reach grip squeeze chew swallow breathe cough
    sneeze lie sleep"""
)
# Words in -ing that are no action.
_NO_ACTION = _folded("morning evening feeling nothing something anything everything during being sibling wedding")
# "Running down my leg" says where a pain goes, not what somebody does.
_SPREADING = (("down",), ("along",), ("into",), ("through",), ("to",), ("up",))
_SHORTEST_ACTION = 5
# What changes how pressing a finding is: these are never set aside.
_GRAVE = _folded(
    """fall fell fallen crash accident injury injured sprain sprained fracture fractured broke broken surgery operation
    trauma hit childbirth fever chills sweats sweating weight bladder bowel pee peeing urine urinate stool blood
    bleeding faint fainting vomiting nausea breathless cancer infection pregnant pregnancy"""
)
# What is seen or felt of the skin over a place; said beside a complaint it does not change which one that is.
QUALITIES = _folded("hot red warm reddened reddish shiny")
_DENIALS = _folded("no not never none without nor isnt arent wasnt dont doesnt didnt cant cannot wont aint neither but")
# "Can't pee" is a complaint and denies nothing.
_UNABLE = _folded("cant cannot")
DENIALS = _DENIALS - _UNABLE
_ADVERBS = _folded("right just only especially mostly mainly even always sometimes often usually")
_JOINING = _folded("and or plus")


# What a condition says of a disease and its course, or of a finding in somebody else's hands: it is not understood by
# whoever reads the sign alone.
_OF_DISEASE = _folded(
    "itself stage staged advanced early partial tear tears rupture ruptured forerunner infarction flags mean"
)
_BARE = _folded("new")
# An age, and what else a condition may say that does not make it another one.
_AGE = re.compile(
    r"\b(over|above|after|from|under|below|before) (?:the )?(?:age )?(?:of )?(\d{1,3})\b(?: years)?(?: of age)?"
)
_OVER = frozenset({"over", "above", "after", "from"})
_OF_AGE = _folded("new newly onset beginning begun starting first or and aged people patients adults")


def begins(words: Words) -> bool:
    """Say whether words begin as a circumstance does.

    Example:
        >>> begins(("when", "i", "sit")), begins(("from", "typing")), begins(("opening", "jar"))
        (True, True, True)
        >>> begins(("from", "my", "neck")), begins(("with", "fever")), begins(("in", "my", "leg"))
        (False, False, False)
    """
    words = _after_adverbs(words)
    if not words:
        return False
    first, rest = words[0], words[1:]
    if any(words[:length] in _PHRASES for length in range(2, _LONGEST + 1)):
        return True
    if first in _CLAUSES:
        return bool(rest)
    if first in _RELATIVE:
        return len(rest) > 1
    if first in ("from", "with", "by"):
        return is_action(rest[0]) if rest else False
    if first == "to":
        return bool(rest) and rest[0] in _DONE
    if first in _WHERE_AND_WHEN:
        telling = [word for word in rest if word not in LITTLE and word != "long"]
        return bool(telling) and telling[0] in _WHERE_AND_WHEN[first]
    return is_action(first) and rest[:1] not in _SPREADING


def is_part(words: Words) -> bool:
    """Say whether words in brackets only tell which part of a thing is meant.

    Example:
        >>> is_part(("s1", "level")), is_part(("sternal", "division")), is_part(("upper",))
        (True, True, True)
        >>> is_part(("with", "fever")), is_part(("left",)), is_part(("no", "level"))
        (False, False, False)
    """
    told = [word for word in words if word not in _PARTS and word not in LITTLE]
    fitting = all(word in _PART_WORDS or _LEVEL.fullmatch(word) for word in told)
    return fitting and (len(told) < len(words) or (bool(told) and all(word in _DIRECTIONAL for word in told)))


def acts(words: Words) -> bool:
    """Say whether a circumstance is what somebody does, whose own body parts are then no other place of the finding.

    Example:
        >>> acts(("when", "i", "lift", "my", "arm")), acts(("when", "lifting", "my", "leg"))
        (True, True)
        >>> acts(("after", "knee", "surgery"))
        False
    """
    words = _after_adverbs(words)
    opened = next((n for n in range(_LONGEST, 1, -1) if words[:n] in _PHRASES), 1)
    if len(words) <= opened or (opened == 1 and words[0] not in _CLAUSES):
        return False
    return words[opened] in _PERSONS or is_action(words[opened])


def _after_adverbs(words: Words) -> Words:
    while words and words[0] in _ADVERBS:
        words = words[1:]
    return words


def is_adverb(word: str) -> bool:
    """Say whether a folded word before a circumstance belongs to it: "only when I sit", "right after lunch"."""
    return word in _ADVERBS


def is_action(word: str) -> bool:
    """Say whether a folded word has the form of something that is done: "sitting", "typing"."""
    return len(word) >= _SHORTEST_ACTION and word.endswith("ing") and word not in _NO_ACTION


def denies(words: Words) -> bool:
    """Say whether folded words deny something: "no", "without", "but not".

    Example:
        >>> denies(("hip", "pain", "but", "no", "fever")), denies(("hip", "pain"))
        (True, False)
    """
    return any(word in DENIALS for word in words)


def changes(words: Words) -> bool:
    """Say whether words of a circumstance change what is meant: a denial, something joined, or something grave.

    Example:
        >>> changes(("after", "a", "fall")), changes(("when", "not", "moving")), changes(("when", "i", "sneeze"))
        (True, True, False)
    """
    return any(word in _GRAVE or word in _DENIALS or word in _JOINING for word in words)


def narrowing(condition: str | None) -> str:
    """Return what a claim's condition says of when it holds; nothing where it only says how often.

    Args:
        condition: such as "with fever; often"; what stands after the first semicolon is further detail.

    Returns:
        Its first part; empty where there is none, or it is a mere frequency.

    Example:
        >>> narrowing("with fever; in adults"), narrowing("rarely"), narrowing("often, in sitting")
        ('with fever', '', 'often, in sitting')
    """
    first = (condition or "").partition(";")[0].strip()
    return "" if normalise(first) in _HOW_OFTEN else first


def ages(condition: str) -> frozenset[tuple[str, int]]:
    """Return the ages that a condition names, if it names nothing else but that something begins.

    Args:
        condition: as `narrowing` returns it.

    Returns:
        Pairs of `over` or `under` and years, so that one age in different words is one; none where it says more.

    Example:
        >>> ages("beginning after the age of 50") == ages("new, over 50 years") == ages("onset after age 50")
        True
        >>> sorted(ages("under 18 or over 50 years of age")), ages("men over 60 with vascular risk")
        ([('over', 50), ('under', 18)], frozenset())
    """
    rest = normalise(_AGE.sub(" ", condition)).split()
    if not _OF_AGE.issuperset(rest):
        return frozenset()
    return frozenset(("over" if way in _OVER else "under", int(years)) for way, years in _AGE.findall(condition))


def stands_alone(condition: str) -> bool:
    """Say whether a condition is understood by whoever reads it with nothing but the sign that it belongs to.

    Args:
        condition: as `narrowing` returns it.

    Returns:
        Whether it speaks of the person or of what is felt, and not of the course of a disease.

    Example:
        >>> stands_alone("after the age of 50"), stands_alone("on the side of the tear"), stands_alone("new")
        (True, False, False)
    """
    words = frozenset(normalise(condition).split())
    return not (words & _OF_DISEASE or (len(words) == 1 and words <= _BARE))
