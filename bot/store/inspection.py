"""What can be told about a database from outside: its version, its settings, its clock; nothing is changed or made."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, inspect, select

import migrations
from bot.core.client import Membership
from bot.store.backup import LAST as LAST_BACKUP
from bot.store.database import engine_for, file_of
from bot.store.practice_key import NAME as PRACTICE_KEY
from bot.store.restored import HELD
from bot.store.tables import clients, meta

PROOF = "doctor"  # a row of meta that is never committed


@dataclass(frozen=True, slots=True)
class Database:
    """A database that answers. `version` is empty before the first migration."""

    kind: str  # "sqlite" | "postgresql"
    version: str
    server: tuple[int, ...]  # of Postgres; () on SQLite
    server_now: datetime | None  # Postgres's clock; SQLite has ours
    wrapped_key: bytes | None = field(repr=False)  # the practice's key, if there is one yet
    last_backup: datetime | None
    restored: bool  # whether automation is held since a restore
    durable: bool  # whether a commit survives a power cut


def look(url: str) -> Database | None:
    """The database as it is; None if there is no SQLite file yet. Raises what the driver raises."""
    file = file_of(url)
    if file is not None and not file.exists():
        return None
    engine = engine_for(url)
    try:
        with engine.connect() as conn, conn.begin() as transaction:
            found = _seen(conn)
            _prove_writable(conn, found.version)
            transaction.rollback()
        return found
    finally:
        engine.dispose()


def clients_by_coach(url: str) -> dict[str, int]:
    """How many clients have which coach, by the coach's name; those who left are not counted."""
    engine = engine_for(url)
    counted = (
        select(clients.c.coach, func.count())
        .where(clients.c.sealed.is_not(None), clients.c.membership != Membership.LEFT.value)
        .group_by(clients.c.coach)
    )
    try:
        with engine.connect() as conn:
            return {str(coach): int(count) for coach, count in conn.execute(counted)}
    finally:
        engine.dispose()


def head() -> str:
    """The version that this program brings a database to."""
    return _scripts().get_current_head() or ""


def known() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(migrations.__file__).parent))


def _seen(conn: Connection) -> Database:
    version = MigrationContext.configure(conn).get_current_revision() or ""
    stored = _facts(conn, PRACTICE_KEY, LAST_BACKUP, HELD) if inspect(conn).has_table(meta.name) else {}
    wrapped = base64.b64decode(stored[PRACTICE_KEY]) if PRACTICE_KEY in stored else None
    backup = datetime.fromisoformat(stored[LAST_BACKUP]) if LAST_BACKUP in stored else None
    if conn.dialect.name == "sqlite":
        mode = str(conn.exec_driver_sql("PRAGMA journal_mode").scalar())
        sync = int(conn.exec_driver_sql("PRAGMA synchronous").scalar() or 0)
        return Database(
            "sqlite", version, (), None, wrapped, backup, HELD in stored, mode == "wal" and sync >= 2
        )
    now = conn.exec_driver_sql("SELECT clock_timestamp()").scalar()
    on = str(conn.exec_driver_sql("SHOW synchronous_commit").scalar()) != "off"
    server = tuple(part for part in conn.dialect.server_version_info or () if isinstance(part, int))
    return Database(
        "postgresql",
        version,
        server,
        now.astimezone(UTC) if isinstance(now, datetime) else None,
        wrapped,
        backup,
        HELD in stored,
        on and str(conn.exec_driver_sql("SHOW fsync").scalar()) != "off",
    )


def _facts(conn: Connection, *names: str) -> dict[str, str]:
    rows = conn.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_(names)))
    return {str(key): str(value) for key, value in rows}


def _prove_writable(conn: Connection, version: str) -> None:
    if version:
        conn.execute(insert(meta).values(key=PROOF, value=PROOF))
