"""Questions about paths: origins, effects, paths, why-not, compare."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.options import (
    Data,
    Engine,
    Group,
    Output,
    Place,
    Words,
    complete_name,
    keyed,
    opened,
    read_finding,
    spread,
)
from refgraph.cli.output import harmless, refuse_binary, screen, warn_missing_letters, write_result
from refgraph.errors import UsageError
from refgraph.graph import arguments, names
from refgraph.graph.reading import suggestions
from refgraph.model.answers import Answer, Query
from refgraph.model.statements import Finding
from refgraph.report import FORMATS, render
from refgraph.report.short import WIDTH as SHORT_WIDTH
from refgraph.report.words import wording
from refgraph.search.walks.best_first import USUAL, Limits

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.graph.readings import Reading
    from refgraph.search.null_model import Chance

MOST_HOPS = 30
MOST_TOP = 10_000
TOP = 20
MOST_SECONDS, MOST_MEMORY = 86_400, 1_000_000
PERMUTATIONS = 200
PATH_FORMS = tuple(FORMATS)
COMPARE_FORMS = ("text", "json", "csv", "markdown", "html")
# So many direct causes of each of two symptoms are compared.
_COMPARED = 60
_ARROW = re.compile(r"\s*(?:→|[-=]+>)\s*")
_NUMBERED = re.compile(r"(?P<said>.*\S)\s*#\s*(?P<rank>[0-9]{1,4})\s*", re.DOTALL)
_MISS_FORMS = ("text", "json", "markdown")


def _finding(metavar: str, about: str) -> Any:
    return typer.Argument(metavar=metavar, help=about, autocompletion=complete_name)


Symptom = Annotated[str, _finding("SYMPTOM", 'What is felt, as people say it: "headache", "pain in the butt".')]
Also = Annotated[
    list[str] | None, _finding("[SYMPTOM]...", "Further symptoms: only origins that all of them share are listed.")
]
Start = Annotated[str, _finding("FINDING", 'What is disturbed: "tight piriformis", "left gluteals weak".')]
From = Annotated[str, _finding("FROM", 'What is disturbed: "weak gluteals (left)".')]
Compared = Annotated[
    str,
    _finding(
        "A",
        'A symptom ("neck pain"), one of its paths ("neck pain #2"), or a path ("tight hamstrings -> neck pain").',
    ),
]
Against = Annotated[str, _finding("B", "What it is compared with, likewise.")]
To = Annotated[str, _finding("TO", 'What is felt or found elsewhere: "neck pain".')]


Side = Annotated[
    str | None, typer.Option("--side", metavar="SIDE", help="left or right: the side of what is asked for.")
]


@dataclass(frozen=True)
class Narrow(Group):
    """What narrows a question about paths."""

    max_hops: Annotated[int, typer.Option("--max-hops", metavar="N", help="Longest path, in steps.")] = 6
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", help="How many paths, or groups of them, at the most.")
    ] = None
    category: Annotated[
        list[str] | None, keyed("categories", "--category", "Only origins, effects or places between of this category.")
    ] = None
    predicate: Annotated[list[str] | None, keyed("predicates", "--predicate", "Only steps of this relation.")] = None
    via: Annotated[
        list[str] | None,
        typer.Option("--via", metavar="NAME", help="Only paths through this.", autocompletion=complete_name),
    ] = None
    avoid: Annotated[
        list[str] | None,
        typer.Option("--avoid", metavar="NAME", help="No paths through this.", autocompletion=complete_name),
    ] = None
    source: Annotated[list[str] | None, keyed("sources", "--source", "Only claims of this article.")] = None
    min_evidence: Annotated[str | None, keyed("evidence", "--min-evidence", "Leave weaker claims out.")] = None
    side: Side = None
    one_source: Annotated[bool, typer.Option("--one-source", help="Only paths that one article tells whole.")] = False
    strict: Annotated[bool, typer.Option("--strict", help="Only paths without any flag.")] = False
    all: Annotated[
        bool, typer.Option("--all", help="As text: the whole answer, with every claim, source and address.")
    ] = False
    max_seconds: Annotated[
        int | None, typer.Option("--max-seconds", metavar="N", help="Give up after so long; the answer says so.")
    ] = None
    max_memory: Annotated[
        int | None, typer.Option("--max-memory", metavar="MB", help="Give up when a search holds on to so much.")
    ] = None

    @property
    def limits(self) -> Limits:
        """When to give up."""
        seconds, megabytes = self.max_seconds, self.max_memory
        return Limits(
            seconds=None if seconds is None else arguments.number("--max-seconds", seconds, MOST_SECONDS),
            megabytes=USUAL.megabytes
            if megabytes is None
            else arguments.number("--max-memory", megabytes, MOST_MEMORY),
        )

    def place(self, data: str | None, engine: str | None, *ends: str) -> Place:
        """Return where a question with these ends goes."""
        passed = tuple(self.avoid or ())
        return Place(data, engine, (*ends, *(self.via or ()), *passed), (*(self.source or ()), *passed))

    def read(self, kg: KnowledgeGraph) -> dict[str, Any]:
        """Read the words into fields of `refgraph.model.Query`."""
        return {
            "max_hops": arguments.number("--max-hops", self.max_hops, MOST_HOPS),
            "top": TOP if self.top is None else arguments.number("--top", self.top, MOST_TOP),
            "categories": tuple(arguments.category(kg, text) for text in self.category or ()),
            "predicates": tuple(arguments.predicate(kg, text) for text in self.predicate or ()),
            "via": tuple(names.entity(kg, text) for text in self.via or ()),
            "avoid": tuple(arguments.to_avoid(kg, text) for text in self.avoid or ()),
            "sources": tuple(arguments.source(kg, text) for text in self.source or ()),
            "min_evidence": arguments.evidence(kg, self.min_evidence) if self.min_evidence is not None else None,
            "one_source": self.one_source,
            "strict": self.strict,
        }


@dataclass(frozen=True)
class Shuffling(Group):
    """Whether paths are compared with those of shuffled graphs, and with how many."""

    chance: Annotated[
        bool, typer.Option("--chance", help="Compare with graphs in which who leads to whom is shuffled.")
    ] = False
    permutations: Annotated[
        int, typer.Option("--permutations", metavar="N", help="--chance: how many shuffled graphs.")
    ] = PERMUTATIONS
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="--chance: another seed, other shuffled graphs.")] = 0

    def compare(self, kg: KnowledgeGraph, query: Query, form: str) -> Chance | None:
        """Compare what a query finds with chance, if that was asked for."""
        if not self.chance:
            if (self.permutations, self.seed) != (PERMUTATIONS, 0):
                raise UsageError("--permutations and --seed only together with --chance")
            return None
        if FORMATS[form].picture:
            raise UsageError(f"--chance is told in words and --format {form} is a picture; use text, json or html")
        from refgraph.cli.output import progress_bar
        from refgraph.search.null_model import MOST_PERMUTATIONS, compare

        permutations = arguments.number("--permutations", self.permutations, MOST_PERMUTATIONS)
        with progress_bar("shuffled graphs searched") as progress:
            return compare(kg, query, permutations, self.seed, progress)


@spread(*PATH_FORMS)
def origins(
    symptom: Symptom,
    narrow: Narrow,
    words: Words,
    output: Output,
    also: Also = None,
    data: Data = None,
    engine: Engine = None,
) -> int:
    """Find where a symptom may come from, or several at once. Prints ranked paths of claims that end in it.

    Example: refgraph origins "pain in the butt" --top 5
    """
    if also and not engine and (one := _as_one([symptom, *also], data)) is not None:
        symptom, also = one, None
    form, place = output.form, narrow.place(data, engine, symptom, *(also or ()))
    read = [read_finding(place.kg, said, narrow.side) for said in (symptom, *(also or ()))]
    end, *others = (_felt(place.kg, one.finding) for one in read)
    query = Query(
        "origins",
        end=end,
        also=tuple(others),
        left_out=_left_out(*read),
        beside=_beside(*read),
        **narrow.read(place.kg),
    )
    with words.used():
        return _deliver(*place.ask(query, form, narrow.limits), form, output, narrow)


@spread(*PATH_FORMS)
def effects(
    finding: Start, narrow: Narrow, words: Words, output: Output, data: Data = None, engine: Engine = None
) -> int:
    """Find what a finding may lead to. Prints ranked paths of claims that begin with it.

    Example: refgraph effects "left gluteals weak" --format markdown
    """
    form, place = output.form, narrow.place(data, engine, finding)
    options = narrow.read(place.kg)
    start = read_finding(place.kg, finding, narrow.side)
    query = Query("effects", start=start.finding, left_out=_left_out(start), beside=_beside(start), **options)
    with words.used():
        return _deliver(*place.ask(query, form, narrow.limits), form, output, narrow)


@spread(*PATH_FORMS)
def paths(
    start: From,
    end: To,
    narrow: Narrow,
    words: Words,
    shuffling: Shuffling,
    output: Output,
    data: Data = None,
    engine: Engine = None,
) -> int:
    """Find how one finding may lead to another. Prints ranked paths of claims between the two.

    Example: refgraph paths "tight hamstrings" "neck pain" --one-source
    """
    form, place = output.form, narrow.place(data, engine, start, end)
    options, read = narrow.read(place.kg), [read_finding(place.kg, said) for said in (start, end)]
    ends = _ends(read[0].finding, read[1].finding, narrow.side)
    if shuffling.chance and engine:
        raise UsageError("--chance shuffles the whole graph, which no engine hands out; leave out --engine")
    kg, answer = place.ask(
        Query("paths", *ends, left_out=_left_out(*read), beside=_beside(*read), **options), form, narrow.limits
    )
    with words.used():
        return _deliver(kg, answer, form, output, narrow, shuffling.compare(kg, answer.query, form))


@spread(*_MISS_FORMS)
def why_not(start: From, end: To, output: Output, side: Side = None, data: Data = None, engine: Engine = None) -> int:
    """Tell why one finding does not lead to another. Prints the nearest chains and what keeps them from counting.

    Example: refgraph why-not "tight hamstrings" swayback
    """
    form, place = output.form, Place(data, engine, (start, end))
    kg = place.kg
    one, other = _ends(read_finding(kg, start).finding, read_finding(kg, end).finding, side)
    if place.ask(Query("paths", one, other, top=1))[1].paths:
        raise UsageError(f"There is a path from {names.say(kg, one)} to {names.say(kg, other)}. See: refgraph paths")
    found = place.why_not(one, other)
    from refgraph.report import text

    write_result(text.why_not(kg, one, other, found, form, *screen(output)), output, form)
    return 0 if found else 1


@spread(*COMPARE_FORMS)
def compare(one: Compared, other: Against, output: Output, data: Data = None) -> int:
    """Set two symptoms, or two paths, side by side. What each begins with, passes, who says so, what is against it.

    A path is written with an arrow: "tight hamstrings -> neck pain"; what it must pass may stand between. A number
    chooses among several, as origins and paths --all count them: "neck pain #2".

    Example: refgraph compare headache "neck pain"
    """
    form, kg = output.form, opened(data)
    asked = [_comparable(kg, said) for said in (one, other)]
    if bool(asked[0][1]) != bool(asked[1][1]):
        raise UsageError('a symptom is compared with a symptom, and a path with a path: "weak gluteals -> neck pain"')
    if asked[0] == asked[1]:
        raise UsageError("these are one and the same; name two that differ")
    from refgraph.report.records import comparison
    from refgraph.report.words import comparing
    from refgraph.search import questions, shared_origins

    answers = []
    for query, rank in asked:
        answer = questions.ask(kg, query)
        if rank and not answer.paths[rank - 1 :]:
            return _missing(kg, answer, rank, form, output)
        answers.append(replace(answer, paths=answer.paths[rank - 1 : rank]) if rank else answer)
    mine, yours = answers
    if asked[0][1]:
        if mine.paths[0].steps == yours.paths[0].steps:
            raise UsageError("these are one and the same path; name two that differ")
        made = comparing.paths(kg, mine, yours)
    else:
        both = replace(asked[0][0], also=tuple(filter(None, [asked[1][0].end])), top=_COMPARED)
        made = comparing.origins(kg, mine, yours, shared_origins.ask(kg, both))
    write_result(comparison.render(kg, made, form, *screen(output, SHORT_WIDTH)), output, form)
    return 0 if any(answer.paths or answer.members for answer in answers) else 1


def _comparable(kg: KnowledgeGraph, said: str) -> tuple[Query, int]:
    """Read a symptom, or a path with its number; 0 where all paths are meant."""
    numbered = _NUMBERED.fullmatch(said)
    text, rank = (numbered["said"], int(numbered["rank"])) if numbered else (said, 0)
    if numbered:
        arguments.number("the number of a path", rank, MOST_TOP)
    read = [read_finding(kg, place).finding for place in _ARROW.split(text)]
    if len(read) == 1:
        return Query("origins", end=_felt(kg, read[0]), top=rank or _COMPARED), rank
    via = tuple(passed.entity for passed in read[1:-1])
    return Query("paths", read[0], read[-1], via=via, top=max(rank, TOP)), rank or 1


def _missing(kg: KnowledgeGraph, answer: Answer, rank: int, form: str, output: Output) -> int:
    """Say that there is no such path; where there is none at all, with the nearest miss."""
    if answer.paths:
        raise UsageError(f"there are only {len(answer.paths)} of these paths, so none is number {rank}")
    write_result(render(kg, answer, form, *screen(output)), output, form)
    return 1


def _as_one(words: Sequence[str], data: str | None) -> str | None:
    """Return several words as one name, where together they are one: somebody has left out the quotes."""
    said = " ".join(words)
    if any(" " in word for word in words) or not opened(data).lookup(said):
        return None
    told = f'Asked for "{said}" as one name; for origins that several symptoms share put each of them in quotes.'
    print(wording.clean(told), file=sys.stderr)
    return said


def _left_out(*read: Reading) -> tuple[str, ...]:
    return tuple(one.left_out for one in read if one.left_out)


def _beside(*read: Reading) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for one in read for finding in one.beside))


def _felt(kg: KnowledgeGraph, read: Finding) -> Finding:
    """Return what is felt; for a place of whose pain alone something is told, say so and ask for the pain."""
    meant = suggestions.asked(kg, read)
    if meant != read:
        told = f"Nothing is told of {names.say(kg, read)}; asked for {names.say(kg, meant)}."
        print(wording.clean(told), file=sys.stderr)
    return meant


def _ends(one: Finding, other: Finding, side: str | None) -> tuple[Finding, Finding]:
    """Give both ends a side; one given apart is that of each end that names none, and must be that of one of them."""
    if side is None:
        return one, other
    if one.side and other.side and side not in (one.side, other.side):
        raise UsageError(f"both ends name a side, and neither is the {side} one of --side")
    checked = arguments.one_of(side, "side", names.ASKABLE_SIDES)
    return replace(one, side=one.side or checked), replace(other, side=other.side or checked)


def _deliver(
    kg: KnowledgeGraph, answer: Answer, form: str, output: Output, narrow: Narrow, chance: Chance | None = None
) -> int:
    """Write an answer in the form that was asked for; where there is nothing to draw, say so in words."""
    found, wanted = answer.paths or answer.members, FORMATS[form]
    if wanted.picture and not found:
        print(harmless(str(render(kg, answer))), end="", file=sys.stderr)
        return 1
    if wanted.binary:
        from refgraph.drawing.origins.picture import undrawable
        from refgraph.report.view_builder import view

        refuse_binary(output, form)
        warn_missing_letters(undrawable(view(kg, answer)))
    if form == "text" and not narrow.all:
        write_result(_in_short(kg, answer, output, narrow, chance), output, form)
    else:
        write_result(render(kg, answer, form, *screen(output), chance=chance), output, form)
    return 0 if found else 1


def _in_short(kg: KnowledgeGraph, answer: Answer, output: Output, narrow: Narrow, chance: Chance | None) -> str:
    """Write an answer as text without what `--all` adds."""
    if answer.query.kind == "paths" or answer.query.also or answer.query.categories or not kg.whole:
        from refgraph.report import text
        from refgraph.report.view_builder import view

        told = None if answer.query.also else narrow.top or text.FEW
        return text.answer(view(kg, answer, chance), *screen(output), whole=False, told=told)
    from refgraph.report.short import WIDTH, short

    width, colour = screen(output, WIDTH)
    return short(kg, answer, width, colour, narrow.top)
