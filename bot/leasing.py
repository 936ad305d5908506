"""Leasing: a right that one process of the practice has at a time, kept in the database."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from bot.store import leases
from bot.store.database import Store

LASTS_S = 4.0  # a holder silent for so long counts as dead: the next poller is there within seconds
RENEW_EVERY_S = 1.0


class StoreLease:
    """One right, as one process sees it. Implements the port `Lease`; `ticks` gives seconds that only advance."""

    def __init__(self, store: Store, name: str, ticks: Callable[[], float]) -> None:
        self.lasts_s = LASTS_S
        self.renew_every_s = RENEW_EVERY_S
        self._store = store
        self._name = name
        self._owner = secrets.token_hex(8)
        self._ticks = ticks
        self._seen = ""  # what another holder wrote last ...
        self._since = 0.0  # ... and since when it has stood still

    async def hold(self) -> bool:
        """Take the right, or keep it: False while another process has it. Raises when the database is away."""
        still = bool(self._seen) and self._ticks() - self._since >= self.lasts_s
        there = await self._store.run(leases.hold, self._name, self._owner, self._seen if still else "")
        if there.startswith(self._owner):
            self._seen = ""
            return True
        if there != self._seen:
            self._seen, self._since = there, self._ticks()
        return False

    async def let_go(self) -> None:
        await self._store.run(leases.let_go, self._name, self._owner)
