"""The same day through every door a practice may use: which database, how Telegram and how Slack are connected."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blackbox.practice import (
    ANA,
    EMERGENCY,
    RED,
    SAYS_S,
    Practice,
    agree_to_all,
    eventually,
    in_state,
    invited,
    is_scale,
    pages_of,
    running,
)


async def check_in(p: Practice) -> None:
    """Five questions: a scale by a button, one in a word, a number typed, a sentence, a skip."""
    maria = p.maria
    before = len((await p.show())["checkins"])
    await maria.send("/checkin")
    await maria.tap("q.energy.4", await maria.expect(is_scale, SAYS_S))
    await maria.expect(is_scale, SAYS_S)
    await maria.send("not stressed at all")
    await maria.expect(is_scale, SAYS_S)
    await maria.send("5")
    await maria.expect("win", SAYS_S)
    await maria.send("ran to the river and back")
    obstacle = await maria.expect("obstacle", SAYS_S)
    said = len(maria.messages)
    await maria.tap("q.skip", obstacle)
    await eventually(lambda: len(maria.messages) > said, SAYS_S, "the closing reply")
    checkins = (await p.show())["checkins"]
    assert len(checkins) == before + 1
    last = checkins[-1]
    assert last["complete"]
    assert (last["energy"], last["stress"], last["sleep"]) == (4, 1, 5)
    assert last["win"] == "ran to the river and back"
    assert last["obstacle"] is None


async def red_and_back(p: Practice) -> None:
    """A red message, every step of a coach, and life afterwards; the process is killed while the client is held."""
    maria, ana = p.maria, p.ana
    await maria.send(RED)
    assert EMERGENCY in (await maria.expect("stopped", SAYS_S)).text
    card = await p.card()
    await p.page(card, ANA)
    await p.restart_after_kill()
    assert (await ana.press("page.acknowledge", card)).acked
    await maria.expect("Ana has seen your message", SAYS_S)
    await card.becomes(in_state("acknowledged"), SAYS_S)
    assert (await ana.press("page.take_over", card)).acked
    await maria.expect("Ana is here", SAYS_S)
    reply = await ana.reply(card, "I am with you. Where are you now?")
    await maria.expect("I am with you. Where are you now?", SAYS_S)
    await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick on the reply")
    await maria.send("I am at home, by the window")
    await card.expect_reply("I am at home, by the window", SAYS_S)
    await p.resolve(card)
    await p.hand_back(card)
    await maria.expect("Ana has switched me back on", SAYS_S)
    assert p.cards == [card], "one card, never a double"
    assert len(pages_of(card)) == 1, "no page after the acknowledgement"
    shown = await p.show()
    assert shown["held_by"] is None


@pytest.mark.parametrize(("telegram", "slack"), [("polling", "socket"), ("webhook", "http")])
async def test_the_day_of_a_client(tmp_path: Path, database: str, telegram: str, slack: str) -> None:
    settings = {"database": {"url": database}}
    async with running(tmp_path, settings, telegram_mode=telegram, slack_mode=slack) as p:
        await agree_to_all(p.maria, await invited(p, p.maria))
        await check_in(p)
        await red_and_back(p)
        await check_in(p)
