"""Clients on record: what is saved comes back, is found by address, id and name, and wakes when it is due."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.client import (
    Answer,
    Ask,
    CheckIn,
    CheckInRecord,
    Client,
    Exercise,
    Membership,
    Profile,
)
from bot.core.errors import NoSuchClient
from bot.store import audit, clients, erasure, invites
from bot.store.database import Store
from bot.store.form import Form
from bot.store.tx import Tx

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)

CHECKIN = CheckIn(
    id="k9",
    started_at=NOW,
    day=date(2025, 3, 1),
    at=2,
    answers=(
        Answer("energy", score=4, method="button", message="m1"),
        Answer("win", text="walked 🚶", method="words", message="m2"),
    ),
    unsure=True,
    reminder_at=NOW + SECOND,
    expires_at=NOW + 2 * SECOND,
    offered=True,
)
FULL = Client(
    id="c1",
    name="Ana María Пётр 🌱",
    coach="Ben",
    program="runner",
    channel="telegram",
    chat="-100500",
    membership=Membership.PAUSED,
    held_by="e1",
    rev=17,
    profile=Profile(
        language="es",
        zone="America/Sao_Paulo",
        hour=time(7, 45),
        days=(0, 2, 4),
        phone="+55 1",
        contact="",
        consent="v2",
        consented_at=NOW,
        declined=("drafts", "notes"),
    ),
    asking=Ask.PHONE,
    checkin=CHECKIN,
    finished=CHECKIN,
    exercise=Exercise("x1", "grounding", 3, NOW),
    recent=(CheckInRecord("k1", NOW, date(2025, 2, 28), energy=1, sleep=5, obstacle="rain", complete=True),),
    next_checkin_at=NOW + timedelta(days=1),
    last_day=date(2025, 2, 28),
    unreachable=True,
    delete_asked_at=NOW,
    erase_at=NOW,
    wake_at=NOW + SECOND,
)


async def test_every_field_comes_back_as_it_was_saved(store: Store) -> None:
    await store.run(clients.insert, replace(FULL, profile=Profile()), NOW)
    await store.run(clients.save, FULL)
    assert await store.run(clients.by_id, "c1") == FULL
    assert await store.run(clients.by_address, "telegram", "-100500") == FULL
    assert await store.read(clients.by_id, "c1") == FULL
    assert await store.read(clients.everybody) == [FULL]


async def test_an_unknown_chat_or_id_is_nobody(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)
    assert await store.run(clients.by_address, "slack", "-100500") is None
    assert await store.run(clients.by_address, "telegram", "5") is None
    assert await store.run(clients.by_address, "telegram", "") is None
    assert await store.run(clients.by_id, "c2") is None


async def test_a_chat_that_moved_is_found_under_its_new_id_only(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)
    await store.run(clients.save, replace(FULL, chat="7"))
    assert await store.run(clients.by_address, "telegram", "-100500") is None
    assert await store.run(clients.by_address, "telegram", "7") == replace(FULL, chat="7")


async def test_one_chat_belongs_to_one_client_until_it_is_detached(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)
    other = replace(FULL, id="c2", name="Bo", held_by="")
    with pytest.raises(Exception, match=r"(?i)unique"):
        await store.run(clients.insert, other, NOW)
    detached = await store.run(clients.detach, FULL)
    assert (detached.channel, detached.chat) == ("", "")
    await store.run(clients.insert, other, NOW)
    assert await store.run(clients.by_address, "telegram", "-100500") == other
    assert await store.run(clients.by_id, "c1") == detached


async def test_clients_without_a_chat_do_not_get_in_each_others_way(store: Store) -> None:
    for number in range(3):
        await store.run(clients.insert, Client(f"c{number}", "Ana"), NOW)
    assert len(await store.read(clients.everybody)) == 3


async def test_a_client_is_found_by_id_or_by_name_in_any_case(store: Store) -> None:
    await store.run(clients.insert, Client("c1", "Jörg Strauß"), NOW)
    assert (await store.read(clients.find, "c1")).id == "c1"
    assert (await store.read(clients.find, " jörg  STRAUSS ")).id == "c1"
    await store.run(clients.save, Client("c1", "Jo"))
    assert (await store.read(clients.find, "jo")).id == "c1"
    with pytest.raises(NoSuchClient, match="Strauß"):
        await store.read(clients.find, "Jörg Strauß")


async def test_a_name_that_two_share_names_both_ids(store: Store) -> None:
    await store.run(clients.insert, Client("c1", "Ana"), NOW)
    await store.run(clients.insert, Client("c2", "ANA"), NOW + SECOND)
    with pytest.raises(NoSuchClient, match="c1, c2"):
        await store.read(clients.find, "Ana")


@pytest.mark.parametrize("ref", ["", " ", "\x00", "\ud800", "nobody"])
async def test_a_reference_to_nobody_says_so(store: Store, ref: str) -> None:
    await store.run(clients.insert, Client("c1", ""), NOW)
    with pytest.raises(NoSuchClient):
        await store.read(clients.find, ref)


async def test_somebody_not_on_record_cannot_be_saved(store: Store) -> None:
    with pytest.raises(NoSuchClient, match="c1"):
        await store.run(clients.save, FULL)


async def test_those_are_due_whose_wake_has_come_the_longest_waiting_first(store: Store) -> None:
    for name, wake_at in (("a", NOW), ("b", NOW - SECOND), ("c", NOW + SECOND), ("d", None)):
        await store.run(clients.insert, Client(name, name, wake_at=wake_at), NOW)
    assert await store.read(clients.due, NOW, 10) == ["b", "a"]
    assert await store.read(clients.due, NOW, 1) == ["b"]


async def test_a_client_whose_wake_raises_waits_longer_each_time_and_not_for_ever(store: Store) -> None:
    await store.run(clients.insert, Client("c1", "Ana", wake_at=NOW), NOW)
    at, waits = NOW, []
    for _ in range(14):
        await store.run(clients.back_off, "c1", at)
        waited = next(
            s
            for s in (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600)
            if "c1" in store.transact(clients.due, at + s * SECOND, 9)
        )
        waits.append(waited)
        assert store.transact(clients.due, at + (waited - 1) * SECOND, 9) == []
        at += waited * SECOND
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]
    await store.run(clients.save, Client("c1", "Ana", wake_at=NOW))
    assert await store.read(clients.due, NOW, 9) == ["c1"]


async def test_a_value_of_the_wrong_type_is_refused_without_quoting_it(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)
    wrong = replace(FULL, rev="words of a client")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a Client has a field") as caught:
        await store.run(clients.save, wrong)
    assert "words" not in str(caught.value)
    assert await store.read(clients.by_id, "c1") == FULL


async def test_what_does_not_read_says_where_and_not_what() -> None:
    with pytest.raises(ValueError, match="Client does not read: name: missing") as caught:
        Form(Client).read(b'{"id": "c1", "rev": "words of a client"}')
    assert "words" not in str(caught.value)
    assert "rev" in str(caught.value)


async def test_every_field_has_been_tried_above() -> None:
    plain = Client("other", "other")
    same = [field.name for field in fields(Client) if getattr(FULL, field.name) == getattr(plain, field.name)]
    assert same == []


async def test_what_was_read_unlocked_does_not_break_the_audit_chain(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)

    def both(tx: Tx) -> None:
        clients.everybody(tx)
        clients.by_id(tx, "c1")
        audit.append(tx, "c1", NOW, "a", {})
        clients.by_id(tx, "c1")
        audit.append(tx, "c1", NOW, "b", {})
        clients.save(tx, FULL)
        audit.append(tx, "c1", NOW, "c", {})

    await store.run(both)
    assert await store.read(audit.verify, "c1")
    assert [entry.kind for entry in await store.read(audit.trail, "c1")] == ["a", "b", "c"]


async def test_an_invite_leads_to_its_client_and_is_used_once(store: Store) -> None:
    await store.run(clients.insert, FULL, NOW)
    await store.run(invites.make, FULL, "CODE", NOW)
    assert await store.read(invites.client_of, " CODE ") == "c1"
    assert await store.read(invites.client_of, "code") is None
    assert await store.run(invites.use, "CODE", NOW) is True
    assert await store.run(invites.use, "CODE", NOW) is False
    assert await store.run(invites.use, "other", NOW) is False
    await store.run(erasure.erase, "c1", NOW)
    assert await store.read(invites.client_of, "CODE") is None
