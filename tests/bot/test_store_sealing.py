"""Sealing: keys, files, fingerprints, and the proof that no client's word lies open in the database."""

from __future__ import annotations

import base64
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from bot.core.client import CheckIn, CheckInRecord, Client, Profile
from bot.core.errors import ConfigError
from bot.core.outgoing import Origin, PageCoaches, PostInThread, Say, Send
from bot.store import (
    audit,
    checkins,
    clients,
    escalations,
    invites,
    outbox,
    reviews,
    transcript,
    updates,
    workers,
)
from bot.store.database import Store, engine_for
from bot.store.schema import migrate
from bot.store.sealing import Vault, parse_key, read_or_make_key
from bot.store.tables import metadata
from bot.store.tx import Tx
from escalation.words import Escalation, Finding, Lane, Party, Policy, Step, Way

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
CANARY = "quetzalcoatlus"  # a word that no schema, index or key contains
WAIT = timedelta(minutes=5)
POLICY = Policy((Step("oncall", WAIT),), WAIT, WAIT, WAIT, WAIT, WAIT, WAIT)


def test_what_was_sealed_opens_for_the_same_row_only(vault: Vault) -> None:
    key = vault.unwrap(vault.new_key("c1"), "c1")
    sealed = vault.seal(key, b"words", "transcript:1")
    assert vault.open(key, sealed, "transcript:1") == b"words"
    for about, bytes_ in (
        ("transcript:2", sealed),
        ("transcript:1", sealed[:-1] + b"\x00"),
        ("transcript:1", b""),
    ):
        with pytest.raises(InvalidTag):
            vault.open(key, bytes_, about)


def test_one_clients_key_opens_nothing_of_another(vault: Vault) -> None:
    mine, yours = (vault.unwrap(vault.new_key(owner), owner) for owner in ("me", "you"))
    with pytest.raises(InvalidTag):
        vault.open(yours, vault.seal(mine, b"words", "x"), "x")


def test_a_wrapped_key_serves_only_its_owner_and_its_master(vault: Vault) -> None:
    wrapped = vault.new_key("me")
    with pytest.raises(ConfigError, match="does not fit"):
        vault.unwrap(wrapped, "you")
    with pytest.raises(ConfigError, match="does not fit"):
        Vault(b"y" * 32).unwrap(wrapped, "me")


def test_the_same_words_sealed_twice_look_different(vault: Vault) -> None:
    key = vault.unwrap(vault.new_key("c1"), "c1")
    assert vault.seal(key, b"words", "x") != vault.seal(key, b"words", "x")


def test_fingerprints_find_the_same_parts_again_and_tell_others_apart(vault: Vault) -> None:
    assert vault.fingerprint("chat", "5") == Vault(bytes(range(32))).fingerprint("chat", "5")
    assert vault.fingerprint("chat", "5") != Vault(b"y" * 32).fingerprint("chat", "5")
    assert vault.fingerprint("ab", "c") != vault.fingerprint("a", "bc")
    assert len(vault.fingerprint("\ud800")) == 64


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = read_or_make_key(None, tmp_path / "data")
    file = tmp_path / "data" / "handrail.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(key) == 32
    assert read_or_make_key(None, tmp_path / "data") == key
    assert parse_key(file.read_text()) == key
    assert [path.name for path in file.parent.iterdir()] == ["handrail.key"]


def test_several_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        keys = set(several.map(lambda _: read_or_make_key(tmp_path / "k", tmp_path), range(32)))
    assert len(keys) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "k"
    read_or_make_key(file, tmp_path)
    os.chmod(file, mode)
    with pytest.raises(ConfigError, match="chmod 600"):
        read_or_make_key(file, tmp_path)


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode(), "YWJj\x00"])
def test_a_malformed_key_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ConfigError, match="openssl rand"):
        parse_key(text)


def test_a_key_may_be_written_url_safe() -> None:
    raw = bytes(range(224, 256))
    assert (
        parse_key(base64.urlsafe_b64encode(raw).decode()) == parse_key(base64.b64encode(raw).decode()) == raw
    )


def write_everywhere(tx: Tx) -> None:
    """A client who leaves the canary in every table and every field that carries words or an identity."""
    profile = Profile("en", "Europe/Berlin", time(8), (0,), f"+49 {CANARY}", f"mother {CANARY}")
    record = CheckInRecord("k1", NOW, NOW.date(), 3, 3, 3, f"win {CANARY}", f"obstacle {CANARY}")
    client = Client(
        "c1", f"Ana {CANARY}", channel="telegram", chat=f"chat-{CANARY}", profile=profile, recent=(record,)
    )
    client = replace(client, checkin=CheckIn("k2", NOW, NOW.date()))
    clients.insert(tx, client, NOW)
    invites.make(tx, client, f"code-{CANARY}", NOW)
    updates.seen(tx, "telegram", "1", NOW)
    updates.set_fate(tx, "telegram", "1", "poison", "c1", f"copy {CANARY}")
    updates.seen(tx, "telegram", "2", NOW)
    updates.set_fate(tx, "telegram", "2", "poison", None, f"a stranger's {CANARY}")
    transcript.add(tx, "c1", [(NOW, "client", f"words {CANARY}", "77")])
    checkins.keep(tx, "c1", record)
    finding = Finding("self_harm", Lane.URGENT, "r1", CANARY, 0, 5, "why")
    party = Party("c1", f"Ana {CANARY}", "telegram", f"chat-{CANARY}")
    escalations.insert(tx, Escalation("e1", party, NOW, POLICY, findings=(finding,)), 1)
    sends = [
        Send(Say(f"chat-{CANARY}", f"hello {CANARY}"), Origin.AUTOMATED, 3),
        Send(PostInThread("e1", CANARY), Origin.SAFETY, 1),
        Send(PageCoaches("e1", ("p1",), ("Ana",), Way.SLACK, CANARY, 1), Origin.SAFETY, 0),
    ]
    outbox.put(tx, client, "e1", sends, NOW)
    outbox.put(tx, None, None, [Send(Say(f"chat-{CANARY}", CANARY), Origin.SAFETY, 1)], NOW, "telegram")
    reviews.open(tx, "r1", "c1", f"words {CANARY}", (f"why {CANARY}",), NOW, NOW)
    audit.append(tx, "c1", NOW, "heard", {"quote": CANARY})
    audit.append(tx, None, NOW, "started", {"who": CANARY})
    workers.beat(tx)


async def test_no_word_of_a_client_lies_open_in_the_files(tmp_path: Path, vault: Vault) -> None:
    url = f"sqlite:///{tmp_path / 'handrail.db'}"
    migrate(url)
    store = Store(url, vault)
    store.start()
    await store.run(write_everywhere)
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}  # the log too, before it is merged
    store.close()
    found |= {f"closed {path.name}": path.read_bytes() for path in tmp_path.iterdir()}
    assert len(found) > 3
    assert any(b"telegram" in content for content in found.values()), "the search itself must be able to find"
    for name, content in found.items():
        for form in (CANARY, CANARY.encode("utf-16-le"), base64.b64encode(CANARY.encode())[:12]):
            needle = form.encode() if isinstance(form, str) else form
            assert needle not in content, name


async def test_no_word_of_a_client_lies_open_in_any_column(store: Store) -> None:
    await store.run(write_everywhere)
    with engine_for(store.url).connect() as conn:
        for table in metadata.sorted_tables:
            rows = conn.execute(table.select()).all()
            assert rows, f"{table.name} was not tried"
            for row in rows:
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    assert CANARY.encode() not in raw, table.name


async def test_words_that_utf8_does_not_have_are_stored_all_the_same(store: Store) -> None:
    def keep(tx: Tx) -> None:
        client = Client("c1", "Ana \ud83d", channel="telegram", chat="5")
        clients.insert(tx, client, NOW)
        transcript.add(tx, "c1", [(NOW, "client", "half \ud83d and \x00 nothing", "1")])
        outbox.put(tx, client, None, [Send(Say("5", "half \ud83d"), Origin.AUTOMATED, 3)], NOW)
        audit.append(tx, "c1", NOW, "heard", {"quote": "half \ud83d"})

    await store.run(keep)
    loaded = await store.read(clients.by_id, "c1")
    assert loaded is not None
    assert loaded.name == "Ana ?"
    assert (await store.read(transcript.recent, "c1", 5))[0].text == "half \ud83d and \x00 nothing"
    assert (await store.read(audit.trail, "c1"))[0].details == {"quote": "half \ud83d"}
    claimed = await store.run(outbox.claim, "client", NOW, 5)
    assert claimed[0].what == Say("5", "half ?")
