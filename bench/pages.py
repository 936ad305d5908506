"""How soon a red message is a page, beside looking into the Outbox once a second.

    python -m bench.pages [--quick] [--json]

From the start of handling the message until the request of its first page begins - the card's before it - with an
empty queue and with a backlog of routine lines that wait for the channel's budget. On Postgres also with the page sent
by another process, which NOTIFY wakes.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bench.command import alone, silence
from bench.databases import Databases, Kind
from bench.practice import CHANNEL, MASTER_KEY, Sink, WallClock, opened, sample_world, store_at, update
from bench.scale import Scale
from bench.script import RED
from bench.table import Part, Row, figure
from bot.core.outgoing import PRIORITY_ROUTINE, Origin, Say, Send
from bot.decide import escalation_id
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.store import clients, outbox
from bot.store.database import Store
from bot.store.sealing import Vault
from bot.store.tx import Lane, Tx
from escalation.words import Coach

POLLED_S = 1.0
APART_S = 0.05  # between two red messages while polling, on average: they meet the poller at any moment of its second
PATIENCE_S = 20
START_S = 60  # of another process, on a busy machine
STARTED_S = 0.7  # by then a dispatcher has looked once, and on Postgres its store listens
SENDING = "sending"
CLIENTS_OF_BACKLOG = 100
SPREAD = random.Random(20)  # the same pauses in every run


class DeafStore(Store):
    """Tells no dispatcher of its commits."""

    def on_wake(self, lane: Lane, callback: Callable[[], None]) -> None: ...


class PollingDispatcher(Dispatcher):
    """Looks once a second; what follows from its own sending - the page after its card - it does at once."""

    async def _sleep(self, lane: Lane) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(POLLED_S):
                await self._wakes[lane].wait()
        self._wakes[lane].clear()


class Sender(Enum):
    """Who sends the page, and how it hears that there is one."""

    WOKEN = "woken here"
    POLLING = "polling here"
    WOKEN_ELSEWHERE = "woken elsewhere"
    POLLING_ELSEWHERE = "polling elsewhere"

    @property
    def polls(self) -> bool:
        return self in (Sender.POLLING, Sender.POLLING_ELSEWHERE)

    @property
    def elsewhere(self) -> bool:
        return self in (Sender.WOKEN_ELSEWHERE, Sender.POLLING_ELSEWHERE)

    def store(self, url: str) -> Store:
        return DeafStore(url, Vault(MASTER_KEY)) if self.polls else store_at(url)

    def dispatcher(self, engine: Engine, sink: Sink) -> Dispatcher:
        kind = PollingDispatcher if self.polls else Dispatcher
        roads = Roads({CHANNEL: sink}, sink, {}, lambda escalation, coach: "")
        return kind(engine.store, engine.world, engine.clock, roads)


@dataclass(frozen=True, slots=True)
class Waits:
    """Of one repetition, in milliseconds."""

    median: float
    late: float  # the 99th percentile


def measured(databases: Databases, scale: Scale) -> Part:
    rows: list[Row] = []
    for kind in databases.kinds:
        for queued in scale.queues:
            name = f"{kind}, {queued:,} queued"
            woken, polled = (
                _run(databases, kind, scale, queued, how) for how in (Sender.WOKEN, Sender.POLLING)
            )
            rows += _rows(name, woken, "polling each second", polled)
            if kind == "Postgres":
                senders = (Sender.WOKEN_ELSEWHERE, Sender.POLLING_ELSEWHERE)
                woken, polled = (_run(databases, kind, scale, queued, how) for how in senders)
                rows += _rows(f"{name}, sent by another process", woken, "it polls each second", polled)
    return Part(
        "Red message to page: from the start of handling until the page's request begins", tuple(rows)
    )


def _rows(name: str, ours: list[Waits], beside: str, theirs: list[Waits]) -> list[Row]:
    rows: list[Row] = []
    for which, mine, other in (
        (
            "p50",
            figure([waits.median for waits in ours], "ms"),
            figure([waits.median for waits in theirs], "ms"),
        ),
        ("p99", figure([waits.late for waits in ours], "ms"), figure([waits.late for waits in theirs], "ms")),
    ):
        rows.append(Row(f"{name}: {which}", mine, beside, other, other.middle / mine.middle, "sooner than"))
    return rows


def _run(databases: Databases, kind: Kind, scale: Scale, queued: int, sender: Sender) -> list[Waits]:
    url = databases.new(kind)
    try:
        return asyncio.run(_timed(url, scale, queued, sender))
    finally:
        databases.drop(url)


async def _timed(url: str, scale: Scale, queued: int, sender: Sender) -> list[Waits]:
    """One installation for all repetitions; the first is the warm-up."""
    reds = scale.reds * (scale.times + 1)
    engine = await opened(url, reds + CLIENTS_OF_BACKLOG, sender.store(url))
    await _queue_backlog(engine, reds, queued)
    waits: list[Waits] = []
    async with _elsewhere(url, sender) if sender.elsewhere else _here(engine, sender) as paged:
        for repetition in range(scale.times + 1):
            numbers = range(repetition * scale.reds, (repetition + 1) * scale.reds)
            if sender.polls:
                took = await _any_moment(engine, paged, numbers)
            else:
                took = await _one_by_one(engine, paged, numbers)
            if repetition:
                waits.append(took)
    engine.store.close()
    return waits


async def _queue_backlog(engine: Engine, first: int, lines: int) -> None:
    each = -(-lines // CLIENTS_OF_BACKLOG) if lines else 0
    now = engine.clock.now()
    if each:
        numbers = range(first, first + CLIENTS_OF_BACKLOG)
        await asyncio.gather(*(engine.store.run(_queue, number, each, now) for number in numbers))


def _queue(tx: Tx, number: int, lines: int, now: datetime) -> None:
    client = clients.by_id(tx, f"c{number}")
    say = Send(
        Say(str(number), "Good morning. How is your energy?"),
        Origin.AUTOMATED,
        PRIORITY_ROUTINE,
        now + timedelta(hours=1),
    )
    outbox.put(tx, client, None, [say] * lines, now)


# --- the messages ---------------------------------------------------------------------------------------------

Paged = Callable[[str], float | None]  # when the escalation's page began, once it has


async def _one_by_one(engine: Engine, paged: Paged, numbers: range) -> Waits:
    """Each when the one before has been paged: nothing but the backlog stands in its way."""
    waits: list[float] = []
    for number in numbers:
        red = update(number, number, RED)
        begun = time.perf_counter()
        await engine.receive(red)
        waits.append((await _page_of(paged, escalation_id(red)) - begun) * 1e3)
    return _of(waits)


async def _any_moment(engine: Engine, paged: Paged, numbers: range) -> Waits:
    """At any moment of the poller's second."""

    async def one(number: int) -> float:
        red = update(number, number, RED)
        begun = time.perf_counter()
        await engine.receive(red)
        return (await _page_of(paged, escalation_id(red)) - begun) * 1e3

    tasks = []
    for number in numbers:
        tasks.append(asyncio.create_task(one(number)))
        await asyncio.sleep(SPREAD.uniform(0, 2 * APART_S))
    return _of(list(await asyncio.gather(*tasks)))


async def _page_of(paged: Paged, escalation: str) -> float:
    gives_up = time.perf_counter() + PATIENCE_S
    while (at := paged(escalation)) is None:
        if time.perf_counter() > gives_up:
            raise AssertionError(f"no page within {PATIENCE_S} s")
        await asyncio.sleep(0.002)
    return at


def _of(waits: list[float]) -> Waits:
    waits.sort()
    return Waits(waits[len(waits) // 2], waits[min(len(waits) - 1, len(waits) * 99 // 100)])


# --- who sends ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _here(engine: Engine, sender: Sender) -> AsyncIterator[Paged]:
    """A dispatcher in this process."""
    sink = Sink()
    sending = asyncio.create_task(sender.dispatcher(engine, sink).run())
    await asyncio.sleep(STARTED_S)
    yield sink.paged.get
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)


@asynccontextmanager
async def _elsewhere(url: str, sender: Sender) -> AsyncIterator[Paged]:
    """A dispatcher in another process, which tells when its pages began: both read the same clock of the machine."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.pages", SENDING, url, sender.name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    out = process.stdout
    paged: dict[str, float] = {}

    async def listen() -> None:
        while line := await out.readline():
            escalation, at = json.loads(line)
            paged[escalation] = at

    try:
        await asyncio.wait_for(out.readline(), START_S)
        listening = asyncio.create_task(listen())
        yield paged.get
        listening.cancel()
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), START_S)
        except TimeoutError:
            process.kill()
            await process.wait()


class TellingSink(Sink):
    """Prints when each page began."""

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        posted = await super().page(ref, coaches, headline, escalation, rev)
        print(json.dumps([escalation, self.paged[escalation]]), flush=True)
        return posted


async def _send_for_ever(url: str, sender: Sender) -> None:
    """Until the other side closes our input."""
    store = sender.store(url)
    store.start()
    engine = Engine(store, sample_world(), WallClock())
    sending = asyncio.create_task(sender.dispatcher(engine, TellingSink()).run())
    await asyncio.sleep(STARTED_S)
    print("sending", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    store.close()


if __name__ == "__main__":
    if sys.argv[1:2] == [SENDING]:
        silence()
        asyncio.run(_send_for_ever(sys.argv[2], Sender[sys.argv[3]]))
    else:
        alone(measured, __doc__)
