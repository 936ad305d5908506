"""The playground's page over a recording Inbox, asked through ASGI without a socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import httpx
from prometheus_client import CollectorRegistry

from adapters.playground.channels import PlaygroundPhone, PlaygroundSlack
from adapters.playground.guide import Guide
from adapters.playground.pages import router
from adapters.playground.screen import Screen, open_screen
from adapters.web.app import build
from adapters.web.health import Health
from escalation.handoff import Card
from escalation.words import Coach, Escalation, Finding, Lane, Party, Policy, Role, State
from tests.adapters.recording_inbox import RecordingInbox

EVENING = datetime(2026, 3, 28, 20, 15, tzinfo=UTC)  # 21:15 in Madrid, the night before the clocks go forward
ANA = Coach("Ana", Role.OWNER, slack_user="U0ANA")
BEN = Coach("Ben", slack_user="U0BEN")
GUIDE = Guide("Harbor Coaching", "Europe/Madrid", "Sam", "CODE7", (ANA, BEN), morning=time(8, 0))


class AskedInbox(RecordingInbox):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, str]] = []

    async def ask(self, user: str, via: str, words: str) -> str:
        self.asked.append((user, via, words))
        return "Ben is on call."


class HandClock:
    def __init__(self) -> None:
        self.at = EVENING
        self.moves: list[timedelta] = []

    def now(self) -> datetime:
        return self.at

    async def move(self, by: timedelta) -> None:
        self.moves.append(by)
        self.at += by


@dataclass(frozen=True, slots=True)
class Stage:
    web: httpx.AsyncClient
    screen: Screen
    inbox: AskedInbox
    clock: HandClock
    phone: PlaygroundPhone
    slack: PlaygroundSlack

    async def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        return await self.web.post(f"/playground{path}", json=body, headers=headers)

    async def state(self) -> dict[str, object]:
        answer = await self.web.get("/playground/state")
        assert answer.status_code == 200
        shown: dict[str, object] = answer.json()
        return shown

    async def listed(self, what: str) -> list[dict[str, object]]:
        """The snapshot's bubbles, posts or whispers."""
        shown = (await self.state())[what]
        assert isinstance(shown, list)
        return shown


@asynccontextmanager
async def stage(kept: Path | None = None, host: str = "localhost:8080") -> AsyncIterator[Stage]:
    clock, inbox, screen = HandClock(), AskedInbox(), open_screen(kept)
    app = build([router(screen, inbox, clock, GUIDE)], Health(dict, CollectorRegistry()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as web:
        phone, slack = PlaygroundPhone(screen, clock), PlaygroundSlack(screen, clock, (ANA, BEN))
        yield Stage(web, screen, inbox, clock, phone, slack)


def card(state: State = State.OPEN, words: str = "I want to <!channel> give up", rev: int = 3) -> Card:
    second = timedelta(seconds=1)
    finding = Finding("suicide_passive", Lane.URGENT, "en.x", words, 0, len(words), "a wish not to be here")
    matter = Escalation(
        id="E1",
        party=Party(client="c1", name="Sam", channel="playground", chat="playground-client"),
        opened_at=EVENING,
        policy=Policy((), second, second, second, second, second, second),
        state=state,
        findings=(finding,),
        holder="" if state is State.OPEN else "Ana",
    )
    return Card(matter, rev, (), (), (), "Europe/Madrid")
