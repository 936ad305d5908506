"""Store: the one async door to the database, and the one file that knows SQLite from Postgres.

One thread writes. It takes whatever waits, up to `jobs.GROUP` jobs, into one transaction, a savepoint each, so
that one durable commit serves them all; another thread reads. Jobs run in the order they came.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

from bot.core.errors import ConfigError
from bot.store.jobs import Job, deliver, groups
from bot.store.ledger import Ledger
from bot.store.practice_key import read_or_make
from bot.store.sealing import DataKey, Vault
from bot.store.tx import Lane, Tx

if TYPE_CHECKING:
    from bot.store.wakeups import Wakeups

P = ParamSpec("P")
T = TypeVar("T")

BUSY_S = 10  # how long a writer waits for another process's transaction
TRIES = 5  # of one job that loses a deadlock against another process
LONE_TRANSACTION_S = 15  # then Postgres ends a sleeping process's transaction: others wait for its locks

# A server that has silently gone, or a connection that a router has forgotten, is noticed within seconds.
NOTICING = {
    "connect_timeout": 5,  # seconds
    "tcp_user_timeout": 10_000,  # milliseconds until what nobody confirms counts as lost
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

_WAL_TRIES = 50  # switching a new file to WAL does not wait for others by itself; 50 x 0.1 s

# SQLSTATEs after which the same work may simply be done again.
_AGAIN = {"40001", "40P01"}


def address(url: str) -> URL:
    """The database that `url` names, with our driver; `ConfigError` unless a SQLite file or Postgres."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise ConfigError('database.url needs a file, such as "sqlite:///data/handrail.db"')
            return parsed.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
        case other:
            raise ConfigError(f'database.url begins with "{other}"; write sqlite:/// or postgresql://')


def file_of(url: str) -> Path | None:
    """The database's file; None on Postgres."""
    parsed = address(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def engine_for(url: str) -> Engine:
    """An engine whose connections are set up our way. `begin()` on it locks SQLite for writing at once."""
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            parsed,
            poolclass=NullPool,
            paramstyle="named",
            connect_args={"timeout": BUSY_S, "isolation_level": None, "check_same_thread": False},
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = (
        f"-c lock_timeout={BUSY_S * 1000} -c idle_in_transaction_session_timeout={LONE_TRANSACTION_S * 1000}"
    )
    # By the name a restore recognises who is still at work.
    given = {"options": options, "application_name": "handrail", **NOTICING}
    return create_engine(parsed, poolclass=NullPool, connect_args=given)


def _set_up_sqlite(driver: sqlite3.Connection, _record: object) -> None:
    driver.execute(f"PRAGMA busy_timeout = {BUSY_S * 1000}")
    for left in reversed(range(_WAL_TRIES)):
        try:
            driver.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            if left == 0:
                raise
            time.sleep(0.1)
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA secure_delete = ON")  # a destroyed key must not live on in a free page


def _begin_sqlite(conn: Connection) -> None:
    reading = conn.get_execution_options().get("reading", False)
    conn.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def reader(engine: Engine) -> Connection:
    """A connection that cannot write and sees one moment of the database per transaction."""
    if engine.dialect.name == "sqlite":
        conn = engine.connect().execution_options(reading=True)
        _driver_of(conn).execute("PRAGMA query_only = ON")
        return conn
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _driver_of(conn: Connection) -> sqlite3.Connection:
    # psycopg's connection is used through the same `execute`.
    return conn.connection.driver_connection  # type: ignore[return-value]


def _wakeups(engine: Engine, worker: str, heard: Callable[[set[Lane]], None]) -> Wakeups | None:
    """Other processes can only be there on Postgres."""
    if engine.dialect.name != "postgresql":
        return None
    from bot.store.wakeups import Wakeups  # needs psycopg, which only Postgres needs

    return Wakeups(engine.url, NOTICING, worker, heard)


def _if_alive(conn: Connection | None) -> Connection | None:
    """`conn`, unless its server went away: a server that was restarted should not cost anybody an Update."""
    if conn is not None and conn.dialect.name == "postgresql":
        try:
            _driver_of(conn).execute("SELECT 1")
            _driver_of(conn).rollback()
        except Exception:
            _drop(conn)
            return None
    return conn


def scrub(conn: Connection) -> None:
    """After an erasure: what SQLite's log still holds of it goes too. Postgres leaves this to its vacuum."""
    if conn.dialect.name == "sqlite":
        _driver_of(conn).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def lock_for_migration(conn: Connection) -> None:
    """Until the transaction on `conn` ends nobody else migrates; on SQLite its own lock sees to that."""
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SET LOCAL lock_timeout = 0")
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(4861478)")


def _may_try_again(error: BaseException) -> bool:
    cause = getattr(error, "orig", None) or error
    return getattr(cause, "sqlstate", None) in _AGAIN


class _TryAgain(Exception):
    """Another process won a deadlock: the group goes back and each job runs by itself."""


class Store:
    """Runs functions of the form `fn(tx, *args)`, each as one transaction.

    `hook`, if set, is called with "before_commit" and "after_commit" around every commit; what it raises
    counts as the commit's failure, even where the database has already committed.
    """

    def __init__(self, url: str, vault: Vault, ledger: Ledger | None = None) -> None:
        self.url = url
        self.vault = vault
        self.ledger = ledger
        self.worker = secrets.token_hex(8)  # this process, anew at every start
        self.hook: Callable[[str], None] | None = None
        self._engine = engine_for(url)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._reads: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._open = False
        self._practice_key: DataKey | None = None
        self._key_lock = Lock()
        self._wakers: list[tuple[Lane, asyncio.AbstractEventLoop, Callable[[], None]]] = []
        self._others = _wakeups(self._engine, self.worker, self._wake)

    # --- life ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the database, which must have been migrated; `ConfigError` if the master key does not fit."""
        self._key()
        self._open = True
        for target, name in ((self._write, "store-writer"), (self._read, "store-reader")):
            thread = Thread(target=target, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)
        if self._others is not None:
            self._others.start()

    def close(self) -> None:
        """Finish what was asked for, then let go of the database."""
        self._open = False
        if self._others is not None:
            self._others.stop()
        # One after the other: two connections that close at once each leave SQLite's log to the other, and then
        # the file alone is not the whole database.
        for queue, thread in zip((self._reads, self._jobs), reversed(self._threads), strict=False):
            queue.put(None)
            thread.join()
        self._threads.clear()
        self._engine.dispose()

    def on_wake(self, lane: Lane, callback: Callable[[], None]) -> None:
        """Call `callback` in the running event loop after every commit in which a job woke `lane`."""
        self._wakers.append((lane, asyncio.get_running_loop(), callback))

    # --- the door -----------------------------------------------------------------------------------

    async def run(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(tx, ...)` in a transaction; returns once it is durable. Jobs run in the order they came.

        An exception in `fn` undoes that job alone. If the group cannot begin or commit, all its jobs raise.
        """
        return await self._ask(self._jobs, fn, *args, **kwargs)

    async def read(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(tx, ...)` on one moment of the database, beside the writer. It cannot write."""
        return await self._ask(self._reads, fn, *args, **kwargs)

    async def _ask(
        self,
        queue: SimpleQueue[Job | None],
        fn: Callable[Concatenate[Tx, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if not self._open:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        queue.put(Job(partial(_call, fn, args, kwargs), loop, future))
        return await future  # type: ignore[return-value]

    def transact(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same without an event loop: one short transaction, also beside a running process."""
        key = self._key()
        for left in reversed(range(TRIES)):
            with self._engine.connect() as conn:
                transaction = conn.begin()
                tx = Tx(conn, self.vault, key, self.ledger, "write", self.worker)
                try:
                    result = fn(tx, *args, **kwargs)
                    tx.finish()
                    self._commit(transaction.commit)
                except BaseException as error:
                    with contextlib.suppress(Exception):
                        transaction.rollback()
                    if left and _may_try_again(error):
                        continue
                    raise
                self._wake(tx.lanes)
                self._tell_others(conn, tx.lanes)
                if tx.scrub:
                    scrub(conn)
            return result
        raise AssertionError("unreachable")

    # --- the writer ---------------------------------------------------------------------------------

    def _write(self) -> None:
        conn: Connection | None = None
        for group in groups(self._jobs):
            try:
                conn = _if_alive(conn) or self._engine.connect()
                self._together(conn, group)
            except BaseException as error:
                # Whatever state the connection is in, a new one is in a good one.
                _drop(conn)
                conn = None
                for job in group:
                    if isinstance(error, _TryAgain):
                        self._alone(job)
                    else:
                        job.error = job.error or error
            lanes: set[Lane] = set()
            for job in group:
                if job.error is None:
                    lanes |= job.lanes
            self._wake(lanes)
            deliver(group)
            self._tell_others(conn, lanes)
            if conn is not None and any(job.scrub for job in group):
                with contextlib.suppress(
                    Exception
                ):  # a reader may be in the way; the next checkpoint does it
                    scrub(conn)
        _drop(conn)

    def _together(self, conn: Connection, group: list[Job]) -> None:
        """All of `group` in one transaction. Raises when that as a whole did not come to be."""
        key = self._key()
        transaction = conn.begin()
        driver = _driver_of(conn)
        for job in group:
            job.error = None
            if len(group) > 1:
                driver.execute("SAVEPOINT job")
            tx = Tx(conn, self.vault, key, self.ledger, "write", self.worker)
            try:
                job.result = job.work(tx)
                tx.finish()
            except BaseException as error:
                if _may_try_again(error):
                    raise _TryAgain from error
                job.error = error
                if len(group) == 1:
                    transaction.rollback()
                    return
                # This fails, and takes the group with it, if the database has given up the whole transaction.
                driver.execute("ROLLBACK TO SAVEPOINT job")
            else:
                job.lanes = tx.lanes
                job.scrub = tx.scrub
            if len(group) > 1:
                driver.execute("RELEASE SAVEPOINT job")
        self._commit(transaction.commit)

    def _alone(self, job: Job) -> None:
        for left in reversed(range(TRIES)):
            conn: Connection | None = None
            try:
                conn = self._engine.connect()
                self._together(conn, [job])
                return
            except _TryAgain as error:
                job.error = error.__cause__
            except BaseException as error:
                job.error = job.error or error
                return
            finally:
                _drop(conn)
            time.sleep(0.01 * (TRIES - left))

    def _commit(self, commit: Callable[[], None]) -> None:
        if self.hook is not None:
            self.hook("before_commit")
        commit()
        if self.hook is not None:
            self.hook("after_commit")

    def _tell_others(self, conn: Connection | None, lanes: set[Lane]) -> None:
        if lanes and conn is not None and self._others is not None:
            self._others.tell(conn, lanes)

    def _wake(self, lanes: set[Lane]) -> None:
        for lane, loop, callback in self._wakers:
            if lane in lanes:
                with contextlib.suppress(RuntimeError):  # its loop has ended
                    loop.call_soon_threadsafe(callback)

    # --- the reader ---------------------------------------------------------------------------------

    def _read(self) -> None:
        conn: Connection | None = None
        while (job := self._reads.get()) is not None:
            try:
                conn = _if_alive(conn) or reader(self._engine)
                with conn.begin() as transaction:
                    job.result = job.work(Tx(conn, self.vault, self._key(), self.ledger, "read"))
                    transaction.rollback()
            except BaseException as error:
                job.error = error
                _drop(conn)
                conn = None
            deliver([job])
        _drop(conn)

    # --- the practice's key -------------------------------------------------------------------------

    def _key(self) -> DataKey:
        """The key for rows that belong to no client; made by whoever opens a new database first."""
        with self._key_lock:
            if self._practice_key is None:
                with self._engine.begin() as conn:
                    self._practice_key = read_or_make(conn, self.vault)
            return self._practice_key


def _call(fn: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object], tx: Tx) -> object:
    return fn(tx, *args, **kwargs)


def _drop(conn: Connection | None) -> None:
    if conn is not None:
        with contextlib.suppress(Exception):
            conn.invalidate()
        with contextlib.suppress(Exception):
            conn.close()
