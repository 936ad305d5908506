"""The schema: the migrations make what the tables say, and nobody runs on another version's database."""

from __future__ import annotations

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from bot.core.errors import ConfigError, StaleStore
from bot.store.database import Store, address, engine_for
from bot.store.schema import check, migrate
from bot.store.sealing import Vault
from bot.store.tables import metadata


def test_what_the_migrations_make_is_what_the_tables_say(database_url: str) -> None:
    with engine_for(database_url).connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_indexes_are_the_same_down_to_their_conditions(database_url: str) -> None:
    engine = engine_for(database_url)
    with engine.begin() as conn:
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if engine.dialect.name == "postgresql":
            wanted = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        made = {name: " ".join(sql.split()) for name, sql in conn.execute(text(wanted))}
        for table in reversed(metadata.sorted_tables):
            for index in table.indexes:
                index.drop(conn)
                index.create(conn)
        again = {name: " ".join(sql.split()) for name, sql in conn.execute(text(wanted))}
    assert made == again


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    check(database_url)


def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    program = "import sys; from bot.store.schema import migrate; migrate(sys.argv[1])"
    several = [subprocess.Popen([sys.executable, "-c", program, empty_database_url]) for _ in range(3)]
    assert [process.wait(timeout=60) for process in several] == [0, 0, 0]
    check(empty_database_url)


def test_an_empty_database_is_refused_with_what_to_do(empty_database_url: str) -> None:
    with pytest.raises(StaleStore, match="handrail migrate"):
        check(empty_database_url)


def test_a_newer_versions_database_is_neither_used_nor_migrated(database_url: str) -> None:
    with engine_for(database_url).begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StaleStore, match="newer"):
        check(database_url)
    with pytest.raises(StaleStore, match="newer"):
        migrate(database_url)


def test_a_failed_migration_leaves_nothing_behind(empty_database_url: str) -> None:
    with engine_for(empty_database_url).begin() as conn:
        conn.execute(text("CREATE TABLE reviews (id INTEGER)"))
    with pytest.raises(Exception, match="reviews"):
        migrate(empty_database_url)
    with pytest.raises(StaleStore, match="empty"):
        check(empty_database_url)


def test_another_master_key_is_refused_at_the_door(database_url: str) -> None:
    first = Store(database_url, Vault(b"a" * 32))
    first.start()
    first.close()
    with pytest.raises(ConfigError, match="master key does not fit"):
        Store(database_url, Vault(b"b" * 32)).start()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://somewhere/x"])
def test_a_database_we_cannot_use_is_refused_by_name(url: str) -> None:
    with pytest.raises(ConfigError, match=r"database\.url"):
        address(url)
