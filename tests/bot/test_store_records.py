"""Updates, transcript, check-ins, reviews and single facts: what goes in comes out, once, for as long as it may."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.core.client import CheckInRecord, Client
from bot.core.errors import NoSuchClient
from bot.store import checkins, clients, meta, reviews, transcript, updates
from bot.store.database import Store
from bot.store.instants import instant, micros
from bot.store.sealing import Vault
from bot.store.tx import Tx
from escalation.handoff import Line

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def enrol(store: Store, *ids: str) -> None:
    for id_ in ids:
        await store.run(clients.insert, Client(id_, id_), NOW)


def test_instants_are_exact_and_never_naive() -> None:
    for at in (
        NOW,
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ):
        assert instant(micros(at)) == at
    assert micros(datetime(2025, 3, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))) == micros(
        datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
    )
    with pytest.raises(TypeError):
        micros(datetime(2025, 3, 1))  # noqa: DTZ001 - a naive one is the point


async def test_an_update_is_seen_once_per_channel(store: Store) -> None:
    assert await store.run(updates.seen, "telegram", "7", NOW) is False
    assert await store.run(updates.seen, "telegram", "7", NOW + SECOND) is True
    assert await store.run(updates.seen, "slack", "7", NOW) is False


async def test_an_update_delivered_to_two_workers_at_once_is_handled_by_one(
    store: Store, vault: Vault
) -> None:
    other = Store(store.url, vault)
    other.start()
    seen = await asyncio.gather(
        *(worker.run(updates.seen, "telegram", str(n), NOW) for n in range(20) for worker in (store, other))
    )
    other.close()
    assert seen.count(False) == 20


async def test_an_update_whose_job_raised_was_not_here(store: Store) -> None:
    def fail(tx: Tx) -> None:
        updates.seen(tx, "telegram", "7", NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await store.run(fail)
    assert await store.run(updates.seen, "telegram", "7", NOW) is False


async def test_a_poisonous_update_is_kept_for_a_coach_to_read(store: Store) -> None:
    await enrol(store, "c1")
    for number, client in (("1", "c1"), ("2", None), ("3", "stranger"), ("4", "c1")):
        await store.run(updates.seen, "telegram", number, NOW)
        await store.run(
            updates.set_fate,
            "telegram",
            number,
            "handled" if number == "4" else "poison",
            client,
            f"copy {number}",
        )
    kept = await store.read(updates.poisoned)
    assert {(poison.update_id, poison.client_id, poison.copy) for poison in kept} == {
        ("1", "c1", "copy 1"),
        ("2", None, "copy 2"),
        ("3", None, "copy 3"),
    }
    assert await store.run(updates.purge, NOW) == 0
    assert await store.run(updates.purge, NOW + SECOND) == 4
    assert await store.run(updates.seen, "telegram", "1", NOW) is False


async def test_the_latest_lines_come_back_oldest_first(store: Store) -> None:
    await enrol(store, "c1", "c2")
    lines = [(NOW + n * SECOND, "client" if n % 2 else "Ana", f"line {n} 🌱", f"m{n}") for n in range(5)]
    await store.run(transcript.add, "c1", lines)
    await store.run(transcript.add, "c1", [])
    await store.run(transcript.add, "c2", [(NOW, "client", "other", "")])
    assert await store.read(transcript.recent, "c1", 2) == (
        Line(NOW + 3 * SECOND, "client", "line 3 🌱"),
        Line(NOW + 4 * SECOND, "Ana", "line 4 🌱"),
    )
    assert len(await store.read(transcript.recent, "c1", 99)) == 5
    assert await store.run(transcript.purge, NOW + 4 * SECOND) == 5
    assert [line.text for line in await store.read(transcript.recent, "c1", 9)] == ["line 4 🌱"]
    with pytest.raises(NoSuchClient):
        await store.run(transcript.add, "c9", lines)


async def test_a_check_in_is_kept_once_and_an_edit_replaces_it(store: Store) -> None:
    await enrol(store, "c1", "c2")
    late = CheckInRecord("k2", NOW + SECOND, NOW.date(), energy=1)
    early = CheckInRecord("k1", NOW, NOW.date(), 1, 2, 3, "win", "obstacle", True)
    edited = CheckInRecord("k1", NOW, NOW.date(), 5, 2, 3, "win", None, True)
    for record in (late, early, edited):
        await store.run(checkins.keep, "c1", record)
    assert await store.read(checkins.of, "c1") == [edited, late]
    assert await store.read(checkins.of, "c2") == []
    with pytest.raises(NoSuchClient):
        await store.run(checkins.keep, "c9", early)


async def test_a_review_waits_until_somebody_settles_it_and_the_first_one_counts(store: Store) -> None:
    await enrol(store, "c1")
    await store.run(reviews.open, "r1", "c1", "words", ("distress: low",), NOW + SECOND, NOW)
    await store.run(reviews.open, "r2", "c1", "more", (), NOW, NOW)
    assert [review.id for review in await store.read(reviews.queue)] == ["r2", "r1"]
    assert [review.id for review in await store.read(reviews.due, NOW)] == ["r2"]
    await store.run(reviews.postpone, "r2", NOW + 2 * SECOND)
    assert await store.read(reviews.due, NOW) == []
    await store.run(reviews.set_ref, "r1", "1700.1")
    assert await store.run(reviews.settle, "r1", "Ana", "done", NOW) is True
    assert await store.run(reviews.settle, "r1", "Ben", "escalated", NOW + SECOND) is False
    assert await store.run(reviews.settle, "r9", "Ben", "done", NOW) is False
    assert await store.read(reviews.by_id, "r1") == reviews.StoredReview(
        "r1", "c1", "words", ("distress: low",), NOW, NOW + SECOND, "Ana", "done", NOW, "1700.1"
    )
    assert await store.read(reviews.by_id, "r9") is None
    assert [review.id for review in await store.read(reviews.queue)] == ["r2"]


async def test_single_facts_are_replaced_and_removed(store: Store) -> None:
    assert await store.read(meta.get, "telegram.username") is None
    await store.run(meta.put, "telegram.username", "one")
    await store.run(meta.put, "telegram.username", "two")
    assert await store.read(meta.get, "telegram.username") == "two"
    await store.run(meta.remove, "telegram.username")
    assert await store.read(meta.get, "telegram.username") is None
