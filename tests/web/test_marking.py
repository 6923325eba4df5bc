"""What a page in another language says in English is marked, once, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refgraph.language.voice import Voice, as_english, speaking
from refgraph.web.marking import marked

SPANISH = Voice("es")


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    with speaking(SPANISH):
        as_english("masseter")
        as_english("says nothing")
        yield


def test_words_in_a_sentence_are_marked_alone() -> None:
    assert marked("<p>el masseter duele</p>") == '<p>el <span lang="en">masseter</span> duele</p>'


def test_what_stands_in_english_already_is_left_as_it_is() -> None:
    for page in ('<p lang="en">the masseter <b>says nothing</b></p>', '<a lang="en">masseter</a>'):
        assert marked(page) == page


def test_after_an_english_element_marking_goes_on() -> None:
    page = '<div lang="en"><div>masseter</div></div><p>masseter</p>'
    assert marked(page) == '<div lang="en"><div>masseter</div></div><p><span lang="en">masseter</span></p>'


def test_in_a_drawing_marks_are_spans_of_text() -> None:
    assert marked("<svg><text>masseter</text></svg>") == ('<svg><text><tspan lang="en">masseter</tspan></text></svg>')


def test_attributes_scripts_styles_and_titles_are_left_alone() -> None:
    page = '<title>masseter</title><script>"masseter"</script><style>/* masseter */</style><p title="masseter"></p>'
    assert marked(page) == page


def test_markup_in_words_stays_disarmed() -> None:
    as_english("<b>pain</b>")
    assert marked("<p>&lt;b&gt;pain&lt;/b&gt;</p>") == '<p><span lang="en">&lt;b&gt;pain&lt;/b&gt;</span></p>'


def test_english_pages_are_left_as_they_are() -> None:
    with speaking(Voice("en")):
        assert marked("<p>masseter</p>") == "<p>masseter</p>"
