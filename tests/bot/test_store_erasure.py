"""Erasure and export: everything on record can be handed over, and made unreadable for good."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.client import CheckInRecord, Client, Membership
from bot.core.errors import IllegalMove, NoSuchClient
from bot.core.outgoing import Origin, Say, Send
from bot.store import (
    audit,
    checkins,
    clients,
    erasure,
    escalations,
    exporting,
    invites,
    outbox,
    reviews,
    transcript,
    updates,
)
from bot.store.database import Store, engine_for
from bot.store.ledger import Ledger
from bot.store.schema import migrate
from bot.store.sealing import Vault
from bot.store.tx import Tx
from escalation.words import Escalation, Finding, Lane, Party, Policy, State, Step

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WAIT = timedelta(minutes=5)
POLICY = Policy((Step("oncall", WAIT),), WAIT, WAIT, WAIT, WAIT, WAIT, WAIT)


def matter(client: str, state: State = State.CLOSED) -> Escalation:
    finding = Finding("self_harm", Lane.URGENT, "r1", f"quote {client}", 0, 5, "why")
    party = Party(client, f"Name {client}", "telegram", f"chat {client}")
    return Escalation(f"e {client}", party, NOW, POLICY, state, (finding,), closed_at=NOW)


def live(tx: Tx, id: str) -> Client:
    """A client with something in every table."""
    client = Client(id, f"Name {id}", "Ben", channel="telegram", chat=f"chat {id}")
    client = replace(client, membership=Membership.ACTIVE, wake_at=NOW)
    clients.insert(tx, client, NOW)
    invites.make(tx, client, f"code {id}", NOW)
    updates.seen(tx, "telegram", f"u {id}", NOW)
    updates.set_fate(tx, "telegram", f"u {id}", "poison", id, f"copy {id}")
    transcript.add(tx, id, [(NOW, "client", f"words {id}", "m1"), (NOW, "avatar", f"answer {id}", "")])
    checkins.keep(tx, id, CheckInRecord(f"k {id}", NOW, NOW.date(), energy=3, win=f"win {id}"))
    escalations.insert(tx, matter(id), 1)
    reviews.open(tx, f"r {id}", id, f"review {id}", ("why",), NOW, NOW)
    outbox.put(tx, client, None, [Send(Say(f"chat {id}", f"say {id}"), Origin.AUTOMATED, 3)], NOW)
    audit.append(tx, id, NOW, "heard", {"quote": f"heard {id}"})
    return client


def stored(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = [
        "clients",
        "invites",
        "updates",
        "transcript",
        "checkins",
        "escalations",
        "reviews",
        "outbox",
        "audit",
    ]
    with engine_for(store.url).connect() as conn:
        return {name: [tuple(row) for row in conn.execute(text(f"SELECT * FROM {name}"))] for name in tables}


async def test_an_export_holds_everything_on_record_and_nothing_of_others(store: Store) -> None:
    await store.run(live, "c1")
    await store.run(live, "c2")
    document = json.loads(await store.read(exporting.export, "c1"))
    assert document["you"]["name"] == "Name c1"
    assert document["checkins"][0]["win"] == "win c1"
    assert [line["text"] for line in document["conversation"]] == ["words c1", "answer c1"]
    assert document["escalations"][0]["findings"][0]["quote"] == "quote c1"
    assert document["reviews"][0]["words"] == "review c1"
    assert document["sent_or_waiting"][0]["what"]["text"] == "say c1"
    assert document["sent_or_waiting"][0]["kind"] == "Say"
    assert document["invites"] == [{"created_at": NOW.isoformat(), "used_at": None}]
    assert document["updates"][0]["fate"] == "poison"
    assert document["decisions"][0]["details"] == {"quote": "heard c1"}
    assert "c2" not in json.dumps(document)
    with pytest.raises(NoSuchClient):
        await store.read(exporting.export, "c3")


async def test_after_erasure_nothing_of_the_client_is_left_and_others_are_untouched(store: Store) -> None:
    await store.run(live, "c1")
    other = await store.run(live, "c2")
    before = stored(store)
    assert await store.run(erasure.erase, "c1", NOW + SECOND) is True
    assert await store.run(clients.by_id, "c1") is None
    assert await store.run(clients.by_address, "telegram", "chat c1") is None
    assert await store.read(clients.everybody) == [other]
    assert await store.read(transcript.recent, "c1", 9) == ()
    assert await store.read(checkins.of, "c1") == []
    assert await store.read(escalations.by_id, "e c1") is None
    assert await store.read(invites.client_of, "code c1") is None
    assert await store.read(clients.due, NOW, 9) == ["c2"]
    assert [review.id for review in await store.read(reviews.queue)] == ["r c2"]
    assert [claim.client_id for claim in await store.run(outbox.claim, "client", NOW, 9)] == ["c2"]
    with pytest.raises(NoSuchClient):
        await store.read(exporting.export, "c1")
    with pytest.raises(NoSuchClient):
        await store.run(transcript.add, "c1", [(NOW, "client", "late words", "")])

    after = stored(store)
    for name, rows in after.items():
        if name == "audit":
            continue  # sealed with the key that is gone; the hashes stay
        secrets = {value for row in before[name] for value in row if isinstance(value, bytes)}
        secrets -= {
            value for row in before[name] if "c2" in str(row) for value in row if isinstance(value, bytes)
        }
        left = {value for row in rows for value in row if isinstance(value, bytes)}
        assert not secrets & left, name
    assert [row for row in after["audit"] if row[0] == "c2"] == [
        row for row in before["audit"] if row[0] == "c2"
    ]


async def test_the_destroyed_key_is_nowhere_in_the_files(tmp_path: Path, vault: Vault) -> None:
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    migrate(url)
    store = Store(url, vault)
    store.start()
    await store.run(live, "c1")
    await store.run(live, "c2")
    with engine_for(url).connect() as conn:
        keys = dict(tuple(row) for row in conn.execute(text("SELECT id, wrapped_key FROM clients")))

    def in_files(key: bytes) -> bool:
        return any(key in path.read_bytes() for path in tmp_path.iterdir())

    assert in_files(keys["c1"])
    await store.run(erasure.erase, "c1", NOW)
    await store.read(clients.everybody)
    await store.run(clients.everybody)
    assert not in_files(keys["c1"])
    assert in_files(keys["c2"])
    store.close()


async def test_erasing_again_or_somebody_unknown_does_nothing(store: Store) -> None:
    await store.run(live, "c1")
    assert await store.run(erasure.erase, "c1", NOW) is True
    assert await store.run(erasure.erase, "c1", NOW) is False
    assert await store.run(erasure.erase, "c9", NOW) is False
    assert len(await store.read(audit.trail, "c1")) == 2


async def test_nobody_is_erased_while_a_person_looks_after_them(store: Store) -> None:
    client = await store.run(live, "c1")
    opened = replace(matter("c1", State.OPEN), id="e2", closed_at=None)
    await store.run(escalations.insert, opened, 1)
    with pytest.raises(IllegalMove, match="c1"):
        await store.run(erasure.erase, "c1", NOW)
    assert await store.read(clients.by_id, "c1") == client
    assert store.ledger is not None
    assert store.ledger.entries() == ()
    await store.run(escalations.save, replace(opened, state=State.CLOSED, closed_at=NOW), 1)
    assert await store.run(erasure.erase, "c1", NOW) is True


async def test_an_erased_client_can_still_be_told_so_and_come_back_as_somebody_new(store: Store) -> None:
    client = await store.run(live, "c1")

    def erase_and_say(tx: Tx) -> None:
        erasure.erase(tx, "c1", NOW)
        outbox.put(tx, client, None, [Send(Say(client.chat, "it is done"), Origin.SAFETY, 1)], NOW)

    await store.run(erase_and_say)
    [claim] = await store.run(outbox.claim, "client", NOW, 9)
    assert (claim.client_id, claim.channel, claim.what) == (None, "telegram", Say("chat c1", "it is done"))
    again = Client("c9", "Name c1", channel="telegram", chat="chat c1")
    await store.run(clients.insert, again, NOW)
    assert await store.run(clients.by_address, "telegram", "chat c1") == again


async def test_a_restored_backup_forgets_again_whom_it_should(
    store: Store, vault: Vault, tmp_path: Path
) -> None:
    """The backup here is what erasure took away, put back by hand: the same on both databases."""
    await store.run(live, "c1")
    with engine_for(store.url).connect() as conn:
        row = conn.execute(text("SELECT wrapped_key, sealed, name_key, address_key FROM clients")).one()
    await store.run(erasure.erase, "c1", NOW)
    with engine_for(store.url).begin() as conn:
        conn.execute(
            text("UPDATE clients SET wrapped_key = :k, sealed = :s, name_key = :n, address_key = :a"),
            {"k": row[0], "s": row[1], "n": row[2], "a": row[3]},
        )
    assert await store.read(clients.by_id, "c1") is not None
    assert store.ledger is not None
    assert await store.run(erasure.replay, store.ledger, NOW) == ["c1"]
    assert await store.read(clients.by_id, "c1") is None
    assert await store.run(erasure.replay, store.ledger, NOW) == []


def test_the_ledger_survives_a_line_cut_short_by_a_crash(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "key" / "erasures.jsonl")
    assert ledger.entries() == ()
    ledger.add("c1", NOW)
    with ledger.path.open("a") as file:
        file.write('{"client": "c2", "at"')
    ledger.add("c3", NOW + SECOND)
    assert [(entry.client, entry.at) for entry in ledger.entries()] == [("c1", NOW), ("c3", NOW + SECOND)]
    shutil.copy(ledger.path, tmp_path / "copy")
    assert Ledger(tmp_path / "copy").entries() == ledger.entries()
