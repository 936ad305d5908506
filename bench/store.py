"""The store alone, without triage and deciding, beside the raw driver writing the same rows.

    python -m bench.store [--quick] [--json]

One message: the Update's first sight, the client found and opened, an audit entry, the client saved, two lines of
transcript, one row of the Outbox; 64 jobs wait at any time.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench import raw
from bench.command import alone
from bench.databases import Databases, Kind
from bench.practice import WAITING, opened
from bench.scale import Scale
from bench.script import LINES
from bench.table import Part, Row, figure
from bot.core.outgoing import PRIORITY_REPLY, Origin, Say, Send
from bot.store import audit, clients, outbox, transcript, updates
from bot.store.tx import Tx

START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)
HEARD = "8k in 44:10, legs heavy, slept about six hours, otherwise fine"
SAID = "Thank you, noted: sleep 3 of 5. How stressed do you feel today, from 1 (calm) to 5 (overwhelmed)?"


def routine(tx: Tx, number: int, chat: str) -> None:
    now = START + timedelta(milliseconds=number)
    if updates.seen(tx, "bench", str(number), now):
        return
    client = clients.by_address(tx, "bench", chat)
    assert client is not None
    audit.append(tx, client.id, now, "heard", {"update": number, "lane": "routine", "effects": ["say"]})
    clients.save(tx, replace(client, rev=client.rev + 1, wake_at=now + timedelta(hours=1)))
    transcript.add(tx, client.id, [(now, "client", HEARD, str(number)), (now, "avatar", SAID, "")])
    outbox.put(tx, client, None, [Send(Say(chat, SAID), Origin.AUTOMATED, PRIORITY_REPLY)], now)


async def throughput(url: str, messages: int, people: int) -> float:
    """Messages a second."""
    store = (await opened(url, people)).store
    numbers = iter(range(messages))

    async def worker() -> None:
        for number in numbers:
            await store.run(routine, number, str(number % people))

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(WAITING)))
    took = time.perf_counter() - begun
    store.close()
    return messages / took


def measured(databases: Databases, scale: Scale) -> Part:
    return Part("The store alone", tuple(_row(databases, kind, scale) for kind in databases.kinds))


def _row(databases: Databases, kind: Kind, scale: Scale) -> Row:
    messages = scale.people * len(LINES)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(scale.times + 1):
        url, other = databases.new(kind), databases.new(kind)
        ours.append(asyncio.run(throughput(url, messages, scale.people)))
        theirs.append(raw.throughput(other, messages, scale.people))
        databases.drop(url)
        databases.drop(other)
    mine, limit = figure(ours[1:], "messages/s"), figure(theirs[1:], "messages/s")
    return Row(
        f"store on {kind}", mine, "raw driver, same rows", limit, mine.middle / limit.middle, "as fast as"
    )


if __name__ == "__main__":
    alone(measured, __doc__)
