"""Claims as a frame → edges as a frame: sorted and grouped, with status and cost, in the order of an index.

What `refgraph.storage.compiler` does claim by claim is done here for whole columns; both give the same. Needs polars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from refgraph.io.kgx.vocabulary import EdgeKind
from refgraph.model import joints
from refgraph.model.sides import SIDE_CODES
from refgraph.model.statements import id_order
from refgraph.model.vocabulary import Ranking, Schema
from refgraph.storage.compiler import STATUS_CODES

_WORDS = ("subject_state", "subject_side", "object_state", "object_side")
_NO_DENIALS = pl.DataFrame(schema={"edge": pl.UInt32, "claim": pl.UInt32})


class Edges:
    """Edges of claims.

    Args:
        schema: numbers states and predicates, and ranks.
        claims: numbers of `subject`, `object`, `kind` and `source`, and `record`; in any order, which those of one
            edge keep.
        kinds: what claims say, by number.

    Attributes:
        codes: numbers for each kind, in columns of the names that they have in an index, among others.
        claims: sorted by edge, with the number of the `edge`.
        frame: `subject`, `object`, `kind`, `cost`, `claim` (the first), `claims` (how many), `status`, `mirror`.
        real: how many edges there are without those that are only mirrored for walks; these come last.
        walkable: how many of them a search may take.
    """

    def __init__(self, schema: Schema, claims: pl.DataFrame, kinds: Sequence[EdgeKind]) -> None:
        self.codes = _codes(schema, kinds)
        self.claims = _sorted_claims(claims, self.codes)
        edges = _grouped(self.claims, self.codes)
        self.real = len(edges)
        self._against = _against(edges, self.claims, self.codes)
        edges = _judged(edges, self._against, schema.ranking)
        self.frame = _with_mirrors(edges, self.codes, len(kinds))
        walks = self.codes["walks"].gather(self.frame["kind"]) & (self.frame["status"] != STATUS_CODES["denied"])
        self._walks = walks.arg_true()
        self.walkable = int(walks[: self.real].sum())

    def adjacency(self) -> Iterator[tuple[str, pl.Series, pl.Series]]:
        """Yield, for each of four tables, its name, the node of each entry and the number of the edge, by node."""
        real, codes = self.frame[: self.real], self.codes
        predicate = codes["e.pred"].gather(real["kind"])
        for name, end in (("sub", "subject"), ("obj", "object")):
            yield name, real[end], order([real[end], predicate])
        walking = self.frame.select("subject", "object", "kind", "cost")[self._walks]
        for name, end in (("in", "object"), ("out", "subject")):
            near = codes[f"near_{end}"].gather(walking["kind"])
            yield name, walking[end], self._walks.gather(order([walking[end], near, walking["cost"]]))

    def disputes(self, sources: pl.Series) -> pl.DataFrame:
        """Return the pairs of an `edge` and a `claim` that denies it, sorted by edge and by the id of the claim.

        Args:
            sources: their keys, by number.
        """
        if self._against.is_empty():
            return self._against
        claims = self._against["claim"].unique().sort()
        told = self.claims.select("source", "record")[claims]
        ids = [f"{sources[source]}#{record.partition(chr(10))[0]}" for source, record in told.iter_rows()]
        by_id = sorted(zip(map(id_order, ids), claims, strict=True))
        ranks = pl.DataFrame({"claim": [claim for _, claim in by_id]}, schema={"claim": pl.UInt32}).with_row_index(
            "rank"
        )
        alike = (
            self.frame.select("origin").with_row_index("number").join(self._against, left_on="origin", right_on="edge")
        )
        return alike.join(ranks, on="claim").sort("number", "rank").select("claim", edge="number")


def order(columns: Sequence[pl.Series]) -> pl.Series:
    """Return the stable order of rows by several columns of numbers, the first counting most.

    Where they fit one word they are packed into it: that sorts several times faster than columns do.

    Example:
        >>> order([pl.Series([2, 1, 2, 1]), pl.Series([1, 5, 0, 5])]).to_list()
        [1, 3, 2, 0]
    """
    frame = pl.DataFrame([column.alias(str(place)) for place, column in enumerate(columns)])
    widths = [int(column.max() or 0).bit_length() for column in columns]  # type: ignore[arg-type]
    if sum(widths) > 64:
        return frame.select(pl.arg_sort_by(*frame.columns, maintain_order=True)).to_series()
    word = pl.lit(0, pl.UInt64)
    for name, width in zip(frame.columns, widths, strict=True):
        word = word * pl.lit(1 << width, pl.UInt64) + pl.col(name).cast(pl.UInt64)
    return frame.select(pl.arg_sort_by(word, maintain_order=True)).to_series()


def _codes(schema: Schema, kinds: Sequence[EdgeKind]) -> pl.DataFrame:
    """Number what kinds say; where a predicate holds both ways all kinds follow once more, turned round."""
    if any(schema.predicates[kind.predicate].symmetric for kind in kinds):
        kinds = [*kinds, *map(_turned, kinds)]
    numbers, states = {key: number for number, key in enumerate(schema.predicates)}, joints.state_codes(schema)
    frame = pl.DataFrame([_code(schema, numbers, states, kind) for kind in kinds], schema=_CODES, orient="row")
    before = [(kind.subject_state or "", kind.subject_side or "", kind.predicate) for kind in kinds]
    after = [(kind.object_state or "", kind.object_side or "") for kind in kinds]
    texts = (pl.Series(name, [getattr(kind, name) for kind in kinds], pl.String) for name in _WORDS)
    ranks = (pl.Series(name, _ranks(values), pl.UInt32) for name, values in (("before", before), ("after", after)))
    return frame.with_columns(*texts, *ranks)


_CODES = {
    "e.pred": pl.UInt16, "e.sstate": pl.UInt8, "e.ostate": pl.UInt8, "e.sside": pl.UInt8, "e.oside": pl.UInt8,
    "near_subject": pl.UInt16, "near_object": pl.UInt16, "walks": pl.Boolean, "mirrors": pl.Boolean,
    "c.cost": pl.UInt32, "c.evidence": pl.UInt8, "c.modality": pl.UInt8, "c.denies": pl.Boolean,
}  # fmt: skip


def _code(
    schema: Schema, numbers: Mapping[str, int], states: Mapping[str | None, int], kind: EdgeKind
) -> tuple[Any, ...]:
    predicate, ranking = schema.predicates[kind.predicate], schema.ranking
    ends = [
        (joints.CARRY if predicate.walk == "carry" else states[state], SIDE_CODES[side])
        for state, side in ((kind.subject_state, kind.subject_side), (kind.object_state, kind.object_side))
    ]
    (subject_state, subject_side), (object_state, object_side) = ends
    walks = predicate.walk != "no"
    return (
        numbers[kind.predicate],
        subject_state,
        object_state,
        subject_side,
        object_side,
        *(state << 8 | side for state, side in ends),
        walks,
        walks and predicate.symmetric,
        ranking.evidence[kind.evidence].cost + ranking.modality[kind.modality],
        list(ranking.evidence).index(kind.evidence),
        list(ranking.modality).index(kind.modality),
        kind.polarity == "denies",
    )


def _turned(kind: EdgeKind) -> EdgeKind:
    return kind._replace(
        subject_state=kind.object_state,
        subject_side=kind.object_side,
        object_state=kind.subject_state,
        object_side=kind.subject_side,
    )


def _ranks(values: Sequence[tuple[str, ...]]) -> list[int]:
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return [places[value] for value in values]


def _sorted_claims(claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Sort claims by what their edge is, and number the edges."""
    before, after = (codes[name].gather(claims["kind"]) for name in ("before", "after"))
    places = order([claims["subject"], before, claims["object"], after])
    edge = [claims["subject"], before, claims["object"], after]
    new = pl.Series([False], dtype=pl.Boolean).extend_constant(False, max(len(claims) - 1, 0))[: len(claims)]
    for column in edge:
        told = column.gather(places)
        new |= (told != told.shift()).fill_null(True)
    return claims[places].with_columns(edge=new.cast(pl.UInt32).cum_sum() - 1)


def _grouped(claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Return the edges; `best` is the cost of the best claim that asserts one, null where there is none."""
    costs = codes.select(pl.when("c.denies").then(None).otherwise("c.cost")).to_series()
    best = claims.select("edge", best=costs.gather(claims["kind"])).group_by("edge", maintain_order=True)
    counted = best.agg(pl.col("best").min(), claims=pl.len())
    first = counted["claims"].cum_sum() - counted["claims"]
    edges = claims.select("subject", "object", "kind")[first]
    return edges.with_columns(counted["best"], counted["claims"], claim=first)


def _against(edges: pl.DataFrame, claims: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """Pair edges with the claims that deny them: of the same nodes and predicate, in general or just so."""
    denials = codes["c.denies"].gather(claims["kind"]).arg_true()
    if denials.is_empty():
        return _NO_DENIALS
    about = ["subject", "object", "e.pred"]
    said = codes.select("e.pred", *_WORDS)
    general = claims.select("subject", "object", "kind")[denials].with_columns(claim=denials)
    general = general.hstack(said[general["kind"]])
    near = edges.select("subject", "object", "kind").with_row_index("edge").join(general, on=about[:2], how="semi")
    pairs = near.hstack(said[near["kind"]]).join(general, on=about, suffix="_denied")
    fits = (
        pl.col(f"{word}_denied").is_null() | (pl.col(f"{word}_denied") == pl.col(word)).fill_null(False)
        for word in _WORDS
    )
    return pairs.filter(*fits).select("edge", "claim")


def _judged(edges: pl.DataFrame, against: pl.DataFrame, ranking: Ranking) -> pl.DataFrame:
    """Find the status and the cost of each edge."""
    status = pl.zeros(len(edges), pl.UInt8, eager=True).scatter(against["edge"].unique(), STATUS_CODES["contested"])
    status = status.scatter(edges["best"].is_null().arg_true(), STATUS_CODES["denied"])
    extra = pl.Series([ranking.hop + ranking.status.get(name, 0) for name in STATUS_CODES], dtype=pl.UInt32)
    cost = edges["best"].fill_null(0) + extra.gather(status)
    return edges.drop("best").with_columns(cost=cost, status=status)


def _with_mirrors(edges: pl.DataFrame, codes: pl.DataFrame, given: int) -> pl.DataFrame:
    """Add for walks what holds both ways; `origin` is the number of the edge that is mirrored."""
    edges = edges.with_row_index("origin").with_columns(mirror=pl.lit(0, pl.UInt8))
    mirrored = edges.filter(codes["mirrors"].gather(edges["kind"]))
    turned = mirrored.with_columns(
        subject="object", object="subject", kind=pl.col("kind") + pl.lit(given, pl.UInt32), mirror=pl.lit(1, pl.UInt8)
    )
    return pl.concat([edges, turned])
