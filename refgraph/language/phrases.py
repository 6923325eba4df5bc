"""How a typed name is taken apart: little words, sides, directions and spelling; standard library only.

The index keys every name by `key` and `joined` when it is built, and what people type is keyed alike, so that both meet
whatever the order of the words, American or British spelling, and "back of the knee" for "posterior knee".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.language.normalise import normalise

Words = tuple[str, ...]

# What is said around a name and tells nothing. None of them may change what is meant: "from", "no" and "under" do.
_LITTLE = """a an the this that these those my your his her our their its it i me you of in on at to with am are is was
were be been do does did have has had got get gets feel feels like so really very quite just some there why what when
how near by around across"""
LITTLE = frozenset(normalise(word) for word in _LITTLE.split())
SIDE_WORDS = {
    **dict.fromkeys(("left", "l", "lt", "lhs"), "left"),
    **dict.fromkeys(("right", "r", "rt", "rhs"), "right"),
    **dict.fromkeys(("both", "bilateral", "bilaterally", "bilat"), "bilateral"),
    "midline": "midline",
    "ipsilateral": "ipsilateral",
    "contralateral": "contralateral",
}
_SIDE_PAIRS = {
    "b l": "bilateral",
    "same side": "ipsilateral",
    "other side": "contralateral",
    "opposite side": "contralateral",
}
_SIDE_NOUNS = ("side", "sided")
# "Right" between words like these says how exactly, and not where.
_AFTER_AN_ADVERB = frozenset(
    [
        "behind",
        "above",
        "below",
        "under",
        "underneath",
        "beneath",
        "between",
        "beside",
        "next",
        "over",
        "where",
        "when",
        "after",
        "before",
        "around",
        "near",
        "by",
        "as",
        "now",
        "away",
    ]
)
_AT = ("in", "on", "at")
_AFTER_AT = (("my",), ("the",), ("a",), ("your",))
_BEFORE_A_SIDE = (("the",), ("my",))
# Words for a direction in front of "of" ("back of the knee"): without it, the back and the side are places.
DIRECTED = {
    **dict.fromkeys(("back", "rear"), "posterior"),
    **dict.fromkeys(("inside", "inner"), "medial"),
    **dict.fromkeys(("outside", "outer", "side"), "lateral"),
}
DIRECTIONS = {
    **dict.fromkeys(("front",), "anterior"),
    **dict.fromkeys(("behind", "rear"), "posterior"),
    **dict.fromkeys(("inner",), "medial"),
    **dict.fromkeys(("outer",), "lateral"),
    **dict.fromkeys(("low",), "lower"),
    **dict.fromkeys(("mid",), "middle"),
}
SPELLINGS = {"disk": "disc", "grey": "gray", "tendonitis": "tendinitis"}
_ENDINGS = (
    ("isation", "ization"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("our", "or"),
    ("tre", "ter"),
    ("osis", "ose"),
    ("i", "us"),
)
# Words that say what kind of thing a name names (its category); they may stand with a name or be left out.
KINDS = {
    "muscle": "muscle",
    "musculus": "muscle",
    "nerve": "nerve",
    "nervus": "nerve",
    "joint": "joint",
    "bone": "bone",
    "region": "region",
    "area": "region",
    "skin": "region",
    "test": "assessment",
    "sign": "assessment",
    "posture": "posture",
}
KIND_MARK = "~"
_CONTRARY = (
    ("anterior", "posterior"),
    ("medial", "lateral"),
    ("upper", "lower"),
    ("superior", "inferior"),
    ("proximal", "distal"),
    ("internal", "external"),
    ("flexion", "extension"),
    ("flexor", "extensor"),
    ("adduction", "abduction"),
    ("adductor", "abductor"),
    ("pronation", "supination"),
    ("kyphose", "lordose"),
    ("valgus", "varus"),
    ("left", "right"),
    ("major", "minor"),
)
_OPPOSITES = {**dict(_CONTRARY), **{second: first for first, second in _CONTRARY}}


def words_of(text: str) -> Words:
    """Return the words of a text, folded.

    Example:
        >>> words_of("Pain in the back of my Knees!")
        ('pain', 'in', 'the', 'back', 'of', 'my', 'knee')
    """
    return tuple(normalise(text).split())


def bare(words: Iterable[str]) -> Words:
    """Return words without the little ones."""
    return tuple(word for word in words if word not in LITTLE)


def folded(words: Words) -> Words:
    """Return the words that tell something, in one spelling and with one word for each direction.

    Example:
        >>> folded(("pain", "in", "the", "back", "of", "my", "knee"))
        ('pain', 'posterior', 'knee')
        >>> folded(("oesophagus",)) == folded(("esophagus",)), folded(("menisci",)) == folded(("meniscus",))
        (True, True)
    """
    found = []
    for place, word in enumerate(words):
        if word in DIRECTED and words[place + 1 : place + 2] == ("of",):
            found.append(DIRECTED[word])
        elif word not in LITTLE:
            found.append(_spelt(DIRECTIONS.get(word, word)))
    return tuple(found)


def parted(words: Words, endings: Iterable[str]) -> Words:
    """Return words with those cut in two that end in one of some words of at least four letters.

    Example:
        >>> parted(("left", "backache"), ("ache",))
        ('left', 'back', 'ache')
    """
    long = tuple(ending for ending in endings if len(ending) >= 4)
    found: list[str] = []
    for word in words:
        ending = next((ending for ending in long if word.endswith(ending) and len(word) > len(ending) + 2), "")
        found += (word[: -len(ending)], ending) if ending else (word,)
    return tuple(found)


def key(words: Words) -> str:
    """Return what all orders of the same words share; empty where nothing is told.

    Example:
        >>> key(words_of("tight hip flexors")) == key(words_of("hip flexors are tight"))
        True
        >>> key(words_of("the shoulder pain in the back")) == key(words_of("pain in the back of the shoulder"))
        False
    """
    return " ".join(sorted(folded(words)))


def joined(words: Words) -> str:
    """Return words without the gaps between them, so that "swayback" is "sway back".

    Example:
        >>> joined(words_of("sway-back"))
        'swayback'
    """
    return "".join(map(_spelt, bare(words)))


def _spelt(word: str) -> str:
    """Fold American and British spelling, and Latin endings; both sides of a comparison are folded alike."""
    if word in SPELLINGS:
        return SPELLINGS[word]
    if len(word) < 5 or not word.isalpha():
        return word
    for ending, other in _ENDINGS:
        if word.endswith(ending):
            word = word[: -len(ending)] + other
            break
    return word[:-1].replace("ae", "e").replace("oe", "e") + word[-1]


def sided(words: Words) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """Yield the words as they are, and without the sides in them, with the sides that were taken out.

    "Right" that is no side ("right behind my eye") goes first. "Side" goes only together with left, right or both; it
    stays a word of its own first, for "pain in my left side".

    Example:
        >>> list(sided(("left", "knee")))
        [(('left', 'knee'), ()), (('knee',), ('left',))]
    """
    words = tuple(word for place, word in enumerate(words) if not is_adverb(words, place))
    yield words, ()
    found = _sides(words)
    if not found:
        return
    sides = tuple(dict.fromkeys(side for side, _, _ in found))
    every = {place for _, taken, noun in found for place in (*taken, *noun)}
    if any(noun and words[noun[-1] + 1 : noun[-1] + 2] != ("of",) for _, _, noun in found):
        kept = {place for _, taken, _ in found for place in taken}
        yield tuple(word for place, word in enumerate(words) if place not in kept), sides
    yield tuple(word for place, word in enumerate(words) if place not in every), sides


def _sides(words: Words) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Return each side with the places of its word and of the noun after it."""
    found: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = []
    place = 0
    while place < len(words):
        pair = _SIDE_PAIRS.get(" ".join(words[place : place + 2]))
        side = pair or SIDE_WORDS.get(words[place])
        if side is None:
            place += 1
            continue
        end = place + (2 if pair else 1)
        noun = end + (words[end : end + 1] == ("hand",))
        nouns = tuple(range(end, noun + 1)) if not pair and noun < len(words) and words[noun] in _SIDE_NOUNS else ()
        found.append((side, tuple(range(place, end)), nouns))
        place = end + len(nouns)
    return found


def is_adverb(words: Words, place: int) -> bool:
    """Say whether "right" at a place of words is no side: "right behind my eye", but not "on the right behind the ear".

    Example:
        >>> is_adverb(("pain", "right", "behind", "my", "eye"), 1), is_adverb(("right", "knee"), 0)
        (True, False)
    """
    if words[place] != "right" or words[place - 1 : place] in _BEFORE_A_SIDE:
        return False
    after = words[place + 1 : place + 3]
    return bool(after) and (after[0] in _AFTER_AN_ADVERB or (after[0] in _AT and after[1:] in _AFTER_AT))


def contrary(asked: Iterable[str], offered: Iterable[str]) -> bool:
    """Say whether folded words of the one are contrary to those of the other, as anterior is to posterior.

    Example:
        >>> contrary({"anterior", "tilt"}, {"posterior", "tilt"}), contrary({"tilt"}, {"posterior", "tilt"})
        (True, False)
    """
    here, there = set(asked), set(offered)
    return any(_OPPOSITES.get(word) in there and word not in there for word in here)


def directs(word: str) -> bool:
    """Say whether a folded word only gives a direction."""
    return word in _OPPOSITES
