"""The house that stories play in: the whole engine, store and dispatcher, with fakes only where the world begins.

`leave` and `enter` end the process and start another one on the same database. Nothing happens by itself:
`settle` sends what is queued, `pass_time` stops at every moment that something asked to be woken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import structlog
from sqlalchemy import func, select

from bot import housekeeping
from bot.core.client import Client
from bot.core.practice import CheckInRules, Practice, Question, Retention
from bot.desk import Invitation, Invited, invite
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.store import clients, escalations, outbox
from bot.store.claiming import Claimed, claim
from bot.store.database import Store, file_of
from bot.store.instants import instant, micros
from bot.store.ledger import Ledger
from bot.store.sealing import Vault
from bot.store.tables import clients as clients_table
from bot.store.tables import escalations as escalations_table
from bot.store.tables import outbox as outbox_table
from bot.store.tables import reviews as reviews_table
from bot.store.tx import Lane, Tx
from bot.texts import crisis_text, load_said
from bot.world import World
from escalation.redflags import RedFlags, load_packs
from escalation.triage import triage
from escalation.words import Coach, Escalation, Period, Policy, Role, Rotation, Step, Team, Way
from tests.fakes import ManualClock, Outside, RecordingChannel, RecordingPhone, RecordingWay

# Drawn with colours and locals, as structlog does unasked, one traceback takes seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(),
    ]
)

PROMPTS = Path(__file__).parents[2] / "prompts"
ZONE = "Europe/Berlin"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, ten in the morning in Berlin, Ana's week
LANES: tuple[Lane, ...] = ("page", "client", "coach")
RETRY_S = 20.0
REST = 100  # rounds after which a house that does not come to rest has a loop in it

ANA = Coach("Ana", Role.OWNER, "UANA", "1001", "+49 30 1", ("json://ana",))
BEN = Coach("Ben", Role.COACH, "UBEN", "", "+49 30 2", ("json://ben",))
CHLOE = Coach("Chloe", Role.ASSISTANT, "UCHLOE")
ROTATION = Rotation("week", ("Ana", "Ben"), Period.WEEKLY, 0, time(9), date(2026, 3, 2), ZONE)
TEAM = Team((ANA, BEN, CHLOE), (ROTATION,))
EVERY_WAY = (Way.SLACK, Way.TELEGRAM, Way.APPRISE)
POLICY = Policy(
    steps=(
        Step("oncall", timedelta(minutes=2), EVERY_WAY),
        Step("coach:Ben", timedelta(minutes=2), EVERY_WAY),
        Step("everybody", timedelta(minutes=5), EVERY_WAY),
    ),
    contact_within=timedelta(minutes=15),
    tell_client_after=timedelta(minutes=5),
    resolve_within=timedelta(hours=4),
    hand_back_within=timedelta(hours=4),
    repeat_every=timedelta(minutes=5),
    repeat_max=timedelta(minutes=20),
)
QUESTIONS = (
    Question("energy", scale=True),
    Question("stress", scale=True),
    Question("sleep", scale=True),
    Question("win", scale=False),
    Question("obstacle", scale=False),
)


@cache
def red_flags() -> RedFlags:
    return load_packs(PROMPTS / "redflags")


@cache
def practice() -> Practice:
    texts = load_said((PROMPTS,))
    return Practice(
        name="Harbour Coaching",
        zone=ZONE,
        country="DE",
        language="en",
        team=TEAM,
        policy=POLICY,
        review_within=timedelta(hours=24),
        checkin=CheckInRules(
            hour=time(18),
            days=(0, 1, 2, 3, 4, 5, 6),
            reminder_after=timedelta(hours=2),
            expire_after=timedelta(hours=12),
            quiet=(time(22), time(7)),
        ),
        retention=Retention(transcript=timedelta(days=365), audit=timedelta(days=1095)),
        texts=texts,
        crisis=crisis_text((PROMPTS,), "DE", texts),
        questions=QUESTIONS,
    )


def world_of(settled: Practice) -> World:
    flags = red_flags()
    return World(settled, lambda text: triage(text, flags), _zone_at, flags.version, "slack")


def _zone_at(latitude: float, longitude: float) -> str:
    return "America/New_York" if (latitude, longitude) == (40.7, -74.0) else ""


class OneByOne(Dispatcher):
    """The dispatcher, sending one row after the other instead of several at once, and retrying at a steady pace."""

    def _backoff(self, row: Claimed) -> float:
        return RETRY_S

    async def settle(self) -> int:
        """Send until nothing may go any more; how many rows were tried."""
        tried = 0
        for _ in range(REST):
            went = 0
            for lane in LANES:
                for row in await self.store.run(claim, lane, self.clock.now(), 24):
                    await self._deliver(lane, row)
                    went += 1
            tried += went
            if not went:
                return tried
        raise AssertionError("the Outbox does not come to rest")


class House:
    def __init__(self, url: str, folder: Path, settled: Practice, start: datetime = START) -> None:
        self.url = url
        self.vault = Vault(bytes(range(32)))
        self.ledger = Ledger(folder / "erasures.jsonl")
        self.clock = ManualClock(start)
        self.outside = Outside()
        self.phone = RecordingPhone(self.outside)
        self.channel = RecordingChannel(self.outside)
        self.roads = Roads(
            {"telegram": self.phone},
            self.channel,
            {way: RecordingWay(self.outside, way.value) for way in (Way.TELEGRAM, Way.APPRISE)},
            lambda escalation, coach: f"https://example.org/ack/{escalation}.{coach}",
            frozenset({"telegram", "slack"}),
            {"telegram": self.phone},
        )
        self.world = world_of(settled)
        self.store: Store
        self.engine: Engine
        self.dispatcher: OneByOne

    async def enter(self) -> None:
        """Start a process, as `serve` does."""
        self.store = self.opened()
        self.store.start()
        self.engine = Engine(self.store, self.world, self.clock)
        self.dispatcher = OneByOne(self.store, self.world, self.clock, self.roads)
        if file_of(self.url):
            await self.store.run(outbox.reset_sending)
        else:
            await self.store.run(housekeeping.picked_up, self.clock.now())
        await self.engine.recheck_holders()

    def opened(self) -> Store:
        return Store(self.url, self.vault, self.ledger)

    def leave(self) -> None:
        self.store.close()

    async def again(self) -> None:
        """Another process finds everything as this one left it."""
        self.leave()
        await self.enter()

    def staff(self, team: Team) -> None:
        """From the next start on, this is the team."""
        self.world = replace(self.world, practice=replace(self.world.practice, team=team))

    # --- time ------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        await self.dispatcher.settle()

    async def beat(self) -> None:
        """What is due now, and whatever follows from it at once."""
        for _ in range(REST):
            await self.engine.tick()
            went = await self.dispatcher.settle()
            next_ = await self.store.read(_next_due, self.clock.now())
            if not went and (next_ is None or next_ > self.clock.now()):
                return
        raise AssertionError("there is always something due")

    async def pass_time(self, by: timedelta) -> None:
        """Live through `by`, stopping wherever somebody asked to be woken."""
        end = self.clock.now() + by
        while True:
            await self.beat()
            due = await self.store.read(_next_due, self.clock.now())
            if due is None or due > end:
                break
            self.clock.move_to(due)
        self.clock.move_to(end)
        await self.beat()

    async def sleep(self, by: timedelta) -> None:
        """The machine sleeps and nothing runs; then it wakes."""
        self.clock.move(by)
        await self.again()
        await self.beat()

    # --- looking ---------------------------------------------------------------------------------------

    async def invite(self, wish: Invitation) -> Invited:
        return await self.store.run(invite, self.world.practice, wish, self.clock.now())

    async def client(self, name: str) -> Client | None:
        return await self.store.read(_client_at, name.lower())

    async def latest_escalation(self, name: str) -> Escalation | None:
        client = await self.client(name)
        found = await self.store.read(escalations.all_of, client.id) if client else []
        return found[-1] if found else None


def _client_at(tx: Tx, chat: str) -> Client | None:
    return clients.by_address(tx, "telegram", chat)


def _next_due(tx: Tx, now: datetime) -> datetime | None:
    """The next moment at which anything wants to be woken or read again, or is tried again after `now`."""
    c, e, o, r = clients_table.c, escalations_table.c, outbox_table.c, reviews_table.c
    queries = (
        select(func.min(c.wake_at)).where(c.wake_at >= c.wake_not_before),
        select(func.min(c.wake_not_before)).where(c.wake_at < c.wake_not_before),
        select(func.min(e.wake_at)).where(e.wake_at >= e.wake_not_before),
        select(func.min(e.wake_not_before)).where(e.wake_at < e.wake_not_before),
        select(func.min(o.not_before)).where(o.state == "queued", o.not_before > micros(now)),
        select(func.min(r.due_at)).where(r.state == "open"),
    )
    found = [tx.conn.execute(query).scalar() for query in queries]
    return instant(min(moments)) if (moments := [at for at in found if at is not None]) else None
