"""Exactly one check-in on each chosen local day, whatever clocks and journeys do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.routines.cadence import Schedule, day_of, next_checkin, outside_quiet
from escalation.localtime import instant, instants, local

ZONES = sorted(available_timezones())
DAILY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NIGHT = (time(22), time(7))

# zone and first day of 800 that hold what is nasty about it
NASTY = [
    ("America/Sao_Paulo", date(2017, 6, 1)),  # gaps at midnight
    ("Asia/Beirut", date(2022, 1, 1)),  # gaps at midnight
    ("Africa/Cairo", date(2023, 1, 1)),  # a gap at midnight, a repetition of 23:00
    ("Australia/Lord_Howe", date(2024, 6, 1)),  # half an hour
    ("Pacific/Apia", date(2011, 1, 1)),  # no 30 December 2011
    ("Pacific/Kwajalein", date(1993, 1, 1)),  # no 21 August 1993
    ("America/St_Johns", date(2009, 6, 1)),  # changes at 00:01
    ("America/Nuuk", date(2023, 1, 1)),  # a gap that ends at midnight
    ("Africa/Casablanca", date(2025, 1, 1)),  # four changes a year
    ("Asia/Gaza", date(2025, 1, 1)),  # changes that follow Ramadan
    ("America/Caracas", date(2015, 6, 1)),  # a new half hour for good
    ("Asia/Pyongyang", date(2017, 6, 1)),  # a new half hour late in the evening
    ("Antarctica/Troll", date(2025, 1, 1)),  # two hours
    ("Europe/Berlin", date(2025, 1, 1)),
    ("UTC", date(2025, 1, 1)),
]
HOURS = [time(0), time(0, 1), time(0, 30), time(1, 30), time(2, 15), time(7), time(23, 30), time(23, 59)]


def exists(day: date, zone: str) -> bool:
    """Whether the calendar of `zone` has this day, seen without the code under test."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return any(local(noon + timedelta(hours=hours), zone).date() == day for hours in range(-36, 37))


def days_between(first: date, last: date) -> list[date]:
    return [first + DAY * ahead for ahead in range((last - first).days + 1)]


@pytest.mark.parametrize(("zone", "first"), NASTY)
@pytest.mark.parametrize("days", [DAILY, WORKDAYS, frozenset({4})], ids=["daily", "workdays", "fridays"])
def test_for_800_days_each_chosen_day_has_one_checkin(zone: str, first: date, days: frozenset[int]) -> None:
    last = first + 800 * DAY
    chosen = [day for day in days_between(first, last) if day.weekday() in days and exists(day, zone)]
    for hour in HOURS:
        schedule = Schedule(zone, hour, days)
        at, asked = instant(first, time(0), zone) - MINUTE, [first - DAY]
        while True:
            found = next_checkin(schedule, at, asked[-1])
            assert found is not None
            assert found > at
            day = day_of(schedule, found)
            if day > last:
                break
            at = found
            asked.append(day)
        assert asked[1:] == chosen, (zone, hour)


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.dates(date(1972, 1, 1), date(2036, 1, 1)),
    hour=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    late=st.integers(0, 600),
)
@example(zone="Pacific/Apia", start=date(2011, 12, 28), hour=time(7), days=DAILY, late=0)
@example(zone="America/Nuuk", start=date(2024, 3, 28), hour=time(23, 45), days=DAILY, late=3)
def test_in_every_zone_the_next_three_weeks_are_asked_once_a_day_and_at_the_hour(
    zone: str, start: date, hour: time, days: frozenset[int], late: int
) -> None:
    schedule = Schedule(zone, hour, days)
    at, last = instant(start, time(0), zone) - MINUTE, start - DAY
    asked: list[date] = []
    while (found := next_checkin(schedule, at, last)) is not None and day_of(
        schedule, found
    ) <= start + 21 * DAY:
        assert found > at
        day = day_of(schedule, found)
        if hour <= local(found, zone).time():
            assert found in (instant(day, hour, zone), *instants(day, hour, zone))
        else:  # the hour does not exist on that day and the day ends before the gap does
            assert day_of(schedule, instant(day, hour, zone)) > day
        asked.append(day)
        at, last = (
            found + timedelta(seconds=late),
            day,
        )  # the answer to the next question comes a little later
    assert asked == [
        day for day in days_between(start, start + 21 * DAY) if day.weekday() in days and exists(day, zone)
    ]


def test_no_chosen_day_means_no_checkin() -> None:
    schedule = Schedule("Europe/Berlin", time(7), frozenset())
    assert next_checkin(schedule, datetime(2026, 3, 1, tzinfo=UTC), None) is None


def test_a_new_client_is_first_asked_at_the_hour_and_not_at_once() -> None:
    schedule = Schedule("Europe/Berlin", time(7), DAILY)
    afternoon = datetime(2026, 1, 15, 14, tzinfo=UTC)
    assert next_checkin(schedule, afternoon, None) == datetime(2026, 1, 16, 6, tzinfo=UTC)
    assert next_checkin(schedule, afternoon - 10 * timedelta(hours=1), None) == datetime(
        2026, 1, 15, 6, tzinfo=UTC
    )


def test_the_next_checkin_is_strictly_after_the_moment_given() -> None:
    schedule = Schedule("Europe/Berlin", time(7), DAILY)
    seven = datetime(2026, 1, 15, 6, tzinfo=UTC)
    assert next_checkin(schedule, seven, None) == seven + DAY
    assert next_checkin(schedule, seven - timedelta(microseconds=1), None) == seven


def test_a_day_that_was_asked_is_not_asked_again_at_a_later_hour() -> None:
    moved = Schedule("Europe/Berlin", time(20), DAILY)
    assert next_checkin(moved, datetime(2026, 1, 15, 8, tzinfo=UTC), date(2026, 1, 15)) == datetime(
        2026, 1, 16, 19, tzinfo=UTC
    )


def test_a_traveller_to_the_east_whose_hour_has_passed_is_asked_on_arrival() -> None:
    # 05:00 in New York, not yet asked today; in Berlin it is 11:00 and 07:00 is over
    schedule = Schedule("Europe/Berlin", time(7), DAILY, NIGHT)
    landed = datetime(2026, 1, 15, 10, 0, 20, tzinfo=UTC)
    assert next_checkin(schedule, landed, date(2026, 1, 14)) == datetime(2026, 1, 15, 10, 1, tzinfo=UTC)


def test_a_traveller_to_the_west_is_not_asked_twice_on_one_day() -> None:
    # asked at 07:00 in Auckland on the 15th; in Los Angeles it is still the 14th
    schedule = Schedule("America/Los_Angeles", time(7), DAILY)
    landed = datetime(2026, 1, 14, 20, tzinfo=UTC)
    assert next_checkin(schedule, landed, date(2026, 1, 15)) == datetime(2026, 1, 16, 15, tzinfo=UTC)


def test_a_late_checkin_waits_for_the_end_of_the_quiet_hours() -> None:
    schedule = Schedule("Asia/Tokyo", time(0, 30), DAILY, NIGHT)
    landed = datetime(2026, 1, 14, 16, tzinfo=UTC)  # 01:00 on the 15th
    assert next_checkin(schedule, landed, date(2026, 1, 14)) == datetime(2026, 1, 14, 22, tzinfo=UTC)


def test_a_day_of_which_only_quiet_hours_are_left_is_let_go() -> None:
    schedule = Schedule("Asia/Tokyo", time(7), DAILY, NIGHT)
    landed = datetime(2026, 1, 15, 13, 30, tzinfo=UTC)  # 22:30 on the 15th
    assert next_checkin(schedule, landed, date(2026, 1, 14)) == datetime(2026, 1, 15, 22, tzinfo=UTC)


def test_a_day_given_up_is_not_offered_again() -> None:
    schedule = Schedule("Europe/Berlin", time(7), DAILY)
    noon = datetime(2026, 1, 15, 11, tzinfo=UTC)
    assert next_checkin(schedule, noon, date(2026, 1, 15)) == datetime(2026, 1, 16, 6, tzinfo=UTC)


def test_the_chosen_hour_stands_even_inside_quiet_hours() -> None:
    schedule = Schedule("Europe/Berlin", time(6), DAILY, NIGHT)
    assert next_checkin(schedule, datetime(2026, 1, 15, 0, tzinfo=UTC), None) == datetime(
        2026, 1, 15, 5, tzinfo=UTC
    )


def test_an_evening_shown_twice_does_not_lose_the_next_day() -> None:
    # St. John's fell back from 00:01 on 7 November 2010 to 23:01 on the 6th; midnight came twice
    schedule = Schedule("America/St_Johns", time(0), DAILY)
    first, second = instants(date(2010, 11, 7), time(0), "America/St_Johns")
    between = first + 30 * MINUTE
    assert day_of(schedule, between) == date(2010, 11, 6)
    assert next_checkin(schedule, between, date(2010, 11, 6)) == second
    assert next_checkin(schedule, between, date(2010, 11, 7)) == instant(
        date(2010, 11, 8), time(0), "America/St_Johns"
    )


journeys = st.lists(st.tuples(st.integers(1, 60 * 60), st.sampled_from(ZONES)), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(
    home=st.sampled_from(ZONES),
    hour=st.sampled_from(HOURS),
    legs=journeys,
    start=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_a_traveller_has_at_most_one_checkin_a_day_and_none_is_forgotten(
    home: str, hour: time, legs: list[tuple[int, str]], start: date
) -> None:
    schedule = Schedule(home, hour, DAILY)
    now, last = instant(start, time(0), home) - MINUTE, start - DAY
    for minutes, zone in legs:
        until = now + minutes * MINUTE
        while (found := next_checkin(schedule, now, last)) is not None and found <= until:
            day = day_of(schedule, found)
            assert day > last
            now, last = found, day
        now, schedule = until, Schedule(zone, hour, DAILY)
        today = day_of(schedule, now)
        promised = next_checkin(schedule, now, last)
        assert promised is not None
        assert promised > now
        if today > last and day_of(schedule, now + MINUTE) == today:
            assert day_of(schedule, promised) == today
        else:
            assert day_of(schedule, promised) == max(today, last) + DAY


def test_outside_quiet_hours_nothing_is_moved() -> None:
    noon = datetime(2026, 1, 15, 11, 0, 7, tzinfo=UTC)
    assert outside_quiet(noon, Schedule("Europe/Berlin", time(7), DAILY, NIGHT)) == noon
    assert outside_quiet(noon, Schedule("Europe/Berlin", time(7), DAILY)) == noon
    assert outside_quiet(noon, Schedule("Europe/Berlin", time(7), DAILY, (time(12), time(12)))) == noon


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 1, 15, 21, tzinfo=UTC), datetime(2026, 1, 16, 6, tzinfo=UTC)),  # 22:00
        (datetime(2026, 1, 16, 3, tzinfo=UTC), datetime(2026, 1, 16, 6, tzinfo=UTC)),  # 04:00
        (datetime(2026, 1, 16, 6, tzinfo=UTC), datetime(2026, 1, 16, 6, tzinfo=UTC)),  # 07:00
        (
            datetime(2026, 3, 28, 23, tzinfo=UTC),
            datetime(2026, 3, 29, 5, tzinfo=UTC),
        ),  # the night of the change
    ],
)
def test_what_falls_into_the_quiet_night_waits_for_its_end(at: datetime, expected: datetime) -> None:
    assert outside_quiet(at, Schedule("Europe/Berlin", time(8), DAILY, NIGHT)) == expected


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    schedule = Schedule("Europe/Berlin", time(8), DAILY, (time(13), time(15)))
    assert outside_quiet(datetime(2026, 1, 15, 13, tzinfo=UTC), schedule) == datetime(
        2026, 1, 15, 14, tzinfo=UTC
    )


def test_quiet_hours_that_end_in_a_repeated_hour_hold_in_the_second_one_too() -> None:
    schedule = Schedule("America/New_York", time(8), DAILY, (time(22), time(1, 30)))
    second_quarter_past_one = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)
    assert outside_quiet(second_quarter_past_one, schedule) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.integers(0, 64 * 365 * 24 * 60).map(
        lambda minutes: datetime(1972, 1, 1, tzinfo=UTC) + minutes * MINUTE
    ),
    quiet=st.tuples(st.times(), st.times()),
)
@example(zone="Pacific/Apia", at=datetime(2011, 12, 30, 9, tzinfo=UTC), quiet=NIGHT)
def test_the_end_of_quiet_hours_is_never_earlier_and_is_itself_not_quiet(
    zone: str, at: datetime, quiet: tuple[time, time]
) -> None:
    schedule = Schedule(zone, time(8), DAILY, quiet)
    moved = outside_quiet(at, schedule)
    assert moved >= at
    assert outside_quiet(moved, schedule) == moved
    assert moved - at <= timedelta(hours=49)


def test_a_day_that_is_no_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="0 \\(Monday\\) to 6"):
        Schedule("UTC", time(8), frozenset({7}))
