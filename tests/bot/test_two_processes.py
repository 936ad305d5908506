"""Two processes on one Postgres, at the same moment on the same work: each thing is done once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.core.client import Client, Membership, Profile
from bot.core.outgoing import PRIORITY_ROUTINE, Origin, PageCoaches, PostCard, Say, Send
from bot.core.update import Update, Wrote
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.store import clients, escalations, outbox, reviews
from bot.store.claiming import Claimed, claim
from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tx import Tx
from escalation.words import State, Way
from tests.fakes import ManualClock, Outside, RecordingChannel, RecordingPhone
from tests.postgres import Postgres
from tests.stories.house import practice, world_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
CROWD = 60
RED = "I want to kill myself"


class Pair:
    """Two engines, each with a store and a dispatcher of its own; the world outside and its clock are one."""

    def __init__(self, stores: tuple[Store, Store]) -> None:
        self.clock = ManualClock(NOW)
        self.outside = Outside()
        self.phone = RecordingPhone(self.outside)
        self.channel = RecordingChannel(self.outside)
        self.world = world_of(practice())
        self.stores = stores
        self.engines = tuple(Engine(store, self.world, self.clock) for store in stores)
        roads = Roads({"telegram": self.phone}, self.channel, {}, lambda escalation, coach: "", _UNLIMITED)
        self.dispatchers = [Dispatcher(store, self.world, self.clock, roads) for store in stores]

    async def tick(self) -> None:
        await asyncio.gather(*(engine.tick() for engine in self.engines))

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(dispatcher.run()) for dispatcher in self.dispatchers]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def said(self, count: int) -> list[str]:
        """Everything that clients were told, once it is `count` lines and some time for a line too many has passed."""
        async with asyncio.timeout(20):
            while len(self.phone.bubbles) < count:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.7)
        return [bubble.chat for bubble in self.phone.bubbles]


_UNLIMITED = frozenset({"telegram", "slack"})


def somebody(number: int) -> Client:
    profile = Profile("en", "UTC", days=tuple(range(7)), phone="", contact="", consent="1", consented_at=NOW)
    client = Client(
        f"c{number}", f"Mia {number}", "Ana", channel="telegram", chat=f"mia{number}", profile=profile
    )
    return replace(client, membership=Membership.ACTIVE)


@pytest.fixture
async def pair(postgres: Postgres, vault: Vault, tmp_path: Path) -> AsyncIterator[Pair]:
    url = postgres.database()
    migrate(url)
    first, second = (Store(url, vault, Ledger(tmp_path / "erasures.jsonl")) for _ in range(2))
    for store in (first, second):
        store.start()
    yield Pair((first, second))
    for store in (first, second):
        store.close()
    postgres.drop(url)


async def test_everybody_is_asked_once(pair: Pair) -> None:
    due = NOW + HOUR
    for number in range(CROWD):
        waiting = replace(somebody(number), next_checkin_at=due, wake_at=due)
        await pair.stores[0].run(clients.insert, waiting, NOW)
    pair.clock.move_to(due)
    await asyncio.gather(pair.tick(), pair.tick())
    await pair.tick()
    async with pair.sending():
        told = Counter(await pair.said(CROWD))
    assert told == {f"mia{number}": 1 for number in range(CROWD)}


async def test_a_ladder_climbs_one_rung_at_a_time(pair: Pair) -> None:
    await pair.stores[0].run(clients.insert, somebody(1), NOW)
    red = Update("telegram", "1", "mia1", "mia1", NOW, Wrote(RED, "m1"))
    await asyncio.gather(*(engine.receive(red) for engine in pair.engines))
    (opened,) = await pair.stores[0].read(escalations.open_ones)
    assert opened.wake_at is not None
    rungs = []
    for _ in range(3):
        (waiting,) = await pair.stores[1].read(escalations.open_ones)
        assert waiting.state is State.OPEN
        assert waiting.wake_at is not None
        pair.clock.move_to(max(waiting.wake_at, pair.clock.now()))
        await asyncio.gather(pair.tick(), pair.tick())
        (climbed,) = await pair.stores[0].read(escalations.open_ones)
        rungs.append(len({page.id.rsplit(".", 1)[0] for page in climbed.pages}))
    assert rungs == [2, 3, 4], "one wake is one rung, whoever carries it out"


async def test_an_overdue_review_is_chased_once(pair: Pair) -> None:
    def waits(tx: Tx) -> None:
        clients.insert(tx, somebody(1), NOW)
        reviews.open(tx, "R1", "c1", "my knee hurts", ("injury",), NOW + HOUR, NOW)
        reviews.set_ref(tx, "R1", "p0")

    await pair.stores[0].run(waits)
    pair.clock.move(2 * HOUR)
    await asyncio.gather(pair.tick(), pair.tick(), pair.tick())
    async with pair.sending():
        await asyncio.sleep(1.5)
    assert [line.where for line in pair.outside.lines] == ["notice"]


async def test_what_waits_is_sent_once_and_in_order_per_chat(pair: Pair) -> None:
    lines = 5
    for number in range(10):
        client = somebody(number)
        await pair.stores[0].run(clients.insert, client, NOW)
        sends = [
            Send(Say(client.chat, f"line {line}"), Origin.AUTOMATED, PRIORITY_ROUTINE, NOW + HOUR)
            for line in range(lines)
        ]
        await pair.stores[number % 2].run(outbox.put, client, None, sends, NOW)
    async with pair.sending():
        await pair.said(10 * lines)
    for number in range(10):
        mine = [bubble.text for bubble in pair.phone.bubbles if bubble.chat == f"mia{number}"]
        assert mine == [f"line {line}" for line in range(lines)]


async def test_a_page_waits_for_a_card_that_another_process_is_claiming_just_now(pair: Pair) -> None:
    card = Send(PostCard("E1"), Origin.SAFETY, 0)
    page = Send(PageCoaches("E1", ("E1.1.1",), ("Ana",), Way.SLACK, "URGENT", 1), Origin.SAFETY, 0)
    here, there = pair.stores
    await here.run(outbox.put, None, None, (card, page), NOW)
    claimed, go_on = Event(), Event()

    def slowly(tx: Tx) -> list[Claimed]:
        rows = claim(tx, "page", NOW, 1)
        claimed.set()
        go_on.wait(5)
        return rows

    slow = asyncio.create_task(here.run(slowly))
    await asyncio.to_thread(claimed.wait, 5)
    assert await there.run(claim, "page", NOW, 10) == []
    go_on.set()
    assert [row.what for row in await slow] == [card.what]
    assert await there.run(claim, "page", NOW, 10) == []
