"""Acting: what a coach did, a ladder's wake, what became of a page - everything that moves an escalation."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from cryptography.exceptions import InvalidTag

from bot import case, decide
from bot.carrying import Details, carry_out
from bot.carrying import Outcome as Stored
from bot.core.acts import Act, ActReply, Monitor, Note, Outcome, Press, ThreadWords
from bot.core.client import Client
from bot.core.effects import Effect, WithdrawPages
from bot.core.events import CaseEvent, CoachActed, LadderWakeCame, PageFailed, PageSent
from bot.core.outgoing import (
    PRIORITY_COACH,
    PRIORITY_REPLY,
    Notice,
    Origin,
    PostInThread,
    PostReview,
    Send,
)
from bot.routines.planning import awake
from bot.store import clients, escalations, outbox, reviews, updates
from bot.store.tx import Tx
from bot.world import World, coach_who_acts
from escalation.words import Coach, Finding, Lane, Role, Verdict

NOT_A_COACH = "Only the practice's coaches can do this. Nothing was changed."
NOT_SENT = "Not sent: only the practice's coaches can write to the client from this thread."
UNREADABLE = "The client's record does not read, so nothing was handed back. Please tell whoever runs this."
GONE = "This is not on record any more. Nothing was changed."


def acted(tx: Tx, world: World, act: Act, now: datetime) -> ActReply:
    """Carry out what a coach did; the reply is for that coach alone."""
    if act.id and updates.seen(tx, f"act:{act.via}", act.id, now):
        return ActReply()
    coach = coach_who_acts(world.practice, act.via, act.user)
    if coach is None:
        if isinstance(act.doing, ThreadWords):
            _not_sent(tx, world, act.doing.thread, now)
            return ActReply()
        return ActReply(NOT_A_COACH)
    match act.doing:
        case Press(action=action, value=value) if action.startswith("review."):
            return _review(tx, world, coach, action, value, now)
        case Press(value=value):
            id_ = value.partition(":")[0]
        case Monitor(escalation=id_) | Outcome(escalation=id_) | Note(escalation=id_):
            pass
        case ThreadWords(thread=thread):
            found = escalations.by_card(tx, world.coach_channel, thread)
            if found is None:
                return ActReply()  # a thread of somebody else's
            id_ = found
        case _:
            assert_never(act.doing)
    decision = happened(tx, world, id_, CoachActed(coach, act.doing, id_), now)
    if decision is None:
        return ActReply(GONE)
    return ActReply(decision.reply, decision.modal, id_)


def _not_sent(tx: Tx, world: World, thread: str, now: datetime) -> None:
    """Somebody else of the workspace wrote under a card, and must not believe that the client reads it."""
    id_ = escalations.by_card(tx, world.coach_channel, thread)
    escalation = escalations.by_id(tx, id_) if id_ else None
    client = clients.by_id(tx, escalation.party.client) if escalation else None
    if escalation is not None and client is not None:
        told = Send(PostInThread(escalation.id, NOT_SENT), Origin.SAFETY, PRIORITY_COACH)
        outbox.put(tx, client, escalation.id, (told,), now)


def happened(tx: Tx, world: World, id_: str, event: CaseEvent, now: datetime) -> case.CaseDecision | None:
    """Decide and store what follows from `event`; None when the escalation is not on record."""
    found = escalations.by_id(tx, id_)
    try:
        client = clients.by_id(tx, found.party.client) if found else None
    except (InvalidTag, ValueError):
        return _without_record(tx, world, id_, event, now)
    # Read again under the client's lock: another process may have acted meanwhile.
    escalation = escalations.by_id(tx, id_) if client else None
    if client is None or escalation is None:
        return None
    decision = case.decide(escalation, client.rev, event, world.practice, now)
    effects: tuple[Effect, ...] = decision.effects
    if decision.released_by:
        turn = decide.released(client, world.practice, now, decision.released_by)
        client, effects = awake(turn.client), effects + turn.effects
    why = {"escalation": id_, "state": decision.escalation.state.value, **_told(event)}
    carry_out(
        tx,
        Stored(client, escalation, decision.escalation, effects, type(event).__name__, why),
        world.practice,
        now,
    )
    return decision


def _without_record(
    tx: Tx, world: World, id_: str, event: CaseEvent, now: datetime
) -> case.CaseDecision | None:
    """The client's record does not read, and the ladder climbs all the same: it needs nothing of it.

    Only handing back does, since it lifts the hold that stands in that record.
    """
    escalation = escalations.by_id(tx, id_)
    if escalation is None:
        return None
    rev = escalations.rev_of(tx, id_)
    decision = case.decide(escalation, rev, event, world.practice, now)
    if decision.released_by:
        return case.CaseDecision(escalation, reply=UNREADABLE)
    escalations.save(tx, decision.escalation, rev)
    for effect in decision.effects:
        if isinstance(effect, WithdrawPages):
            outbox.withdraw_pages(tx, effect.escalation)
    sends = [effect for effect in decision.effects if isinstance(effect, Send)]
    outbox.put(tx, None, id_, sends, now, escalation.party.channel)
    return decision


def _told(event: CaseEvent) -> Details:
    match event:
        case CoachActed(coach=coach, doing=doing):
            return {"coach": coach.name, "did": getattr(doing, "action", type(doing).__name__)}
        case PageSent(pages=pages):
            return {"pages": list(pages)}
        case PageFailed(pages=pages, error=error):
            return {"pages": list(pages), "error": error}
        case _:
            return {}


def ladder_due(tx: Tx, world: World, id_: str, now: datetime) -> None:
    if escalations.take_due(tx, id_, now):
        ladder_woken(tx, world, id_, now)


def ladder_woken(tx: Tx, world: World, id_: str, now: datetime) -> None:
    happened(tx, world, id_, LadderWakeCame(), now)


# --- reviews -------------------------------------------------------------------------------------------------


def _review(tx: Tx, world: World, coach: Coach, action: str, id_: str, now: datetime) -> ActReply:
    """A review is done, or a coach finds it urgent after all: then the same road opens as for urgent words."""
    found = reviews.by_id(tx, id_)
    client = clients.by_id(tx, found.client_id) if found else None
    review = reviews.by_id(tx, id_) if client else None  # read again under the client's lock
    if review is None or client is None:
        return ActReply(GONE)
    if coach.role is Role.ASSISTANT:
        return ActReply("Assistants acknowledge and note; a coach has to do this.")
    if review.settled_by:
        return ActReply(f"{review.settled_by} was first. Nothing was changed.")
    escalating = action == "review.escalate"
    reviews.settle(tx, id_, coach.name, "escalated" if escalating else "done", now)
    redraw: Effect = Send(PostReview(id_), Origin.SAFETY, PRIORITY_REPLY)
    before = escalations.by_id(tx, client.held_by) if client.held_by else None
    why = {"review": id_, "coach": coach.name, "did": action}
    if not escalating:
        carry_out(tx, Stored(client, before, before, (redraw,), "ReviewDone", why), world.practice, now)
        return ActReply()
    raised = Finding(
        "distress",
        Lane.URGENT,
        "coach.escalated",
        review.words,
        0,
        len(review.words),
        f"{coach.name} raised it",
    )
    decision = decide.raised(client, before, id_, Verdict(Lane.URGENT, (raised,)), world.practice, now)
    effects = (redraw, *decision.effects)
    carry_out(
        tx,
        Stored(awake(decision.client), before, decision.escalation, effects, "ReviewEscalated", why),
        world.practice,
        now,
    )
    return ActReply()


def chased(tx: Tx, world: World, now: datetime) -> None:
    """Reviews past their window are put before the coaches once more, each window anew."""
    for review in reviews.due(tx, now):
        reviews.postpone(tx, review.id, now + world.practice.review_within)
        client = clients.by_id(tx, review.client_id)
        if client is not None:
            _chase(tx, client, review, now)


def _chase(tx: Tx, client: Client, review: reviews.StoredReview, now: datetime) -> None:
    who = client.name or "an unknown sender"
    text = f"Overdue: a message from {who} waits to be read (review {review.id})."
    sends = [Send(Notice(text, client.coach), Origin.SAFETY, PRIORITY_REPLY)]
    if not review.ref:  # the channel refused it when it was new: nobody can have read it
        sends.insert(0, Send(PostReview(review.id), Origin.SAFETY, PRIORITY_REPLY))
    outbox.put(tx, client, None, sends, now)
