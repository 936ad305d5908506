"""The unmodified slack-bolt and slack-sdk talk to the Slack emulator, in good weather and in bad."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any

import httpx
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.emulators.slack import SlackEmulator

Payload = dict[str, Any]


class App:
    """A bolt app over sockets that notes what it is told."""

    def __init__(self, slack: SlackEmulator) -> None:
        self.client = AsyncWebClient(
            token=slack.bot_token, base_url=slack.api_url, timeout=2, retry_handlers=[]
        )
        self.bolt = AsyncApp(client=self.client, raise_error_for_unhandled_request=False)
        self.app_token = slack.app_token
        self.events: list[Payload] = []
        self.actions: list[Payload] = []

        @self.bolt.event("message")
        async def heard(body: Payload) -> None:
            self.events.append(body)

        @self.bolt.action("page.acknowledge")
        async def pressed(ack: Any, body: Payload) -> None:
            self.actions.append(body)
            await ack()

    @asynccontextmanager
    async def connected(self, ping_interval: float = 5) -> AsyncIterator["App"]:
        handler = AsyncSocketModeHandler(self.bolt, self.app_token, ping_interval=ping_interval)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        try:
            yield self
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]

    async def heard(self, count: int, timeout: float = 4) -> list[Payload]:
        ends_at = perf_counter() + timeout
        while len(self.events) < count:
            assert perf_counter() < ends_at, f"{len(self.events)} of {count} events came"
            await asyncio.sleep(0.01)
        return self.events


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    async with SlackEmulator() as emulator:
        yield emulator


@pytest.fixture
async def client(slack: SlackEmulator) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, timeout=2, retry_handlers=[])


def button(action_id: str, value: str = "7:1", words: str = "Acknowledge") -> Payload:
    return {
        "type": "button",
        "action_id": action_id,
        "value": value,
        "text": {"type": "plain_text", "text": words},
    }


def card(words: str, *elements: Payload) -> list[Payload]:
    blocks: list[Payload] = [{"type": "section", "text": {"type": "mrkdwn", "text": words}}]
    return [*blocks, {"type": "actions", "elements": list(elements)}] if elements else blocks


MODAL: Payload = {
    "type": "modal",
    "callback_id": "outcome",
    "title": {"type": "plain_text", "text": "How did it end?"},
    "submit": {"type": "plain_text", "text": "Save"},
    "notify_on_close": True,
    "private_metadata": "7",
    "blocks": [
        {
            "type": "input",
            "block_id": "outcome",
            "label": {"type": "plain_text", "text": "Outcome"},
            "element": {
                "type": "static_select",
                "action_id": "outcome",
                "options": [
                    {"text": {"type": "plain_text", "text": "Safe now"}, "value": "safe"},
                    {"text": {"type": "plain_text", "text": "Referred"}, "value": "referred"},
                ],
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
        },
    ],
}


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response.get("error"))


async def test_the_bot_token_is_checked_and_its_scopes_are_told(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    answer = await client.auth_test()
    assert answer["bot_id"] == "B1"
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")
    slack.workspace.scopes.remove("reactions:write")
    sent = await client.chat_postMessage(channel="C1", text="x")
    assert (
        await error_of(client.reactions_add(channel="C1", timestamp=sent["ts"], name="eyes"))
        == "missing_scope"
    )
    wrong = AsyncWebClient(token="xoxb-wrong", base_url=slack.api_url)
    assert await error_of(wrong.auth_test()) == "invalid_auth"


async def test_a_card_with_metadata_is_posted_updated_and_found_again(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "handrail_escalation", "event_payload": {"id": "7", "rev": 1}}
    sent = await client.chat_postMessage(
        channel="C1",
        text="Maria",
        blocks=card("*Maria* wrote", button("page.acknowledge")),
        metadata=metadata,
    )
    shown = await slack.escalations.expect("Maria")
    assert shown.metadata == metadata
    assert shown.actions["page.acknowledge"]["value"] == "7:1"
    plain = await client.conversations_history(channel="C1")
    assert "metadata" not in plain["messages"][0]
    found = await client.conversations_history(channel="C1", include_all_metadata=True)
    assert found["messages"][0]["metadata"] == metadata
    await client.chat_update(channel="C1", ts=sent["ts"], text="Maria", blocks=card("*Maria*: Ana has it"))
    await shown.becomes("Ana has it")
    assert [version.shown for version in shown.edits] == ["*Maria* wrote"]
    assert shown.metadata == metadata
    assert shown.actions == {}
    await client.chat_update(channel="C1", ts=sent["ts"], text="only words now")
    assert shown.blocks == []
    await client.chat_delete(channel="C1", ts=sent["ts"])
    assert slack.escalations.messages == []
    assert await error_of(client.chat_update(channel="C1", ts=sent["ts"], text="x")) == "message_not_found"


async def test_replies_stay_in_the_thread_unless_sent_to_the_channel_too(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    slack.user("U1", "Ana")
    top = await client.chat_postMessage(channel="C1", text="card")
    await client.chat_postMessage(channel="C1", text="quiet", thread_ts=top["ts"])
    await client.chat_postMessage(channel="C1", text="<@U1> loud", thread_ts=top["ts"], reply_broadcast=True)
    shown = slack.escalations.messages[0]
    assert [reply.text for reply in shown.replies] == ["quiet", "<@U1> loud"]
    assert (await shown.expect_reply("loud")).mentions == ["U1"]
    history = await client.conversations_history(channel="C1")
    assert [message["text"] for message in history["messages"]] == ["<@U1> loud", "card"]
    thread = await client.conversations_replies(channel="C1", ts=top["ts"])
    assert [message["text"] for message in thread["messages"]] == ["card", "quiet", "<@U1> loud"]
    assert thread["messages"][0]["reply_count"] == 2
    assert (
        await error_of(client.chat_postMessage(channel="C1", text="x", thread_ts="1.000001"))
        == "thread_not_found"
    )


async def test_history_comes_in_pages_newest_first(client: AsyncWebClient) -> None:
    for number in range(5):
        await client.chat_postMessage(channel="C1", text=f"m{number}")
    seen = []
    async for answer in await client.conversations_history(channel="C1", limit=2):
        seen += [message["text"] for message in answer["messages"]]
    assert seen == ["m4", "m3", "m2", "m1", "m0"]


@pytest.mark.parametrize(
    "blocks",
    [
        card("x") * 51,
        card("x" * 3001),
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        card("x", button("a", words="x" * 76)),
        card("x", button("a", value="x" * 2001)),
        card("x", *[button(f"a{number}") for number in range(26)]),
        card("x", button("same"), button("same")),
        card(""),
        [{"type": "section"}],
        [{"type": "nothing"}],
        [{"type": "divider", "color": "red"}],
        [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}],
    ],
)
async def test_blocks_beyond_the_limits_are_refused(
    slack: SlackEmulator, client: AsyncWebClient, blocks: list[Payload]
) -> None:
    assert await error_of(client.chat_postMessage(channel="C1", text="x", blocks=blocks)) == "invalid_blocks"
    assert slack.escalations.messages == []


async def test_blocks_at_the_limits_pass_but_not_too_many_words_in_all(client: AsyncWebClient) -> None:
    actions = {
        "type": "actions",
        "elements": [button(f"a{number}", "v" * 2000, "x" * 75) for number in range(25)],
    }
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 150}}
    full: list[Payload] = [header, actions, *card("x" * 3000), *[{"type": "divider"}] * 47]
    assert len(full) == 50
    await client.chat_postMessage(channel="C1", text="x", blocks=full)
    too_much = client.chat_postMessage(channel="C1", text="x", blocks=card("x" * 2900) * 5)
    assert await error_of(too_much) == "msg_blocks_too_long"


async def test_wrong_channels_and_empty_messages_are_refused(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    assert await error_of(client.chat_postMessage(channel="C9", text="x")) == "channel_not_found"
    assert await error_of(client.chat_postMessage(channel="C1", text="")) == "no_text"
    slack.escalations.bot_is_member = False
    assert await error_of(client.chat_postMessage(channel="C1", text="x")) == "not_in_channel"
    info = await client.conversations_info(channel="C1")
    assert info["channel"]["is_member"] is False


async def test_people_channels_and_direct_conversations_are_known(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    ana = slack.user("U1", "Ana")
    assert (await client.users_info(user="U1"))["user"]["real_name"] == "Ana"
    assert "U1" in (await client.conversations_members(channel="C1"))["members"]
    opened = await client.conversations_open(users="U1")
    await client.chat_postMessage(channel=opened["channel"]["id"], text="for you")
    await client.chat_postMessage(channel="U1", text="and this")
    assert [message.text for message in ana.dms.messages] == ["for you", "and this"]
    assert await error_of(client.users_info(user="U9")) == "user_not_found"


async def test_reactions_are_kept_and_not_doubled(slack: SlackEmulator, client: AsyncWebClient) -> None:
    delivery = await slack.user("U1").say(slack.escalations, "hello")
    assert delivery.message is not None
    await client.reactions_add(channel="C1", timestamp=delivery.message.ts, name="white_check_mark")
    assert list(delivery.message.reactions) == ["white_check_mark"]
    again = client.reactions_add(channel="C1", timestamp=delivery.message.ts, name="white_check_mark")
    assert await error_of(again) == "already_reacted"


async def test_a_press_reaches_the_listener_with_all_it_needs(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    async with App(slack).connected() as app:
        sent = await app.client.chat_postMessage(
            channel="C1", text="card", blocks=card("Maria", button("page.acknowledge"))
        )
        delivery = await ana.press("page.acknowledge")
        assert delivery.acked
        assert delivery.seconds is not None
        assert delivery.seconds < 1
    (body,) = app.actions
    assert body["actions"][0]["value"] == "7:1"
    assert body["user"]["id"] == "U1"
    assert body["channel"]["id"] == body["container"]["channel_id"] == "C1"
    assert body["message"]["ts"] == body["container"]["message_ts"] == sent["ts"]
    assert body["message"]["blocks"][1]["elements"][0]["action_id"] == "page.acknowledge"


async def test_an_unheard_press_is_reported_and_not_repeated(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    app = App(slack)
    await app.client.chat_postMessage(
        channel="C1", text="card", blocks=card("Maria", button("page.acknowledge"))
    )
    assert not (await ana.press("page.acknowledge")).acked
    slack.courier.ack_within_s = 0.2
    async with app.connected():
        await app.client.chat_postMessage(
            channel="C1", text="card", blocks=card("x", button("nobody.listens"))
        )
        assert not (await ana.press("nobody.listens")).acked
        await asyncio.sleep(0.4)
    assert [envelope.attempts for envelope in slack.envelopes if envelope.kind == "interactive"] == [1, 1]


async def test_a_stale_button_on_a_slow_screen_can_still_be_pressed(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    async with App(slack).connected() as app:
        blocks = card("Maria", button("page.acknowledge", "7:1"))
        sent = await app.client.chat_postMessage(channel="C1", text="card", blocks=blocks)
        shown = slack.escalations.messages[0]
        await app.client.chat_update(channel="C1", ts=sent["ts"], text="card", blocks=card("Maria: done"))
        with pytest.raises(AssertionError, match="sees no message"):
            await ana.press("page.acknowledge", timeout=0.05)
        assert (await ana.press("page.acknowledge", shown)).acked
    assert app.actions[0]["actions"][0]["value"] == "7:1"


async def test_a_thread_reply_is_told_as_slack_writes_it(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    async with App(slack).connected() as app:
        sent = await app.client.chat_postMessage(channel="C1", text="card")
        delivery = await ana.reply(sent["ts"], "I'm here & <3 https://x.example 👍 <@U1>")
        assert delivery.acked
        (body,) = await app.heard(1)
    assert body["event"]["thread_ts"] == sent["ts"]
    assert body["event"]["text"] == "I'm here &amp; &lt;3 <https://x.example> :+1: <@U1>"
    assert body["event"]["user"] == "U1"


async def test_the_app_is_told_of_its_own_doings_and_bolt_acknowledges_them_unheard(
    slack: SlackEmulator,
) -> None:
    async with App(slack).connected() as app:
        sent = await app.client.chat_postMessage(channel="C1", text="card")
        await app.client.chat_update(channel="C1", ts=sent["ts"], text="changed")
        told = slack.envelopes
        assert [envelope.payload["event"].get("subtype") for envelope in told] == [None, "message_changed"]
        for envelope in told:
            await asyncio.wait_for(envelope.arrived.wait(), 2)
        assert app.events == []


async def test_an_event_nobody_acknowledged_comes_again_with_its_count_under_the_same_id(
    slack: SlackEmulator,
) -> None:
    slack.courier.ack_within_s = 0.2
    app = AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))
    retries: list[tuple[str, str]] = []

    @app.middleware
    async def refuse_twice(req: Any, resp: Any, next: Any) -> Any:
        retries.append((req.headers["x-slack-retry-num"][0], req.body["event_id"]))
        if len(retries) < 3:
            resp.status = 503
            return resp
        return await next()

    @app.event("message")
    async def heard() -> None: ...

    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        delivery = await slack.user("U1").say(slack.escalations, "hello")
        assert not delivery.acked
        assert delivery.envelope is not None
        await asyncio.wait_for(delivery.envelope.arrived.wait(), 4)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
    assert [count for count, _ in retries] == ["0", "1", "2"]
    assert len({event_id for _, event_id in retries}) == 1


async def test_an_event_waits_for_an_app_that_is_away(slack: SlackEmulator) -> None:
    delivery = await slack.user("U1").dm("are you there?")
    assert not delivery.acked
    await asyncio.sleep(0.5)
    async with App(slack).connected() as app:
        (body,) = await app.heard(1)
    assert body["event"]["text"] == "are you there?"


async def test_the_same_event_can_be_told_twice(slack: SlackEmulator) -> None:
    async with App(slack).connected() as app:
        delivery = await slack.user("U1").dm("hello")
        assert delivery.message is not None
        await slack.redeliver(delivery.message)
        first, second = await app.heard(2)
    assert first["event_id"] == second["event_id"]
    assert first["event"]["channel_type"] == "im"


async def test_a_command_is_answered_to_its_writer_only(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    app = App(slack)

    @app.bolt.command("/handrail")
    async def command(ack: Any, body: Payload, respond: Any) -> None:
        await ack(f"you said {body['text']}")
        await asyncio.sleep(0.1)  # bolt sends the acknowledgement a moment after ack() returns
        await respond("and later this")

    async with app.connected():
        delivery = await ana.slash("/handrail", "queue")
        assert delivery.acked
        await ana.expect_ephemeral("you said queue")
        await ana.expect_ephemeral("and later this")
    assert slack.escalations.messages == []
    assert len(slack.log("response_url")) == 1


async def test_a_modal_opens_once_within_three_seconds_and_is_submitted(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    app = App(slack)
    errors: list[str] = []
    submitted: list[Payload] = []

    @app.bolt.action("page.resolve")
    async def resolve(ack: Any, body: Payload) -> None:
        await ack()
        loading = MODAL | {"blocks": card("Loading"), "submit": None}
        opened = await app.client.views_open(trigger_id=body["trigger_id"], view=loading)
        errors.append(await error_of(app.client.views_open(trigger_id=body["trigger_id"], view=MODAL)))
        view = opened["view"]
        await app.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
        errors.append(
            await error_of(app.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL))
        )

    @app.bolt.view("outcome")
    async def outcome(ack: Any, body: Payload) -> None:
        submitted.append(body)
        if not body["view"]["state"]["values"]["note"]["note"]["value"]:
            await ack(response_action="errors", errors={"note": "Please say a word"})
        else:
            await ack()

    async with app.connected():
        await app.client.chat_postMessage(channel="C1", text="card", blocks=card("x", button("page.resolve")))
        await ana.press("page.resolve")
        await ana.expect_view("Loading")
        view = await ana.expect_view("Outcome")
        with pytest.raises(AssertionError, match="not filled in"):
            await ana.submit_view(view, {"note": "only this"})
        refused = await ana.submit_view(view, {"outcome": "safe"})
        assert refused.payload["errors"] == {"note": "Please say a word"}
        assert ana.view is view
        assert (await ana.submit_view(view, {"outcome": "Safe now", "note/note": "called"})).acked
        assert ana.view is None
    assert errors == ["exchanged_trigger_id", "hash_conflict"]
    values = submitted[1]["view"]["state"]["values"]
    assert values["outcome"]["outcome"]["selected_option"]["value"] == "safe"
    assert values["note"]["note"]["value"] == "called"
    assert submitted[1]["view"]["private_metadata"] == "7"


async def test_a_trigger_that_is_too_old_opens_nothing(slack: SlackEmulator, client: AsyncWebClient) -> None:
    slack.workspace.trigger_lives_s = 0.05
    trigger = slack.workspace.new_trigger("U1")
    await asyncio.sleep(0.1)
    assert await error_of(client.views_open(trigger_id=trigger, view=MODAL)) == "expired_trigger_id"
    assert await error_of(client.views_open(trigger_id="made-up", view=MODAL)) == "invalid_trigger_id"
    long_title = MODAL | {"title": {"type": "plain_text", "text": "x" * 25}}
    fresh = slack.workspace.new_trigger("U1")
    assert await error_of(client.views_open(trigger_id=fresh, view=long_title)) == "invalid_arguments"


async def test_closing_a_modal_is_told_when_asked_for(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    app = App(slack)
    closed: list[str] = []

    @app.bolt.view_closed("outcome")
    async def on_close(ack: Any, body: Payload) -> None:
        closed.append(body["view"]["id"])
        await ack()

    async with app.connected():
        trigger = slack.workspace.new_trigger("U1")
        opened = await app.client.views_open(trigger_id=trigger, view=MODAL)
        assert (await ana.close_view(opened["view"]["id"])).acked
    assert closed == [opened["view"]["id"]]


async def test_the_home_tab_is_published_when_opened(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    app = App(slack)

    @app.bolt.event("app_home_opened")
    async def opened(event: Payload) -> None:
        await app.client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": card("Your queue")}
        )

    async with app.connected():
        await ana.open_home()
        assert (await ana.expect_view("Your queue")) is ana.home


async def test_an_ephemeral_button_carries_no_message_and_its_response_url_works(
    slack: SlackEmulator,
) -> None:
    ana = slack.user("U1", "Ana")
    async with App(slack).connected() as app:
        await app.client.chat_postEphemeral(
            channel="C1", user="U1", text="only you", blocks=card("only you", button("page.acknowledge"))
        )
        await ana.expect_ephemeral("only you")
        assert (await ana.press("page.acknowledge")).acked
        (body,) = app.actions
        assert "message" not in body
        assert body["container"]["is_ephemeral"]
        webhook = AsyncWebhookClient(body["response_url"])
        for number in range(5):
            assert (await webhook.send(text=f"answer {number}")).status_code == 200
        assert (await webhook.send(text="one too many")).status_code == 404
        await ana.expect_ephemeral("answer 4")
    assert slack.escalations.messages == []


async def test_options_of_a_checklist_can_be_ticked(slack: SlackEmulator) -> None:
    ana = slack.user("U1", "Ana")
    steps = {
        "type": "checkboxes",
        "action_id": "page.acknowledge",
        "options": [{"text": {"type": "plain_text", "text": f"step {n}"}, "value": f"s{n}"} for n in (1, 2)],
    }
    async with App(slack).connected() as app:
        await app.client.chat_postMessage(channel="C1", text="card", blocks=card("x", steps))
        await ana.press("page.acknowledge", option=["s1", "step 2"])
    selected = app.actions[0]["actions"][0]["selected_options"]
    assert [option["value"] for option in selected] == ["s1", "s2"]


async def test_envelopes_go_to_one_of_several_connections(slack: SlackEmulator) -> None:
    first, second = App(slack), App(slack)
    async with first.connected(), second.connected():
        await slack.sockets.connected(2)
        for number in range(4):
            await slack.user("U1").say(slack.escalations, f"m{number}")
        assert len(first.events) == len(second.events) == 2


async def test_a_disconnect_message_makes_the_client_reconnect(slack: SlackEmulator) -> None:
    async with App(slack).connected() as app:
        await slack.disconnect("refresh_requested", close_after_s=0.2)
        await slack.sockets.connected()
        assert slack.sockets.opened == 2
        assert (await slack.user("U1").say(slack.escalations, "still there?")).acked
        await app.heard(1)


async def test_a_socket_cut_without_a_word_is_opened_again(slack: SlackEmulator) -> None:
    async with App(slack).connected(ping_interval=0.3):
        slack.sockets.drop()
        await asyncio.sleep(0.05)
        await slack.sockets.connected(timeout=6)
        assert slack.sockets.opened >= 2


async def test_a_silent_socket_stays_open_loses_clicks_and_is_noticed_by_missing_pongs(
    slack: SlackEmulator,
) -> None:
    ana = slack.user("U1", "Ana")
    slack.courier.ack_within_s = 0.3
    async with App(slack).connected(ping_interval=1) as app:
        await app.client.chat_postMessage(
            channel="C1", text="card", blocks=card("x", button("page.acknowledge"))
        )
        slack.faults.add(kind="silent_socket", times=1)
        assert not (await ana.press("page.acknowledge")).acked
        assert slack.sockets.connections[0].silent
        await slack.sockets.connected(timeout=10)
        assert slack.sockets.opened >= 2
        assert (await ana.press("page.acknowledge")).acked
    assert len(app.actions) == 1


@pytest.mark.parametrize("kind", ["status:500", "html500", "429:1", "drop", "hang", "error:token_revoked"])
async def test_an_ordered_fault_strikes_once_and_the_work_is_not_done(
    slack: SlackEmulator, kind: str
) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, timeout=1, retry_handlers=[])
    fault = slack.faults.add(method="chat.postMessage", kind=kind, times=1)
    with pytest.raises(Exception) as caught:
        await client.chat_postMessage(channel="C1", text="first")
    if kind == "429:1":
        assert isinstance(caught.value, SlackApiError)
        assert caught.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="C1", text="second")
    assert fault.hits == 1
    assert [message.text for message in slack.escalations.messages] == ["second"]


async def test_the_retry_handler_waits_as_long_as_told(slack: SlackEmulator) -> None:
    client = AsyncWebClient(
        token=slack.bot_token, base_url=slack.api_url, retry_handlers=[AsyncRateLimitErrorRetryHandler()]
    )
    slack.faults.add(method="chat.postMessage", kind="429:1", times=1)
    began = perf_counter()
    await client.chat_postMessage(channel="C1", text="x")
    assert perf_counter() - began >= 1


async def test_the_default_client_doubles_a_post_whose_answer_was_lost(slack: SlackEmulator) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    slack.faults.add(method="chat.postMessage", kind="drop:after", times=1)
    await client.chat_postMessage(channel="C1", text="x")
    assert len(slack.escalations.messages) == 2


async def test_a_file_is_uploaded_into_a_thread(slack: SlackEmulator, client: AsyncWebClient) -> None:
    top = await client.chat_postMessage(channel="C1", text="card")
    await client.files_upload_v2(channel="C1", thread_ts=top["ts"], filename="week.png", content=b"\x89PNG")
    (reply,) = slack.escalations.messages[0].replies
    assert reply.files[0]["name"] == "week.png"


async def test_over_http_requests_are_signed_and_acknowledged_by_200(slack: SlackEmulator) -> None:
    verifier = SignatureVerifier(slack.signing_secret)
    received: list[str] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.text()
        assert verifier.is_valid_request(body, dict(request.headers))
        received.append(request.content_type)
        return web.Response(text="queue is empty" if "command" in body else "")

    app = web.Application()
    app.router.add_post("/slack/events", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        slack.deliver_over_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        ana = slack.user("U1", "Ana")
        assert (await ana.say(slack.escalations, "hello")).acked
        assert (await ana.slash("/handrail", "queue")).acked
        await ana.expect_ephemeral("queue is empty")
    finally:
        await runner.cleanup()
    assert received == ["application/json", "application/x-www-form-urlencoded"]


async def test_it_runs_alone_and_is_steered_over_http() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.emulators.slack",
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        base = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
        client = AsyncWebClient(token="xoxb-emulated-bot", base_url=f"{base}/api/", retry_handlers=[])
        async with httpx.AsyncClient(base_url=f"{base}/_control", trust_env=False) as door:
            await door.post("/person/U1/create", json={"name": "Ana"})
            await door.post("/faults", json={"method": "chat.postMessage", "kind": "500", "times": 1})
            with pytest.raises(SlackApiError):
                await client.chat_postMessage(channel="C1", text="lost")
            await client.chat_postMessage(
                channel="C1", text="card", blocks=card("Maria", button("page.acknowledge"))
            )
            seen = (await door.post("/channel/C1/expect", json={"wanted": "Maria"})).json()["result"]
            assert seen["actions"]["page.acknowledge"]["value"] == "7:1"
            pressed = (await door.post("/person/U1/press", json={"action_id": "page.acknowledge"})).json()
            assert pressed["result"]["acked"] is False
            replied = await door.post("/person/U1/reply", json={"thread": seen["ts"], "text": "here"})
            assert replied.json()["ok"]
            messages = (await door.get("/channel/C1/messages")).json()["result"]
            assert messages[0]["replies"][0]["text"] == "here"
    finally:
        process.terminate()
        await process.wait()
