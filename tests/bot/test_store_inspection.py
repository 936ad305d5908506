"""Looking at a database from outside: what is told is true on both kinds, and nothing is left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.client import Client, Membership
from bot.store import backup, clients, inspection, meta, restored
from bot.store.database import Store
from bot.store.tx import Tx

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def insert_all(tx: Tx, several: list[Client]) -> None:
    for client in several:
        clients.insert(tx, client, NOW)


def test_a_database_of_this_version_is_seen_as_it_is(store: Store) -> None:
    seen = inspection.look(store.url)
    assert seen is not None
    assert seen.version == inspection.head()
    assert seen.version in inspection.known()
    assert seen.wrapped_key is not None
    store.vault.unwrap(seen.wrapped_key, "practice")
    if seen.kind == "postgresql":
        assert seen.server >= (12,)
        assert seen.server_now is not None
        assert abs(seen.server_now - datetime.now(UTC)) < timedelta(seconds=10)
    else:
        assert (seen.server, seen.server_now, seen.durable) == ((), None, True)


def test_looking_leaves_no_trace(store: Store) -> None:
    inspection.look(store.url)
    assert store.transact(meta.get, inspection.PROOF) is None


def test_an_empty_database_has_no_version_and_no_key(empty_database_url: str) -> None:
    file = Path(empty_database_url.removeprefix("sqlite:///"))
    if empty_database_url.startswith("sqlite"):
        assert inspection.look(empty_database_url) is None
        assert not file.exists()
        file.touch()
    seen = inspection.look(empty_database_url)
    assert seen is not None
    assert (seen.version, seen.wrapped_key, seen.last_backup) == ("", None, None)


def test_the_last_backup_is_known(store: Store) -> None:
    store.transact(meta.put, backup.LAST, NOW.isoformat())
    seen = inspection.look(store.url)
    assert seen is not None
    assert seen.last_backup == NOW


def test_a_restore_that_nobody_released_is_known(store: Store) -> None:
    assert not held(store)
    store.transact(meta.put, restored.HELD, "{}")
    assert held(store)


def held(store: Store) -> bool:
    seen = inspection.look(store.url)
    assert seen is not None
    return seen.restored


def test_clients_are_counted_by_coach_without_those_who_left(store: Store) -> None:
    mia = Client("c1", "Mia", "Ana", membership=Membership.ACTIVE)
    store.transact(
        insert_all,
        [
            mia,
            replace(mia, id="c2", name="Tom", coach="Ben", membership=Membership.PAUSED),
            replace(mia, id="c3", name="Kim", coach="Ben", membership=Membership.VISITOR),
            replace(mia, id="c4", name="Lea", coach="Zoe", membership=Membership.LEFT),
        ],
    )
    assert inspection.clients_by_coach(store.url) == {"Ana": 1, "Ben": 2}
