"""The dispatcher with its loops running: what goes, what waits for whom, and what a hold stops in the last moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import RateLimited
from bot.core.outgoing import PRIORITY_REPLY, Origin, Say, Send, ToClient
from bot.dispatcher import Dispatcher, Roads
from bot.store import outbox
from bot.store.tx import Tx
from tests.bot.test_engine import joined, seen, wrote
from tests.fakes import RecordingPhone
from tests.stories.house import House, practice

PATIENCE = 10  # seconds until a test gives up


class Fussy(RecordingPhone):
    """A channel that asks one chat to slow down."""

    slow = ""

    async def send(self, what: ToClient) -> str:
        if what.chat == self.slow:
            raise RateLimited("Too Many Requests", 30)
        return await super().send(what)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    opened = House(database_url, tmp_path, practice())
    opened.phone = Fussy(opened.outside)
    opened.roads = Roads(
        {"telegram": opened.phone},
        opened.channel,
        opened.roads.ways,
        opened.roads.ack_link,
        opened.roads.unlimited,
    )
    await opened.enter()
    for name in ("mia", "tom"):
        await joined(opened, name)
    running = asyncio.create_task(Dispatcher(opened.store, opened.world, opened.clock, opened.roads).run())
    await asyncio.sleep(0)
    yield opened
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    opened.leave()


async def test_a_commit_wakes_the_loops_and_card_and_page_go_out(house: House) -> None:
    await wrote(house, "mia", "I want to kill myself", "u1")
    await until(lambda: bool(seen(house, "page")) and bool(seen(house, "card")))
    assert len(house.channel.cards()) == 1


async def test_a_chat_that_must_wait_delays_no_other(house: House) -> None:
    assert isinstance(house.phone, Fussy)
    house.phone.slow = "mia"
    await wrote(house, "mia", "/checkin", "u1")
    await wrote(house, "tom", "/checkin", "u2")
    await until(lambda: any("How is your energy?" in text for text in seen(house, "Handrail to Tom")))
    assert not any("How is your energy?" in text for text in seen(house, "Handrail to Mia"))


async def test_an_automated_line_is_not_sent_to_somebody_who_is_held(house: House) -> None:
    """Even one that was queued after the hold, by a fault of ours."""
    await wrote(house, "mia", "I want to kill myself", "u1")
    client = await house.client("mia")
    assert client is not None

    def by_mistake(tx: Tx) -> None:
        send = Send(Say("mia", "How was your day?"), Origin.AUTOMATED, PRIORITY_REPLY)
        after = Send(Say("mia", "after it"), Origin.SAFETY, PRIORITY_REPLY)
        outbox.put(tx, client, None, (send, after), house.clock.now())

    await house.store.run(by_mistake)
    await until(lambda: "after it" in seen(house, "Handrail to Mia"))
    assert "How was your day?" not in seen(house, "Handrail to Mia")


async def test_what_was_not_sent_in_time_is_not_sent_at_all(house: House) -> None:
    client = await house.client("tom")
    now = house.clock.now()

    def queue(tx: Tx) -> None:
        late = Send(Say("tom", "too late"), Origin.AUTOMATED, PRIORITY_REPLY, now - timedelta(seconds=1))
        after = Send(Say("tom", "in time"), Origin.AUTOMATED, PRIORITY_REPLY, now + timedelta(hours=1))
        outbox.put(tx, client, None, (late, after), now)

    await house.store.run(queue)
    await until(lambda: "in time" in seen(house, "Handrail to Tom"))
    assert "too late" not in seen(house, "Handrail to Tom")


async def test_a_page_that_fails_goes_another_way_at_once(house: House) -> None:
    house.outside.down.add("slack")
    await wrote(house, "mia", "I want to kill myself", "u1")
    await until(lambda: bool(seen(house, "page")))
    assert seen(house, "page")[0].startswith("Ana by telegram: URGENT")
