"""Two identical processes on one Postgres: either may do anything, one does each thing, and either may die."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    RED,
    SAYS_S,
    Practice,
    agree_to_all,
    eventually,
    in_state,
    invited,
    is_scale,
    pages_of,
    said_to,
)
from tests.postgres import Postgres


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    made = postgres.database()
    yield made
    postgres.drop(made)


@asynccontextmanager
async def two(first: Practice) -> AsyncIterator[tuple[Practice, Practice]]:
    second = first.another(2)
    await second.start()
    try:
        yield first, second
        if second.runs:
            code, _ = await second.stop()
            assert code == 0
    except BaseException as error:
        error.add_note(f"--- the end of the second process's log\n{second.log[-6000:]}")
        raise
    finally:
        if second.runs:
            await second.kill()


def polls(p: Practice) -> int:
    return len(p.tg.log("getUpdates"))


def conflicts(p: Practice) -> int:
    return sum(1 for call in p.tg.log("getUpdates") if call.status == 409)


async def test_one_of_them_polls_and_the_other_takes_over_when_it_dies(
    new_practice: Running, url: str
) -> None:
    async with new_practice({"database": {"url": url}}) as p, two(p) as (first, second):
        await agree_to_all(p.maria, await invited(p, p.maria))
        await p.maria.send("/checkin")
        await p.maria.expect(is_scale, SAYS_S)
        assert conflicts(p) == 0, "one poller at a time"
        await first.kill()
        await p.maria.send("4")
        await p.maria.expect(is_scale, SAYS_S)
        await first.start()
        await second.stop()
        await p.maria.send("2")
        await p.maria.expect(is_scale, SAYS_S)
        assert conflicts(p) == 0


async def test_a_red_message_is_one_card_and_one_page_whoever_handles_what(
    new_practice: Running, url: str
) -> None:
    async with new_practice({"database": {"url": url}}) as p, two(p) as (first, second):
        maria, ana = p.maria, p.ana
        await agree_to_all(maria, await invited(p, maria))
        await maria.send(RED)
        await maria.expect("stopped", SAYS_S)
        card = await p.card()
        await p.page(card, ANA)
        await first.kill()  # whichever of the two it was that paged
        await asyncio.gather(ana.press("page.acknowledge", card), p.ben.press("page.acknowledge", card))
        await maria.expect("has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        await first.start()
        await second.kill()
        await ana.press("page.take_over", card)
        reply = await ana.reply(card, "I am with you")
        await maria.expect("I am with you", SAYS_S)
        await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick")
        await p.resolve(card)
        await p.hand_back(card)
        await maria.expect("Ana has switched me back on", SAYS_S)
        assert p.cards == [card]
        assert len(pages_of(card)) == 1
        assert sum("has seen your message" in text for text in said_to(maria)) == 1
