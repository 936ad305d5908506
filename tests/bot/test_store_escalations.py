"""Escalations on record: one per client that is not closed, whoever comes second; awake when either wait ends."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.client import Client
from bot.core.errors import NoSuchClient
from bot.store import clients, escalations
from bot.store.database import Store
from bot.store.sealing import Vault
from escalation.words import (
    Escalation,
    Finding,
    Lane,
    Moment,
    Page,
    Party,
    Policy,
    Result,
    State,
    Step,
    Way,
)

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
POLICY = Policy(
    (Step("oncall", MINUTE), Step("everybody", timedelta(seconds=0.5), (Way.TELEGRAM,))),
    *(number * MINUTE for number in range(1, 7)),
)


def opened(id: str, client: str = "c1", **changes: object) -> Escalation:
    return replace(Escalation(id, Party(client, "Ana"), NOW, POLICY), **changes)  # type: ignore[arg-type]


async def with_client(store: Store, id: str = "c1") -> None:
    await store.run(clients.insert, Client(id, "Ana", channel="telegram", chat=id), NOW)


async def test_every_field_comes_back_as_it_was_saved(store: Store) -> None:
    await with_client(store)
    full = opened(
        "e1",
        state=State.MONITORING,
        party=Party("c1", "Ana", "telegram", "5", "es", "Ben", "+1", "mother", "paused"),
        findings=(Finding("abuse", Lane.URGENT, "r7", "he hits me", 3, 13, "why"),),
        pages=(Page("p1", "Ben", Way.APPRISE, NOW, 1, Result.FAILED, "step", (Way.SLACK,), "timeout"),),
        step=2,
        round=1,
        holder="Ben",
        bridge="Ben",
        wake_at=NOW + MINUTE,
        reminders=3,
        answered=True,
        label="false_alarm",
        outcome="called",
        monitor_until=NOW + MINUTE,
        timeline=(Moment(NOW, "Ben", "acknowledged"),),
    )
    await store.run(escalations.insert, opened("e1"), 4)
    await store.run(escalations.save, full, 5)
    assert await store.read(escalations.by_id, "e1") == full
    assert await store.read(escalations.open_of, "c1") == full
    assert await store.read(escalations.rev_of, "e1") == 5


async def test_a_client_has_one_escalation_that_is_not_closed(store: Store) -> None:
    await with_client(store)
    await with_client(store, "c2")
    await store.run(escalations.insert, opened("e1"), 1)
    with pytest.raises(escalations.AlreadyOpen, match="c1"):
        await store.run(escalations.insert, opened("e2"), 1)
    await store.run(escalations.insert, opened("e3", "c2"), 1)
    closed = opened("e1", state=State.CLOSED, closed_at=NOW)
    await store.run(escalations.save, closed, 1)
    assert await store.read(escalations.open_of, "c1") is None
    await store.run(escalations.insert, opened("e2"), 1)
    assert await store.read(escalations.open_of, "c1") == opened("e2")
    assert [found.id for found in await store.read(escalations.open_ones)] == ["e2", "e3"]
    assert await store.read(escalations.all_of, "c1") == [closed, opened("e2")]


async def test_of_two_workers_that_open_one_at_once_the_second_is_told(store: Store, vault: Vault) -> None:
    await with_client(store)
    other = Store(store.url, vault)
    other.start()
    results = await asyncio.gather(
        *(
            worker.run(escalations.insert, opened(f"e{number}"), 1)
            for number, worker in enumerate((store, other) * 4)
        ),
        return_exceptions=True,
    )
    other.close()
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, escalations.AlreadyOpen) for result in results) == 7
    assert len(await store.read(escalations.open_ones)) == 1


async def test_nothing_is_opened_for_somebody_not_on_record(store: Store) -> None:
    with pytest.raises(NoSuchClient):
        await store.run(escalations.insert, opened("e1"), 1)


async def test_it_wakes_at_the_earlier_of_its_two_waits(store: Store) -> None:
    for number, (wake_at, tell_at) in enumerate(
        [(NOW + MINUTE, NOW), (NOW - MINUTE, NOW + MINUTE), (None, NOW + MINUTE), (None, None)]
    ):
        await with_client(store, f"c{number}")
        await store.run(
            escalations.insert,
            opened(f"e{number}", f"c{number}", wake_at=wake_at, tell_client_at=tell_at),
            1,
        )
    assert await store.read(escalations.due, NOW, 9) == ["e1", "e0"]
    assert await store.read(escalations.due, NOW, 1) == ["e1"]
    assert await store.read(escalations.due, NOW + MINUTE, 9) == ["e1", "e0", "e2"]


async def test_a_ladder_that_raises_is_tried_again_within_a_minute_for_ever(store: Store) -> None:
    await with_client(store)
    await store.run(escalations.insert, opened("e1", wake_at=NOW), 1)
    await store.run(escalations.back_off, "e1", NOW)
    assert await store.read(escalations.due, NOW, 9) == []
    assert await store.read(escalations.due, NOW + timedelta(seconds=1), 9) == ["e1"]
    for _ in range(30):
        await store.run(escalations.back_off, "e1", NOW)
    assert await store.read(escalations.due, NOW + MINUTE, 9) == ["e1"]
    await store.run(escalations.save, opened("e1", wake_at=NOW), 1)
    assert await store.read(escalations.due, NOW, 9) == ["e1"]


async def test_a_card_leads_back_to_its_escalation(store: Store) -> None:
    await with_client(store)
    await store.run(escalations.insert, opened("e1"), 1)
    assert await store.read(escalations.card_ref, "e1") == ""
    assert await store.read(escalations.by_card, "C1", "") is None
    await store.run(escalations.set_card_ref, "e1", "C1", "1700.5")
    assert await store.read(escalations.card_ref, "e1") == "1700.5"
    assert await store.read(escalations.by_card, "C1", "1700.5") == "e1"
    assert await store.read(escalations.by_card, "C2", "1700.5") is None


async def test_those_closed_long_ago_are_found(store: Store) -> None:
    for number, closed_at in enumerate((NOW - MINUTE, NOW, None)):
        await with_client(store, f"c{number}")
        state = State.CLOSED if closed_at else State.OPEN
        await store.run(
            escalations.insert, opened(f"e{number}", f"c{number}", state=state, closed_at=closed_at), 1
        )
    assert [found.id for found in await store.read(escalations.closed_before, NOW)] == ["e0"]
