"""Clients in the emulated Slack: what they do is stored in order, then acknowledged; what we say arrives whole."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from fastapi import FastAPI

from adapters.slack.adapter import Slack
from adapters.slack.http_door import Refusal
from adapters.slack.phone import SlackPhone
from adapters.web.door import WebDoor
from bot.core.errors import RateLimited, Rejected, Unanswered, Unreachable
from bot.core.outgoing import AnswerTap, Button, LeaveGroup, Say, SendFile, Settle
from bot.core.update import Edited, SentMedia, Tapped, Update, Wrote, words_of
from tests.adapters.recording_inbox import RecordingInbox, until
from tests.adapters.test_slack_listening import running, settings_for
from tests.emulators.slack import Coach, Message, SlackEmulator

QUESTION = Say("D71", "How is your energy?", ((Button("4 🔋", "q.energy.4:i"), Button("Skip", "q.skip:i")),))


class Chat:
    def __init__(
        self, slack: SlackEmulator, adapter: Slack, phone: SlackPhone, inbox: RecordingInbox
    ) -> None:
        self.slack = slack
        self.adapter = adapter
        self.phone = phone
        self.inbox = inbox
        self.nora: Coach = slack.user("U71", "Nora")

    @property
    def heard(self) -> list[Message]:
        return [message for message in self.nora.dms.messages if message.user != self.nora.id]


@asynccontextmanager
async def chat() -> AsyncIterator[Chat]:
    async with SlackEmulator() as slack:
        slack.user("U71", "Nora")
        slack.workspace.direct(slack.workspace.accounts["U71"])
        inbox = RecordingInbox()
        adapter, phone = Slack(settings_for(slack), (), inbox), SlackPhone(settings_for(slack))
        async with running(adapter):
            await slack.sockets.connected()
            try:
                yield Chat(slack, adapter, phone, inbox)
            finally:
                await phone.close()


# --- what they write


async def test_words_are_stored_before_they_are_acknowledged() -> None:
    async with chat() as here:
        here.inbox.gate.clear()
        writing = asyncio.create_task(here.nora.dm("8k done"))
        await until(lambda: here.inbox.begun)
        await asyncio.sleep(0.1)
        assert not here.slack.envelopes[-1].acked
        here.inbox.gate.set()
        assert (await writing).acked
        (update,) = here.inbox.received
        assert (update.channel, update.chat, update.sender) == ("slack", "D71", "U71")
        assert update.body == Wrote("8k done", here.nora.dms.messages[0].ts)


async def test_a_second_delivery_is_the_same_update() -> None:
    async with chat() as here:
        said = await here.nora.dm("8k done")
        assert said.message is not None
        await here.slack.redeliver(said.message)
        assert len(here.inbox.begun) == 2
        assert len(here.inbox.received) == 1


async def test_edits_files_and_taps_are_heard_and_deletions_are_not() -> None:
    async with chat() as here:
        said = (await here.nora.dm("I am at hme")).message
        assert said is not None
        await here.nora.edit(said, "I am at home")
        await here.nora.share(here.nora.dms, "audio/webm", "listen", subtype="slack_audio")
        await here.nora.delete(said)
        ref = await here.phone.send(QUESTION)
        pressed = await here.nora.press("q.energy.4:i")
        assert pressed.acked
        bodies = [update.body for update in here.inbox.received]
        assert bodies[1] == Edited("I am at home", said.ts)
        assert isinstance(bodies[2], SentMedia)
        assert (bodies[2].kind, bodies[2].caption) == ("voice", "listen")
        assert bodies[3] == Tapped("q.energy.4:i", ref, "U71")
        assert len(bodies) == 4


async def test_ten_messages_of_a_burst_are_handled_one_after_the_other_in_their_order() -> None:
    async with chat() as here:
        here.inbox.gate.clear()
        burst = [asyncio.create_task(here.nora.dm(f"line {number}")) for number in range(10)]
        await until(lambda: here.inbox.begun)
        await asyncio.sleep(0.2)
        assert len(here.inbox.begun) == 1, "the next waits until this one is stored"
        here.inbox.gate.set()
        await asyncio.gather(*burst)
        assert here.inbox.words == [f"line {number}" for number in range(10)]


async def test_one_client_does_not_wait_for_another() -> None:
    async with chat() as here:
        otto = here.slack.user("U72", "Otto")
        held = asyncio.Event()
        real = here.inbox.receive

        async def receive(update: Update) -> None:
            if update.sender == "U71":
                await held.wait()
            await real(update)

        here.inbox.receive = receive  # type: ignore[method-assign]
        nora = asyncio.create_task(here.nora.dm("mine takes long"))
        assert (await otto.dm("mine does not")).acked
        held.set()
        assert (await nora).acked


async def test_what_could_not_be_stored_is_tried_again_in_order_and_nothing_waits_for_slack() -> None:
    async with chat() as here:
        here.slack.courier.redeliver_after_s = ()
        here.inbox.refuses = lambda update: True
        here.slack.courier.ack_within_s = 0.2
        assert not (await here.nora.dm("first")).acked
        assert not (await here.nora.dm("second")).acked
        assert "cannot be stored" in here.adapter.healthy()
        here.inbox.refuses = lambda update: False
        await until(lambda: len(here.inbox.received) == 2)
        assert here.inbox.words == ["first", "second"]
        assert here.adapter.healthy() == ""


async def test_what_comes_when_the_store_is_back_does_not_overtake() -> None:
    async with chat() as here:
        here.slack.courier.redeliver_after_s = ()
        here.slack.courier.ack_within_s = 0.2
        here.inbox.refuses = lambda update: True
        await here.nora.dm("first")
        here.inbox.refuses = lambda update: False
        assert (await here.nora.dm("second")).acked
        assert here.inbox.words == ["first", "second"]


async def test_while_the_store_is_away_new_words_are_read_at_once() -> None:
    async with chat() as here:
        here.slack.courier.redeliver_after_s = ()
        here.slack.courier.ack_within_s = 0.2
        here.inbox.refuses = lambda update: True
        for number in range(3):
            assert not (await here.nora.dm(f"line {number}")).acked
        here.inbox.gate.clear()  # from now on it takes long to fail
        before = len(here.inbox.begun)
        await here.nora.dm("I can't go on")
        newest = here.slack.envelopes[-1].payload["event_id"]
        assert newest in here.inbox.begun[before:], "the engine has it, though the others wait"
        here.inbox.refuses = lambda update: False
        here.inbox.gate.set()
        await until(lambda: len(here.inbox.received) == 4)
        assert here.inbox.words == ["line 0", "line 1", "line 2", "I can't go on"]
        assert here.adapter.healthy() == ""


async def test_a_slow_answer_about_a_person_delays_nothing() -> None:
    async with chat() as here:
        here.slack.workspace.accounts["U71"].locale = "de-DE"
        here.slack.faults.add("users.info", "slow:0.5", times=1)
        first = await here.nora.dm("I can't go on")
        assert first.seconds is not None
        assert first.seconds < 0.4
        assert (here.inbox.received[0].sender_name, here.inbox.received[0].language) == ("", "")
        await asyncio.sleep(0.7)
        await here.nora.dm("hello")
        assert (here.inbox.received[1].sender_name, here.inbox.received[1].language) == ("Nora", "de")
        assert len(here.slack.log("users.info")) == 1


async def test_who_looks_at_the_app_first_is_known_by_the_first_word() -> None:
    async with chat() as here:
        await here.nora.open_home()
        await here.slack.expect_call("users.info")
        await asyncio.sleep(0.1)
        await here.nora.dm("hello")
        assert here.inbox.received[0].language == "en"


async def test_words_in_a_channel_are_no_clients_words() -> None:
    async with chat() as here:
        general = here.slack.channel("C9", "general")
        await here.nora.say(general, "I can't go on")
        await here.nora.say(here.slack.escalations, "I can't go on")
        assert here.inbox.received == []


# --- what we say


async def test_a_line_is_said_without_previews_or_mentions() -> None:
    async with chat() as here:
        ref = await here.phone.send(Say("D71", "see https://x.example <!channel>"))
        assert here.heard[0].ts == ref
        assert not here.heard[0].calls_everybody
        call = here.slack.log("chat.postMessage")[0]
        assert {call.body[name] for name in ("unfurl_links", "unfurl_media")} <= {"false", "0", False}
        assert call.body["parse"] == "none"


async def test_a_long_text_arrives_whole_though_slack_asks_for_a_breath() -> None:
    async with chat() as here:
        words = " ".join(f"word{number}" for number in range(1_500))
        sending = asyncio.create_task(here.phone.send(Say("D71", words)))
        await until(lambda: here.heard)
        here.slack.faults.add("chat.postMessage", "429:1", times=1)
        ref = await sending
        assert "".join("".join(message.text for message in here.heard).split()) == words.replace(" ", "")
        assert here.heard[-1].ts == ref


async def test_an_answered_question_keeps_its_words_and_loses_its_buttons() -> None:
    async with chat() as here:
        ref = await here.phone.send(QUESTION)
        await here.phone.send(Settle("D71", ref))
        assert here.heard[0].text == QUESTION.text
        assert here.heard[0].actions == {}
        assert here.slack.log("conversations.history") == []


async def test_after_a_restart_the_words_of_a_question_are_read_from_slack() -> None:
    async with chat() as here:
        ref = await here.phone.send(replace(QUESTION, text="1 < 2 & how are you?"))
        other = SlackPhone(settings_for(here.slack))
        await other.send(Settle("D71", ref))
        assert here.heard[0].text == "1 &lt; 2 &amp; how are you?"
        assert here.heard[0].actions == {}
        await other.send(Settle("D71", ref, "Energy: 4"))
        assert here.heard[0].text == "Energy: 4"
        await other.send(Settle("D71", "1.000001"))
        await other.send(Settle("D71", "1.000001", "gone"))
        await other.close()


async def test_a_tap_is_answered_in_private_if_there_is_anything_to_say() -> None:
    async with chat() as here:
        assert await here.phone.send(AnswerTap("D71", "U71")) == ""
        assert here.slack.log("chat.postEphemeral") == []
        await here.phone.send(AnswerTap("D71", "U71", "That question is over."))
        assert (await here.nora.expect_ephemeral("over")).channel is here.nora.dms
        assert await here.phone.send(LeaveGroup("G1")) == ""


async def test_a_file_is_handed_over() -> None:
    async with chat() as here:
        await here.phone.send(
            SendFile("D71", "export.json", '{"name": "Nora ☀"}', "All that is kept & more.")
        )
        (message,) = here.heard
        assert message.text == "All that is kept &amp; more."
        assert message.files[0]["name"] == "export.json"
        (file,) = here.slack.workspace.files.values()
        assert file["content"] == '{"name": "Nora ☀"}'.encode()


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_a_file_that_meets_a_fault_is_tried_again(step: str) -> None:
    async with chat() as here:
        here.slack.faults.add(step, "status:500", times=1)
        with pytest.raises(Unanswered):
            await here.phone.send(SendFile("D71", "export.json", "{}", ""))
        await here.phone.send(SendFile("D71", "export.json", "{}", ""))
        assert len(here.heard) == 1


# --- refusals


@pytest.mark.parametrize(
    "word",
    ["channel_not_found", "user_is_restricted", "cannot_dm_bot", "messages_tab_disabled", "account_inactive"],
)
async def test_a_client_who_cannot_be_written_to_is_unreachable(word: str) -> None:
    async with chat() as here:
        here.slack.faults.add("chat.postMessage", f"error:{word}")
        with pytest.raises(Unreachable, match=word):
            await here.phone.send(QUESTION)


@pytest.mark.parametrize(
    "word", ["invalid_auth", "token_revoked", "missing_scope", "team_access_not_granted", "account_inactive"]
)
async def test_a_withdrawn_token_is_no_clients_doing(word: str) -> None:
    async with chat() as here:
        here.slack.faults.add("chat.postMessage", f"error:{word}")
        here.slack.faults.add("auth.test", f"error:{word}")
        with pytest.raises(Unanswered, match=word):
            await here.phone.send(QUESTION)


async def test_other_refusals_mean_what_they_mean_in_the_channel() -> None:
    async with chat() as here:
        here.slack.faults.add("chat.postMessage", "429:7", times=1)
        with pytest.raises(RateLimited) as limit:
            await here.phone.send(QUESTION)
        assert limit.value.retry_after == 7
        here.slack.faults.add("chat.postMessage", "error:msg_too_long", times=1)
        with pytest.raises(Rejected):
            await here.phone.send(QUESTION)
        here.slack.faults.add("chat.postMessage", "html500", times=1)
        with pytest.raises(Unanswered):
            await here.phone.send(QUESTION)


# --- where the app is


async def test_the_app_is_found_by_its_address() -> None:
    async with chat() as here:
        assert await here.adapter.link() == "https://slack.com/app_redirect?app=A1&team=T1"
        here.slack.faults.add("bots.info", "error:unknown_method")
        assert (await here.adapter.link()).startswith("slack://user?team=T1&id=U")


# --- over HTTP


@asynccontextmanager
async def over_http() -> AsyncIterator[tuple[SlackEmulator, RecordingInbox, list[Refusal], str]]:
    async with SlackEmulator() as slack:
        inbox, refused = RecordingInbox(), list[Refusal]()
        adapter = Slack(replace(settings_for(slack), signing_secret=slack.signing_secret), (), inbox)
        app = FastAPI()
        app.include_router(adapter.router(refused.append))
        web = WebDoor(app, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{web.open()}/slack/events"
        slack.deliver_over_http(url)
        serving = asyncio.create_task(web.run())
        async with running(adapter):
            yield slack, inbox, refused, url
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def test_over_http_nothing_is_answered_with_200_before_it_is_stored() -> None:
    async with over_http() as (slack, inbox, refused, url):
        nora = slack.user("U71", "Nora")
        inbox.refuses = lambda update: True
        slack.courier.redeliver_after_s = ()
        assert not (await nora.dm("8k done")).acked
        payload = slack.envelopes[-1].payload
        body = json.dumps(payload).encode()
        headers = {"Content-Type": "application/json", **slack.sign(body)}
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            assert answer.status == 500
        inbox.refuses = lambda update: False
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            assert answer.status == 200
        assert inbox.words == ["8k done"]
        assert refused == []


async def test_over_http_a_burst_is_handled_one_after_the_other() -> None:
    async with over_http() as (slack, inbox, _, _url):
        nora = slack.user("U71", "Nora")
        inbox.gate.clear()
        burst = [asyncio.create_task(nora.dm(f"line {number}")) for number in range(6)]
        await until(lambda: inbox.begun)
        await asyncio.sleep(0.3)
        assert len(inbox.begun) == 1
        inbox.gate.set()
        await asyncio.gather(*burst)
        assert sorted(inbox.words) == [f"line {number}" for number in range(6)]
        assert all(isinstance(update.body, Wrote) and words_of(update.body) for update in inbox.received)
