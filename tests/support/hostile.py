"""What a hostile dataset may hold, and how to put it into every text field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Source
from refgraph.model.vocabulary import Entity, Schema

_RUN = "globalThis.ran=1"
PAYLOADS = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</svg><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f'"><img src=x onerror="{_RUN}">',
    f"'><img src=x onerror='{_RUN}'>",
    f"<svg onload={_RUN}>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={_RUN}>",
    f"<iframe srcdoc='<script>parent.ran=1</script>'></iframe><body onload={_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f'" onfocus="{_RUN}" autofocus="',
    f"' onmouseover='{_RUN}' x='",
    f"` onclick={_RUN} `",
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}//https://a.example/",
    f"java\tscript:{_RUN}",
    f" javascript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    f"vbscript:{_RUN}",
    f'https://a.example/" onclick="{_RUN}',
    f"https://a.example/#'><script>{_RUN}</script>",
    f"{{{{ ''.__class__ }}}}{{% raw %}}<script>{_RUN}</script>",
    f"${{{_RUN}}}#{{{_RUN}}}<%= {_RUN} %>",
    f"<!-- --><script>{_RUN}</script><!--",
    f"]]><script>{_RUN}</script><![CDATA[",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;&#60;script&#62;{_RUN}&#60;/script&#62;",
    f"\u202e<script>{_RUN}</script>\u202c",
    f"\x00<scr\x00ipt>{_RUN}</script>\x0b\x1b[31m",
    "red}*{background:url(https://a.example/leak)}</style>",
    f"<a href=javascript:{_RUN}>x</a><base href=https://a.example/><meta http-equiv=refresh content=0;url=https://a.example/>",
    f"＜script＞{_RUN}＜/script＞\ufeff\u2028{_RUN}",
    "<link rel=stylesheet href=https://a.example/x.css><style>@import 'https://a.example/y.css'</style>",
    "%3Cscript%3EglobalThis.ran=1%3C/script%3E" + "A" * 3000,
)


def poisoned(dataset: Dataset, payload: str) -> Dataset:
    """A dataset in which every text that is no key holds a payload."""
    return replace(
        dataset,
        schema=_schema(dataset.schema, payload),
        entities={key: _entity(entity, payload) for key, entity in dataset.entities.items()},
        sources={key: _source(source, payload) for key, source in dataset.sources.items()},
        claims=tuple(_claim(claim, payload) for claim in dataset.claims),
    )


def _schema(schema: Schema, p: str) -> Schema:
    categories = {
        key: replace(c, label=p, plural=p, colour=p, shape=p, description=p) for key, c in schema.categories.items()
    }
    predicates = {key: replace(x, forward=p, inverse=p, description=p) for key, x in schema.predicates.items()}
    flags = {key: replace(flag, meaning=p) for key, flag in schema.ranking.flags.items()}
    families = {key: replace(family, heading=p, description=p) for key, family in schema.families.items()}
    return replace(
        schema,
        families=families,
        categories=categories,
        predicates=predicates,
        ranking=replace(schema.ranking, flags=_same(flags)),
    )


def _same(mapping: Mapping[str, object]) -> Mapping[str, object]:
    return mapping


def _entity(entity: Entity, p: str) -> Entity:
    return replace(entity, label=f"{p} {entity.key}", definition=p, lay=(f"{p}{entity.key}",), clinical=())


def _claim(claim: Claim, p: str) -> Claim:
    return replace(claim, statement=p, anchor=p, speaker=p, author=p, cites=p, condition=p)


def _source(source: Source, p: str) -> Source:
    return replace(source, title=p, authors=(p, p), publisher=p, url=p, date=p, type=p, licence=p, related=(p,), note=p)
