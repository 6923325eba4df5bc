"""Claims against the texts that they were read from: is every anchor where its claim says it is?

The texts are not part of a dataset and are never copied: a check takes the folder that holds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from refgraph.curation.checks.registry import COUNTED
from refgraph.curation.files import content
from refgraph.errors import DataError, quoted
from refgraph.language.sentences import contains, fold, paragraphs, place, sentences, shared_run, unify, words_of
from refgraph.model.dataset import Dataset, Fault, Mark
from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import Predicate

TEXT_CODES: Mapping[str, str] = MappingProxyType(
    {
        "E601": "The text of a source cannot be read.",
        "E602": "The text has changed since its claims were read from it.",
        "E603": "The anchor stands nowhere in the text.",
        "E604": "The anchor stands in another paragraph.",
        "E605": "The anchor runs over the end of a sentence.",
        "E606": "The text has no such paragraph.",
        "E607": "A repeated paragraph is not the same text.",
        "E608": "No claim was checked.",
        "W611": "The claim asserts, but its sentence negates.",
        "W612": "The claim denies, but its sentence does not negate.",
        "W614": "The text of a source is not here, so its anchors were not looked up.",
        "W613": "The statement copies words of the paragraph.",
    }
)
COUNTED.add("W614")
COPIED_WORDS = 8
# How far before the anchor a negation still reaches it, in words.
REACH = 8
NEGATIONS = frozenset(
    [
        *("not", "no", "never", "without", "cannot", "neither", "nor", "none", "nothing", "nobody"),
        *("hardly", "scarcely", "unlikely", "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "wont"),
        *("cant", "couldnt", "shouldnt", "wouldnt", "hasnt", "havent"),
    ]
)

# A denial may stand without a negation: "in spite of all the stretches the pain goes on".
DENIALS = NEGATIONS | {"despite", "spite", "fail", "fails", "failed", "wrong", "false", "myth", "untrue"}
# "Not only" and "not just" negate nothing.
MORE = ("only", "just", "merely")


@dataclass(frozen=True, slots=True)
class TextCheck:
    """How many claims were compared with their text, and what was found."""

    checked: int
    faults: tuple[Fault, ...]


def check_texts(dataset: Dataset, *folders: str | Path) -> TextCheck:
    """Look for every anchor in the texts of some folders, `<source key>.txt`; that nothing was checked is a fault too.

    Args:
        dataset: what `load.read` returns.
        folders: of several that have a text, the first counts.

    Example:
        >>> from refgraph.curation.load import read
        >>> check_texts(read("tests/data/mini").dataset, "tests/data/articles")
        TextCheck(checked=33, faults=())
        >>> check_texts(read("tests/data/mini").dataset, "tests").checked
        0
    """
    claims: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        claims.setdefault(claim.source, []).append(claim)
    faults: list[Fault] = []
    checked = 0
    for key, source in dataset.sources.items():
        told = claims.get(key, [])
        # A source that was asked for terms has no text; one without any claim should have had one.
        if told and not any(claim.paragraph for claim in told):
            continue
        lines = _read(dataset, source, folders, faults)
        if lines is not None:
            text = _Text.of(lines)
            for claim in filter(lambda one: one.paragraph, told):
                checked += 1
                faults.extend(_fault(dataset, *found) for found in _check(dataset, claim, text))
    if not checked:
        shown = " and ".join(quoted(str(folder), 4_096) for folder in folders)
        what = f"{shown} {'have' if len(folders) > 1 else 'has'} no text of a source with claims"
        faults.append(_fault(dataset, (), "E608", what))
    return TextCheck(checked, tuple(sorted(faults)))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, folded once."""

    paragraphs: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, lines: tuple[str, ...]) -> _Text:
        folded = tuple(fold(line) for line in lines)
        return cls(folded, tuple(sentences(line) for line in folded))

    def places(self, anchor: str) -> list[int]:
        """Number the paragraphs that have the anchor inside one sentence."""
        return [n for n, found in enumerate(self.sentences, 1) if any(contains(one, anchor) for one in found)]


def _read(data: Dataset, source: Source, folders: Sequence[str | Path], faults: list[Fault]) -> tuple[str, ...] | None:
    name = f"{source.key}.txt"
    folder = next((Path(one) for one in folders if _is_there(Path(one) / name)), None)
    if folder is None:
        faults.append(_fault(data, ("source", source.key), "W614", name))
        return None
    try:
        raw = content(folder, name)
        lines = paragraphs(raw)
    except (DataError, UnicodeDecodeError) as error:
        what = str(error) if isinstance(error, DataError) else f"{name} is not UTF-8."
        faults.append(_fault(data, ("source", source.key), "E601", what))
        return None
    # A checkout that changes line ends has not changed the text.
    hashes = {hashlib.sha256(form).hexdigest() for form in (raw, unify(raw))}
    if source.sha256 is not None and source.sha256 not in hashes:
        what = f"{name} has sha256 {hashlib.sha256(unify(raw)).hexdigest()}; read it again, then note the new one"
        faults.append(_fault(data, ("source", source.key, "sha256"), "E602", what))
    return lines


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False  # A name that no file can have.


_Found = Iterator[tuple[tuple[str, ...], str, str]]


def _check(data: Dataset, claim: Claim, text: _Text) -> _Found:
    at = ("claim", claim.id, "anchor")
    anchor = fold(claim.anchor)
    count = len(text.paragraphs)
    missing = [number for number in (claim.paragraph, *claim.repeated, *claim.context) if not 1 <= number <= count]
    for number in missing:
        yield ("claim", claim.id, "locator"), "E606", f"{number}, it has {count}"
    if missing:
        return
    own = next((one for one in text.sentences[claim.paragraph - 1] if contains(one, anchor)), None)
    if own is None:
        yield _astray(at, claim, anchor, text)
        return
    first = text.paragraphs[claim.paragraph - 1]
    for number in claim.repeated:
        if text.paragraphs[number - 1] != first:
            yield ("claim", claim.id, "repeated"), "E607", f"paragraphs {claim.paragraph} and {number}"
    yield from _doubts(data, claim, own, anchor)
    copied = shared_run(claim.statement, first, COPIED_WORDS)
    if copied:
        yield ("claim", claim.id, "statement"), "W613", repr(copied)


def _astray(at: tuple[str, ...], claim: Claim, anchor: str, text: _Text) -> tuple[tuple[str, ...], str, str]:
    shown = repr(claim.anchor)
    if contains(text.paragraphs[claim.paragraph - 1], anchor):
        return at, "E605", shown
    others = text.places(anchor)
    if others:
        return at, "E604", f"{shown} is in paragraph {', '.join(map(str, others))}, not {claim.paragraph}"
    return at, "E603", shown


def _doubts(data: Dataset, claim: Claim, sentence: str, anchor: str) -> _Found:
    at = ("claim", claim.id, "anchor")
    predicate = data.schema.predicates.get(claim.predicate)
    if predicate is None or _negative(predicate) or _lacks(data, claim):
        return
    if claim.polarity == "asserts":
        word = _negation(sentence, anchor)
        if word:
            yield at, "W611", f"{word!r} near {claim.anchor!r}; look whether it reaches the claim"
    elif not any(_negates(word) or word in DENIALS for word in words_of(sentence)):
        yield at, "W612", f"near {claim.anchor!r}; look whether it is a denial"


def _negative(predicate: Predicate) -> bool:
    """Tell whether the relation itself is worded as a negation: then a negation is what one expects."""
    return any(_negates(word) for word in words_of(f"{predicate.forward} {predicate.inverse}"))


def _lacks(data: Dataset, claim: Claim) -> bool:
    """Tell whether a state of the claim itself says what the negation says: "not able to walk" is walking, impaired."""
    states = (data.schema.states.get(end.state or "") for end in (claim.subject, claim.object))
    return any(state is not None and state.negates for state in states)


def _negation(sentence: str, anchor: str) -> str:
    """Give the word that may negate an anchor: inside it, or shortly before it in its sentence."""
    before = words_of(sentence[: place(sentence, anchor)])[-REACH:]
    words = [*before, *words_of(anchor), ""]
    return next((word for word, after in pairwise(words) if _negates(word) and after not in MORE), "")


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _fault(data: Dataset, at: tuple[str, ...], code: str, what: str) -> Fault:
    text = TEXT_CODES[code].rstrip(".")
    return Fault(mark_of(data, at), code, f"{text[0].lower()}{text[1:]}: {what}")


def mark_of(data: Dataset, at: tuple[str, ...]) -> Mark:
    """Give the mark of a thing, or of the nearest thing around it.

    Example:
        >>> from refgraph.curation.load import read
        >>> str(mark_of(read("tests/data/mini").dataset, ("claim", "toy-hip#1", "object", "nothing")).line)
        '13'
    """
    for end in range(len(at), 0, -1):
        if at[:end] in data.marks:
            return data.marks[at[:end]]
    return Mark(" ".join(at[:2]) or ".")
