"""Outage: whether an exception says that the database is at fault, not our own code."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError


def is_down(error: BaseException) -> bool:
    """Locked, full, gone, restarting: the same work may succeed later, and nothing was stored now."""
    if isinstance(error, OperationalError | sqlite3.OperationalError | OSError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    # psycopg is only there where Postgres is used.
    return any(
        kind.__name__ == "OperationalError" and kind.__module__.startswith("psycopg")
        for kind in type(error).__mro__
    )
