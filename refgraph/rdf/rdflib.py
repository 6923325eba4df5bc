"""The graph as RDF through rdflib: a dataset, Turtle, TriG, and the claims back out of them.

The same graph gives the same bytes: rdflib keeps statements in hash tables and orders them by how often they are
referred to, so its serialisers are told the order here: by name, numbers in names by value, so that a new claim adds
lines to the text and moves none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from refgraph.errors import DataError, UsageError
from refgraph.model.statements import Claim, Finding, claim_of
from refgraph.rdf import names as rdf_names
from refgraph.rdf import statements
from refgraph.rdf.names import Iri, word

if TYPE_CHECKING:
    import rdflib

    from refgraph.graph.graph import KnowledgeGraph

FORMS = ("turtle", "trig")
_NUMBER = re.compile(r"(\d+)")


def dataset(kg: KnowledgeGraph) -> rdflib.Dataset:
    """Return the graph as an rdflib dataset: the claims of each source in a named graph, the rest in the default graph.

    Example:
        >>> from pathlib import Path
        >>> from rdflib import URIRef
        >>> from refgraph.graph.open import open_graph
        >>> found = dataset(open_graph(Path("tests/data/mini")))
        >>> claims = found.graph(URIRef(rdf_names.claims_of("toy-hip")))
        >>> str(claims.value(URIRef(rdf_names.claim("toy-hip#2")), URIRef(word("rg:anchor"))))
        'hamstrings can tilt the pelvis backward'
    """
    import rdflib

    made, term = rdflib.Dataset(), _terms()
    _bind(made)
    for s, p, o, graph in statements.quads(kg):
        made.add((term(s), term(p), term(o), made.graph(graph) if graph else made.default_graph))
    return made


def graph(kg: KnowledgeGraph) -> rdflib.Graph:
    """Return the graph as one rdflib graph: claims and derived edges, without the plain triples of the named graphs."""
    import rdflib

    made, term = rdflib.Graph(), _terms()
    _bind(made)
    for s, p, o in statements.triples(kg):
        made.add((term(s), term(p), term(o)))
    return made


def serialise(kg: KnowledgeGraph, form: str) -> str:
    """Write the graph down.

    Args:
        kg: the graph.
        form: `turtle` (claims and edges) or `trig` (with a named graph per source, and in it the plain triples).

    Raises:
        UsageError: another form.

    Example:
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> text = serialise(open_graph(Path("tests/data/mini")), "trig")
        >>> "finding:hamstrings.tight predicate:tilts finding:posterior-pelvic-tilt ." in text
        True
    """
    if form not in FORMS:
        raise UsageError(f"unknown RDF form {form!r}. Known: {', '.join(FORMS)}")
    import io

    turtle, trig = _serialisers()
    out = io.BytesIO()
    (turtle(graph(kg)) if form == "turtle" else trig(dataset(kg))).serialize(out)
    return out.getvalue().decode()


def json_ld(kg: KnowledgeGraph) -> str:
    """Write the graph down as JSON-LD: the statements of `turtle`, in the same order.

    Example:
        >>> import json
        >>> from pathlib import Path
        >>> from refgraph.graph.open import open_graph
        >>> held = json.loads(json_ld(open_graph(Path("tests/data/mini"))))
        >>> next(one["@type"] for one in held["@graph"] if one["@id"].endswith("claim/toy-hip#2"))
        ['oa:Annotation', 'rg:Claim']
    """
    import json

    made: dict[str, Any] = json.loads(graph(kg).serialize(format="json-ld", context=dict(rdf_names.PREFIXES)))
    made["@graph"] = [_ordered(one) for one in sorted(made["@graph"], key=lambda one: _natural(one["@id"]))]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _ordered(node: dict[str, Any]) -> dict[str, Any]:
    """Sort what is said of a node: RDF keeps no order, and neither does rdflib."""
    import json

    by_text = partial(json.dumps, sort_keys=True)
    return {key: sorted(v, key=by_text) if isinstance(v, list) else v for key, v in sorted(node.items())}


def read(text: str, form: str) -> tuple[Claim, ...]:
    """Read the claims out of what `serialise` wrote, or out of what somebody else wrote in its words.

    The order of `relies_on` is alphabetical, because RDF keeps none.

    Raises:
        DataError: the text is not in this form, or a claim in it lacks a part.
    """
    import rdflib

    found = _parsed(text, form)
    claims = found.subjects(rdflib.URIRef(word("rdf:type")), rdflib.URIRef(word("rg:Claim")), unique=True)
    return tuple(sorted((_claim(found, named) for named in claims), key=lambda claim: claim.sort_key))


# ---------------------------------------------------------------- writing


def _terms() -> Callable[[statements.Term], Any]:
    """Return what makes rdflib's terms of ours, each IRI once."""
    from rdflib import Literal, URIRef

    made: dict[Iri, URIRef] = {}

    def term(value: statements.Term) -> Any:
        if isinstance(value, Iri):
            return made.get(value) or made.setdefault(value, URIRef(value))
        datatype = URIRef(word(f"xsd:{value.datatype}")) if value.datatype else None
        return Literal(value.value, lang=value.language, datatype=datatype)

    return term


def _bind(made: rdflib.Graph) -> None:
    for prefix, start in rdf_names.PREFIXES.items():
        made.bind(prefix, start, replace=True)


def _natural(text: str) -> tuple[list[str | int], str]:
    """Sort numbers within IRIs by value, wherever they stand; every second part is a number."""
    return [int(part) if i % 2 else part for i, part in enumerate(_NUMBER.split(text))], text


def _serialisers() -> tuple[type, type]:
    """Return rdflib's serialisers with the order of subjects and graphs laid down."""
    from rdflib.plugins.serializers.trig import TrigSerializer
    from rdflib.plugins.serializers.turtle import TurtleSerializer

    class Turtle(TurtleSerializer):
        def orderSubjects(self) -> list[Any]:  # noqa: N802 (rdflib's name)
            return sorted(self._subjects, key=_natural)

    class Trig(TrigSerializer):
        def __init__(self, store: rdflib.Dataset) -> None:
            # Its own __init__ asks for what rdflib itself has deprecated.
            TurtleSerializer.__init__(self, store)
            self.default_context = store.default_graph.identifier
            named = [one for one in store.graphs() if one.identifier != self.default_context]
            self.contexts = [store.default_graph, *sorted(named, key=lambda one: one.identifier)]

        def orderSubjects(self) -> list[Any]:  # noqa: N802
            return sorted(self._subjects, key=_natural)

    return Turtle, Trig


# ---------------------------------------------------------------- reading


def _parsed(text: str, form: str) -> rdflib.Graph:
    """Read a text into one graph: which source vouches for a claim is said by the claim itself too."""
    import warnings

    import rdflib

    parsed, found = rdflib.Dataset(), rdflib.Graph()
    with warnings.catch_warnings():
        # rdflib's own datasets and parsers use what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            parsed.parse(data=text, format=form)
        except Exception as fault:  # rdflib raises whatever its parsers raise
            raise DataError(f"not {form}: {' '.join(str(fault).split())[:200]}") from None
        for s, p, o, _ in parsed.quads():
            found.add((s, p, o))
    return found


def _claim(found: rdflib.Graph, named: Any) -> Claim:
    """Read one claim; parts that must be there raise, parts that may lack are None or empty."""
    passage = _one(found, named, "oa:hasTarget")
    told = {one.field: _field(found, passage if one.passage else named, one) for one in statements.CLAIM}
    return claim_of({"id": _name("claim", named), **told})


def _field(found: rdflib.Graph, named: Any, one: statements.Property) -> Any:
    if one.many:
        return tuple(sorted(_value(found, one.kind, value) for value in _all(found, named, one.predicate)))
    value = (_maybe if one.optional else _one)(found, named, one.predicate)
    return one.absent if value is None else _value(found, one.kind, value)


def _value(found: rdflib.Graph, kind: str, value: Any) -> Any:
    if kind == "finding":
        return _finding(found, value)
    return _name(kind, value) if kind in rdf_names.KINDS else statements.text_value(kind, str(value))


def _finding(found: rdflib.Graph, named: Any) -> Finding:
    state, side = _maybe(found, named, "rg:state"), _maybe(found, named, "rg:side")
    return Finding(
        entity=_key(found, named, "entity"),
        state=None if state is None else _name("state", state),
        side=None if side is None else str(side),
    )


def _all(found: rdflib.Graph, named: Any, predicate: str) -> set[Any]:
    from rdflib import URIRef

    return set(found.objects(named, URIRef(word(predicate))))


def _maybe(found: rdflib.Graph, named: Any, predicate: str) -> Any:
    values = _all(found, named, predicate)
    if len(values) > 1:
        raise DataError(f"{rdf_names.short(named)}: {predicate} is given {len(values)} times")
    return values.pop() if values else None


def _one(found: rdflib.Graph, named: Any, predicate: str) -> Any:
    value = _maybe(found, named, predicate)
    if value is None:
        raise DataError(f"{rdf_names.short(named)}: {predicate} is missing")
    return value


def _key(found: rdflib.Graph, named: Any, kind: str, predicate: str = "") -> str:
    return _name(kind, _one(found, named, predicate or f"rg:{kind}"))


def _name(kind: str, iri: str) -> str:
    try:
        return rdf_names.key(kind, iri)
    except ValueError as fault:
        raise DataError(str(fault)) from None
