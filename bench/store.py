"""How many routine messages a second the store commits, beside the raw driver's limit for the same rows.

    python -m bench.store [--messages N] [--clients N] [--url postgresql://...]

One message: the Update's first sight, the client found and opened, an audit entry, the client saved, two lines of
transcript, one row of the Outbox. SQLite with synchronous FULL; 64 jobs wait at any time.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.client import Client, Membership, Profile
from bot.core.outgoing import PRIORITY_REPLY, Origin, Say, Send
from bot.store import audit, clients, outbox, transcript, updates
from bot.store.database import Store
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tx import Tx

START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)
WAITING = 64
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


def enrol(tx: Tx, number: int) -> None:
    profile = Profile(language="en", zone="Europe/Berlin", days=(0, 1, 2, 3, 4), consent="1")
    client = Client(
        f"c{number}", f"Client {number}", "Ana", channel="bench", chat=str(number), profile=profile
    )
    clients.insert(tx, replace(client, membership=Membership.ACTIVE), START)


async def measure(url: str, messages: int, people: int) -> tuple[float, float, float]:
    """Messages a second, and the median and 99th percentile of a message's wait in milliseconds."""
    migrate(url)
    store = Store(url, Vault(b"k" * 32))
    store.start()
    await asyncio.gather(*(store.run(enrol, number) for number in range(people)))
    waits: list[float] = []
    numbers = iter(range(messages))

    async def worker() -> None:
        for number in numbers:
            begun = time.perf_counter()
            await store.run(routine, number, str(number % people))
            waits.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(WAITING)))
    took = time.perf_counter() - begun
    store.close()
    waits.sort()
    return messages / took, waits[len(waits) // 2] * 1e3, waits[len(waits) * 99 // 100] * 1e3


def raw(path: Path, messages: int, people: int) -> float:
    """The same rows and sizes through sqlite3 alone, WAITING messages a transaction: what the disk allows."""
    migrate(f"sqlite:///{path}")
    driver = sqlite3.connect(path, isolation_level=None)
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA foreign_keys = ON")
    blob, short, key = b"x" * 1000, b"x" * 120, "f" * 64
    for number in range(people):
        driver.execute(
            "INSERT INTO clients VALUES (?, ?, ?, 'active', '', 0, '', 0, 0, 0, ?, ?, 0, '', 0, NULL)",
            (f"c{number}", f"{number:064}", f"{number:063}a", b"k" * 61, blob),
        )
    begun = time.perf_counter()
    for start in range(0, messages, WAITING):
        driver.execute("BEGIN IMMEDIATE")
        for number in range(start, min(start + WAITING, messages)):
            client = f"c{number % people}"
            driver.execute("SAVEPOINT job")
            driver.execute(
                "INSERT INTO updates VALUES ('bench', ?, ?, NULL, 'handled', NULL) ON CONFLICT DO NOTHING",
                (str(number), number),
            )
            driver.execute(
                "SELECT id, sealed, wrapped_key, audit_seq, audit_head FROM clients WHERE address_key = ?",
                (f"{number % people:063}a",),
            ).fetchone()
            driver.execute(
                "INSERT INTO audit VALUES (?, ?, ?, 'heard', ?, ?, ?)",
                (client, number, number, short, key, key),
            )
            driver.execute(
                "UPDATE clients SET sealed = ?, rev = ?, wake_at = ?, audit_seq = ?, audit_head = ? WHERE id = ?",
                (blob, number, number, number, key, client),
            )
            driver.executemany(
                "INSERT INTO transcript (client_id, at, who, message, sealed) VALUES (?, ?, ?, ?, ?)",
                [(client, number, "client", str(number), short), (client, number, "avatar", "", short)],
            )
            driver.execute(
                "INSERT INTO outbox (client_id, channel, lane, kind, key, line, origin, priority, state, not_before,"
                " attempts, created_at, sealed, ref, buttons, error) VALUES"
                " (?, 'bench', 'client', 'Say', ?, ?, 'automated', 3, 'queued', 0, 0, ?, ?, '', 0, '')",
                (client, key, key, number, short + short),
            )
            driver.execute("RELEASE SAVEPOINT job")
        driver.execute("COMMIT")
    took = time.perf_counter() - begun
    driver.close()
    return messages / took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=1_000)
    parser.add_argument("--url", default="", help="an empty database to measure instead of a SQLite file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        url = given.url or f"sqlite:///{folder}/bench.db"
        rate, median, late = asyncio.run(measure(url, given.messages, given.clients))
        print(f"store: {rate:,.0f} messages/s, waits p50 {median:.1f} ms, p99 {late:.1f} ms")
        if not given.url:
            limit = raw(Path(folder) / "raw.db", given.messages, given.clients)
            print(f"raw driver, same rows: {limit:,.0f} messages/s; ratio {rate / limit:.2f}")


if __name__ == "__main__":
    main()
