"""A red message, from the client's words to the hand-back: what the client, the card and the thread say."""

from __future__ import annotations

import asyncio
from time import perf_counter

from tests.blackbox.conftest import Running
from tests.blackbox.practice import (
    ANA,
    BEN,
    EMERGENCY,
    RED,
    SAYS_S,
    TOMS_CONTACT,
    TOMS_PHONE,
    eventually,
    in_state,
    pages_of,
    payload,
    redrawn,
    replies_from,
    rev_of,
    said_to,
    settled,
    state_of,
    steps,
)
from tests.emulators.slack import Message

OPEN_ACTIONS = {
    "page.acknowledge",
    "page.take_over",
    "page.contacted",
    "page.monitor",
    "page.resolve",
    "page.false_alarm",
    "page.note",
}


def values_are_right(card: Message) -> bool:
    told = payload(card)
    return all(element["value"] == f"{told['id']}:{told['rev']}" for element in card.actions.values())


async def test_a_red_message_goes_from_the_client_to_a_coach_and_back(practice: Running) -> None:
    async with practice() as p:
        maria, ana, channel = p.maria, p.ana, p.slack.escalations
        await maria.send(RED)

        notice = await maria.expect("stopped", SAYS_S)
        assert "Ana" in notice.text, "the client hears who is called"
        assert EMERGENCY in notice.text
        assert notice.labels == []

        card = await p.card()
        assert set(payload(card)) == {"id", "client", "state", "rev"}
        assert state_of(card) == "open"
        assert "don't want to be here" in card.shown
        assert "Maria" in card.shown
        assert "not acknowledged until this line changes" in card.shown.lower()
        assert set(card.actions) == OPEN_ACTIONS
        assert values_are_right(card)
        assert card.mentions == []

        page = await p.page(card, ANA)
        assert page.thread_ts == card.ts
        assert page.broadcast
        assert not any(message.calls_everybody for message in channel.everything)

        shown = await p.show()
        told = shown["escalation"]
        assert shown["held_by"] == told["id"] == payload(card)["id"]
        assert told["state"] == "open"
        assert told["rev"] == rev_of(card)
        assert [(each["to"], each["way"], each["result"]) for each in told["pages"]] == [
            ("Ana", "slack", "sent")
        ]

        press = await ana.press("page.acknowledge", card)
        assert press.acked
        await maria.expect("Ana has seen your message", SAYS_S)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        assert "not acknowledged until" not in card.shown.lower()
        assert "page.acknowledge" not in card.actions

        press = await ana.press("page.take_over", card)
        assert press.acked
        await maria.expect("Ana is here", SAYS_S)
        await card.becomes(in_state("taken_over"), SAYS_S)

        reply = await ana.reply(card, "Maria, I am with you. Where are you now?")
        bridged = await maria.expect("I am with you. Where are you now?", SAYS_S)
        assert "Ana" in bridged.text, "under the coach's name"
        await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick on the reply")
        await card.becomes(in_state("contacted"), SAYS_S)

        rev = rev_of(card)
        await maria.send("I am at home, by the window")
        await card.expect_reply("I am at home, by the window", SAYS_S)
        await redrawn(card, rev)

        inside = await ana.reply(card, "// she sounds tired")
        await card.expect_reply("ot sent", SAYS_S)
        assert "white_check_mark" not in inside.message.reactions
        assert not any("tired" in text for text in said_to(maria))

        form = await p.form(ana, "page.resolve", card, "outcome")
        await card.becomes(in_state("resolved"), SAYS_S)
        assert {"outcome", "note"} <= set(form.actions)
        choice = form.actions["outcome"]["options"][0]["value"]
        assert (await ana.submit_view(form, {"outcome": choice, "note": "spoke for an hour"})).acked

        await settled(card)
        assert set(card.actions) >= {"page.hand_back"}
        assert values_are_right(card)
        press = await ana.press("page.hand_back", card)
        assert press.acked
        await maria.expect("Ana has switched me back on", SAYS_S)
        await card.becomes(in_state("closed"), SAYS_S)
        assert card.actions == {}

        await maria.send("/checkin")
        question = await maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
        assert question.labels[0] == "1"
        shown = await p.show()
        assert shown["held_by"] is None
        assert shown["escalation"] is None

        assert p.cards == [card], "one card, never a double"
        assert len(pages_of(card)) == 1, "no page after the acknowledgement"


async def test_acknowledging_stops_the_ladder(own_practice: Running) -> None:
    async with own_practice(
        {"escalation": {"steps": steps(("oncall", 2), ("owner", 2), ("everybody", 2))}}
    ) as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.acknowledge", card)
        await card.becomes(in_state("acknowledged"), SAYS_S)
        pages = len(pages_of(card))
        await asyncio.sleep(3.5)
        assert len(pages_of(card)) == pages


async def test_the_red_message_is_answered_and_paged_within_a_second_or_two(practice: Running) -> None:
    async with practice() as p:
        began = perf_counter()
        await p.maria.send(RED)
        card = await p.card()
        await p.page(card, ANA)
        await p.maria.expect("stopped", SAYS_S)
        assert perf_counter() - began < 2.5


async def test_an_open_question_loses_its_buttons_when_the_avatar_stops(practice: Running) -> None:
    async with practice() as p:
        await p.maria.send("/checkin")
        question = await p.maria.expect(lambda said: "Skip" in said.labels, SAYS_S)
        await p.raise_red()
        await eventually(lambda: not question.buttons, SAYS_S, "the buttons to go")
        tap = await p.maria.tap("q.energy.3", question)
        assert (await tap.answered()).get("text")
        shown = await p.show()
        assert shown["checkins"] == []


async def test_new_words_are_in_the_thread_first_and_on_the_card_within_two_seconds(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await settled(card)
        rev, edits = rev_of(card), len(card.edits)
        began = perf_counter()
        await p.maria.send("the kettle is on")
        await card.expect_reply("the kettle is on", SAYS_S)
        assert len(card.edits) == edits, "the thread comes first"
        await redrawn(card, rev)
        assert perf_counter() - began < 2.5
        assert values_are_right(card)


async def test_the_card_shows_the_phone_the_emergency_contact_and_the_last_scores(practice: Running) -> None:
    async with practice() as p:
        await p.tom.send("energy 4, stress 3, sleep 2, win: ran 8k, obstacle: late meetings")
        await p.tom.expect("8k", SAYS_S)
        card, _ = await p.raise_red(p.tom)
        for wanted in ("Tom", TOMS_PHONE, TOMS_CONTACT, "energy 4"):
            assert wanted in card.shown


async def test_closing_the_resolve_form_changes_nothing_and_a_false_alarm_is_labelled(
    practice: Running,
) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        form = await p.form(p.ana, "page.false_alarm", card, "outcome")
        await card.becomes(in_state("resolved"), SAYS_S)
        await p.ana.close_view(form)
        await p.hand_back(card)
        await p.maria.expect(
            "Ana has seen your message", SAYS_S
        )  # from open it does all that acknowledging does
        await p.maria.expect("Ana has switched me back on", SAYS_S)
        assert "false alarm" in card.shown.lower()


async def test_a_note_stays_inside_the_practice(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.acknowledge", card)
        await p.maria.expect("Ana has seen your message", SAYS_S)
        before = len(p.maria.messages)
        form = await p.form(p.ana, "page.note", card, "note")
        await p.ana.submit_view(form, {"note": "her sister lives next door"})
        await card.expect_reply("her sister lives next door", SAYS_S)
        await replies_from(p.maria, before, 0)


async def test_the_bridge_belongs_to_one_coach_and_moves_by_taking_over(practice: Running) -> None:
    async with practice() as p:
        card, _ = await p.raise_red()
        early = await p.ana.reply(card, "Are you there, Maria?")
        await card.expect_reply("ot sent", SAYS_S)
        assert "white_check_mark" not in early.message.reactions

        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana has seen your message", SAYS_S)
        await p.maria.expect("Ana is here", SAYS_S)
        refusals = len([reply for reply in card.replies if "ot sent" in reply.shown])
        await p.ben.reply(card, "Hello from Ben")
        await eventually(
            lambda: len([reply for reply in card.replies if "ot sent" in reply.shown]) > refusals,
            SAYS_S,
            "Ben hears that it was not sent",
        )

        await settled(card)
        await p.ben.press("page.take_over", card)
        await p.maria.expect("Ben is here now", SAYS_S)
        await eventually(
            lambda: any(ANA in reply.mentions for reply in card.replies[1:]),
            SAYS_S,
            "Ana is told that Ben has it",
        )
        await p.ben.reply(card, "Ben speaking, how are you?")
        await p.maria.expect("Ben speaking, how are you?", SAYS_S)
        assert not any("Hello from Ben" in text or "Are you there" in text for text in said_to(p.maria))
        await card.becomes(lambda shown: shown.mentions == [BEN], SAYS_S)
