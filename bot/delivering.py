"""Delivering: what became of a row of the Outbox, and what follows from it, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import acting
from bot.carrying import buttons_off
from bot.core.client import Client
from bot.core.events import BridgeDelivered, CardPosted, PageFailed, PageSent, SendingFailed
from bot.core.outgoing import (
    PRIORITY_COACH,
    Notice,
    Origin,
    PageCoaches,
    PostCard,
    PostFile,
    PostInThread,
    PostReview,
    RemovePosts,
    Say,
    Send,
    SendFile,
)
from bot.store import audit, clients, escalations, outbox, reviews
from bot.store.claiming import Claimed
from bot.store.tx import Tx
from bot.world import World
from escalation.moves import Why


def sent(tx: Tx, world: World, row: Claimed, ref: str, now: datetime) -> None:
    """The channel took it."""
    held = outbox.sent(tx, row.id, ref, now)
    if held:
        _disarm(tx, held, now)
    match row.what:
        case PostCard(escalation=id_):
            _card_is_up(tx, world, id_, ref, now)
            acting.happened(tx, world, id_, CardPosted(), now)
        case PageCoaches(escalation=id_, pages=pages) if pages:
            acting.happened(tx, world, id_, PageSent(pages), now)
        case PostReview(review=id_):
            reviews.set_ref(tx, id_, ref)
        case Say(thread_post=post, author=author) if post and row.escalation_id:
            acting.happened(tx, world, row.escalation_id, BridgeDelivered(author, post, row.created_at), now)
        case PostFile() if row.client_id:
            _file_on_record(tx, row.client_id, row.what, "FilePassedOn", "", now)
        case _:
            pass
    if row.client_id and ref and isinstance(row.what, PostInThread | PostFile | PostReview | PageCoaches):
        _too_late(tx, row.client_id, ref, now)


def _card_is_up(tx: Tx, world: World, id_: str, ref: str, now: datetime) -> None:
    """The first card stays: a process that was taken for dead may post a second one when it wakes."""
    first = escalations.card_ref(tx, id_)
    if not first:
        escalations.set_card_ref(tx, id_, world.coach_channel, ref)
    elif first != ref:
        outbox.put(tx, None, None, (Send(RemovePosts((ref,)), Origin.SAFETY, PRIORITY_COACH),), now)


def _too_late(tx: Tx, client_id: str, ref: str, now: datetime) -> None:
    """It was on the wire when its client was erased: it goes too."""
    if tx.key_of(client_id) is None:
        outbox.put(tx, None, None, (Send(RemovePosts((ref,)), Origin.SAFETY, PRIORITY_COACH),), now)


def _disarm(tx: Tx, client_id: str, now: datetime) -> None:
    """It was on the wire when the client was held: its buttons come off."""
    client = clients.by_id(tx, client_id)
    if client is not None:
        outbox.put(tx, client, client.held_by, buttons_off(tx, client_id), now)


def failed(tx: Tx, world: World, row: Claimed, error: str, now: datetime, *, gone: bool = False) -> None:
    """The channel will never take it. `gone`: the person on the other side cannot be written to at all."""
    if not outbox.failed(tx, row.id, error, now):
        return  # another process has it by now, and will say
    match row.what:
        case PageCoaches(escalation=id_, pages=pages) if pages:
            acting.happened(tx, world, id_, PageFailed(pages, error), now)
        case Say() | SendFile() if row.client_id:
            _not_said(tx, world, row, row.client_id, error, now, gone=gone)
        case PostFile() if row.client_id:
            _not_passed_on(tx, row.client_id, row.what, error, now)
        case _:
            pass


def _not_said(
    tx: Tx, world: World, row: Claimed, client_id: str, error: str, now: datetime, *, gone: bool
) -> None:
    client = clients.by_id(tx, client_id)
    if client is None:
        return
    newly_gone = gone and not client.unreachable
    if newly_gone:
        client = replace(client, unreachable=True)
        audit.append(tx, client_id, now, "ClientUnreachable", {"error": error})
        clients.save(tx, client)
    if client.held_by:
        post = row.what.thread_post if isinstance(row.what, Say) else ""
        # Known before the hold came, it is still news to whoever is called now.
        untold = gone and not _called_for_it(tx, client.held_by)
        acting.happened(tx, world, client.held_by, SendingFailed(post, error, newly_gone or untold), now)
    elif newly_gone:
        text = f"{client.name} cannot be written to any more: {error}"
        outbox.put(tx, client, None, (Send(Notice(text, client.coach), Origin.SAFETY, PRIORITY_COACH),), now)


def _called_for_it(tx: Tx, escalation_id: str) -> bool:
    escalation = escalations.by_id(tx, escalation_id)
    return escalation is not None and any(page.why == Why.UNREACHABLE.value for page in escalation.pages)


# --- a client's files ----------------------------------------------------------------------------------------


def _file_on_record(
    tx: Tx, client_id: str, file: PostFile, kind: str, error: str, now: datetime
) -> Client | None:
    client = clients.by_id(tx, client_id)
    if client is not None:
        details: dict[str, audit.Json] = {"kind": file.kind, "to": file.escalation or file.review}
        audit.append(tx, client_id, now, kind, details | ({"error": error} if error else {}))
    return client


def _not_passed_on(tx: Tx, client_id: str, file: PostFile, error: str, now: datetime) -> None:
    """The coach learns that there is something to look at, and why it is not here."""
    client = _file_on_record(tx, client_id, file, "FileNotPassedOn", error, now)
    if client is None:
        return
    text = f"The {file.kind} could not be put here: {error}. It is only in the chat with {client.name or 'them'}."
    told = Send(PostInThread(file.escalation, text, review=file.review), Origin.SAFETY, PRIORITY_COACH)
    outbox.put(tx, client, file.escalation or None, (told,), now)
