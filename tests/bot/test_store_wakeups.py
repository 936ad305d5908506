"""One process's commit wakes the dispatchers of the others on Postgres; nothing depends on it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tx import Tx
from tests.postgres import Postgres

WITHIN_S = 5


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    made = postgres.database()
    migrate(made)
    yield made
    postgres.drop(made)


def _store(url: str, vault: Vault, folder: Path) -> Store:
    return Store(url, vault, Ledger(folder / "erasures.jsonl"))


@pytest.fixture
def pair(url: str, vault: Vault, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    stores = (_store(url, vault, tmp_path), _store(url, vault, tmp_path))
    for store in stores:
        store.start()
    yield stores
    for store in stores:
        store.close()


def wake_pages(tx: Tx) -> None:
    tx.wake("page")


async def heard(store: Store) -> list[asyncio.Event]:
    """An event each for pages and for clients' lines, once the listening has begun."""
    page, client = asyncio.Event(), asyncio.Event()
    store.on_wake("page", page.set)
    store.on_wake("client", client.set)
    await asyncio.sleep(1)  # both listen by now
    return [page, client]


async def test_a_commit_here_wakes_the_same_lane_there_and_no_other(pair: tuple[Store, Store]) -> None:
    here, there = pair
    page, client = await heard(there)
    await here.run(wake_pages)
    await asyncio.wait_for(page.wait(), WITHIN_S)
    assert not client.is_set()


async def test_a_command_beside_the_process_wakes_it(
    url: str, pair: tuple[Store, Store], vault: Vault
) -> None:
    page, _ = await heard(pair[0])
    beside = Store(url, vault)
    beside.transact(wake_pages)
    await asyncio.wait_for(page.wait(), WITHIN_S)


async def test_a_job_that_failed_wakes_nobody(pair: tuple[Store, Store]) -> None:
    here, there = pair
    page, _ = await heard(there)

    def wake_and_fail(tx: Tx) -> None:
        tx.wake("page")
        raise LookupError

    with pytest.raises(LookupError):
        await here.run(wake_and_fail)
    await asyncio.sleep(0.3)
    assert not page.is_set()


async def test_listening_begins_again_after_the_server_cut_it_off(
    url: str, pair: tuple[Store, Store]
) -> None:
    here, there = pair
    page, _ = await heard(there)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await asyncio.wait_for(page.wait(), WITHIN_S)  # whatever was missed meanwhile is looked for
    page.clear()
    await here.run(wake_pages)
    await asyncio.wait_for(page.wait(), WITHIN_S)


def test_sqlite_needs_no_postgres_driver() -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "import tempfile; from bot.store.database import Store; from bot.store.schema import migrate\n"
        "from bot.store.sealing import Vault\n"
        "url = 'sqlite:///' + tempfile.mkdtemp() + '/h.db'; migrate(url)\n"
        "store = Store(url, Vault(bytes(32))); store.start(); store.close(); print('fine')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "fine", done.stderr
