"""Which failures are the database's and which are our own: the first come again, the second are put before a person."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from bot.store.database import NOTICING, engine_for
from bot.store.outage import is_down
from tests.postgres import Postgres

DOWN = (
    psycopg.errors.AdminShutdown(),
    psycopg.errors.DiskFull(),
    psycopg.errors.LockNotAvailable(),
    psycopg.errors.IdleInTransactionSessionTimeout(),  # this process was asleep in the middle of a transaction
    psycopg.errors.ReadOnlySqlTransaction(),  # the server has become another's standby, or its disk is nearly full
    sqlite3.OperationalError("attempt to write a readonly database"),
    TimeoutError(),
)
OURS = (
    psycopg.errors.UndefinedColumn(),
    psycopg.errors.UniqueViolation(),
    psycopg.errors.InFailedSqlTransaction(),
    sqlite3.OperationalError("no such column: x"),
    ValueError(),
)


@pytest.mark.parametrize("error", DOWN, ids=lambda error: type(error).__name__)
def test_the_database_is_at_fault(error: Exception) -> None:
    assert is_down(error)


@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error).__name__)
def test_we_are_at_fault(error: Exception) -> None:
    assert not is_down(error)


def test_a_connection_that_has_silently_gone_is_noticed(postgres: Postgres) -> None:
    """Without these a router that forgets a connection costs a quarter of an hour."""
    url = postgres.database()
    engine = engine_for(url)
    with engine.connect() as conn:
        driver = conn.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        used = driver.info.get_parameters()
    assert {name: used[name] for name in NOTICING} == {name: str(value) for name, value in NOTICING.items()}
    engine.dispose()
    postgres.drop(url)
