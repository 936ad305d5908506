"""Slack over HTTP: the spine without a socket, every request signed, and nothing answered that was not stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from time import time

import aiohttp
import pytest

from tests.blackbox.practice import (
    ANA,
    SAYS_S,
    Practice,
    as_toml,
    eventually,
    in_state,
    is_card,
    merged,
    pages_of,
    replies_from,
    running,
    settings_of,
    state_of,
)
from tests.emulators.slack import SlackEmulator
from tests.emulators.telegram import TelegramEmulator

# No socket, and so no app token.
OVER_HTTP = {"slack": {"app_token": ""}}


async def knock(
    p: Practice, body: bytes, headers: Mapping[str, str], content_type: str = "application/json"
) -> tuple[int, str]:
    """POST to Slack's address; the status and what is answered."""
    sent = {"Content-Type": content_type, **headers}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{p.address}/slack/events", data=body, headers=sent) as answer,
    ):
        return answer.status, await answer.text()


async def test_the_whole_path_of_a_red_message_with_slack_over_http(begun: Path, tmp_path: Path) -> None:
    async with running(tmp_path / "practice", OVER_HTTP, begun=begun, slack_mode="http") as p:
        card, _ = await p.raise_red()
        press = await p.ana.press("page.take_over", card)
        assert press.acked
        assert press.seconds is not None
        assert press.seconds < 3
        await p.maria.expect("Ana is here", SAYS_S)
        reply = await p.ana.reply(card, "I am calling you in a minute")
        assert reply.acked
        await p.maria.expect("I am calling you in a minute", SAYS_S)
        await eventually(lambda: "white_check_mark" in reply.message.reactions, SAYS_S, "a tick")
        await p.maria.send("thank you for writing")
        await card.expect_reply("thank you for writing", SAYS_S)
        typed = await p.ana.slash("/handrail", "queue", p.slack.escalations)
        assert "contacted, Ana" in typed.payload["text"]
        await p.resolve(card)
        await p.hand_back(card)
        await p.maria.expect("Ana has switched me back on", SAYS_S)
        assert (await p.show())["held_by"] is None
        assert p.slack.log("apps.connections.open") == []


async def test_an_event_that_slack_repeats_is_handled_once(begun: Path, tmp_path: Path) -> None:
    async with running(tmp_path / "practice", OVER_HTTP, begun=begun, slack_mode="http") as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana is here", SAYS_S)
        before = len(p.maria.messages)
        reply = await p.ana.reply(card, "only once, please")
        body = json.dumps(reply.envelope.payload).encode()
        for number in ("1", "2"):
            again = p.slack.sign(body) | {"X-Slack-Retry-Num": number, "X-Slack-Retry-Reason": "http_timeout"}
            assert (await knock(p, body, again))[0] == 200
        await replies_from(p.maria, before, 1)


async def test_only_slack_itself_is_heard(begun: Path, tmp_path: Path) -> None:
    async with running(tmp_path / "practice", OVER_HTTP, begun=begun, slack_mode="http") as p:
        hello = json.dumps({"type": "url_verification", "challenge": "c-1"}).encode()
        status, said = await knock(p, hello, p.slack.sign(hello))
        assert status == 200
        assert "c-1" in said

        old = int(time()) - 301
        forged = p.slack.sign(hello) | {"X-Slack-Signature": "v0=" + "0" * 64}
        for headers in (
            {},
            forged,
            p.slack.sign(hello, old),
            p.slack.sign(b"{}"),
            p.slack.sign(hello) | {"X-Slack-Request-Timestamp": "soon"},
        ):
            status, said = await knock(p, hello, headers)
            assert status == 401
            assert "c-1" not in said
        assert (await knock(p, b"\xff\xfe", p.slack.sign("x")))[0] == 401
        large = b'{"type": "' + b"x" * 1_000_001 + b'"}'
        assert (await knock(p, large, p.slack.sign(large)))[0] == 413
        broken = b'{"type": '
        assert (await knock(p, broken, p.slack.sign(broken)))[0] == 400
        assert (await p.get("/slack/events"))[0] == 405

        figures = (await p.get("/metrics"))[1]
        assert 'handrail_refused_requests_total{door="slack",why="signature"} 6.0' in figures
        assert 'handrail_refused_requests_total{door="slack",why="too_large"} 1.0' in figures


async def test_a_forged_click_changes_nothing(begun: Path, tmp_path: Path) -> None:
    async with running(tmp_path / "practice", OVER_HTTP, begun=begun, slack_mode="http") as p:
        card, _ = await p.raise_red()
        p.slack.courier.door._secret = "somebody-elses"
        press = await p.ana.press("page.acknowledge", card)
        assert not press.acked
        p.slack.courier.door._secret = p.slack.signing_secret
        assert state_of(card) == "open"
        assert (await p.ana.press("page.acknowledge", card)).acked
        await card.becomes(in_state("acknowledged"), SAYS_S)


async def test_killed_while_a_thread_reply_comes_over_http_it_reaches_the_client(
    begun: Path, tmp_path: Path
) -> None:
    async with running(tmp_path / "practice", OVER_HTTP, begun=begun, slack_mode="http") as p:
        card, _ = await p.raise_red()
        await p.ana.press("page.take_over", card)
        await p.maria.expect("Ana is here", SAYS_S)
        await p.kill()
        reply = await p.ana.reply(card, "I am on my way to you")
        assert not reply.acked
        await p.start()
        await p.maria.expect("I am on my way to you", SAYS_S)
        assert [message for message in p.slack.escalations.messages if is_card(message)] == [card]
        assert all(ANA in page.mentions for page in pages_of(card))


@pytest.mark.parametrize(
    ("slack", "said"),
    [
        ({"signing_secret": "", "mode": "http"}, "signing_secret"),
        ({"app_token": "", "mode": "socket"}, "app_token"),
    ],
)
async def test_a_missing_secret_is_named_at_the_start(
    tmp_path: Path, slack: dict[str, str], said: str
) -> None:
    async with TelegramEmulator() as tg, SlackEmulator() as workspace:
        p = Practice(tmp_path, tg, workspace)
        p.config.write_text(as_toml(merged(settings_of(p), {"slack": slack})), "utf-8")
        code, out, err = await p.attempt("run")
        assert code == 2
        assert f"[slack] {said}" in err
        assert out == ""
