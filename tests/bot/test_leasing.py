"""A right that one process has at a time: kept, given up, taken over from the dead, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.leasing import LASTS_S, StoreLease
from bot.store.database import Store
from bot.store.ledger import Ledger
from bot.store.sealing import Vault


class Ticks:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def other(database_url: str, vault: Vault, tmp_path: Path, store: Store) -> Iterator[Store]:
    """A second process's store on the database of `store`."""
    opened = Store(database_url, vault, Ledger(tmp_path / "erasures.jsonl"))
    opened.start()
    yield opened
    opened.close()


async def test_of_two_only_one_holds_it_and_keeps_it(store: Store, other: Store, ticks: Ticks) -> None:
    a, b = StoreLease(store, "poller", ticks), StoreLease(other, "poller", ticks)
    first, second = await asyncio.gather(a.hold(), b.hold())
    assert first != second
    holder, loser = (a, b) if first else (b, a)
    for _ in range(20):
        ticks.at += 1
        assert await holder.hold()
        assert not await loser.hold()


async def test_another_right_is_another_matter(store: Store, other: Store, ticks: Ticks) -> None:
    assert await StoreLease(store, "poller", ticks).hold()
    assert await StoreLease(other, "backup", ticks).hold()


async def test_what_is_let_go_is_free_at_once(store: Store, other: Store, ticks: Ticks) -> None:
    a, b = StoreLease(store, "poller", ticks), StoreLease(other, "poller", ticks)
    assert await a.hold()
    await a.let_go()
    assert await b.hold()
    await a.let_go()  # which is not ours any more
    assert not await a.hold()


async def test_a_dead_holder_is_followed_once_it_has_stood_still(
    store: Store, other: Store, ticks: Ticks
) -> None:
    dead, heir = StoreLease(store, "poller", ticks), StoreLease(other, "poller", ticks)
    assert await dead.hold()
    assert not await heir.hold()
    ticks.at += LASTS_S - 0.1
    assert not await heir.hold()
    ticks.at += 0.2
    assert await heir.hold()
    assert not await dead.hold()  # it was only asleep, and hears that it has lost


async def test_two_heirs_do_not_both_inherit(store: Store, other: Store, ticks: Ticks) -> None:
    assert await StoreLease(store, "poller", ticks).hold()
    heirs = [StoreLease(store, "poller", ticks), StoreLease(other, "poller", ticks)]
    assert not any([await heir.hold() for heir in heirs])
    ticks.at += LASTS_S
    assert sorted(await asyncio.gather(*(heir.hold() for heir in heirs))) == [False, True]


async def test_a_beat_in_between_starts_the_waiting_anew(store: Store, other: Store, ticks: Ticks) -> None:
    alive, heir = StoreLease(store, "poller", ticks), StoreLease(other, "poller", ticks)
    assert await alive.hold()
    for _ in range(3):
        assert not await heir.hold()
        ticks.at += LASTS_S * 0.9
        assert await alive.hold()
    assert not await heir.hold()
