"""Backup: everything in the database at one moment, into one file, beside a running process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, column, select, table
from sqlalchemy.dialects.postgresql import insert

from bot.core.errors import StaleStore
from bot.store import whole
from bot.store.backup_file import BATCH, About, Cells, Writer
from bot.store.database import engine_for, file_of
from bot.store.schema import revision_of
from bot.store.tables import meta

LAST = "last backup"  # in meta: when the newest backup was taken, ISO


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that now stands under its name."""

    file: Path
    about: About
    size: int  # bytes


def make(url: str, path: Path, version: str, now: datetime, *, force: bool = False) -> Made:
    """Write everything as it is at one moment to `path`; nobody who uses the database waits for it.

    `BadBackup` if `path` is taken and not `force`d; `StaleStore` if there is no database yet.
    """
    file = file_of(url)
    if file is not None and not file.exists():
        raise StaleStore(f"there is no database at {file} yet; nothing was backed up")
    engine = engine_for(url)
    try:
        with Writer(path, force=force) as writer:
            with whole.one_moment(engine) as conn:
                schema = revision_of(conn)
                if schema is None:
                    raise StaleStore("the database is empty; nothing was backed up")
                for name, columns in whole.tables_of(conn):
                    writer.table(name, columns, _rows(conn, name, columns))
            about = writer.finish(now, schema, version)
        with engine.begin() as conn:
            said = insert(meta).values(key=LAST, value=now.isoformat())
            conn.execute(said.on_conflict_do_update(index_elements=["key"], set_={"value": now.isoformat()}))
    finally:
        engine.dispose()
    return Made(path, about, path.stat().st_size)


def _rows(conn: Connection, name: str, columns: tuple[str, ...]) -> Iterator[Cells]:
    wanted = select(table(name, *map(column, columns)))
    for part in conn.execute(wanted, execution_options={"yield_per": BATCH}).partitions():
        for row in part:
            yield tuple(row)
