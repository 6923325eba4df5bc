"""A claim cited in few words: who, year, and where in the source; and of whom and when it is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.language import grammar
from refgraph.language.circumstances import narrowing
from refgraph.language.voice import as_english, tr, voice
from refgraph.model.citations import address
from refgraph.model.statements import Claim, Finding, Source
from refgraph.model.vocabulary import Schema
from refgraph.report.words import foreign, speech, wording

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

LONGEST_NAME = 34
_PREPRINT = "preprint-"


def brief(kg: KnowledgeGraph, claim: Claim, *, kind: bool = False) -> str:
    """Cite a claim in few words.

    Args:
        kg: the graph.
        claim: of it.
        kind: whether its kind of evidence is told, too.

    Returns:
        Words in one line.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> brief(kg, kg.claim("toy-neck#1"))
        'Ada Author et al. ¶2'
    """
    source = kg.source(claim.source)
    told = kind_of(kg, claim) if kind else ""
    parts = [dated(source), place(claim), f"({told})" if told else ""]
    return wording.clean(" ".join(filter(None, parts)))


def named(source: Source) -> str:
    """Name a source in a few words: its first author, else its publisher or, where that is long, its site.

    Args:
        source: the source.

    Returns:
        Words, at most `LONGEST_NAME` characters unless a surname is longer.

    Example:
        >>> named(Source("a", publisher="The Society of People With Very Long Names", url="https://www.svl.example/x"))
        'svl.example'
    """
    who = wording.who(source)
    if len(who) <= LONGEST_NAME:
        # A publisher is named in the language that it publishes in; those who write are called so in any.
        return who if source.authors else as_english(who)
    if not source.authors and (url := address(source)):
        return url.split("/")[2].removeprefix("www.")
    bare = who.removesuffix(" et al.")
    return f"{bare.split(' ')[-1]} et al." if bare != who else f"{who[: LONGEST_NAME - 1].rpartition(' ')[0]}…"


def kind_of(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say in plain words what a claim rests on: its kind of evidence, for an author's own word the kind of source.

    Args:
        kg: the graph.
        claim: the claim.

    Returns:
        Words; empty where the kind of source is not known.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> kind_of(kg, kg.claim("toy-neck#1"))
        'blog'
    """
    if claim.evidence == "author-assertion":
        return kind_of_source(kg, kg.source(claim.source))
    return wording.clean(speech.word(kg.schema, "evidence", claim.evidence))


def ground(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say in plain words what a claim itself rests on; what an author only asserts in a study is no study.

    Args:
        kg: the graph.
        claim: the claim.

    Returns:
        Its kind of evidence; for an author's own word also the kind of source where that is no kind of evidence.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> kg = open_graph(Path("tests/data/mini"))
        >>> ground(kg, kg.claim("toy-neck#1"))
        "the author's own word, blog"
    """
    rests = wording.clean(speech.word(kg.schema, "evidence", claim.evidence))
    source = kg.source(claim.source)
    if claim.evidence != "author-assertion" or _graded(kg, source):
        return rests
    return ", ".join(filter(None, (rests, kind_of_source(kg, source))))


def ascribed(kg: KnowledgeGraph, source: Source, claims: Sequence[Claim]) -> str:
    """Name a source with its year and, in brackets, what kind of source speaks: what stands after "According to".

    Args:
        kg: the graph.
        source: of it.
        claims: of the source, those that are told.

    Returns:
        Words in one line; what an author only asserts within a study is told as that.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> ascribed(kg, kg.source("toy-neck"), [kg.claim("toy-neck#1")])
        'Ada Author et al. (blog)'
    """
    kinds = dict.fromkeys(speaking(kg, claim) for claim in claims)
    kind = next(iter(kinds)) if len(kinds) == 1 else kind_of_source(kg, source)
    return f"{dated(source)} ({kind})" if kind else dated(source)


def speaking(kg: KnowledgeGraph, claim: Claim) -> str:
    """Say what kind of source speaks where a claim is told; what an author only asserts in a study is no study.

    Args:
        kg: the graph.
        claim: of it.

    Returns:
        Words; empty where the kind of source is not known.

    Example:
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> speaking(kg, kg.claim("toy-neck#1"))
        'blog'
    """
    kind = kind_of(kg, claim)
    if claim.evidence != "author-assertion" or not _graded(kg, kg.source(claim.source)):
        return kind
    return tr("the author's own word in {what}", what=kind if voice().foreign else grammar.indefinite(kind))


def _graded(kg: KnowledgeGraph, source: Source) -> bool:
    """Say whether a source is of a kind that claims may rest on."""
    return (source.type or "").removeprefix(_PREPRINT) in kg.schema.ranking.evidence


def kind_of_source(kg: KnowledgeGraph, source: Source) -> str:
    """Say in plain words what kind of source it is; empty where that is not known.

    Args:
        kg: the graph.
        source: of it.

    Returns:
        "cross-sectional study", "clinic blog".

    Example:
        >>> import refgraph
        >>> kind_of_source(refgraph.open_graph("tests/data/mini"), Source("a", type="clinic-blog"))
        'clinic blog'
    """
    return kind_named(kg.schema, source.type or "")


def kind_named(schema: Schema, kind: str) -> str:
    """Say a kind of source in plain words.

    Args:
        schema: of the graph.
        kind: as sources name it: a kind of evidence, as a preprint or not, or another kind.

    Returns:
        Words.

    Example:
        >>> import refgraph
        >>> kind_named(refgraph.open_graph("tests/data/mini").schema, "preprint-experiment")
        'experiment, preprint'
    """
    known = schema.ranking.evidence.get(kind.removeprefix(_PREPRINT))
    said = speech.word(schema, "evidence", known.key) if known else speech.word(schema, "source", kind)
    if known and kind.startswith(_PREPRINT):
        return tr("{kind}, preprint", kind=wording.clean(said))
    return wording.clean(said)


def dated(source: Source) -> str:
    """Name a source with its year, where that is known.

    Args:
        source: the source.

    Returns:
        Words in one line.

    Example:
        >>> dated(Source("a", authors=("Craig Sather",), date="2021-03-04"))
        'Craig Sather 2021'
    """
    return wording.clean(" ".join(filter(None, (named(source), (source.date or "")[:4]))))


def who_when(source: Source) -> str:
    """Name the authors of a source, at most three, or its publisher, with the year where that is known.

    Args:
        source: of any graph.

    Returns:
        Names and year.

    Example:
        >>> who_when(Source("a", authors=("Ada Author", "Ben Author"), publisher="A journal", date="2021-03-04"))
        'Ada Author, Ben Author · A journal · 2021'
    """
    shown = ", ".join(source.authors[:3]) + (" et al." if len(source.authors) > 3 else "")
    parts = (shown, source.publisher, (source.date or "")[:4])
    return wording.clean(" · ".join(filter(None, parts)))


def place(claim: Claim) -> str:
    """Say where in its source a claim stands, in signs.

    Args:
        claim: the claim.

    Returns:
        Paragraphs, a term or a section; empty where nothing is known.

    Example:
        >>> from refgraph.curation.load import read
        >>> [place(claim) for claim in read("tests/data/mini").dataset.claims[:2]]
        ['¶2', '¶3, 13']
    """
    numbers = sorted({claim.paragraph, *claim.repeated} - {0})
    section, term = as_english(claim.section or ""), as_english(claim.term or "")
    told = f"¶{_ranges(numbers)}" if numbers else term
    return section if section and section != "opening" else told or section


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers, runs of them by their ends."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


# ---------------------------------------------------------------- of whom and when


def scope(kg: KnowledgeGraph, subject: Finding, claims: Sequence[Claim], *, translated: bool = False) -> str:
    """Say of whom and when a sentence holds that is made from claims about a part of the body in no stated state.

    Args:
        kg: the graph.
        subject: what the sentence begins with.
        claims: what the sentence is said by, the one that is told first.
        translated: whether what has no words in the language in use is left out.

    Returns:
        Words in brackets after a space; empty where the subject bears a state, is no part of the body, or where one of
        the claims is made of everybody.

    Example:
        >>> from dataclasses import replace
        >>> import refgraph
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> said = replace(kg.claim("toy-hip#2"), condition="when swollen", population="12 runners")
        >>> scope(kg, Finding("piriformis"), (said,)), scope(kg, Finding("piriformis", "tight"), (said,))
        (' (when swollen; studied: 12 runners)', '')
    """
    category = kg.schema.categories[kg.entity(subject.entity).category]
    if subject.state or not category.stateful or not claims:
        return ""
    return of_claim(claims[0], translated=translated) if all(map(of_claim, claims)) else ""


def of_claim(claim: Claim, *, translated: bool = False) -> str:
    """Say of whom and when a claim holds.

    Args:
        claim: of any graph.
        translated: as of `scope`.

    Returns:
        Condition, population and what was measured in brackets after a space; empty where a claim is made of everybody.

    Example:
        >>> import refgraph
        >>> of_claim(refgraph.open_graph("tests/data/mini").claim("toy-neck#1"))
        ''
    """
    when = narrowing(claim.condition)
    told = [foreign.circumstance(when) or ("" if translated else as_english(when))]
    if claim.population and not (translated and voice().foreign):
        told.append(tr("studied: {whom}", whom=as_english(claim.population)))
        told.append(as_english(wording.measured(claim.measure)) if claim.measure else "")
    said = "; ".join(filter(None, told))
    return wording.clean(f" ({said})") if said else ""
