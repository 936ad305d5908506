"""The door to the database: what a group of jobs promises each of them, also when something breaks."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.store import meta
from bot.store.database import Store, engine_for
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tables import meta as meta_table
from bot.store.tx import Tx


class Broken(Exception):
    pass


def note(tx: Tx, key: str, value: str = "1") -> str:
    meta.put(tx, key, value)
    return key


def note_and_break(tx: Tx, key: str) -> None:
    meta.put(tx, key, "1")
    raise Broken(key)


def lengthen(tx: Tx, letter: str) -> None:
    """Read, then write: loses letters unless what was read is locked."""
    word = select(meta_table.c.value).where(meta_table.c.key == "word").with_for_update()
    meta.put(tx, "word", str(tx.conn.scalar(word) or "") + letter)


class Gate:
    """Keeps the writer busy, so that what comes meanwhile becomes one group."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.open = threading.Event()

    def wait(self, tx: Tx) -> None:
        self.entered.set()
        self.open.wait(10)


async def in_one_group(store: Store, *jobs: object) -> list[object]:
    """The results (or exceptions) of coroutines whose jobs are committed together."""
    gate = Gate()
    waiting = asyncio.create_task(store.run(gate.wait))
    while not gate.entered.is_set():
        await asyncio.sleep(0.001)
    tasks = [asyncio.ensure_future(job) for job in jobs]  # type: ignore[call-overload]
    await asyncio.sleep(0)
    gate.open.set()
    await waiting
    results: list[object] = await asyncio.gather(*tasks, return_exceptions=True)
    return results


async def test_a_job_that_raises_is_undone_alone(store: Store) -> None:
    results = await in_one_group(
        store, store.run(note, "a"), store.run(note_and_break, "b"), store.run(note, "c")
    )
    assert results[0] == "a"
    assert isinstance(results[1], Broken)
    assert results[2] == "c"
    assert [await store.read(meta.get, key) for key in "abc"] == ["1", None, "1"]


async def test_a_job_that_raises_when_nobody_else_waits_is_undone_too(store: Store) -> None:
    with pytest.raises(Broken):
        await store.run(note_and_break, "b")
    assert await store.read(meta.get, "b") is None
    assert await store.run(note, "c") == "c"


async def test_a_statement_that_the_database_refuses_spoils_nobody_elses_job(store: Store) -> None:
    def refused(tx: Tx) -> None:
        tx.conn.execute(text("SELECT * FROM no_such_table"))

    results = await in_one_group(store, store.run(note, "a"), store.run(refused), store.run(note, "c"))
    assert results[0] == "a"
    assert isinstance(results[1], DBAPIError)
    assert results[2] == "c"


async def test_what_waits_is_committed_together(store: Store) -> None:
    moments: list[str] = []
    gate = Gate()
    waiting = asyncio.create_task(store.run(gate.wait))
    while not gate.entered.is_set():
        await asyncio.sleep(0.001)
    store.hook = moments.append
    tasks = [asyncio.create_task(store.run(note, str(number))) for number in range(50)]
    await asyncio.sleep(0)
    gate.open.set()
    await waiting
    await asyncio.gather(*tasks)
    assert moments == ["before_commit", "after_commit"] * 2


async def test_jobs_run_in_the_order_they_came(store: Store) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(300))
    await asyncio.gather(*(store.run(lengthen, letter) for letter in word))
    assert await store.read(meta.get, "word") == word


async def test_a_failed_commit_reaches_every_caller_and_stores_nothing(store: Store) -> None:
    def fail(moment: str) -> None:
        if moment == "before_commit" and not gate_passed:
            raise Broken(moment)

    gate_passed = False
    gate = Gate()
    waiting = asyncio.create_task(store.run(gate.wait))
    while not gate.entered.is_set():
        await asyncio.sleep(0.001)
    store.hook = fail
    tasks = [asyncio.create_task(store.run(note, key)) for key in "abc"]
    await asyncio.sleep(0)
    gate.open.set()
    results = await asyncio.gather(waiting, *tasks, return_exceptions=True)
    assert [type(result) for result in results] == [Broken] * 4
    gate_passed = True
    assert [await store.read(meta.get, key) for key in "abc"] == [None] * 3
    assert await store.run(note, "d") == "d"


async def test_a_crash_after_the_commit_raises_though_it_is_stored(store: Store) -> None:
    def fail(moment: str) -> None:
        if moment == "after_commit":
            raise Broken(moment)

    store.hook = fail
    with pytest.raises(Broken):
        await store.run(note, "a")
    store.hook = None
    assert await store.read(meta.get, "a") == "1"


@pytest.mark.parametrize(("moment", "stored"), [("before_commit", None), ("after_commit", "1")])
async def test_a_process_that_dies_at_a_commit_leaves_all_or_nothing(
    database_url: str, vault: Vault, moment: str, stored: str | None
) -> None:
    program = f"""
import asyncio, os, sys
from bot.store import meta
from bot.store.database import Store
from bot.store.sealing import Vault

async def main():
    store = Store(sys.argv[1], Vault(bytes(range(32))))
    store.start()
    store.hook = lambda moment: os._exit(9) if moment == {moment!r} else None
    await store.run(meta.put, "a", "1")

asyncio.run(main())
"""
    assert subprocess.run([sys.executable, "-c", program, database_url], check=False).returncode == 9
    store = Store(database_url, vault)
    assert store.transact(meta.get, "a") == stored


async def test_the_dispatcher_is_woken_after_the_commit_and_only_then(store: Store) -> None:
    seen: list[str | None] = []
    woken = asyncio.Event()

    def on_page() -> None:
        seen.append("page")
        woken.set()

    def page(tx: Tx) -> None:
        meta.put(tx, "paged", "1")
        tx.wake("page")

    def page_and_break(tx: Tx) -> None:
        tx.wake("page")
        raise Broken

    store.on_wake("page", on_page)
    store.on_wake("coach", lambda: seen.append("coach"))
    with pytest.raises(Broken):
        await store.run(page_and_break)
    await asyncio.sleep(0.05)
    assert seen == []
    await store.run(page)
    await asyncio.wait_for(woken.wait(), 5)
    assert seen == ["page"]


async def test_a_reader_sees_what_was_committed_and_cannot_write(store: Store) -> None:
    await store.run(note, "a", "old")
    entered, go_on = threading.Event(), threading.Event()

    def twice(tx: Tx) -> tuple[str | None, str | None]:
        first = meta.get(tx, "a")
        entered.set()
        go_on.wait(10)
        return first, meta.get(tx, "a")

    reading = asyncio.create_task(store.read(twice))
    while not entered.is_set():
        await asyncio.sleep(0.001)
    await store.run(note, "a", "new")
    go_on.set()
    assert await reading == ("old", "old")
    assert await store.read(meta.get, "a") == "new"
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await store.read(note, "b")
    assert await store.read(meta.get, "b") is None


async def test_a_command_writes_beside_a_running_process(store: Store, vault: Vault) -> None:
    beside = Store(store.url, vault)

    await store.run(meta.put, "word", "")  # a row to lock

    def several(name: str) -> None:
        for _ in range(20):
            beside.transact(lengthen, name)

    await asyncio.gather(asyncio.to_thread(several, "x"), *(store.run(lengthen, "y") for _ in range(200)))
    word = await store.read(meta.get, "word") or ""
    assert (word.count("x"), word.count("y")) == (20, 200)


async def test_a_command_that_raises_stores_nothing(store: Store) -> None:
    with pytest.raises(Broken):
        store.transact(note_and_break, "a")
    assert store.transact(meta.get, "a") is None


async def test_a_caller_who_gave_up_disturbs_nobody(store: Store) -> None:
    gate = Gate()
    waiting = asyncio.create_task(store.run(gate.wait))
    while not gate.entered.is_set():
        await asyncio.sleep(0.001)
    impatient = asyncio.create_task(store.run(note, "a"))
    patient = asyncio.create_task(store.run(note, "b"))
    await asyncio.sleep(0)
    impatient.cancel()
    gate.open.set()
    assert await patient == "b"
    await waiting


async def test_an_exception_that_no_future_takes_still_reaches_the_caller(store: Store) -> None:
    def stop(tx: Tx) -> None:
        raise StopIteration

    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.run(stop)


async def test_what_was_asked_for_before_closing_is_done(database_url: str, vault: Vault) -> None:
    store = Store(database_url, vault)
    store.start()
    tasks = [asyncio.create_task(store.run(note, str(number))) for number in range(100)]
    await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*tasks) == [str(number) for number in range(100)]
    with pytest.raises(RuntimeError, match="closed"):
        await store.run(note, "late")


async def test_the_file_is_synced_at_every_commit(tmp_path: Path, vault: Vault) -> None:
    def settings(tx: Tx) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [tx.conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    url = f"sqlite:///{tmp_path / 'x.db'}"
    migrate(url)
    assert Store(url, vault).transact(settings) == ["wal", 2, 1, 1]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_deadlock_between_two_processes_costs_nobody_a_job(database_url: str, vault: Vault) -> None:
    here, there = Store(database_url, vault), Store(database_url, vault)
    here.transact(note, "x", "0")
    here.transact(note, "y", "0")
    met = threading.Barrier(2)
    first_time = {"here": True, "there": True}

    def add_to_both(tx: Tx, who: str, first: str, second: str) -> None:
        for key in (first, second):
            tx.conn.execute(
                text("UPDATE meta SET value = value || :who WHERE key = :key"), {"who": who, "key": key}
            )
            if key == first and first_time[who]:
                first_time[who] = False
                met.wait(10)

    for store in (here, there):
        store.start()
    await asyncio.gather(
        here.run(add_to_both, "here", "x", "y"),
        there.run(add_to_both, "there", "y", "x"),
        *(here.run(lengthen, letter) for letter in "abc"),
    )
    both = [str(await here.read(meta.get, key)) for key in ("x", "y")]
    assert [sorted(word.replace("there", "T").replace("here", "H")) for word in both] == [["0", "H", "T"]] * 2
    assert await here.read(meta.get, "word") == "abc"
    for store in (here, there):
        store.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_server_that_dropped_us_is_found_again_without_losing_a_job(store: Store) -> None:
    await store.run(note, "a")
    await store.read(meta.get, "a")
    with engine_for(store.url).connect() as other:
        other.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )
    assert await store.run(note, "b") == "b"
    assert await store.read(meta.get, "b") == "1"


async def test_after_a_clean_stop_the_file_alone_is_the_whole_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    migrate(url)
    for number in range(40):
        store = Store(url, Vault(bytes(32)))
        store.start()
        await store.run(meta.put, "stop", str(number))
        await store.read(meta.get, "stop")
        store.close()
        log = tmp_path / "handrail.db-wal"
        assert not log.exists() or log.stat().st_size == 0
