"""The words of the safety core: what was found, who is called and how, and the matter they are called for.

Everything here is a frozen value; the rules that act on them live in the files named after the idea
(`triage`, `ladder`, `oncall`, `handoff`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum


class Lane(IntEnum):
    """How a message is treated; ordered, so that `max` takes the more careful one."""

    ROUTINE = 0  # software answers
    REVIEW = 1  # a coach reads it within the review window
    URGENT = 2  # automation stops, a person is paged

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that matched one span of a client's words.

    `start` and `end` count code points of the raw text (half-open); `quote` is that slice.
    """

    category: str
    lane: Lane
    rule: str
    quote: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What triage says of one message: the lane, the findings that led there, the language heard."""

    lane: Lane
    findings: tuple[Finding, ...] = ()
    lang: str = "und"  # ISO 639-1, or "und" when nothing was understood


# --- who can be called ------------------------------------------------------------------------------


class Way(StrEnum):
    """A road to a coach. In a step they are tried in order: the next at once when one fails."""

    SLACK = "slack"  # a mention in the card's thread, also sent to the channel
    TELEGRAM = "telegram"  # the coach's own Telegram, with a button
    APPRISE = "apprise"  # SMS, mail or push by URL; never carries a client's words


class Role(StrEnum):
    OWNER = "owner"
    COACH = "coach"
    ASSISTANT = "assistant"  # may acknowledge and note, nothing more


@dataclass(frozen=True, slots=True)
class Coach:
    name: str
    role: Role = Role.COACH
    slack_user: str = ""
    telegram_user_id: str = ""
    phone: str = ""
    apprise: tuple[str, ...] = ()

    def reachable_by(self, way: Way) -> bool:
        """Whether this coach has an address for `way`."""
        match way:
            case Way.SLACK:
                return bool(self.slack_user)
            case Way.TELEGRAM:
                return bool(self.telegram_user_id)
            case Way.APPRISE:
                return bool(self.apprise)


class Period(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Rotation:
    """Coaches taking turns. `start` is the local date of the first coach's first turn."""

    name: str
    coaches: tuple[str, ...]
    period: Period
    handover_weekday: int  # 0 = Monday; ignored when daily
    handover_time: time  # local wall time in `timezone`
    start: date
    timezone: str


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody stands in: `coach` covers `rotation` for the half-open span [from_at, to_at), aware UTC."""

    rotation: str
    coach: str
    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: whom to page, by which ways in order, and how long to wait for a human."""

    target: str  # "oncall" | "oncall:ROTATION" | "owner" | "coach:NAME" | "everybody"
    wait: timedelta
    ways: tuple[Way, ...] = (Way.SLACK, Way.TELEGRAM, Way.APPRISE)


@dataclass(frozen=True, slots=True)
class Policy:
    """Whom to call and how long each party may take; frozen into an escalation when it opens."""

    steps: tuple[Step, ...]
    contact_within: timedelta  # from acknowledgement or take-over
    tell_client_after: timedelta  # the client hears that nobody has seen it yet
    resolve_within: timedelta  # from contact
    hand_back_within: timedelta  # from resolve
    repeat_every: timedelta  # wait after the last step; doubles each round ...
    repeat_max: timedelta  # ... up to this

    def rungs(self) -> tuple[Step, ...]:
        """The steps as climbed: whatever is configured, the last one calls everybody by every way."""
        if self.steps and self.steps[-1].target == "everybody":
            last = self.steps[-1]
            rest = tuple(way for way in Way if way not in last.ways)
            return (*self.steps[:-1], replace(last, ways=last.ways + rest))
        return (*self.steps, Step("everybody", self.repeat_every))

    def wait_after(self, rung: int, round_: int) -> timedelta:
        """How long `rung` may take before the ladder goes on; after the last one, before it starts again."""
        rungs = self.rungs()
        if rung < len(rungs) - 1:
            return rungs[rung].wait
        return min(self.repeat_every * (1 << min(round_, 20)), self.repeat_max)


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who can be called, and the order in which they take turns."""

    coaches: tuple[Coach, ...]
    rotations: tuple[Rotation, ...] = ()
    overrides: tuple[Override, ...] = ()
    ways: frozenset[Way] = frozenset(Way)  # the roads that this practice has set up

    def named(self, name: str) -> Coach | None:
        return next((coach for coach in self.coaches if coach.name == name), None)

    def ways_to(self, coach: Coach, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """Those of `ways`, in their order, that can reach `coach` at all."""
        return tuple(way for way in ways if way in self.ways and coach.reachable_by(way))

    def owners(self) -> tuple[Coach, ...]:
        return tuple(coach for coach in self.coaches if coach.role is Role.OWNER)


# --- the matter itself ------------------------------------------------------------------------------


class State(StrEnum):
    """Where an escalation stands. The client is held in all but CLOSED."""

    OPEN = "open"  # the ladder runs; no human has it
    ACKNOWLEDGED = "acknowledged"  # somebody has read it
    TAKEN_OVER = "taken_over"  # somebody writes to the client; the bridge is on
    CONTACTED = "contacted"  # the client has been reached
    MONITORING = "monitoring"  # a coach watches until a named moment
    RESOLVED = "resolved"  # over, automation not yet back on
    CLOSED = "closed"  # handed back


class Result(StrEnum):
    """What became of a page."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"  # acknowledged before it was sent


@dataclass(frozen=True, slots=True)
class Page:
    """One attempt to reach one coach one way."""

    id: str
    to: str
    way: Way
    at: datetime
    call: int  # pages of one call were sent out together; when all have failed the ladder moves on at once
    result: Result = Result.QUEUED
    why: str = ""  # a `ladder.Why`
    rest: tuple[Way, ...] = ()  # ways still untried for this coach
    error: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of an escalation's timeline: who did what when."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Party:
    """Whom the matter is about, kept with it so that a ladder needs nothing else of the client."""

    client: str
    name: str = ""  # empty for a stranger
    channel: str = ""
    chat: str = ""
    language: str = ""
    coach: str = ""
    phone: str = ""
    contact: str = ""
    membership: str = ""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One urgent matter, from the verdict until a named coach hands back."""

    id: str
    party: Party
    opened_at: datetime
    policy: Policy
    state: State = State.OPEN
    findings: tuple[Finding, ...] = ()
    pages: tuple[Page, ...] = ()
    step: int = -1  # the rung that was paged last
    round: int = 0  # how often the ladder has been exhausted
    calls: int = 0  # how many calls have gone out; numbers `Page.call`
    holder: str = ""  # the coach who has it; empty while open
    bridge: str = ""  # the coach whose thread replies reach the client
    wake_at: datetime | None = None  # ladder step, contact window or reminder, whichever the state waits for
    tell_client_at: datetime | None = None  # when the client hears that nobody has seen it yet
    reminders: int = 0  # reminders in a row that nobody has answered
    answered: bool = False  # the client's present silent stretch has had its fixed text
    label: str = ""  # "" | "false_alarm"
    outcome: str = ""
    monitor_until: datetime | None = None
    closed_at: datetime | None = None
    timeline: tuple[Moment, ...] = ()
