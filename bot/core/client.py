"""Client: who somebody is to the practice, and what the avatar is in the middle of with them.

*Membership* and *hold* are two independent facts. Every move of either stands in the tables of this
file; an illegal one raises `IllegalMove` and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.core.errors import IllegalMove


class Membership(StrEnum):
    VISITOR = "visitor"  # not (or no longer) part of the practice; nothing is asked or kept
    ONBOARDING = "onboarding"  # holds an invite; consent and settings are being asked
    ACTIVE = "active"  # is asked on their days
    PAUSED = "paused"  # stays a client, is not asked
    LEFT = "left"  # said stop


class Move(StrEnum):
    JOIN = "join"  # opened the invite
    REFUSE = "refuse"  # said no to the consent
    SETTLE = "settle"  # consent and settings complete
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


MOVES: dict[tuple[Membership, Move], Membership] = {
    (Membership.VISITOR, Move.JOIN): Membership.ONBOARDING,
    (Membership.LEFT, Move.JOIN): Membership.ONBOARDING,
    (Membership.ONBOARDING, Move.REFUSE): Membership.VISITOR,
    (Membership.ONBOARDING, Move.SETTLE): Membership.ACTIVE,
    (Membership.ONBOARDING, Move.STOP): Membership.LEFT,
    (Membership.ACTIVE, Move.PAUSE): Membership.PAUSED,
    (Membership.ACTIVE, Move.STOP): Membership.LEFT,
    (Membership.PAUSED, Move.RESUME): Membership.ACTIVE,
    (Membership.PAUSED, Move.STOP): Membership.LEFT,
}


class HoldMove(StrEnum):
    HOLD = "hold"  # an urgent verdict
    RELEASE = "release"  # a named coach handed back


# Free (False) or held (True). A second urgent verdict finds the client held and moves nothing.
HOLD_MOVES: dict[tuple[bool, HoldMove], bool] = {
    (False, HoldMove.HOLD): True,
    (True, HoldMove.RELEASE): False,
}


class Ask(StrEnum):
    """A question of ours outside the check-in that the next words may answer."""

    CONSENT = "consent"
    LANGUAGE = "language"
    ZONE = "zone"
    HOUR = "hour"
    DAYS = "days"
    PHONE = "phone"
    CONTACT = "contact"
    WHEN = "when"  # which of hour, days, zone to change
    DELETE = "delete"  # confirm erasure


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client gave to one question; `text` is verbatim, None stands for skipped or left unscored."""

    question: str
    score: int | None = None
    text: str | None = None
    method: str = ""
    message: str = ""  # the client's message, so that an edit finds its answer


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in under way. `at` counts into the program's questions: the one now open."""

    id: str
    started_at: datetime
    day: date  # the client's local day it stands for
    at: int = 0
    answers: tuple[Answer, ...] = ()
    unsure: bool = False  # the open question has been asked a second time
    reminder_at: datetime | None = None
    expires_at: datetime | None = None
    offered: bool = False  # the rest is offered, not asked (after a review verdict)


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A check-in that ended, whole or in part. Scores 1-5; energy and sleep 5 = best, stress 5 = worst."""

    id: str
    at: datetime
    day: date
    energy: int | None = None
    stress: int | None = None
    sleep: int | None = None
    win: str | None = None
    obstacle: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """A guided exercise under way: step `at` has been shown, the next is due at `next_at`."""

    id: str
    kind: str  # a key of prompts/said: "grounding"
    at: int
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """What the client or the invite told. Empty means: not yet asked."""

    language: str = ""
    zone: str = ""
    hour: time | None = None
    days: tuple[int, ...] = ()  # 0 = Monday
    phone: str | None = None  # empty: asked and skipped
    contact: str | None = None  # emergency contact, as the client wrote it; empty: asked and skipped
    consent: str = ""  # the version of the text agreed to
    consented_at: datetime | None = None
    declined: tuple[str, ...] = ()  # purposes declined by /policy


@dataclass(frozen=True, slots=True)
class Client:
    id: str
    name: str
    coach: str = ""  # the named owner of this client's matters
    program: str = "general"
    channel: str = ""
    chat: str = ""
    membership: Membership = Membership.VISITOR
    held_by: str = ""  # an escalation's id, or nobody
    rev: int = 0  # counts this client's Updates
    profile: Profile = Profile()
    asking: Ask | None = None
    checkin: CheckIn | None = None
    finished: CheckIn | None = None  # the last one that ended, so that an edited answer still finds its place
    exercise: Exercise | None = None
    recent: tuple[CheckInRecord, ...] = ()  # the latest check-ins, oldest first, at most RECENT
    next_checkin_at: datetime | None = None
    last_day: date | None = None  # the local day that was asked last
    unreachable: bool = False
    delete_asked_at: datetime | None = None  # erasure accepted while held; done at closing
    erase_at: datetime | None = None  # a stranger's words are erased then
    wake_at: datetime | None = None


RECENT = 14  # check-ins kept beside the client: two weeks carry every trend that a reply mentions


def moved(client: Client, move: Move) -> Client:
    """The client after `move`, or `IllegalMove`."""
    to = MOVES.get((client.membership, move))
    if to is None:
        raise IllegalMove(f"client {client.id}: no {move} from {client.membership}")
    return replace(client, membership=to)


def hold_moved(client: Client, move: HoldMove, escalation: str) -> Client:
    """The client held by, or released from, `escalation`; `IllegalMove` if the table has no such move."""
    if (bool(client.held_by), move) not in HOLD_MOVES:
        raise IllegalMove(f"client {client.id}: no {move} while held_by is {client.held_by or 'nobody'}")
    return replace(client, held_by=escalation if move is HoldMove.HOLD else "")
