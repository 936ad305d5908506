"""What a short message means, whatever was asked."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routines.understanding import (
    Command,
    CommandName,
    command_of,
    days_of,
    is_question,
    language_of,
    phone_of,
    time_of_day,
    utc_offset_from_local,
    yes_no,
    zone_for_offset,
    zone_from,
)

SUMMER = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)
WINTER = datetime(2025, 1, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/pause", "pause"),
        ("/pause@SomeBot", "pause"),
        ("pause please", "pause"),
        ("could you please pause the check-ins for a week", "pause"),
        ("I'm back", "resume"),
        ("stop messaging me", "stop"),
        ("Stop.", "stop"),
        ("can I talk to a person", "human"),
        ("I want to talk to my coach please", "human"),
        ("what do you keep about me", "policy"),
        ("delete my data", "delete"),
        ("change my time", "when"),
        ("skip", "skip"),
        ("let's do the check-in", "checkin"),
        ("how am I doing?", "progress"),
        ("send me my data", "export"),
        ("what can you do?", "help"),
        ("bitte pausieren", "pause"),
        ("kann ich mit einem Menschen sprechen", "human"),
        ("quiero hablar con una persona", "human"),
        ("mes données", "export"),
        ("cancella i miei dati", "delete"),
        ("quero falar com alguém", "human"),
        ("⏸️ pause", "pause"),
    ],
)
def test_a_command_is_understood_in_plain_words(text: str, name: str) -> None:
    found = command_of(text)
    assert found is not None
    assert found.name is CommandName(name)


@pytest.mark.parametrize(
    "text",
    [
        "I want to stop drinking",
        "skip the long run tomorrow?",
        "my progress was good",
        "don't stop",
        "I can't stop worrying",
        "skipped breakfast",
        "help my mum with the shopping",
        "I had to pause twice on the hill",
        "no",
        "4",
        "high",
        "bajo",
        "alto",
        "/unknown",
        "",
        "delete " * 500,
    ],
)
def test_a_sentence_about_something_else_is_no_command(text: str) -> None:
    assert command_of(text) is None


def test_start_keeps_the_code_of_the_invitation() -> None:
    assert command_of("/start AbC-123") == Command(CommandName.START, "AbC-123")
    assert command_of("/start") == Command(CommandName.START, "")


@pytest.mark.parametrize(
    "text",
    ["yes", "I agree", "sí", "ja", "oui", "d'accord", "sim", "👍", "Yes please", "sure!", "no problem"],
)
def test_a_clear_yes(text: str) -> None:
    assert yes_no(text) == "yes"


@pytest.mark.parametrize(
    "text", ["no", "no thanks", "nein danke", "non merci", "NO.", "👎", "I don't agree", "não"]
)
def test_a_clear_no(text: str) -> None:
    assert yes_no(text) == "no"


@pytest.mark.parametrize(
    "text", ["", "yes but not the notes", "not sure", "maybe", "yes?", "👍👎", "what do I agree to"]
)
def test_a_conditional_yes_is_neither(text: str) -> None:
    assert yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "can I swap it with Thursday?",
        "what's the difference between energy and stress",
        "is it normal to be this tired",
        "kann ich das verschieben?",
        "4. can I swap Tuesday?",
    ],
)
def test_a_side_question_is_noticed(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text", ["ok I guess?", "4?", "what a day", "what stress? I'm in Goa", "pretty good I think?", "", "?"]
)
def test_an_unsure_answer_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", time(8)),
        ("8am", time(8)),
        ("half past seven", time(7, 30)),
        ("six thirty", time(6, 30)),
        ("quarter to nine", time(8, 45)),
        ("20:15", time(20, 15)),
        ("7.30 pm", time(19, 30)),
        ("7h30", time(7, 30)),
        ("halb acht", time(7, 30)),
        ("viertel nach 7", time(7, 15)),
        ("19 Uhr", time(19)),
        ("noon", time(12)),
        ("12am", time(0)),
        ("at eight in the morning", time(8)),
        ("8 in the evening", time(20)),
        ("a las siete y media", time(7, 30)),
        ("sette e mezza", time(7, 30)),
        ("neuf heures", time(9)),
        ("às 8 da noite", time(20)),
        ("1930", time(19, 30)),
        ("it's 10:42 here", time(10, 42)),
    ],
)
def test_the_hour_is_read_as_people_say_it(text: str, expected: time) -> None:
    assert time_of_day(text) == expected


@pytest.mark.parametrize(
    "text", ["", "25", "I slept 7 hours", "between 8 and 9", "4/5", "ran 10k", "later", "12:75", "9" * 4096]
)
def test_what_is_no_hour_of_the_day_is_none(text: str) -> None:
    assert time_of_day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("weekends", {5, 6}),
        ("mon wed fri", {0, 2, 4}),
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("fri to mon", {4, 5, 6, 0}),
        ("Di, Do", {1, 3}),
        ("mo bis fr", {0, 1, 2, 3, 4}),
        ("lunes a viernes", {0, 1, 2, 3, 4}),
        ("du lundi au vendredi", {0, 1, 2, 3, 4}),
        ("seg qua sex", {0, 2, 4}),
        ("every day except sunday", {0, 1, 2, 3, 4, 5}),
        ("weekdays and saturday", {0, 1, 2, 3, 4, 5}),
    ],
)
def test_days_are_read_as_people_list_them(text: str, expected: set[int]) -> None:
    assert days_of(text) == expected


@pytest.mark.parametrize("text", ["", "so", "I do not know", "me", "8"])
def test_words_that_look_like_days_are_none(text: str) -> None:
    assert days_of(text) is None


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        (time(12, 2), 0),
        (time(14, 1), 2),
        (time(7, 58), -4),
        (time(17, 31), 5.5),
        (time(0, 0), 12),
        (time(2, 0), -10),
        (time(1, 0), 13),
    ],
)
def test_the_offset_follows_from_the_clock_the_client_sees(local: time, hours: float) -> None:
    assert utc_offset_from_local(local, SUMMER) == timedelta(hours=hours)


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_an_offset_is_on_earth_and_shows_the_clients_clock(minute: int, utc_minute: int) -> None:
    now = SUMMER.replace(hour=utc_minute // 60, minute=utc_minute % 60)
    offset = utc_offset_from_local(time(minute // 60, minute % 60), now)
    assert timedelta(hours=-12) <= offset <= timedelta(hours=14)
    assert offset % timedelta(minutes=15) == timedelta()
    shown = now + offset
    apart = (shown.hour * 60 + shown.minute - minute) % 1440
    assert min(apart, 1440 - apart) <= 7.5


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
        ("lisbon", "Europe/Lisbon"),
        ("I'm in Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("I live in LA", "America/Los_Angeles"),
        ("London, UK", "Europe/London"),
        ("Tenerife, Spain", "Atlantic/Canary"),
        ("UTC+2", "Etc/GMT-2"),
        ("München", "Europe/Berlin"),
    ],
)
def test_a_place_gives_its_zone(text: str, zone: str) -> None:
    assert zone_from(text) == zone


@pytest.mark.parametrize(
    "text", ["", "Foo/Bar", "Canada", "Paris or London", "la la land", "that would be nice", "x" * 4096]
)
def test_what_names_no_single_zone_is_none(text: str) -> None:
    assert zone_from(text) is None


def test_the_practices_own_zone_is_preferred() -> None:
    assert zone_for_offset(timedelta(hours=1), SUMMER, "Europe/Dublin") == "Europe/Dublin"
    assert zone_for_offset(timedelta(hours=1), SUMMER, "America/New_York") == "Europe/London"
    assert zone_for_offset(timedelta(hours=1), WINTER, "Europe/Dublin") == "Europe/Berlin"
    assert zone_for_offset(timedelta(hours=-5), WINTER, "Europe/Dublin") == "America/New_York"
    assert zone_for_offset(timedelta(hours=5, minutes=30), WINTER, "Europe/Dublin") == "Asia/Kolkata"
    assert zone_for_offset(timedelta(hours=14), WINTER, "Europe/Dublin") == "Pacific/Kiritimati"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("call me on +44 7700 900123 please", "+44 7700 900123"),
        ("0171/1234567", "0171/1234567"),
        ("(555) 010-9999", "(555) 010-9999"),
        ("Mum, 087 123 4567", "087 123 4567"),
    ],
)
def test_a_phone_number_is_kept_as_written(text: str, number: str) -> None:
    assert phone_of(text) == number


@pytest.mark.parametrize("text", ["", "12/05/1990", "my number is 5", "2025-01-31", "none", "12345"])
def test_a_date_is_no_phone_number(text: str) -> None:
    assert phone_of(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("English", "en"),
        ("deutsch", "de"),
        ("en", "en"),
        ("español", "es"),
        ("auf Deutsch bitte", "de"),
        ("Français", "fr"),
        ("português", "pt"),
    ],
)
def test_a_language_is_known_by_its_names(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "it is fine", "english or german", "whatever"])
def test_no_single_language_is_none(text: str) -> None:
    assert language_of(text) is None


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_understood_without_an_error(text: str) -> None:
    command_of(text)
    yes_no(text)
    is_question(text)
    time_of_day(text)
    language_of(text)
    zone_from(text)
    number = phone_of(text)
    assert number is None or number in text
    days = days_of(text)
    assert days is None or (days and days <= frozenset(range(7)))
