"""Turns: what arrives together is handled one after the other, the lowest number first."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)


class InOrder:
    """Gives one turn at a time. Whoever takes longer than `patience_s` is overtaken, and goes on beside the others.

    Rather out of order than not at all: behind one that hangs, others may call for help.
    """

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrivals = itertools.count()  # two of one number: the first to come
        self._has_it: asyncio.Future[None] | None = None

    @asynccontextmanager
    async def turn(self, number: int) -> AsyncIterator[None]:
        """Wait until everything that came before has had its turn, and all that wait with a lower number."""
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (number, next(self._arrivals), mine))
        self._next()
        try:
            await mine
            overtaking = loop.call_later(self._patience_s, self._overtake, number, mine)
            try:
                yield
            finally:
                overtaking.cancel()
        finally:
            self._pass_on(mine)

    def _overtake(self, number: int, slow: asyncio.Future[None]) -> None:
        log.warning("telegram: update %d takes long; the next ones are handled beside it", number)
        self._pass_on(slow)

    def _pass_on(self, done: asyncio.Future[None]) -> None:
        if self._has_it is done:
            self._has_it = None
            self._next()

    def _next(self) -> None:
        while self._has_it is None and self._waiting:
            _, _, first = heapq.heappop(self._waiting)
            if not first.done():  # cancelled: nobody waits there any more
                self._has_it = first
                first.set_result(None)
