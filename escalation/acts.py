"""What a coach's acts do to an escalation. The loser of a race is refused, and told who was first. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from escalation.moves import (
    MOVES,
    Happening,
    Note,
    Order,
    Refused,
    Release,
    StandDown,
    Stepped,
    Tell,
    noted,
)
from escalation.words import Coach, Escalation, Result, Role, State, Way

ASSISTANT = "Assistants acknowledge and note; a coach has to do this."


def acknowledge(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    """Somebody has read it. Paging stops; the window for contact starts."""
    if (escalation.state, Happening.ACKNOWLEDGE) not in MOVES:
        return Refused(_already(escalation))
    paged = {
        (p.to, p.way)
        for p in escalation.pages
        if p.result is Result.SENT and p.way is not Way.SLACK and p.to != coach.name
    }
    pages = tuple(
        replace(p, result=Result.WITHDRAWN) if p.result is Result.QUEUED else p for p in escalation.pages
    )
    seen = replace(
        escalation,
        state=State.ACKNOWLEDGED,
        holder=coach.name,
        pages=pages,
        wake_at=now + escalation.policy.contact_within,
        tell_client_at=None,
        reminders=0,
        answered=False,
    )
    seen = noted(seen, coach.name, "acknowledged", now)
    return Stepped(
        seen,
        (
            StandDown(coach.name, tuple(sorted(paged))),
            Note(f"{coach.name} has it."),
            Tell("seen", coach.name),
        ),
    )


def take_over(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    """The bridge is on: what `coach` writes in the thread reaches the client."""
    first = _seen_first(escalation, coach, Happening.TAKE_OVER, now)
    if isinstance(first, Refused):
        return first
    before = first.escalation
    if before.bridge == coach.name and before.state is not State.ACKNOWLEDGED:
        return Refused(f"{coach.name}, you already have it: write in this thread.")
    fresh = before.state is State.ACKNOWLEDGED
    taken = replace(
        before,
        state=MOVES[before.state, Happening.TAKE_OVER],
        holder=coach.name,
        bridge=coach.name,
        wake_at=now + before.policy.contact_within if fresh else before.wake_at,
        reminders=0,
        answered=False,
    )
    moved_from = before.bridge or (before.holder if not fresh else "")
    note = Note(
        f"{coach.name} has taken over. Replies in this thread reach the client; // keeps a line inside."
    )
    told: tuple[Order, ...] = (note,)
    if moved_from and moved_from != coach.name:
        told = (Note(f"{coach.name} has taken over from {moved_from}.", mention=moved_from),)
    return Stepped(
        noted(taken, coach.name, "took over", now),
        (*first.orders, *told, Tell("here_now" if fresh else "here_instead", coach.name)),
    )


def contacted(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    """The client has been reached: by phone, in person, or by a delivered message over the bridge."""
    first = _seen_first(escalation, coach, Happening.CONTACT, now)
    if isinstance(first, Refused):
        return first
    reached = replace(
        first.escalation,
        state=State.CONTACTED,
        holder=coach.name,
        wake_at=now + escalation.policy.resolve_within,
        reminders=0,
        answered=False,
    )
    return Stepped(noted(reached, coach.name, "reached the client", now), first.orders)


def monitor(escalation: Escalation, coach: Coach, until: datetime, now: datetime) -> Stepped | Refused:
    """Watch until a named moment, then be reminded; again to extend."""
    if until <= now:
        return Refused("That moment has passed; choose a later one.")
    first = _seen_first(escalation, coach, Happening.MONITOR, now)
    if isinstance(first, Refused):
        return first
    watching = replace(
        first.escalation,
        state=State.MONITORING,
        holder=coach.name,
        monitor_until=until,
        wake_at=until,
        reminders=0,
        answered=False,
    )
    return Stepped(
        noted(watching, coach.name, f"watches until {until:%Y-%m-%d %H:%M} UTC", now), first.orders
    )


def resolve(escalation: Escalation, coach: Coach, label: str, now: datetime) -> Stepped | Refused:
    """Over, or a false alarm; automation stays off until somebody hands back."""
    happening = Happening.FALSE_ALARM if label else Happening.RESOLVE
    first = _seen_first(escalation, coach, happening, now)
    if isinstance(first, Refused):
        return first
    over = replace(
        first.escalation,
        state=State.RESOLVED,
        holder=coach.name,
        label=label,
        wake_at=now + escalation.policy.hand_back_within,
        monitor_until=None,
        reminders=0,
        answered=False,
    )
    return Stepped(noted(over, coach.name, "false alarm" if label else "resolved", now), first.orders)


def hand_back(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    """Closed, the hold lifted. What the client hears depends on membership, which the caller knows."""
    if (escalation.state, Happening.HAND_BACK) not in MOVES:
        early = escalation.state is not State.CLOSED
        return Refused("Resolve it first, then hand back." if early else _already(escalation))
    if coach.role is Role.ASSISTANT:
        return Refused(ASSISTANT)
    closed = replace(
        escalation, state=State.CLOSED, holder=coach.name, closed_at=now, wake_at=None, tell_client_at=None
    )
    return Stepped(noted(closed, coach.name, "handed back", now), (Release(),))


def erased(escalation: Escalation, now: datetime) -> Stepped:
    """The client asked to be erased and the law's month is over: the matter ends with the record of it."""
    closed = replace(
        escalation,
        state=MOVES[escalation.state, Happening.ERASURE],
        closed_at=now,
        wake_at=None,
        tell_client_at=None,
    )
    return Stepped(noted(closed, "Handrail", "erased on the client's request", now))


def note(escalation: Escalation, coach: Coach, text: str, now: datetime) -> Stepped | Refused:
    """A note inside the practice. From open it also says that somebody has read it."""
    if escalation.state is State.CLOSED:
        return Refused(_already(escalation))
    orders: tuple[Order, ...] = ()
    if escalation.state is State.OPEN:
        seen = acknowledge(escalation, coach, now)
        assert isinstance(seen, Stepped)
        escalation, orders = seen.escalation, seen.orders
    kept = noted(acted(escalation, now).escalation, coach.name, f"note: {text}", now)
    return Stepped(kept, (*orders, Note(f"{coach.name} notes: {text}")))


def outcome(escalation: Escalation, coach: Coach, outcome_: str, text: str, now: datetime) -> Stepped:
    """What came of it, filled in after resolving; allowed at any time."""
    kept = replace(escalation, outcome=outcome_)
    line = f"outcome: {outcome_}" + (f" - {text}" if text else "")
    return Stepped(noted(kept, coach.name, line, now), (Note(f"{coach.name}: {line}"),))


def acted(escalation: Escalation, now: datetime) -> Stepped:
    """A coach did or wrote something: the client's next words are answered again, reminders start over."""
    windows: dict[State, timedelta] = {
        State.CONTACTED: escalation.policy.resolve_within,
        State.RESOLVED: escalation.policy.hand_back_within,
    }
    window = windows.get(escalation.state) if escalation.reminders else None
    return Stepped(
        replace(
            escalation,
            answered=False,
            reminders=0,
            wake_at=now + window if window else escalation.wake_at,
        )
    )


def _seen_first(
    escalation: Escalation, coach: Coach, happening: Happening, now: datetime
) -> Stepped | Refused:
    """Any act from open first does all that acknowledging does."""
    if (escalation.state, happening) not in MOVES:
        return Refused(_already(escalation))
    if coach.role is Role.ASSISTANT:
        return Refused(ASSISTANT)
    if escalation.state is State.OPEN:
        return acknowledge(escalation, coach, now)
    return Stepped(escalation)


def _already(escalation: Escalation) -> str:
    who = escalation.holder or "somebody"
    return (
        f"{who} was first: this is already {escalation.state.value.replace('_', ' ')}. Nothing was changed."
    )
