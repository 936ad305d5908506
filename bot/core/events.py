"""Events: everything that can happen to a client, from the five sources. Past tense; nothing here acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.acts import Doing
from bot.core.update import Update
from escalation.words import Coach, Verdict


@dataclass(frozen=True, slots=True)
class ClientSent:
    """A channel brought an Update. `zone` is where a shared location lies; `poisoned`: handling it failed once."""

    update: Update
    verdict: Verdict
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ClientInvited:
    """Somebody opened an invite; the client it names now has a chat."""

    update: Update


@dataclass(frozen=True, slots=True)
class WakeCame:
    """The moment that the conversation asked for has come, or has passed."""


@dataclass(frozen=True, slots=True)
class LadderWakeCame:
    """The moment that the escalation asked for has come, or has passed."""


@dataclass(frozen=True, slots=True)
class CoachActed:
    coach: Coach
    doing: Doing
    escalation: str


@dataclass(frozen=True, slots=True)
class PageSent:
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageFailed:
    pages: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class CardPosted:
    """The card is up."""


@dataclass(frozen=True, slots=True)
class BridgeDelivered:
    """A coach's words have reached the client."""

    coach: str
    post: str
    written_at: datetime | None = None  # by the coach; it may have waited since


@dataclass(frozen=True, slots=True)
class SendingFailed:
    """Something for a client could not be delivered for good; `gone` when the client cannot be written to at all."""

    post: str  # the coach's post it came from, if any
    error: str
    gone: bool


ClientEvent = ClientSent | ClientInvited | WakeCame
CaseEvent = LadderWakeCame | CoachActed | PageSent | PageFailed | CardPosted | BridgeDelivered | SendingFailed
Event = ClientEvent | CaseEvent
