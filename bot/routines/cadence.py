"""Decides when a client is asked: exactly one check-in on each chosen day of the client's own calendar.

A check-in belongs to the local day on which it is asked. Whatever the clocks or a journey do, no day has two,
and a chosen day that has not had its check-in is asked late rather than not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from escalation.localtime import instant, instants, local, local_date

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SEARCH_DAYS = 16  # a chosen weekday comes within 7 days; the zone may have struck one from its calendar


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a client wants to be asked, in the client's own zone."""

    zone: str  # IANA name
    at: time  # wall time; the client's explicit choice, so it stands even inside `quiet`
    days: frozenset[int]  # 0 = Monday; empty = never
    quiet: tuple[time, time] | None = None  # [from, to) on the wall clock, may span midnight; equal = none

    def __post_init__(self) -> None:
        wrong = sorted(day for day in self.days if day not in range(7))
        if wrong:
            raise ValueError(f"days are 0 (Monday) to 6 (Sunday), not {wrong}")


def day_of(schedule: Schedule, at: datetime) -> date:
    """The local day on which something asked at `at` counts."""
    return local_date(at, schedule.zone)


def next_checkin(schedule: Schedule, after: datetime, last_day: date | None) -> datetime | None:
    """The next check-in, strictly after `after`; None only when no day is chosen.

    `last_day` is the local day that already had its check-in (by the zone of that time); no day up to it is
    asked again. When today is chosen, comes after `last_day` and its hour has passed - the client flew east,
    or chose an earlier hour - it is asked at the next whole minute outside quiet hours. A caller who does not
    want today asked any more (expired, skipped, just resumed) says so by passing today as `last_day`. None as
    `last_day` means that no check-in is owed yet: the first one comes at its hour.
    """
    if not schedule.days:
        return None
    today = day_of(schedule, after)
    first = today if last_day is None else max(today, last_day + _DAY)
    for day in (first + _DAY * ahead for ahead in range(_SEARCH_DAYS)):
        if day.weekday() not in schedule.days:
            continue
        moment = _planned(schedule, day)
        if moment is None:
            continue
        if moment > after:
            return moment
        late = None if last_day is None else _late(schedule, day, after)
        if late is not None:
            return late
    raise AssertionError(f"no chosen day within {_SEARCH_DAYS} days of {first}: {schedule}")


def outside_quiet(at: datetime, schedule: Schedule) -> datetime:
    """`at` itself, or the end of the quiet hours into which it falls; never earlier than `at`."""
    if schedule.quiet is None or not _is_quiet(local(at, schedule.zone).time(), schedule.quiet):
        return at
    today = day_of(schedule, at)
    ends = [
        end
        for day in (today, today + _DAY, today + 2 * _DAY)  # two days on, should tomorrow not exist
        for end in instants(day, schedule.quiet[1], schedule.zone)
        if end > at and not _is_quiet(local(end, schedule.zone).time(), schedule.quiet)
    ]
    return min(ends)


def _planned(schedule: Schedule, day: date) -> datetime | None:
    """The moment of `day` at the chosen hour; None when the zone has no such day (Apia, 30 December 2011)."""
    moment = instant(day, schedule.at, schedule.zone)
    if day_of(schedule, moment) == day:
        return moment
    # The hour fell into a gap that reaches midnight (Nuuk, 30 March 2024): take the last minute the day has.
    earlier = moment - _MINUTE
    return earlier if day_of(schedule, earlier) == day else None


def _late(schedule: Schedule, day: date, after: datetime) -> datetime | None:
    """The first whole minute of `day` after `after` and outside quiet hours; None when none is left."""
    soon = after.replace(second=0, microsecond=0) + _MINUTE
    if day_of(schedule, soon) < day:
        # Clocks set back over midnight (St. John's until 2011) show the evening once more: wait for its end.
        soon = instants(day, time.min, schedule.zone)[-1]
    soon = outside_quiet(soon, schedule)
    return soon if day_of(schedule, soon) == day else None


def _is_quiet(wall: time, quiet: tuple[time, time]) -> bool:
    start, end = quiet
    if start <= end:
        return start <= wall < end
    return wall >= start or wall < end
