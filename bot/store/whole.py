"""The database as a whole: one moment of it, nobody else in it, everything of ours gone from it.

Beside `database` the only file that knows SQLite from Postgres.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from bot.core.errors import HandrailError
from bot.store.database import lock_for_migration, reader

REVISION = "alembic_version"
BUSY = "the database is in use; stop handrail run (and other commands on this database), then try again"

LOOKS, BETWEEN_LOOKS_S = 10, 0.1


class InUse(HandrailError):
    """A process works on the database; nothing was changed."""


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database, whatever others write meanwhile; it blocks nobody."""
    with reader(engine) as conn, conn.begin() as transaction:
        yield conn
        transaction.rollback()


def tables_of(conn: Connection) -> list[tuple[str, tuple[str, ...]]]:
    """Every table that a backup holds, parents before children, with its columns in their order."""
    found = inspect(conn)
    names = [name for name, _ in found.get_sorted_table_and_fkc_names() if name and name != REVISION]
    return [(name, tuple(str(each["name"]) for each in found.get_columns(name))) for name in names]


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction during which nobody else has the database; `InUse` if somebody has.

    All that is done in it becomes true at its end, or nothing does.
    """
    with engine.connect() as conn:
        if engine.dialect.name == "sqlite":
            # Other connections keep a shared lock for as long as they are open, so this asks for all to be gone.
            conn.exec_driver_sql("PRAGMA busy_timeout = 1000")
            conn.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
            # Tables go and come in any order; `sound` looks at the whole before the commit.
            conn.exec_driver_sql("PRAGMA foreign_keys = OFF")
            conn.commit()
        try:
            transaction = conn.begin()
        except OperationalError as error:
            raise InUse(BUSY) from error
        with transaction:
            lock_for_migration(conn)
            if engine.dialect.name == "postgresql":
                _until_alone(conn)
            yield conn
            _sound(conn)


def _until_alone(conn: Connection) -> None:
    """Wait a moment for other connections of Handrail's: the server is slower to forget one than we to close it."""
    for left in reversed(range(LOOKS)):
        conn.exec_driver_sql("SELECT pg_stat_clear_snapshot()")
        others = conn.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND application_name = 'handrail'"
        ).scalar()
        if not others:
            return
        if left:
            time.sleep(BETWEEN_LOOKS_S)
    raise InUse(BUSY)


def _sound(conn: Connection) -> None:
    if conn.dialect.name != "sqlite":
        return
    wrong = conn.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if wrong is not None:
        raise HandrailError(f"the rows of {wrong[0]} do not fit those of {wrong[2]}; nothing was changed")


def clear(conn: Connection) -> None:
    """Nothing of Handrail's is left: tables, what watches over them, the schema's revision."""
    names = [name for name, _ in tables_of(conn)]
    if inspect(conn).has_table(REVISION):
        names.append(REVISION)
    if conn.dialect.name == "sqlite":
        for name in reversed(names):
            conn.exec_driver_sql(f'DROP TABLE "{name}"')
        return
    watching = conn.exec_driver_sql(
        "SELECT DISTINCT p.oid::regprocedure::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ).fetchall()
    for name in names:
        conn.exec_driver_sql(f'DROP TABLE "{name}" CASCADE')
    for (function,) in watching:
        conn.exec_driver_sql(f"DROP FUNCTION {function}")


def count_on(conn: Connection) -> None:
    """Numbers that the database gives go on after the highest that was loaded. SQLite does so by itself."""
    if conn.dialect.name != "postgresql":
        return
    counters = conn.exec_driver_sql(
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    ).fetchall()
    for name, number, sequence in counters:
        conn.exec_driver_sql(
            f'SELECT setval(\'{sequence}\', (SELECT coalesce(max("{number}"), 0) + 1 FROM "{name}"), false)'
        )
