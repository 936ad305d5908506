"""Cards, coaches and an inbox for the tests of the Slack adapter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.acts import Act, ActReply, Press
from bot.core.ports import Review
from bot.core.update import Update
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

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ANA = Coach("Ana", Role.OWNER, slack_user="U1", phone="+49 30 1")
BEN = Coach("Ben", slack_user="U2")
CAT = Coach("Cat")
PEOPLE = {"Ana": "U1", "Ben": "U2"}
WORDS = "8k done, but honestly I don't want to be here anymore"
QUOTE = "I don't want to be here anymore"

POLICY = Policy(
    steps=(Step("oncall", timedelta(minutes=2)),),
    contact_within=timedelta(minutes=15),
    tell_client_after=timedelta(minutes=5),
    resolve_within=timedelta(hours=4),
    hand_back_within=timedelta(hours=12),
    repeat_every=timedelta(minutes=5),
    repeat_max=timedelta(hours=1),
)


def finding(quote: str = QUOTE, text: str = WORDS, category: str = "suicide_passive") -> Finding:
    start = text.find(quote)
    return Finding(
        category,
        Lane.URGENT,
        f"{category}.not_be_here",
        quote,
        start,
        start + len(quote),
        "wishes to be gone",
    )


def matter(state: State = State.OPEN, **more: object) -> Escalation:
    plain = Escalation(
        id="E-7f3a",
        party=Party(
            client="c_1",
            name="Mia Weber",
            channel="telegram",
            chat="4711",
            language="en",
            coach="Ana",
            phone="+49 170 5551234",
            contact="Tom, brother, +49 170 5559876",
            membership="active",
        ),
        opened_at=NOON,
        policy=POLICY,
        state=state,
        findings=(finding(),),
        pages=(
            Page("p1", "Ana", Way.SLACK, NOON, 0, result=Result.SENT),
            Page(
                "p2",
                "Ben",
                Way.TELEGRAM,
                NOON + timedelta(minutes=2),
                1,
                result=Result.FAILED,
                error="blocked the bot",
            ),
        ),
        holder="" if state is State.OPEN else "Ana",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def card(state: State = State.OPEN, rev: int = 12, **more: object) -> Card:
    return Card(
        escalation=matter(state, **more),
        rev=rev,
        scores=(
            Score(NOON - timedelta(days=2), 4, 2, 4),
            Score(NOON - timedelta(days=1), 2, None, 1),
        ),
        conversation=(
            Line(NOON - timedelta(minutes=3), "avatar", "How was the long run?"),
            Line(NOON, "client", WORDS),
        ),
        told=(Line(NOON, "avatar", "I have stopped. Ana is being called."),),
        zone="Europe/Berlin",
    )


def review(**more: object) -> Review:
    plain = Review(
        id="r_9",
        client_name="Mia Weber",
        coach=ANA,
        words="I cried all evening",
        why=("distress: crying",),
        due_at=NOON,
        zone="Europe/Berlin",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


class CoachInbox:
    """An engine that remembers acts, and fails, waits or answers on order."""

    def __init__(self) -> None:
        self.begun: list[Act] = []
        self.stored: list[Act] = []
        self.asked: list[tuple[str, str, str]] = []
        self.reply: Callable[[Act], ActReply] = lambda act: ActReply()
        self.answer = "Nobody waits."
        self.error: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    @property
    def actions(self) -> list[str]:
        return [act.doing.action for act in self.stored if isinstance(act.doing, Press)]

    async def receive(self, update: Update) -> None:
        raise AssertionError("no client writes in Slack")

    async def act(self, act: Act) -> ActReply:
        self.begun.append(act)
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        self.stored.append(act)
        return self.reply(act)

    async def ask(self, user: str, via: str, words: str) -> str:
        if self.error is not None:
            raise self.error
        self.asked.append((user, via, words))
        return self.answer


async def until(holds: Callable[[], object], timeout: float = 5) -> None:
    """Return as soon as `holds` does; AssertionError when it does not in time."""
    for _ in range(int(timeout / 0.01)):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about in time")
