"""Restore: a backup takes the database's place, as a whole or not at all.

The tables are built as they were when the backup was taken, filled, and brought up to this version: so an
older backup can be restored, and one that was taken on SQLite on Postgres.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, column, delete, insert, inspect, select, table

from bot.core.errors import HandrailError, StaleStore
from bot.store import practice_key, whole, workers
from bot.store.backup_file import BATCH, About, BadBackup, Cells, Contents, Reader
from bot.store.database import engine_for, scrub
from bot.store.schema import known, revision_of, upgrade
from bot.store.sealing import Vault
from bot.store.tx import Tx

T = TypeVar("T")


class NotEmpty(HandrailError):
    """The database has clients, and nobody said that they may go; nothing was changed."""


def restore(
    url: str,
    path: Path,
    vault: Vault,
    then: Callable[[Tx, About], T],
    *,
    replace: bool = False,
) -> T:
    """Put the backup at `path` in the place of what the database holds; what `then` returns.

    `then` runs on the restored rows, in the same transaction: until its end the database is what it was.
    Raises `BadBackup`, `StaleStore` (a newer version's), `ConfigError` (another master key), `InUse`,
    `NotEmpty` unless `replace`; each leaves everything as it was.
    """
    with Reader(path) as backup:
        about = backup.about
        if about.schema not in known():
            raise StaleStore(
                f"{path} has the schema {about.schema}, which this version does not know: Handrail "
                f"{about.version} made it; install that version, or a newer one, and restore with it"
            )
        _check_key(backup, vault)
        engine = engine_for(url)
        try:
            with whole.alone(engine) as conn:
                if not replace:
                    _check_empty(conn)
                whole.clear(conn)
                upgrade(conn, about.schema)
                _load(conn, backup)
                whole.count_on(conn)
                upgrade(conn, "head")
                key = practice_key.read_or_make(conn, vault)
                # Without the ledger: whoever is erased again stands in it already.
                tx = Tx(conn, vault, key, None, "write")
                workers.nobody(tx)
                result = then(tx, about)
                tx.finish()
            with engine.connect() as conn:
                scrub(conn)  # what was replaced, or erased again, leaves the log too
        finally:
            engine.dispose()
    return result


def _check_key(backup: Reader, vault: Vault) -> None:
    """Before anything is changed: the backup was made under this master key. `ConfigError`."""
    if not any(each.table == "meta" for each in backup.about.tables):
        raise BadBackup("the backup has no table meta; it is not whole")
    wrapped = backup.value("meta", practice_key.NAME)
    if wrapped is not None:
        vault.unwrap(base64.b64decode(wrapped), "practice")


def _check_empty(conn: Connection) -> None:
    if revision_of(conn) is None or not inspect(conn).has_table("clients"):
        return
    if conn.execute(select(column("id")).select_from(table("clients")).limit(1)).first() is not None:
        raise NotEmpty("this database has clients on record; back them up before something takes their place")


def _load(conn: Connection, backup: Reader) -> None:
    there = whole.tables_of(conn)
    given = {each.table: each for each in backup.about.tables}
    strange = given.keys() - {name for name, _ in there}
    if strange:
        raise BadBackup(f"the backup has tables that its schema does not: {', '.join(sorted(strange))}")
    for name, _ in reversed(there):
        conn.execute(delete(table(name)))  # what the migrations put there
    for name, _ in there:  # parents before children
        if name in given:
            _fill(conn, given[name], backup)


def _fill(conn: Connection, contents: Contents, backup: Reader) -> None:
    into = insert(table(contents.table, *map(column, contents.columns)))
    for batch in _batches(backup.rows(contents)):
        conn.execute(into, [dict(zip(contents.columns, cells, strict=True)) for cells in batch])


def _batches(rows: Iterator[Cells]) -> Iterator[list[Cells]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
