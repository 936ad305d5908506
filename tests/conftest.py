"""What several folders of tests share: a database of either kind, and a store on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.schema import migrate
from bot.store.sealing import Vault
from tests.postgres import NoPostgres, Postgres, name_of

MASTER_KEY = bytes(range(32))
MISSING = pytest.StashKey[str]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A run without Postgres must not look like a whole one."""
    why = config.stash.get(MISSING, "")
    if why:
        terminalreporter.section("NOT TESTED ON POSTGRES", sep="!", red=True)
        terminalreporter.line(why)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """One server for the whole run. Without one its tests are skipped, or fail if HANDRAIL_TEST_NO_SKIP=1."""
    try:
        server = Postgres()
    except NoPostgres as error:
        if os.environ.get("HANDRAIL_TEST_NO_SKIP") == "1":
            pytest.fail(f"HANDRAIL_TEST_NO_SKIP=1, and there is no Postgres: {error}")
        request.config.stash[MISSING] = str(error)
        pytest.skip(f"NOT TESTED ON POSTGRES: {error}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _migrated_postgres(postgres: Postgres) -> str:
    url = postgres.database()
    migrate(url)
    return name_of(url)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database in which nothing is yet, of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'handrail.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.database()
    yield url
    server.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'handrail.db'}"
        migrate(url)
        yield url
        return
    server: Postgres = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("_migrated_postgres")
    url = server.database(template)
    yield url
    server.drop(url)


@pytest.fixture
def vault() -> Vault:
    return Vault(MASTER_KEY)


@pytest.fixture
def store(database_url: str, vault: Vault, tmp_path: Path) -> Iterator[Store]:
    """A started store on `database_url`."""
    opened = Store(database_url, vault, Ledger(tmp_path / "erasures.jsonl"))
    opened.start()
    yield opened
    opened.close()
