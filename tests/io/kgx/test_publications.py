"""A publication has one name however it is spelled, and lists are taken apart where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.io.kgx.publications import Unreadable, identifiers


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("PMID:12 pmid:12 PMID:0012 PubMed:12 https://pubmed.ncbi.nlm.nih.gov/12 "
         "http://www.ncbi.nlm.nih.gov/pubmed/12/ "
         "https://europepmc.org/article/MED/12 https://identifiers.org/pubmed:12", "PMID:12"),
        ("PMC:7 PMCID:PMC7 pmc7 PMC:PMC7 https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/ "
         "https://pmc.ncbi.nlm.nih.gov/articles/PMC7", "PMC:7"),
        ("10.1000/Ab doi:10.1000/ab DOI:10.1000/AB https://doi.org/10.1000/ab "
         "http://dx.doi.org/10.1000%2Fab", "DOI:10.1000/ab"),
        ("https://x.org/a http://www.X.org/a/ https://x.org/a#part", "https://x.org/a"),
        ("isbn:1 ISBN:1", "ISBN:1"),
    ],
)  # fmt: skip
def test_spellings_of_one_publication(spelled: str, key: str) -> None:
    for text in spelled.split():
        assert identifiers(text) == (key,), text
    assert identifiers(spelled.replace(" ", "|")) == (key,)
    assert identifiers(spelled.replace(" ", "; ")) == (key,)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ()),
        ("NA|null|", ()),
        ("PMID: 12", ("PMID:12",)),
        ("['PMID:1', 'PMID:2']", ("PMID:1", "PMID:2")),
        ("PMID:1,PMID:2 PMID:3", ("PMID:1", "PMID:2", "PMID:3")),
        ("FOO:1,BAR:2", ("FOO:1", "BAR:2")),
        ("10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O",
         ("DOI:10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o",)),
        ("Quill 2001", ("Quill 2001",)),
        ("infores:X", ("infores:X",)),
    ],
)  # fmt: skip
def test_lists(text: str, keys: tuple[str, ...]) -> None:
    assert identifiers(text) == keys


@pytest.mark.parametrize("text", ["Quill 2001; Reed 2002", "PMID:1 and others", "PMID:1,2", "17", "http://[::1"])
def test_what_is_not_sure_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        identifiers(text)


@given(st.text(max_size=60))
def test_whatever_stands_there_is_read_or_refused(text: str) -> None:
    try:
        found = identifiers(text)
    except Unreadable:
        return
    assert all(key.strip() for key in found)
    for key in found:
        if "|" not in key:
            assert identifiers(key) == (key,)
