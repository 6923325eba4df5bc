"""A publication has one name however it is spelled, and lists are taken apart where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.io.kgx.publications import alike, identifiers
from refgraph.io.kgx.words import Unreadable


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
        ("isbn:978-0-306-40615-7 ISBN:9780306406157", "ISBN:9780306406157"),
        # Other ways to the same article.
        ("PubMed_ID:12 PMID:12.0 PMID:12. PMID：12 PMID:12\u200b PMID#12 PMID_12 (PMID:12) <PMID:12> PMID:PMID:12 "
         "info:pmid/12 urn:pmid:12 PMID:https://pubmed.ncbi.nlm.nih.gov/12 pubmed.ncbi.nlm.nih.gov/12/ "
         "https://pubmed.ncbi.nlm.nih.gov:443//12/ https://pubmed.gov/12 https://identifiers.org/pmid:12 "
         "https://bioregistry.io/pubmed:12 https://www.ncbi.nlm.nih.gov/m/pubmed/12/ "
         "https://www.ncbi.nlm.nih.gov/pubmed/?term=12 https://scholia.toolforge.org/pubmed/12 "
         "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=12", "PMID:12"),
        ("PMC:PMC0007 pmc:PMC7.1 https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7/pdf/x.pdf "
         "https://www.ncbi.nlm.nih.gov/labs/pmc/articles/PMC7/ https://identifiers.org/pmc:PMC7 "
         "https://europepmc.org/articles/PMC7?pdf=render", "PMC:7"),
        ("https://doi.org/doi:10.1000/AB.c info:doi/10.1000/ab.c doi.org/10.1000/ab.c "
         "https://doi.org/10.1000/ab.c?utm_source=x https://doi.org/10.1000/ab.c/#part "
         "DOI:https://doi.org/10.1000/ab.c "
         "https://www.tandfonline.com/doi/full/10.1000/ab.c https://x.org/doi/pdf/10.1000/ab.c?needAccess=true "
         "https://www.frontiersin.org/articles/10.1000/ab.c/full https://link.springer.com/article/10.1000/ab.c "
         "https://www.biorxiv.org/content/10.1000/ab.cv2.full https://x.org/get?doi=10.1000/ab.c&x=1",
         "DOI:10.1000/ab.c"),
        ("10.1016/0304-3959(95) (10.1016/0304-3959(95)) https://doi.org/10.1016/0304-3959%2895%29",
         "DOI:10.1016/0304-3959(95)"),
        ("https://x.org/a%20b?utm_source=y http://x.org:80//a%20b", "https://x.org/a%20b"),
        ("https://x.org/a x.org/a https://web.archive.org/web/2020/https://www.x.org/a/", "https://x.org/a"),
        # A preprint of whatever version, a book of ten digits or thirteen, a trial, a chapter of a bookshelf.
        ("arXiv:2101.00001 ARXIV:2101.00001v2 https://arxiv.org/abs/2101.00001 https://arxiv.org/pdf/2101.00001v1.pdf "
         "10.48550/arXiv.2101.00001 arxiv.org/abs/2101.00001v3", "DOI:10.48550/arxiv.2101.00001"),
        ("arXiv:q-bio/0401001 https://arxiv.org/abs/q-bio/0401001v1", "DOI:10.48550/arxiv.q-bio/0401001"),
        ("10.1101/2020.01.02.000003v2 https://www.biorxiv.org/content/10.1101/2020.01.02.000003v1 "
         "doi:10.1101/2020.01.02.000003", "DOI:10.1101/2020.01.02.000003"),
        ("ISBN:0-306-40615-2 isbn:0306406152 urn:isbn:9780306406157 ISBN-13:978-0-306-40615-7", "ISBN:9780306406157"),
        ("NCT01234567 nct:NCT01234567 ClinicalTrials.gov:NCT01234567 https://clinicaltrials.gov/ct2/show/NCT01234567 "
         "https://clinicaltrials.gov/study/NCT01234567?tab=results", "NCT:01234567"),
        ("NBK1234 NBK:NBK1234 Bookshelf:NBK1234 https://www.ncbi.nlm.nih.gov/books/NBK1234/#x", "NBK:1234"),
        ("doi%3A10.1000%2Fab https%3A%2F%2Fdoi.org%2F10.1000%2FAB", "DOI:10.1000/ab"),
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
        ("n/a; n/a", ()),
        ("unknown, unknown", ()),
        ("ISBN 978 0 306 40615 7", ("ISBN:9780306406157",)),
        ("PubMed ID: 7", ("PMID:7",)),
        ("PMID:NA|PMID:|doi:none|infores:unknown|<NA>|n.a.", ()),
        ("PMID: 1; PMID: 2", ("PMID:1", "PMID:2")),
        ("PMID:1；PMID:2、PMID:3", ("PMID:1", "PMID:2", "PMID:3")),
        ("https://x.org:8080/a https://x.org/a", ("https://x.org:8080/a", "https://x.org/a")),
        ("10.1002/(SICI)1097(1998)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O",
         ("DOI:10.1002/(sici)1097(1998)49:8<693::aid-asi4>3.0.co;2-o",)),
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


@pytest.mark.parametrize(
    "text",
    [
        "Quill 2001; Reed 2002", "PMID:1 and others", "PMID:1,2", "17", "http://[::1", "https://",
        "PMID:1v2", "PMID:1-3",
        "PMID:1/PMID:2", "PMID:x", "PMC", "doi:x", "doi:10....1/x", "doi:10./x", "https://doi.org/",
    ],
)  # fmt: skip
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


def test_names_that_are_no_identifiers_are_compared_without_case_and_marks() -> None:
    assert len(set(map(alike, ("Quill 2001", "quill (2001)", "QUILL, 2001.")))) == 1
    assert len(set(map(alike, ("DOI:10.1000/a-b", "DOI:10.1000/a.b", "https://x.org/A", "https://x.org/a")))) == 4
    assert alike("...") == "..."
