"""Views read disguised words as plain ones and always know where in the raw text they stand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.normalise import Spelling, View, fold, views

SPELLING = Spelling({"u": "you", "kms": "kill myself", "2day": "today"})


def texts(raw: str, spelling: Spelling = SPELLING) -> list[str]:
    return [view.text for view in views(raw, spelling)]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("I WANT Out", "i want out"),
        ("I’m", "i'm"),
        ("ｋｉｌｌ", "kill"),
        ("𝐤𝐢𝐥𝐥", "kill"),
        ("кіll mе", "kill me"),
        ("cu​tt­ing", "cutting"),
        ("après l'été", "apres l'ete"),
        ("Straße", "strasse"),
        ("snake_case", "snake case"),
        ("ok 🔪 now", "ok  knife  now"),
        ("stop…", "stop..."),
    ],
)
def test_the_plain_view_reads(raw: str, plain: str) -> None:
    assert fold(raw).text == plain


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("k1ll mys3lf", "kill myself"),
        ("ki11 myse1f", "kill myself"),
        ("k!ll my$elf", "kill myself"),
        ("s u i c i d e", "suicide"),
        ("k.i.l.l.i.n.g m.y.s.e.l.f", "killing myself"),
        ("k-i-l-l", "kill"),
        ("k*ll", "kill"),
        ("diiiie", "die"),
        ("killlll", "kill"),
        ("0verdose", "overdose"),
        ("suicid3", "suicide"),
        ("@live", "alive"),
    ],
)
def test_a_disguise_is_read_in_one_of_the_views(raw: str, wanted: str) -> None:
    assert wanted in texts(raw)


@pytest.mark.parametrize(
    "raw", ["ran 10km in 3x400s", "energy 4, stress 2, slept 7", "5k at 190bpm", "1 2 3 4 5"]
)
def test_a_quantity_is_not_taken_for_a_disguise(raw: str) -> None:
    assert set(texts(raw)) == {raw}


def test_an_ordinary_message_has_one_view_that_is_its_own_map() -> None:
    assert views("Slept fine, 7 hours", Spelling()) == (View("slept fine, 7 hours"),)


def test_chat_spellings_are_written_out_where_a_pack_names_them() -> None:
    raw = "told u kms 2day"
    spelled = views(raw, _triggered())[-1]
    assert spelled.text == "told you kill myself today"
    start = spelled.text.index("kill myself")
    assert raw[slice(*spelled.span(start, start + len("kill myself")))] == "kms"


def _triggered() -> Spelling:
    import re2

    return Spelling(SPELLING.words, re2.compile(r"\b(?:u|kms|2day)\b"))


@given(st.text(max_size=80))
@settings(max_examples=150)
def test_every_view_is_ascii_and_every_span_lies_in_the_raw_text(raw: str) -> None:
    for view in views(raw, _triggered()):
        assert view.text.isascii()
        last = 0
        for index in range(len(view.text)):
            start, end = view.span(index, index + 1)
            assert 0 <= start < end <= len(raw)
            assert start >= last or view.text[index] == view.text[index - 1] or start == last
            last = start


@pytest.mark.parametrize(
    "hostile",
    [
        "s " * 50_000,
        "a" * 100_000,
        "1337" * 25_000,
        "к" * 100_000,
        "é​" * 50_000,
        "🔪" * 100_000,
        ".-" * 50_000,
    ],
)
def test_a_hostile_text_of_a_hundred_thousand_characters_stays_quick(hostile: str) -> None:
    started = time.perf_counter()
    views(hostile, _triggered())
    assert time.perf_counter() - started < 3
