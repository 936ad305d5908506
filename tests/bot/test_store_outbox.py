"""The Outbox: what may be sent now, in which order, to whom not - on both databases, with two workers too."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.client import Client
from bot.core.outgoing import (
    AnswerTap,
    Button,
    LeaveGroup,
    MarkPost,
    Notice,
    Origin,
    Outgoing,
    PageCoaches,
    PostCard,
    PostInThread,
    PostReview,
    RedrawCard,
    Say,
    Send,
    SendFile,
    Settle,
)
from bot.store import clients, outbox
from bot.store.database import Store, engine_for
from bot.store.sealing import Vault
from bot.store.tx import Lane, Tx
from escalation.words import Way

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BUTTONS = ((Button("1", "q.energy.1"), Button("2", "q.energy.2")),)


def person(id: str = "c1", held_by: str = "") -> Client:
    return Client(id, id, channel="telegram", chat=f"chat {id}", held_by=held_by)


def say(words: str, chat: str = "chat c1", priority: int = 3, origin: Origin = Origin.AUTOMATED) -> Send:
    return Send(Say(chat, words), origin, priority)


def words(claimed: list[outbox.Claimed]) -> list[str]:
    return [claim.what.text for claim in claimed if isinstance(claim.what, Say | PostInThread)]


async def with_clients(store: Store, *people: Client) -> None:
    for one in people:
        await store.run(clients.insert, one, NOW)


EVERY_KIND: list[tuple[str, Outgoing]] = [
    ("client", Say("5", "hi", BUTTONS, "Ana", "1.2", "Share location")),
    ("client", SendFile("5", "export.json", "{}", "yours")),
    ("client", AnswerTap("5", "t1", "noted")),
    ("client", Settle("5", "m1", "3 of 5")),
    ("client", LeaveGroup("-5")),
    ("page", PostCard("e1")),
    ("page", PageCoaches("e1", ("p1", "p2"), ("Ana", "Ben"), Way.SLACK, "no answer", 4)),
    ("page", PageCoaches("e1", ("p3",), ("Ana",), Way.APPRISE, "no answer", 4)),
    ("coach", RedrawCard("e1")),
    ("coach", PostInThread("e1", "words", "Ana", True)),
    ("coach", MarkPost("e1", "1.2")),
    ("coach", Notice("line", "Ana")),
    ("coach", PostReview("r1")),
]


@pytest.mark.parametrize(("lane", "what"), EVERY_KIND)
async def test_everything_that_can_be_sent_comes_out_as_it_went_in(
    store: Store, lane: Lane, what: Outgoing
) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), "e1", [Send(what, Origin.SAFETY, 1)], NOW)
    for other in {"page", "coach", "client"} - {lane}:
        assert await store.run(outbox.claim, other, NOW, 10) == []  # type: ignore[arg-type]
    [claimed] = await store.run(outbox.claim, lane, NOW, 10)
    assert claimed.what == what
    assert (claimed.client_id, claimed.escalation_id, claimed.attempts) == ("c1", "e1", 1)
    assert (claimed.origin, claimed.created_at) == (Origin.SAFETY, NOW)
    assert claimed.channel == ("telegram" if lane == "client" else "")


async def test_a_stranger_is_answered_without_being_on_record(store: Store) -> None:
    await store.run(outbox.put, None, None, [say("who are you?", "x")], NOW, "telegram")
    await store.run(outbox.put, person("not stored"), None, [say("hello?", "y")], NOW)
    claimed = await store.run(outbox.claim, "client", NOW, 10)
    assert words(claimed) == ["who are you?", "hello?"]
    assert {(claim.client_id, claim.channel) for claim in claimed} == {(None, "telegram")}


async def test_priority_goes_before_age_and_each_chat_has_one_message_at_a_time(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    await store.run(outbox.put, person(), None, [say("a"), say("b"), say("urgent", priority=1)], NOW)
    await store.run(outbox.put, person("c2"), None, [say("c", "chat c2")], NOW)
    order = []
    while claimed := await store.run(outbox.claim, "client", NOW, 10):
        order.append(words(claimed))
        for claim in claimed:
            await store.run(outbox.sent, claim.id, "", NOW)
    assert order == [["urgent", "c"], ["a"], ["b"]]


async def test_keys_that_are_busy_and_rows_beyond_the_limit_stay(store: Store) -> None:
    everybody = [person(f"c{number}") for number in range(6)]
    await with_clients(store, *everybody)
    for one in everybody:
        await store.run(outbox.put, one, None, [say(one.id, one.chat)], NOW)
    first = await store.run(outbox.claim, "client", NOW, 2)
    assert words(first) == ["c0", "c1"]

    def key_of(tx: Tx) -> str:
        return tx.vault.fingerprint("chat", "telegram", "chat c2")

    busy = frozenset([await store.read(key_of)])
    assert words(await store.run(outbox.claim, "client", NOW, 10, busy)) == ["c3", "c4", "c5"]
    assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["c2"]


async def test_many_rows_of_one_busy_channel_do_not_hide_the_other_ways(store: Store) -> None:
    lines = [Send(PostInThread(f"e{number}", "w"), Origin.SAFETY, 1) for number in range(700)]
    await store.run(outbox.put, None, None, lines, NOW)
    calls = [
        Send(PageCoaches("e1", ("p",), ("Ana",), Way.SLACK, "h", 1), Origin.SAFETY, 0),
        Send(PageCoaches("e1", ("q",), ("Ana",), Way.TELEGRAM, "h", 1), Origin.SAFETY, 0),
        Send(PageCoaches("e1", ("r",), ("Ben",), Way.TELEGRAM, "h", 1), Origin.SAFETY, 0),
    ]
    await store.run(outbox.put, None, None, calls, NOW)
    assert len(await store.run(outbox.claim, "coach", NOW, 10)) == 1
    assert len(await store.run(outbox.claim, "page", NOW, 10)) == 3


async def test_what_has_expired_is_not_sent(store: Store) -> None:
    await with_clients(store, person())
    late = replace(say("late"), expires_at=NOW)
    await store.run(outbox.put, person(), None, [late, replace(say("fresh"), expires_at=NOW + SECOND)], NOW)
    assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["fresh"]
    assert (await store.read(outbox.depth)).client == 1


async def test_nothing_overtakes_a_message_to_the_same_chat_that_waits_for_its_retry(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    await store.run(outbox.put, person(), None, [say("first"), say("second")], NOW)
    [first] = await store.run(outbox.claim, "client", NOW, 10)
    assert await store.run(outbox.claim, "client", NOW, 10) == [], "on the wire"
    await store.run(outbox.retry, first.id, NOW + SECOND, "429")
    await store.run(outbox.put, person("c2"), None, [say("another chat", "chat c2")], NOW)
    assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["another chat"]
    urgent = say("safety first", priority=1, origin=Origin.SAFETY)
    await store.run(outbox.put, person(), None, [urgent], NOW)
    [safety] = await store.run(outbox.claim, "client", NOW, 10)
    assert safety.what == urgent.what
    await store.run(outbox.sent, safety.id, "m", NOW)
    [again] = await store.run(outbox.claim, "client", NOW + SECOND, 10)
    assert (again.what, again.attempts) == (first.what, 2)
    await store.run(outbox.failed, again.id, "gone")
    assert words(await store.run(outbox.claim, "client", NOW + SECOND, 10)) == ["second"]


async def test_a_clients_words_reach_the_thread_in_order_whatever_else_waits(store: Store) -> None:
    thread = [Send(PostInThread("e1", text), Origin.SAFETY, 1) for text in ("one", "two")]
    await store.run(outbox.put, None, "e1", thread, NOW)
    [one] = await store.run(outbox.claim, "coach", NOW, 10)
    await store.run(outbox.retry, one.id, NOW + SECOND, "500")
    await store.run(outbox.put, None, "e2", [Send(PostInThread("e2", "other"), Origin.SAFETY, 1)], NOW)
    assert words(await store.run(outbox.claim, "coach", NOW, 10)) == ["other"]
    assert words(await store.run(outbox.claim, "coach", NOW, 10)) == []
    assert words(await store.run(outbox.claim, "coach", NOW + SECOND, 10)) == ["one"]


async def test_a_page_waits_for_a_card_on_the_wire_but_not_for_its_retry(store: Store) -> None:
    call = PageCoaches("e1", ("p",), ("Ana",), Way.SLACK, "h", 1)
    await store.run(
        outbox.put, None, "e1", [Send(PostCard("e1"), Origin.SAFETY, 0), Send(call, Origin.SAFETY, 0)], NOW
    )
    [card] = await store.run(outbox.claim, "page", NOW, 10)
    assert card.what == PostCard("e1")
    assert await store.run(outbox.claim, "page", NOW, 10) == []
    await store.run(outbox.retry, card.id, NOW + SECOND, "500")
    [page] = await store.run(outbox.claim, "page", NOW, 10)
    assert page.what == call


async def test_a_held_client_gets_no_automated_message_but_safety_and_coaches(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    for one in (person(), person("c2")):
        mixed = [
            say("routine", one.chat),
            say("safety", one.chat, 4, Origin.SAFETY),
            say("coach", one.chat, 5, Origin.COACH),
        ]
        await store.run(outbox.put, one, None, mixed, NOW)
    await store.run(clients.save, person(held_by="e1"))
    said: list[tuple[str | None, str]] = []
    for _ in range(5):
        for claim in await store.run(outbox.claim, "client", NOW, 10):
            said.append((claim.client_id, words([claim])[0]))
            await store.run(outbox.sent, claim.id, "", NOW)
    assert [word for client, word in said if client == "c1"] == ["safety", "coach"]
    assert [word for client, word in said if client == "c2"] == ["routine", "safety", "coach"]


async def test_a_hold_withdraws_what_waits_and_only_that(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    await store.run(outbox.put, person(), None, [say("on the wire")], NOW)
    await store.run(outbox.claim, "client", NOW, 1)
    await store.run(outbox.put, person(), None, [say("a"), say("b"), say("s", origin=Origin.SAFETY)], NOW)
    await store.run(outbox.put, person("c2"), None, [say("c", "chat c2")], NOW)
    assert await store.run(outbox.withdraw_automated, "c1") == 2
    assert [(row.state, row.origin.value) for row in await store.read(outbox.all_of, "c1")] == [
        ("sending", "automated"),
        ("withdrawn", "automated"),
        ("withdrawn", "automated"),
        ("queued", "safety"),
    ]
    assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["c"]


async def test_a_retry_after_a_hold_is_withdrawn(store: Store) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), None, [say("a")], NOW)
    [claim] = await store.run(outbox.claim, "client", NOW, 1)
    await store.run(clients.save, person(held_by="e1"))
    await store.run(outbox.retry, claim.id, NOW, "timeout")
    assert await store.run(outbox.claim, "client", NOW, 1) == []
    assert (await store.read(outbox.all_of, "c1"))[0].state == "withdrawn"


async def test_acknowledging_withdraws_the_pages_that_wait_and_names_them(store: Store) -> None:
    def call(escalation: str, *pages: str) -> Send:
        return Send(PageCoaches(escalation, pages, ("Ana",), Way.SLACK, "h", 1), Origin.SAFETY, 0)

    await with_clients(store, person())
    card = Send(PostCard("e1"), Origin.SAFETY, 0)
    await store.run(outbox.put, person(), "e1", [card, call("e1", "p1", "p2"), call("e1", "p3")], NOW)
    await store.run(outbox.put, person(), "e2", [call("e2", "p4")], NOW)
    assert sorted(await store.run(outbox.withdraw_pages, "e1")) == ["p1", "p2", "p3"]
    assert await store.run(outbox.withdraw_pages, "e1") == []
    kept = await store.run(outbox.claim, "page", NOW, 10)
    assert [row.what for row in kept] == [PostCard("e1"), call("e2", "p4").what]


async def test_several_redraws_of_one_card_become_one(store: Store) -> None:
    redraw = [Send(RedrawCard("e1"), Origin.SAFETY, 1)] * 3
    await store.run(outbox.put, None, "e1", redraw, NOW)
    await store.run(outbox.put, None, "e2", [Send(RedrawCard("e2"), Origin.SAFETY, 1)], NOW)
    [first] = await store.run(outbox.claim, "coach", NOW, 1)
    assert await store.run(outbox.withdraw_redraws, "e1", first.id) == 2
    [other] = await store.run(outbox.claim, "coach", NOW, 10)
    assert other.what == RedrawCard("e2")


async def test_buttons_are_live_once_sent_until_they_are_taken_off(store: Store) -> None:
    await with_clients(store, person(), person("c2"))

    async def ask(message: str) -> str:
        sends = [Send(Say("chat c1", message, BUTTONS), Origin.AUTOMATED, 3)]
        await store.run(outbox.put, person(), None, sends, NOW)
        [claim] = await store.run(outbox.claim, "client", NOW, 1)
        return await store.run(outbox.sent, claim.id, message, NOW)

    assert await ask("m1") == ""
    assert await ask("m2") == ""
    await store.run(outbox.put, person(), None, [Send(Settle("chat c1", "m1"), Origin.AUTOMATED, 3)], NOW)
    assert await store.run(outbox.live_buttons, "c2") == []
    assert await store.run(outbox.live_buttons, "c1") == [("chat c1", "m2")]
    assert await store.run(outbox.live_buttons, "c1") == []


async def test_buttons_that_landed_after_the_hold_are_reported(store: Store) -> None:
    await with_clients(store, person())
    sends = [Send(Say("chat c1", "how are you?", BUTTONS), Origin.AUTOMATED, 3)]
    await store.run(outbox.put, person(), None, sends, NOW)
    [claim] = await store.run(outbox.claim, "client", NOW, 1)
    await store.run(clients.save, person(held_by="e1"))
    assert await store.run(outbox.live_buttons, "c1") == [], "nothing has arrived yet"
    assert await store.run(outbox.sent, claim.id, "m1", NOW) == "c1"
    assert await store.run(outbox.live_buttons, "c1") == [("chat c1", "m1")]


async def test_what_a_dead_process_was_sending_is_queued_again_with_its_attempts(store: Store) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), None, [say("a")], NOW)
    await store.run(outbox.claim, "client", NOW, 1)
    assert await store.run(outbox.reset_sending, NOW) == 0, "another process may still be at it"
    assert await store.run(outbox.reset_sending, NOW + SECOND) == 1
    [again] = await store.run(outbox.claim, "client", NOW, 1)
    assert again.attempts == 2
    assert await store.run(outbox.reset_sending) == 1


async def test_a_row_that_was_sent_after_all_is_not_sent_again(store: Store) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), None, [say("a")], NOW)
    [claim] = await store.run(outbox.claim, "client", NOW, 1)
    await store.run(outbox.reset_sending)
    await store.run(outbox.sent, claim.id, "m", NOW)
    assert await store.run(outbox.claim, "client", NOW, 1) == []


async def test_a_line_is_not_held_up_for_ever_by_a_process_that_died(store: Store) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), None, [say("a"), say("b")], NOW)
    await store.run(outbox.claim, "client", NOW, 1)
    assert await store.run(outbox.claim, "client", NOW + outbox.LEASE - SECOND, 1) == []
    assert words(await store.run(outbox.claim, "client", NOW + outbox.LEASE + SECOND, 1)) == ["b"]


async def test_depth_counts_what_waits_and_says_since_when(store: Store) -> None:
    assert await store.read(outbox.depth) == outbox.Depth()
    await with_clients(store, person())
    await store.run(outbox.put, person(), "e1", [say("a"), Send(PostCard("e1"), Origin.SAFETY, 0)], NOW)
    await store.run(outbox.put, person(), None, [say("b")], NOW + SECOND)
    [claim] = await store.run(outbox.claim, "client", NOW, 1)
    assert await store.read(outbox.depth) == outbox.Depth(1, 0, 2, NOW)
    await store.run(outbox.sent, claim.id, "m", NOW)
    assert await store.read(outbox.depth) == outbox.Depth(1, 0, 1, NOW)


async def test_old_rows_are_purged_once_they_have_ended(store: Store) -> None:
    await with_clients(store, person())
    await store.run(outbox.put, person(), None, [say("a"), say("b")], NOW)
    [claim] = await store.run(outbox.claim, "client", NOW, 1)
    await store.run(outbox.sent, claim.id, "m", NOW)
    assert await store.run(outbox.purge, NOW) == 0
    assert await store.run(outbox.purge, NOW + SECOND) == 1
    assert [row.state for row in await store.read(outbox.all_of, "c1")] == ["queued"]


async def test_a_payload_moved_to_another_row_is_never_sent_and_holds_up_nobody(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    await store.run(outbox.put, person(), None, [say("for c1")], NOW)
    await store.run(outbox.put, person("c2"), None, [say("for c2", "chat c2")], NOW)
    with engine_for(store.url).begin() as conn:
        conn.execute(
            text(
                "UPDATE outbox SET sealed = (SELECT sealed FROM outbox WHERE client_id = 'c1')"
                " WHERE client_id = 'c2'"
            )
        )
    assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["for c1"]
    assert await store.run(outbox.depth) == outbox.Depth(client=1, oldest_at=NOW)


async def test_two_workers_never_claim_the_same_row_nor_one_chat_out_of_order(
    store: Store, vault: Vault
) -> None:
    people = [person(f"c{number}") for number in range(12)]
    await with_clients(store, *people)
    for number in range(5):
        for one in people:
            await store.run(outbox.put, one, None, [say(f"{one.id} {number}", one.chat)], NOW)
    other = Store(store.url, vault)
    other.start()
    claimed: list[str] = []

    async def work(at: Store) -> None:
        idle = 0
        while idle < 5:
            rows = await at.run(outbox.claim, "client", NOW, 4)
            idle = 0 if rows else idle + 1
            for row in rows:
                claimed.extend(words([row]))
                await at.run(outbox.sent, row.id, "m", NOW)

    await asyncio.gather(work(store), work(other), work(store), work(other))
    other.close()
    assert Counter(claimed) == Counter(f"{one.id} {number}" for one in people for number in range(5))
    for one in people:
        assert [word for word in claimed if word.startswith(f"{one.id} ")] == [
            f"{one.id} {number}" for number in range(5)
        ]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_no_claim_slips_through_while_another_process_is_putting_on_a_hold(
    store: Store, vault: Vault
) -> None:
    await with_clients(store, person(), person("c2"))
    await store.run(outbox.put, person(), None, [say("routine")], NOW)
    await store.run(outbox.put, person("c2"), None, [say("other", "chat c2")], NOW)
    other = Store(store.url, vault)
    with engine_for(store.url).connect() as conn:
        transaction = conn.begin()
        conn.execute(text("UPDATE clients SET held_by = 'e1' WHERE id = 'c1'"))
        assert words(other.transact(outbox.claim, "client", NOW, 10)) == ["other"]
        transaction.commit()
    assert other.transact(outbox.claim, "client", NOW, 10) == []
    assert (await store.read(outbox.all_of, "c1"))[0].state == "withdrawn"


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_claim_passes_over_rows_that_another_process_has_its_hands_on(store: Store) -> None:
    await with_clients(store, person(), person("c2"))
    for one in (person(), person("c2")):
        await store.run(outbox.put, one, None, [say(one.id, one.chat)], NOW)
    with engine_for(store.url).connect() as conn:
        conn.execute(text("SELECT id FROM outbox WHERE client_id = 'c1' FOR UPDATE"))
        async with asyncio.timeout(5):
            assert words(await store.run(outbox.claim, "client", NOW, 10)) == ["c2"]
