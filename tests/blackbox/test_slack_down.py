"""Slack fails: the next way is taken at once, and the card stands there once when Slack is back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

from aiohttp import web

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    CHLOE,
    EMERGENCY,
    RED,
    SAYS_S,
    eventually,
    free_port,
    in_state,
    is_card,
    pages_of,
    steps,
)
from tests.emulators.wire import Json

ANAS_PHONE = 21  # Ana's own Telegram
SECRET_WORDS = "want to be here"


@asynccontextmanager
async def json_gateway(port: int) -> AsyncIterator[list[Json]]:
    """What Apprise's json:// posts to, as an SMS or mail gateway would be."""
    received: list[Json] = []

    async def take(request: web.Request) -> web.Response:
        received.append(await request.json())
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield received
    finally:
        await runner.cleanup()


def coaches(**ana: object) -> list[dict[str, object]]:
    return [
        {"name": "Ana", "slack_user": ANA, "role": "coach", **ana},
        {"name": "Ben", "slack_user": BEN, "role": "owner"},
        {"name": "Chloe", "slack_user": CHLOE, "role": "assistant"},
    ]


async def test_while_slack_fails_the_coach_is_called_by_the_next_way_and_the_card_comes_when_it_is_back(
    own_practice: Running,
) -> None:
    changes = {
        "coaches": coaches(telegram_user_id=str(ANAS_PHONE)),
        "escalation": {
            "steps": steps(("oncall", 6), ("owner", 6), ("everybody", 6)),
            "repeat_every_s": 6,
            "repeat_max_s": 6,
        },
    }
    async with own_practice(changes) as p:
        phone = p.tg.user(ANAS_PHONE, "Ana")
        p.slack.faults.add("*", "500", for_s=10)
        began = perf_counter()
        await p.maria.send(RED)
        call = await phone.expect("Maria", 4)
        assert perf_counter() - began < 4
        assert call.labels == ["Acknowledge"]
        await p.maria.expect(EMERGENCY, SAYS_S)
        assert p.cards == []

        card = await p.card(timeout=20)
        assert perf_counter() - began > 9
        await eventually(lambda: pages_of(card), 20, "a page in Slack")
        await asyncio.sleep(1)
        assert [message for message in p.slack.escalations.history if is_card(message)] == [card]

        await phone.tap("Acknowledge", call)
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)


async def test_apprise_is_used_when_slack_fails_and_carries_no_words_of_the_client(
    own_practice: Running,
) -> None:
    port = free_port()
    changes = {"coaches": coaches(apprise=[f"json://127.0.0.1:{port}/sms"])}
    async with json_gateway(port) as received, own_practice(changes) as p:
        p.slack.faults.add("chat.postMessage", "500")
        began = perf_counter()
        await p.maria.send(RED)
        await eventually(lambda: received, 6, "a page by Apprise")
        assert perf_counter() - began < 4
        assert "Maria" in str(received[0])
        assert SECRET_WORDS not in str(received)
        p.slack.faults.clear()
        card = await p.card()
        assert "Ana by apprise, sent" in card.shown


async def test_without_another_way_the_page_follows_the_card_as_soon_as_slack_is_back(
    own_practice: Running,
) -> None:
    async with own_practice() as p:
        p.slack.faults.add("*", "500", for_s=3)
        await p.maria.send(RED)
        await p.maria.expect(EMERGENCY, SAYS_S)
        card = await p.card(timeout=12)
        await eventually(lambda: pages_of(card), 4, "a page in Slack")


async def test_a_card_that_arrived_without_our_knowing_is_not_posted_twice(own_practice: Running) -> None:
    async with own_practice() as p:
        fault = p.slack.faults.add("chat.postMessage", "drop:after", times=1)
        await p.maria.send(RED)
        card = await p.card()
        await eventually(lambda: pages_of(card), SAYS_S, "a page in Slack")
        await asyncio.sleep(1)
        assert fault.hits == 1
        assert p.cards == [card]


async def test_a_page_that_slack_swallows_is_followed_by_the_next_step_at_once(own_practice: Running) -> None:
    async with own_practice() as p:
        p.slack.faults.add("chat.postMessage", "hang")
        await p.maria.send(RED)
        await p.maria.expect(EMERGENCY, SAYS_S)
        await asyncio.sleep(1.5)
        p.slack.faults.clear()
        card = await p.card(timeout=15)
        await eventually(lambda: pages_of(card), SAYS_S, "a page in Slack")
        await asyncio.sleep(1)
        assert p.cards == [card]


async def test_a_channel_that_is_gone_does_not_keep_the_coach_from_being_called(
    own_practice: Running,
) -> None:
    async with own_practice({"coaches": coaches(telegram_user_id=str(ANAS_PHONE))}) as p:
        p.slack.faults.add("chat.postMessage", "error:channel_not_found")
        await p.maria.send(RED)
        await p.tg.user(ANAS_PHONE, "Ana").expect("Maria", 4)


async def test_a_notice_that_telegram_refuses_for_a_while_reaches_the_client_later(
    own_practice: Running,
) -> None:
    async with own_practice() as p:
        p.tg.faults.add("sendMessage", "500", for_s=2)
        await p.maria.send(RED)
        await p.page(await p.card(), ANA)
        await p.maria.expect(EMERGENCY, SAYS_S)
