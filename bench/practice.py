"""A practice to measure: an engine with active clients, and both its sides taking everything at once."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

from bot import config
from bot.core.client import Client, Membership, Profile
from bot.core.outgoing import ToClient
from bot.core.ports import FoundCard, HandedOn, Review
from bot.core.update import Update, Wrote
from bot.engine import Engine
from bot.opening import world_of
from bot.store import clients
from bot.store.database import Store
from bot.store.sealing import Vault
from bot.store.tx import Tx
from bot.world import World
from escalation.handoff import Card
from escalation.words import Coach

CHANNEL = "bench"
MASTER_KEY = b"k" * 32
WAITING = 64  # messages handed over at a time: what one long poll brings


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Sink:
    """Both sides of the practice; notes when each escalation's first page began, by `time.perf_counter`."""

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

    async def cards_since(self, since: datetime) -> tuple[FoundCard, ...]:
        return ()

    async def delete(self, ref: str) -> None: ...

    async def post_in_thread(self, ref: str, text: str, mention: Coach | None, quoting: bool) -> str:
        return str(next(self._refs))

    async def post_file(self, ref: str, file: HandedOn) -> str:
        return str(next(self._refs))

    async def mark(self, post: str) -> None: ...

    async def notice(self, text: str, mention: Coach | None) -> str:
        return str(next(self._refs))

    async def post_review(self, review: Review, ref: str) -> str:
        return ref or str(next(self._refs))


@cache
def sample_world() -> World:
    """The sample practice as a coach channel of ours sees it."""
    return replace(world_of(config.sample(), config.Source.SAMPLE), coach_channel="slack")


def client(number: int, channel: str, chat: str, now: datetime) -> Client:
    """An active client in Berlin, with nothing more to be asked."""
    profile = Profile(
        "en", "Europe/Berlin", days=(0, 1, 2, 3, 4, 5, 6), phone="", contact="", consent="1", consented_at=now
    )
    return Client(
        f"c{number}",
        f"Client {number}",
        "Ana",
        channel=channel,
        chat=chat,
        membership=Membership.ACTIVE,
        profile=profile,
    )


def enrol(tx: Tx, number: int, now: datetime) -> None:
    clients.insert(tx, client(number, CHANNEL, str(number), now), now)


def update(number: int, chat: int, text: str) -> Update:
    return Update(CHANNEL, str(number), str(chat), str(chat), datetime.now(UTC), Wrote(text, str(number)))


def store_at(url: str) -> Store:
    return Store(url, Vault(MASTER_KEY))


async def opened(url: str, people: int, store: Store | None = None) -> Engine:
    """An engine on a migrated, empty database, with so many clients."""
    store = store or store_at(url)
    store.start()
    engine = Engine(store, sample_world(), WallClock())
    now = engine.clock.now()
    await asyncio.gather(*(store.run(enrol, number, now) for number in range(people)))
    return engine
