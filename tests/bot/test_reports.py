"""What became of a row is stored in the end: though the database was away, or this process slept and another has it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from bot import delivering, housekeeping
from bot.core.outgoing import Notice, Origin, PageCoaches, PostCard, Send
from bot.dispatcher import ASLEEP_S, Dispatcher
from bot.presence import MISSED, Presence
from bot.store import escalations, outbox
from bot.store.claiming import LEASE, Claimed, claim
from bot.store.database import Store
from bot.store.tx import Lane, Tx
from escalation.words import Result
from tests.bot.test_dispatcher import until
from tests.bot.test_engine import joined, seen, wrote
from tests.stories.house import House, practice

P = ParamSpec("P")
T = TypeVar("T")

RED = "I want to kill myself"


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    opened = House(database_url, tmp_path, practice())
    await opened.enter()
    await joined(opened, "mia")
    yield opened
    opened.leave()


class Sleeper:
    """A process that claims something, is stopped, and wakes when another has long been given the same thing."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.store = house.opened()
        self.store.start()

    async def claims_and_sleeps(self, lane: Lane) -> tuple[Claimed, Claimed]:
        """The row as it was claimed, and as the other process has claimed it since."""
        before = await self._claimed(self.store, lane)
        await self.house.store.run(outbox.reset_of, self.store.worker)
        return before, await self._claimed(self.house.store, lane)

    async def _claimed(self, store: Store, lane: Lane) -> Claimed:
        (row,) = await store.run(claim, lane, self.house.clock.now(), 1)
        return row


@pytest.fixture
def sleeper(house: House) -> Iterator[Sleeper]:
    other = Sleeper(house)
    yield other
    other.store.close()


async def on_the_wire(house: House, lane: Lane) -> list[Claimed]:
    """Nothing, while what `lane` has is being sent."""
    return await house.store.run(claim, lane, house.clock.now(), 10)


async def test_a_page_does_not_wait_for_a_card_whose_report_met_a_failing_database(house: House) -> None:
    posted = asyncio.Event()

    def away(_: str) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def break_it(_: str) -> None:
        if house.channel.cards() and not posted.is_set():
            posted.set()
            house.store.hook = away

    house.outside.interrupt = break_it
    running = asyncio.create_task(Dispatcher(house.store, house.world, house.clock, house.roads).run())
    await wrote(house, "mia", RED, "u1")
    await posted.wait()
    await asyncio.sleep(0.8)
    assert not seen(house, "page")
    house.store.hook = None
    await until(lambda: bool(seen(house, "page")))
    assert seen(house, "page")[0].startswith("Ana by slack")
    assert len(house.channel.cards()) == 1
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_sleeper_that_failed_does_not_fail_the_page_of_the_other(
    house: House, sleeper: Sleeper
) -> None:
    await wrote(house, "mia", RED, "u1")
    (card,) = await house.store.run(claim, "page", house.clock.now(), 1)
    await house.store.run(delivering.sent, house.world, card, "p1", house.clock.now())
    old, new = await sleeper.claims_and_sleeps("page")
    assert isinstance(old.what, PageCoaches)
    await sleeper.store.run(delivering.failed, house.world, old, "timeout", house.clock.now())
    assert await on_the_wire(house, "page") == [], "no other way, since the page is under way"
    await house.store.run(delivering.sent, house.world, new, "p2", house.clock.now())
    escalation = await house.latest_escalation("Mia")
    assert escalation is not None
    assert [page.result for page in escalation.pages] == [Result.SENT]


async def test_a_sleeper_that_failed_does_not_queue_again_what_the_other_sends(
    house: House, sleeper: Sleeper
) -> None:
    await house.store.run(
        outbox.put, None, None, (Send(Notice("look", ""), Origin.SAFETY, 1),), house.clock.now()
    )
    old, _ = await sleeper.claims_and_sleeps("coach")
    await sleeper.store.run(outbox.retry, old.id, house.clock.now(), "timeout")
    assert await on_the_wire(house, "coach") == []


async def test_whoever_slept_since_the_claim_sends_nothing_that_another_has(
    house: House, sleeper: Sleeper
) -> None:
    await house.store.run(
        outbox.put, None, None, (Send(Notice("look", ""), Origin.SAFETY, 1),), house.clock.now()
    )
    old, new = await sleeper.claims_and_sleeps("coach")
    long_ago = asyncio.get_running_loop().time() - ASLEEP_S - 1
    await Dispatcher(sleeper.store, house.world, house.clock, house.roads)._deliver("coach", old, long_ago)
    assert "look" not in seen(house, "notice")
    await Dispatcher(house.store, house.world, house.clock, house.roads)._deliver("coach", new, long_ago)
    assert "look" in seen(house, "notice"), "a slow claim that is still ours is sent"


async def test_of_two_cards_that_both_were_posted_the_first_stays(house: House, sleeper: Sleeper) -> None:
    await wrote(house, "mia", RED, "u1")
    old, new = await sleeper.claims_and_sleeps("page")
    assert isinstance(old.what, PostCard)
    first = await house.dispatcher._send(new)
    second = house.channel._post(old.what.escalation, house.channel.cards()[0].card).ref
    await house.store.run(delivering.sent, house.world, new, first, house.clock.now())
    await sleeper.store.run(delivering.sent, house.world, old, second, house.clock.now())
    await house.settle()
    assert await house.store.read(escalations.card_ref, old.what.escalation) == first
    assert [post.ref for post in house.channel.cards()] == [first]


async def test_nobodys_clock_decides_whether_another_living_process_is_lost(
    house: House, sleeper: Sleeper
) -> None:
    here, there = Presence(house.store), Presence(sleeper.store)
    await there.beat()
    await here.beat()
    await house.store.run(
        outbox.put, None, None, (Send(Notice("look", ""), Origin.SAFETY, 1),), house.clock.now()
    )
    await sleeper._claimed(sleeper.store, "coach")
    house.clock.move(2 * LEASE)
    assert await house.store.run(housekeeping.picked_up, house.clock.now()) == 0
    for _ in range(MISSED + 1):
        await here.beat()
    assert len(await on_the_wire(house, "coach")) == 1


async def test_what_a_living_process_has_lost_sight_of_it_picks_up_itself(house: House) -> None:
    await Presence(house.store).beat()
    await house.store.run(
        outbox.put, None, None, (Send(Notice("look", ""), Origin.SAFETY, 1),), house.clock.now()
    )
    assert len(await on_the_wire(house, "coach")) == 1
    house.clock.move(2 * LEASE)
    assert await house.store.run(housekeeping.picked_up, house.clock.now()) == 1


class Blinking(Store):
    """A store that cannot be read now and then."""

    away = False

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self.away:
            raise sqlite3.OperationalError("disk I/O error")
        return await super().read(fn, *args, **kwargs)


async def test_a_page_that_meets_an_unreadable_database_waits_for_it_and_fails_not(house: House) -> None:
    await wrote(house, "mia", RED, "u1")
    store = Blinking(house.url, house.vault, house.ledger)
    store.start()
    sender = Dispatcher(store, house.world, house.clock, house.roads)
    (card,) = await store.run(claim, "page", house.clock.now(), 1)
    await sender._deliver("page", card)
    (page,) = await store.run(claim, "page", house.clock.now(), 1)
    store.away = True
    asyncio.get_running_loop().call_later(0.3, setattr, store, "away", False)
    await sender._deliver("page", page)
    await house.settle()
    store.close()
    assert [text.partition(":")[0] for text in seen(house, "page")] == ["Ana by slack"]
