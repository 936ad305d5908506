"""Presence: this process among the others of the practice - who is alive, and a right that only one has at a time."""

from __future__ import annotations

import asyncio

import structlog

from bot.store import workers
from bot.store.database import Store

log = structlog.get_logger("presence")

BEAT_EVERY_S = 1.0
MISSED = 5  # of our own beats, each stored, in which another's has not moved: then it counts as dead


class Presence:
    """Beats, and buries the dead. Only needed where there can be others: on Postgres."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[int, int]] = {}  # another's beat, and in how many of ours it stood still

    async def run(self) -> None:
        """Until cancelled. While the database is away nobody beats, and nobody is buried."""
        while True:
            try:
                await self.beat()
            except Exception as error:
                log.warning("no beat", error=type(error).__name__)
            await asyncio.sleep(BEAT_EVERY_S)

    async def beat(self) -> None:
        others = await self._store.run(workers.beat)
        seen: dict[str, tuple[int, int]] = {}
        for worker, at in others.items():
            before, still = self._seen.get(worker, (0, 0))
            seen[worker] = (at, still + 1 if at == before else 0)
        self._seen = seen
        for worker, (at, still) in seen.items():
            if still >= MISSED and await self._store.run(workers.bury, worker, at):
                log.warning("a process has died; what it was sending is sent again", worker=worker)

    async def leave(self) -> None:
        await self._store.run(workers.leave)


class Right:
    """A right that one process of the practice has at a time. Implements the port `Lease`."""

    def __init__(self, store: Store, name: str) -> None:
        self.renew_every_s = BEAT_EVERY_S
        self._store = store
        self._name = name

    async def hold(self) -> bool:
        """Take the right, or keep it: False while another living process has it. Raises when the database is away."""
        return await self._store.run(workers.hold, self._name)

    async def let_go(self) -> None:
        await self._store.run(workers.let_go, self._name)
