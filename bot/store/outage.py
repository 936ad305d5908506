"""Outage: whether an exception says that the database is at fault, not our own code."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

_OUR_FAULT = (
    "no such",
    "near ",
    "table ",
    "unrecognized",
)  # SQLite's words for a statement that cannot be right


# Postgres says these as "internal errors": a server that takes no writes (a standby, or its disk is nearly full), and a
# transaction that was ended because this process was asleep in the middle of it.
_THEIR_FAULT = {"25006", "25P03"}


def is_down(error: BaseException) -> bool:
    """Locked, full, gone, restarting: the same work may succeed later, and nothing was stored now."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.OperationalError) and str(cause).startswith(_OUR_FAULT):
        return False
    if isinstance(error, OperationalError | sqlite3.OperationalError | OSError):
        return True
    if getattr(cause, "sqlstate", None) in _THEIR_FAULT:
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    # psycopg is only there where Postgres is used.
    return any(
        kind.__name__ == "OperationalError" and kind.__module__.startswith("psycopg")
        for kind in type(error).__mro__
    )
