"""Telegram by webhook: the same road through the other door, and nothing lost or doubled when it is rattled."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiohttp
import pytest

from tests.blackbox.practice import (
    ANA,
    EMERGENCY,
    RED,
    SAYS_S,
    Practice,
    agree_to_all,
    eventually,
    everything_twice,
    in_state,
    invited,
    pages_of,
    payload,
    replies_from,
    running,
    said_to,
    state_of,
)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
Hooked = Callable[[], AbstractAsyncContextManager[Practice]]


@pytest.fixture
def hooked(begun: Path, tmp_path: Path) -> Hooked:
    """A practice that has begun, and goes on by webhook."""
    return lambda: running(tmp_path / "practice", begun=begun, telegram_mode="webhook")


async def call(p: Practice, body: bytes, secret: str | None) -> int:
    """Call the webhook as somebody would who knows its address."""
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
        session.post(f"{p.address}/telegram/webhook", data=body, headers=headers) as answer,
    ):
        return answer.status


def message(p: Practice, number: int, text: str) -> bytes:
    """Words of Maria's, as Telegram would post them."""
    told = {"message_id": number, "date": 1_700_000_000, "chat": p.maria.chat.wire(), "from": p.maria.account}
    return json.dumps({"update_id": number, "message": {**told, "text": text}}).encode()


async def test_from_the_invite_to_a_page(tmp_path: Path) -> None:
    async with running(tmp_path / "practice", telegram_mode="webhook") as p:
        set_as = p.tg.log("setWebhook")[0].body
        assert set_as["url"] == f"{p.address}/telegram/webhook"
        assert int(set_as["max_connections"]) == 1
        assert re.fullmatch(r"[A-Za-z0-9_-]{16,256}", set_as["secret_token"])
        assert str(set_as["drop_pending_updates"]).lower() == "false"

        code = await invited(p, p.maria)
        await agree_to_all(p.maria, code)

        await p.maria.send("/checkin")
        for question, answer in (("nergy", "4"), ("tress", "2"), ("leep", "5")):
            asked = await p.maria.expect(question, SAYS_S)
            await (await p.maria.tap(answer, asked)).answered()
        await p.maria.expect("win", SAYS_S)
        await p.maria.send("ran 8k")
        await p.maria.expect(re.compile("way|obstacle"), SAYS_S)
        await p.maria.send("late meetings")
        await p.maria.expect("8k", SAYS_S)
        (checkin,) = (await p.show())["checkins"]
        assert (checkin["energy"], checkin["stress"], checkin["sleep"]) == (4, 2, 5)

        card, page = await p.raise_red()
        assert page.thread_ts == card.ts
        assert (await p.ana.press("page.acknowledge", card)).acked
        await p.maria.expect("Ana has seen your message", SAYS_S)
        assert not p.tg.log("getUpdates")
        await eventually(lambda: p.tg.unconfirmed == [], SAYS_S, "every update taken")
        code_, _ = await p.stop()
        assert code_ == 0
        assert not p.tg.log("deleteWebhook"), "another process may go on with it"


async def test_who_does_not_know_the_secret_is_refused_and_counted(hooked: Hooked) -> None:
    async with hooked() as p:
        said = len(p.maria.messages)
        body = message(p, 1, RED)
        for secret in (None, "", "a-guess", p.tg.token):
            assert await call(p, body, secret) == 403
        secret = str(p.tg.log("setWebhook")[0].body["secret_token"])
        assert await call(p, body[:-1], secret) == 400
        assert await call(p, body + b" " * 2_000_000, secret) == 413
        await replies_from(p.maria, said, 0)
        assert p.cards == []
        figures = (await p.get("/metrics"))[1]
        refused = [line for line in figures.splitlines() if "telegram" in line and not line.startswith("#")]
        assert any('why="secret"' in line and line.endswith(" 4.0") for line in refused), figures
        assert secret not in p.log
        assert await call(p, body, secret) == 200
        await p.maria.expect(EMERGENCY, SAYS_S)


async def test_updates_that_are_delivered_twice_are_handled_once(hooked: Hooked) -> None:
    async with hooked() as p:
        card = await everything_twice(p)
        assert p.cards == [card]
        assert len(pages_of(card)) == 1
        assert p.tg.unconfirmed == []


@pytest.mark.parametrize("after_ms", [0, 40])
async def test_killed_between_deliveries_nothing_is_lost_and_nothing_is_doubled(
    hooked: Hooked, after_ms: int
) -> None:
    async with hooked() as p:
        await p.tom.send("/checkin")
        question = await p.tom.expect(lambda said: "Skip" in said.labels, SAYS_S)
        await p.tom.tap("q.energy.4", question)
        await p.tom.expect("stress", SAYS_S)
        words = ["3", "2", "ran 8k", "late meetings"]
        for number, text in enumerate(words):
            await p.tom.send(text)
            if number == 1:
                await p.maria.send(RED)
        await asyncio.sleep(after_ms / 1000)
        await p.restart_after_kill()
        card = await p.card()
        await p.page(card, ANA)
        await eventually(lambda: p.tg.unconfirmed == [], SAYS_S, "every update taken")
        await eventually(
            lambda: any("8k" in text for text in said_to(p.tom)), SAYS_S, "the check-in to be closed"
        )
        await asyncio.sleep(1)
        (checkin,) = (await p.show(p.tom))["checkins"]
        assert [checkin[name] for name in ("energy", "stress", "sleep", "win", "obstacle")] == [
            4,
            3,
            2,
            "ran 8k",
            "late meetings",
        ]
        assert p.cards == [card]
        assert state_of(card) == "open"
        assert len(pages_of(card)) <= 2, "a crash may repeat a page, not more"


async def test_while_it_is_down_telegram_keeps_what_is_written(hooked: Hooked) -> None:
    async with hooked() as p:
        await p.kill()
        await p.maria.send(RED)
        await p.tom.send("/checkin")
        await asyncio.sleep(0.5)
        assert len(p.tg.unconfirmed) == 2
        await p.start()
        card = await p.card()
        await p.page(card, ANA)
        await p.tom.expect(lambda said: "Skip" in said.labels, SAYS_S)
        await card.becomes(in_state("open"), SAYS_S)


async def test_while_the_database_refuses_commits_urgent_words_are_paged_directly_and_once(
    hooked: Hooked,
) -> None:
    async with hooked() as p:
        with sqlite3.connect(p.folder / "data" / "handrail.db", isolation_level=None) as lock:
            lock.execute("BEGIN IMMEDIATE")
            await p.maria.send(RED)
            card = await p.card(timeout=60)
            page = await p.page(card, ANA)
            assert "database" in page.text
            assert len(p.tg.unconfirmed) == 1, "not taken before it is stored"
            lock.execute("ROLLBACK")
        await eventually(lambda: p.tg.unconfirmed == [], 30, "the update stored")
        await eventually(lambda: p.cards == [card] and card.actions, SAYS_S, "one card, with buttons")
        assert (await p.show())["held_by"] == payload(card)["id"]


async def test_a_webhook_that_somebody_sets_elsewhere_is_taken_back(hooked: Hooked) -> None:
    async with hooked() as p:
        ours = p.tg.world.queue.webhook["url"]
        p.tg.world.queue.set_webhook({"url": "http://127.0.0.1:9/elsewhere"}, ["message"], None)
        await p.maria.send(RED)
        await eventually(lambda: p.tg.world.queue.webhook.get("url") == ours, SAYS_S, "the webhook back")
        card = await p.card()
        await p.page(card, ANA)
        assert "callback_query" in p.tg.world.queue.allowed
        assert "somebody has set the webhook to 127.0.0.1" in p.log
        assert "/elsewhere" not in p.log


async def test_a_practice_that_goes_back_to_polling_takes_the_webhook_away(
    hooked: Hooked, tmp_path: Path
) -> None:
    async with hooked() as p:
        await p.stop()
        assert p.tg.world.queue.webhook
        await p.maria.send("/checkin")
        p.environment["HANDRAIL_TELEGRAM__MODE"] = "polling"
        await p.start()
        await p.maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
        assert not p.tg.world.queue.webhook
