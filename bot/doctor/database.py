"""Looks at the database: does it answer, is it of this version, can it be written, will it keep what it gets?"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot import config
from bot.core.checks import Check, failed, note, ok
from bot.core.errors import ConfigError
from bot.doctor import clock
from bot.doctor.deadline import in_thread
from bot.store import inspection
from bot.store.database import file_of
from bot.store.inspection import Database

ANSWERS_WITHIN_S = 12.0  # a writer of ours waits ten seconds for another's transaction
LEAST_FREE = 200 * 1024 * 1024  # bytes: some weeks of a practice, and room for SQLite's log
LEAST_SERVER = (12,)
NO_DRIVER = 'install Handrail with it: pip install "handrail[postgres]"'
OLD_BACKUP = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Examined:
    """The database's checks; `database` is None where there is none, or it does not answer."""

    checks: tuple[Check, ...]
    database: Database | None = None
    current: bool = False  # whether its tables are those of this version


async def examine(settings: config.Settings, now: Callable[[], datetime]) -> Examined:
    url = settings.database.url
    file = file_of(url)
    room = _room(file) if file else ()
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_S):
            found = await in_thread("database", lambda: inspection.look(url))
    except ConfigError as error:
        return Examined((failed("database", str(error), "mend [database] url"), *room))
    except ImportError:
        return Examined((failed("database", "the driver for Postgres is not installed", NO_DRIVER),))
    except Exception as error:  # whatever a driver or a broken file raises
        return Examined((_away(error, file), *room))
    if found is None:
        return Examined((note("database", f"there is none yet at {file}", "`handrail run` makes it"), *room))
    head, known = inspection.head(), inspection.known()
    checks = [standing(found.version, head, known), *_server(found), *room]
    if found.version:
        checks.append(backed_up(found.last_backup, now()))
    if found.restored:
        what = "automation is held since the restore from a backup, until a coach releases it"
        checks.append(
            note("database.restored", what, "in Slack: /handrail release; or: handrail release --coach NAME")
        )
    if found.server_now is not None:
        ahead = [found.server_now - now()]
        mend = "on the database's machine: sudo timedatectl set-ntp true"
        checks.append(clock.against("clock.database", "the database's", ahead, mend))
    return Examined(tuple(checks), found, found.version == head)


def standing(version: str, head: str, known: frozenset[str]) -> Check:
    """Whether the tables are those of this version."""
    name = "database"
    if version == head:
        return ok(name, "answers, can be written, and is of this version")
    if not version:
        return note(name, "answers, and is empty", "`handrail run` fills it, or now: handrail migrate")
    if version in known:
        return failed(
            name,
            f"is of an older version ({version}; this one needs {head})",
            "handrail migrate (or start `handrail run`, which does it too)",
        )
    return failed(
        name,
        f"was made by a newer Handrail ({version})",
        "install that version again, or put back a backup that this version made: handrail restore FILE",
    )


def backed_up(last: datetime | None, now: datetime) -> Check:
    """How old the newest backup is, as far as the database knows."""
    name, how = (
        "database.backup",
        "handrail backup FILE, with FILE on another machine or disk than the key; daily is good",
    )
    if last is None:
        return note(name, "no backup is on record in this database", how)
    age = now - last
    if age > OLD_BACKUP:
        return note(name, f"the last backup is {age.days} days old", how)
    return ok(name, f"the last backup was made on {last:%Y-%m-%d %H:%M} UTC")


def _away(error: Exception, file: Path | None) -> Check:
    why = "no answer in time" if isinstance(error, TimeoutError) else type(error).__name__
    cause = getattr(error, "orig", None)
    # A driver's own words name the host, never the password.
    said = str(cause).strip().splitlines()[0] if cause is not None and str(cause).strip() else why
    if file is None:
        return failed(
            "database",
            f"does not answer: {said}",
            "start the server (sudo systemctl start postgresql), or correct host, user, password and name in "
            "[database] url",
        )
    return failed(
        "database",
        f"{file} cannot be used: {said}",
        f"let the user who runs Handrail write {file} and its folder; if the file is damaged: handrail restore FILE",
    )


def _server(found: Database) -> list[Check]:
    checks = []
    if found.server and found.server < LEAST_SERVER:
        shown = ".".join(map(str, found.server))
        checks.append(
            failed("database.server", f"Postgres {shown} is too old", "upgrade Postgres to 12 or later")
        )
    if not found.durable:
        how = (
            "fsync and synchronous_commit on"
            if found.kind == "postgresql"
            else "a disk that allows SQLite's WAL"
        )
        checks.append(
            note("database.durable", "a power cut may lose the last messages", f"the database needs {how}")
        )
    return checks


def _room(file: Path) -> tuple[Check, ...]:
    folder = next((each for each in (file.parent, *file.parent.absolute().parents) if each.is_dir()), Path())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return (note("database.disk", f"the free room in {folder} cannot be told: {error.strerror}"),)
    return (space(folder, free),)


def space(folder: Path, free: int) -> Check:
    megabytes = free // (1024 * 1024)
    if free < LEAST_FREE:
        return failed(
            "database.disk",
            f"only {megabytes} MB are free in {folder}",
            "free some room there, or move the database to a larger disk ([database] url)",
        )
    return ok(
        "database.disk", f"{megabytes // 1024} GB free" if megabytes >= 1024 else f"{megabytes} MB free"
    )
