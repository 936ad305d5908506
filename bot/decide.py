"""What follows from an event: (client, escalation, event, practice, now) -> the two as they are then, and the effects.

The safety core comes first: an urgent verdict, then a hold, and only then whatever the routine would do.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot import orders
from bot.core.client import Client, HoldMove, Membership, hold_moved
from bot.core.effects import Decision, Effect, Erase, Turn, WithdrawAutomated
from bot.core.events import ClientEvent, ClientInvited, ClientSent, WakeCame
from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, PostInThread, Send
from bot.core.practice import Practice
from bot.core.update import Blocked, ChatMoved, SentMedia, Unblocked, Update, words_of
from bot.routines import chat, onboarding, stranger, waking
from bot.routines.checkin import closed_early
from bot.routines.files import for_card
from bot.routines.held import heard
from bot.routines.planning import awake
from bot.routines.voice import language_of
from escalation import acts, ladder, moves
from escalation.words import Escalation, Lane, Party, Verdict

STRANGER_KEPT = timedelta(days=7)  # after closing, a stranger's sealed words are erased


def escalation_id(update: Update) -> str:
    """Derived from the Update, so that whoever handles it, however often, means the same escalation."""
    return "E" + hashlib.sha256(f"{update.channel}|{update.id}".encode()).hexdigest()[:10]


def decide(
    client: Client, escalation: Escalation | None, event: ClientEvent, practice: Practice, now: datetime
) -> Decision:
    """The road of every event that concerns a client's conversation. Escalation events have their own: `case`."""
    match event:
        case ClientSent(update=update, verdict=verdict, zone=zone):
            decision = _sent(_counted(client, update), escalation, update, verdict, zone, practice, now)
        case ClientInvited(update=update):
            turn = onboarding.welcome(client, update, practice, now)
            decision = Decision(turn.client, escalation, turn.effects)
        case WakeCame():
            turn = waking.woken(client, practice, now)
            if escalation is not None and any(isinstance(effect, Erase) for effect in turn.effects):
                escalation = acts.erased(escalation, now).escalation
            decision = Decision(turn.client, escalation, turn.effects)
        case _:
            assert_never(event)
    return replace(decision, client=awake(decision.client))


def _counted(client: Client, update: Update) -> Client:
    """Every Update counts, and every Update tells where the client can be answered."""
    return replace(
        client, rev=client.rev + 1, unreachable=client.unreachable and isinstance(update.body, Blocked)
    )


def _sent(
    client: Client,
    escalation: Escalation | None,
    update: Update,
    verdict: Verdict,
    zone: str,
    practice: Practice,
    now: datetime,
) -> Decision:
    if verdict.lane is Lane.URGENT:
        return urgent(client, escalation, update, verdict, practice, now)
    if escalation is not None:
        return _held(client, escalation, update, practice, now)
    match update.body:
        case Blocked():
            return _reachable(
                client, unreachable=True, text=f"{client.name} has blocked the bot and cannot be written to."
            )
        case Unblocked():
            return _reachable(client, unreachable=False, text=f"{client.name} can be written to again.")
        case ChatMoved(to=to):
            return Decision(replace(client, chat=to))
        case body if client.membership is Membership.VISITOR:
            del body
            return Decision(client, None, stranger.refused(update, practice, now))
        case body:
            turn = chat.answered(client, update.id, body, verdict, zone, practice, now)
            return Decision(turn.client, None, turn.effects)


def _reachable(client: Client, *, unreachable: bool, text: str) -> Decision:
    told = Send(Notice(text, client.coach), Origin.SAFETY, PRIORITY_COACH)
    return Decision(replace(client, unreachable=unreachable), None, (told,))


# --- the safety core -----------------------------------------------------------------------------------


def party_of(client: Client, practice: Practice) -> Party:
    return Party(
        client=client.id,
        name=client.name,
        channel=client.channel,
        chat=client.chat,
        language=language_of(client, practice),
        coach=client.coach,
        phone=client.profile.phone or "",
        contact=client.profile.contact or "",
        membership=client.membership.value,
    )


def urgent(
    client: Client,
    escalation: Escalation | None,
    update: Update,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Decision:
    """Automation stops, the card goes up and a person is called; or what is already running learns of more."""
    body = update.body
    words = body.line if isinstance(body, SentMedia) else words_of(body)
    decision = _raised(client, escalation, escalation_id(update), words, verdict, practice, now)
    return replace(
        decision, effects=decision.effects + for_card(body, update.channel, decision.client.held_by)
    )


def raised(
    client: Client,
    escalation: Escalation | None,
    review: str,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Decision:
    """A coach found a reviewed message urgent: the same road as for words that are."""
    id_ = "E" + hashlib.sha256(f"review|{review}".encode()).hexdigest()[:10]
    return _raised(client, escalation, id_, verdict.findings[0].quote, verdict, practice, now)


def _raised(
    client: Client,
    escalation: Escalation | None,
    id_: str,
    words: str,
    verdict: Verdict,
    practice: Practice,
    now: datetime,
) -> Decision:
    found = tuple(finding for finding in verdict.findings if finding.lane is Lane.URGENT)
    party = party_of(client, practice)
    if escalation is None:
        stepped = ladder.opened(id_, party, found, practice.policy, practice.team, now)
        held = hold_moved(client, HoldMove.HOLD, stepped.escalation.id)
        held, kept = closed_early(held, now)
        held = replace(held, exercise=None, asking=None)  # a "yes" of days later answers nothing of before
        before: tuple[Effect, ...] = (WithdrawAutomated(), *kept)
    else:
        stepped = ladder.found_more(replace(escalation, party=party), found, practice.team, now)
        held = client
        before = (_into_thread(escalation, words, ""),)
    return Decision(
        held,
        stepped.escalation,
        before + orders.carried_out(stepped.orders, stepped.escalation, held.rev, practice),
    )


def sent_for(stepped: moves.Stepped, rev: int, practice: Practice) -> tuple[Effect, ...]:
    """The effects of a step of the ladder, where there is no client to decide about."""
    return orders.carried_out(stepped.orders, stepped.escalation, rev, practice)


def _into_thread(escalation: Escalation, text: str, mention: str) -> Effect:
    return Send(PostInThread(escalation.id, text, mention, quoting=True), Origin.SAFETY, PRIORITY_COACH)


def _held(
    client: Client, escalation: Escalation, update: Update, practice: Practice, now: datetime
) -> Decision:
    """Not urgent, from a held client: to the thread, and one fixed answer."""
    said = heard(client, update.body, practice, now)
    effects: list[Effect] = []
    escalation = replace(escalation, party=party_of(said.client, practice))
    if said.for_thread:
        mention = escalation.holder if said.counts_as_words and not escalation.answered else ""
        effects.append(_into_thread(escalation, said.for_thread, mention))
    effects += said.effects
    stepped = moves.Stepped(escalation)
    if said.gone:
        stepped = ladder.unreachable(escalation, practice.team, now)
    elif said.counts_as_words:
        stepped = ladder.heard(escalation)
    effects += orders.carried_out(stepped.orders, stepped.escalation, said.client.rev, practice)
    effects += for_card(update.body, update.channel, escalation.id)
    return Decision(said.client, stepped.escalation, tuple(effects))


def released(client: Client, practice: Practice, now: datetime, coach: str) -> Turn:
    """The hold is lifted: what runs now follows from the membership alone."""
    return waking.released(hold_moved(client, HoldMove.RELEASE, ""), practice, now, coach, STRANGER_KEPT)
