"""Wall clocks to instants and back, at every change of every zone that Python knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalation.localtime import instant, instants, is_zone, local, local_date

ZONES = sorted(available_timezones())
HOUR = timedelta(hours=1)


def wall(at: datetime, zone: str) -> datetime:
    return local(at, zone).replace(tzinfo=None, fold=0)


def changes(zone: str, first: int, last: int) -> list[datetime]:
    """The instants, to the second, at which `zone` changes its offset between two years."""
    found = []
    at, step = datetime(first, 1, 1, tzinfo=UTC), timedelta(days=7)
    while at.year < last:
        low, high = at, at + step
        if local(low, zone).utcoffset() != local(high, zone).utcoffset():
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if local(middle, zone).utcoffset() == local(low, zone).utcoffset():
                    low = middle
                else:
                    high = middle
            found.append(high)
        at += step
    return found


def test_a_plain_time_is_converted_with_the_offset_of_that_day() -> None:
    assert instant(date(2026, 1, 15), time(7), "Europe/Berlin") == datetime(2026, 1, 15, 6, tzinfo=UTC)
    assert instant(date(2026, 7, 15), time(7), "Europe/Berlin") == datetime(2026, 7, 15, 5, tzinfo=UTC)
    assert instant(date(2026, 7, 15), time(7), "Europe/Berlin").tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), time(2), datetime(2026, 3, 8, 7, tzinfo=UTC)),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0), datetime(2018, 11, 4, 3, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2025, 10, 5), time(2, 15), datetime(2025, 10, 4, 15, 30, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), time(12), datetime(2011, 12, 30, 10, tzinfo=UTC)),
        ("America/Nuuk", date(2024, 3, 30), time(23, 30), datetime(2024, 3, 31, 1, tzinfo=UTC)),
    ],
)
def test_a_time_inside_a_gap_is_the_first_instant_after_it(
    zone: str, day: date, at: time, expected: datetime
) -> None:
    assert instant(day, at, zone) == expected
    assert instants(day, at, zone) == (expected,)


def test_a_time_with_microseconds_inside_a_gap_still_ends_on_the_change() -> None:
    at = time(2, 59, 59, 999_999)
    assert instant(date(2026, 3, 8), at, "America/New_York") == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_a_repeated_time_is_its_first_occurrence() -> None:
    day, zone = date(2026, 11, 1), "America/New_York"
    assert instant(day, time(1, 30), zone) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instants(day, time(1, 30), zone) == (
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    )
    assert len(instants(day, time(2), zone)) == 1


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(1971, 1, 1), date(2037, 12, 1)),
    at=st.times().map(lambda at: at.replace(microsecond=0)),
)
@example(zone="Pacific/Kwajalein", day=date(1993, 8, 21), at=time(8))
@example(zone="Africa/Monrovia", day=date(1972, 1, 7), at=time(0, 20))
def test_an_instant_is_the_first_at_which_the_clock_has_reached_the_time(
    zone: str, day: date, at: time
) -> None:
    found, wanted = instant(day, at, zone), datetime.combine(day, at)
    assert wall(found, zone) >= wanted
    # nothing in the two days before had reached it
    second = timedelta(seconds=1)
    for before in (second, timedelta(minutes=1), HOUR / 4, HOUR / 2, HOUR, 5 * HOUR, 23 * HOUR, 48 * HOUR):
        assert wall(found - before, zone) < wanted
    assert all(wall(each, zone) == wall(found, zone) for each in instants(day, at, zone))


@pytest.mark.parametrize(
    "zone", ["America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"]
)
def test_around_each_change_every_instant_is_found_again(zone: str) -> None:
    seen = changes(zone, 1999, 2027)
    assert len(seen) > 20
    for change in seen:
        for minutes in range(-90, 91, 15):
            at = change + timedelta(minutes=minutes)
            shown = local(at, zone)
            assert at in instants(shown.date(), shown.time().replace(fold=0), zone)


def test_the_local_date_is_that_of_the_zone() -> None:
    at = datetime(2026, 7, 15, 23, 30, tzinfo=UTC)
    assert local_date(at, "Europe/Berlin") == date(2026, 7, 16)
    assert local_date(at, "America/New_York") == date(2026, 7, 15)


def test_a_time_or_an_instant_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        local(datetime(2026, 7, 15, 8), "Europe/Berlin")  # noqa: DTZ001
    with pytest.raises(ValueError, match="bare wall time"):
        instant(date(2026, 7, 15), time(8, tzinfo=UTC), "Europe/Berlin")


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Berln", "../etc/passwd", "a\0b", "+01:00"])
def test_an_unknown_zone_is_named_and_told_what_to_write(name: str) -> None:
    assert not is_zone(name)
    with pytest.raises(ValueError, match="Europe/Berlin"):
        local_date(datetime(2026, 7, 15, tzinfo=UTC), name)


def test_a_known_zone_is_recognised() -> None:
    assert is_zone("Pacific/Apia")
    assert is_zone("UTC")
