"""What follows from an event that concerns an escalation alone: its clock, its coaches, its pages, its bridge.

Nothing here touches the check-in, so that no bug of the routine can stall a ladder.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot import orders
from bot.core.acts import Monitor, Note, Outcome, Press, ThreadWords
from bot.core.effects import Effect
from bot.core.events import (
    BridgeDelivered,
    CardPosted,
    CaseEvent,
    CoachActed,
    LadderWakeCame,
    PageFailed,
    PageSent,
    SendingFailed,
)
from bot.core.outgoing import PRIORITY_COACH, MarkPost, Origin, PostInThread, RedrawCard, Say, Send
from bot.core.practice import Practice
from escalation import acts, ladder, moves
from escalation.words import Coach, Escalation, State

# Only these would act on words that the coach may not have read yet.
COMPARE_REV = frozenset({"page.resolve", "page.false_alarm", "page.hand_back"})
STALE = "New words have come from the client. Read them and press again."
INSIDE = "//"  # a line that begins so stays in the thread


@dataclass(frozen=True, slots=True)
class CaseDecision:
    """The escalation afterwards, what follows, and what the coach who acted is told in private."""

    escalation: Escalation
    effects: tuple[Effect, ...] = ()
    reply: str = ""
    modal: str = ""  # the form to fill in next
    released_by: str = ""  # the coach who handed back; the caller lifts the hold


def decide(
    escalation: Escalation, rev: int, event: CaseEvent, practice: Practice, now: datetime
) -> CaseDecision:
    """`rev` counts the client's Updates so far."""
    team = practice.team
    match event:
        case LadderWakeCame():
            return _carried(ladder.wake(escalation, team, now), rev, practice)
        case PageSent(pages=pages):
            follow: tuple[moves.Order, ...] = ()
            for page in pages:
                stepped = ladder.page_sent(escalation, page)
                escalation, follow = stepped.escalation, follow + stepped.orders
            return _carried(moves.Stepped(escalation, follow), rev, practice)
        case PageFailed(pages=pages, error=error):
            follow = ()
            for page in pages:
                stepped = ladder.page_failed(escalation, page, error, team, now)
                escalation, follow = stepped.escalation, follow + stepped.orders
            return _carried(moves.Stepped(escalation, follow), rev, practice)
        case CardPosted():
            return _carried(ladder.card_arrived(escalation, team, now), rev, practice)
        case BridgeDelivered():
            return _delivered(escalation, event, rev, practice, now)
        case SendingFailed():
            return _undelivered(escalation, event, rev, practice, now)
        case CoachActed(coach=coach, doing=doing):
            match doing:
                case Press(action=action, value=value):
                    return _pressed(escalation, coach, action, value, rev, practice, now)
                case Monitor(until=until, note=note):
                    watched = acts.monitor(escalation, coach, until, now)
                    if note and isinstance(watched, moves.Stepped):
                        watched = _and_note(watched, coach, note, now)
                    return _answered(escalation, watched, rev, practice)
                case Outcome(outcome=outcome, note=note):
                    return _answered(
                        escalation, acts.outcome(escalation, coach, outcome, note, now), rev, practice
                    )
                case Note(note=note):
                    return _answered(escalation, acts.note(escalation, coach, note, now), rev, practice)
                case ThreadWords():
                    return _bridge(escalation, coach, doing, rev, practice, now)
                case _:
                    assert_never(doing)
        case _:
            assert_never(event)


def _carried(stepped: moves.Stepped, rev: int, practice: Practice) -> CaseDecision:
    return CaseDecision(
        stepped.escalation, orders.carried_out(stepped.orders, stepped.escalation, rev, practice)
    )


def _answered(
    before: Escalation, stepped: moves.Stepped | moves.Refused, rev: int, practice: Practice, modal: str = ""
) -> CaseDecision:
    if isinstance(stepped, moves.Refused):
        return CaseDecision(before, _redraw(before), reply=stepped.text)
    decision = _carried(stepped, rev, practice)
    return CaseDecision(decision.escalation, decision.effects, modal=modal)


def _and_note(stepped: moves.Stepped, coach: Coach, text: str, now: datetime) -> moves.Stepped:
    noted = acts.note(stepped.escalation, coach, text, now)
    if isinstance(noted, moves.Refused):
        return stepped
    return moves.Stepped(noted.escalation, stepped.orders + noted.orders)


def _pressed(
    escalation: Escalation, coach: Coach, action: str, value: str, rev: int, practice: Practice, now: datetime
) -> CaseDecision:
    seen_rev = value.partition(":")[2]
    if (
        action in COMPARE_REV
        and seen_rev.isdigit()
        and int(seen_rev) != rev
        and escalation.state is not State.CLOSED
    ):
        return CaseDecision(escalation, _redraw(escalation), reply=STALE)
    modal = ""
    match action:
        case "page.acknowledge":
            stepped = acts.acknowledge(escalation, coach, now)
        case "page.take_over":
            stepped = acts.take_over(escalation, coach, now)
        case "page.contacted":
            stepped = acts.contacted(escalation, coach, now)
        case "page.resolve" | "page.false_alarm":
            label = "false_alarm" if action == "page.false_alarm" else ""
            stepped, modal = acts.resolve(escalation, coach, label, now), "outcome"
        case "page.hand_back":
            stepped = acts.hand_back(escalation, coach, now)
        case "page.monitor" | "page.note":
            return CaseDecision(escalation, modal=action.removeprefix("page."))
        case _:
            return CaseDecision(escalation, reply="This button is not known here.")
    decision = _answered(escalation, stepped, rev, practice, modal)
    if isinstance(stepped, moves.Stepped) and any(
        isinstance(order, moves.Release) for order in stepped.orders
    ):
        return CaseDecision(decision.escalation, decision.effects, released_by=coach.name)
    return decision


def _redraw(escalation: Escalation) -> tuple[Effect, ...]:
    """A refused click means that somebody saw an old card: bring it up to date."""
    return (Send(RedrawCard(escalation.id), Origin.SAFETY, PRIORITY_COACH),)


def _bridge(
    escalation: Escalation, coach: Coach, words: ThreadWords, rev: int, practice: Practice, now: datetime
) -> CaseDecision:
    """Only its holder's words cross, and only until it is closed; whatever does not cross is said to."""
    why = ""
    if escalation.state is State.CLOSED:
        why = "this is closed"
    elif words.text.lstrip().startswith(INSIDE):
        why = "a line that begins with // stays in this thread"
    elif not escalation.bridge:
        why = "nobody has taken over yet; press Take over first"
    elif escalation.bridge != coach.name:
        why = f"{escalation.bridge} has the bridge; press Take over to write to the client yourself"
    elif not words.text.strip():
        why = "only words can cross; files stay here"
    stepped = acts.acted(escalation, now)
    if why:
        return _carried(moves.Stepped(stepped.escalation, (moves.Note(f"Not sent: {why}."),)), rev, practice)
    say = Say(escalation.party.chat, words.text, author=coach.name, thread_post=words.post)
    effects: tuple[Effect, ...] = (Send(say, Origin.COACH, PRIORITY_COACH),)
    if words.files:
        note = "The words were sent; the files were not: only words can cross."
        effects += (Send(PostInThread(escalation.id, note), Origin.SAFETY, PRIORITY_COACH),)
    return CaseDecision(stepped.escalation, effects + _carried(stepped, rev, practice).effects)


def _delivered(
    escalation: Escalation, event: BridgeDelivered, rev: int, practice: Practice, now: datetime
) -> CaseDecision:
    """The coach's words have arrived: the client is contacted, unless urgent words came after they were written."""
    mark: tuple[Effect, ...] = (Send(MarkPost(escalation.id, event.post), Origin.SAFETY, PRIORITY_COACH),)
    if (
        escalation.state is State.OPEN
        and event.written_at is not None
        and event.written_at < ladder.last_urgent_at(escalation)
    ):
        return CaseDecision(escalation, mark)
    coach = practice.team.named(event.coach)
    stepped = acts.contacted(escalation, coach, now) if coach else moves.Refused("")
    if isinstance(stepped, moves.Refused):
        return CaseDecision(escalation, mark)
    if escalation.holder:  # somebody else may have taken over while it was on the wire
        stepped = moves.Stepped(replace(stepped.escalation, holder=escalation.holder), stepped.orders)
    decision = _carried(stepped, rev, practice)
    return CaseDecision(decision.escalation, mark + decision.effects)


def _undelivered(
    escalation: Escalation, event: SendingFailed, rev: int, practice: Practice, now: datetime
) -> CaseDecision:
    what = (
        "Your last message did not reach the client" if event.post else "A message did not reach the client"
    )
    note = moves.Note(f"{what}: {event.error}", mention=escalation.holder)
    if not event.gone:
        return _carried(moves.Stepped(escalation, (note,)), rev, practice)
    stepped = ladder.unreachable(escalation, practice.team, now)
    return _carried(moves.Stepped(stepped.escalation, (note, *stepped.orders)), rev, practice)
