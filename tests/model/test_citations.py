"""Links that open at the passage, and bibliography that says no more than is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.model.citations import (
    address,
    bibliography,
    bibtex,
    csl,
    fragment_text,
    link,
    locator,
    reference,
    web_address,
)
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Claim, Finding, Source

CLAIM = Claim("a#1", "a", Finding("x"), "p", Finding("y"), 11, "the anchor", "A sentence.")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def at(url: str | None) -> Source:
    return Source("a", url=url)


# ---------------------------------------------------------------- links


def test_a_link_opens_at_the_passage() -> None:
    found = link(at("https://a.example/page?x=1&y=2"), replace(CLAIM, anchor="hips, push-ups & “so on” 100%"))
    assert found == (
        "https://a.example/page?x=1&y=2#:~:text=hips%2C%20push%2Dups%20%26%20%E2%80%9Cso%20on%E2%80%9D%20100%25"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/p#part", "https://a.example/p#part:~:text=the%20anchor"),
        ("https://a.example/p#:~:text=old", "https://a.example/p#:~:text=the%20anchor"),
        ("https://a.example/p#part:~:text=old", "https://a.example/p#part:~:text=the%20anchor"),
        ("https://a.example/p#", "https://a.example/p#:~:text=the%20anchor"),
        ("https://a.example", "https://a.example#:~:text=the%20anchor"),
        ("  https://a.example/ä (b) ", "https://a.example/%C3%A4%20%28b%29#:~:text=the%20anchor"),
        ("https://a.example/%28b%29", "https://a.example/%28b%29#:~:text=the%20anchor"),
    ],
)
def test_what_the_address_has_already_is_kept(url: str, expected: str) -> None:
    assert link(at(url), CLAIM) == expected


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "/page",
        "a.example",
        "https://",
        "https:///page",
        "http://[",
        "http://a b/",
        'http://a"onclick=x/',
        "http://a.example/\u202ex",
        "http://a.example/\0",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_only_a_web_address_is_linked(url: str | None) -> None:
    assert link(at(url), CLAIM) is None
    assert address(at(url)) is None


@given(TEXT)
def test_quoting_keeps_every_letter_and_frees_all_syntax(text: str) -> None:
    quoted = fragment_text(text)
    assert unquote(quoted) == text
    assert quoted.isascii()
    assert not set(quoted) & set("-,&#?\"'<>()[] \\`|")


@given(TEXT.filter(bool), st.sampled_from(["", "#part", "#:~:text=a,b", "?q=#x:~:y"]))
def test_the_anchor_comes_back_from_its_link(anchor: str, rest: str) -> None:
    found = link(at(f"https://a.example/p{rest}"), replace(CLAIM, anchor=anchor))
    assert found is not None
    fragment = urlsplit(found).fragment
    assert fragment.count(":~:") == 1
    assert unquote(fragment.partition(":~:text=")[2]) == anchor


@given(TEXT)
def test_no_address_breaks_out_of_what_it_is_put_into(text: str) -> None:
    found = web_address(f"https://a.example/{text}")
    assert found is None or not set(found) & set(" \"'<>()\\`{}|^\n\r\t")
    assert found is None or web_address(found) == found
    assert web_address(text) is None or urlsplit(str(web_address(text))).scheme in ("http", "https")


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("paragraph", "repeated", "expected"),
    [(11, (), "paragraph 11"), (1, (24, 38), "paragraphs 1, 24, 38"), (24, (1, 24), "paragraphs 1, 24")],
)
def test_a_locator_names_every_place_once(paragraph: int, repeated: tuple[int, ...], expected: str) -> None:
    assert locator(replace(CLAIM, paragraph=paragraph, repeated=repeated)) == expected


FULL = Source(
    "a",
    "Hips?",
    ("A. B.", "C", "D"),
    publisher="The Page",
    url="https://a.example/",
    date="2020-05-13",
    type="clinic-blog",
)


def test_a_reference_says_what_is_known() -> None:
    assert reference(FULL) == "A. B., C and D (2020-05-13). Hips? The Page. https://a.example/"


def test_a_reference_is_honest_about_what_is_not_known() -> None:
    assert reference(Source("a")) == "(author not named) (n.d.). (untitled page)."
    assert "javascript" not in reference(at("javascript:alert(1)"))


@given(
    st.builds(
        Source, st.just("a"), TEXT | st.none(), st.tuples(TEXT), TEXT | st.none(), TEXT | st.none(), TEXT | st.none()
    )
)
def test_any_source_is_one_line_and_valid_json(source: Source) -> None:
    assert len(reference(source).splitlines()) == 1
    assert json.loads(json.dumps(csl(source)))["id"] == "a"
    entry = bibtex(source)
    assert entry.count("{") == entry.count("}")


def test_bibtex_is_escaped() -> None:
    entry = bibtex(Source("a b{", r"50% & #1 _x_ {y} ~ ^ $", ("Me and You, Inc",), date="2020"))
    assert re.match(r"@misc\{ab-[0-9a-f]{8},\n", entry)
    title = r"50\% \& \#1 \_x\_ \textbraceleft{}y\textbraceright{} \textasciitilde{} \textasciicircum{} \$"
    assert f"title = {{{{{title}}}}}," in entry
    assert "author = {{Me and You, Inc}}," in entry
    assert r"{{a\textbackslash{}end}}" in bibtex(Source("a", r"a\end"))


def test_no_two_keys_of_a_bibliography_are_one() -> None:
    keys = ("doi:10.1/23", "doi:10.12/3", "Müller", "Möller", "ключ", "κλειδί", "doi:10.123", "Quill", "quill")
    found = re.findall(r"@misc\{([^,]*),", bibliography(map(Source, keys)))
    assert len({key.lower() for key in found}) == len(keys)  # BibTeX does not tell small letters from capitals.
    assert bibliography([Source("Quill")]).startswith("@misc{Quill,")


def test_bibtex_of_an_unknown_source() -> None:
    assert bibtex(Source("a")) == "@misc{a,\n  title = {{(untitled page)}},\n  note = {n.d.},\n}"


def test_csl_has_no_key_for_what_is_not_known() -> None:
    assert csl(Source("a")) == {"id": "a", "type": "webpage"}
    assert csl(FULL) == {
        "id": "a",
        "type": "post-weblog",
        "title": "Hips?",
        "author": [{"literal": "A. B."}, {"literal": "C"}, {"literal": "D"}],
        "container-title": "The Page",
        "issued": {"date-parts": [[2020, 5, 13]]},
        "URL": "https://a.example/",
    }
    assert csl(replace(FULL, type="report"))["type"] == "report"
    assert "issued" not in csl(replace(FULL, date="some day"))


def test_the_toy_graph_is_cited(mini: Dataset) -> None:
    links = [link(mini.sources[claim.source], claim) for claim in mini.claims]
    assert all(found is not None for found in links[:16])
    assert links[16:] == [None] * 17
