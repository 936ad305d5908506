"""A client of any membership, and Updates from them, for the tests of what is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot import decide
from bot.core.client import Ask, Client, Membership, Profile
from bot.core.effects import Decision, Effect
from bot.core.events import ClientSent
from bot.core.outgoing import Origin, Say, Send
from bot.core.practice import Practice
from bot.core.update import Body, Update, Wrote
from bot.routines.onboarding import CONSENT_VERSION
from bot.routines.planning import awake, planned
from escalation.words import Escalation, Finding, Lane, Verdict
from tests.stories.house import practice

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, ten in the morning in Berlin
ROUTINE = Verdict(Lane.ROUTINE, (), "en")
REVIEW = Verdict(Lane.REVIEW, (Finding("distress", Lane.REVIEW, "rule", "quote", 0, 5, "why"),), "en")
URGENT = Verdict(Lane.URGENT, (Finding("suicide_active", Lane.URGENT, "rule", "quote", 0, 5, "why"),), "en")


def mia(membership: Membership = Membership.ACTIVE) -> Client:
    """Mia, asked every day at six in the evening; before her consent while she is onboarding."""
    agreed = Profile("en", "Europe/Berlin", time(18), tuple(range(7)), "", "", CONSENT_VERSION, NOW)
    client = Client("c1", "Mia", "Ana", channel="telegram", chat="7", membership=membership, profile=agreed)
    if membership is Membership.ONBOARDING:
        client = replace(client, profile=Profile(), asking=Ask.CONSENT)
    return awake(planned(client, practice(), NOW))


def update(body: Body, id_: str = "u1", now: datetime = NOW) -> Update:
    return Update("telegram", id_, "7", "7", now, body)


def sent(
    client: Client,
    body: Body | str,
    verdict: Verdict = ROUTINE,
    escalation: Escalation | None = None,
    now: datetime = NOW,
    settled: Practice | None = None,
) -> Decision:
    """What is decided about one Update; a text stands for a message."""
    brought = Wrote(body, "m1") if isinstance(body, str) else body
    event = ClientSent(update(brought, f"u{client.rev}", now), verdict)
    return decide.decide(client, escalation, event, settled or practice(), now)


def held(membership: Membership = Membership.ACTIVE, now: datetime = NOW) -> tuple[Client, Escalation]:
    decision = sent(mia(membership), "red", URGENT, now=now)
    assert decision.escalation is not None
    return decision.client, decision.escalation


def said(effects: tuple[Effect, ...], origin: Origin | None = None) -> list[str]:
    """The messages to the client among `effects`, of one origin or of all."""
    return [
        send.what.text
        for send in effects
        if isinstance(send, Send) and isinstance(send.what, Say) and origin in (None, send.origin)
    ]


def later(by: timedelta) -> datetime:
    return NOW + by


def known(client: Client) -> Client:
    """The client without what every Update changes."""
    return replace(client, rev=0, wake_at=None)
