"""Whose turn it is to poll: one process of the practice at a time, by a lease."""

from __future__ import annotations

import asyncio
import logging

from adapters.telegram.handling import LAST_WORDS
from bot.core.ports import Lease

log = logging.getLogger(__name__)


class Turn:
    """A lease as a poller needs it. Only a clear no takes the turn away.

    While the database cannot be asked, whoever polled goes on: somebody must fetch what clients write, or the alarm
    has nothing to page about. Should two do so, Telegram ends one poll with a 409, and all heals with the database.
    """

    def __init__(self, lease: Lease) -> None:
        self.ours = False
        self._lease = lease
        self._known = False  # whether the lease has ever been answered for

    async def asked(self) -> bool:
        """Ask once; whether the turn is ours."""
        try:
            async with asyncio.timeout(max(self._lease.renew_every_s, LAST_WORDS)):
                ours = await self._lease.hold()
        except Exception as error:
            log.warning("telegram: who polls cannot be asked (%s)", type(error).__name__)
            ours = self.ours or not self._known
        else:
            self._known = True
        self.ours = ours
        return ours

    async def wait(self) -> None:
        """Return once the turn is ours."""
        while not self.ours:
            await asyncio.sleep(self._lease.renew_every_s)
            await self.asked()

    async def lost(self) -> None:
        """Renew, and return once the turn is no longer ours."""
        while self.ours:
            await asyncio.sleep(self._lease.renew_every_s)
            await self.asked()

    async def let_go(self) -> None:
        """Best effort: without it, the next process waits until the lease has run out."""
        if not self.ours:
            return
        self.ours = False
        try:
            async with asyncio.timeout(LAST_WORDS):
                await self._lease.let_go()
        except Exception as error:
            log.info("telegram: the turn to poll was not given up (%s)", type(error).__name__)
