"""The raw commit limit: the rows of a routine message through the driver alone, with the engine's own group size.

One message: the Update's first sight, the client found, an audit entry, two lines of transcript, one row of the
Outbox, the client saved, with every seventh a check-in; sizes as the engine's rows have them; a savepoint each.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from typing import Protocol

import psycopg
from sqlalchemy import Integer, Table

from bot.store.jobs import GROUP
from bot.store.tables import audit, checkins, clients, outbox, transcript, updates

CLIENT, AUDIT, LINE, SENDING, CHECKIN = b"c" * 1400, b"a" * 175, b"l" * 82, b"o" * 367, b"k" * 203
HASH = "f" * 64
A_CHECKIN_EVERY = 7  # messages


def _insert(table: Table, *given: str) -> str:
    """An INSERT with a `?` for each column in `given`."""
    others = [
        column
        for column in table.c
        if not column.nullable and not column.primary_key and column.name not in given
    ]
    fixed = ["0" if isinstance(column.type, Integer) else "''" for column in others]
    names = ", ".join([*given, *(column.name for column in others)])
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(['?'] * len(given) + fixed)})"


# How each table is given its columns; a later one that must not be empty gets a 0 or an empty text.
ENROL = _insert(clients, "id", "name_key", "address_key", "wrapped_key", "sealed")
SEEN = _insert(updates, "channel", "update_id", "at") + " ON CONFLICT DO NOTHING"
FIND = "SELECT id, sealed, wrapped_key, audit_seq, audit_head, name_key, address_key FROM clients WHERE address_key = ?"
LOCK = " FOR NO KEY UPDATE"
ENTER = _insert(audit, "chain", "seq", "at", "sealed", "prev", "hash")
SAVE = "UPDATE clients SET sealed = ?, rev = ?, wake_at = ?, audit_seq = ?, audit_head = ? WHERE id = ?"
SAY = _insert(transcript, "client_id", "at", "who", "message", "sealed")
QUEUE = _insert(outbox, "client_id", "lane", "state", "key", "line", "created_at", "sealed")
KEEP = _insert(checkins, "id", "client_id", "at", "sealed")

Value = int | str | bytes


class Driver(Protocol):
    """One open connection. `run` takes what sqlite3 writes as `?`."""

    def run(self, sql: str, values: Sequence[Value] = ()) -> object: ...

    def find(self, sql: str, values: Sequence[Value]) -> object: ...

    def begin(self) -> None: ...

    def commit(self) -> None: ...

    def close(self) -> None: ...


class RawSQLite:
    def __init__(self, url: str) -> None:
        self._driver = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            self._driver.execute(f"PRAGMA {setting}")

    def run(self, sql: str, values: Sequence[Value] = ()) -> object:
        return self._driver.execute(sql, values)

    def find(self, sql: str, values: Sequence[Value]) -> object:
        return self._driver.execute(sql, values).fetchone()

    def begin(self) -> None:
        self._driver.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._driver.execute("COMMIT")

    def close(self) -> None:
        self._driver.close()


class RawPostgres:
    """psycopg prepares a statement on the server from its fifth use on, as it does for everybody."""

    def __init__(self, url: str) -> None:
        self._driver = psycopg.connect(url)
        self._cursor = self._driver.cursor()

    def run(self, sql: str, values: Sequence[Value] = ()) -> object:
        return self._cursor.execute(sql.replace("?", "%s").encode(), values)

    def find(self, sql: str, values: Sequence[Value]) -> object:
        return self._cursor.execute(sql.replace("?", "%s").encode() + LOCK.encode(), values).fetchone()

    def begin(self) -> None:
        """The first statement does it."""

    def commit(self) -> None:
        self._driver.commit()

    def close(self) -> None:
        self._driver.close()


def opened(url: str) -> Driver:
    return RawSQLite(url) if url.startswith("sqlite") else RawPostgres(url)


def throughput(url: str, messages: int, people: int) -> float:
    """Messages a second on an empty database, GROUP to a commit."""
    driver = opened(url)
    enrol(driver, people)
    begun = time.perf_counter()
    for start in range(0, messages, GROUP):
        driver.begin()
        for number in range(start, min(start + GROUP, messages)):
            driver.run("SAVEPOINT job")
            write(driver, number, people)
            driver.run("RELEASE SAVEPOINT job")
        driver.commit()
    took = time.perf_counter() - begun
    driver.close()
    return messages / took


def alone(url: str, messages: int) -> list[float]:
    """Microseconds of each of `messages`, every one a commit of its own."""
    driver = opened(url)
    enrol(driver, 1)
    took: list[float] = []
    for number in range(messages):
        begun = time.perf_counter()
        driver.begin()
        write(driver, number, 1)
        driver.commit()
        took.append((time.perf_counter() - begun) * 1e6)
    driver.close()
    return took


def enrol(driver: Driver, people: int) -> None:
    driver.begin()
    for number in range(people):
        driver.run(ENROL, (f"c{number}", f"{number:064}", f"{number:063}a", b"k" * 61, CLIENT))
    driver.commit()


def write(driver: Driver, number: int, people: int) -> None:
    """The rows of one message, in the engine's order."""
    client = f"c{number % people}"
    driver.run(SEEN, ("bench", str(number), number))
    driver.find(FIND, (f"{number % people:063}a",))
    driver.run(SAY, (client, number, "client", str(number), LINE))
    driver.run(SAY, (client, number, "avatar", "", LINE))
    if number % A_CHECKIN_EVERY == 0:
        driver.run(KEEP, (f"k{number}", client, number, CHECKIN))
    driver.run(QUEUE, (client, "client", "queued", HASH, HASH, number, SENDING))
    driver.run(ENTER, (client, number, number, AUDIT, HASH, HASH))
    driver.run(SAVE, (CLIENT, number, number, number, HASH, client))
