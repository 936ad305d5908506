"""Restoring: after a restore the escalation channel is searched for matters that the backup does not know.

Slack keeps each card's id, client and state beside the message. An open one is taken up again: same id, same
card, the client held, the ladder from its first rung. All of it is one transaction, so it happens once.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from cryptography.exceptions import InvalidTag

from bot import orders
from bot.carrying import Outcome, carry_out, tell
from bot.core.client import Client, HoldMove, hold_moved
from bot.core.effects import Effect, WithdrawAutomated
from bot.core.errors import ChannelError, RateLimited, Rejected, Unreachable
from bot.core.outgoing import (
    PRIORITY_COACH,
    Notice,
    Origin,
    PostInThread,
    RedrawCard,
    RemovePosts,
    Send,
)
from bot.core.ports import Clock, CoachChannel, FoundCard
from bot.core.practice import Practice
from bot.decide import party_of
from bot.routines.checkin import closed_early
from bot.routines.planning import awake
from bot.store import clients, escalations, outbox, restored
from bot.store.database import Store
from bot.store.outage import is_down
from bot.store.restored import Restore
from bot.store.tx import Tx
from bot.world import World
from escalation import ladder, moves
from escalation.words import Escalation, Finding, Lane, Moment, State

log = structlog.get_logger("restoring")

MARGIN = timedelta(hours=1)  # Slack's clock and ours may differ; a card that is known is no harm
FIRST_RETRY_S = 2.0  # doubles ...
LAST_RETRY_S = 60.0  # ... up to this
PATIENCE_S = 60.0  # cards are redrawn again after this, read or not: coaches need to see what is true
ERASED = "erased"  # the client on a card that an erasure has stripped
FOUND = "found again in Slack after a restore"


class AfterRestore:
    """Runs once beside everything else when a process starts. Without a restore it ends at once."""

    def __init__(self, store: Store, world: World, clock: Clock, channel: CoachChannel | None) -> None:
        self._store = store
        self._world = world
        self._clock = clock
        self._channel = channel
        self._looking = False
        self._complained = False

    def may_be_there(self, _escalation: str) -> bool:
        """Whether a card may stand in the channel without a row that says so."""
        return self._looking

    async def prepare(self) -> None:
        """Before anything is sent: while automation is held, a card is looked for before it is posted."""
        self._looking = await self._store.read(restored.held) is not None

    async def run(self) -> None:
        """Search the channel until that has succeeded, whatever Slack and the database do meanwhile."""
        wait, waited = FIRST_RETRY_S, 0.0
        while True:
            try:
                restore = await self._store.read(restored.unread)
                if restore is None:
                    return
                await self._search(restore)
                return
            except RateLimited as error:
                pause = error.retry_after
            except (Rejected, Unreachable) as error:
                log.warning("the channel cannot be searched", error=str(error)[:200])
                await self._complain(str(error))
                pause, waited = LAST_RETRY_S, PATIENCE_S
            except ChannelError as error:
                log.warning("the channel could not be searched just now", error=str(error)[:200])
                pause, wait = wait, min(wait * 2, LAST_RETRY_S)
            except Exception as error:
                if not is_down(error):
                    log.exception("the search after a restore failed")
                pause, wait = wait, min(wait * 2, LAST_RETRY_S)
            waited += pause
            if waited >= PATIENCE_S:
                with suppress(Exception):
                    await self._store.run(restored.thaw)
            await asyncio.sleep(pause)

    async def _complain(self, why: str) -> None:
        """Slack refuses, and goes on refusing until somebody mends it: meanwhile people have to look."""
        if self._complained:
            return
        self._complained = True
        text = (
            f"*This channel cannot be searched for open escalations after the restore*: {why}. It is tried again"
            " each minute; until then please look for open cards yourselves, and call those clients."
        )
        with suppress(Exception):
            await self._store.run(_say, self._world, text, self._clock.now())

    async def _search(self, restore: Restore) -> None:
        if self._channel is None:  # without a channel there are no cards
            await self._store.run(restored.channel_read)
            return
        open_ = await self._store.read(escalations.open_ones)
        since = min([restore.taken_at, *(each.opened_at for each in open_)]) - MARGIN
        cards = await self._channel.cards_since(since)
        ledger = self._store.ledger
        erased = frozenset(entry.client for entry in ledger.entries()) if ledger else frozenset()
        now = self._clock.now()
        try:
            await self._store.run(searched, self._world, cards, erased, now)
        except Exception as error:
            if is_down(error):
                raise
            log.exception("the cards that were found could not be taken up")
            await self._store.run(given_up, self._world, cards, now)


# --- what was found ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """Lines for the notice, by what became of each card."""

    again: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def searched(
    tx: Tx, world: World, cards: tuple[FoundCard, ...], erased: frozenset[str], now: datetime
) -> None:
    """Take up what the record does not know, and tell the coaches. Nothing, if that has been done."""
    if not restored.channel_read(tx):
        return
    found = _Found()
    seen: set[str] = set()
    for card in cards:
        if not card.escalation or not card.client or card.escalation in seen:
            continue
        seen.add(card.escalation)
        on_record = escalations.state_of(tx, card.escalation)
        try:
            if on_record is not None:
                _known(tx, world, card, on_record, found, now)
            elif card.client in erased or clients.was_erased(tx, card.client):
                tell(tx, (_send(RemovePosts((card.ref,))),), now)
            elif card.state == State.CLOSED.value:
                if card.client != ERASED:
                    found.over.append(card.escalation)
            else:
                _unknown(tx, world, card, found, now)
        except (InvalidTag, ValueError):
            found.unread.append(card.escalation)
    _tell(tx, world, found, now)


def given_up(tx: Tx, world: World, cards: tuple[FoundCard, ...], now: datetime) -> None:
    """We failed over what was found: a person looks at every card that is not closed."""
    if restored.channel_read(tx):
        open_ = [card.escalation for card in cards if card.state != State.CLOSED.value]
        _tell(tx, world, _Found(unread=open_), now)


def _known(tx: Tx, world: World, card: FoundCard, state: State, found: _Found, now: datetime) -> None:
    """The record decides. What the card showed of later hours is kept in its thread before it is drawn over."""
    if not escalations.card_ref(tx, card.escalation):
        escalations.set_card_ref(tx, card.escalation, world.coach_channel, card.ref)
    escalation = escalations.by_id(tx, card.escalation)
    client = clients.by_id(tx, escalation.party.client) if escalation else None
    if escalation is None or client is None or (card.state, card.rev) == (state.value, client.rev):
        return
    if state is State.CLOSED and card.state == state.value:
        return
    if card.rev > client.rev:  # so that no button of the old drawing ever fits again
        client = replace(client, rev=card.rev)
        clients.save(tx, client)
    if state is not State.CLOSED and card.state in (State.CLOSED.value, State.RESOLVED.value):
        found.differs.append(
            f"{card.escalation} ({_name(client)}, {card.state} in Slack, {state.value} on record)"
        )
    outbox.put(tx, client, escalation.id, (_kept(card), _send(RedrawCard(escalation.id))), now)


def _unknown(tx: Tx, world: World, card: FoundCard, found: _Found, now: datetime) -> None:
    client = clients.by_id(tx, card.client)
    if client is None:
        client = Client(card.client, "")  # the backup does not know them either: an id that can be held
        clients.insert(tx, client, now)
    holding = escalations.by_id(tx, client.held_by) if client.held_by else None
    if holding is not None:
        _join(tx, world, client, holding, card, now)
        found.joined.append(f"{card.escalation} ({_name(client)}, held by {holding.id})")
        return
    outcome = found_again(client, card, world.practice, now)
    carry_out(tx, outcome, world.practice, now)
    escalations.set_card_ref(tx, card.escalation, world.coach_channel, card.ref)
    found.again.append(f"{card.escalation} ({_name(client)})")


def found_again(client: Client, card: FoundCard, practice: Practice, now: datetime) -> Outcome:
    """The matter as if it had opened when its card was posted, the client held, the ladder from its first rung.

    The client was told at the time, and is not told again; if nobody acts, they hear of it as ever.
    """
    opened = ladder.opened(
        card.escalation, party_of(client, practice), (), practice.policy, practice.team, now
    )
    escalation = replace(
        opened.escalation,
        opened_at=card.posted_at,
        timeline=(
            Moment(card.posted_at, "Handrail", "opened"),
            Moment(now, "Handrail", f"{FOUND}, {card.state} on its card"),
        ),
        tell_client_at=opened.escalation.tell_client_at if client.chat else None,
    )
    held = hold_moved(client, HoldMove.HOLD, escalation.id)
    held, kept = closed_early(held, now)
    held = replace(held, exercise=None, asking=None, rev=max(held.rev, card.rev))
    note = (
        "Found again after a restore: this matter is not in the backup. The card now shows what is on record;"
        " what it showed before stands below. Whoever has it already, please press again."
    )
    effects: tuple[Effect, ...] = (
        WithdrawAutomated(),
        *kept,
        _send(PostInThread(escalation.id, note)),
        _kept(card),
        *orders.carried_out(_calls(opened), escalation, held.rev, practice),
    )
    why = {"card": card.ref, "state": card.state}
    return Outcome(awake(held), None, escalation, effects, "FoundAgain", why)


def _join(tx: Tx, world: World, client: Client, holding: Escalation, card: FoundCard, now: datetime) -> None:
    """One matter for each client: the other card is a finding of the one that holds them."""
    words = f"a second card, {card.escalation}, stands in the channel"
    finding = Finding("cannot_tell", Lane.URGENT, "restore", words, 0, len(words), FOUND)
    practice = world.practice
    stepped = ladder.found_more(holding, (finding,), practice.team, now)
    effects = orders.carried_out(_calls(stepped), stepped.escalation, client.rev, practice)
    why = {"card": card.ref, "state": card.state}
    outcome = Outcome(awake(client), holding, stepped.escalation, effects, "FoundAgain", why)
    carry_out(tx, outcome, practice, now)


def _calls(stepped: moves.Stepped) -> tuple[moves.Order, ...]:
    """Without the card, which is there, and without what the client was told at the time."""
    return tuple(order for order in stepped.orders if isinstance(order, moves.Call | moves.Note))


def _kept(card: FoundCard) -> Send:
    return _send(PostInThread(card.escalation, f"The card before the restore:\n{card.shown}", quoting=True))


def _send(what: PostInThread | RedrawCard | RemovePosts) -> Send:
    return Send(what, Origin.SAFETY, PRIORITY_COACH)


def _name(client: Client) -> str:
    return client.name or "an unknown sender"


def _tell(tx: Tx, world: World, found: _Found, now: datetime) -> None:
    said = {
        "Found again, held and paged for": found.again,
        "Not taken up: the client is held by another matter already; please look at both cards": found.joined,
        "Over in Slack, open on record. If it is over, please resolve it and hand back once more": found.differs,
        "Opened and closed in the missing hours; only this channel knows of it": found.over,
        "NOT taken up, through a fault of ours; please look at the card and call the client": found.unread,
    }
    lines = [f"• {what}: {', '.join(which)}." for what, which in said.items() if which]
    heading = "*This channel has been searched after the restore.*"
    if lines:
        _say(tx, world, "\n".join([heading, *lines]), now)
    else:
        quiet = Notice(f"{heading}\nNo open escalation was missing.")
        tell(tx, (Send(quiet, Origin.SAFETY, PRIORITY_COACH),), now)


def _say(tx: Tx, world: World, text: str, now: datetime) -> None:
    """To the channel, the owner by name."""
    owner = world.practice.coach_of("")
    tell(tx, (Send(Notice(text, owner.name if owner else ""), Origin.SAFETY, PRIORITY_COACH),), now)
