"""The table of forms: each maker is there, and whoever needs a form reads it from here."""

from __future__ import annotations

import pytest
from asked import asked

from refgraph.cli.options import _BY_SUFFIX
from refgraph.cli.paths import PATH_FORMS
from refgraph.errors import UsageError
from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.report import FORMATS, made_by, render
from refgraph.search import questions
from refgraph.web.explorer import Explorer, downloads


@pytest.mark.parametrize("name", FORMATS)
def test_every_maker_is_there(name: str) -> None:
    assert callable(made_by(FORMATS[name].maker))
    assert FORMATS[name].name == name


def test_suffixes_tell_the_forms_apart() -> None:
    suffixes = [suffix for form in FORMATS.values() for suffix in (form.suffix, *form.also)]
    assert len(suffixes) == len(set(suffixes)) == len(_BY_SUFFIX)
    assert tuple(FORMATS) == PATH_FORMS


@pytest.mark.parametrize("name", [form.name for form in FORMATS.values() if not form.extra])
def test_a_form_is_text_unless_it_says_otherwise(toy: KnowledgeGraph, name: str) -> None:
    answer = questions.origins(toy, Finding("headache"), top=2)
    assert isinstance(render(toy, answer, name), str) != FORMATS[name].binary


def test_downloads_of_a_path_are_the_forms_that_have_a_title(toy: KnowledgeGraph) -> None:
    explorer = Explorer(toy)
    address = next(address for address in explorer.addresses() if address.startswith("path/"))
    made = downloads.files(toy, questions.origins(toy, Finding("headache")))
    offered = {ending: name for name, ending in downloads.offered(made)}
    for form in FORMATS.values():
        if form.title and not form.extra:
            assert offered[f".{form.suffix}"] == form.title
            assert explorer.file(f"{address}.{form.suffix}").media == form.media


def test_an_unknown_form_is_refused(toy: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no form 'exe'"):
        render(toy, asked(toy, "origins-headache"), "exe")
