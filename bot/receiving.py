"""Receiving: what an Update from a channel is, and whose - then `decide`, and everything stored at once."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from bot import decide
from bot.carrying import Details, Heard, Outcome, carry_out, tell
from bot.core.client import Client, Membership
from bot.core.effects import Effect, OpenReview
from bot.core.events import ClientEvent, ClientInvited, ClientSent
from bot.core.outgoing import PRIORITY_COACH, Notice, Origin, PostInThread, RedrawCard, Send
from bot.core.update import Edited, SentMedia, SharedLocation, SpokeInGroup, Update, Wrote, words_of
from bot.routines import stranger
from bot.routines.files import for_card, for_review
from bot.routines.invitation import invitation_in
from bot.store import clients, escalations, invites, updates
from bot.store.tx import Tx
from bot.world import World, coach_who_acts
from escalation import ladder
from escalation.words import Escalation, Finding, Lane, Party, Verdict


def received(tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime) -> None:
    """Handle `update` unless it has been handled before."""
    if updates.seen(tx, update.channel, update.id, now):
        return
    if isinstance(update.body, SpokeInGroup):
        _in_group(tx, world, update, verdict, now)
        return
    client = clients.by_address(tx, update.channel, update.chat)
    if _opens_invite(tx, world, client, update, verdict, now):
        return
    if client is None:
        _from_stranger(tx, world, update, verdict, now)
    else:
        _from_client(tx, world, client, update, verdict, now)


def _from_client(
    tx: Tx, world: World, client: Client, update: Update, verdict: Verdict, now: datetime
) -> None:
    body = update.body
    zone = world.zone_at(body.latitude, body.longitude) if isinstance(body, SharedLocation) else ""
    escalation = escalations.by_id(tx, client.held_by) if client.held_by else None
    event = ClientSent(update, verdict, zone)
    heard = Heard(_as_kept(update), getattr(body, "message", ""))
    decided(tx, world, client, escalation, event, _because(update, verdict), heard, now)


def decided(
    tx: Tx,
    world: World,
    client: Client,
    escalation: Escalation | None,
    event: ClientEvent,
    because: Details,
    heard: Heard | None,
    now: datetime,
) -> None:
    """Decide about a client's conversation and store what follows, with `because` in the audit."""
    decision = decide.decide(client, escalation, event, world.practice, now)
    why: Details = {
        **because,
        "rules": world.rules,
        "membership": decision.client.membership.value,
        "held_by": decision.client.held_by,
    }
    kind = type(event).__name__
    outcome = Outcome(decision.client, escalation, decision.escalation, decision.effects, kind, why, heard)
    carry_out(tx, outcome, world.practice, now)


def _because(update: Update, verdict: Verdict) -> Details:
    found = [asdict(finding) for finding in verdict.findings]
    return {"update": f"{update.channel}:{update.id}", "lane": verdict.lane.word, "findings": found}


def _as_kept(update: Update) -> str:
    words = words_of(update.body)
    return f"(edited) {words}" if isinstance(update.body, Edited) else words


def _opens_invite(
    tx: Tx, world: World, client: Client | None, update: Update, verdict: Verdict, now: datetime
) -> bool:
    """Whether the Update was an invite's code from somebody who is no client (any more), and has been answered."""
    if client is not None and (
        client.held_by or client.membership not in (Membership.VISITOR, Membership.LEFT)
    ):
        return False
    invitation = invitation_in(update.body.text) if isinstance(update.body, Wrote) else None
    if invitation is None:
        return False
    named = next((found for code in invitation.codes if (found := invites.client_of(tx, code))), None)
    if named is None and (verdict.lane is Lane.URGENT or not invitation.alone):
        return False  # no code: red words, or a word that only looked like one
    if verdict.lane is Lane.URGENT and not invitation.alone:
        return False  # a code among red words: those come first
    guest = clients.by_id(tx, named) if named else None
    if guest is None or (guest.chat and (guest.channel, guest.chat) != (update.channel, update.chat)):
        _refuse(tx, world, update, "stranger.used", now)
        return True
    if client is not None and client.id != guest.id:
        clients.detach(tx, client)
    decided(tx, world, guest, None, ClientInvited(update), _because(update, Verdict(Lane.ROUTINE)), None, now)
    return True


# --- people without an invite ---------------------------------------------------------------------------


def _from_stranger(tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime) -> None:
    """Nothing is stored, unless the words are urgent: then there is somebody to hold, to page for and to answer."""
    if verdict.lane is not Lane.URGENT:
        _refuse(tx, world, update, "stranger.refused", now)
        return
    visitor = Client(
        id="v" + decide.escalation_id(update)[1:], name="", channel=update.channel, chat=update.chat
    )
    if update.language[:2] in world.practice.texts.languages:
        visitor = replace(visitor, profile=replace(visitor.profile, language=update.language[:2]))
    known = clients.by_id(tx, visitor.id)
    if known is None:
        clients.insert(tx, visitor, now)
    else:  # found again after a restore, by an id alone: here is where they write from
        visitor = replace(known, channel=visitor.channel, chat=visitor.chat, profile=visitor.profile)
    _from_client(tx, world, visitor, update, verdict, now)


def _refuse(tx: Tx, world: World, update: Update, key: str, now: datetime) -> None:
    updates.set_fate(tx, update.channel, update.id, "refused")
    if key == "stranger.refused" and update.channel == world.coach_channel:
        # A coach who writes to the app expects to be known there.
        coach = coach_who_acts(world.practice, update.channel, update.sender)
        key = "stranger.coach" if coach else key
    effects = stranger.refused(update, world.practice, now, key)
    tell(tx, tuple(effect for effect in effects if isinstance(effect, Send)), now, update.channel)


def _in_group(tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime) -> None:
    """Groups are refused; urgent words there are answered in private only."""
    _refuse(tx, world, update, "group.refused", now)
    if verdict.lane is not Lane.URGENT:
        return
    private = replace(update, chat=update.sender, body=Wrote(words_of(update.body), ""))
    client = clients.by_address(tx, update.channel, private.chat)
    if client is None:
        _from_stranger(tx, world, private, verdict, now)
    else:
        _from_client(tx, world, client, private, verdict, now)


# --- when our own code fails over an Update ----------------------------------------------------------------


def poisoned(tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime, error: str) -> None:
    """The Update is kept as it came, an urgent verdict opens an escalation by the safety core alone, a coach reads it.

    None of the routine runs here, since the routine is what has just failed.
    """
    if updates.seen(tx, update.channel, update.id, now):
        return
    client = clients.by_address(tx, update.channel, update.chat)
    updates.set_fate(
        tx, update.channel, update.id, "poison", client.id if client else None, words_of(update.body)
    )
    if verdict.lane is Lane.URGENT:
        if client is None:
            _from_stranger(tx, world, update, verdict, now)
        else:
            escalation = escalations.by_id(tx, client.held_by) if client.held_by else None
            counted = replace(client, rev=client.rev + 1)
            decision = decide.urgent(counted, escalation, update, verdict, world.practice, now)
            why: Details = {"update": f"{update.channel}:{update.id}", "lane": "urgent", "error": error}
            heard = Heard(_as_kept(update), "")
            carry_out(
                tx,
                Outcome(
                    decision.client, escalation, decision.escalation, decision.effects, "Poisoned", why, heard
                ),
                world.practice,
                now,
            )
    elif client is not None:
        _put_before_a_coach(tx, world, client, update, verdict, error, now)
    name = client.name if client and client.name else "an unknown sender"
    text = (
        f"A message from {name} could not be handled ({error}). It is kept; please look at the conversation."
    )
    coach = world.practice.coach_of(client.coach if client else "")
    notice = Send(Notice(text, coach.name if coach else ""), Origin.SAFETY, PRIORITY_COACH)
    tell(tx, (notice,), now)


def _put_before_a_coach(
    tx: Tx, world: World, client: Client, update: Update, verdict: Verdict, error: str, now: datetime
) -> None:
    """A held client's words go to the thread, anybody else's to review; before consent nothing is kept."""
    body = update.body
    text = body.line if isinstance(body, SentMedia) else words_of(body)
    escalation = escalations.by_id(tx, client.held_by) if client.held_by else None
    effects: tuple[Effect, ...] = ()
    if text and escalation is not None:
        effects = (
            Send(
                PostInThread(escalation.id, text, escalation.holder, quoting=True),
                Origin.SAFETY,
                PRIORITY_COACH,
            ),
            Send(RedrawCard(escalation.id), Origin.SAFETY, PRIORITY_COACH),
            *for_card(body, update.channel, escalation.id),
        )
    elif text and client.profile.consent:
        unread = Finding("cannot_tell", Lane.REVIEW, "poison", "", 0, 0, f"could not be handled: {error}")
        due_at = now + world.practice.review_within
        id_ = f"R{client.id}.{update.id}"[:60]
        effects = (
            OpenReview(id_, text, (*verdict.findings, unread), due_at),
            *for_review(body, update.channel, id_),
        )
    counted = replace(client, rev=client.rev + 1)
    why: Details = {"update": f"{update.channel}:{update.id}", "lane": verdict.lane.word, "error": error}
    heard = Heard(_as_kept(update), "")
    outcome = Outcome(counted, escalation, escalation, effects, "Poisoned", why, heard)
    carry_out(tx, outcome, world.practice, now)


def kept_regardless(
    tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime, error: str
) -> None:
    """Nothing of this client can be loaded or saved: the Update is kept as it came, and no other waits behind it."""
    if updates.seen(tx, update.channel, update.id, now):
        return
    updates.set_fate(tx, update.channel, update.id, "poison", None, words_of(update.body))
    urgent = "URGENT: " if verdict.lane is Lane.URGENT else ""
    text = (
        f"{urgent}A message could not be handled, nor its sender's record read ({error})."
        " It is kept; please tell whoever runs this."
    )
    coach = world.practice.coach_of("")
    tell(tx, (Send(Notice(text, coach.name if coach else ""), Origin.SAFETY, PRIORITY_COACH),), now)


def paged_regardless(tx: Tx, world: World, update: Update, verdict: Verdict, now: datetime) -> None:
    """Nothing of this client can be loaded or saved, and the words are urgent: an escalation with the address alone."""
    if updates.seen(tx, update.channel, update.id, now):
        return
    updates.set_fate(tx, update.channel, update.id, "poison", None, words_of(update.body))
    id_ = decide.escalation_id(update)
    nobody = Client(id="v" + id_[1:], name="")
    clients.insert(tx, nobody, now)
    party = Party(nobody.id, channel=update.channel, chat=update.chat, language=world.practice.language)
    found = tuple(finding for finding in verdict.findings if finding.lane is Lane.URGENT)
    stepped = ladder.opened(id_, party, found, world.practice.policy, world.practice.team, now)
    held = replace(nobody, held_by=id_, channel=update.channel)
    effects = decide.sent_for(stepped, held.rev, world.practice)
    outcome = Outcome(
        held, None, stepped.escalation, effects, "PagedRegardless", {}, Heard(words_of(update.body), "")
    )
    carry_out(tx, outcome, world.practice, now)
