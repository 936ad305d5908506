"""The small web pages: health, the acknowledge link, kind errors, safe headers, and the port."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Counter
from structlog.testing import capture_logs

from adapters.web.ack import AckPage, ack_router
from adapters.web.app import build
from adapters.web.door import WebDoor
from adapters.web.health import Health
from bot.core.errors import ConfigError
from tests.adapters.recording_inbox import until


class Desk:
    """One link, for Ana."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []

    async def show(self, token: str) -> AckPage:
        if token != "right":
            return AckPage("", "", ok=False)
        if self.acknowledged:
            return AckPage("Already answered", "Ana has it.", ok=True, button="")
        return AckPage("Acknowledge as Ana?", "Sam needs a person now.", ok=True)

    async def acknowledge(self, token: str) -> AckPage:
        if token != "right":
            return AckPage("", "", ok=False)
        self.acknowledged.append(token)
        return AckPage("Acknowledged", "Thank you, Ana.", ok=True)


class Site:
    def __init__(self) -> None:
        self.desk = Desk()
        self.checks: Mapping[str, str] = {"slack": "", "clock": ""}
        self.registry = CollectorRegistry()
        broken = APIRouter()

        @broken.get("/broken")
        async def fail() -> None:
            raise ValueError("I want to die, wrote the client")

        self.app = build([ack_router(self.desk), broken], Health(lambda: self.checks, self.registry))


@asynccontextmanager
async def visiting(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(site.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:
        yield web


# --- health


async def test_alive_is_ok() -> None:
    async with visiting(Site()) as web:
        answer = await web.get("/healthz")
        assert (answer.status_code, answer.text) == (200, "ok")
        assert (await web.head("/healthz")).status_code == 200


async def test_ready_only_when_every_check_is_well() -> None:
    site = Site()
    async with visiting(site) as web:
        answer = await web.get("/readyz")
        assert (answer.status_code, answer.json()["ready"]) == (200, True)
        site.checks = {"slack": "the socket is closed", "clock": ""}
        answer = await web.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {
            "ready": False,
            "checks": {"slack": "the socket is closed", "clock": ""},
        }


async def test_metrics_are_those_of_the_registry_given() -> None:
    site = Site()
    Counter("pages", "Pages sent", registry=site.registry).inc(3)
    async with visiting(site) as web:
        answer = await web.get("/metrics")
        assert "pages_total 3.0" in answer.text
        assert answer.headers["content-type"].startswith("text/plain")


# --- the acknowledge link


async def test_opening_the_link_shows_a_button_and_acknowledges_nothing() -> None:
    site = Site()
    async with visiting(site) as web:
        for _ in range(2):
            page = await web.get("/ack/right")
            assert page.status_code == 200
            assert "Acknowledge as Ana?" in page.text
            assert '<form method="post">' in page.text
            assert "<script" not in page.text
        await web.head("/ack/right")
        await web.options("/ack/right")
        assert site.desk.acknowledged == []


async def test_pressing_the_button_acknowledges() -> None:
    site = Site()
    async with visiting(site) as web:
        page = await web.post("/ack/right")
        assert page.status_code == 200
        assert "Thank you, Ana." in page.text
        assert site.desk.acknowledged == ["right"]
        assert "<form" not in page.text
        assert "<form" not in (await web.get("/ack/right")).text


@pytest.mark.parametrize("token", ["wrong", "x" * 5000, "%3Cscript%3E", "right%00"])
async def test_a_wrong_token_opens_nothing(token: str) -> None:
    site = Site()
    async with visiting(site) as web:
        for answer in (await web.get(f"/ack/{token}"), await web.post(f"/ack/{token}")):
            assert answer.status_code == 404
            assert "This link opens nothing" in answer.text
            assert "<script>" not in answer.text
        assert site.desk.acknowledged == []


# --- every page


@pytest.mark.parametrize("path", ["/", "/healthz", "/ack/right", "/ack/wrong", "/nothing", "/broken"])
async def test_every_page_is_kept_out_of_stores_and_indexes(path: str) -> None:
    async with visiting(Site()) as web:
        headers = (await web.get(path)).headers
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["referrer-policy"] == "no-referrer"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]


async def test_errors_are_kind_pages_for_people_and_json_for_programs() -> None:
    async with visiting(Site()) as web:
        lost = await web.get("/nothing")
        assert lost.status_code == 404
        assert "There is no page at this address" in lost.text
        wrong = await web.put("/ack/right")
        assert wrong.status_code == 405
        assert set(wrong.headers["allow"].split(", ")) <= {"GET", "POST"}
        asked = await web.get("/nothing", headers={"Accept": "application/json"})
        assert asked.json()["error"]


async def test_a_bug_shows_no_insides_and_logs_no_words() -> None:
    with capture_logs() as logged:
        async with visiting(Site()) as web:
            answer = await web.get("/broken")
    assert answer.status_code == 500
    assert "This is our mistake" in answer.text
    assert "die" not in answer.text
    (entry,) = logged
    assert entry["error"] == "ValueError"
    assert entry["at"].startswith("test_playground_web.py:")
    assert "die" not in str(logged)


async def test_the_front_door_leads_to_the_playground_only_where_there_is_one() -> None:
    async with visiting(Site()) as web:
        assert "Handrail is running" in (await web.get("/")).text
        assert (await web.get("/playground")).status_code == 404
    ground = APIRouter()

    @ground.get("/playground")
    async def page() -> str:
        return "here"

    app = build([ground], Health(dict, CollectorRegistry()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as web:
        answer = await web.get("/")
        assert answer.status_code in (302, 307)
        assert answer.headers["location"] == "/playground"


# --- the port


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_serves_on_a_free_port_until_cancelled_and_leaves_the_signals_alone() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    door = WebDoor(Site().app, "127.0.0.1", 0)
    assert door.healthy() != ""
    port = door.open()
    serving = asyncio.create_task(door.run())
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as web:
            assert (await web.get("/healthz")).text == "ok"
        assert door.healthy() == ""
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
    finally:
        await stopped(serving)
    assert serving.cancelled()
    assert door.healthy() != ""
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_an_open_stream_does_not_hold_up_the_end() -> None:
    endless = APIRouter()

    @endless.get("/endless")
    async def wait() -> None:
        await asyncio.Event().wait()

    door = WebDoor(build([endless], Health(dict, CollectorRegistry())), "127.0.0.1", 0)
    port = door.open()
    serving = asyncio.create_task(door.run())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as web:
        asking = asyncio.create_task(web.get("/endless", timeout=20))
        await until(lambda: door.healthy() == "")
        await asyncio.sleep(0.1)
        async with asyncio.timeout(5):
            await stopped(serving)
        with suppress(httpx.HTTPError):
            await asking


def test_a_busy_port_names_the_key_to_change() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"\[web\] port = {port} is used by another program"):
            WebDoor(Site().app, "127.0.0.1", port).open()


def test_an_impossible_host_names_the_key_to_change() -> None:
    with pytest.raises(ConfigError, match=r"\[web\] host"):
        WebDoor(Site().app, "198.51.100.7", 0).open()
