"""A large practice, built quickly: rows of one client's size, and evenly among them clients who can be woken."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from bench.databases import Databases, Kind
from bench.practice import CHANNEL, client, store_at
from bot.store import clients
from bot.store.database import engine_for
from bot.store.instants import micros
from bot.store.tables import clients as t
from bot.store.tx import Tx

LATER = timedelta(hours=1)  # before that nobody is due who was not made so

# Spread as they lie, so that 1,000 due clients are 1,000 places on the disk.
_SERIES: dict[Kind, str] = {
    "SQLite": "(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < :last) SELECT n FROM s) AS s",
    "Postgres": "generate_series(0, :last) AS s(n)",
}
_PADDED: dict[Kind, str] = {"SQLite": "printf('%064d', s.n)", "Postgres": "lpad(CAST(s.n AS TEXT), 64, '0')"}
_BYTES: dict[Kind, str] = {"SQLite": "BLOB", "Postgres": "BYTEA"}
SEALED = ("wrapped_key", "sealed")
OWN = ("name_key", "address_key", *SEALED)  # what is each client's own

Stored = dict[str, Any]


def build(databases: Databases, kind: Kind, url: str, size: int, wakeable: int, now: datetime) -> list[str]:
    """Fill `url` with `size` clients; the ids of those of `wakeable` whose check-in is due, once their row says so."""
    numbers = [index * (size // wakeable) for index in range(wakeable)]
    reals = _sealed(databases, numbers, now)
    own = ", ".join(f"{name} {_BYTES[kind] if name in SEALED else 'TEXT'}" for name in OWN)
    columns = [column.name for column in t.c]
    engine = engine_for(url)
    try:
        with engine.begin() as conn:
            conn.execute(text(f"CREATE TEMPORARY TABLE wakeable (n INTEGER PRIMARY KEY, {own})"))
            conn.execute(
                text(
                    f"INSERT INTO wakeable (n, {', '.join(OWN)}) VALUES (:n, {', '.join(f':{x}' for x in OWN)})"
                ),
                [{"n": number, **{name: row[name] for name in OWN}} for number, row in reals.items()],
            )
            conn.execute(
                text(
                    f"INSERT INTO clients ({', '.join(columns)})"
                    f" SELECT {', '.join(_value_of(name, kind) for name in columns)}"
                    f" FROM {_SERIES[kind]} LEFT JOIN wakeable AS w ON w.n = s.n ORDER BY s.n"
                ),
                {**reals[0], "wake_at": micros(now + LATER), "last": size - 1},
            )
        if kind == "Postgres":
            # As autovacuum would, a minute later; SQLite has nobody who does, and is measured without.
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
                conn.exec_driver_sql("VACUUM ANALYZE clients")
                conn.exec_driver_sql("CHECKPOINT")
    finally:
        engine.dispose()
    return [f"c{number}" for number in numbers]


def _value_of(column: str, kind: Kind) -> str:
    """What the column gets in row n: its own if it is one of the wakeable, else the first one's."""
    if column == "id":
        return "'c' || CAST(s.n AS TEXT)"
    if column == "wake_at":
        return ":wake_at + (s.n * CAST(7919 AS BIGINT) % 86400) * 1000000"
    if column in SEALED:
        return f"coalesce(w.{column}, :{column})"
    if column in OWN:
        return f"coalesce(w.{column}, {_PADDED[kind]})"
    return f":{column}"


def make_due(tx: Tx, ids: Sequence[str], at: datetime) -> None:
    """From now on their rows say that their wake has come."""
    for id_ in ids:
        tx.conn.execute(t.update().where(t.c.id == id_).values(wake_at=micros(at)))


def _sealed(databases: Databases, numbers: Sequence[int], now: datetime) -> dict[int, Stored]:
    """Clients with a check-in due now, as the store seals them; made in a database of their own and copied."""
    url = databases.new("SQLite")
    store = store_at(url)
    store.start()

    def put(tx: Tx, number: int) -> None:
        made = client(number, CHANNEL, str(number), now)
        clients.insert(tx, replace(made, next_checkin_at=now, wake_at=now), now)

    async def all_put() -> None:
        await asyncio.gather(*(store.run(put, number) for number in numbers))

    asyncio.run(all_put())
    store.close()
    engine = engine_for(url)
    try:
        with engine.connect() as conn:
            rows = [dict(row) for row in conn.execute(t.select()).mappings()]
    finally:
        engine.dispose()
        databases.drop(url)
    return {int(row["id"].removeprefix("c")): row for row in rows}
