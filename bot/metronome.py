"""The metronome: one beat a second over the two columns that say when something is due, and the hourly rounds."""

from __future__ import annotations

from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import housekeeping
from bot.core.ports import Clock
from bot.core.practice import Practice
from bot.engine import Engine
from bot.store import meta
from bot.store.database import Store

log = structlog.get_logger("metronome")

LAST_TIME = "last committed time"  # in meta, so that time does not go back over a restart
KEEP_TIME_EVERY = timedelta(seconds=10)
STALLED_S = 15  # the metronome beats every second


class Pulse:
    """What the metronome drives, and how long ago it last got through."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._beat = self._kept = clock.now()

    async def beat(self) -> None:
        """Everything due is carried out. A beat that fails is heard of through /readyz and tried again."""
        now_ = self._clock.now()
        try:
            await self._engine.tick()
            if now_ - self._kept >= KEEP_TIME_EVERY:
                await self._engine.store.run(meta.put, LAST_TIME, now_.isoformat())
                self._kept = now_
        except Exception:
            log.exception("a beat of the clock failed")
            return
        self._beat = now_

    def trouble(self) -> str:
        silent = (self._clock.now() - self._beat).total_seconds()
        return f"the clock has not got through for {silent:.0f} s" if silent > STALLED_S else ""


def metronome(pulse: Pulse, store: Store, practice: Practice, clock: Clock) -> AsyncIOScheduler:
    """One beat a second, and the practice's own rounds. No job belongs to a client."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )

    async def sweep() -> None:
        while await store.run(housekeeping.swept, practice.retention, clock.now()):
            pass

    async def pick_up() -> None:
        await store.run(housekeeping.picked_up, clock.now())

    scheduler.add_job(pulse.beat, "interval", seconds=1)
    scheduler.add_job(sweep, "interval", hours=1)
    scheduler.add_job(pick_up, "interval", seconds=20)
    return scheduler
