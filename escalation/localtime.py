"""The only place that turns wall clocks into instants and back; everything else holds aware UTC.

`instant` answers every wall time, also one that the clocks there skipped or showed twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECOND = timedelta(seconds=1)


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone known here, such as "Europe/Berlin"."""
    try:
        _zone(name)
    except ValueError:
        return False
    return True


def instant(day: date, at: time, zone: str) -> datetime:
    """The first instant (aware UTC) at which the clocks of `zone` have reached `at` on `day`.

    A time inside a gap is the first instant after the gap, which may lie on a later day when the gap
    swallows midnight or a whole day; a repeated time is its first occurrence. ValueError for an unknown zone.
    """
    return instants(day, at, zone)[0]


def instants(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """Every instant at which the clocks of `zone` show `at` on `day`, in order; for a gap, see `instant`."""
    if at.tzinfo is not None:
        raise ValueError(f"{at!r} carries a time zone; give the bare wall time and the zone by name")
    there = _zone(zone)
    wall = datetime.combine(day, at)
    # PEP 495: around a gap fold=0 still counts with the offset before it and so lands behind the gap, fold=1
    # in front; around a repetition fold=0 is the first occurrence, fold=1 the second.
    first = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    if _wall(first, there) != wall:
        return (_first_after_gap(wall, second, first, there),)
    return (first,) if first == second else (first, second)


def local(at: datetime, zone: str) -> datetime:
    """`at` as the clocks of `zone` show it. Show it or take its date and time; do not calculate with it:
    Python subtracts two times of one zone by their clock faces, ignoring a change of offset between them."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone; instants are aware UTC")
    return at.astimezone(_zone(zone))


def local_date(at: datetime, zone: str) -> date:
    """The calendar day in `zone` at the instant `at`."""
    return local(at, zone).date()


@cache  # zoneinfo keeps only eight zones alive; reading one from disk again costs more than a whole decision
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone {name!r}: write an IANA name such as 'Europe/Berlin'") from error


def _wall(at: datetime, there: ZoneInfo) -> datetime:
    return at.astimezone(there).replace(tzinfo=None, fold=0)


def _first_after_gap(wall: datetime, before: datetime, after: datetime, there: ZoneInfo) -> datetime:
    """The end of the gap between the instants `before` and `after` that swallowed `wall`."""
    low, high = before.replace(microsecond=0), after.replace(microsecond=0)  # clocks change on whole seconds
    while high - low > _SECOND:
        middle = low + ((high - low) // _SECOND // 2) * _SECOND
        if _wall(middle, there) > wall:
            high = middle
        else:
            low = middle
    return high
