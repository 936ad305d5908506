"""The audit trail: only ever added to, chained, and telling when somebody has been at it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.client import Client
from bot.store import audit, clients, erasure
from bot.store.database import Store, engine_for
from bot.store.sealing import Vault
from bot.store.tx import Tx

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
ANA = Client("c1", "Ana", channel="telegram", chat="5")


def entries(tx: Tx, client_id: str | None, number: int) -> None:
    for count in range(number):
        audit.append(tx, client_id, NOW + count * DAY, f"kind {count}", {"count": count, "quote": "wörter"})


def tamper(store: Store, statement: str) -> None:
    """What somebody with the database's password can do: take the triggers away first."""
    engine = engine_for(store.url)
    with engine.begin() as conn:
        if engine.dialect.name == "sqlite":
            conn.execute(text("DROP TRIGGER audit_no_update"))
            conn.execute(text("DROP TRIGGER audit_no_delete"))
        else:
            conn.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        assert conn.execute(text(statement)).rowcount == 1


@pytest.mark.parametrize("chain", ["c1", None])
async def test_what_was_appended_is_read_back_in_order_and_verifies(store: Store, chain: str | None) -> None:
    await store.run(clients.insert, ANA, NOW)
    assert await store.read(audit.verify, chain)
    await store.run(entries, chain, 3)
    await store.run(entries, chain, 2)
    assert await store.read(audit.verify, chain)
    trail = await store.read(audit.trail, chain)
    assert [(entry.seq, entry.kind) for entry in trail] == [
        (1, "kind 0"),
        (2, "kind 1"),
        (3, "kind 2"),
        (4, "kind 0"),
        (5, "kind 1"),
    ]
    assert trail[1].at == NOW + DAY
    assert trail[1].details == {"count": 1, "quote": "wörter"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET kind = 'other' WHERE chain = 'c1' AND seq = 2",
        "UPDATE audit SET at = at + 1 WHERE chain = 'c1' AND seq = 2",
        "UPDATE audit SET sealed = (SELECT sealed FROM audit WHERE chain = 'c1' AND seq = 1)"
        " WHERE chain = 'c1' AND seq = 2",
        "UPDATE audit SET hash = 'x' WHERE chain = 'c1' AND seq = 2",
        "DELETE FROM audit WHERE chain = 'c1' AND seq = 1",
        "DELETE FROM audit WHERE chain = 'c1' AND seq = 2",
        "DELETE FROM audit WHERE chain = 'c1' AND seq = 3",
        "UPDATE clients SET audit_seq = 2 WHERE id = 'c1'",
    ],
)
async def test_any_change_behind_our_back_breaks_the_chain(store: Store, statement: str) -> None:
    await store.run(clients.insert, ANA, NOW)
    await store.run(entries, "c1", 3)
    tamper(store, statement)
    assert not await store.read(audit.verify, "c1")


@pytest.mark.parametrize("statement", ["UPDATE audit SET kind = 'x'", "DELETE FROM audit"])
async def test_the_database_itself_refuses_to_change_the_trail(store: Store, statement: str) -> None:
    await store.run(entries, None, 2)

    def change(tx: Tx) -> None:
        tx.conn.execute(text(statement))

    with pytest.raises(Exception, match="only ever added to"):
        await store.run(change)
    assert await store.read(audit.verify, None)


async def test_an_entry_undone_with_its_job_leaves_no_gap(store: Store) -> None:
    await store.run(clients.insert, ANA, NOW)
    await store.run(entries, "c1", 1)

    def fail(tx: Tx) -> None:
        entries(tx, "c1", 2)
        entries(tx, None, 1)
        raise RuntimeError

    results = await asyncio.gather(
        store.run(entries, "c1", 1), store.run(fail), store.run(entries, "c1", 1), return_exceptions=True
    )
    assert isinstance(results[1], RuntimeError)
    assert len(await store.read(audit.trail, "c1")) == 3
    assert await store.read(audit.verify, "c1")
    assert await store.read(audit.verify, None)


@pytest.mark.parametrize("chain", ["c1", None])
async def test_two_workers_continue_one_chain_without_forking_it(
    store: Store, vault: Vault, chain: str | None
) -> None:
    await store.run(clients.insert, ANA, NOW)
    other = Store(store.url, vault)
    other.start()
    await asyncio.gather(*(worker.run(entries, chain, 1) for worker in (store, other) * 20))
    other.close()
    assert await store.read(audit.verify, chain)
    assert len(await store.read(audit.trail, chain)) == 40


async def test_retention_cuts_the_trail_and_the_rest_still_verifies(store: Store) -> None:
    await store.run(clients.insert, ANA, NOW)
    await store.run(entries, "c1", 5)
    await store.run(entries, None, 2)
    assert await store.run(audit.retire, NOW + 3 * DAY) == 5
    assert [entry.seq for entry in await store.read(audit.trail, "c1")] == [4, 5]
    assert await store.read(audit.trail, None) == []
    for chain in ("c1", None):
        assert await store.read(audit.verify, chain)
        await store.run(entries, chain, 1)
        assert await store.read(audit.verify, chain)
    tamper(store, "DELETE FROM audit WHERE chain = 'c1' AND seq = 4")
    assert not await store.read(audit.verify, "c1")


async def test_nothing_but_retention_may_delete_even_right_after_it(store: Store) -> None:
    await store.run(entries, None, 2)
    await store.run(audit.retire, NOW)

    def delete(tx: Tx) -> None:
        tx.conn.execute(text("DELETE FROM audit"))

    with pytest.raises(Exception, match="only ever added to"):
        await store.run(delete)


async def test_the_chain_verifies_after_its_key_was_destroyed_and_its_words_are_gone(store: Store) -> None:
    await store.run(clients.insert, ANA, NOW)
    await store.run(entries, "c1", 2)
    await store.run(erasure.erase, "c1", NOW)
    assert await store.read(audit.verify, "c1")
    trail = await store.read(audit.trail, "c1")
    assert [entry.kind for entry in trail] == ["kind 0", "kind 1", "client.erased"]
    assert [entry.details for entry in trail] == [audit.UNREADABLE, audit.UNREADABLE, {}]
