"""The engine: one road for everything that happens.

Dedupe, lock, load, triage, decide, save, Outbox, audit - one commit.

Each coroutine returns after the commit, or raises with nothing stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from bot import acting, desk, receiving
from bot.core.acts import Act, ActReply
from bot.core.client import Client
from bot.core.events import WakeCame
from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, Send
from bot.core.ports import Clock
from bot.core.update import Update, words_of
from bot.store import clients, escalations, outbox, reviews
from bot.store.database import Store
from bot.store.outage import is_down
from bot.store.tx import Tx
from bot.world import World
from escalation.words import Finding, Lane, Verdict

log = structlog.get_logger("engine")

CATCH_UP = 50  # beats after which a jump gives up on reaching rest
UNREAD = Verdict(
    Lane.REVIEW,
    (Finding("cannot_tell", Lane.REVIEW, "floor.failed", "", 0, 0, "the floor could not read it"),),
)
FAILED = "This failed through a fault of ours, and nothing was changed. Please tell whoever runs this."
STORED_WITHIN_S = 10.0  # a database that takes longer hangs, which is as bad as refusing; see bot/alarm.py
SWEEP = 200  # wakes carried out in one go; the rest follows with the next


class OutageAlarm(Protocol):
    """Hears of every Update that the database refused, and that it takes them again."""

    async def refused(self, update: Update, verdict: Verdict, since: datetime) -> None: ...

    def all_clear(self) -> None: ...


class Engine:
    """What channels see as their Inbox, and what the clock drives."""

    def __init__(self, store: Store, world: World, clock: Clock) -> None:
        self.store = store
        self.world = world
        self.clock = clock
        self.alarm: OutageAlarm | None = None
        self.stored_within_s = STORED_WITHIN_S

    # --- channels -------------------------------------------------------------------------------------

    async def receive(self, update: Update) -> None:
        """Handle `update` exactly once. Only after this returns may the channel be told that it arrived."""
        words = words_of(update.body)
        verdict = self._read(words) if words else Verdict(Lane.ROUTINE)
        now = self.clock.now()
        try:
            await self._stored(update, verdict, now)
        except Exception:
            if self.alarm is not None:
                await self.alarm.refused(update, verdict, now)
            raise
        if self.alarm is not None:
            self.alarm.all_clear()

    async def _stored(self, update: Update, verdict: Verdict, now: datetime) -> None:
        """On record one way or another; raises when not even as a message that we fail over."""
        steps: list[Callable[[Tx], None]] = [
            lambda tx: receiving.received(tx, self.world, update, verdict, now)
        ]
        error = await self._first_that_works(steps, update)
        if error is None:
            return
        name = type(error).__name__
        steps = [lambda tx: receiving.poisoned(tx, self.world, update, verdict, now, name)]
        if verdict.lane is Lane.URGENT:
            steps.append(lambda tx: receiving.paged_regardless(tx, self.world, update, verdict, now))
        steps.append(lambda tx: receiving.kept_regardless(tx, self.world, update, verdict, now, name))
        left = await self._first_that_works(steps, update)
        if left is not None:
            raise left

    def _read(self, words: str) -> Verdict:
        """What the floor says; what it fails over is for a person to read."""
        try:
            return self.world.triage(words)
        except Exception:
            log.exception("the floor failed over a message")
            return UNREAD

    async def _first_that_works(self, steps: list[Callable[[Tx], None]], update: Update) -> Exception | None:
        """None once a step has been committed; else the last error. What the database refuses is raised at once."""
        last: Exception | None = None
        for step in steps:
            try:
                async with asyncio.timeout(self.stored_within_s):
                    await self.store.run(step)
            except Exception as error:
                if is_down(error):
                    raise
                log.exception("an update could not be handled", channel=update.channel, update=update.id)
                last = error
            else:
                return None
        return last

    async def act(self, act: Act) -> ActReply:
        """Carry out what a coach did; the reply is for that coach alone."""
        try:
            return await self.store.run(acting.acted, self.world, act, self.clock.now())
        except Exception as error:
            if is_down(error):
                raise
            # Delivered again it would fail again, and hold up whatever comes behind it.
            log.exception("an act could not be carried out", via=act.via, did=type(act.doing).__name__)
            return ActReply(FAILED)

    async def ask(self, user: str, via: str, words: str) -> str:
        """Answer a coach's `/handrail` command in plain text."""
        return await self.store.run(desk.answered, self.world, user, via, words, self.clock.now())

    # --- the clock ------------------------------------------------------------------------------------

    async def tick(self) -> None:
        """Carry out what is due: ladders first, each by itself, then conversations, then reviews."""
        now = self.clock.now()
        ladders = await self.store.read(escalations.due, now, SWEEP)
        await asyncio.gather(
            *(self._woken(escalations.back_off, id_, now, acting.ladder_due) for id_ in ladders)
        )
        # Submitted together, so that they share commits; each is still a job of its own.
        talks = await self.store.read(clients.due, now, SWEEP)
        await asyncio.gather(*(self._woken(clients.back_off, id_, now, conversation_woken) for id_ in talks))
        if await self.store.read(reviews.due, now):
            await self.store.run(acting.chased, self.world, now)

    async def catch_up(self) -> None:
        """After a jump of the clock: beats until nothing is due any more."""
        for _ in range(CATCH_UP):
            await self.tick()
            now = self.clock.now()
            due = await self.store.read(escalations.due, now, 1) + await self.store.read(clients.due, now, 1)
            if not due:
                return

    async def _woken(
        self,
        back_off: Callable[[Tx, str, datetime], None],
        id_: str,
        now: datetime,
        wake: Callable[[Tx, World, str, datetime], None],
    ) -> None:
        """One wake. If it raises it is tried again later, and a coach is told."""
        try:
            await self.store.run(wake, self.world, id_, now)
        except Exception as error:
            if is_down(error):
                raise
            log.exception("a wake failed", id=id_)
            text = f"Something due for {id_} failed ({type(error).__name__}) and is tried again. Please look at it."
            owner = self.world.practice.coach_of("")  # it may be a ladder: somebody has to hear of it
            notice = Notice(text, owner.name if owner else "")
            await self.store.run(_backed_off, back_off, id_, notice, now)

    async def recheck_holders(self) -> None:
        """At start: whoever has left the team holds nothing any more."""
        now = self.clock.now()
        for escalation in await self.store.read(escalations.open_ones):
            if escalation.holder and self.world.practice.team.named(escalation.holder) is None:
                await self._woken(escalations.back_off, escalation.id, now, acting.ladder_woken)


def conversation_woken(tx: Tx, world: World, id_: str, now: datetime) -> None:
    if not clients.take_due(tx, id_, now):
        return
    client: Client | None = clients.by_id(tx, id_)
    if client is not None:
        held_by = escalations.by_id(tx, client.held_by) if client.held_by else None
        receiving.decided(tx, world, client, held_by, WakeCame(), {"wake": str(client.wake_at)}, None, now)


def _backed_off(
    tx: Tx, back_off: Callable[[Tx, str, datetime], None], id_: str, notice: Notice, now: datetime
) -> None:
    back_off(tx, id_, now)
    outbox.put(tx, None, None, (Send(notice, Origin.SAFETY, PRIORITY_COACH),), now)
