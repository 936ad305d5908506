"""The ladder: who is called when, and what every act of a coach does to an escalation. Pure.

Each function takes the escalation, what happened and the instant, and returns the escalation as it is
then with the orders that follow. `MOVES` holds every transition; design.md section 5 has the same table
in words. One wake takes one step, however late it comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from escalation.oncall import targets
from escalation.words import (
    Coach,
    Escalation,
    Finding,
    Moment,
    Page,
    Party,
    Policy,
    Result,
    Role,
    State,
    Team,
    Way,
)


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
class PostCard:
    """The escalation is new: its card goes up."""


@dataclass(frozen=True, slots=True)
class Release:
    """The hold is lifted; what runs then follows from the membership alone."""


Order = Call | Tell | Note | StandDown | PostCard | Release


@dataclass(frozen=True, slots=True)
class Stepped:
    escalation: Escalation
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed; `text` tells the coach why, and who was first."""

    text: str


# --- an urgent verdict -------------------------------------------------------------------------------


def opened(
    id_: str, party: Party, findings: tuple[Finding, ...], policy: Policy, team: Team, now: datetime
) -> Stepped:
    """A new escalation, its first rung already called. The policy is frozen into it."""
    escalation = Escalation(
        id=id_,
        party=party,
        opened_at=now,
        policy=policy,
        findings=findings,
        tell_client_at=now + policy.tell_client_after,
    )
    climbed = _climb(_noted(escalation, "Handrail", "opened", now), team, now)
    return Stepped(climbed.escalation, (PostCard(), Tell("stopped"), *climbed.orders))


def found_more(escalation: Escalation, findings: tuple[Finding, ...], team: Team, now: datetime) -> Stepped:
    """Another urgent verdict. It never slows, restarts or ends a running ladder."""
    state = MOVES[escalation.state, Happening.URGENT]
    more = replace(escalation, findings=escalation.findings + findings, state=state)
    more = _noted(more, "Handrail", "more urgent words", now)
    match escalation.state:
        case State.OPEN:
            return Stepped(more)
        case State.ACKNOWLEDGED | State.TAKEN_OVER | State.CONTACTED:
            called = _call(more, _holder(more, team), tuple(Way), Why.MORE, team, now)
            if not called.orders:
                called = _call(more, targets(team, "everybody", now), tuple(Way), Why.MORE, team, now)
            anew = replace(
                called.escalation, wake_at=now + more.policy.contact_within, reminders=0
            )
            return Stepped(anew, called.orders)
        case _:
            return _reopened(more, team, now, Why.URGENT, Tell("stopped"))


# --- time passes -------------------------------------------------------------------------------------


def wake(escalation: Escalation, team: Team, now: datetime) -> Stepped:
    """What is due at `now`: telling the client, a rung, a window that passed, or a reminder."""
    if escalation.state is State.CLOSED:
        return Stepped(replace(escalation, wake_at=None, tell_client_at=None))
    if escalation.state is State.OPEN and escalation.tell_client_at and escalation.tell_client_at <= now:
        told = replace(escalation, tell_client_at=None)
        return Stepped(_noted(told, "Handrail", "told the client that nobody has seen it yet", now), (Tell("nobody_yet"),))
    orphaned = bool(escalation.holder) and team.named(escalation.holder) is None
    due = escalation.wake_at is None or escalation.wake_at <= now
    if not (due or orphaned):
        return Stepped(escalation)
    match escalation.state:
        case State.OPEN:
            return _climb(escalation, team, now)
        case State.ACKNOWLEDGED | State.TAKEN_OVER:
            lapsed = replace(escalation, state=MOVES[escalation.state, Happening.WINDOW_PASSED])
            gone = f"{escalation.holder} is no longer a coach" if orphaned else f"no contact by {escalation.holder} in time"
            return _reopened(_noted(lapsed, "Handrail", gone, now), team, now, Why.NO_CONTACT, Tell("not_reached"))
        case State.CONTACTED:
            return _remind(escalation, Why.RESOLVE, team, now)
        case State.MONITORING:
            return _remind(escalation, Why.MONITOR, team, now)
        case State.RESOLVED:
            return _remind(escalation, Why.HAND_BACK, team, now)


def _reopened(escalation: Escalation, team: Team, now: datetime, why: Why, tell: Tell) -> Stepped:
    """Nobody has it any more: the ladder starts at its first rung. The bridge stays with whoever built it."""
    fresh = replace(
        escalation,
        holder="",
        step=-1,
        round=0,
        reminders=0,
        answered=False,
        monitor_until=None,
        label="",
        tell_client_at=now + escalation.policy.tell_client_after if why is Why.URGENT else None,
    )
    climbed = _climb(fresh, team, now, why)
    return Stepped(climbed.escalation, (tell, *climbed.orders))


def _climb(escalation: Escalation, team: Team, now: datetime, why: Why = Why.URGENT) -> Stepped:
    """Call the next rung. A rung that reaches nobody is not waited for; after the last one it starts again."""
    rungs = escalation.policy.rungs()
    step, round_ = escalation.step, escalation.round
    for _ in rungs:
        step += 1
        if step == len(rungs):
            step, round_ = 0, round_ + 1
        rung = rungs[step]
        at = replace(escalation, step=step, round=round_)
        called = _call(at, targets(team, rung.target, now), rung.ways, why, team, now)
        if called.orders:
            wait = escalation.policy.wait_after(step, round_)
            return Stepped(replace(called.escalation, wake_at=now + wait), called.orders)
    # Nobody can be called at all. The card stands in the channel; we try again and say so.
    nobody = _noted(escalation, "Handrail", "nobody could be called", now)
    wait = escalation.policy.wait_after(len(rungs) - 1, escalation.round)
    return Stepped(
        replace(nobody, round=escalation.round + 1, wake_at=now + wait),
        (Note("Nobody on this ladder can be reached by any way. Whoever reads this: please acknowledge."),),
    )


def _remind(escalation: Escalation, why: Why, team: Team, now: datetime) -> Stepped:
    """First the holder, then rung by rung like pages, until someone acts."""
    rungs = escalation.policy.rungs()
    count = escalation.reminders
    holder = _holder(escalation, team)
    rung, round_ = count - 1, 0
    if rung >= 0:
        round_, rung = divmod(rung, len(rungs))
    coaches = holder if rung < 0 else targets(team, rungs[rung].target, now)
    ways = tuple(Way) if rung < 0 else rungs[rung].ways
    wait = rungs[0].wait if rung < 0 else escalation.policy.wait_after(rung, round_)
    reminded = replace(escalation, reminders=count + 1, wake_at=now + wait)
    called = _call(reminded, coaches, ways, why, team, now)
    if not called.orders and count <= len(rungs):
        return _remind(reminded, why, team, now)
    return called


def _holder(escalation: Escalation, team: Team) -> tuple[Coach, ...]:
    coach = team.named(escalation.holder)
    return (coach,) if coach else ()


# --- pages -------------------------------------------------------------------------------------------


def _call(
    escalation: Escalation, coaches: tuple[Coach, ...], ways: tuple[Way, ...], why: Why, team: Team, now: datetime
) -> Stepped:
    """Page each of `coaches` by the first way that they have; no orders when none has any."""
    number = escalation.calls + 1
    pages: list[Page] = []
    for coach in coaches:
        roads = team.ways_to(coach, ways)
        if roads:
            id_ = f"{escalation.id}.{number}.{len(pages) + 1}"
            pages.append(Page(id_, coach.name, roads[0], now, number, why=why.value, rest=roads[1:]))
    if not pages:
        return Stepped(escalation)
    called = replace(escalation, calls=number, pages=escalation.pages + tuple(pages))
    return Stepped(called, (Call(tuple(pages), why),))


def _settled(escalation: Escalation, page: Page) -> Escalation:
    return replace(escalation, pages=tuple(page if old.id == page.id else old for old in escalation.pages))


def page_sent(escalation: Escalation, page_id: str) -> Stepped:
    """The page has been handed over to its channel."""
    for page in escalation.pages:
        if page.id == page_id and page.result is not Result.FAILED:
            return Stepped(_settled(escalation, replace(page, result=Result.SENT)))
    return Stepped(escalation)


def page_failed(escalation: Escalation, page_id: str, error: str, team: Team, now: datetime) -> Stepped:
    """The next way at once; when every page of the call has failed, the next rung at once."""
    page = next((p for p in escalation.pages if p.id == page_id and p.result is Result.QUEUED), None)
    if page is None:
        return Stepped(escalation)
    failed = _settled(escalation, replace(page, result=Result.FAILED, error=error))
    if escalation.state is State.CLOSED:
        return Stepped(failed)
    why = Why(page.why)
    coach = team.named(page.to)
    if page.rest and coach is not None:
        again = Page(f"{page.id}+", page.to, page.rest[0], now, page.call, why=page.why, rest=page.rest[1:])
        return Stepped(replace(failed, pages=(*failed.pages, again)), (Call((again,), why),))
    call = [p for p in failed.pages if p.call == page.call]
    if page.call != failed.calls or any(p.result is not Result.FAILED for p in call):
        return Stepped(failed)
    return _after_failed_call(failed, why, team, now)


def _after_failed_call(escalation: Escalation, why: Why, team: Team, now: datetime) -> Stepped:
    match escalation.state:
        case State.OPEN:
            if escalation.step >= len(escalation.policy.rungs()) - 1:
                return Stepped(escalation)  # the round is over: its wait is already running
            return _climb(escalation, team, now)
        case _ if why in (Why.RESOLVE, Why.MONITOR, Why.HAND_BACK):
            if escalation.reminders > len(escalation.policy.rungs()):
                return Stepped(escalation)
            return _remind(escalation, why, team, now)
        case _:
            everybody = _call(escalation, targets(team, "everybody", now), tuple(Way), why, team, now)
            repeated = sum(1 for p in escalation.pages if p.call == escalation.calls) > 1
            return Stepped(escalation) if repeated else everybody


def card_arrived(escalation: Escalation, now: datetime) -> Stepped:
    """The card is up, perhaps late. If no page of this round has got through, the ladder goes on at once."""
    if escalation.state is not State.OPEN or any(
        p.call == escalation.calls and p.result is not Result.FAILED for p in escalation.pages
    ):
        return Stepped(escalation)
    return Stepped(replace(escalation, wake_at=now))


# --- a coach acts ------------------------------------------------------------------------------------


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
    seen = _noted(seen, coach.name, "acknowledged", now)
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
    note = Note(f"{coach.name} has taken over. Replies in this thread reach the client; // keeps a line inside.")
    told: tuple[Order, ...] = (note,)
    if moved_from and moved_from != coach.name:
        told = (Note(f"{coach.name} has taken over from {moved_from}.", mention=moved_from),)
    return Stepped(
        _noted(taken, coach.name, "took over", now),
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
    return Stepped(_noted(reached, coach.name, "reached the client", now), first.orders)


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
    return Stepped(_noted(watching, coach.name, f"watches until {until:%Y-%m-%d %H:%M} UTC", now), first.orders)


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
    return Stepped(_noted(over, coach.name, "false alarm" if label else "resolved", now), first.orders)


def hand_back(escalation: Escalation, coach: Coach, now: datetime) -> Stepped | Refused:
    """Closed, the hold lifted. What the client hears depends on membership, which the caller knows."""
    if (escalation.state, Happening.HAND_BACK) not in MOVES:
        return Refused(_already(escalation))
    closed = replace(
        escalation, state=State.CLOSED, holder=coach.name, closed_at=now, wake_at=None, tell_client_at=None
    )
    return Stepped(_noted(closed, coach.name, "handed back", now), (Release(),))


def note(escalation: Escalation, coach: Coach, text: str, now: datetime) -> Stepped | Refused:
    """A note inside the practice. From open it also says that somebody has read it."""
    if escalation.state is State.CLOSED:
        return Refused(_already(escalation))
    orders: tuple[Order, ...] = ()
    if escalation.state is State.OPEN:
        seen = acknowledge(escalation, coach, now)
        assert isinstance(seen, Stepped)
        escalation, orders = seen.escalation, seen.orders
    noted = _noted(acted(escalation, now).escalation, coach.name, f"note: {text}", now)
    return Stepped(noted, (*orders, Note(f"{coach.name} notes: {text}")))


def outcome(escalation: Escalation, coach: Coach, outcome_: str, text: str, now: datetime) -> Stepped:
    """What came of it, filled in after resolving; allowed at any time."""
    kept = replace(escalation, outcome=outcome_)
    line = f"outcome: {outcome_}" + (f" - {text}" if text else "")
    return Stepped(_noted(kept, coach.name, line, now), (Note(f"{coach.name}: {line}"),))


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


def _seen_first(escalation: Escalation, coach: Coach, happening: Happening, now: datetime) -> Stepped | Refused:
    """Any act from open first does all that acknowledging does."""
    if (escalation.state, happening) not in MOVES:
        return Refused(_already(escalation))
    if coach.role is Role.ASSISTANT:
        return Refused("Assistants acknowledge and note; a coach has to do this.")
    if escalation.state is State.OPEN:
        return acknowledge(escalation, coach, now)
    return Stepped(escalation)


def _already(escalation: Escalation) -> str:
    who = escalation.holder or "somebody"
    return f"{who} was first: this is already {escalation.state.value.replace('_', ' ')}. Nothing was changed."


# --- the client --------------------------------------------------------------------------------------


def heard(escalation: Escalation) -> Stepped:
    """Words that are not urgent: into the thread; one fixed answer for each silent stretch."""
    if escalation.answered:
        return Stepped(escalation)
    return Stepped(replace(escalation, answered=True), (Tell(f"passed_on.{escalation.state.value}", escalation.holder),))


def unreachable(escalation: Escalation, team: Team, now: datetime) -> Stepped:
    """The client blocked us or is gone: who has it, or the present rung, is called with the phone numbers."""
    coaches = _holder(escalation, team)
    if not coaches:
        rungs = escalation.policy.rungs()
        coaches = targets(team, rungs[max(escalation.step, 0)].target, now) or targets(team, "everybody", now)
    gone = _noted(escalation, "Handrail", "the client can no longer be written to", now)
    called = _call(gone, coaches, tuple(Way), Why.UNREACHABLE, team, now)
    return called if called.orders else _call(gone, targets(team, "everybody", now), tuple(Way), Why.UNREACHABLE, team, now)


def _noted(escalation: Escalation, who: str, what: str, now: datetime) -> Escalation:
    return replace(escalation, timeline=(*escalation.timeline, Moment(now, who, what)))
