"""What the pages of the explorer are made from: answers, paths found by their address, and what is felt where.

Nothing here looks at every path of the graph before a page is asked for, and what is grouped (claims by article, edges
by claim) is gone through once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from refgraph.drawing.body import map as body_map
from refgraph.drawing.body import regions
from refgraph.drawing.body.plates import Body, load
from refgraph.drawing.svg import Paint
from refgraph.errors import NoPageError
from refgraph.language.voice import as_english, left_in_english, tr, voice
from refgraph.model.answers import Answer, Groups, Path, Query
from refgraph.model.sides import SIDE_CODES, relative
from refgraph.model.statements import Claim, Edge, Finding
from refgraph.report.words import telling
from refgraph.search import questions
from refgraph.search.walks.best_first import BestFirst
from refgraph.search.warning.signs import Signs, signs
from refgraph.web.embeds import EMBEDS, Embed
from refgraph.web.explorer import addresses

if TYPE_CHECKING:
    from refgraph.graph.graph import KnowledgeGraph
    from refgraph.web.explorer.page import Page

# A symptom's page lists this many paths at the most, and this many from one origin; a frozen one as many as a short
# answer, because each of them is a file.
TOP, FROZEN_TOP, PER_ORIGIN = 60, 8, 3
MOST_HOPS = 8
_HOPS = 6
# How many paths between two ends are looked through for the one that an address means.
_LOOKED_THROUGH = 400
_KEPT_ANSWERS = 512
# So many pages are kept as they were made, before they are written; the oldest goes first.
_KEPT_PAGES = 128


class Pages:
    """Pages as they were made, before they are written: for those that take long to draw; the oldest goes first."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[Page, frozenset[str]]] = {}

    def once(self, address: str, make: Callable[[], Page]) -> Page:
        """Return the page of an address as it was made in the language in use, or make it."""
        key = address, voice().lang
        kept = self._made.get(key)
        if kept is None:
            made = make()
            kept = made, left_in_english()
            while len(self._made) >= _KEPT_PAGES:
                self._made.pop(next(iter(self._made)), None)
            self._made[key] = kept
        for words in kept[1]:
            as_english(words)
        return kept[0]


class ExplorerState:
    """A graph with everything that its pages have in common; each part is computed when a page first needs it.

    Args:
        kg: the graph.
        pictures: endings of the pictures of a path that need an extra and are offered.
        embeds: the kinds of download of a path.
        frozen: whether the pages are files: then there are pages of the listed paths alone.
    """

    def __init__(
        self,
        kg: KnowledgeGraph,
        pictures: Sequence[str] = (),
        embeds: Mapping[str, Embed] = EMBEDS,
        *,
        frozen: bool = False,
    ) -> None:
        self.kg, self.pictures, self.embeds, self.frozen = kg, pictures, embeds, frozen
        self.top = FROZEN_TOP if frozen else TOP
        self.paint = Paint(kg.schema)
        # Kept per state, so that a state that is let go takes its answers with it.
        self._kept = lru_cache(_KEPT_ANSWERS)(self._ask)
        # A site goes through all that is felt for one kind of page after another: each is asked for once.
        self._kept_felt = lru_cache(None if frozen else _KEPT_ANSWERS)(self._ask)
        self._between_kept = lru_cache(_KEPT_ANSWERS)(self._between)
        self.pages = Pages()

    @cached_property
    def body(self) -> Body:
        """Artwork and positions."""
        return load()

    # ------------------------------------------------------------ what is felt

    @cached_property
    def felt(self) -> tuple[str, ...]:
        """Keys of all that is felt, by label."""
        return body_map.felt(self.kg, self.body)

    @cached_property
    def places(self) -> tuple[regions.Place, ...]:
        """The parts of the figure with what is felt there, from head to foot."""
        return regions.places(self.kg, self.body, self.felt)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things are said to lead directly to each thing that is felt."""
        return _counts(self.kg, self.felt)

    def is_felt(self, key: str) -> bool:
        """Say whether an entity is something that is felt."""
        return self.kg.entity(key).category in self.body.hatched

    def address(self, key: str) -> str:
        """Address of the page that tells most of an entity: of what is felt, the question where it comes from."""
        return addresses.symptom(key) if self.is_felt(key) else addresses.entity(key)

    # ------------------------------------------------------------ answers

    def origins(self, key: str, **options: Any) -> Answer:
        """Ask where something felt may come from; options are fields of `model.Query`, or `side`."""
        return self._kept_felt("origins", key, tuple(sorted(options.items())))

    def effects(self, key: str) -> Answer:
        """Ask what an entity may lead to that is felt."""
        categories = tuple(name for name in self.kg.schema.categories if name in self.body.hatched)
        return self._kept("effects", key, (("categories", categories),))

    def _ask(self, kind: str, key: str, options: tuple[tuple[str, Any], ...]) -> Answer:
        chosen = {"max_hops": _HOPS, "top": self.top, "per_origin": PER_ORIGIN, **dict(options)}
        asked = Finding(key, side=chosen.pop("side", None))
        return (questions.origins if kind == "origins" else questions.effects)(self.kg, asked, **chosen)

    def _listed(self, key: str) -> tuple[Path, ...]:
        found = self.origins(key)
        return (*found.paths, *found.members)

    def has_choice(self, key: str) -> bool:
        """Say whether two paths or more lead to what is felt."""
        return self.is_felt(key) and len(self.origins(key).paths) > 1

    # ------------------------------------------------------------ paths by their address

    @cached_property
    def catalogue(self) -> Mapping[str, None]:
        """The address of every path that the page of a symptom lists, those of one symptom together.

        This asks for all of them, and each is asked for once.
        """
        listed = (sorted({addresses.path(path) for path in self._listed(key)}) for key in self.felt)
        return {address: None for told in listed for address in told}

    def place(self, path: Path) -> str:
        """Address of the page that tells a path: its own, or that of its symptom where it has none."""
        own = addresses.path(path)
        return own if not self.frozen or own in self.catalogue else self.address(path.target.entity)

    def beside(self, one: Path, other: Path) -> str:
        """Address of two paths side by side; where pages are files, a script of the page of choices shows them."""
        if not self.frozen:
            return addresses.compare(one, other)
        return addresses.chosen(one, other)

    def path(self, origin: str, target: str, digest: str) -> Answer:
        """Find a path by the parts of its address; the answer holds this path alone, and its red flags.

        Raises:
            NoPageError: there is no such path in this graph.
        """
        ends = [addresses.read_finding(self.kg, part) for part in (origin, target)]
        if ends[1] is not None and self.is_felt(ends[1].entity):
            # Most addresses are those that the page of the symptom leads to, and its answer is known then.
            answer = self._on_page(ends[1].entity, f"{origin}/{target}/{digest}")
            if answer is not None:
                return answer
        for hops in (_HOPS, MOST_HOPS):
            found = self._between_kept(*ends, hops) if None not in ends else {}
            if digest in found:
                answer = found[digest]
                if addresses.path_key(answer.paths[0]) == f"{origin}/{target}/{digest}":
                    return answer
        near = [
            (tr("All paths to {what}", what=telling.called(self.kg, Finding(end.entity))), self.address(end.entity))
            for end in ends[1:]
            if end
        ]
        raise NoPageError(tr("No path has this address: the claims it was made of may have changed."), near)

    def _on_page(self, key: str, wanted: str) -> Answer | None:
        """Return a path that the page of a symptom lists, with the number, rivals and loops that it has there."""
        listed = self.origins(key)
        for path in (*listed.paths, *listed.members):
            if addresses.path_key(path) == wanted:
                rivals = tuple(found for found in listed.rivals if path.rank in (*found.one_ranks, *found.other_ranks))
                start, end = (replace(end, side=_askable(end.side)) for end in (path.origin, path.target))
                asked = Query("paths", start, end, max_hops=_HOPS)
                alone = _alone(listed, path, path.rank)
                return replace(alone, query=asked, rivals=rivals, groups=Groups(), nearby=())
        return None

    def _between(self, origin: Finding, target: Finding, hops: int) -> dict[str, Answer]:
        """All paths between two ends, each as an answer of its own."""
        asked = [replace(end, side=_askable(end.side)) for end in (origin, target)]
        if asked[0] == asked[1]:
            return {}
        most = {"max_hops": hops, "top": _LOOKED_THROUGH, "per_origin": 40}
        whole = questions.paths(self.kg, asked[0], asked[1], **most)
        return {addresses.digest(path): _alone(whole, path, 1) for path in whole.paths}

    def rivals(self, path: Path) -> tuple[Path, Path] | None:
        """Set a path beside the most directly told one to the same target, or that one beside the next."""
        listed = self.origins(path.target.entity).paths if self.is_felt(path.target.entity) else ()
        # On files the page of choices sets them side by side, and it is there where there is a choice.
        if not listed or (self.frozen and len(listed) < 2):
            return None
        if addresses.path_key(listed[0]) != addresses.path_key(path):
            return listed[0], path
        return (listed[0], listed[1]) if len(listed) > 1 else None

    # ------------------------------------------------------------ claims

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each source, by number."""
        found = defaultdict[str, list[Claim]](list)
        for claim in self.kg.claims():
            found[claim.source].append(claim)
        return found

    @cached_property
    def leaning_on(self) -> Mapping[str, Sequence[Claim]]:
        """The claims that rely on each theory."""
        found = defaultdict[str, list[Claim]](list)
        for claim in self.kg.claims():
            for theory in claim.relies_on:
                found[theory].append(claim)
        return found

    @cached_property
    def edge_of(self) -> Mapping[str, Edge]:
        """The edge of each claim."""
        return {claim.id: edge for edge in self.kg.edges() for claim in edge.claims}

    @cached_property
    def signs(self) -> Signs:
        """All warning signs: several pages show their part of them."""
        return signs(self.kg)

    @cached_property
    def warnings(self) -> tuple[Claim, ...]:
        """Every red flag that an article states, by source and number."""
        edges = (edge for family in self.kg.schema.of_role("warning") for edge in self.kg.edges(family=family))
        return tuple(sorted((claim for edge in edges for claim in edge.claims), key=lambda claim: claim.sort_key))


def pictured(state: ExplorerState, key: str) -> str:
    """Address of the page whose picture stands for an entity where not every page has its own."""
    return addresses.symptom(key) if state.is_felt(key) else addresses.START


def _counts(kg: KnowledgeGraph, felt: Sequence[str]) -> dict[str, int]:
    column, carries = kg.index.column, kg.codes.carries
    places, edges, subjects, predicates = (column(name) for name in ("in.off", "in.edge", "e.subj", "e.pred"))

    def count(number: int) -> int:
        row = edges[places[number] : places[number + 1]]
        return len({subjects[edge] for edge in row if not carries[predicates[edge]]})

    return {key: count(kg.number(key)) for key in felt}


def told_whole(state: ExplorerState, key: str) -> tuple[Path, ...]:
    """Return the longest path that one article tells whole, to what is felt; of several the most directly told."""
    ends = {claim.object.entity for claim in state.claims_of.get(key, ())}
    best: tuple[tuple[int, int, tuple[int, ...]], questions.Judged] | None = None
    for end in sorted(filter(state.is_felt, ends)):
        query = Query("origins", end=Finding(end), max_hops=_HOPS, top=state.top, sources=(key,), one_source=True)
        for one in questions.read(BestFirst(state.kg, query), query.top):
            order = -len(one.edges), one.cost, one.edges
            if best is None or order < best[0]:
                best = order, (one, query)
    return () if best is None else tuple(questions.judged(state.kg, [best[1]])[0])


def _askable(side: str | None) -> str | None:
    """A side that is relative to another cannot be asked for."""
    return None if side not in SIDE_CODES or relative(side) else side


def _alone(whole: Answer, path: Path, rank: int) -> Answer:
    """One path of an answer, with the red flags of its ends and of what it passes itself."""
    mine = {end.entity for step in path.steps for end in (step.subject, step.object)}
    others = {end.entity for other in whole.paths for step in other.steps for end in (step.subject, step.object)}
    flags = tuple(
        claim for claim in whole.red_flags if claim.subject.entity in mine or claim.subject.entity not in others
    )
    return replace(whole, paths=(replace(path, rank=rank),), members=(), more=False, complete=True, red_flags=flags)
