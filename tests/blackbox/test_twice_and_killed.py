"""Every update twice, and SIGKILL at the worst moments: nothing is lost, nothing but a page or a notice is doubled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    EMERGENCY,
    RED,
    SAYS_S,
    Practice,
    eventually,
    everything_twice,
    in_state,
    is_card,
    pages_of,
    state_of,
    steps,
)


async def test_updates_that_are_delivered_twice_are_handled_once(own_practice: Running) -> None:
    async with own_practice() as p:
        card = await everything_twice(p)
        assert [message for message in p.slack.escalations.history if is_card(message)] == [card]
        assert len(pages_of(card)) == 1
        quotes = [reply for reply in card.replies if "want to be here" in reply.shown]
        assert len(quotes) <= 1
        assert p.tg.unconfirmed == []


# --- SIGKILL --------------------------------------------------------------------------------------------------------


def notices(p: Practice) -> list[str]:
    return [message.text for message in p.maria.messages if EMERGENCY in message.text]


async def everything_is_there(p: Practice) -> None:
    """The red message has had all its consequences, whatever happened in between."""
    card = await p.card()
    await eventually(lambda: pages_of(card), SAYS_S, "a page")
    await eventually(lambda: notices(p), SAYS_S, "the notice")
    await asyncio.sleep(1)
    assert p.cards == [card], "the card is there once"
    assert all(ANA in page.mentions for page in pages_of(card)), "who is on call was not called"
    assert len(pages_of(card)) <= 2, "a crash may repeat a page, not more"
    assert len(notices(p)) <= 2
    assert p.tg.unconfirmed == []
    assert state_of(card) == "open"


def confirmed(p: Practice) -> Callable[[], bool]:
    """Whether Telegram has been told to forget everything that Maria has written by now."""
    wanted = {update["update_id"] for update in p.tg.unconfirmed}
    return lambda: wanted <= set(p.tg.world.queue.confirmed)


async def at_once(when: Callable[[], object]) -> None:
    """Like `eventually`, but looking all the time: the moment is what matters here."""
    async with asyncio.timeout(SAYS_S):
        while not when():
            await asyncio.sleep(0)


async def test_killed_right_after_the_red_message_was_confirmed(own_practice: Running) -> None:
    async with own_practice() as p:
        await p.maria.send(RED)
        await at_once(confirmed(p))
        await p.restart_after_kill()
        await everything_is_there(p)


@pytest.mark.parametrize("after_ms", [0, 15])
async def test_killed_while_the_red_message_is_being_handled(own_practice: Running, after_ms: int) -> None:
    async with own_practice() as p:
        polls = len(p.tg.log("getUpdates"))
        await p.maria.send(RED)
        await asyncio.sleep(after_ms / 1000)
        await p.restart_after_kill()
        await everything_is_there(p)
        assert len(p.tg.log("getUpdates")) > polls


async def test_killed_after_slack_took_the_card_but_before_it_said_so(own_practice: Running) -> None:
    async with own_practice() as p:
        p.slack.faults.add("chat.postMessage", "hang:after", times=1)
        await p.maria.send(RED)
        await at_once(lambda: p.cards)
        p.slack.faults.clear()
        await p.restart_after_kill()
        await everything_is_there(p)


async def test_killed_right_after_the_page(own_practice: Running) -> None:
    async with own_practice() as p:
        await p.maria.send(RED)
        await at_once(lambda: p.cards and pages_of(p.cards[0]))
        await p.restart_after_kill()
        await everything_is_there(p)


async def test_killed_while_the_client_is_being_told(own_practice: Running) -> None:
    async with own_practice() as p:
        p.tg.faults.add("sendMessage", "hang:after", times=1)
        await p.maria.send(RED)
        await at_once(lambda: notices(p))
        p.tg.faults.clear()
        await p.restart_after_kill()
        await everything_is_there(p)


async def test_killed_right_after_a_click_was_acknowledged(own_practice: Running) -> None:
    async with own_practice() as p:
        card, _ = await p.raise_red()
        press = await p.ana.press("page.acknowledge", card)
        assert press.acked
        await p.restart_after_kill()
        await card.becomes(in_state("acknowledged"), SAYS_S)
        await p.maria.expect("Ana has seen your message", SAYS_S)
        assert p.cards == [card]


async def test_killed_while_a_coachs_words_cross_the_bridge(own_practice: Running) -> None:
    async with own_practice() as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana is here", SAYS_S)
        reply = await p.ana.reply(card, "I am on my way to you")
        assert reply.acked
        await p.restart_after_kill()
        await p.maria.expect("I am on my way to you", SAYS_S)
        await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick on the reply")


async def test_killed_and_down_for_longer_than_a_step_the_ladder_goes_on(own_practice: Running) -> None:
    async with own_practice(
        {"escalation": {"steps": steps(("oncall", 2), ("owner", 60), ("everybody", 60))}}
    ) as p:
        card, _ = await p.raise_red()
        await p.kill()
        await asyncio.sleep(1)
        await p.start()
        await p.page(card, BEN, timeout=6)
        assert p.cards == [card]
