"""The whole engine beside the raw driver, and how soon a red message is a page.

    python -m bench.engine [--messages N] [--clients N] [--reds N] [--backlog N] [--url URL]

Throughput: check-ins in words from many clients, through triage, decide, seal, audit and Outbox, each committed
with full fsync before it counts. Latency: from the start of handling a red message until its page's request
begins, the card's before it, with and without a backlog of routine lines waiting for the same dispatcher.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import logging
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.store import raw
from bot import config
from bot.core.client import Client, Membership, Profile
from bot.core.outgoing import PRIORITY_ROUTINE, Origin, Say, Send, ToClient
from bot.core.ports import Review
from bot.core.update import Update, Wrote
from bot.dispatcher import Dispatcher, Roads
from bot.engine import Engine
from bot.opening import world_of
from bot.store import clients, outbox
from bot.store.database import Store
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tx import Tx
from escalation.handoff import Card
from escalation.words import Coach

WAITING = 64  # updates handed over at a time: what one long poll brings
LINES = (
    "/checkin",
    "4",
    "quite stressed today",
    "slept like a log",
    "a run with Tom",
    "rain all week",
    "/progress",
)
RED = "8k done, but honestly I don't want to be here anymore"


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Sink:
    """Both sides of the practice, taking everything at once and noting when a page began."""

    name: str = "slack"
    paged: dict[str, float] = field(default_factory=dict)
    _refs: itertools.count[int] = field(default_factory=itertools.count)

    async def send(self, what: ToClient) -> str:
        return str(next(self._refs))

    async def post_card(self, card: Card) -> str:
        return str(next(self._refs))

    async def page(
        self, ref: str, coaches: tuple[Coach, ...], headline: str, escalation: str, rev: int
    ) -> str:
        self.paged.setdefault(escalation, time.perf_counter())
        return str(next(self._refs))

    async def redraw_card(self, ref: str, card: Card) -> None: ...

    async def find_cards(self, escalation: str) -> tuple[str, ...]:
        return ()

    async def delete(self, ref: str) -> None: ...

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str:
        return str(next(self._refs))

    async def mark(self, post: str) -> None: ...

    async def notice(self, text: str, mention: Coach | None) -> str:
        return str(next(self._refs))

    async def post_review(self, review: Review, ref: str) -> str:
        return ref or str(next(self._refs))


def enrol(tx: Tx, number: int, now: datetime) -> None:
    profile = Profile(
        "en", "Europe/Berlin", days=(0, 1, 2, 3, 4, 5, 6), phone="", contact="", consent="1", consented_at=now
    )
    client = Client(
        f"c{number}", f"Client {number}", "Ana", channel="bench", chat=str(number), profile=profile
    )
    clients.insert(tx, replace(client, membership=Membership.ACTIVE), now)


def update(number: int, chat: int, text: str) -> Update:
    return Update("bench", str(number), str(chat), str(chat), datetime.now(UTC), Wrote(text, str(number)))


async def opened(url: str, people: int) -> Engine:
    migrate(url)
    store = Store(url, Vault(b"k" * 32))
    store.start()
    world = replace(world_of(config.sample(), config.Source.SAMPLE), coach_channel="slack")
    engine = Engine(store, world, WallClock())
    now = engine.clock.now()
    await asyncio.gather(*(store.run(enrol, number, now) for number in range(people)))
    return engine


async def throughput(url: str, messages: int, people: int) -> float:
    """Messages a second, committed."""
    engine = await opened(url, people)
    numbers = iter(range(messages))

    async def worker() -> None:
        for number in numbers:
            await engine.receive(update(number, number % people, LINES[number // people % len(LINES)]))

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(WAITING)))
    took = time.perf_counter() - begun
    engine.store.close()
    return messages / took


def _queue(tx: Tx, number: int, lines: int, now: datetime) -> None:
    client = clients.by_id(tx, f"c{number}")
    say = Send(
        Say(str(number), "Good morning. How is your energy?"),
        Origin.AUTOMATED,
        PRIORITY_ROUTINE,
        now + timedelta(hours=1),
    )
    outbox.put(tx, client, None, [say] * lines, now)


async def latency(url: str, reds: int, backlog: int) -> list[float]:
    """Milliseconds from the start of handling each red message to the start of its page, sorted."""
    engine = await opened(url, reds)
    sink = Sink()
    now = engine.clock.now()
    each = -(-backlog // reds)
    if backlog:
        await asyncio.gather(*(engine.store.run(_queue, number, each, now) for number in range(reds)))
    roads = Roads({"bench": sink}, sink, {}, lambda escalation, coach: "")
    sending = asyncio.create_task(Dispatcher(engine.store, engine.world, engine.clock, roads).run())
    await asyncio.sleep(0.5)
    waits: list[float] = []
    for number in range(reds):
        before = len(sink.paged)
        begun = time.perf_counter()
        await engine.receive(update(number, number, RED))
        while len(sink.paged) == before:
            await asyncio.sleep(0.0002)
        waits.append((list(sink.paged.values())[-1] - begun) * 1e3)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    engine.store.close()
    return sorted(waits)


def at(waits: list[float], percent: int) -> float:
    return waits[min(len(waits) - 1, len(waits) * percent // 100)]


def main() -> None:
    logging.disable(logging.CRITICAL)
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    wanted.add_argument("--messages", type=int, default=7_000)
    wanted.add_argument("--clients", type=int, default=500)
    wanted.add_argument("--reds", type=int, default=200)
    wanted.add_argument("--backlog", type=int, default=5_000)
    wanted.add_argument("--url", default="", help="another database, emptied beforehand; default: SQLite")
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory() as folder:

        def url(name: str) -> str:
            return asked.url or f"sqlite:///{folder}/{name}.db"

        whole = asyncio.run(throughput(url("engine"), asked.messages, asked.clients))
        limit = raw(Path(folder) / "raw.db", asked.messages, asked.clients)
        print(f"whole engine   {whole:8,.0f} messages/s (full fsync)")
        print(f"raw driver     {limit:8,.0f} messages/s (the same rows)   ratio {limit / whole:.1f}")
        for backlog in (0, asked.backlog):
            waits = asyncio.run(latency(url(f"red{backlog}"), asked.reds, backlog))
            print(
                f"red -> page, backlog {backlog:5,}: p50 {at(waits, 50):6.1f} ms   p99 {at(waits, 99):6.1f} ms"
            )


if __name__ == "__main__":
    main()
