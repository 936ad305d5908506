"""Carrying out: what was decided becomes rows - state, Outbox, transcript, audit - in the transaction of its event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.client import Client, Membership
from bot.core.effects import (
    Effect,
    Erase,
    Export,
    KeepCheckIn,
    OpenReview,
    WithdrawAutomated,
    WithdrawPages,
)
from bot.core.outgoing import (
    PRIORITY_COACH,
    PRIORITY_REPLY,
    Origin,
    PostReview,
    RedrawCard,
    RemovePosts,
    Say,
    Send,
    SendFile,
    Settle,
)
from bot.core.practice import Practice
from bot.routines.voice import words
from bot.store import audit, checkins, clients, erasure, escalations, exporting, outbox, reviews, transcript
from bot.store.tx import Tx
from escalation.words import Escalation

Details = Mapping[str, audit.Json]


@dataclass(frozen=True, slots=True)
class Heard:
    """A client's words, for the transcript."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One event's result, ready to be stored. `before` is the escalation as it was loaded."""

    client: Client
    before: Escalation | None
    escalation: Escalation | None
    effects: tuple[Effect, ...]
    kind: str  # the event, for the audit
    why: Details  # what it was decided from, for the audit
    heard: Heard | None = None


def carry_out(tx: Tx, outcome: Outcome, practice: Practice, now: datetime) -> None:
    """Store everything; afterwards the client, the escalation and all that is to be sent are on record."""
    client, escalation = outcome.client, outcome.escalation
    if escalation is not None:
        if outcome.before is None:
            escalations.insert(tx, escalation, client.rev)
        else:
            escalations.save(tx, escalation, client.rev)
    sends: list[Send] = []
    erase: Erase | None = None
    for effect in outcome.effects:
        match effect:
            case Send():
                sends.append(effect)
            case WithdrawAutomated():
                outbox.withdraw_automated(tx, client.id)
                outbox.withdraw_unowned(tx, client.channel, client.chat)
                sends += buttons_off(tx, client.id)
            case WithdrawPages(escalation=id_):
                outbox.withdraw_pages(tx, id_)
            case KeepCheckIn(record=record):
                checkins.keep(tx, client.id, record)
            case OpenReview():
                reasons = tuple(f"{finding.category}: {finding.why}" for finding in effect.findings)
                reviews.open(tx, effect.id, client.id, effect.words, reasons, effect.due_at, now)
                # Behind what concerns an open escalation.
                sends.append(Send(PostReview(effect.id), Origin.SAFETY, PRIORITY_REPLY))
            case Export():
                content = exporting.export(tx, client.id)
                file = SendFile(
                    client.chat, "handrail-export.json", content, words(client, practice, "export.caption")
                )
                sends.append(Send(file, Origin.AUTOMATED, PRIORITY_REPLY))
            case Erase():
                erase = effect
    if escalation is not None or _may_be_kept(client):
        _keep_words(tx, client, outcome.heard, sends, now)
    outbox.put(tx, client, escalation.id if escalation else None, sends, now)
    details: dict[str, audit.Json] = {**outcome.why, "effects": _named(outcome.effects)}
    audit.append(tx, client.id, now, outcome.kind, details)
    clients.save(tx, client)
    if erase is not None:
        _erase(tx, client, erase, now)


def _may_be_kept(client: Client) -> bool:
    """Words are stored only from somebody who agreed to it."""
    return bool(client.profile.consent) and client.membership is not Membership.VISITOR


def _keep_words(tx: Tx, client: Client, heard: Heard | None, sends: list[Send], now: datetime) -> None:
    lines = [(now, "client", heard.text, heard.message)] if heard and heard.text else []
    for send in sends:
        if isinstance(send.what, Say):
            lines.append((now, send.what.author or "avatar", send.what.text, ""))
    if lines:
        transcript.add(tx, client.id, lines)


def _named(effects: Iterable[Effect]) -> list[str]:
    """The effects as the audit names them: kind, and for what is sent its kind too. No words."""
    return [
        f"{type(effect.what).__name__} {effect.origin.value}"
        if isinstance(effect, Send)
        else type(effect).__name__
        for effect in effects
    ]


def _erase(tx: Tx, client: Client, erase: Erase, now: datetime) -> None:
    """Afterwards nothing of the client can be read here, and what coaches still see of them in Slack goes too."""
    quoted = outbox.quoting_posts(tx, client.id)
    quoted += [review.ref for review in reviews.all_of(tx, client.id) if review.ref]
    cards = [each.id for each in escalations.all_of(tx, client.id) if escalations.card_ref(tx, each.id)]
    erasure.erase(tx, client.id, now)
    gone = [Send(RedrawCard(id_), Origin.SAFETY, PRIORITY_COACH) for id_ in cards]
    if quoted:
        gone.append(Send(RemovePosts(tuple(quoted)), Origin.SAFETY, PRIORITY_COACH))
    outbox.put(tx, None, None, (*gone, *erase.farewell), now, client.channel)
    audit.append(tx, None, now, "ClientErased", {"client": client.id})


def buttons_off(tx: Tx, client_id: str) -> list[Send]:
    """What takes the buttons off everything that still shows them to this client."""
    live = outbox.live_buttons(tx, client_id)
    return [Send(Settle(chat, message), Origin.SAFETY, PRIORITY_REPLY) for chat, message in live]


def tell(tx: Tx, sends: tuple[Send, ...], now: datetime, channel: str = "") -> None:
    """Send something that belongs to nobody on record."""
    outbox.put(tx, None, None, sends, now, channel)
