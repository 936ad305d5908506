"""The ladder: who is called when - on an urgent verdict, as time passes, and when a page fails. Pure.

Each function takes the escalation, what happened and the instant. One wake takes one step, however late it comes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from escalation.moves import (
    MOVES,
    Call,
    CallOff,
    Happening,
    Note,
    PostCard,
    Stepped,
    Tell,
    Why,
    noted,
)
from escalation.oncall import targets
from escalation.words import (
    Coach,
    Escalation,
    Finding,
    Page,
    Party,
    Policy,
    Result,
    State,
    Team,
    Way,
)

MORE_WORDS = "more urgent words"  # in the timeline

# What a state that waits for a coach reminds of.
REMINDS: dict[State, Why] = {
    State.CONTACTED: Why.RESOLVE,
    State.MONITORING: Why.MONITOR,
    State.RESOLVED: Why.HAND_BACK,
}

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
    climbed = _climb(noted(escalation, "Handrail", "opened", now), team, now)
    return Stepped(climbed.escalation, (PostCard(), Tell("stopped"), *climbed.orders))


def found_more(escalation: Escalation, findings: tuple[Finding, ...], team: Team, now: datetime) -> Stepped:
    """Another urgent verdict. It never slows, restarts or ends a running ladder."""
    state = MOVES[escalation.state, Happening.URGENT]
    more = replace(escalation, findings=escalation.findings + findings, state=state)
    more = noted(more, "Handrail", MORE_WORDS, now)
    match escalation.state:
        case State.OPEN:
            return Stepped(more)
        case State.ACKNOWLEDGED | State.TAKEN_OVER | State.CONTACTED:
            called = _call(more, _holder(more, team), tuple(Way), Why.MORE, team, now)
            if not called.orders:
                called = _call(more, targets(team, "everybody", now), tuple(Way), Why.MORE, team, now)
            anew = replace(called.escalation, wake_at=now + more.policy.contact_within, reminders=0)
            return Stepped(anew, called.orders)
        case _:
            return _reopened(more, team, now, Why.URGENT, Tell("stopped"))


def last_urgent_at(escalation: Escalation) -> datetime:
    """When the newest urgent verdict came."""
    more = (moment.at for moment in escalation.timeline if moment.what == MORE_WORDS)
    return max(more, default=escalation.opened_at)


# --- time passes -------------------------------------------------------------------------------------


def wake(escalation: Escalation, team: Team, now: datetime) -> Stepped:
    """What is due at `now`: telling the client, a rung, a window that passed, or a reminder."""
    if escalation.state is State.CLOSED:
        return Stepped(replace(escalation, wake_at=None, tell_client_at=None))
    if escalation.state is State.OPEN and escalation.tell_client_at and escalation.tell_client_at <= now:
        told = replace(escalation, tell_client_at=None)
        return Stepped(
            noted(told, "Handrail", "told the client that nobody has seen it yet", now), (Tell("nobody_yet"),)
        )
    orphaned = bool(escalation.holder) and team.named(escalation.holder) is None
    due = escalation.wake_at is None or escalation.wake_at <= now
    if not (due or orphaned):
        return Stepped(escalation)
    match escalation.state:
        case State.OPEN:
            return _climb(escalation, team, now)
        case State.ACKNOWLEDGED | State.TAKEN_OVER:
            lapsed = replace(escalation, state=MOVES[escalation.state, Happening.WINDOW_PASSED])
            gone = (
                f"{escalation.holder} is no longer a coach"
                if orphaned
                else f"no contact by {escalation.holder} in time"
            )
            return _reopened(
                noted(lapsed, "Handrail", gone, now), team, now, Why.NO_CONTACT, Tell("not_reached")
            )
        case State.CONTACTED | State.MONITORING | State.RESOLVED:
            return _remind(escalation, REMINDS[escalation.state], team, now)


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
    nobody = noted(escalation, "Handrail", "nobody could be called", now)
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
    escalation: Escalation,
    coaches: tuple[Coach, ...],
    ways: tuple[Way, ...],
    why: Why,
    team: Team,
    now: datetime,
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
    """The page has been handed over to its channel. One that was on the wire at the acknowledgement is called off."""
    page = next((p for p in escalation.pages if p.id == page_id and p.result is not Result.FAILED), None)
    if page is None:
        return Stepped(escalation)
    sent = _settled(escalation, replace(page, result=Result.SENT))
    late = page.result is Result.WITHDRAWN and page.way is not Way.SLACK and page.to != escalation.holder
    if late and escalation.holder:
        return Stepped(sent, (CallOff(escalation.holder, page.to, page.way),))
    return Stepped(sent)


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
        case State.CONTACTED | State.MONITORING | State.RESOLVED if why is REMINDS[escalation.state]:
            if escalation.reminders > len(escalation.policy.rungs()):
                return Stepped(escalation)
            return _remind(escalation, why, team, now)
        case _ if why in REMINDS.values():
            return Stepped(escalation)  # a reminder of something that has moved on meanwhile
        case _:
            tried = {p.to for p in escalation.pages if p.call == escalation.calls}
            everybody = _call(escalation, targets(team, "everybody", now), tuple(Way), why, team, now)
            called = {p.to for order in everybody.orders if isinstance(order, Call) for p in order.pages}
            return Stepped(escalation) if called <= tried else everybody


def card_arrived(escalation: Escalation, team: Team, now: datetime) -> Stepped:
    """The card is up, perhaps late: whoever the present call could not reach is called again at once."""
    if escalation.state is not State.OPEN:
        return Stepped(escalation)
    call = [page for page in escalation.pages if page.call == escalation.calls]
    reached = {page.to for page in call if page.result is not Result.FAILED}
    names = dict.fromkeys(page.to for page in call if page.to not in reached)
    coaches = tuple(coach for name in names if (coach := team.named(name)))
    return _call(escalation, coaches, tuple(Way), Why.URGENT, team, now)


# --- the client --------------------------------------------------------------------------------------


def heard(escalation: Escalation) -> Stepped:
    """Words that are not urgent: into the thread; one fixed answer for each silent stretch."""
    if escalation.answered:
        return Stepped(escalation)
    return Stepped(
        replace(escalation, answered=True), (Tell(f"passed_on.{escalation.state.value}", escalation.holder),)
    )


def unreachable(escalation: Escalation, team: Team, now: datetime) -> Stepped:
    """The client blocked us or is gone: who has it, or the present rung, is called with the phone numbers."""
    coaches = _holder(escalation, team)
    if not coaches:
        rungs = escalation.policy.rungs()
        coaches = targets(team, rungs[max(escalation.step, 0)].target, now) or targets(team, "everybody", now)
    gone = noted(escalation, "Handrail", "the client can no longer be written to", now)
    called = _call(gone, coaches, tuple(Way), Why.UNREACHABLE, team, now)
    return (
        called
        if called.orders
        else _call(gone, targets(team, "everybody", now), tuple(Way), Why.UNREACHABLE, team, now)
    )
