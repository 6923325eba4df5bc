"""Who tells an edge: publications first, and databases by one prefix."""

from __future__ import annotations

import pytest

from refgraph.io.kgx.sources import NO_SOURCE, Sources, together

SOURCES = Sources(
    {
        "databases": {"OMIM": "omim"},
        "databases_at": {"omim.org": "omim"},
        "links": {"PMID": "https://pubmed.ncbi.nlm.nih.gov/"},
    }
)


@pytest.mark.parametrize(
    ("cells", "keys"),
    [
        (("", ""), (NO_SOURCE,)),
        (("NA", "not_provided"), (NO_SOURCE,)),
        (("pmid:1", "infores:x"), ("PMID:1",)),
        (("", "infores:X|SemMedDB", "infores:y"), ("infores:x", "infores:semmeddb")),
        (("", "PMID:7"), ("PMID:7",)),
        (("omim:1|OMIM:2|PMID:3", ""), ("infores:omim", "PMID:3")),
        (("infores:HPO_Annotations", ""), ("infores:hpo-annotations",)),
        (
            ("https://www.omim.org/entry/1|https://omim.org.example/1", ""),
            ("infores:omim", "https://omim.org.example/1"),
        ),
        # What stands where databases do is one, however it is written; an article is one there, too.
        (("", "https://www.x.org/data", ""), ("infores:x.org",)),
        (("", "SEMMED:12", ""), ("infores:semmeddb",)),
        (("", "https://doi.org/10.1000/a"), ("DOI:10.1000/a",)),
        (("PMID:NA", "infores:unknown"), (NO_SOURCE,)),
        # A database is one among the publications, too: by its name, and by any prefix that is none of works.
        (("OMIM|omim", ""), ("infores:omim",)),
        (("SemMedDB", ""), ("infores:semmeddb",)),
        (
            ("SEMMEDDB:12|HPO:quill|ORCID:0000-0001", ""),
            ("infores:semmeddb", "infores:hpo-annotations", "infores:orcid"),
        ),
        (("n/a; n/a", "infores:x"), ("infores:x",)),
        (("WBPaper:7|Quill 2001", ""), ("WBPAPER:7", "Quill 2001")),
        (("", "NCT01234567"), ("NCT:01234567",)),
    ],
)
def test_who_tells_an_edge(cells: tuple[str, ...], keys: tuple[str, ...]) -> None:
    assert SOURCES.of(*cells) == keys


def test_what_can_be_read_has_a_link() -> None:
    assert SOURCES.link("PMID:7") == "https://pubmed.ncbi.nlm.nih.gov/7"
    assert SOURCES.link("https://x.org/a") == "https://x.org/a"
    assert SOURCES.link("infores:x") is None


def test_articles_that_may_be_one_are_told_by_the_edge_that_names_each_kind_once() -> None:
    assert together([("PMID:1",), ("PMID:1", "PMID:2"), ("PMID:3", "PMID:4", "PMC:5"), ("PMC:5", "infores:x")]) == {}
    assert together([("DOI:10.1/a", "PMC:2", "PMID:1", "infores:x")]) == dict.fromkeys(
        ("DOI:10.1/a", "PMC:2", "PMID:1"), ("DOI:10.1/a or PMC:2 or PMID:1",)
    )
