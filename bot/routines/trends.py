"""What the last check-ins show against the client's own baseline; "not enough" is an answer too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, median

from bot.core.client import CheckInRecord

ENOUGH = 4  # fewer values than this say nothing about a trend
LATEST = 3  # the values compared with those before them
NOTABLE = (
    0.75  # of a point on the 1-5 scale: less than this is within a person's day-to-day noise (our choice)
)


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


def values(records: Iterable[CheckInRecord], key: str) -> list[int]:
    """The scores of one question, oldest first; unanswered ones left out."""
    by = {"energy": lambda r: r.energy, "stress": lambda r: r.stress, "sleep": lambda r: r.sleep}
    return [number for record in records if (number := by[key](record)) is not None]


def direction(records: Iterable[CheckInRecord], key: str) -> Direction:
    """Where the mean of the latest scores stands against the median of those before them."""
    numbers = values(records, key)
    if len(numbers) < ENOUGH:
        return Direction.UNKNOWN
    change = fmean(numbers[-LATEST:]) - median(numbers[:-LATEST])
    if change >= NOTABLE:
        return Direction.UP
    return Direction.DOWN if change <= -NOTABLE else Direction.FLAT


def usual(records: Iterable[CheckInRecord], key: str) -> float | None:
    """The median score so far; None with fewer than three."""
    numbers = values(records, key)
    return median(numbers) if len(numbers) >= LATEST else None


def streak(records: Iterable[CheckInRecord], today: date, days: tuple[int, ...]) -> int:
    """How many of the client's chosen days in a row, up to `today`, have a complete check-in."""
    done = {record.day for record in records if record.complete}
    count, day = 0, today
    for _ in range(60):
        if day in done:
            count += 1
        elif day.weekday() in days and day != today:
            break
        day -= timedelta(days=1)
    return count
