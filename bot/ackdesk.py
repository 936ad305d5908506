"""The acknowledge link's desk: whose token it is, what it would acknowledge, and doing so."""

from __future__ import annotations

from adapters.web.ack import AckPage
from bot.acklinks import read
from bot.core.acts import Act, Press
from bot.engine import Engine
from bot.store import escalations
from bot.store.database import Store
from escalation.words import Escalation, State

UNKNOWN = AckPage(
    "This link opens nothing", "It may be old, or cut off at its end. Acknowledge in Slack instead.", ok=False
)


class LinkDesk:
    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    async def _named(self, token: str) -> tuple[Escalation, str] | None:
        genuine = read(self._store.vault, token)
        if genuine is None or self._engine.world.practice.team.named(genuine[1]) is None:
            return None
        escalation = await self._store.read(escalations.by_id, genuine[0])
        return (escalation, genuine[1]) if escalation else None

    async def show(self, token: str) -> AckPage:
        """What the link would acknowledge. Changes nothing."""
        named = await self._named(token)
        if named is None:
            return UNKNOWN
        escalation, coach = named
        who = escalation.party.name or "an unknown sender"
        if escalation.state is not State.OPEN:
            holder = escalation.holder or "Somebody"
            return AckPage(
                "Already answered", f"{holder} has it ({who}). Nothing more to do.", ok=True, button=""
            )
        return AckPage(
            f"Acknowledge as {coach}?",
            f"{who} needs a person now. Paging stops when you acknowledge.",
            ok=True,
        )

    async def acknowledge(self, token: str) -> AckPage:
        named = await self._named(token)
        if named is None:
            return UNKNOWN
        escalation, coach = named
        reply = await self._engine.act(Act("web", coach, Press("page.acknowledge", escalation.id)))
        if reply.text:
            return AckPage("Nothing was changed", reply.text, ok=True, button="")
        return AckPage(
            "Acknowledged",
            f"Thank you, {coach}. The client has been told that you have seen it.",
            ok=True,
            button="",
        )
