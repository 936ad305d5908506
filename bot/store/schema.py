"""The schema's version: bringing a database up to ours, and refusing one that is not."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import migrations
from bot.core.errors import StaleStore
from bot.store.database import engine_for, file_of, lock_for_migration


def migrate(url: str) -> None:
    """Bring the database to this version's schema; `StaleStore` if a newer version made it.

    All or nothing. Of several processes that start together one migrates, the others wait for it.
    """
    engine = engine_for(url)
    try:
        with engine.begin() as conn:
            lock_for_migration(conn)
            at = revision_of(conn)
            if at is not None and at not in known():
                raise StaleStore(_newer(at))
            upgrade(conn, "head")
    finally:
        engine.dispose()


def check(url: str) -> None:
    """Nothing, if the database is at this version's schema; else `StaleStore`, which says what to do."""
    file = file_of(url)
    if file is not None and not file.exists():
        raise StaleStore(f"there is no database at {file} yet; run: handrail migrate")
    engine = engine_for(url)
    try:
        with engine.connect() as conn:
            at = revision_of(conn)
    finally:
        engine.dispose()
    head = _scripts().get_current_head()
    if at == head:
        return
    if at is None:
        raise StaleStore("the database is empty; run: handrail migrate")
    if at in known():
        raise StaleStore(f"the database is at {at}, this version needs {head}; run: handrail migrate")
    raise StaleStore(_newer(at))


def upgrade(conn: Connection, to: str) -> None:
    """Bring the tables to the revision `to`, inside the transaction on `conn`."""
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, to)


def _newer(at: str) -> str:
    return (
        f"the database is at {at}, which this version does not know: a newer Handrail made it; "
        "install that version again, or restore a backup of this one's"
    )


def _config() -> Config:
    config = Config()
    # Beside the package, whether that is a checkout or an installed wheel.
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def known() -> set[str]:
    """The revisions that this version can bring up to its own."""
    return {script.revision for script in _scripts().walk_revisions()}


def revision_of(conn: Connection) -> str | None:
    """The revision that the database is at; None if nothing of ours is in it."""
    return MigrationContext.configure(conn).get_current_revision()
