"""One poller at a time: a second process stands by, takes over, and nobody falls silent with the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from adapters.telegram.adapter import Telegram, TelegramSettings
from bot.core.ports import Lease
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.emulators.telegram import TelegramEmulator

pytestmark = [
    # The library announces a change that our code is ready for.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]


@dataclass(slots=True)
class Right:
    """What processes share: who holds it until when, and whether it can be asked at all."""

    holder: str = ""
    ends_at: float = 0.0
    away: bool = False
    log: list[str] = field(default_factory=list)


class MemoryLease:
    """A real lease, in memory: as one process sees the Right."""

    def __init__(self, right: Right, owner: str) -> None:
        self.renew_every_s = 0.05
        self.lasts_s = 0.3
        self._right = right
        self._owner = owner

    async def hold(self) -> bool:
        if self._right.away:
            raise OSError("the database is away")
        now = asyncio.get_running_loop().time()
        if self._right.holder not in ("", self._owner) and now < self._right.ends_at:
            return False
        if self._right.holder != self._owner:
            self._right.log.append(f"{self._owner} takes it")
        self._right.holder, self._right.ends_at = self._owner, now + self.lasts_s
        return True

    async def let_go(self) -> None:
        if self._right.away:
            raise OSError("the database is away")
        if self._right.holder == self._owner:
            self._right.log.append(f"{self._owner} lets go")
            self._right.holder = ""


class HangingLease(MemoryLease):
    async def hold(self) -> bool:
        if self._right.away:
            await asyncio.Event().wait()
        return await super().hold()


@dataclass(slots=True)
class Process:
    """One of several on the same bot and the same database."""

    telegram: Telegram
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task


@asynccontextmanager
async def process(tg: TelegramEmulator, inbox: RecordingInbox, lease: Lease) -> AsyncIterator[Process]:
    settings = TelegramSettings(tg.token, tg.base_url, connect_s=1, read_s=1, poll_s=2)
    telegram = Telegram(settings, inbox, lease)
    running = Process(telegram, asyncio.create_task(telegram.run()))
    try:
        yield running
    finally:
        await running.stop()
        await telegram.close()


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        emulator.user(42, "Ana")
        yield emulator


async def test_two_processes_take_turns_and_nothing_is_heard_twice(tg: TelegramEmulator) -> None:
    right, first, second = Right(), RecordingInbox(), RecordingInbox()
    async with process(tg, first, MemoryLease(right, "first")) as one:
        await tg.user(42).send("to the first")
        await until(lambda: first.words == ["to the first"])
        async with process(tg, second, MemoryLease(right, "second")) as two:
            await until(lambda: two.telegram.healthy() == "")
            await tg.user(42).send("to the first again")
            await until(lambda: len(first.words) == 2)
            await asyncio.sleep(0.5)  # longer than the lease lasts: it is renewed beside the long poll
            assert not any(call.status == 409 for call in tg.log("getUpdates"))
            assert right.log == ["first takes it"]
            assert not second.begun

            await one.stop()
            await tg.user(42).send("to the second")
            await until(lambda: second.words == ["to the second"], 1)
            assert two.telegram.healthy() == ""
    assert right.log == ["first takes it", "first lets go", "second takes it", "second lets go"]
    assert not tg.unconfirmed


async def test_standing_by_is_healthy_and_asks_telegram_for_nothing(tg: TelegramEmulator) -> None:
    right, inbox = Right("another", ends_at=float("inf")), RecordingInbox()
    async with process(tg, inbox, MemoryLease(right, "me")) as standing_by:
        await until(lambda: standing_by.telegram.healthy() == "")
        await tg.user(42).send("hello")
        await asyncio.sleep(0.3)
        assert not tg.log("getUpdates")
    assert not tg.log("getUpdates"), "nor does it confirm anything when it stops"
    assert right.holder == "another", "nor gives up what is not its own"
    assert len(tg.unconfirmed) == 1


async def test_a_process_that_died_is_replaced_when_its_lease_runs_out(tg: TelegramEmulator) -> None:
    ends_at = asyncio.get_running_loop().time() + 0.4
    right, inbox = Right("dead", ends_at), RecordingInbox()
    await tg.user(42).send("is anybody there?")
    async with process(tg, inbox, MemoryLease(right, "heir")):
        await until(lambda: inbox.words == ["is anybody there?"], 2)
    assert asyncio.get_running_loop().time() > ends_at


async def test_a_lost_lease_ends_the_poll_at_once_and_confirms_nothing_more(tg: TelegramEmulator) -> None:
    right, inbox = Right(), RecordingInbox()
    async with process(tg, inbox, MemoryLease(right, "me")) as loser:
        await tg.user(42).send("mine")
        await until(lambda: not tg.unconfirmed)
        right.holder, right.ends_at = "another", float("inf")
        await asyncio.sleep(0.2)
        polls = len(tg.log("getUpdates"))
        await tg.user(42).send("the other's")
        await asyncio.sleep(0.2)
        assert inbox.words == ["mine"]
        assert loser.telegram.healthy() == ""
        await loser.stop()
        assert len(tg.log("getUpdates")) == polls
    assert len(tg.unconfirmed) == 1


async def test_what_is_being_stored_when_the_lease_is_lost_is_stored_and_comes_to_the_other_again(
    tg: TelegramEmulator,
) -> None:
    right, inbox = Right(), RecordingInbox()
    inbox.gate.clear()
    async with process(tg, inbox, MemoryLease(right, "me")):
        await tg.user(42).send("in between")
        await until(lambda: inbox.begun)
        right.holder, right.ends_at = "another", float("inf")
        await asyncio.sleep(0.15)
        inbox.gate.set()
        await until(lambda: inbox.words == ["in between"])
        await asyncio.sleep(0.2)
        assert len(tg.unconfirmed) == 1, "not confirmed by who has lost the turn"
        right.ends_at = 0.0
        await until(lambda: not tg.unconfirmed)
    assert inbox.words == ["in between"]
    assert len(inbox.begun) == 2


@pytest.mark.parametrize("kind", [MemoryLease, HangingLease])
async def test_while_the_database_is_away_the_holder_goes_on_fetching(
    kind: type[MemoryLease], tg: TelegramEmulator
) -> None:
    right, inbox = Right(), RecordingInbox()
    async with process(tg, inbox, kind(right, "me")):
        await until(lambda: right.holder == "me")
        right.away = True
        await asyncio.sleep(0.5)  # longer than the lease lasts
        await tg.user(42).send("I need somebody")
        await until(lambda: inbox.words == ["I need somebody"])
        right.away = False
        await tg.user(42).send("thank you")
        await until(lambda: len(inbox.words) == 2)
    assert right.log == ["me takes it", "me lets go"]


async def test_while_the_database_is_away_who_stood_by_goes_on_standing_by(tg: TelegramEmulator) -> None:
    right, inbox = Right("another", ends_at=float("inf")), RecordingInbox()
    async with process(tg, inbox, MemoryLease(right, "me")) as standing_by:
        await until(lambda: standing_by.telegram.healthy() == "")
        right.away = True
        await asyncio.sleep(0.3)
        assert not tg.log("getUpdates")


async def test_a_process_that_starts_while_the_database_is_away_listens_all_the_same(
    tg: TelegramEmulator,
) -> None:
    right, inbox = Right(away=True), RecordingInbox()
    await tg.user(42).send("I need somebody")
    async with process(tg, inbox, MemoryLease(right, "me")):
        await until(lambda: inbox.words == ["I need somebody"])


async def test_a_poller_outside_the_practice_is_named_and_forgotten_when_it_is_gone(
    tg: TelegramEmulator,
) -> None:
    right, inbox = Right(), RecordingInbox()
    fault = tg.faults.add("getUpdates", "status:409")
    async with process(tg, inbox, MemoryLease(right, "me")) as listening:
        await until(lambda: fault.hits >= 2)
        assert "another process" in listening.telegram.healthy()
        assert right.holder == "me", "the lease is kept meanwhile"
        tg.faults.clear()
        await tg.user(42).send("hello")
        await until(lambda: inbox.words == ["hello"])
        await until(lambda: listening.telegram.healthy() == "")


async def test_stopping_while_the_database_is_away_does_not_hang(tg: TelegramEmulator) -> None:
    right, inbox = Right(), RecordingInbox()
    async with process(tg, inbox, MemoryLease(right, "me")) as stopped:
        await until(lambda: right.holder == "me")
        right.away = True
        async with asyncio.timeout(5):
            await stopped.stop()
