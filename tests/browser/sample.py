"""A practice with a script instead of an engine, on the real channels, page and server: enough to look at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry

from adapters.playground.channels import PlaygroundPhone, PlaygroundRoad, PlaygroundSlack
from adapters.playground.guide import Guide
from adapters.playground.pages import router
from adapters.playground.screen import Screen, open_screen
from adapters.web.app import build
from adapters.web.door import WebDoor
from adapters.web.health import Health
from bot.core.acts import Act, ActReply, Monitor, Note, Outcome, Press, ThreadWords
from bot.core.outgoing import AnswerTap, Button, Say, Settle
from bot.core.update import Edited, Tapped, Update, Wrote
from escalation.handoff import Card, Line, Score
from escalation.words import (
    Coach,
    Escalation,
    Finding,
    Lane,
    Page,
    Party,
    Policy,
    Result,
    Role,
    State,
    Step,
    Way,
)

MONDAY = datetime(2026, 3, 2, 6, 31, tzinfo=UTC)
RED = "8k done, but honestly I don't want to be here anymore"
COACHES = (
    Coach("Ana", Role.OWNER, slack_user="U0ANA"),
    Coach("Ben", Role.COACH, slack_user="U0BEN", telegram_user_id="7", phone="+34 600 000 002"),
)
GUIDE = Guide("Harbor Coaching", "Europe/Madrid", "Sam Reyes", "harbor-7Q4K", COACHES, morning=time(8, 0))
POLICY = Policy(
    steps=(Step("oncall", timedelta(minutes=3)),),
    contact_within=timedelta(minutes=15),
    tell_client_after=timedelta(minutes=5),
    resolve_within=timedelta(hours=4),
    hand_back_within=timedelta(hours=12),
    repeat_every=timedelta(minutes=5),
    repeat_max=timedelta(hours=1),
)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MONDAY

    def now(self) -> datetime:
        return self.at

    async def move(self, by: timedelta) -> None:
        self.at += by


@dataclass(slots=True)
class Script:
    """An Inbox that answers like a well-behaved practice, by rote, and remembers what it was given."""

    screen: Screen
    clock: HandClock
    phone: PlaygroundPhone
    slack: PlaygroundSlack
    updates: list[Update]
    acts: list[Act]
    card: Card | None = None
    ref: str = ""

    async def receive(self, update: Update) -> None:
        self.updates.append(update)
        match update.body:
            case Wrote(text=text) if text.startswith("/start"):
                await self._say(
                    update,
                    "Hello Sam, I am the automated assistant of Harbor Coaching. Each morning I ask five short "
                    "questions and pass what matters to Ana. I am software: I never diagnose, and I am not "
                    "an emergency service. If you write something worrying, a person is called at once.",
                    (("I agree", "consent.yes:c1"), ("No thanks", "consent.no:c1")),
                )
            case Tapped(data="consent.yes:c1", message=message, tap=tap):
                await self.phone.send(AnswerTap(update.chat, tap, "Thank you"))
                await self.phone.send(Settle(update.chat, message))
                await self._say(update, "Thank you. I will ask you every morning at 07:30.")
            case Wrote(text="/checkin"):
                keys = tuple((str(score), f"energy.{score}") for score in range(1, 6))
                await self._say(update, "How is your energy this morning, from 1 (empty) to 5 (full)?", keys)
            case Tapped(data=data, message=message) if data.startswith("energy."):
                bubble = self.screen.bubble(message)
                asked = bubble.text if bubble else ""
                await self.phone.send(Settle(update.chat, message, f"{asked}\n✓ {data[-1]}"))
            case Wrote(text=text) if text == RED:
                await self._red(update)
            case Wrote(text=text) | Edited(text=text) if self.card and self.card.escalation.bridge:
                await self.slack.post_in_thread(self.ref, text, None, quoting=True)
            case _:
                pass

    async def act(self, act: Act) -> ActReply:
        self.acts.append(act)
        if self.card is None:
            return ActReply("There is nothing open.")
        match act.doing:
            case Press(action="page.acknowledge"):
                await self._move(replace(self.card.escalation, state=State.ACKNOWLEDGED, holder=act.user))
                await self._tell(f"{act.user} has seen your message.")
            case Press(action="page.take_over"):
                taken = replace(
                    self.card.escalation, state=State.TAKEN_OVER, holder=act.user, bridge=act.user
                )
                await self._move(taken)
                await self._tell(f"{act.user} is here and writes to you now.")
            case Press(action="page.resolve" | "page.false_alarm"):
                await self._move(replace(self.card.escalation, state=State.RESOLVED))
                return ActReply(modal="outcome", escalation=self.card.escalation.id)
            case Press(action="page.hand_back"):
                await self._move(replace(self.card.escalation, state=State.CLOSED))
                await self._tell(f"{act.user} has switched me back on. I am the automated assistant again.")
            case Press():
                return ActReply("That button is gone.")
            case ThreadWords(post=post, text=text):
                if text.startswith("//") or not self.card.escalation.bridge:
                    return ActReply("Not sent: take over first.")
                await self.phone.send(Say(self.card.escalation.party.chat, text, author=act.user))
                await self.slack.mark(post)
            case Outcome(outcome=outcome):
                await self._move(replace(self.card.escalation, outcome=outcome))
            case Monitor(until=until):
                await self._move(
                    replace(
                        self.card.escalation, state=State.MONITORING, holder=act.user, monitor_until=until
                    )
                )
            case Note():
                return ActReply("Kept.")
        return ActReply()

    async def ask(self, user: str, via: str, words: str) -> str:
        return f"On call now: Ben until Monday 9 March, 09:00.\nAsked: {words}"

    async def _say(self, update: Update, text: str, keys: tuple[tuple[str, str], ...] = ()) -> None:
        row = tuple(Button(label, data) for label, data in keys)
        await self.phone.send(Say(update.chat, text, buttons=(row,) if row else ()))

    async def _tell(self, text: str) -> None:
        if self.card:
            await self.phone.send(Say(self.card.escalation.party.chat, text))

    async def _red(self, update: Update) -> None:
        now = self.clock.now()
        start = RED.index("I don't")
        finding = Finding(
            "suicide_passive", Lane.URGENT, "en.suicide_passive.not_be_here", RED[start:], start, len(RED),
            "a wish not to be alive, said without a plan",
        )  # fmt: skip
        matter = Escalation(
            id="E4F7K2",
            party=Party(
                client="c1", name="Sam Reyes", channel="playground", chat=update.chat, language="en",
                coach="Ana", phone="+34 600 123 456", contact="Iris (sister), +34 600 654 321",
                membership="active",
            ),
            opened_at=now,
            policy=POLICY,
            findings=(finding,),
            pages=(Page("p1", "Ben", Way.SLACK, now, call=1, result=Result.SENT),),
        )  # fmt: skip
        notice = (
            "I am software, and I have stopped. Your words need a person: Ben is being called right now. "
            "If you are in danger, call 112."
        )
        scores = tuple(
            Score(now - timedelta(days=day), 4 - day % 2, 2 + day % 3, 3) for day in range(3, 0, -1)
        )
        talk = (
            Line(now - timedelta(minutes=2), "avatar", "How did this morning's run go?"),
            Line(now, "client", RED),
        )
        self.card = Card(matter, 7, scores, talk, (Line(now, "avatar", notice),), GUIDE.zone)
        await self.phone.send(Say(update.chat, notice))
        self.ref = await self.slack.post_card(self.card)
        await self.slack.page(self.ref, (COACHES[1],), "Sam Reyes needs a person now.", matter.id, 7)
        await PlaygroundRoad(self.screen, self.clock, Way.TELEGRAM).page(
            COACHES[1], "Sam Reyes needs a person now. Open Slack.", "", matter.id, 7
        )

    async def _move(self, matter: Escalation) -> None:
        if self.card is None:
            return
        self.card = replace(self.card, escalation=matter)
        await self.slack.redraw_card(self.ref, self.card)


@dataclass(frozen=True, slots=True)
class Running:
    address: str
    script: Script
    screen: Screen


@asynccontextmanager
async def sample_practice(kept: Path | None = None, port: int = 0) -> AsyncIterator[Running]:
    """The playground on `port` of loopback, or a free one, until the block is left."""
    clock = HandClock()
    screen = open_screen(kept)
    phone = PlaygroundPhone(screen, clock)
    slack = PlaygroundSlack(screen, clock, COACHES)
    script = Script(screen, clock, phone, slack, [], [])
    app = build(
        [router(screen, script, clock, GUIDE)], Health(lambda: {"page path": ""}, CollectorRegistry())
    )
    door = WebDoor(app, "127.0.0.1", port)
    taken = door.open()
    serving = asyncio.create_task(door.run())
    try:
        yield Running(f"http://127.0.0.1:{taken}", script, screen)
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
