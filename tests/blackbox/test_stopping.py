"""SIGTERM in the middle of things loses nothing and says nothing twice; a newer database is left alone."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import signal
import sqlite3
from pathlib import Path
from time import perf_counter

import psycopg
import psycopg.sql
import pytest

from tests.blackbox.conftest import Running
from tests.blackbox.practice import READY_S, ROOT, SAYS_S, Practice, command, eventually
from tests.emulators.telegram import Message, Person

STOPS_WITHIN_S = 10
EACH = 8  # commands that one person sends
AT_ONCE = 6  # pairs of clients
NEWER = "9999_of_another_time"


def people_of(p: Practice) -> list[Person]:
    return [
        person
        for number in range(1, AT_ONCE + 1)
        for person in (p.with_pair(number).maria, p.with_pair(number).tom)
    ]


def answers(person: Person, since: int) -> list[Message]:
    """Each /help is answered by one message with the commands."""
    return [message for message in person.messages[since:] if "/progress" in message.text]


async def ask_on_and_on(people: list[Person]) -> None:
    for _ in range(EACH):
        for person in people:
            await person.send("/help")
            await asyncio.sleep(0.02)


async def stopped(p: Practice, *signals: signal.Signals) -> tuple[int, float]:
    """What the process ends with when it gets these signals, 50 ms between them, and after how many seconds."""
    process = p._running()
    began = perf_counter()
    for number, name in enumerate(signals):
        await asyncio.sleep(0.05 if number else 0)
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(name)
    code = await asyncio.wait_for(process.wait(), STOPS_WITHIN_S + 5)
    p._process = None
    return code, perf_counter() - began


def commands_of(p: Practice, people: list[Person]) -> dict[int, list[int]]:
    """The ids of the updates with each person's commands, confirmed or not, as they wait at Telegram."""
    waiting: dict[int, list[int]] = {person.id: [] for person in people}
    for update in p.tg.unconfirmed:
        sender = update.get("message", {}).get("from", {}).get("id")
        if sender in waiting:
            waiting[sender].append(update["update_id"])
    return waiting


@pytest.mark.parametrize("after_s", [0.4, 1.3])
async def test_sigterm_while_everybody_writes_loses_nothing_and_repeats_nothing(
    own_practice: Running, after_s: float
) -> None:
    async with own_practice() as p:
        people = people_of(p)
        before = {person.id: len(person.messages) for person in people}
        writing = asyncio.create_task(ask_on_and_on(people))
        await asyncio.sleep(after_s)
        code, seconds = await stopped(p, signal.SIGTERM)
        assert code == 0, p.log[-4000:]
        assert seconds < STOPS_WITHIN_S
        await writing
        waiting = commands_of(p, people)
        assert sum(map(len, waiting.values())) > 0, "all was over before the signal came: this shows nothing"
        for person in people:
            # What was answered is known to Telegram as received: it does not come again.
            assert len(answers(person, before[person.id])) + len(waiting[person.id]) <= EACH

        await p.start()
        for person in people:
            await eventually(
                lambda person=person: len(answers(person, before[person.id])) >= EACH,  # type: ignore[misc]
                SAYS_S + 2 * EACH,
                f"every command of {person.id} to be answered",
            )
        await asyncio.sleep(1.5)
        assert {person.id: len(answers(person, before[person.id])) for person in people} == dict.fromkeys(
            before, EACH
        )
        assert p.tg.unconfirmed == []


async def test_a_send_that_is_on_the_wire_is_let_finish_and_not_repeated(own_practice: Running) -> None:
    async with own_practice() as p:
        before = len(p.maria.messages)
        p.tg.faults.add("sendMessage", "slow:2", times=1)
        await p.maria.send("/help")
        await eventually(lambda: p.tg.log("sendMessage"), SAYS_S, "the answer to be on its way")
        code, seconds = await stopped(p, signal.SIGTERM)
        assert (code, seconds < STOPS_WITHIN_S) == (0, True)
        await p.start()
        await eventually(lambda: answers(p.maria, before), SAYS_S, "the answer")
        await asyncio.sleep(2.5)
        assert len(answers(p.maria, before)) == 1


async def test_signals_on_top_of_a_sigterm_do_no_harm(own_practice: Running) -> None:
    async with own_practice() as p:
        people = people_of(p)
        before = {person.id: len(person.messages) for person in people}
        writing = asyncio.create_task(ask_on_and_on(people))
        await asyncio.sleep(0.5)
        code, seconds = await stopped(p, signal.SIGTERM, signal.SIGTERM, signal.SIGINT)
        assert code == 0, p.log[-4000:]
        assert seconds < STOPS_WITHIN_S
        await writing
        with contextlib.closing(sqlite3.connect(p.folder / "data/handrail.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        await p.start()
        for person in people:
            await eventually(
                lambda person=person: len(answers(person, before[person.id])) >= EACH,  # type: ignore[misc]
                SAYS_S + 2 * EACH,
                f"every command of {person.id} to be answered",
            )
        await asyncio.sleep(1.5)
        assert all(len(answers(person, before[person.id])) == EACH for person in people)


# --- a database of a newer version --------------------------------------------------------------------------------


async def handrail(folder: Path, *arguments: str) -> tuple[int, str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    process = await asyncio.create_subprocess_exec(
        *command(*arguments),
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), READY_S)
    return process.returncode or 0, out.decode(), err.decode()


def content(url: str) -> str:
    """A fingerprint of everything that stands in the database."""
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
    with psycopg.connect(url) as database:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        tables = [str(name) for (name,) in database.execute(named)]
        rows = [f"{name}: {sorted(map(str, database.execute(_all_of(name))))}" for name in tables]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _all_of(table: str) -> psycopg.sql.Composed:
    return psycopg.sql.SQL("SELECT * FROM {}").format(psycopg.sql.Identifier(table))


def pretend_newer(url: str) -> None:
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (NEWER,))
            database.commit()
        return
    with psycopg.connect(url) as postgres:
        postgres.execute("UPDATE alembic_version SET version_num = %s", (NEWER,))


async def test_a_database_of_a_newer_version_is_refused_and_not_touched(
    empty_database_url: str, tmp_path: Path
) -> None:
    settings = tmp_path / "handrail.toml"
    settings.write_text(
        f'[database]\nurl = "{empty_database_url}"\n[web]\nport = 0\n[[coaches]]\nname = "Ana"\n'
    )
    at = ("--config", str(settings))
    assert (await handrail(tmp_path, "invite", "--name", "Mia", *at))[0] == 0
    pretend_newer(empty_database_url)
    before = content(empty_database_url)
    for arguments in (("run",), ("migrate",), ("show", "Mia"), ("invite", "--name", "Tom")):
        code, out, err = await handrail(tmp_path, *arguments, *at)
        said = [line for line in err.splitlines() if not line.startswith("handrail: note:")]
        assert (code, out) == (1, ""), (arguments, out, err)
        assert len(said) == 1, said
        assert NEWER in said[0]
        assert "newer Handrail" in said[0]
    assert content(empty_database_url) == before
