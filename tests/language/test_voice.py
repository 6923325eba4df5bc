"""Which words are in use, and for how long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from refgraph.language.voice import ENGLISH, PLAIN, Voice, msgid, speaking, tr, trn, voice

OTHER = Voice("xx", messages={"{count} path": "{count} tap", "a of": "b of el way"}, contractions={" of el ": " ofl "})


def test_english_is_in_use_unless_another_is_asked_for() -> None:
    assert voice() is ENGLISH
    assert ENGLISH.usual
    assert (PLAIN.usual, PLAIN.foreign, OTHER.usual) == (False, False, False)
    assert OTHER.foreign


def test_other_words_are_in_use_within_their_stretch_and_gone_after_a_fault() -> None:
    heard = []

    def faulty() -> None:
        with speaking(PLAIN):
            with speaking(OTHER):
                heard.append(voice())
            heard.append(voice())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        faulty()
    assert [*heard, voice()] == [OTHER, PLAIN, ENGLISH]


def test_another_thread_speaks_for_itself() -> None:
    with speaking(OTHER), ThreadPoolExecutor(1) as pool:
        assert pool.submit(voice).result() is ENGLISH


def test_a_text_is_said_with_its_values_and_in_english_where_it_is_not_translated() -> None:
    with speaking(OTHER):
        assert trn(1, "{count} path", "{count} paths") == "1 tap"
        assert trn(2, "{count} path", "{count} paths") == "2 paths"
        assert tr("a of") == "b ofl way"
    assert tr("100 % {sure}") == "100 % {sure}"
    assert tr(msgid("by {who}"), who="{who}") == "by {who}"
