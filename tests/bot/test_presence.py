"""Processes among each other: who is alive, what becomes of a dead one's things, and a right that one has at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, PageCoaches, Send
from bot.presence import MISSED, Presence, Right
from bot.store import outbox
from bot.store.claiming import claim
from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.sealing import Vault
from escalation.words import Way

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Process:
    """A store of its own on the common database, and its presence."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.presence = Presence(store)
        self.right = Right(store, "poller")

    async def claimed(self) -> list[int]:
        return [row.id for row in await self.store.run(claim, "coach", NOW, 10)]


@pytest.fixture
async def processes(
    database_url: str, vault: Vault, tmp_path: Path
) -> AsyncIterator[tuple[Process, Process]]:
    stores = [Store(database_url, vault, Ledger(tmp_path / "erasures.jsonl")) for _ in range(2)]
    for store in stores:
        store.start()
    a, b = (Process(store) for store in stores)
    await a.presence.beat()
    await b.presence.beat()
    yield a, b
    for store in stores:
        store.close()


@asynccontextmanager
async def beating(process: Process) -> AsyncIterator[None]:
    """It beats between any two things that the test does."""

    async def on_and_on() -> None:
        while True:
            await process.presence.beat()
            await asyncio.sleep(0)

    task = asyncio.create_task(on_and_on())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def notice() -> Send:
    return Send(Notice("look", ""), Origin.SAFETY, PRIORITY_COACH)


async def test_what_a_dead_process_was_sending_is_sent_by_another(processes: tuple[Process, Process]) -> None:
    dead, heir = processes
    await dead.store.run(outbox.put, None, None, (notice(),), NOW)
    (row,) = await dead.claimed()
    for _ in range(MISSED - 1):
        await heir.presence.beat()
        assert await heir.claimed() == [], "it may still be at it"
    await heir.presence.beat()
    assert await heir.claimed() == [row]


async def test_a_page_that_a_dead_process_had_in_hand_is_not_repeated_once_somebody_acknowledged(
    processes: tuple[Process, Process],
) -> None:
    dead, heir = processes
    page = PageCoaches("E1", ("E1.1.1",), ("Ana",), Way.SLACK, "URGENT", 1)
    await dead.store.run(outbox.put, None, "E1", (Send(page, Origin.SAFETY, 0),), NOW)
    assert len(await dead.store.run(claim, "page", NOW, 10)) == 1
    await heir.store.run(outbox.withdraw_pages, "E1")
    for _ in range(MISSED):
        await heir.presence.beat()
    assert await heir.store.run(claim, "page", NOW, 10) == []


async def test_a_process_that_beats_is_never_buried(processes: tuple[Process, Process]) -> None:
    busy, other = processes
    await busy.store.run(outbox.put, None, None, (notice(),), NOW)
    assert len(await busy.claimed()) == 1
    for _ in range(3 * MISSED):
        await other.presence.beat()
        await busy.presence.beat()
    assert await other.claimed() == []


async def test_a_beat_in_between_begins_the_counting_anew(processes: tuple[Process, Process]) -> None:
    slow, other = processes
    assert await slow.right.hold()
    for _ in range(4):
        for _ in range(MISSED - 1):
            await other.presence.beat()
        await slow.presence.beat()
    assert not await other.right.hold()


async def test_a_process_that_ends_leaves_nothing_behind(processes: tuple[Process, Process]) -> None:
    ends, stays = processes
    await ends.store.run(outbox.put, None, None, (notice(),), NOW)
    (row,) = await ends.claimed()
    assert await ends.right.hold()
    await ends.presence.leave()
    assert await stays.claimed() == [row]
    assert await stays.right.hold()


async def test_of_two_only_one_holds_a_right_and_keeps_it(processes: tuple[Process, Process]) -> None:
    a, b = processes
    first, second = await asyncio.gather(a.right.hold(), b.right.hold())
    assert first != second
    holder, loser = (a, b) if first else (b, a)
    for _ in range(3):
        assert await holder.right.hold()
        assert not await loser.right.hold()
    await loser.right.let_go()  # which is not its own
    assert not await loser.right.hold()
    await holder.right.let_go()
    assert await loser.right.hold()


async def test_another_right_is_another_matter(processes: tuple[Process, Process]) -> None:
    a, b = processes
    assert await a.right.hold()
    assert await Right(b.store, "something else").hold()


async def test_a_dead_ones_right_is_free_and_if_it_was_only_asleep_it_hears_so(
    processes: tuple[Process, Process],
) -> None:
    asleep, heir = processes
    assert await asleep.right.hold()
    for _ in range(MISSED):
        await heir.presence.beat()
    assert await heir.right.hold()
    await asleep.presence.beat()
    assert not await asleep.right.hold()
    async with beating(asleep):
        for _ in range(2 * MISSED):
            await heir.presence.beat()
    assert await heir.right.hold()
