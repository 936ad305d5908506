"""Backup and restore of the rows: everything comes back, on either database, as a whole or not at all."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.client import CheckInRecord, Client, Membership
from bot.core.errors import ConfigError, StaleStore
from bot.core.outgoing import Origin, Say, Send
from bot.store import (
    audit,
    backup,
    checkins,
    clients,
    escalations,
    invites,
    meta,
    outbox,
    transcript,
    updates,
    whole,
    workers,
)
from bot.store.backup_file import About, BadBackup, Reader
from bot.store.database import Store, engine_for, file_of
from bot.store.restore import NotEmpty, restore
from bot.store.schema import check, known, migrate, upgrade
from bot.store.sealing import Vault
from bot.store.tables import metadata
from bot.store.tx import Tx
from bot.store.whole import InUse
from escalation.words import Escalation, Party, Policy, State, Step
from tests.conftest import MASTER_KEY
from tests.postgres import Postgres

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)
WAIT = timedelta(minutes=5)
POLICY = Policy((Step("oncall", WAIT),), WAIT, WAIT, WAIT, WAIT, WAIT, WAIT)

Rows = dict[str, list[tuple[object, ...]]]


def person(tx: Tx, id: str) -> None:
    """A client with something in every table."""
    client = Client(id, f"Name {id} ☂", "Ben", channel="telegram", chat=f"chat {id}")
    client = replace(client, membership=Membership.ACTIVE, wake_at=NOW)
    clients.insert(tx, client, NOW)
    invites.make(tx, client, f"code {id}", NOW)
    updates.seen(tx, "telegram", f"u {id}", NOW)
    updates.set_fate(tx, "telegram", f"u {id}", "poison", id, f"copy {id}")
    transcript.add(tx, id, [(NOW, "client", f"words {id}", "m1"), (NOW, "avatar", "answer", "")])
    checkins.keep(tx, id, CheckInRecord(f"k {id}", NOW, NOW.date(), energy=3, win=f"win {id}"))
    party = Party(id, "Name", "telegram", f"chat {id}")
    escalations.insert(tx, Escalation(f"e {id}", party, NOW, POLICY, State.CLOSED, closed_at=NOW), 1)
    outbox.put(tx, client, None, [Send(Say(f"chat {id}", f"say {id}"), Origin.SAFETY, 3)], NOW)
    audit.append(tx, id, NOW, "heard", {"quote": f"heard {id}"})


def people(tx: Tx, *ids: str) -> None:
    for id_ in ids:
        person(tx, id_)


def rows_of(url: str) -> Rows:
    """Every row of every table; the note that there was a backup is no part of one."""
    with engine_for(url).connect() as conn:
        found = {}
        for table in metadata.sorted_tables:
            keys = ", ".join(column.name for column in table.primary_key)
            rows = conn.execute(text(f"SELECT * FROM {table.name} ORDER BY {keys}")).all()
            columns = [column.name for column in table.columns]
            found[table.name] = [tuple(row._mapping[name] for name in columns) for row in rows]
    found["meta"] = [row for row in found["meta"] if row[0] != backup.LAST]
    found.pop("workers")  # processes; nothing of theirs comes back
    return found


def nothing(tx: Tx, about: About) -> About:
    return about


def made(url: str, path: Path) -> Path:
    backup.make(url, path, "1.2.3", NOW)
    return path


def filled(url: str, *ids: str) -> None:
    """Written by a process that has ended."""
    store = Store(url, Vault(MASTER_KEY))
    store.transact(people, *(ids or ("c1", "c2")))
    store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday.backup"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


# --- what is in it ------------------------------------------------------------------------------------------


def test_everything_comes_back_as_it_was(database_url: str, vault: Vault, file: Path) -> None:
    filled(database_url)
    before = rows_of(database_url)
    assert all(before[name] for name in before if name != "reviews")
    made(database_url, file)
    filled(database_url, "c3")
    about = restore(database_url, file, vault, nothing, replace=True)
    assert rows_of(database_url) == before
    assert (about.taken_at, about.version) == (NOW, "1.2.3")
    assert about.rows == sum(map(len, before.values()))
    check(database_url)


@pytest.mark.parametrize("way", ["sqlite to postgres", "postgres to sqlite"])
def test_a_backup_moves_a_practice_to_the_other_database(
    way: str, postgres: Postgres, tmp_path: Path, vault: Vault, file: Path
) -> None:
    urls = [f"sqlite:///{tmp_path / 'here.db'}", postgres.database()]
    here, there = urls if way.startswith("sqlite") else reversed(urls)
    migrate(here)
    filled(here)
    restore(there, made(here, file), vault, nothing)
    assert rows_of(there) == rows_of(here)
    # Numbers go on where they were, and the audit trail is still one that can only be added to.
    filled(there, "c9")
    store = Store(there, vault)
    assert store.transact(audit.verify, "c1")
    assert store.transact(audit.verify, None)
    with pytest.raises(Exception, match="only ever added to"), engine_for(there).begin() as conn:
        conn.execute(text("DELETE FROM audit"))
    store.close()
    postgres.drop(urls[1])


def test_neither_the_key_nor_anybodys_words_stand_in_a_backup(
    database_url: str, file: Path, vault: Vault
) -> None:
    filled(database_url)
    content = made(database_url, file).read_bytes()
    assert MASTER_KEY not in content
    for words in (b"words c1", b"win c1", b"Name c1", b"say c1", b"heard c1"):
        assert words not in content
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_no_process_of_that_time_comes_back_with_what_it_held(
    database_url: str, file: Path, vault: Vault
) -> None:
    def at_work(tx: Tx) -> None:
        workers.beat(tx)
        assert workers.hold(tx, "telegram")
        meta.put(tx, "leased", "no lease")

    store = Store(database_url, vault)
    store.transact(at_work)
    store.close()
    made(database_url, file)
    restore(database_url, file, vault, nothing, replace=True)
    other = Store(database_url, vault)
    assert other.transact(workers.hold, "telegram")
    assert other.transact(meta.get, "leased") == "no lease"
    with engine_for(database_url).connect() as conn:
        assert conn.execute(text("SELECT count(*) FROM workers")).scalar() == 0
    other.close()


def test_when_the_newest_backup_was_taken_is_on_record(database_url: str, file: Path, vault: Vault) -> None:
    filled(database_url)
    made(database_url, file)
    assert Store(database_url, vault).transact(meta.get, backup.LAST) == NOW.isoformat()


async def test_a_backup_is_one_moment_while_others_write(
    store: Store, file: Path, database_url: str, tmp_path: Path
) -> None:
    """Each job writes a line for both clients: in a backup both have the same number."""
    await store.run(people, "c1", "c2")

    def both(tx: Tx, number: int) -> None:
        for id_ in ("c1", "c2"):
            transcript.add(tx, id_, [(NOW, "client", f"{number}", "")])

    done = False

    async def write() -> int:
        number = 0
        while not done:
            number += 1
            await store.run(both, number)
        return number

    writing = asyncio.create_task(write())
    counts = []
    for number in range(4):
        await asyncio.sleep(0.05)
        path = file.with_name(f"{number}")
        await asyncio.to_thread(made, database_url, path)
        with Reader(path) as read:
            (lines,) = [each for each in read.about.tables if each.table == "transcript"]
            at = lines.columns.index("client_id")
            whose = [row[at] for row in read.rows(lines)]
        assert whose.count("c1") == whose.count("c2")
        counts.append(len(whose))
    done = True
    written = await writing
    assert counts == sorted(counts)
    assert 4 < counts[-1] <= 4 + 2 * written, "nobody wrote meanwhile"


def test_rows_are_streamed(tmp_path: Path, file: Path) -> None:
    """40 MB of rows pass through a process that may not grow by as much."""
    url = f"sqlite:///{tmp_path / 'large.db'}"
    migrate(url)
    filled(url)
    with engine_for(url).begin() as conn:
        conn.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO transcript (client_id, at, who, message, sealed)"
            " SELECT 'c1', i, 'client', '', zeroblob(2000) FROM n"
        )
    program = (
        "import resource, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from bot.store import backup\n"
        "from bot.store.restore import restore\n"
        "from bot.store.sealing import Vault\n"
        "url, file, other, key = sys.argv[1:]\n"
        "from bot.store.schema import migrate; migrate(other)\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "backup.make(url, Path(file), '1', datetime.now(UTC))\n"
        "restore(other, Path(file), Vault(bytes.fromhex(key)), lambda tx, about: None, replace=True)\n"
        "print(peak() - before)\n"
    )
    other = f"sqlite:///{tmp_path / 'other.db'}"
    ran = subprocess.run(
        [sys.executable, "-c", program, url, str(file), other, MASTER_KEY.hex()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert file.stat().st_size > 40_000_000
    assert int(ran.stdout) < 25_000, f"{ran.stdout} kB more"


# --- refusals when backing up -----------------------------------------------------------------------------------


def test_a_file_that_exists_is_only_written_over_when_told_to(database_url: str, file: Path) -> None:
    filled(database_url)
    file.write_text("precious")
    with pytest.raises(BadBackup, match="--force"):
        made(database_url, file)
    with pytest.raises(BadBackup, match="is no backup"):
        backup.make(database_url, file, "1", NOW, force=True)
    assert file.read_text() == "precious"
    file.unlink()
    made(database_url, file)
    filled(database_url, "c3")
    with Reader(file) as read:
        older = read.about.rows
    backup.make(database_url, file, "1", NOW, force=True)
    with Reader(file) as read:
        assert read.about.rows > older > 10
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_database_itself_is_never_written_over(tmp_path: Path) -> None:
    live = tmp_path / "handrail.db"
    migrate(f"sqlite:///{live}")
    filled(f"sqlite:///{live}")
    before = rows_of(f"sqlite:///{live}")
    with pytest.raises(BadBackup, match="is not written over"):
        backup.make(f"sqlite:///{live}", live, "1", NOW, force=True)
    assert rows_of(f"sqlite:///{live}") == before


def test_without_a_database_there_is_nothing_to_back_up(empty_database_url: str, file: Path) -> None:
    with pytest.raises(StaleStore, match="nothing was backed up"):
        made(empty_database_url, file)
    assert list(file.parent.iterdir()) == []
    there = file_of(empty_database_url)
    assert there is None or not there.exists()


def test_a_folder_that_is_not_there_is_named(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="there is no folder"):
        made(database_url, tmp_path / "nowhere" / "file")


# --- refusals when restoring: everything stays as it was --------------------------------------------------------


def refused(url: str, file: Path, error: type[Exception], words: str, key: bytes = MASTER_KEY) -> None:
    before = rows_of(url)
    with pytest.raises(error, match=words):
        restore(url, file, Vault(key), nothing, replace=True)
    assert rows_of(url) == before


def test_a_file_that_is_no_backup_is_refused(database_url: str, file: Path, tmp_path: Path) -> None:
    filled(database_url)
    refused(database_url, file, BadBackup, "there is no file")
    file.write_bytes(b"")
    refused(database_url, file, BadBackup, "is no backup")
    file.write_text("a letter to somebody\n" * 1000)
    refused(database_url, file, BadBackup, "is no backup")
    migrate(f"sqlite:///{tmp_path / 'live.db'}")
    refused(database_url, tmp_path / "live.db", BadBackup, "is no backup")


def test_a_damaged_backup_is_refused_wherever_the_damage_is(tmp_path: Path, file: Path) -> None:
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    migrate(url)
    filled(url)
    whole_ = made(url, file).read_bytes()
    for cut in (1, 5, 9):
        file.write_bytes(whole_[: len(whole_) * cut // 10])
        refused(url, file, BadBackup, "damaged|no backup")
    unnoticed = []
    for place in range(100, len(whole_), 397):
        if whole_[place] == 0:
            continue  # unused space in a page
        file.write_bytes(whole_[:place] + bytes([whole_[place] ^ 1]) + whole_[place + 1 :])
        try:
            with Reader(file) as read:
                # Nothing that is loaded is different: the bit stood where SQLite keeps nothing of ours.
                same = [list(read.rows(each)) for each in read.about.tables]
        except BadBackup:
            continue
        unnoticed.append(same)
    file.write_bytes(whole_)
    with Reader(file) as read:
        right = [list(read.rows(each)) for each in read.about.tables]
    assert all(same == right for same in unnoticed)
    assert len(unnoticed) < 10


def test_a_changed_fact_about_the_backup_is_noticed(database_url: str, file: Path) -> None:
    filled(database_url)
    made(database_url, file)
    with sqlite3.connect(file) as changed:
        changed.execute("UPDATE handrail_backup SET value = ? WHERE key = 'taken_at'", (LATER.isoformat(),))
    refused(database_url, file, BadBackup, "not what was written")


def test_a_backup_of_a_newer_version_is_refused_and_says_so(database_url: str, file: Path) -> None:
    filled(database_url)
    with engine_for(database_url).begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made(database_url, file)
    with engine_for(database_url).begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    refused(database_url, file, StaleStore, r"9999.*does not know.*1\.2\.3 made it")


def test_another_practices_master_key_is_refused_before_anything_changes(
    database_url: str, file: Path
) -> None:
    filled(database_url)
    made(database_url, file)
    refused(database_url, file, ConfigError, "master key does not fit", key=bytes(32))


def test_clients_on_record_are_only_replaced_when_told_to(
    database_url: str, file: Path, vault: Vault
) -> None:
    filled(database_url)
    made(database_url, file)
    filled(database_url, "c3")
    before = rows_of(database_url)
    with pytest.raises(NotEmpty, match="back them up"):
        restore(database_url, file, vault, nothing)
    assert rows_of(database_url) == before


async def test_a_database_that_a_process_works_on_is_refused(
    store: Store, file: Path, database_url: str, vault: Vault
) -> None:
    await store.run(people, "c1")
    await asyncio.to_thread(made, database_url, file)
    await store.run(people, "c2")
    before = rows_of(database_url)
    with pytest.raises(InUse, match="stop handrail run"):
        await asyncio.to_thread(restore, database_url, file, vault, nothing, replace=True)
    assert rows_of(database_url) == before
    await store.run(people, "c3")  # and the process goes on


def test_a_failure_after_the_rows_were_loaded_leaves_the_old_ones(
    database_url: str, file: Path, vault: Vault
) -> None:
    filled(database_url)
    made(database_url, file)
    filled(database_url, "c3")

    def fails(tx: Tx, about: About) -> None:
        assert clients.by_id(tx, "c1") is not None
        assert clients.by_id(tx, "c3") is None
        raise OSError("the disk is full")

    before = rows_of(database_url)
    with pytest.raises(OSError, match="the disk is full"):
        restore(database_url, file, vault, fails, replace=True)
    assert rows_of(database_url) == before
    check(database_url)


def test_killed_in_the_middle_of_a_restore_the_old_rows_are_there(
    database_url: str, file: Path, vault: Vault, tmp_path: Path
) -> None:
    filled(database_url)
    made(database_url, file)
    filled(database_url, "c3")
    before = rows_of(database_url)
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from bot.store.restore import restore\n"
        "from bot.store.sealing import Vault\n"
        "def then(tx, about):\n"
        "    print('loaded', flush=True)\n"
        "    time.sleep(60)\n"
        "restore(sys.argv[1], Path(sys.argv[2]), Vault(bytes.fromhex(sys.argv[3])), then, replace=True)\n"
    )
    arguments = [sys.executable, "-c", program, database_url, str(file), MASTER_KEY.hex()]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "loaded\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    ends_at = time.monotonic() + 10
    while True:  # Postgres notices within moments that nobody is there any more
        try:
            assert rows_of(database_url) == before
            restore(database_url, file, vault, nothing, replace=True)
            break
        except InUse:
            assert time.monotonic() < ends_at
            time.sleep(0.1)
    assert {row[0] for row in rows_of(database_url)["clients"]} == {"c1", "c2"}


def test_a_copy_of_a_backup_serves_as_well_and_is_not_written_to(
    database_url: str, file: Path, vault: Vault
) -> None:
    filled(database_url)
    made(database_url, file)
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    copy.chmod(0o400)
    before = copy.read_bytes()
    restore(database_url, copy, vault, nothing, replace=True)
    assert copy.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["copy", file.name]


def test_a_new_database_is_made_by_a_restore(
    empty_database_url: str, tmp_path: Path, file: Path, vault: Vault
) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    migrate(old)
    filled(old)
    restore(empty_database_url, made(old, file), vault, nothing)
    assert rows_of(empty_database_url) == rows_of(old)


@pytest.mark.parametrize("revision", sorted(known()))
def test_a_backup_of_every_earlier_schema_is_brought_up_to_this_one(
    revision: str, empty_database_url: str, tmp_path: Path, file: Path, vault: Vault
) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    with engine_for(old).begin() as conn:
        upgrade(conn, revision)
        conn.execute(text("INSERT INTO meta (key, value) VALUES ('colour', 'blue')"))
    about = restore(empty_database_url, made(old, file), vault, nothing)
    assert about.schema == revision
    check(empty_database_url)
    assert Store(empty_database_url, vault).transact(meta.get, "colour") == "blue"


def test_a_backup_takes_the_place_of_a_newer_versions_database(
    database_url: str, file: Path, vault: Vault
) -> None:
    """The way back after an upgrade that did not go well."""
    filled(database_url)
    made(database_url, file)
    before = rows_of(database_url)
    with engine_for(database_url).begin() as conn:
        conn.execute(
            text("CREATE TABLE moods (id INTEGER PRIMARY KEY, client_id VARCHAR REFERENCES clients (id))")
        )
        conn.execute(text("INSERT INTO moods (id, client_id) VALUES (1, 'c1')"))
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    restore(database_url, file, vault, nothing, replace=True)
    check(database_url)
    assert rows_of(database_url) == before
    with engine_for(database_url).connect() as conn:
        assert "moods" not in {name for name, _ in whole.tables_of(conn)}


def test_tables_hold_nothing_that_a_backup_leaves_out(database_url: str) -> None:
    with engine_for(database_url).connect() as conn:
        assert {name for name, _ in whole.tables_of(conn)} == {table.name for table in metadata.sorted_tables}
