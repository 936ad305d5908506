"""What coaches do in the emulated Slack is stored first, acknowledged then; and a dead socket is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import pytest

from adapters.slack.adapter import Slack
from adapters.slack.settings import SlackSettings
from bot.core.acts import Act, ActReply, Monitor, Note, Outcome, Press, ThreadWords
from escalation.words import State
from tests.adapters.slack_examples import ANA, BEN, CoachInbox, card, review, until
from tests.emulators.slack import Coach, Message, SlackEmulator


class Room:
    """The emulator with a card in it, Ana in front of it, and our adapter listening."""

    def __init__(self, slack: SlackEmulator, adapter: Slack, inbox: CoachInbox) -> None:
        self.slack = slack
        self.adapter = adapter
        self.inbox = inbox
        self.ana: Coach = slack.user("U1", "Ana")

    @property
    def card(self) -> Message:
        return self.slack.escalations.messages[0]

    def calls(self) -> list[str]:
        return [call.method for call in self.slack.log() if call.method not in ("apps.connections.open",)]


def settings_for(slack: SlackEmulator) -> SlackSettings:
    return SlackSettings(
        slack.bot_token,
        slack.app_token,
        "C1",
        api_base_url=slack.api_url,
        ping_interval_s=0.5,
        page_timeout_s=1.0,
        timeout_s=1.0,
    )


@asynccontextmanager
async def running(adapter: Slack) -> AsyncIterator[None]:
    task = asyncio.create_task(adapter.run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await adapter.close()


@asynccontextmanager
async def room(state: State = State.OPEN) -> AsyncIterator[Room]:
    async with SlackEmulator() as slack:
        slack.user("U1", "Ana")
        slack.user("U2", "Ben")
        inbox = CoachInbox()
        adapter = Slack(settings_for(slack), (ANA, BEN), inbox)
        async with running(adapter):
            await slack.sockets.connected()
            await adapter.post_card(card(state))
            yield Room(slack, adapter, inbox)


# --- presses


async def test_a_press_is_stored_before_it_is_acknowledged() -> None:
    async with room() as here:
        here.inbox.gate.clear()
        pressing = asyncio.create_task(here.ana.press("page.acknowledge"))
        await until(lambda: here.inbox.begun)
        await asyncio.sleep(0.1)
        assert not here.slack.envelopes[-1].acked
        here.inbox.gate.set()
        told = await pressing
        assert told.acked
        assert here.inbox.stored == [Act("slack", "U1", Press("page.acknowledge", "E-7f3a:12"))]
        assert here.calls() == ["chat.postMessage"]


async def test_a_press_that_was_not_stored_is_not_acknowledged_and_its_words_are_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with room() as here:
        here.slack.courier.ack_within_s = 0.3
        here.inbox.error = OSError("disk full near 'a secret of the client'")
        told = await here.ana.press("page.acknowledge")
        assert not told.acked
        await asyncio.sleep(0.2)
        assert not told.acked
        assert "page.acknowledge" in caplog.text
        assert "OSError" in caplog.text
        assert "secret" not in caplog.text

        here.inbox.error = None
        assert (await here.ana.press("page.acknowledge")).acked


async def test_words_for_the_coach_come_in_private() -> None:
    async with room() as here:
        here.inbox.reply = lambda act: ActReply("Ben has it already <since> 13:05.")
        await here.ana.press("page.take_over")
        whisper = await here.ana.expect_ephemeral("Ben has it already")
        assert whisper.channel is here.slack.escalations
        assert whisper.text == "Ben has it already &lt;since&gt; 13:05."


async def test_a_coach_who_cannot_be_told_has_acted_all_the_same() -> None:
    async with room() as here:
        here.inbox.reply = lambda act: ActReply("told in vain")
        here.slack.faults.add("chat.postEphemeral", "html500")
        assert (await here.ana.press("page.acknowledge")).acked
        await here.slack.expect_call("chat.postEphemeral")
        assert (await here.ana.press("page.contacted")).acked
        assert here.inbox.actions == ["page.acknowledge", "page.contacted"]


async def test_reviews_are_settled_by_their_buttons() -> None:
    async with room() as here:
        await here.adapter.post_review(review(), "")
        assert (await here.ana.press("review.done")).acked
        assert (await here.ana.press("review.escalate")).acked
        assert [act.doing for act in here.inbox.stored] == [
            Press("review.done", "r_9"),
            Press("review.escalate", "r_9"),
        ]


# --- forms


def wants_outcome(act: Act) -> ActReply:
    return ActReply(modal="outcome", escalation="E-7f3a") if isinstance(act.doing, Press) else ActReply()


async def test_resolve_acts_at_once_behind_a_loading_view_and_then_asks_for_the_outcome() -> None:
    async with room(State.CONTACTED) as here:
        here.inbox.reply = wants_outcome
        here.inbox.gate.clear()
        pressing = asyncio.create_task(here.ana.press("page.resolve"))
        await here.ana.expect_view("One moment")
        assert here.inbox.stored == []
        here.inbox.gate.set()
        assert (await pressing).acked
        form = await here.ana.expect_view("Outcome")
        assert here.calls()[-2:] == ["views.open", "views.update"]

        told = await here.ana.submit_view(form, {"outcome": "helped", "note": "We spoke."})
        assert told.acked
        assert here.inbox.stored == [
            Act("slack", "U1", Press("page.resolve", "E-7f3a:12")),
            Act("slack", "U1", Outcome("E-7f3a", "helped", "We spoke."), form.view_id),
        ]
        assert here.ana.view is None


async def test_a_false_alarm_has_its_outcome_chosen_beforehand() -> None:
    async with room() as here:
        here.inbox.reply = wants_outcome
        assert (await here.ana.press("page.false_alarm")).acked
        form = await here.ana.expect_view("Outcome")
        assert form.actions["outcome"]["initial_option"]["value"] == "false_alarm"


async def test_a_refused_resolve_says_why_instead_of_asking() -> None:
    async with room() as here:
        here.inbox.reply = lambda act: ActReply("New words, read and press again.")
        assert (await here.ana.press("page.resolve")).acked
        shown = await here.ana.expect_view("New words, read and press again.")
        assert shown.actions == {}
        await here.ana.expect_ephemeral("New words")


async def test_monitor_and_note_act_only_when_their_form_is_sent() -> None:
    async with room() as here:
        assert (await here.ana.press("page.monitor")).acked
        form = await here.ana.expect_view("Until")
        assert here.inbox.begun == []
        at = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
        told = await here.ana.submit_view(form, {"until": int(at.timestamp()), "note": ""})
        assert told.acked
        assert [act.doing for act in here.inbox.stored] == [Monitor("E-7f3a", at)]

        assert (await here.ana.press("page.note")).acked
        form = await here.ana.expect_view("Note")
        assert (await here.ana.submit_view(form, {"note": "rang twice"})).acked
        assert here.inbox.stored[-1] == Act("slack", "U1", Note("E-7f3a", "rang twice"), form.view_id)


async def test_a_form_that_was_not_stored_stays_open_and_can_be_sent_again() -> None:
    async with room() as here:
        here.slack.courier.ack_within_s = 0.3
        await here.ana.press("page.note")
        form = await here.ana.expect_view("Note")
        here.inbox.error = OSError("disk full")
        assert not (await here.ana.submit_view(form, {"note": "rang twice"})).acked
        here.inbox.error = None
        assert (await here.ana.submit_view(form, {"note": "rang twice"})).acked
        assert {act.id for act in here.inbox.begun} == {form.view_id}
        assert len(here.inbox.stored) == 1


@pytest.mark.parametrize("kind", ["html500", "hang", "drop", "error:expired_trigger_id"])
async def test_a_form_that_does_not_open_never_stops_the_act(kind: str) -> None:
    async with room() as here:
        here.inbox.reply = wants_outcome
        here.slack.faults.add("views.open", kind)
        told = await here.ana.press("page.resolve")
        assert told.acked
        assert told.seconds is not None
        assert told.seconds < 0.9
        assert here.inbox.actions == ["page.resolve"]
        await here.ana.expect_ephemeral("The form did not open")


async def test_a_loading_view_does_not_pretend_when_nothing_was_stored() -> None:
    async with room() as here:
        here.slack.courier.ack_within_s = 0.3
        here.inbox.error = OSError("disk full")
        assert not (await here.ana.press("page.resolve")).acked
        await here.ana.expect_view("That was not stored")


# --- threads


async def test_a_reply_in_the_cards_thread_is_stored_before_it_is_acknowledged() -> None:
    async with room() as here:
        here.inbox.gate.clear()
        replying = asyncio.create_task(here.ana.reply(here.card, "I am here & <now>"))
        await until(lambda: here.inbox.begun)
        await asyncio.sleep(0.1)
        envelope = next(told for told in here.slack.envelopes if told.kind == "events_api" and not told.acked)
        here.inbox.gate.set()
        said = await replying
        await until(lambda: envelope.acked)
        assert said.message is not None
        (act,) = here.inbox.stored
        assert act.doing == ThreadWords(here.card.ts, said.message.ts, "I am here & <now>")
        assert act.id == envelope.payload["event_id"]


async def test_a_reply_that_was_not_stored_is_brought_again_under_the_same_id() -> None:
    async with room() as here:
        here.slack.courier.ack_within_s = 0.3
        here.inbox.error = OSError("disk full")
        said = await here.ana.reply(here.card, "I am here")
        assert not said.acked
        here.inbox.error = None
        await until(lambda: here.inbox.stored)
        assert len({act.id for act in here.inbox.begun}) == 1
        assert len(here.inbox.begun) >= 2
        await until(lambda: said.acked)


async def test_a_second_delivery_of_an_event_has_the_same_id() -> None:
    async with room() as here:
        said = await here.ana.reply(here.card, "I am here")
        assert said.message is not None
        await here.slack.redeliver(said.message)
        assert len(here.inbox.stored) == 2
        assert here.inbox.stored[0] == here.inbox.stored[1]


async def test_our_own_posts_edits_and_other_channels_are_taken_and_ignored() -> None:
    async with room() as here:
        elsewhere = here.slack.channel("C2", "random")
        said = await here.ana.reply(here.card, "one")
        assert said.message is not None
        edited = await here.ana.edit(said.message, "two")
        removed = await here.ana.delete(said.message)
        outside = await here.ana.say(elsewhere, "hello")
        reacted = await here.ana.react(here.card, "eyes")
        await here.adapter.post_in_thread(here.card.ts, "from us", None, quoting=False)
        for told in (edited, removed, outside, reacted):
            assert told.acked
        await until(lambda: all(envelope.acked for envelope in here.slack.envelopes))
        assert [act.doing.text for act in here.inbox.stored if isinstance(act.doing, ThreadWords)] == ["one"]


# --- the command


async def test_the_command_is_answered_for_that_coach_alone() -> None:
    async with room() as here:
        here.inbox.answer = "Mia & Tom wait <both>"
        told = await here.ana.slash("/handrail", " ack E-7f3a ")
        assert told.acked
        assert here.inbox.asked == [("U1", "slack", "ack E-7f3a")]
        assert told.payload["text"] == "Mia &amp; Tom wait &lt;both&gt;"
        assert told.payload.get("response_type") != "in_channel"


async def test_other_commands_are_taken_and_ignored() -> None:
    async with room() as here:
        assert (await here.ana.slash("/weather", "Berlin")).acked
        assert here.inbox.asked == []
        assert here.inbox.begun == []


# --- sockets


async def test_a_click_works_while_the_web_api_is_down() -> None:
    async with room() as here:
        here.slack.faults.add("*", "html500")
        assert (await here.ana.press("page.acknowledge")).acked
        assert here.inbox.actions == ["page.acknowledge"]


async def test_a_socket_that_falls_silent_is_noticed_and_replaced() -> None:
    async with room() as here:
        assert here.adapter.healthy() == ""
        here.slack.sockets.silence()
        started = perf_counter()
        await here.slack.sockets.connected(timeout=5)
        assert 1 < perf_counter() - started < 4
        await until(lambda: here.adapter.healthy() == "")
        assert (await here.ana.press("page.acknowledge")).acked
        await until(lambda: len(here.slack.sockets.connections) == 1)


async def test_a_quiet_but_living_socket_is_kept() -> None:
    async with room() as here:
        here.slack.sockets.ping_every_s = 60
        await asyncio.sleep(2.2)
        assert here.slack.sockets.opened == 1
        assert here.adapter.healthy() == ""


async def test_a_dropped_socket_is_replaced_at_once() -> None:
    async with room() as here:
        here.slack.sockets.drop()
        await until(lambda: here.slack.sockets.opened == 2, timeout=2)
        await here.slack.sockets.connected()
        assert (await here.ana.press("page.acknowledge")).acked


async def test_when_slack_renews_a_socket_the_new_one_stands_before_the_old_one_goes() -> None:
    async with room() as here:
        here.inbox.gate.clear()
        pressing = asyncio.create_task(here.ana.press("page.acknowledge"))
        await until(lambda: here.inbox.begun)
        leaving = asyncio.create_task(here.slack.disconnect("refresh_requested", close_after_s=0.6))
        await until(lambda: len(here.slack.sockets.connections) == 2, timeout=2)
        assert here.adapter.healthy() == ""
        here.inbox.gate.set()
        assert (await pressing).acked
        await leaving
        await until(lambda: len(here.slack.sockets.connections) == 1)
        assert (await here.ana.press("page.contacted")).acked
        assert here.inbox.actions == ["page.acknowledge", "page.contacted"]


async def test_an_act_is_acknowledged_over_the_new_socket_if_the_old_one_has_gone() -> None:
    async with room() as here:
        here.inbox.gate.clear()
        pressing = asyncio.create_task(here.ana.press("page.acknowledge"))
        await until(lambda: here.inbox.begun)
        here.slack.sockets.drop()
        await until(lambda: here.slack.sockets.opened == 2, timeout=2)
        await here.slack.sockets.connected()
        here.inbox.gate.set()
        assert (await pressing).acked


async def test_it_starts_while_slack_is_down_and_listens_when_slack_is_back() -> None:
    async with SlackEmulator() as slack:
        slack.user("U1", "Ana")
        await slack.stop()
        inbox = CoachInbox()
        adapter = Slack(settings_for(slack), (ANA,), inbox)
        async with running(adapter):
            await until(lambda: "cannot be opened" in adapter.healthy())
            await slack.start()
            slack.faults.add("apps.connections.open", "html500", times=1)
            await slack.sockets.connected(timeout=5)
            await until(lambda: adapter.healthy() == "")
            await adapter.post_card(card())
            assert (await slack.user("U1").press("page.acknowledge")).acked


async def test_a_wrong_app_token_is_told_to_people() -> None:
    async with SlackEmulator() as slack:
        settings = replace(settings_for(slack), app_token="xapp-old")
        adapter = Slack(settings, (ANA,), CoachInbox())
        async with running(adapter):
            await until(lambda: "slack.app_token" in adapter.healthy())
            assert "xapp-old" not in adapter.healthy()


async def test_a_limit_on_opening_sockets_is_obeyed() -> None:
    async with SlackEmulator() as slack:
        slack.faults.add("apps.connections.open", "429:1", times=1)
        adapter = Slack(settings_for(slack), (ANA,), CoachInbox())
        started = perf_counter()
        async with running(adapter):
            await slack.sockets.connected(timeout=4)
            assert perf_counter() - started >= 1
            assert len(slack.log("apps.connections.open")) == 2


async def test_after_it_was_stopped_no_socket_is_left() -> None:
    async with SlackEmulator() as slack:
        adapter = Slack(settings_for(slack), (ANA,), CoachInbox())
        async with running(adapter):
            await slack.sockets.connected()
        await until(lambda: not slack.sockets.connections)
        assert adapter.healthy() != ""


async def test_a_press_that_is_in_hand_when_it_is_stopped_is_stored_and_acknowledged() -> None:
    async with SlackEmulator() as slack:
        ana = slack.user("U1", "Ana")
        inbox = CoachInbox()
        adapter = Slack(settings_for(slack), (ANA,), inbox)
        async with running(adapter):
            await slack.sockets.connected()
            await adapter.post_card(card())
            inbox.reply = lambda act: ActReply("Ben was first.")
            inbox.gate.clear()
            pressing = asyncio.create_task(ana.press("page.acknowledge"))
            await until(lambda: inbox.begun)
            asyncio.get_running_loop().call_later(0.3, inbox.gate.set)
        assert (await pressing).acked
        assert inbox.actions == ["page.acknowledge"]
        await ana.expect_ephemeral("Ben was first")


async def test_a_store_that_hangs_does_not_hold_up_the_stopping() -> None:
    async with SlackEmulator() as slack:
        ana = slack.user("U1", "Ana")
        inbox = CoachInbox()
        adapter = Slack(settings_for(slack), (ANA,), inbox)
        slack.courier.ack_within_s = 0.3
        async with running(adapter):
            await slack.sockets.connected()
            await adapter.post_card(card())
            inbox.gate.clear()
            assert not (await ana.press("page.acknowledge")).acked
            stopped_at = perf_counter()
        assert perf_counter() - stopped_at < 4
