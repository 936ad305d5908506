"""The playground's channels keep the ports' promises."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from adapters.playground.channels import PlaygroundPhone, PlaygroundRoad, PlaygroundSlack
from adapters.playground.screen import Screen, Side, open_screen
from adapters.slack.outbound import card_message
from bot.core.errors import Rejected, Unreachable
from bot.core.outgoing import AnswerTap, Button, LeaveGroup, Say, SendFile, Settle
from bot.core.ports import HandedOn, Review
from escalation.words import Coach, State, Way
from tests.adapters.playground_stage import ANA, BEN, EVENING, HandClock, card

CHAT = "playground-client"


def on_screen() -> tuple[Screen, PlaygroundPhone, PlaygroundSlack]:
    screen, clock = open_screen(None), HandClock()
    return screen, PlaygroundPhone(screen, clock), PlaygroundSlack(screen, clock, (ANA, BEN))


async def test_a_clients_file_is_a_line_in_the_thread() -> None:
    screen, _, slack = on_screen()
    ref = await slack.post_card(card())
    shown = screen.post(await slack.post_file(ref, HandedOn("knee.jpg", "photo", "my knee", b"12345")))
    assert shown is not None
    assert shown.thread == ref
    assert shown.text == "A file: knee.jpg (5 bytes)\n> my knee"


async def test_a_coachs_words_stand_under_the_coachs_name() -> None:
    screen, phone, _ = on_screen()
    sent = await phone.send(Say(CHAT, "I am here.", author="Ana"))
    shown = screen.bubble(sent)
    assert shown is not None
    assert (shown.side, shown.author, shown.text, shown.at) == (Side.COACH, "Ana", "I am here.", EVENING)


async def test_an_answered_question_loses_its_buttons_and_shows_the_answer() -> None:
    screen, phone, _ = on_screen()
    asked = await phone.send(Say(CHAT, "Energy?", buttons=((Button("1", "energy.1"),),)))
    assert await phone.send(Settle(CHAT, asked, "Energy? 1")) == asked
    shown = screen.bubble(asked)
    assert shown is not None
    assert (shown.buttons, shown.text) == ((), "Energy? 1")


async def test_settling_without_words_keeps_the_words() -> None:
    screen, phone, _ = on_screen()
    asked = await phone.send(Say(CHAT, "Energy?", buttons=((Button("1", "energy.1"),),)))
    await phone.send(Settle(CHAT, asked))
    assert [(shown.text, shown.buttons) for shown in screen.seen.bubbles] == [("Energy?", ())]


async def test_a_message_long_gone_cannot_be_settled() -> None:
    _, phone, _ = on_screen()
    with pytest.raises(Rejected):
        await phone.send(Settle(CHAT, "nothing"))


async def test_a_tap_is_answered_for_a_moment() -> None:
    screen, phone, _ = on_screen()
    assert await phone.send(AnswerTap(CHAT, "t1", "Noted")) == ""
    assert [(toast.side, toast.text) for toast in screen.seen.toasts] == [(Side.CLIENT, "Noted")]
    await phone.send(AnswerTap(CHAT, "t2"))
    assert len(screen.seen.toasts) == 1


async def test_a_blocked_avatar_is_unreachable_in_that_chat_alone() -> None:
    screen, phone, _ = on_screen()
    screen.block(CHAT)
    with pytest.raises(Unreachable):
        await phone.send(Say(CHAT, "hello"))
    assert await phone.send(Say("playground-stranger", "hello"))
    screen.unblock(CHAT)
    assert await phone.send(Say(CHAT, "hello"))


async def test_leaving_a_group_is_nothing_here() -> None:
    _, phone, _ = on_screen()
    assert await phone.send(LeaveGroup("g")) == ""


async def test_a_file_is_attached_under_its_name() -> None:
    screen, phone, _ = on_screen()
    sent = await phone.send(SendFile(CHAT, "export.json", "{}", "Everything kept about you"))
    shown = screen.bubble(sent)
    assert shown is not None
    assert (shown.file, shown.content, shown.text) == ("export.json", "{}", "Everything kept about you")


async def test_the_card_is_the_very_payload_that_slack_would_get() -> None:
    screen, _, slack = on_screen()
    ref = await slack.post_card(card())
    shown = screen.post(ref)
    slacks = card_message(card(), {"Ana": "U0ANA", "Ben": "U0BEN"})
    assert shown is not None
    assert json.loads(shown.blocks) == json.loads(json.dumps(slacks.blocks))
    assert shown.text == slacks.text


async def test_a_card_is_redrawn_in_place_and_found_by_its_escalation() -> None:
    screen, _, slack = on_screen()
    ref = await slack.post_card(card())
    second = await slack.post_card(card())
    await slack.redraw_card(ref, card(State.ACKNOWLEDGED))
    shown = screen.post(ref)
    assert shown is not None
    assert "U0ANA" in shown.blocks
    assert await slack.find_cards("E1") == (ref, second)
    assert await slack.find_cards("E2") == ()
    await slack.delete(second)
    assert await slack.find_cards("E1") == (ref,)


async def test_a_card_that_is_gone_cannot_be_redrawn() -> None:
    _, _, slack = on_screen()
    with pytest.raises(Rejected):
        await slack.redraw_card("nothing", card())


async def test_a_page_mentions_its_coaches_in_the_thread_and_in_the_channel() -> None:
    screen, _, slack = on_screen()
    ref = await slack.post_card(card())
    page = screen.post(await slack.page(ref, (ANA, BEN), "Sam needs a person now.", "E1", 3))
    assert page is not None
    assert page.thread == ref
    assert page.to_channel
    assert "<@U0ANA>" in page.text
    assert "<@U0BEN>" in page.text


async def test_a_clients_words_can_call_nobody() -> None:
    screen, _, slack = on_screen()
    ref = await slack.post_card(card())
    quote = screen.post(await slack.post_in_thread(ref, "<!channel> <@U0ANA>\nhelp", BEN, quoting=True))
    assert quote is not None
    assert quote.text.startswith("<@U0BEN>\n> ")
    assert "<!channel>" not in quote.text
    assert "<@U0ANA>" not in quote.text


async def test_a_delivered_post_is_marked_once() -> None:
    screen, _, slack = on_screen()
    ref = await slack.notice("hello", None)
    await slack.mark(ref)
    await slack.mark(ref)
    shown = screen.post(ref)
    assert shown is not None
    assert shown.marks == ("white_check_mark",)


async def test_a_review_is_redrawn_where_it_stands() -> None:
    screen, _, slack = on_screen()
    review = Review("R1", "Sam", ANA, "My knee hurts.", ("injury",), EVENING, zone="Europe/Madrid")
    ref = await slack.post_review(review, "")
    assert '"review.done"' in screen.seen.posts[0].blocks
    assert await slack.post_review(replace(review, settled="Read by Ana"), ref) == ref
    assert len(screen.seen.posts) == 1
    assert '"review.done"' not in screen.seen.posts[0].blocks


async def test_another_road_shows_as_a_slip_at_the_coachs_side() -> None:
    screen = open_screen(None)
    road = PlaygroundRoad(screen, HandClock(), Way.APPRISE)
    await road.page(Coach("Ben"), "Sam needs a person.", "http://localhost/ack/t", "E1", 3)
    (toast,) = screen.seen.toasts
    assert toast.side is Side.COACH
    assert toast.title == "Text message to Ben"
    assert toast.text == "Sam needs a person.\nhttp://localhost/ack/t"
