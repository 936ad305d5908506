"""Paging by Apprise: one address that accepts is enough, and nothing secret is ever said."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from adapters.apprise.adapter import AppriseWay, scheme_of
from bot.core.errors import Rejected, Unanswered
from escalation.words import Coach

LINK = "https://x.test/ack/T0"


@dataclass(slots=True)
class Gateway:
    """A JSON gateway on loopback: accepts, refuses, or never answers, by the path."""

    port: int = 0
    received: list[dict[str, str]] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, path: str) -> str:
        return f"json://user:hunter2@127.0.0.1:{self.port}/{path}"

    async def take(self, request: web.Request) -> web.Response:
        match request.match_info["path"].strip("/"):
            case "refuse":
                return web.Response(status=500)
            case "hang":
                await self.closing.wait()
                return web.Response(status=503)
            case _:
                self.received.append(json.loads(await request.read()))
                return web.Response(text="{}")


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    found = Gateway()
    app = web.Application()
    app.router.add_post("/{path:.*}", found.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.port = runner.addresses[0][1]
    yield found
    found.closing.set()
    await runner.cleanup()


def ben(*urls: str) -> Coach:
    return Coach("Ben", apprise=urls)


async def test_a_page_says_why_and_where_to_acknowledge(gateway: Gateway) -> None:
    await AppriseWay().page(ben(gateway.url("ok")), "Maria: urgent, step 2", LINK, "E1", 3)
    (body,) = gateway.received
    assert body["message"] == f"Maria: urgent, step 2\n{LINK}"


async def test_without_a_public_address_the_page_names_the_command(gateway: Gateway) -> None:
    await AppriseWay().page(ben(gateway.url("ok")), "Maria: urgent", "", "E1", 3)
    assert gateway.received[0]["message"] == "Maria: urgent\nAcknowledge it: /handrail ack E1"


async def test_one_address_that_accepts_is_enough_however_long_another_takes(gateway: Gateway) -> None:
    way = AppriseWay(deadline=3)
    async with asyncio.timeout(2.5):
        await way.page(
            ben(gateway.url("hang"), gateway.url("refuse"), "nonsense://x", gateway.url("ok")),
            "Maria",
            LINK,
            "E1",
            3,
        )
    assert len(gateway.received) == 1


async def test_a_refusal_may_be_tried_again(gateway: Gateway) -> None:
    with pytest.raises(Unanswered, match="json: refused"):
        await AppriseWay().page(ben(gateway.url("refuse")), "Maria", LINK, "E1", 3)


async def test_a_gateway_that_never_answers_is_given_up_in_time(gateway: Gateway) -> None:
    async with asyncio.timeout(2):
        with pytest.raises(Unanswered, match=r"json: no answer within 0.3 s"):
            await AppriseWay(deadline=0.3).page(ben(gateway.url("hang")), "Maria", LINK, "E1", 3)


async def test_addresses_that_can_never_work_are_rejected() -> None:
    with pytest.raises(Rejected, match="no apprise address"):
        await AppriseWay().page(ben(), "Maria", LINK, "E1", 3)
    with pytest.raises(Rejected, match="nosuchservice: not an address"):
        await AppriseWay().page(ben("nosuchservice://hunter2"), "Maria", LINK, "E1", 3)


async def test_no_secret_is_said_or_logged(gateway: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    urls = (gateway.url("refuse"), gateway.url("ok/hunter2"), "nosuchservice://hunter2", "hunter2")
    await AppriseWay().page(ben(*urls), "Maria", LINK, "E1", 3)
    with pytest.raises(Unanswered) as caught:
        await AppriseWay().page(ben(urls[0], *urls[2:]), "Maria", LINK, "E1", 3)
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in caplog.text


def test_only_a_scheme_is_shown() -> None:
    assert scheme_of("twilio://SID:TOKEN@+1/+2") == "twilio"
    assert scheme_of("SID:TOKEN") == "an address without a scheme"
    assert scheme_of("my secret://x") == "an address without a scheme"


def test_the_large_library_is_not_loaded_before_a_page_needs_it() -> None:
    code = "import sys, adapters.apprise.adapter as a; a.AppriseWay(); sys.exit('apprise' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
