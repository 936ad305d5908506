"""Looks at the practice's master key: is it there, is it nobody else's to read, does it fit the database?"""

from __future__ import annotations

from pathlib import Path

from bot import config
from bot.core.checks import Check, failed, note, ok
from bot.core.errors import ConfigError
from bot.store.database import file_of
from bot.store.sealing import KEY_FILE, Vault, parse_key

NAME = "key"
COPY = "keep a copy away from this machine: without it every client's words are lost"


def examine(settings: config.Settings, wrapped: bytes | None) -> list[Check]:
    """`wrapped` is the database's key as stored there, if there is one yet. Makes no key."""
    given = settings.security
    if given.master_key:
        return [_fits(given.master_key, wrapped, "[security] master_key")]
    file = Path(given.master_key_file) if given.master_key_file else _beside(settings)
    if not file.exists():
        if wrapped is None:
            return [note(NAME, f"there is none yet at {file}", f"`handrail run` makes it; then {COPY}")]
        return [
            failed(
                NAME,
                f"{file} is gone, and the database was sealed with it",
                f"put your copy of the key at {file} (or name its place in [security] master_key_file), "
                f"then: chmod 600 {file}",
            )
        ]
    mode = file.stat().st_mode & 0o777
    if mode & 0o077:
        return [failed(NAME, f"{file} may be read by others (mode {mode:o})", f"chmod 600 {file}")]
    try:
        text = file.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        return [
            failed(NAME, f"{file}: {error.strerror}", f"let the user who runs Handrail read {file}: chown it")
        ]
    return [_fits(text, wrapped, str(file))]


def _beside(settings: config.Settings) -> Path:
    file = file_of(settings.database.url)
    return (file.parent if file else Path("data")) / KEY_FILE


def _fits(text: str, wrapped: bytes | None, where: str) -> Check:
    try:
        vault = Vault(parse_key(text))
    except ConfigError as error:
        return failed(
            NAME, f"{where}: {error}", f"write the key again as it was, from your copy, into {where}"
        )
    if wrapped is None:
        return ok(NAME, f"{where} is there; {COPY}")
    try:
        vault.unwrap(wrapped, "practice")
    except ConfigError:
        return failed(
            NAME,
            f"{where} is not the key of this database",
            f"put the key that the database was made with at {where}, from your copy; or name the database that "
            "belongs to this key in [database] url",
        )
    return ok(NAME, f"{where} fits the database; {COPY}")
