"""`backup`, `restore`, `release`: the whole practice in one file, back again, and automation on after that."""

from __future__ import annotations

import sys
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.asked import ConfigOption, Json, JsonOption, chosen, print_json, print_text
from bot.core.errors import ConfigError, HandrailError

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, one file.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over an older backup of this name.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Keep no copy of what is in the database now.")
]
CoachOption = Annotated[str, typer.Option("--coach", metavar="NAME", help="Who releases.")]


def backup(
    file: FileArgument, force: ForceOption = False, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Write everything on record into one file, beside a running process.

    What is sealed stays sealed: keep the master key (handrail.key) and the ledger of erasures
    (erasures.jsonl) elsewhere, they are never in it. The same form for SQLite and Postgres: to move from one to
    the other, back up, change database.url, restore.
    """
    this = chosen(config)
    from bot import clock
    from bot.store import backup as backups

    made = backups.make(this.settings.database.url, file, _version(), clock.now(), force=force)
    if json:
        at = made.about.taken_at.isoformat()
        print_json({"file": str(file), "at": at, "rows": made.about.rows, "bytes": made.size}, None)
    else:
        print_text(f"{file}: {made.about.rows} rows, {made.size} bytes. The master key is not in it.")


def restore(
    file: FileArgument, replace: ReplaceOption = False, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Put a backup in the place of the database, as a whole or not at all.

    Stop handrail run first. What is on record then is backed up beside the key before it is replaced.
    Afterwards automation is held until a coach releases it; who was erased since the backup is erased again; the
    next start tells the coaches which hours are missing and searches Slack for escalations of that time.
    """
    this = chosen(config)
    from bot import clock, opening, settling
    from bot.store.backup_file import About
    from bot.store.restore import NotEmpty
    from bot.store.restore import restore as restored
    from bot.store.restored import Restore
    from bot.store.tx import Tx

    settings = this.settings
    practice, ledger, now = opening.practice_of(settings), opening.ledger_of(settings), clock.now()

    def then(tx: Tx, about: About) -> tuple[About, settling.Settled]:
        return about, settling.settled(tx, practice, ledger, Restore(about.taken_at, now))

    vault, url = opening.existing_vault(settings), settings.database.url
    kept: Path | None = None
    try:
        about, done = restored(url, file, vault, then, replace=replace)
    except NotEmpty:
        kept = ledger.path.parent / f"before-restore-{now:%Y%m%d-%H%M%S}.backup"
        _keep(url, kept, now)
        about, done = restored(url, file, vault, then, replace=True)
    if done.ledger_doubt:
        sys.stderr.write(
            f"handrail: note: {done.ledger_doubt}; erase again whoever was erased since the backup\n"
        )
    if json:
        erased: list[Json] = list(done.erased)
        open_: list[Json] = list(done.open)
        document: dict[str, Json] = {
            "file": str(file),
            "taken_at": about.taken_at.isoformat(),
            "restored_at": now.isoformat(),
            "rows": about.rows,
            "erased": erased,
            "open": open_,
            "held": True,
            "kept": str(kept) if kept else None,
        }
        print_json(document, None)
        return
    if kept:
        print_text(f"What was on record before is in {kept}; delete it when nobody needs it any more.")
    print_text(
        f"{about.rows} rows restored, as of {about.taken_at:%Y-%m-%d %H:%M} UTC. "
        f"Erased again: {len(done.erased)}. Open escalations: {len(done.open)}.\n"
        "Automation is held until a coach types /handrail release (or here: handrail release --coach NAME)."
    )


def release(coach: CoachOption, config: ConfigOption = None, json: JsonOption = False) -> None:
    """After a restore: let automation run again."""
    this = chosen(config)
    from bot import clock, opening, settling

    practice = opening.practice_of(this.settings)
    named = practice.team.named(coach)
    if named is None:
        names = ", ".join(each.name for each in practice.team.coaches)
        raise ConfigError(f"--coach: {coach} is not among the [[coaches]]; there are {names or 'none'}")
    refused = opening.open_store(this.settings).transact(settling.release, practice, named, clock.now())
    if refused:
        raise HandrailError(refused)
    if json:
        print_json({"released_by": coach}, None)
    else:
        print_text(f"Automation is released by {coach}.")


def _keep(url: str, path: Path, now: datetime) -> None:
    """A backup of what is about to be replaced."""
    from bot.store import backup as backups

    try:
        backups.make(url, path, _version(), now)
    except Exception as error:
        raise HandrailError(
            f"what is on record now could not be backed up ({type(error).__name__}), so nothing was restored; "
            "to give it up, add --replace"
        ) from error


def _version() -> str:
    try:
        return version("handrail")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"
