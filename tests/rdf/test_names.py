"""Names of things as IRIs: whatever a key holds survives, and no two things share one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from refgraph.model.statements import Finding
from refgraph.rdf import names as rdf_names

_ANY = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1)
_HOSTILE = ['x> <a:b> "y', "a b", "..", "a.b_c", "%41", "#1", "ü/../?q#f", "\\u003e", '"""', "<script>", "a\nb", ""]


@given(st.sampled_from(_HOSTILE) | _ANY, st.sampled_from(rdf_names.KINDS))
def test_keys_survive_as_iris(key: str, kind: str) -> None:
    named = rdf_names.name(kind, key)
    assert rdf_names.key(kind, named) == key
    assert re.fullmatch(r"[A-Za-z0-9:/?#%~._+-]+", named)


@given(
    *[st.sampled_from(_HOSTILE) | _ANY] * 2, st.sampled_from([None, "tight", "a.b"]), st.sampled_from([None, "left"])
)
def test_two_findings_never_share_a_name(one: str, other: str, state: str | None, side: str | None) -> None:
    named = {rdf_names.finding(Finding(entity, state, side)) for entity in (one, other)}
    assert len(named) == len({one, other})


@given(_ANY)
def test_an_address_is_an_iri_or_nothing(text: str) -> None:
    import pyoxigraph

    for tried in (text, f"https://a.example/{text}", f"https://{text}"):
        found = rdf_names.web(tried)
        assert found is None or pyoxigraph.NamedNode(found).value == found
