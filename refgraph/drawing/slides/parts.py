"""What every deck has: the title with its warning, a step, what speaks against it, the sources, the licence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from refgraph.drawing.body.figure import Plates
from refgraph.drawing.body.part import part
from refgraph.drawing.body.placement import RADIUS, placements, views_of
from refgraph.drawing.body.plates import load
from refgraph.drawing.caption import NOTICE
from refgraph.drawing.slides.deck import Picture, Slide, Text
from refgraph.drawing.svg import Paint
from refgraph.language import grammar
from refgraph.language.voice import as_english, msgid, tr
from refgraph.model.sides import askable
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.view import AnswerView, ClaimView, EdgeView, FindingView, PathView, StepView
from refgraph.report.view_builder import ViewBuilder
from refgraph.report.words import answer_wording, speech, telling, wording
from refgraph.report.words.citing import dated, ground, of_claim, scope
from refgraph.report.words.warning.line import SIGNS
from refgraph.search import questions
from refgraph.search.judging.grade import grade

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph

# What may be done with a deck or a handout.
LICENCE = msgid("Text: MIT. Artwork: CC BY 4.0 (creativecommons.org/licenses/by/4.0).")
AGAINST = msgid("What speaks against it?")
UNTESTED = msgid("What nobody has spoken against is not proven by that: most of it has not been tested.")
# So many who say a step are named on its slide; the notes name all.
_MOST_NAMED = 2
# A number can be read from the last row where its disc has this radius, in points, on a figure of that height.
_DISC, _FIGURE = 14.0, 400.0
_WIDEST = 400.0


@dataclass(slots=True)
class Teller:
    """Tells the parts of one deck: sources are numbered throughout.

    Args:
        kg: the graph.
        paint: how things look.
        prefix: of the ids in the pictures.
        said: the grades that slides told so far, in their order.
    """

    kg: KnowledgeGraph
    paint: Paint
    prefix: str = "s"
    builder: ViewBuilder = field(init=False)
    said: list[str] = field(default_factory=list)
    _drawn: int = 0

    def __post_init__(self) -> None:
        self.builder = ViewBuilder(self.kg)

    # ------------------------------------------------------------ pictures

    def figure(self, findings: Sequence[FindingView], steps: Sequence[StepView], upto: int, alt: str) -> Picture | None:
        """Draw the part of the body that a path lies in, with its first findings; None where nothing has a place.

        Args:
            findings: of the path.
            steps: of the path.
            upto: number of the last finding that is lit.
            alt: what is seen, in words.
        """
        # Each picture has its own definitions, as it may stand in a file of its own.
        self._drawn += 1
        plates = Plates(load(), self.paint, f"{self.prefix}{self._drawn}", radius=_radius(findings), below=0.0)
        drawn = plates.draw_part(findings, steps, upto)
        if not drawn.width:
            return None
        return Picture(drawn.defs, drawn.picture, drawn.width, drawn.height, alt, drawn.sides)

    def place(self, finding: Finding) -> Picture | None:
        """Draw where one thing is.

        Args:
            finding: what is lit.
        """
        label, category = telling.named(self.kg, finding), self.kg.entity(finding.entity).category
        shown = FindingView(1, finding, label, category)
        return self.figure((shown,), (), 1, tr("Where {what} is on the body", what=label))

    # ------------------------------------------------------------ slides

    def step(self, path: PathView, step: StepView, heading: str) -> Slide:
        """Tell one step: the figure up to it, what is claimed, how surely, and by whom.

        Args:
            path: what it is a step of.
            step: the step.
            heading: of its slide.
        """
        sentence = telling.sentence(self.kg, replace(path.path, steps=(step.step,)))
        alt = tr(
            "The body with the path from {title} up to step {n}: {told}",
            title=path.title,
            n=step.number,
            told=step.sentence,
        )
        texts = [Text(sentence, "strong"), Text(self.who(step)), *self._weak(step)]
        return Slide(
            "step",
            heading,
            tuple(texts),
            self.figure(path.findings, path.steps, step.number + 1, alt),
            self.notes((step,)),
        )

    def claim(self, edge: Edge, heading: str) -> Slide:
        """Tell one claim with the place of both its ends.

        Args:
            edge: what is claimed.
            heading: of its slide.
        """
        answer = questions.paths(self.kg, askable(edge.subject), askable(edge.object), max_hops=1)
        found = [path for path in answer.paths if path.steps[0].edge == edge]
        if found:
            path = self.builder.path(found[0], f"c{edge.id}-", sections=False)
            return self.step(path, path.steps[0], heading)
        told = self.builder.edge(edge, f"claim-{edge.id}")
        texts = (Text(f"{grammar.capital(told.sentence)}.", "strong"), Text(self.who(told)))
        return Slide("step", heading, texts, self.place(edge.subject) or self.place(edge.object), self.notes((told,)))

    def objections(self, edges: Iterable[EdgeView]) -> tuple[Text, ...]:
        """Tell what speaks against some edges, each objection once, with what it is said against.

        Args:
            edges: in words.
        """
        against = {one.id: (one, edge) for edge in reversed(list(edges)) for one in edge.disputes}
        return tuple(objection(self.kg, one, f"{grammar.capital(edge.sentence)}? ") for one, edge in against.values())

    def who(self, told: EdgeView) -> str:
        """Name those who say something, by name, year and kind of evidence.

        Args:
            told: what they say.
        """
        claims = list({one.claim.source: one.claim for one in reversed(told.asserting)}.values())[::-1]
        named = [_named(self.kg, claim) for claim in claims[:_MOST_NAMED]]
        more = len(claims) - len(named)
        listed = grammar.listed([*named, *[tr("{count} more", count=more)] * bool(more)], tr("and"))
        # Where one claim alone says it, the slide says of whom, unless the sentence above has said that.
        if len(told.asserting) == 1 and not scope(self.kg, told.edge.subject, told.edge.asserting):
            listed += of_claim(claims[0])
        return f"{listed}. {tr('Evidence: ')}{self._explained(told)}." if told.grade else f"{listed}."

    def _explained(self, told: EdgeView) -> str:
        """A grade, with what it means where it is first said."""
        key = grade(self.kg, told.edge) or ""
        first = key in self.kg.schema.ranking.grades and key not in self.said
        meaning = wording.clean(speech.word(self.kg.schema, "grade-meaning", key)).rstrip(".") if first else ""
        self.said.append(key)
        return f"{told.grade} ({meaning[:1].lower()}{meaning[1:]})" if meaning else told.grade

    def _weak(self, step: StepView) -> Iterable[Text]:
        for one in step.disputes[:1]:
            others = len(step.disputes) - 1
            more = f" ({tr('{count} more against it', count=others)})" if others else ""
            yield Text(
                f"{tr('Against it')}: {_sentence(one.alone)} {dated(self.kg.source(one.claim.source))}{more}",
                "alert",
            )
        for words, meaning in wording.flags(self.kg, step.step):
            yield Text(_sentence(meaning or words), "alert")

    def notes(self, told: Iterable[EdgeView]) -> tuple[str, ...]:
        """Write what each source says, for and against, with its citation.

        Args:
            told: edges in words.
        """
        claims = [(one, f"{tr('Against it')}: ") for edge in told for one in edge.disputes]
        said = [(one, "") for edge in told for one in edge.asserting]
        return tuple(dict.fromkeys(f"{mark}{citation(one)}" for one, mark in (*said, *claims)))

    def against(self, path: PathView) -> Slide:
        """Tell what speaks against a path, and how far it can be trusted.

        Args:
            path: what is judged.
        """
        disputes = [
            objection(self.kg, one, f"{tr('Step {n}', n=step.number)}: ")
            for step in path.steps
            for one in step.disputes
        ]
        texts = (*dict.fromkeys(disputes), *map(Text, telling.judged(self.kg, path.path)))
        alt = tr("The body with the whole path from {title}", title=path.title)
        picture = self.figure(path.findings, path.steps, len(path.findings), alt)
        return Slide("against", tr(AGAINST), texts, picture, self.notes(path.steps))

    def sources(self) -> Slide:
        """List everything that was cited so far."""
        texts = tuple(
            Text(
                f"[{one.number}] {dated(self.kg.source(one.key))}. {as_english(_sentence(wording.clean(one.title)))}",
                link=one.address,
            )
            for one in self.builder.sources
        )
        return Slide(
            "sources",
            tr("Sources"),
            texts,
            None,
            tuple(f"[{s.number}] {as_english(s.reference)}" for s in self.builder.sources),
        )

    def title(self, heading: str, warning: Text, note: str, told: Sequence[Text], picture: Picture | None) -> Slide:
        """Ask the question, and say what comes first.

        Args:
            heading: the question.
            warning: when to see a doctor first.
            note: of the teacher's own, before ours.
            told: what else stands there.
            picture: what the question is about.
        """
        return Slide(
            "title",
            heading,
            (warning, *[Text(wording.clean(note))] * bool(note), *told, Text(tr(NOTICE), "muted")),
            picture,
        )


def warning(kg: KnowledgeGraph, shown: AnswerView) -> Text:
    """Say for which signs to see a doctor first, or that none is named, which is no reassurance.

    Args:
        kg: the graph.
        shown: the view of an answer.
    """
    signs = shown.summary.signs
    if signs:
        told = grammar.listed(signs[:SIGNS], tr("or"))
        return Text(tr("See a doctor first if there is {signs}.", signs=told), "alert")
    if shown.red_flags:
        return Text(f"{tr('Red flag')}: {_sentence(shown.red_flags[0].statement)}", "alert")
    return Text(answer_wording.no_red_flag(kg, shown.answer.query), "muted")


def licence(credit: str) -> Slide:
    """Say who drew it, from which data, and who may use it for what.

    Args:
        credit: who drew it, from which data.
    """
    texts = (Text(tr(LICENCE), "strong"), Text(credit, "muted"), Text(tr(NOTICE), "muted"))
    return Slide("licence", tr("Use and licence"), texts)


def asserted(kg: KnowledgeGraph, claims: Iterable[Claim]) -> str:
    """Name who says something, each source once.

    Args:
        kg: the graph.
        claims: of it.
    """
    return grammar.listed(list(dict.fromkeys(dated(kg.source(claim.source)) for claim in claims)), tr("and"))


def _radius(findings: Sequence[FindingView]) -> float:
    """How large a disc must be drawn to be read from the last row: the more of the body is shown, the larger."""
    body = load()
    placed = placements(body, findings)
    if not placed:
        return RADIUS
    views = [body.views[view] for view in views_of(placed)]
    top, bottom = part(placed) or (min(view.top for view in views), max(view.bottom for view in views))
    height = max(bottom - top, sum(view.width for view in views) * _FIGURE / _WIDEST)
    return max(RADIUS, round(_DISC * height / _FIGURE))


def _named(kg: KnowledgeGraph, claim: Claim) -> str:
    kind = ground(kg, claim)
    return f"{dated(kg.source(claim.source))} ({kind})" if kind else dated(kg.source(claim.source))


def objection(kg: KnowledgeGraph, told: ClaimView, before: str = "") -> Text:
    """Tell what speaks against something, and who says so.

    Args:
        kg: the graph.
        told: a claim that denies something.
        before: what it bears on.
    """
    return Text(f"{before}{_sentence(told.alone)} {dated(kg.source(told.claim.source))}", "alert")


def citation(told: ClaimView) -> str:
    """Say what a source says, with its citation, for a speaker's notes.

    Args:
        told: a claim.
    """
    place = f", {told.locator}" if told.locator else ""
    words = f": “{as_english(told.anchor)}”" if told.anchor else ""
    said = " ".join(filter(None, (_sentence(told.statement), told.english)))
    return f"{said} {as_english(told.cited_from.reference)}{place}{words} ({told.how})"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
