"""Databases to measure on: SQLite files, and a Postgres of our own that syncs every commit as it does by default."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import psycopg

from bot.store.schema import migrate
from tests.postgres import DURABLE, NoPostgres, Postgres

Kind = Literal["SQLite", "Postgres"]

# Kept over a restart by convention, so hardly ever in memory, where fsync would cost nothing.
ON_DISK = Path("/var/tmp")


class Databases:
    """`with Databases() as databases:` - empty, migrated databases of either kind; all gone afterwards."""

    def __init__(self) -> None:
        self.without_postgres = ""  # why there is none
        self.versions: dict[Kind, str] = {"SQLite": sqlite3.sqlite_version}
        self._server: Postgres | None = None
        self._number = 0

    def __enter__(self) -> Self:
        parent = str(ON_DISK) if ON_DISK.is_dir() else tempfile.gettempdir()
        self.folder = Path(tempfile.mkdtemp(prefix="handrail-bench-", dir=parent))
        try:
            self._server = Postgres(DURABLE, parent)
            self.versions["Postgres"] = self._ask("Postgres", "SHOW server_version").split()[0]
            slack = [
                name
                for name in ("fsync", "synchronous_commit")
                if self._ask("Postgres", f"SHOW {name}") == "off"
            ]
            if slack:
                self.versions["Postgres"] += (
                    f" (with {' and '.join(slack)} off: not what this is meant to measure)"
                )
        except NoPostgres as error:
            self.without_postgres = str(error)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return ("SQLite", "Postgres") if self._server is not None else ("SQLite",)

    def new(self, kind: Kind) -> str:
        """The URL of a database that is migrated and empty."""
        if kind == "SQLite":
            self._number += 1
            url = f"sqlite:///{self.folder}/{self._number}.db"
        else:
            assert self._server is not None
            url = self._server.database()
        migrate(url)
        return url

    def drop(self, url: str) -> None:
        """Its room on the disk is free again, and nothing of it is written behind the next measure."""
        if url.startswith("sqlite"):
            for end in ("", "-wal", "-shm"):
                Path(url.removeprefix("sqlite:///") + end).unlink(missing_ok=True)
        elif self._server is not None:
            self._server.drop(url)
            self._ask("Postgres", "CHECKPOINT")

    def _ask(self, kind: Kind, sql: str) -> str:
        assert kind == "Postgres"
        assert self._server is not None
        url = self._server.database()
        try:
            with psycopg.connect(url, autocommit=True) as conn:
                cursor = conn.execute(sql.encode())
                row = cursor.fetchone() if cursor.description else None
                return str(row[0]) if row else ""
        finally:
            self._server.drop(url)
