"""Who may do what: strangers, groups, assistants, and two coaches who press at once."""

from __future__ import annotations

import asyncio

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    EMERGENCY,
    RED,
    SAYS_S,
    eventually,
    in_state,
    replies_from,
    said_to,
    settled,
    state_of,
)

STRANGER = 987_654_321


async def test_an_unknown_sender_is_refused_and_not_stored(own_practice: Running) -> None:
    async with own_practice() as p:
        eve = p.tg.user(STRANGER, "Evelinda")
        await eve.send("hello, can you coach me to a marathon?")
        (refusal,) = await replies_from(eve, 0, 1, quiet_s=1)
        assert "Harbour Coaching" in refusal.text
        assert p.cards == []
        code, _, _ = await p.attempt("show", "Evelinda", "--json")
        assert code != 0
        await p.stop()
        kept = b"".join(file.read_bytes() for file in (p.folder / "data").iterdir() if file.is_file())
        assert b"Evelinda" not in kept
        assert b"marathon?" not in kept


async def test_an_unknown_senders_red_words_are_answered_and_paged(own_practice: Running) -> None:
    async with own_practice() as p:
        eve = p.tg.user(STRANGER, "Evelinda")
        card, page = await p.raise_red(eve)
        assert page.mentions == [ANA]
        assert str(STRANGER) in card.shown
        assert "want to be here" in card.shown

        await p.ana.press("page.take_over", card)
        await eve.expect("Ana is here", SAYS_S)
        await p.ana.reply(card, "I am a coach. Where are you?")
        await eve.expect("Where are you?", SAYS_S)
        await p.resolve(card)
        before = len(eve.messages)
        await p.hand_back(card)
        await replies_from(eve, before, 0, quiet_s=1)


async def test_a_group_is_refused_and_left(practice: Running) -> None:
    async with practice() as p:
        group = p.tg.group(-1001, "Running friends", p.maria)
        await eventually(lambda: group.messages or not group.bot_is_member, SAYS_S, "an answer in the group")
        await eventually(lambda: not group.bot_is_member, SAYS_S, "the bot to leave")
        assert "private" in group.messages[0].text
        assert p.cards == []


async def test_red_words_in_a_group_are_answered_in_private_only(own_practice: Running) -> None:
    async with own_practice() as p:
        p.tg.faults.add("leaveChat", "500", times=1)
        group = p.tg.group(-1001, "Running friends", p.maria)
        await p.maria.in_group(RED, group)
        await p.maria.expect(EMERGENCY, SAYS_S)
        card = await p.card()
        await p.page(card, ANA)
        assert "Maria" in card.shown
        assert not any(EMERGENCY in message.text or "stopped" in message.text for message in group.messages)


async def test_somebody_who_is_no_coach_presses_in_vain(practice: Running) -> None:
    async with practice() as p:
        mallory = p.slack.user("U9", "Mallory")
        card, _ = await p.raise_red()
        before = len(p.maria.messages)
        press = await mallory.press("page.acknowledge", card)
        assert press.acked
        refusal = await mallory.expect_ephemeral("", SAYS_S)
        assert "coach" in refusal.text.lower()
        assert state_of(card) == "open"
        await mallory.press("page.take_over", card)
        await mallory.reply(card, "hello Maria, this is Mallory")
        await replies_from(p.maria, before, 0, quiet_s=1)
        assert state_of(card) == "open"


async def test_an_assistant_acknowledges_but_does_not_take_over(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.chloe.press("page.take_over", card)
        await p.chloe.expect_ephemeral("ssistant", SAYS_S)
        assert state_of(card) == "open"
        await p.chloe.press("page.acknowledge", card)
        await p.maria.expect("Chloe has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        await settled(card)
        await p.chloe.press("page.resolve", card)
        await p.chloe.expect_ephemeral("ssistant", SAYS_S)
        assert state_of(card) == "acknowledged"


async def test_of_two_coaches_who_press_at_once_one_wins_and_the_other_hears_who(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        before = len(p.slack.ephemerals)
        presses = await asyncio.gather(
            p.ana.press("page.acknowledge", card), p.ben.press("page.acknowledge", card)
        )
        assert all(press.acked for press in presses)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        await eventually(lambda: p.slack.ephemerals[before:], SAYS_S, "the loser is told")
        await asyncio.sleep(0.5)
        (told,) = p.slack.ephemerals[before:]
        loser, winner = ("Ben", "Ana") if told.ephemeral_to == p.ben.id else ("Ana", "Ben")
        assert winner in told.text
        assert any(f"{winner} has seen your message" in text for text in said_to(p.maria))
        assert not any(f"{loser} has seen your message" in text for text in said_to(p.maria))
