"""Clocks: the only place that knows what time it is. A process's time only advances; the playground's can be pushed.

Commands and the composition root ask here; everything else is told the time.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The wall clock: what a process's steady clock is made of, and what a command beside it goes by."""
    return datetime.now(UTC)


def steady(not_before: datetime | None) -> SteadyClock:
    """This machine's clock, which starts no earlier than `not_before` and never goes back."""
    return SteadyClock(now, time.monotonic, not_before)


class SteadyClock:
    """Starts at the later of wall clock and last committed time, and never goes back.

    `wall` gives aware UTC, `ticks` seconds that never run backwards. Whichever of the two has come
    further wins: a wall clock set back does not stop a ladder, and a machine's sleep does not lose its time.
    """

    def __init__(
        self, wall: Callable[[], datetime], ticks: Callable[[], float], not_before: datetime | None
    ) -> None:
        self._wall = wall
        self._ticks = ticks
        start = wall()
        self._now = max(start, not_before) if not_before else start
        self._at = ticks()
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        ticks = self._ticks()
        self._now = max(self._now + timedelta(seconds=ticks - self._at), self._wall() + self._ahead)
        self._at = ticks
        return self._now

    def push(self, by: timedelta) -> None:
        """From here on the time is `by` further than it would have been."""
        if by < timedelta(0):
            raise ValueError("time only advances")
        self._ahead += by
        self._now += by


class PlaygroundClock:
    """A steady clock that a visitor moves; what is due by then has been woken when `move` returns."""

    def __init__(self, clock: SteadyClock, catch_up: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._catch_up = catch_up

    def now(self) -> datetime:
        return self._clock.now()

    async def move(self, by: timedelta) -> None:
        self._clock.push(by)
        await self._catch_up()
