"""The moves of an escalation: every transition in one table, why coaches are called, and what a step orders.

design.md section 5 has the same table in words. A step returns the escalation as it is then, with the
orders that follow; who carries them out is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from escalation.words import Escalation, Moment, Page, State, Way


class Happening(StrEnum):
    URGENT = "urgent verdict"
    ACKNOWLEDGE = "acknowledge"
    TAKE_OVER = "take over"
    CONTACT = "contact"
    WINDOW_PASSED = "window passed"
    MONITOR = "monitor"
    RESOLVE = "resolve"
    FALSE_ALARM = "false alarm"
    HAND_BACK = "hand back"
    ERASURE = "erasure"  # thirty days after the client asked for it: there is nobody left to hold


_ANY_BEFORE_RESOLVED = (
    State.OPEN,
    State.ACKNOWLEDGED,
    State.TAKEN_OVER,
    State.CONTACTED,
    State.MONITORING,
)

MOVES: dict[tuple[State, Happening], State] = {
    (State.OPEN, Happening.URGENT): State.OPEN,
    (State.ACKNOWLEDGED, Happening.URGENT): State.ACKNOWLEDGED,
    (State.TAKEN_OVER, Happening.URGENT): State.TAKEN_OVER,
    (State.CONTACTED, Happening.URGENT): State.CONTACTED,
    (State.MONITORING, Happening.URGENT): State.OPEN,
    (State.RESOLVED, Happening.URGENT): State.OPEN,
    (State.OPEN, Happening.ACKNOWLEDGE): State.ACKNOWLEDGED,
    (State.OPEN, Happening.TAKE_OVER): State.TAKEN_OVER,
    (State.ACKNOWLEDGED, Happening.TAKE_OVER): State.TAKEN_OVER,
    (State.TAKEN_OVER, Happening.TAKE_OVER): State.TAKEN_OVER,
    (State.CONTACTED, Happening.TAKE_OVER): State.CONTACTED,
    (State.MONITORING, Happening.TAKE_OVER): State.MONITORING,
    (State.RESOLVED, Happening.TAKE_OVER): State.RESOLVED,
    (State.OPEN, Happening.CONTACT): State.CONTACTED,
    (State.ACKNOWLEDGED, Happening.CONTACT): State.CONTACTED,
    (State.TAKEN_OVER, Happening.CONTACT): State.CONTACTED,
    (State.ACKNOWLEDGED, Happening.WINDOW_PASSED): State.OPEN,
    (State.TAKEN_OVER, Happening.WINDOW_PASSED): State.OPEN,
    **{(state, Happening.MONITOR): State.MONITORING for state in _ANY_BEFORE_RESOLVED},
    **{(state, Happening.RESOLVE): State.RESOLVED for state in _ANY_BEFORE_RESOLVED},
    **{(state, Happening.FALSE_ALARM): State.RESOLVED for state in _ANY_BEFORE_RESOLVED},
    (State.RESOLVED, Happening.HAND_BACK): State.CLOSED,
    **{(state, Happening.ERASURE): State.CLOSED for state in (*_ANY_BEFORE_RESOLVED, State.RESOLVED)},
}


class Why(StrEnum):
    """Why a coach is called."""

    URGENT = "urgent"  # the ladder climbs
    MORE = "more"  # more urgent words for the one who has it
    NO_CONTACT = "no_contact"  # acknowledged, but nobody has reached the client in time
    RESOLVE = "resolve"  # contacted, not yet resolved
    MONITOR = "monitor"  # the watch has ended
    HAND_BACK = "hand_back"  # resolved, automation still off
    UNREACHABLE = "unreachable"  # the client can no longer be written to


@dataclass(frozen=True, slots=True)
class Call:
    """Page these, in their several ways, for one reason."""

    pages: tuple[Page, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Tell:
    """A fixed text for the client: a key under `hold.` in prompts/said. `coach` fills in a name."""

    key: str
    coach: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line for the thread."""

    text: str
    mention: str = ""


@dataclass(frozen=True, slots=True)
class StandDown:
    """Queued pages are withdrawn; who was paged by other ways than the thread hears that `holder` has it."""

    holder: str
    paged: tuple[tuple[str, Way], ...]


@dataclass(frozen=True, slots=True)
class CallOff:
    """A page arrived after somebody had acknowledged: its coach hears that `holder` has it. Nothing is withdrawn."""

    holder: str
    to: str
    way: Way


@dataclass(frozen=True, slots=True)
class PostCard:
    """The escalation is new: its card goes up."""


@dataclass(frozen=True, slots=True)
class Release:
    """The hold is lifted; what runs then follows from the membership alone."""


Order = Call | Tell | Note | StandDown | CallOff | PostCard | Release


@dataclass(frozen=True, slots=True)
class Stepped:
    escalation: Escalation
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed; `text` tells the coach why, and who was first."""

    text: str


def noted(escalation: Escalation, who: str, what: str, now: datetime) -> Escalation:
    return replace(escalation, timeline=(*escalation.timeline, Moment(now, who, what)))
