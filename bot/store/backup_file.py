"""The backup file: one SQLite file that holds every table's rows as they lie, and enough to tell whether it is whole.

The same format for both databases. What is sealed stays sealed; neither the master key nor the ledger of
erasures is ever inside. A digest over everything is checked before a backup is believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from bot.core.errors import HandrailError

FORMAT = "1"
INFO = "handrail_backup"  # facts about the backup, by name
CONTENTS = "handrail_contents"  # one row for each table: its name, its columns, how many rows
BATCH = 1_000  # rows in memory at a time

Cell = int | str | bytes | None
Cells = Sequence[Cell]


class BadBackup(HandrailError):
    """The file is no backup, is not whole, or is not what was expected; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Contents:
    table: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself. `schema` is the revision of the tables in it."""

    taken_at: datetime
    schema: str
    version: str
    tables: tuple[Contents, ...]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.tables)


class Writer:
    """Writes a backup under another name beside `path`; only `finish` puts it there, whole and durable.

    Use as a context: whatever is not finished leaves nothing behind.
    """

    def __init__(self, path: Path, *, force: bool) -> None:
        self._path = path
        self._force = force
        if not force and path.exists():
            raise BadBackup(f"{path} exists already; choose another name, or add --force")
        if force and not _may_be_replaced(path):
            raise BadBackup(f"{path} is no backup of Handrail's and is not written over; choose another name")
        if not path.parent.is_dir():
            raise BadBackup(f"there is no folder {path.parent} to put the backup into")
        self._draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        os.close(os.open(self._draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._file = sqlite3.connect(self._draft, isolation_level=None)
        # The draft is nothing until it has been synced and renamed as a whole.
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute("BEGIN")
        self._file.execute(f"CREATE TABLE {INFO} (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        self._file.execute(f'CREATE TABLE {CONTENTS} ("table" TEXT, columns TEXT, rows INTEGER)')
        self._tables: list[Contents] = []
        self._digest = _Digest()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._draft.unlink(missing_ok=True)

    def table(self, name: str, columns: tuple[str, ...], rows: Iterable[Cells]) -> None:
        """Add a table, row by row."""
        self._digest.table(name, columns)
        named = ", ".join(map(_quoted, columns))
        # Columns without a type keep each value as it is.
        self._file.execute(f"CREATE TABLE {_quoted(name)} ({named})")
        into = f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(columns))})"
        counted = _Counted(rows, self._digest)
        self._file.executemany(into, counted)
        self._tables.append(Contents(name, columns, counted.count))

    def finish(self, taken_at: datetime, schema: str, version: str) -> About:
        """Afterwards the backup stands under its name, and would after a power cut."""
        about = About(taken_at, schema, version, tuple(self._tables))
        for each in self._tables:
            self._file.execute(
                f"INSERT INTO {CONTENTS} VALUES (?, ?, ?)", (each.table, " ".join(each.columns), each.rows)
            )
        info = _info(about) | {"digest": self._digest.over(about)}
        self._file.executemany(f"INSERT INTO {INFO} VALUES (?, ?)", info.items())
        self._file.execute("COMMIT")
        self._file.close()
        _sync(self._draft)
        self._put_in_place()
        _sync(self._path.parent)
        return about

    def _put_in_place(self) -> None:
        if self._force:
            self._draft.replace(self._path)
            return
        try:
            # A link, not a rename: it never takes the place of a file that has appeared meanwhile.
            os.link(self._draft, self._path)
        except FileExistsError:
            raise BadBackup(f"{self._path} exists already; choose another name, or add --force") from None
        except OSError:  # a file system without links
            self._draft.rename(self._path)


class Reader:
    """An open backup that has been found whole. Use as a context."""

    def __init__(self, path: Path) -> None:
        """Reads all of it once; `BadBackup` says what is wrong."""
        if not path.is_file():
            raise BadBackup(f"there is no file {path}")
        self._path = path
        self._file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            self.about = self._checked()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def rows(self, table: Contents) -> Iterator[Cells]:
        """The rows of one table, in the order in which they were written."""
        named = ", ".join(map(_quoted, table.columns))
        yield from self._file.execute(f"SELECT {named} FROM {_quoted(table.table)} ORDER BY rowid")

    def value(self, table: str, key: str) -> str | None:
        """The value under `key` in a table of names and values, as `meta` is one."""
        row = self._file.execute(f"SELECT value FROM {_quoted(table)} WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _checked(self) -> About:
        try:
            info = dict(self._file.execute(f"SELECT key, value FROM {INFO}").fetchall())
            listed = self._file.execute(f'SELECT "table", columns, rows FROM {CONTENTS} ORDER BY rowid')
            tables = tuple(Contents(name, tuple(named.split()), count) for name, named, count in listed)
        except (sqlite3.DatabaseError, AttributeError, ValueError):
            raise BadBackup(f"{self._path} is no backup of Handrail's, or its beginning is damaged") from None
        if info.get("format") != FORMAT:
            raise BadBackup(
                f"{self._path} has the form {info.get('format')!r}, this version reads {FORMAT!r}: "
                "a newer Handrail wrote it"
            )
        try:
            about = About(datetime.fromisoformat(info["taken_at"]), info["schema"], info["version"], tables)
            digest = _Digest()
            for each in tables:
                digest.table(each.table, each.columns)
                counted = _Counted(self.rows(each), digest)
                for _ in counted:
                    pass
                if counted.count != each.rows:
                    raise BadBackup(
                        f"{self._path} is damaged: {counted.count} rows of {each.table}, not {each.rows}"
                    )
            sound = digest.over(about) == info["digest"]
        except (sqlite3.DatabaseError, KeyError, TypeError, ValueError):
            raise BadBackup(f"{self._path} is damaged and does not read to its end") from None
        if not sound:
            raise BadBackup(f"{self._path} is damaged: what is in it is not what was written")
        return about


class _Digest:
    """A hash over everything in a backup, in its order."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def table(self, name: str, columns: Sequence[str]) -> None:
        self._hash.update(repr(("table", name, tuple(columns))).encode())

    def row(self, cells: Cells) -> None:
        self._hash.update(repr(tuple(cells)).encode())

    def over(self, about: About) -> str:
        whole = self._hash.copy()
        whole.update(repr((sorted(_info(about).items()), about.tables)).encode())
        return whole.hexdigest()


class _Counted:
    """Passes rows on, counting and hashing them."""

    def __init__(self, rows: Iterable[Cells], digest: _Digest) -> None:
        self._rows = rows
        self._digest = digest
        self.count = 0

    def __iter__(self) -> Iterator[Cells]:
        for cells in self._rows:
            self.count += 1
            self._digest.row(cells)
            yield cells


def _may_be_replaced(path: Path) -> bool:
    """Nothing, something empty, or an older backup: never the live database, a key, or somebody's letter."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return True
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        try:
            return file.execute(f"SELECT count(*) FROM {INFO}").fetchone() is not None
        except sqlite3.DatabaseError:
            return False


def _info(about: About) -> dict[str, str]:
    return {
        "format": FORMAT,
        "taken_at": about.taken_at.isoformat(),
        "schema": about.schema,
        "version": about.version,
    }


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives do not sync folders
            os.fsync(handle)
    finally:
        os.close(handle)
