"""Records of other people → fields of a source: what they state, and no more."""

from __future__ import annotations

import json

import pytest

from refgraph.curation.bibliography import key_of, read, skeleton
from refgraph.curation.canonical import dump
from refgraph.curation.forms import check
from refgraph.curation.yaml import parse
from refgraph.errors import UsageError
from refgraph.model.citations import bibtex, csl
from refgraph.model.statements import Source

BIBTEX = r"""% a comment
@string{jp = "Journal of Pain"}
@article{bogduk1992,
  title = {The anatomical basis for {C}ervicogenic headache: a na{\"\i}ve \& short view},
  author = "Bogduk, Nikolai and {World Health Organization} and Mar{\'i}a G{\'o}mez and others",
  journal = {Journal of Manipulative and Physiological Therapeutics},
  year = 1992, month = jan,
  doi = {https://doi.org/10.1000/jmpt.1},
  pmid = {1564408},
}
"""


def test_bibtex_gives_what_it_states() -> None:
    assert read(BIBTEX.encode()) == {
        "title": "The anatomical basis for Cervicogenic headache: a naïve & short view",
        "authors": ["Nikolai Bogduk", "World Health Organization", "María Gómez"],
        "authors_from": "index-record",
        "publisher": "Journal of Manipulative and Physiological Therapeutics",
        "doi": "10.1000/jmpt.1",
        "pmid": "1564408",
        "date": "1992-01",
    }


def test_records_of_crossref_and_datacite_and_csl_say_the_same() -> None:
    crossref = {
        "status": "ok",
        "message": {
            "title": ["<i>Hips</i> and heads"],
            "author": [{"given": "Quill Q.", "family": "Nobody"}, {"name": "A Group"}],
            "container-title": ["Toy Journal"],
            "issued": {"date-parts": [[2001, 2, 3]]},
            "DOI": "10.1000/x",
            "license": [{"URL": "https://licence.example/by"}],
        },
    }
    datacite = {
        "data": {
            "attributes": {
                "titles": [{"title": "Hips and heads"}],
                "creators": [{"name": "Nobody, Quill Q.", "givenName": "Quill Q.", "familyName": "Nobody"}],
                "publisher": {"name": "Toy Archive"},
                "publicationYear": 2001,
                "doi": "10.1000/x",
            }
        }
    }
    one, other = (read(json.dumps(told).encode()) for told in (crossref, datacite))
    assert one["authors"] == ["Quill Q. Nobody", "A Group"]
    assert (one["date"], one["publisher"], one["licence"]) == (
        "2001-02-03",
        "Toy Journal",
        "https://licence.example/by",
    )
    assert (other["authors"], other["date"], other["publisher"]) == (["Quill Q. Nobody"], "2001", "Toy Archive")
    assert one["title"] == other["title"] == "Hips and heads"


def test_what_refgraph_writes_is_read_back() -> None:
    source = Source(
        "toy",
        "Hips & heads",
        ("Quill Q. Nobody",),
        None,
        "nowhere.example",
        "https://nowhere.example/a_b",
        date="2001-02-03",
    )
    for told in (bibtex(source), json.dumps([csl(source)])):
        found = read(told.encode())
        assert found["title"] == source.title
        assert tuple(found["authors"]) == source.authors
        assert (found["publisher"], found["url"], found["date"]) == (source.publisher, source.url, source.date)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (b"hello", "no record"),
        (b"[]", "no record"),
        (b'[{"title": "a"}, {"title": "b"}]', "2 records; give one at a time"),
        (b"{", "not valid JSON"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_no_single_record_is_refused(told: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(told, "refs")


@pytest.mark.parametrize(
    "told", [b'{"title": 3, "author": "x", "issued": 5}', b'[{"title": [], "author": [1]}]', b"@a{b, c = {d"]
)
def test_odd_records_do_not_break_it(told: bytes) -> None:
    assert set(read(told)) <= {"title"}


def test_a_skeleton_is_a_source_without_claims() -> None:
    text = dump(skeleton(read(BIBTEX.encode())))
    document = parse("x.yaml", text.encode())
    assert document.value["claims"] == []
    form, faults = check("source", document.value["source"])
    assert (faults, getattr(form, "pmid", None)) == ([], "1564408")
    assert check("source", parse("x.yaml", dump(skeleton({})).encode()).value["source"])[1] == []


def test_the_key_is_author_year_word() -> None:
    assert key_of(read(BIBTEX.encode())) == "bogduk-1992-anatomical"
    assert key_of({"title": "A review of the 3 hips"}) == "hips"
    assert key_of({}) == ""
