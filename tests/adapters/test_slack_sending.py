"""The adapter sends to the Slack emulator through the unmodified libraries, in good weather and in bad."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from time import perf_counter

import pytest

from adapters.slack.adapter import Slack
from adapters.slack.calls import proxy_for
from adapters.slack.refusals import WRONG_BLOCKS, Answer, WrongBlocks, channel_error
from adapters.slack.settings import SlackSettings
from bot.core.errors import ChannelError, RateLimited, Rejected, Unanswered, Unreachable
from escalation.words import State
from tests.adapters.slack_examples import ANA, BEN, CAT, WORDS, CoachInbox, card, review
from tests.emulators.slack import SlackEmulator

TEAM = (ANA, BEN, CAT)


def settings_for(slack: SlackEmulator) -> SlackSettings:
    return SlackSettings(
        slack.bot_token,
        slack.app_token,
        "C1",
        api_base_url=slack.api_url,
        ping_interval_s=0.3,
        page_timeout_s=0.6,
        timeout_s=1.0,
    )


@asynccontextmanager
async def sender() -> AsyncIterator[tuple[SlackEmulator, Slack]]:
    async with SlackEmulator() as slack:
        slack.user("U1", "Ana")
        slack.user("U2", "Ben")
        adapter = Slack(settings_for(slack), TEAM, CoachInbox())
        try:
            yield slack, adapter
        finally:
            await adapter.close()


async def test_a_card_is_posted_with_buttons_and_metadata_and_redrawn_in_place() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        posted = slack.escalations.messages[0]
        assert posted.ts == ref
        assert WORDS in posted.shown
        assert posted.metadata is not None
        assert posted.metadata["event_payload"]["rev"] == 12
        assert posted.mentions == []

        await adapter.redraw_card(ref, card(State.ACKNOWLEDGED, rev=13))
        assert len(slack.escalations.messages) == 1
        assert "Acknowledged by <@U1>" in posted.shown
        assert "page.acknowledge" not in posted.actions
        assert posted.metadata["event_payload"] == {
            "id": "E-7f3a",
            "client": "c_1",
            "state": "acknowledged",
            "rev": 13,
        }


async def test_after_a_restart_the_ref_alone_is_enough_to_redraw_and_cards_are_found_again() -> None:
    async with sender() as (slack, adapter):
        first = await adapter.post_card(card())
        await adapter.notice("Backup is done", None)
        second = await adapter.post_card(card())
        await adapter.post_card(card(id="E-other"))

        successor = Slack(settings_for(slack), TEAM, CoachInbox())
        assert await successor.find_cards("E-7f3a") == (first, second)
        await successor.delete(second)
        await successor.delete(second)
        assert await successor.find_cards("E-7f3a") == (first,)
        await successor.redraw_card(first, card(State.CLOSED))
        await successor.close()
        found = slack.escalations.find(first)
        assert found is not None
        assert "closed" in found.shown


async def test_a_page_is_a_reply_that_mentions_all_and_is_shown_in_the_channel() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        page = await adapter.page(ref, (ANA, BEN, CAT), "Mia Weber: suicide_passive", "E-7f3a", 12)
        reply = slack.escalations.messages[0].replies[0]
        assert reply.ts == page
        assert reply.mentions == ["U1", "U2"]
        assert reply.broadcast
        assert not reply.calls_everybody
        assert reply.metadata == {"event_type": "handrail_page", "event_payload": {"id": "E-7f3a", "rev": 12}}
        assert await adapter.find_cards("E-7f3a") == (ref,)


async def test_a_page_for_somebody_without_a_slack_id_is_refused_so_that_the_next_way_is_tried() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        with pytest.raises(Rejected, match="slack_user"):
            await adapter.page(ref, (CAT,), "Mia", "E-7f3a", 1)
        assert slack.escalations.messages[0].replies == []


async def test_thread_posts_marks_and_notices_arrive() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        await adapter.post_in_thread(ref, "<!channel> *now*\nplease", ANA, quoting=True)
        await adapter.post_in_thread(ref, "Ben has it", None, quoting=False)
        quote, line = slack.escalations.messages[0].replies
        assert quote.mentions == ["U1"]
        assert not quote.calls_everybody
        assert quote.text.startswith("<@U1>\n> &lt;!channel&gt;")
        assert line.text == "Ben has it"
        assert not quote.broadcast

        said = await slack.user("U1").reply(slack.escalations.messages[0], "I am here")
        assert said.message is not None
        await adapter.mark(said.message.ts)
        await adapter.mark(said.message.ts)
        assert said.message.reactions == {"white_check_mark": ["UBOT"]}

        await adapter.notice("No one is on call on Sunday", BEN)
        assert slack.escalations.messages[-1].text == "<@U2> No one is on call on Sunday"


async def test_a_review_is_posted_and_loses_its_buttons_when_settled() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_review(review(), "")
        posted = slack.escalations.messages[0]
        assert list(posted.actions) == ["review.done", "review.escalate"]
        assert await adapter.post_review(review(settled="Ana read it"), ref) == ref
        assert posted.actions == {}
        assert "Ana read it" in posted.shown


async def test_links_in_a_clients_words_are_not_fetched() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        await adapter.post_in_thread(ref, "see https://x.example", None, quoting=True)
        body = slack.log("chat.postMessage")[-1].body
        assert body["unfurl_links"] in (False, "0", "false", "False")
        assert body["unfurl_media"] in (False, "0", "false", "False")


# --- bad weather


@pytest.mark.parametrize("word", ["invalid_blocks", "msg_too_long", "msg_blocks_too_long"])
async def test_a_card_whose_blocks_are_refused_goes_as_plain_text(word: str) -> None:
    async with sender() as (slack, adapter):
        slack.faults.add("chat.postMessage", f"error:{word}", times=1)
        ref = await adapter.post_card(card())
        posted = slack.escalations.messages[0]
        assert posted.blocks == []
        assert WORDS in posted.text.replace("\u200b", "")
        assert "/handrail ack E-7f3a" in posted.text
        assert await adapter.find_cards("E-7f3a") == (ref,)

        slack.faults.add("chat.update", f"error:{word}", times=1)
        await adapter.redraw_card(ref, card(State.ACKNOWLEDGED))
        assert posted.blocks == []
        assert "Acknowledged by Ana" in posted.text


async def test_a_card_refused_as_plain_text_too_is_rejected() -> None:
    async with sender() as (slack, adapter):
        slack.faults.add("chat.postMessage", "error:invalid_blocks")
        with pytest.raises(Rejected):
            await adapter.post_card(card())
        assert len(slack.log("chat.postMessage")) == 2


async def test_a_rate_limit_says_how_long_to_wait() -> None:
    async with sender() as (slack, adapter):
        slack.faults.add("chat.postMessage", "429:7", times=1)
        with pytest.raises(RateLimited) as limited:
            await adapter.notice("x", None)
        assert limited.value.retry_after == 7
        assert len(slack.log("chat.postMessage")) == 1


@pytest.mark.parametrize("kind", ["html500", "503", "nonsense", "drop", "drop:after", "hang"])
async def test_whatever_is_not_an_answer_is_unanswered_and_was_tried_once(kind: str) -> None:
    async with sender() as (slack, adapter):
        slack.faults.add("chat.postMessage", kind)
        with pytest.raises(Unanswered):
            await adapter.notice("x", None)
        assert len(slack.log("chat.postMessage")) == 1


async def test_a_slack_that_is_not_there_is_unanswered() -> None:
    async with sender() as (slack, adapter):
        await adapter.notice("first", None)
        await slack.stop()
        with pytest.raises(Unanswered):
            await adapter.notice("second", None)
        with pytest.raises(ChannelError):
            await adapter.find_cards("E-7f3a")


async def test_cards_and_pages_give_up_after_the_page_timeout_in_all() -> None:
    async with sender() as (slack, adapter):
        ref = await adapter.post_card(card())
        slack.faults.add("chat.postMessage", "hang")
        for attempt in (adapter.post_card(card()), adapter.page(ref, (ANA,), "Mia", "E-7f3a", 1)):
            started = perf_counter()
            with pytest.raises(Unanswered):
                await attempt
            assert 0.5 < perf_counter() - started < 2


async def test_a_channel_that_cannot_be_written_to_says_how_to_mend_it() -> None:
    async with sender() as (slack, adapter):
        slack.escalations.archived = True
        with pytest.raises(Unreachable, match="unarchive"):
            await adapter.post_card(card())
        slack.escalations.archived = False
        slack.escalations.bot_is_member = False
        with pytest.raises(Unreachable, match="invite the app"):
            await adapter.notice("x", None)
        lost = Slack(replace(settings_for(slack), escalation_channel="escalations"), TEAM, CoachInbox())
        with pytest.raises(Unreachable, match="channel's id"):
            await lost.notice("x", None)
        await lost.close()
        stranger = Slack(replace(settings_for(slack), bot_token="xoxb-old"), TEAM, CoachInbox())
        with pytest.raises(Unreachable, match="bot_token"):
            await stranger.notice("x", None)
        await stranger.close()


async def test_a_card_that_somebody_deleted_cannot_be_redrawn() -> None:
    async with sender() as (_, adapter):
        ref = await adapter.post_card(card())
        await adapter.delete(ref)
        with pytest.raises(Rejected):
            await adapter.redraw_card(ref, card())


# --- the meaning of refusals


def test_refusals_mean_what_the_sender_should_do_next() -> None:
    def meaning(status: int, word: str) -> type[ChannelError]:
        return type(channel_error(Answer(status, word), "chat.postMessage"))

    assert meaning(200, "message_limit_exceeded") is RateLimited
    assert meaning(200, "ratelimited") is RateLimited
    assert meaning(429, "") is RateLimited
    assert meaning(200, "token_revoked") is Unreachable
    assert meaning(200, "account_inactive") is Unreachable
    assert meaning(200, "internal_error") is Unanswered
    assert meaning(200, "") is Unanswered
    assert meaning(502, "") is Unanswered
    assert meaning(200, "message_not_found") is Rejected
    assert {meaning(200, word) for word in WRONG_BLOCKS} == {WrongBlocks}


def test_a_limit_without_a_time_still_waits() -> None:
    error = channel_error(Answer(200, "message_limit_exceeded"), "chat.postMessage")
    assert isinstance(error, RateLimited)
    assert error.retry_after == 30


def test_settings_show_no_token() -> None:
    assert "xoxb" not in repr(SlackSettings("xoxb-1", "xapp-1", "C1"))


def test_the_environments_proxy_is_not_used_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    assert proxy_for("https://slack.com/api/") == "http://proxy.example:3128"
    assert proxy_for("wss://wss-primary.slack.com/link") == "http://proxy.example:3128"
    assert proxy_for("http://127.0.0.1:99/api/") is None
    assert proxy_for("ws://localhost:99/socket") is None
