"""Effects: everything that follows from an event, in the imperative; carried out in the event's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.client import CheckInRecord, Client
from bot.core.outgoing import Send
from escalation.words import Escalation, Finding


@dataclass(frozen=True, slots=True)
class WithdrawAutomated:
    """Nothing of the routine that is still queued goes out, and buttons already sent come off."""


@dataclass(frozen=True, slots=True)
class WithdrawPages:
    """Queued pages of this escalation are not sent."""

    escalation: str


@dataclass(frozen=True, slots=True)
class KeepCheckIn:
    """A check-in ended, or one that ended was corrected."""

    record: CheckInRecord


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A coach reads this by `due_at`."""

    id: str
    words: str
    findings: tuple[Finding, ...]
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """Send the client everything on record about them."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Destroy the client's key and identifiers. What must still be said goes along, since the client then is nobody."""

    farewell: tuple[Send, ...] = ()


Effect = Send | WithdrawAutomated | WithdrawPages | KeepCheckIn | OpenReview | Export | Erase


@dataclass(frozen=True, slots=True)
class Decision:
    """What is true after the event, and what follows from it."""

    client: Client
    escalation: Escalation | None = None
    effects: tuple[Effect, ...] = ()
    reply: str = ""  # for the coach who acted, in private


@dataclass(frozen=True, slots=True)
class Turn:
    """What one routine makes of an event: the client afterwards, and the effects in their order."""

    client: Client
    effects: tuple[Effect, ...] = ()

    def then(self, *more: Effect) -> Turn:
        return Turn(self.client, self.effects + more)
